"""Compare what is asked for: the sources as they are with the last releases, something earlier, or another chair."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from ..build import manifest, plan, released, releases
from ..build.cards import day
from ..build.freshness import Selection
from ..build.manifest import Manifest
from ..build.plan import Plan
from ..build.progress import Reporter
from ..build.released import Release
from ..core.diagnostics import Place, Problem, Problems, suggestion
from ..core.names import ChairId, EditionId
from ..core.project import Root
from ..workers.pool import ready
from . import authors, earlier, page, rendering, review
from .authors import Authors, Save
from .comparison import Change
from .review import Compared
from .versions import PDF, Planned, Released, Swapped, Version


@dataclass(frozen=True)
class Answer:
    """What was compared, and the page about it: none if there was nothing to compare with.

    `problems` are those of the sources as they are now.
    """

    compared: Sequence[Compared]
    page: bytes | None
    problems: Sequence[Problem]


def answer(
    root: Root, selection: Selection, reporter: Reporter, today: date, *, since: str = "", against: str = ""
) -> Answer:
    """Compare some editions, or all published ones, with what they were.

    `since` names what was earlier; without it, that is the last release of each chair. `against` names a chair to
    compare with, as it is now or as it was. Raises Problems for what does not exist, and for what keeps everything from
    being compared.
    """
    ready()
    here = plan.plan(root, replace(selection, formats=(PDF,)))
    chair = _chair(here, against)
    if chair:
        here = _others(here, chair)
    known, _ = manifest.read(root)
    with _before(root, selection, since, chair, known) as before:
        now = Planned(here, "the leaflet as it is now", known)
        found = list(review.review(before, now, selection, _authors(root, here, before), reporter))
    if not any(each.before or each.problems for each in found):
        return Answer(found, None, here.problems)
    heading = page.Heading(
        _heading(root, found, before), f"{now.name}, {day(today)}", here.sources.notes, here.sources.master.id
    )
    said = page.of_editions(heading, found)
    return Answer(found, rendering.written(root, here.theme, said), here.problems)


def _chair(here: Plan, against: str) -> ChairId | None:
    """Return the chair to compare with. Raises Problems if there is none by that name."""
    chairs = here.sources.chairs
    if against and against not in chairs:
        raise Problems([Problem(Place(f"against={against}"), "there is no such chair", suggestion(against, chairs))])
    return ChairId(against) if against else None


def _others(here: Plan, chair: ChairId) -> Plan:
    """Return a plan without the editions of a chair. Raises Problems if nothing else is in it."""
    asked = [each for each in here.asked if each[0] != chair]
    if not asked:
        hint = f"name another one: make changes chair=2025-france against={chair}"
        raise Problems([Problem(Place(f"against={chair}"), "there is no other chair to compare it with", hint)])
    return replace(here, asked=asked, jobs=[job for job in here.jobs if job.edition.chair != chair])


@contextmanager
def _before(root: Root, selection: Selection, since: str, chair: ChairId | None, known: Manifest) -> Iterator[Version]:
    """Yield what is compared with."""
    wanted = replace(selection, chairs=(chair,)) if chair else selection
    if since:
        with earlier.version(root, since, wanted, known) as version:
            yield Swapped(version, chair) if chair else version
    elif chair:
        yield Swapped(Planned(plan.plan(root, replace(wanted, formats=(PDF,))), "as it is now", known), chair)
    else:
        folder = releases.folder(root)
        yield Released(root, {each.chair: (folder / each.folder, each) for each in released.found(root)})


def _heading(root: Root, found: Sequence[Compared], before: Version) -> str:
    """Return what is compared with, in words, and whether that is what was handed out last."""
    origins = list(dict.fromkeys(each.origin for each in found if each.origin))
    what = origins[0] if len(origins) == 1 else "the last release of each chair"
    latest = _latest(root, found)
    if isinstance(before, Released):
        last = all(release in latest for _, release in before.releases.values())
        return what if len(origins) != 1 else f"{what}, the last one" if last else f"{what}, not the last one"
    if isinstance(before, Swapped):
        return what
    if not latest:
        return f"{what}; nothing has been released yet"
    return f"{what}; not a release: the last one is dated {day(max(each.day for each in latest))}"


def _latest(root: Root, found: Sequence[Compared]) -> list[Release]:
    """Return the last release of each chair that is compared."""
    chairs = {each.edition[0] for each in found}
    return [release for chair, release in released.latest(root).items() if chair in chairs]


def _authors(root: Root, here: Plan, before: Version) -> review.Ascribed:
    """Return who changed a text or a fact of an edition since, as far as git knows."""
    since = cache(lambda options: Authors(root, options))

    def of(edition: EditionId, change: Change) -> Sequence[Save]:
        options = before.later(edition)
        return since(options).of(authors.spots(here.sources, edition, change)) if options else ()

    return of
