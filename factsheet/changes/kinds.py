"""Tell what kind of thing has changed: a number, a date, a name or an address, or only how something is worded."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ..source.schema import REVISED
from . import vocabulary
from .comparison import Change
from .said import Wording, bare, plain, spaced
from .vocabulary import ADDRESS, Vocabulary

WORD = re.compile(r"\w[\w'\u2019-]*")
# After these, or at the start of a text, any word has a capital.
START = re.compile(r"(?:^|[.!?:;…«»“”\"¿¡•\u2013\u2014])\W*$")


class Kind(StrEnum):
    """What has changed, in words: first what may make a leaflet wrong, then how it is said."""

    NUMBER = "Number"
    DATE = "Date"
    NAME = "Name"
    ADDRESS = "Address"
    WORDING = "Wording"
    LINKS = "Which words are linked"
    LOOK = "Bold or italics only"
    CAPITALS = "Capitals only"
    SIGNS = "Punctuation or spaces only"


SUBSTANCE = (Kind.NUMBER, Kind.DATE, Kind.NAME, Kind.ADDRESS)
# What a fact is to whoever reads the leaflet, by its kind.
FACTS = {
    **dict.fromkeys(("day", "date", "period"), Kind.DATE),
    **dict.fromkeys(("country", "countries", "party"), Kind.NAME),
    **dict.fromkeys(("number", "percent", "money"), Kind.NUMBER),
}


@dataclass(frozen=True)
class Point:
    """What has changed in one respect: the numbers, say, that are gone, and those that have come."""

    kind: Kind
    gone: tuple[str, ...] = ()
    come: tuple[str, ...] = ()


def points(change: Change, locale: str) -> list[Point]:
    """Return in what respects a text or fact differs: those that count most first."""
    before, now = change.before, change.now
    if change.is_list:
        gone, come = (
            tuple(f"{run.text} (in bold)" if run.bold else run.text for run in one if run not in other)
            for one, other in ((before, now), (now, before))
        )
        return [Point(Kind.NAME, gone, come)]
    if change.is_fact and (kind := Kind.DATE if change.key == f"{{{REVISED}}}" else FACTS.get(change.kind)):
        return [Point(kind, *((plain(each),) if each else () for each in (before, now)))]
    words = vocabulary.of(locale)
    old, new = _Read(before, words), _Read(now, words)
    found = [
        _difference(Kind.NUMBER, old.numbers, new.numbers),
        _difference(Kind.DATE, old.dates, new.dates),
        *_names(old, new, words),
        _difference(Kind.ADDRESS, old.addresses, new.addresses),
    ]
    substance = [point for point in found if point.gone or point.come]
    names = {word for point in found if point.kind is Kind.NAME for word in _words(" ".join(point.gone + point.come))}
    rest = [[word for word in each.words if word not in names] for each in (old, new)]
    if rest[0] != rest[1]:
        return [*substance, Point(Kind.WORDING)]
    return substance or [Point(_manner(before, now))]


class _Read:
    """A text taken apart: the addresses, dates and numbers in it, and the rest of its words."""

    def __init__(self, wording: Wording, known: Vocabulary) -> None:
        links = dict.fromkeys(run.link for run in wording if run.link)
        self.addresses = [bare(link) for link in links]
        rest = spaced(plain(wording))
        written, rest = _taken(ADDRESS, rest)
        self.addresses += [each for each in map(bare, written) if each not in self.addresses]
        self.dates, rest = _taken(known.dates, rest)
        self.numbers, self.rest = _taken(known.numbers, rest)
        self.words = _words(self.rest)
        self.countries = known.countries.findall(self.rest) if known.countries else []


def _words(text: str) -> list[str]:
    return [word.casefold() for word in WORD.findall(text)]


def _taken(pattern: re.Pattern[str], text: str) -> tuple[list[str], str]:
    """Return what fits a pattern, and the text with spaces instead."""
    found, rest = list[str](), text
    for each in pattern.finditer(vocabulary.plain_digits(text)):
        start, end = each.span()
        found.append(text[start:end].strip())
        rest = f"{rest[:start]}{' ' * (end - start)}{rest[end:]}"
    return found, rest


def _difference(kind: Kind, old: Sequence[str], new: Sequence[str]) -> Point:
    """Return what only one side has; if both have the same in another order, all of it."""
    gone, come = Counter(old) - Counter(new), Counter(new) - Counter(old)
    if not gone and not come and list(old) != list(new):
        return Point(kind, tuple(old), tuple(new))
    return Point(kind, tuple(gone), tuple(come))


def _names(old: _Read, new: _Read, known: Vocabulary) -> Iterator[Point]:
    """Yield the names that only one side has: countries, abbreviations, and what has a capital within a sentence."""
    sides = [
        dict.fromkeys([*_without(one.countries, other.countries), *_proper(one, other, known)])
        for one, other in ((old, new), (new, old))
    ]
    # Of "South Sudan", "South" is not another name.
    gone, come = ([name for name in side if not any(name != each and name in each for each in side)] for side in sides)
    yield Point(Kind.NAME, tuple(gone), tuple(come))


def _without(one: Sequence[str], other: Sequence[str]) -> list[str]:
    return list(Counter(one) - Counter(other))


def _proper(one: _Read, other: _Read, known: Vocabulary) -> Iterator[str]:
    """Yield the names of one side that the other does not have, in any place or case."""
    found = list(WORD.finditer(one.rest))
    small = sum(word.group()[0].islower() for word in found)
    if not known.capitals or not small:  # all words have capitals, as in a heading: they tell nothing
        return
    there, name = set(other.words), list[str]()
    for word in found:
        text = word.group()
        short = len(text) > 1 and text.isupper()
        proper = short or (text[0].isupper() and not START.search(one.rest[: word.start()]))
        if proper and text.casefold() not in there:
            name.append(text)
        elif name:
            yield " ".join(name)
            name = []
    if name:
        yield " ".join(name)


def _manner(before: Wording, now: Wording) -> Kind:
    """Return how a text differs whose words are the same."""
    old, new = spaced(plain(before)), spaced(plain(now))
    if old == new:
        return Kind.LINKS if _linked(before) != _linked(now) else Kind.LOOK if before != now else Kind.SIGNS
    return Kind.CAPITALS if old.casefold() == new.casefold() else Kind.SIGNS


def _linked(wording: Wording) -> list[bool]:
    """Return for each letter whether it is part of a link."""
    return [bool(run.link) for run in wording for _ in run.text]
