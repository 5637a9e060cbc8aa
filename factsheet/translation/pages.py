"""Ask the laid-out pages of a language about its texts: how long they can be, and what their places look like."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from ..build.budget import budgets
from ..build.plan import Plan, RenderJob
from ..core.names import LanguageTag, TextKey
from ..core.project import Root
from ..edition import overlays
from ..workers.pool import Workers
from ..workers.task import Step, Task
from . import crops, numbered_pdf
from .units import Outgoing, Unit


@dataclass(frozen=True)
class Shown:
    """The numbered leaflet (PDF), and a picture (PNG) of the place of each text that is on a page, by its id."""

    leaflet: bytes
    pictures: Mapping[str, bytes]


class Pages:
    """The leaflet in a language under each variant. `workers` lay it out."""

    def __init__(self, root: Root, planned: Plan, language: LanguageTag, workers: Workers) -> None:
        self.root = root
        self.workers = workers
        self.jobs = [job for job in planned.jobs if job.edition.language == language]
        # The id of each text in an edition: a variant may have its own.
        self.ids = [_ids(planned, job) for job in self.jobs]

    def lengths(self) -> tuple[dict[str, int], dict[str, int]]:
        """Return how long each printed text can be if all do, by its id, and what each sheet has to spare.

        Under the variant that leaves the least room, in characters.
        """
        reckoned = budgets(self.root, self.jobs, self.workers)
        rooms: dict[str, int] = {}
        spare: dict[str, int] = {}
        for job, ids in zip(self.jobs, self.ids, strict=True):
            for key, (_, most, _) in reckoned[job.digest].texts.items():
                if most is not None:
                    rooms[ids[key]] = min(most, rooms.get(ids[key], most))
            for sheet, left in reckoned[job.digest].spare.items():
                spare[sheet] = min(left, spare.get(sheet, left))
        return rooms, spare

    def shown(self, every: Outgoing) -> Shown:
        """Return what the leaflet looks like; `every` has all its texts."""
        units = {unit.id: unit for unit in every.units}
        numbers = [{key: units[id] for key, id in of.items()} for of in self.ids]
        return self.workers.one(Task(f"{every.language}.pdf", partial(_shown, self.jobs, numbers, every)))


def _shown(jobs: Sequence[RenderJob], numbers: Sequence[Mapping[TextKey, Unit]], every: Outgoing, step: Step) -> Shown:
    step(f"{every.language}.pdf", "layout")
    numbered = numbered_pdf.written(jobs, numbers, every)
    return Shown(numbered.pdf, crops.drawn(numbered, jobs[0].theme))


def _ids(planned: Plan, job: RenderJob) -> dict[TextKey, str]:
    sources, edition = planned.sources, job.edition
    wording = overlays.wording(sources, sources.variants[edition.variant], sources.languages[edition.language])
    return {key: pair.id for key, pair in wording.pairs.items()}
