"""Bring together what is one change to whoever reads it: a text, and the facts that it prints or links to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .comparison import Change
from .kinds import SUBSTANCE, Kind, Point, points
from .said import Run, Wording, bare, plain, spaced


@dataclass(frozen=True)
class Entry:
    """A change with its number in the edition, and the facts that differ in the same place."""

    number: int
    change: Change
    facts: tuple[Change, ...] = ()

    @property
    def key(self) -> str:
        return self.change.key

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the names of all that it is about."""
        return self.key, *(fact.key for fact in self.facts)

    @property
    def is_printed(self) -> bool:
        """Tell whether it may have a place on a page; a fact on its own is printed in no text that has changed."""
        return self.change.is_list or not self.change.is_fact

    def points(self, locale: str) -> list[Point]:
        """Return in what respects it differs, as far as that can be told in its language or from its facts."""
        for fact in self.facts:
            if _says(self.change) == _says(fact):  # nothing else is printed there
                return points(fact, locale)
        found = points(self.change, locale)
        kinds = {point.kind for point in found}
        of_facts = (point for fact in self.facts for point in points(fact, locale))
        more = [point for point in of_facts if point.kind in SUBSTANCE and point.kind not in kinds]
        return sorted([*found, *more], key=lambda point: list(Kind).index(point.kind))

    @property
    def only_links(self) -> bool:
        """Tell whether nothing that is printed differs, but only where it leads."""
        old, new = self.change.before, self.change.now
        return [_look(each) for each in old] == [_look(each) for each in new]


def united(changes: Sequence[Change]) -> list[Entry]:
    """Return changes as entries, in their order."""
    places = [change for change in changes if change.is_list or not change.is_fact]
    facts = [change for change in changes if change not in places]
    shown = {id(place): tuple(fact for fact in facts if _shows(place, fact)) for place in places}
    elsewhere = {id(fact) for found in shown.values() for fact in found}
    own = [change for change in changes if id(change) not in elsewhere]
    return [Entry(number, change, shown.get(id(change), ())) for number, change in enumerate(own, 1)]


def _shows(place: Change, fact: Change) -> bool:
    """Tell whether a fact differs in a text: it is printed there, or linked to, as it was and as it is."""
    if place.is_list:
        return fact.within == place.key
    was, is_now = (spaced(plain(each)).casefold() for each in (fact.before, fact.now))
    if not was or not is_now:
        return False
    gone = _count(was, place.before) - _count(was, place.now)
    come = _count(is_now, place.now) - _count(is_now, place.before)
    return gone > 0 and come > 0


def _count(value: str, wording: Wording) -> int:
    """Return how often a value is printed or linked to."""
    linked = sum(bare(run.link).casefold() == value for run in wording)
    return spaced(plain(wording)).casefold().count(value) + linked


def _says(change: Change) -> tuple[str, str]:
    old, new = (spaced(plain(each)) for each in (change.before, change.now))
    return old, new


def _look(run: Run) -> Run:
    return run.model_copy(update={"link": ""})
