"""Compare every edition with what it was: its words and facts, its look, and who changed what."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial

from ..build.cards import named
from ..build.freshness import Selection
from ..build.progress import Reporter
from ..core.diagnostics import Problem, Problems
from ..core.names import EditionId, called
from ..workers.pool import Workers
from ..workers.task import Step, Task
from .authors import Save
from .comparison import Change, compared
from .entries import Entry, united
from .sheets import Shown
from .sides import Side
from .versions import Version

# Editions whose pages are shown. Each takes 0.4 MB at most, and a mailbox 20 MB.
SHOWN = 40

Ascribed = Callable[[EditionId, Change], Sequence[Save]]


@dataclass(frozen=True)
class Compared:
    """An edition on both sides, and what differs: `before` is None for a new one, `now` for one no longer made.

    `origin` says in words what it is compared with, after the `relation` to that. `saves` has who changed what, by the
    key of the change. Without `shown`, its pages were not looked at: they are the same, or there are too many editions.
    """

    edition: EditionId
    origin: str = ""
    relation: str = "since"
    before: Side | None = None
    now: Side | None = None
    changes: Sequence[Change] = ()
    alike: bool = False
    shown: Shown | None = None
    saves: Mapping[str, Sequence[Save]] = field(default_factory=dict)
    problems: Sequence[Problem] = ()

    @property
    def name(self) -> str:
        return called(*self.edition)

    @property
    def direction(self) -> str:
        """Return the direction of its language."""
        return str(named(self.edition[1])["direction"])

    @property
    def statuses(self) -> tuple[str, str]:
        """Return what the edition was, and is."""
        if self.shown:
            return self.shown.statuses
        return self.before.status if self.before else "", self.now.status if self.now else ""

    @property
    def is_unchanged(self) -> bool:
        """Tell whether it says and looks the same as before, as far as was looked."""
        same = self.alike or (self.shown is not None and not self.shown.sheets)
        both = self.before and self.now and not self.problems
        return bool(both and same and not self.changes and self.statuses[0] == self.statuses[1])

    @cached_property
    def entries(self) -> list[Entry]:
        """Return the changes as whoever reads them counts them."""
        return united(self.changes)

    @property
    def numbered(self) -> dict[int, Change]:
        """Return the changes that may have a place on a page, by their numbers."""
        return {each.number: each.change for each in self.entries if each.is_printed}


def nobody(edition: EditionId, change: Change) -> Sequence[Save]:
    """Name nobody: where it is not known who changed something, or not for everyone to know."""
    return ()


def review(
    before: Version, now: Version, selection: Selection, saves: Ascribed = nobody, reporter: Reporter | None = None
) -> Iterator[Compared]:
    """Yield each edition of two versions that is asked for, in the order of the newer one; those that are gone last."""
    found = [_words(before, now, edition, saves) for edition in now.editions]
    pages = _pages(found, reporter or Reporter())
    yield from (pages.get(each.edition, each) for each in found)
    for edition in before.editions:
        variant, language = edition
        asked = variant in (selection.variants or [variant]) and language in selection.spoken([language])
        if asked and not now.has(edition):
            yield Compared(edition, before.origin(edition))


def _words(before: Version, now: Version, edition: EditionId, saves: Ascribed) -> Compared:
    """Compare what an edition says."""
    sides: list[Side | None] = []
    problems: list[Problem] = []
    for version in (before, now):
        try:
            sides.append(version.side(edition) if version.has(edition) else None)
        except Problems as found:
            sides.append(None)
            problems += found.problems
    old, new = sides
    origin = before.origin(edition) if before.has(edition) else ""
    if old is None or new is None:
        return Compared(edition, origin, before.relation, old, new, problems=problems)
    changes = compared(old.said, new.said)
    ascribed = {change.key: saves(edition, change) for change in changes}
    alike = not changes and old.looks_like(new)
    return Compared(edition, origin, before.relation, old, new, changes, alike, saves=ascribed)


def _pages(found: Sequence[Compared], reporter: Reporter) -> dict[EditionId, Compared]:
    """Return the editions whose pages had to be looked at, with these."""
    of = {each.name: each for each in found}
    tasks = [
        Task(name, partial(_shown, each.before, each.now, each.numbered), each.edition[1])
        for name, each in of.items()
        if each.before and each.now and not each.alike
    ][:SHOWN]
    seen: dict[EditionId, Compared] = {}
    if not tasks:
        return seen
    with reporter.making(len(tasks)) as steps, Workers(min(os.cpu_count() or 1, len(tasks))) as workers:
        for task, result in workers.each(tasks, steps.step):
            each = of[task.name]
            steps.passed()
            if isinstance(result, Problems):
                seen[each.edition] = replace(each, problems=result.problems)
            else:
                seen[each.edition] = replace(each, shown=result)
    return seen


def _shown(before: Side, now: Side, numbered: Mapping[int, Change], step: Step) -> Shown:
    from .pictures import shown  # in a worker: what it takes to import is not imported here

    return shown(before, now, numbered, step)
