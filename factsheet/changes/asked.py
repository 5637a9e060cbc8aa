"""Compare what is asked for: the sources as they are with the last releases, something earlier, or another variant."""

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
from ..core.diagnostics import Place, Problem, Problems
from ..core.names import EditionId, VariantId
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

    `since` names what was earlier; without it, that is the last release of each variant. `against` names a variant to
    compare with, as it is now or as it was. Raises Problems for what does not exist, and for what keeps everything from
    being compared.
    """
    ready()
    here = plan.plan(root, replace(selection, formats=(PDF,)))
    variant = _variant(here, against)
    if variant:
        here = _others(here, variant)
    known, _ = manifest.read(root)
    with _before(root, selection, since, variant, known) as before:
        now = Planned(here, "the leaflet as it is now", known)
        found = list(review.review(before, now, selection, _authors(root, here, before), reporter))
    if not any(each.before or each.problems for each in found):
        return Answer(found, None, here.problems)
    heading = page.heading(_heading(root, found, before), f"{now.name}, {day(today)}", here.sources)
    said = page.of_editions(heading, found)
    return Answer(found, rendering.written(root, here.theme, said), here.problems)


def _variant(here: Plan, against: str) -> VariantId | None:
    """Return the variant to compare with. Raises Problems if there is none by that name."""
    variants = here.sources.variants
    if against and against not in variants:
        raise Problems([Problem(Place(f"against={against}"), *here.sources.declared.unknown(against, variants))])
    return VariantId(against) if against else None


def _others(here: Plan, variant: VariantId) -> Plan:
    """Return a plan without the editions of a variant. Raises Problems if nothing else is in it."""
    asked = [each for each in here.asked if each[0] != variant]
    if not asked:
        called = here.sources.declared.called_axis
        hint = f"name another one: make changes {called}=... against={variant}"
        raise Problems([Problem(Place(f"against={variant}"), f"there is no other {called} to compare it with", hint)])
    return replace(here, asked=asked, jobs=[job for job in here.jobs if job.edition.variant != variant])


@contextmanager
def _before(
    root: Root, selection: Selection, since: str, variant: VariantId | None, known: Manifest
) -> Iterator[Version]:
    """Yield what is compared with."""
    wanted = replace(selection, variants=(variant,)) if variant else selection
    if since:
        with earlier.version(root, since, wanted, known) as version:
            yield Swapped(version, variant) if variant else version
    elif variant:
        yield Swapped(Planned(plan.plan(root, replace(wanted, formats=(PDF,))), "as it is now", known), variant)
    else:
        folder = releases.folder(root)
        yield Released(root, {each.variant: (folder / each.folder, each) for each in released.found(root)})


def _heading(root: Root, found: Sequence[Compared], before: Version) -> str:
    """Return what is compared with, in words, and whether that is what was handed out last."""
    origins = list(dict.fromkeys(each.origin for each in found if each.origin))
    what = origins[0] if len(origins) == 1 else "the last release of each"
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
    """Return the last release of each variant that is compared."""
    variants = {each.edition[0] for each in found}
    return [release for variant, release in released.latest(root).items() if variant in variants]


def _authors(root: Root, here: Plan, before: Version) -> review.Ascribed:
    """Return who changed a text or a fact of an edition since, as far as git knows."""
    since = cache(lambda options: Authors(root, options))

    def of(edition: EditionId, change: Change) -> Sequence[Save]:
        options = before.later(edition)
        return since(options).of(authors.spots(here.sources, edition, change)) if options else ()

    return of
