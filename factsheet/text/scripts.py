"""Find letters of a script other than the language's own: one that looks like ours, a word left in English.

A word of the English is fine in a text in any script if it is a name: LinkedIn, UNICEF.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from textwrap import shorten

from .invisible import unseen
from .oddity import Oddity
from .spot import HOLE

# Scripts that have letters which look alike; in one word they are mixed by mistake, or to deceive (UTS 39, 5.1).
ALIKE = frozenset("Latn Grek Cyrl Armn Copt Cher Lisu".split())
# The scripts that some languages mix, by the code for the mixture (ISO 15924).
TOGETHER: Mapping[str, frozenset[str]] = {
    "Jpan": frozenset({"Hani", "Hira", "Kana"}),
    "Kore": frozenset({"Hang", "Hani"}),
    "Hans": frozenset({"Hani", "Bopo"}),
    "Hant": frozenset({"Hani", "Bopo"}),
}
NO_SCRIPT = {"Zyyy", "Zinh"}
# Letters, the marks on them, and what nobody sees between them.
WORD = re.compile("(?:[^\\W\\d_]|[\u0300-\u036f\u00ad\u200b-\u200f\u2060-\u2064\ufeff])*[^\\W\\d_]")
ENDS = ".!?:"
SHOWN = 80  # letters of a passage
REMEDY = "write it in the language's own letters"


@dataclass(frozen=True)
class Words:
    """The words of an English text, in small letters. `names` have a capital, even inside a sentence."""

    all: Collection[str] = ()
    names: Collection[str] = ()
    text: str = ""


@dataclass
class Passage:
    """Letters of other scripts, from `start` to `end`, with no letter of one's own and no name in between.

    `strange` has a word that the English does not have, `small` one without a capital.
    """

    start: int
    end: int
    scripts: set[str] = field(default_factory=set)
    strange: bool = False
    small: bool = False


def words(english: str) -> Words:
    """Return the words of an English text."""
    every: set[str] = set()
    names: set[str] = set()
    starts, end = True, 0
    for match in WORD.finditer(english):
        word = match[0]
        starts = starts or any(sign in ENDS for sign in english[end : match.start()])
        every.add(word.lower())
        if any(letter.isupper() for letter in word[1:]):
            names.add(word.lower())
        elif word[0].isupper():
            names.update([] if starts and HOLE not in english[end : match.start()] else [word.lower()])
        starts, end = False, match.end()
    for compound in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)+", english):  # eu-LISA
        if any(part.isupper() for part in compound.split("-")):
            names.update(compound.lower().split("-"))
    return Words(every, names, english)


def mixed(text: str, known: Words) -> Iterable[Oddity]:
    """Yield each word with letters that look like the others but belong to another script."""
    for match in WORD.finditer(text):
        letters = [(sign, script) for sign in match[0] if (script := script_of(sign)) in ALIKE]
        count = Counter(script for _, script in letters)
        if len(count) < 2 or match[0].lower() in known.all:
            continue
        usual = count.most_common(1)[0][0]
        odd, script = next((sign, script) for sign, script in letters if script != usual)
        what = f'has "{match[0]}", in which "{odd}" (U+{ord(odd):04X}) is a {_name(script)} letter'
        yield Oddity("letters", *match.span(), match[0], what, f"type the {_name(usual)} letter", stops=True)


def foreign(text: str, known: Words, own: str, elsewhere: Collection[int] = ()) -> Iterable[Oddity]:
    """Yield each passage in letters of a script other than one's `own`, except names and acronyms.

    A single word of the English that may be a name is a doubt: "Frontex" at the beginning of a sentence. What stands
    at the places `elsewhere` may be in any script: addresses, and the words of links, which are often a name.
    """
    untranslated = text.lower() == known.text.lower() and " " in text.strip()
    for passage in _passages(text, known, TOGETHER.get(own, frozenset({own})), elsewhere):
        thing = text[passage.start : passage.end]
        grave = untranslated or passage.strange or (passage.small and " " in thing)
        hint = REMEDY if grave else f"leave it if it is a name; otherwise {REMEDY}"
        names = " and ".join(sorted(map(_name, passage.scripts)))
        what = f'has "{shorten(thing, SHOWN, placeholder=" ...")}" in {names} letters'
        yield Oddity("letters", passage.start, passage.end, thing, what, hint, grave=grave, stops=grave)


def _passages(text: str, known: Words, own: Collection[str], elsewhere: Collection[int]) -> Iterator[Passage]:
    open: Passage | None = None
    for start, end, script in _parts(text):
        word = "".join(sign for sign in text[start:end] if not unseen(sign))
        fine = start in elsewhere or script in own or _is_name(word, script, known)
        if open and (fine or HOLE in text[open.end : start]):
            yield open
            open = None
        if fine:
            continue
        open = open or Passage(start, end)
        open.end = end
        open.scripts.add(script)
        open.strange = open.strange or word.lower() not in known.all
        open.small = open.small or word[0].islower()
    if open:
        yield open


def _parts(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the words of a text by script, split where two meet: "LinkedIn" and an ending joined to it."""
    for match in WORD.finditer(text):
        start, script = match.start(), ""
        for at in range(match.start(), match.end()):
            this = script_of(text[at])
            if this in NO_SCRIPT or unseen(text[at]):
                continue
            if script and this != script:
                yield start, at, script
                start = at
            script = this
        if script:
            yield start, match.end(), script


def _is_name(word: str, script: str, known: Words) -> bool:
    if script == "Latn":
        return word.isupper() or word.lower() in known.names
    return word.lower() in known.all


@lru_cache(maxsize=4096)
def script_of(sign: str) -> str:
    """Return the script of a sign, by its ISO 15924 code."""
    import icu

    return "Latn" if sign.isascii() and sign.isalpha() else str(icu.Script.getScript(sign).getShortName())


def _name(script: str) -> str:
    import icu

    return str(icu.Script(icu.Script.getCode(script)[0]).getName())
