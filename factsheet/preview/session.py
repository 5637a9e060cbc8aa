"""Make one edition again whenever its sources change: its pages as pictures, and what is found on them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from time import perf_counter
from typing import Any
from weakref import WeakKeyDictionary

from ..build import plan
from ..build.freshness import Selection
from ..build.plan import Plan, RenderJob
from ..build.worker import settled, sound
from ..check import page_checks, source_checks
from ..check.findings import Finding
from ..core.diagnostics import Problem, Problems
from ..core.formats import ENDINGS
from ..core.names import LanguageTag, VariantId, called
from ..core.project import Root
from ..theme import fonts
from ..typeset import copyfit, pdf, thumbnails
from ..typeset.copyfit import Fitted
from ..typeset.placed import Fit
from ..typeset.setting import Setting
from ..word import writer
from ..workers.pool import Workers
from ..workers.task import Step, Task

# The width of the pictures, in dots: two pages fit side by side on a large screen.
WIDTH = 1000


Said = tuple[str, str, str]  # weight; where, what and what to do; the line of the source


@dataclass(frozen=True)
class View:
    """What is shown of an edition: its pages (PNG), what it fits at, what is wrong and what was found.

    `number` counts the views. While something keeps an edition from being made at all, its last pages stay: `stale`.
    """

    number: int = 0
    pages: tuple[bytes, ...] = ()
    fit: Fit | None = None
    stale: bool = False
    problems: tuple[Said, ...] = ()
    findings: tuple[Said, ...] = ()
    seconds: float = 0


class Live:
    """An edition shown to its author during writing. A worker makes it, and is stopped if it takes too much."""

    def __init__(self, root: Root, variant: VariantId, language: LanguageTag, workers: Workers) -> None:
        self.root = root
        self.name = called(variant, language)
        self.selection = Selection((variant,), (language,), ("pdf",))
        self.workers = workers
        self.fit: Fit | None = None
        self.sure = False  # whether a larger size was looked for as well
        self.view = View()

    def look(self, *, surely: bool = False) -> View:
        """Make the edition from the current sources, and return how it looks.

        It is set as it fitted before if it still does; `surely` looks for a larger size too.
        """
        begun = perf_counter()
        likely = self.fit if not surely else None
        try:
            seen = self.workers.one(Task(self.name, partial(_seen, self.root, self.selection, likely)))
            self.fit = seen.fit
        except Problems as found:
            seen = replace(self.view, stale=True, problems=_problems(found.problems))
        self.sure = surely or not likely
        self.view = replace(seen, number=self.view.number + 1, seconds=perf_counter() - begun)
        return self.view


def word_file(live: Live) -> tuple[str, bytes]:
    """Return the name and the content of an edition as a Word file, from the sources as they are now.

    A worker of its own makes it, so that the pages do not wait for it. Raises Problems if it cannot be made.
    """
    with Workers() as workers:
        return workers.one(Task(live.name, partial(_word_file, live.root, live.selection, live.fit)))


def _seen(root: Root, selection: Selection, likely: Fit | None, step: Step) -> View:
    """Return how the requested edition looks now, set as it fitted before if it still does."""
    planned, job, fitted = _set(root, selection, likely, step)
    setting, problems = settled(job, fitted)
    step(job.edition.stem, "PDF")
    pages = _drawn(setting, job)
    found = sorted([*page_checks.of_page(job, fitted), *_of_sources(planned, job)])
    return View(
        pages=pages,
        fit=fitted.fit,
        problems=_problems(problems),
        findings=tuple(_told(found, problems)),
    )


def _word_file(root: Root, selection: Selection, likely: Fit | None, step: Step) -> tuple[str, bytes]:
    """Return the requested edition as a Word file, and the name of that."""
    _, job, fitted = _set(root, selection, likely, step)
    setting, _ = settled(job, fitted)
    step(job.edition.stem, "Word")
    written = writer.write(setting.page, setting.theme, root, setting.laid)
    return f"{setting.edition.stem}{ENDINGS['docx']}", written


def _set(root: Root, selection: Selection, likely: Fit | None, step: Step) -> tuple[Plan, RenderJob, Fitted]:
    """Set the requested edition from the sources as they are now, beginning where it fitted before."""
    name = called(selection.variants[0], selection.languages[0])
    step(name, "reading the sources")
    planned = plan.plan(root, selection)
    if not planned.jobs:
        raise Problems(planned.problems)
    (job,) = planned.jobs
    step(name, "fonts")
    sound(job)
    step(name, "layout")
    return planned, job, copyfit.fitted(job.edition, job.theme, job.root, job.english, likely)


# The pictures of pages that are still laid out: a sheet that has not changed has the same ones (typeset/sheetwise).
_pictures: WeakKeyDictionary[Any, bytes] = WeakKeyDictionary()


def _drawn(setting: Setting, job: RenderJob) -> tuple[bytes, ...]:
    """Return the pictures of the pages (PNG). Only those that are new are written, without tags, and drawn."""
    pages = setting.document.pages
    new = [page for page in pages if page not in _pictures]
    if any(kind == "internal" for page in pages for kind, *_ in page.links):
        new = pages  # WeasyPrint looks for the other end of a link among the pages that it writes
    if new:
        allowed = fonts.of_theme(job.theme, job.root)
        written = pdf.untagged(setting.document.copy(new), setting.page, job.edition.stem, allowed)
        _pictures.update(zip(new, thumbnails.pages(written, WIDTH), strict=True))
    return tuple(_pictures[page] for page in pages)


def _of_sources(planned: Plan, job: RenderJob) -> list[Finding]:
    language = job.edition.language
    languages = [language] if language in planned.sources.languages else []
    return [
        *source_checks.of_sources(planned.sources, languages),
        *source_checks.of_glossary(planned.sources),
        *source_checks.of_wording(planned.sources, languages),
    ]


def _problems(problems: Iterable[Problem]) -> tuple[Said, ...]:
    return tuple(_said("error", problem) for problem in problems)


def _told(found: Sequence[Finding], problems: Sequence[Problem]) -> list[Said]:
    """Return findings in words, worst first, without those reported as problems."""
    return [_said(each.weight.name.lower(), each.problem) for each in found if each.problem not in problems]


def _said(weight: str, problem: Problem) -> Said:
    return weight, str(problem).partition("\n")[0], problem.place.source.strip()
