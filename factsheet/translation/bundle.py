"""Make what a translator needs: the texts as Word and as XLIFF, the glossary, the leaflet with their numbers on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
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
from . import bilingual, crops, numbered_pdf, pending, tbx, tmx, xliff
from .export import outgoing
from .units import Outgoing, Unit


@dataclass(frozen=True)
class Bundle:
    """What goes out to a translator: its files, and pictures (PNG) of the places of texts, in a folder of their own.

    A picture that was drawn before, and is not any more, is None.
    """

    out: Outgoing
    files: Sequence[tuple[Path, bytes]]
    folder: Path
    pictures: Sequence[tuple[Path, bytes | None]]


def translating(root: Root, id: LanguageTag, *, everything: bool = False, memory: bool = False) -> Bundle:
    """Return what goes out to the translator of a language; with a `memory`, TMX as well.

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
        leaflet, pictures = workers.one(Task(f"{id}.pdf", partial(_numbered, planned.jobs, numbers, every)))
    rooms, spare = _rooms(reckoned, planned.jobs, ids), _spare(reckoned.values())
    out = outgoing(sources, id, rooms, spare, everything=everything)
    folder = pending.folder(root)
    revised = datetime.combine(sources.leaflet.revised, time())
    made = [
        (folder / f"{id}.docx", bilingual.written(out, planned.theme, root, revised, pictures)),
        (folder / f"{id}.xliff", xliff.written(out)),
    ]
    if sources.glossary.of(sources.master.id):
        made.append((folder / f"{id}.tbx", tbx.written(sources.glossary, sources.master.id, out)))
    made.append((folder / f"{id}.pdf", leaflet))
    files = [*made, *([(folder / f"{id}.tmx", tmx.written(every))] if memory else [])]
    return Bundle(out, files, folder / id, _placed(folder / id, pictures))


def _placed(folder: Path, pictures: Mapping[str, bytes]) -> list[tuple[Path, bytes | None]]:
    """Return pictures by their paths in a folder, and what else is there of this kind as None."""
    now: dict[Path, bytes | None] = {folder / crops.file(id): picture for id, picture in pictures.items()}
    return [*now.items(), *((path, None) for path in sorted(folder.glob("*.png")) if path not in now)]


def _numbered(
    jobs: Sequence[RenderJob], numbers: Sequence[Mapping[TextKey, Unit]], every: Outgoing, step: Step
) -> tuple[bytes, dict[str, bytes]]:
    """Return the numbered leaflet, and a picture of the place of each text, by its id."""
    step(f"{every.language}.pdf", "layout")
    leaflet = numbered_pdf.written(jobs, numbers, every)
    return leaflet.pdf, crops.drawn(leaflet, jobs[0].theme)


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
