r"""Write the words of a text in Markdown: emphasis, links, notes, and signs that are escaped because they are words.

Clauses in brackets are those of CommonMark 0.31.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from .document import Run, Said

# What begins something wherever it stands: emphasis [6.2], links [6.3], code [6.1], HTML [6.6], and in other dialects
# a word that is struck out, a formula, raised letters. "_" within a word means nothing, and may be in an address, in
# which GitHub's Markdown knows no escapes. An exclamation mark would make a picture of a link after it.
ANYWHERE = re.compile(r"[\\`*\[\]<>~$^]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|!\Z")
# What begins a block where it is first in its line: headings [4.2], quotations [5.1], items [5.2], lines [4.1, 4.3],
# what is said of a term.
FIRST = re.compile(r"(?m)^( *)([#=]|[+:-](?=[ +:-]|$)|\d{1,9}(?=[.)](?: |$)))")
IN_ADDRESS = re.compile(r"[()\\]")


def escaped(words: str) -> str:
    """Return words so that a reader of Markdown gives them back, wherever they stand in a line."""
    return FIRST.sub(_mark, ANYWHERE.sub(r"\\\g<0>", words))


def _mark(found: re.Match[str]) -> str:
    """Return the first sign of a line so that it begins nothing: of a number, it is the stop that does."""
    return f"{found[1]}{found[2]}" + "\\" if found[2].isdigit() else f"{found[1]}\\{found[2]}"


def line(said: Said) -> str:
    """Return words that have to stand on one line."""
    return inline(tuple(replace(run, words=run.words.replace("\n", " ")) for run in said))


def inline(said: Said) -> str:
    """Return words in Markdown; a backslash ends a line in them [6.7]."""
    runs = _emphasised(said)
    whole = "".join(_linked(list(group)) for _, group in groupby(runs, lambda run: (run.address, run.note)))
    return FIRST.sub(_mark, whole).replace("\n", "\\\n")


def _linked(runs: list[Run]) -> str:
    """Return runs that lead to one address, or one that refers to a note."""
    first = runs[0]
    if first.note:
        return f"[^{first.note}]"
    words = "".join(map(_run, runs))
    address = IN_ADDRESS.sub(r"\\\g<0>", first.address.replace(" ", "%20"))
    return f"[{words}]({address})" if address else words


def _run(run: Run) -> str:
    words = ANYWHERE.sub(r"\\\g<0>", f"[{run.words}]" if run.picture else run.words)
    mark = "*" * (2 * run.strong + run.stressed)
    return f"{mark}{words}{mark}"


def _emphasised(said: Said) -> Iterator[Run]:
    """Yield runs whose emphasis a reader will find: it has to begin and end at a letter or digit.

    Beside a space or a sign, it may neither begin nor end [6.2: left-flanking, right-flanking]; so these are left out
    of it. Of two words in one look each, and no space between, the second has none: their signs would be one.
    """
    marked = False
    for run in said:
        plain = replace(run, strong=False, stressed=False)
        if run == plain or run.note or run.picture:
            yield plain
            marked = False
            continue
        before, core, after = _parted(run.words)
        if marked and not before:
            before, core, after = run.words, "", ""
        parts = ((before, plain), (core, run), (after, plain))
        yield from (replace(look, words=words) for words, look in parts if words)
        marked = bool(core) and not after


def _parted(words: str) -> tuple[str, str, str]:
    """Return words as what is before their first letter or digit, what is up to the last, and what is after it."""
    places = [at for at, sign in enumerate(words) if unicodedata.category(sign)[0] in "LNM"]
    if not places:
        return words, "", ""
    return words[: places[0]], words[places[0] : places[-1] + 1], words[places[-1] + 1 :]
