"""Review editions: build what has changed, run every check on it, and return the findings, worst first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial

from ..build import budget, builder, manifest, plan
from ..build.freshness import Selection
from ..build.manifest import Entry
from ..build.plan import Plan, RenderJob
from ..build.progress import Reporter
from ..core import atomic
from ..core.diagnostics import Problems
from ..core.formats import FURTHER
from ..core.names import EditionId
from ..core.project import Root
from ..typeset import copyfit
from ..workers.pool import Workers
from ..workers.task import Step, Task
from . import file_checks, page_checks, source_checks
from .findings import Finding, Weight


@dataclass(frozen=True)
class Review:
    """What was found, worst first, and the plan that was reviewed: none if what every edition is made of is wrong."""

    findings: list[Finding]
    plan: Plan | None = None


def review(root: Root, selection: Selection, reporter: Reporter) -> Review:
    """Build some editions, or all published ones, and return all findings about them."""
    try:
        report = builder.build(root, selection, reporter, sweep=False)
        planned = report.plan or plan.plan(root, selection)
    except Problems as problems:
        return Review([Finding(Weight.ERROR, problem, "source") for problem in problems.problems])
    for path, why in report.removed:
        reporter.note(f"removed output/{path}: {why}")
    found = {Finding(Weight.ERROR, problem, "source") for problem in report.problems}
    found |= set(_findings(root, planned))
    reported = {finding.problem for finding in found if finding.kind != "source"}
    return Review(sorted(each for each in found if each.kind != "source" or each.problem not in reported), planned)


def _findings(root: Root, planned: Plan) -> Iterator[Finding]:
    sources = planned.sources
    languages = dict.fromkeys(language for _, language in planned.asked if language in sources.languages)
    yield from source_checks.of_sources(sources, list(languages))
    yield from source_checks.of_variants(sources)
    yield from source_checks.of_sections(sources, {variant for variant, _ in planned.asked})
    yield from source_checks.of_glossary(sources)
    yield from source_checks.of_wording(sources, list(languages))
    with atomic.alone(root.output, root, lambda: None):
        known, _ = manifest.read(root)
        asked = set(planned.asked)
        formats = {*planned.formats, *FURTHER}  # those that somebody asked for earlier too
        entries = [entry for key, entry in known.entries.items() if key[:2] in asked and key[2] in formats]
        jobs = {(job.edition.variant, job.edition.language): job for job in planned.jobs}
        made = [entry for entry in entries if entry.key[:2] in jobs]
        yield from file_checks.of_files(made, root, jobs)
        sheets = next((len(job.theme.sheets) for job in planned.jobs), 0)
        yield from file_checks.of_pages(
            (entry for entry in made if not entry.problems), root, sheets
        )  # others are too long
    with Workers() as workers:
        with suppress(Problems):
            budget.budgets(root, planned.jobs, workers)  # for other programs, in the manifest
        files: defaultdict[EditionId, list[Entry]] = defaultdict(list)
        for entry in made:
            files[entry.key[:2]].append(entry)
        likely = {key: replace(job, likely=known.fit(job.digest, *key)) for key, job in jobs.items()}
        tasks = [
            Task(job.edition.stem, partial(_of_page, job, files[key]), job.edition.language)
            for key, job in likely.items()
        ]
        for _, found in workers.each(tasks):
            if not isinstance(found, Problems):  # the build has reported what could not be made
                yield from found


def _of_page(job: RenderJob, files: Sequence[Entry], step: Step) -> list[Finding]:
    step(job.edition.stem, "layout")
    fitted = copyfit.fitted(job.edition, job.theme, job.root, job.english, job.likely)
    found = list(page_checks.of_page(job, fitted))
    for entry in files:
        step(job.edition.stem, "words")
        found += file_checks.of_words(fitted.setting.page.html, entry, job.root)
    return found
