"""Make what a translator needs: the texts as a Word table and as XLIFF, and the leaflet with their numbers on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time
from functools import partial
from pathlib import Path

from ..build.budget import budgets
from ..build.freshness import Selection
from ..build.manifest import Budget, Budgets
from ..build.plan import Plan, RenderJob, plan
from ..core.diagnostics import Problems
from ..core.names import LanguageTag, TextKey
from ..core.project import Root
from ..edition import overlays
from ..source import glossary
from ..workers.pool import Workers
from ..workers.task import Step, Task
from . import bilingual, numbered_pdf, pending, tmx, xliff
from .export import outgoing
from .units import Outgoing, Unit


def translating(
    root: Root, id: LanguageTag, *, everything: bool = False, memory: bool = False
) -> tuple[Outgoing, list[tuple[Path, bytes]]]:
    """Return what goes out to the translator of a language, and its files; with a `memory`, TMX as well.

    Raises Problems for a language that does not exist, and for what keeps its leaflet from being laid out.
    """
    planned = plan(root, Selection((), (id,), ("pdf",)))
    sources = planned.sources
    sources.translation(id)
    if problems := [*planned.problems, *glossary.unread(sources.broken)]:
        raise Problems(problems)
    # The id of each text in the editions: a chair may have its own.
    ids = [_ids(planned, job, id) for job in planned.jobs]
    every = outgoing(sources, id, everything=True)
    units = {unit.id: unit for unit in every.units}
    numbers = [{key: units[id] for key, id in of.items()} for of in ids]
    with Workers() as workers:
        reckoned = budgets(root, planned.jobs, workers)
        leaflet = workers.one(Task(f"{id}.pdf", partial(_numbered, planned.jobs, numbers, every)))
    rooms, spare = _rooms(reckoned, planned.jobs, ids), _spare(reckoned.values())
    out = outgoing(sources, id, rooms, spare, everything=everything)
    folder = pending.folder(root)
    revised = datetime.combine(sources.leaflet.revised, time())
    made = [
        (folder / f"{id}.docx", bilingual.written(out, planned.theme, root, revised)),
        (folder / f"{id}.xliff", xliff.written(out)),
        (folder / f"{id}.pdf", leaflet),
    ]
    return out, [*made, *([(folder / f"{id}.tmx", tmx.written(every))] if memory else [])]


def _numbered(
    jobs: Sequence[RenderJob], numbers: Sequence[Mapping[TextKey, Unit]], every: Outgoing, step: Step
) -> bytes:
    step(f"{every.language}.pdf", "layout")
    return numbered_pdf.written(jobs, numbers, every)


def _ids(planned: Plan, job: RenderJob, language: LanguageTag) -> dict[TextKey, str]:
    sources = planned.sources
    wording = overlays.wording(sources, sources.chairs[job.edition.chair], sources.languages[language])
    return {key: pair.id for key, pair in wording.pairs.items()}


def _rooms(reckoned: Budgets, jobs: Iterable[RenderJob], ids: Iterable[Mapping[TextKey, str]]) -> dict[str, int]:
    """Return how long each printed text may become if all do, by its id: under the chair that leaves the least room."""
    found: dict[str, int] = {}
    for job, of in zip(jobs, ids, strict=True):
        for key, (_, most, _) in reckoned[job.digest].texts.items():
            if most is not None:
                found[of[key]] = min(most, found.get(of[key], most))
    return found


def _spare(reckoned: Iterable[Budget]) -> dict[str, int]:
    """Return what each sheet has to spare, in characters: under the chair that leaves the least."""
    found: dict[str, int] = {}
    for budget in reckoned:
        for sheet, spare in budget.spare.items():
            found[sheet] = min(spare, found.get(sheet, spare))
    return found
