"""Measure what each step of an edition takes, by language, in one warm process."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from factsheet.build import plan, worker
from factsheet.build.freshness import Selection
from factsheet.build.plan import RenderJob
from factsheet.core.project import Root
from factsheet.typeset import copyfit, sheetwise
from factsheet.workers.pool import silent

from . import spent
from .spent import Spent, line, title

FORMATS = ["docx", "press", "web", "pdf", "picture"]


def steps(root: Path) -> None:
    """Print a table for each language of the first variant."""
    planned = plan.plan(Root(root), Selection())
    for job in planned.jobs:
        if job.edition.variant == planned.jobs[0].edition.variant:
            of_job(job)


def of_job(job: RenderJob, times: int = 5) -> None:
    """Print a table of the steps of one edition."""
    here = partial(spent.here, times=times)
    title(f"One edition in one process, warm ({job.edition.language})", "of the layout")
    fitted = copyfit.fitted(job.edition, job.theme, job.root, job.english)
    setting = fitted.setting
    size, units = setting.size, setting.units

    def from_scratch(do: Callable[[], object]) -> Callable[[], object]:
        def forgetful() -> object:
            sheetwise._remembered.clear()
            return do()

        return forgetful

    def fit() -> object:
        return copyfit.fitted(job.edition, job.theme, job.root, job.english)

    def made(formats: list[str]) -> object:
        fitted = worker._fitted(job)
        setting, _ = worker.settled(job, fitted)
        return worker._contents(job, setting, formats, silent)

    layout = here(from_scratch(lambda: copyfit.at(job.edition, job.theme, job.root, size, units)))
    line("one layout, at its size", layout, layout)
    line("fitting, nothing known", here(from_scratch(fit)), layout)
    line("fitting, sheets remembered", here(fit), layout)
    screen = here(lambda: worker._contents(job, setting, ["pdf"], silent))
    line("PDF", screen, layout)
    for format in FORMATS:
        if format != "pdf":
            taken = here(partial(worker._contents, job, setting, [format], silent))
            rest = format in ("press", "picture")  # these are made from the PDF
            own = Spent(taken.cpu - screen.cpu, taken.wall - screen.wall) if rest else taken
            line(f"{format}{', made from the PDF' if rest else ''}", own, layout)
    line("all five files, nothing known", here(from_scratch(lambda: made(FORMATS))), layout)
    line("all five files, sheets remembered", here(lambda: made(FORMATS)), layout)
