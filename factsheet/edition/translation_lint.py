"""Compare a translation with the master before it is made: placeholders, links, marks, numbers, letters."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from ..core.diagnostics import Problem
from ..core.wording import counted
from ..source import lock
from ..source.model import Sources
from ..text import markup
from ..text.markup import NOTE, Inline
from ..text.oddity import Oddity, plain
from ..text.spot import HOLE
from . import wording_lint
from .locales import script
from .overlays import Wording
from .wording_lint import Placer

# A number in the signs of Ethiopia, which are no digits: 1 to 10, tens, 100 and 10,000.
ETHIOPIC, HUNDRED, MYRIAD = re.compile("[\u1369-\u137c]{1,12}"), 100, 10_000


def findings(sources: Sources, wording: Wording) -> list[Problem]:
    """Return what differs from the English in the translations of an edition, each at its line."""
    language = wording.language
    if language.located is sources.master.located:  # the master, or a pseudo-language made from it
        return []
    found: list[Problem] = []
    locale = language.settings.locale
    own = script(locale)
    for pair in (each for each in wording.pairs.values() if each.translation):
        translation = markup.read(pair.translation)
        odd = [each for each in wording_lint.of_pair(pair, locale, own) if each.stops or each.thing in pair.allowed]
        if pair.state not in (lock.State.OUTDATED, lock.State.MISSING):
            found += compared(pair.id, markup.read(pair.english), translation, pair.place, odd)
        found += (
            wording_lint.problem(pair.id, each, translation, pair.place)
            for each in wording_lint.open_ones(odd, pair.allowed)
        )
    return found


def compared(
    id: str, english: Inline, translation: Inline, place: Placer, odd: Iterable[Oddity] = ()
) -> Iterable[Problem]:
    """Yield the differences between a translation and the English that it was made from.

    Numbers in what is `odd` are left out: that is reported, or allowed, as a whole.
    """
    numbers, unexplained = _numbers(plain(translation)), _numbers(_without(plain(translation), odd))
    ours = _numbers(plain(english))
    # "2nd" may become a word, but must not become "3e".
    alone = _numbers(plain(english), alone=True)
    links, theirs = Counter(english.links), Counter(translation.links)
    for what, lacking, added in (
        ("placeholder", *_differing(_placeholders(english), _placeholders(translation))),
        ("link", *_differing(links, theirs)),
        ("number", alone - numbers, unexplained - ours),
    ):
        for item in lacking.elements():
            yield Problem(place(""), f'{id} lacks the {what} "{item}" that the English has', "add it")
        for item in added.elements():
            there = " and ".join(sorted(ours)) if what == "number" and ours else ""
            hint = f"the English has {there}" if there else "remove it"
            yield Problem(place(item.strip("{}#")), f'{id} has a {what} "{item}" that is not in the English', hint)
    for mark, name in (("bold", "**"), ("italic", "*")):
        number, wanted = _stretches(translation, mark), _stretches(english, mark)
        if number != wanted:
            counts = f"{counted(number, 'passage')} {'is' if number == 1 else 'are'} {mark}; the English has {wanted}"
            yield Problem(place(""), f"in {id} {counts}", f"make the same words {mark} ({name}words{name})")


def _differing(ours: Counter[str], theirs: Counter[str]) -> tuple[Counter[str], Counter[str]]:
    """Return what a translation lacks, and what it has in addition."""
    return ours - theirs, theirs - ours


def _without(text: str, odd: Iterable[Oddity]) -> str:
    """Return a text with holes in place of whatever is odd."""
    for each in odd:
        text = text[: each.start] + HOLE * (each.end - each.start) + text[each.end :]
    return text


def _placeholders(text: Inline) -> Counter[str]:
    """Count what is printed, whatever its form; but of notes, which it is."""
    return Counter(f"{{{run.text if run.name == NOTE else run.name}}}" for run in text.runs if run.placeholder)


def _numbers(text: str, *, alone: bool = False) -> Counter[str]:
    """Return the numbers in a text, whichever digits they are written with; or only whole words."""
    text = ETHIOPIC.sub(lambda found: str(_ethiopic(found[0])), text)
    digits = "".join(str(unicodedata.digit(letter)) if letter.isdigit() else letter for letter in text)
    return Counter(re.findall(r"(?<!\w)\d+(?!\w)" if alone else r"\d+", digits))


def _ethiopic(signs: str) -> int:
    """Return a number in the signs of Ethiopia: units, tens, and hundreds or myriads of what is before them."""
    whole = part = 0
    for value in (int(unicodedata.numeric(sign)) for sign in signs):
        if value == MYRIAD:
            whole, part = (whole + part or 1) * MYRIAD, 0
        else:
            part = (part or 1) * value if value == HUNDRED else part + value
    return whole + part


def _stretches(text: Inline, mark: str) -> int:
    """Count the passages with a mark; a placeholder inside does not split one."""
    marked = [bool(getattr(run, mark)) for run in text.runs]
    return sum(now and not before for before, now in zip([False, *marked], marked, strict=False))
