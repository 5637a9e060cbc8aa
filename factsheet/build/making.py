"""Make what is asked for and has changed, put it in place, and record it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ..core import disk_cache
from ..core.diagnostics import Problems
from ..core.formats import FINAL_ONLY
from ..core.names import called
from ..core.project import Root
from ..workers.limits import Limits
from ..workers.pool import Workers
from . import makers, manifest, publish, site
from .freshness import Digests, Selection
from .manifest import Manifest
from .plan import Plan, plan
from .progress import Reporter, Row
from .prune import tidy
from .publish import Output
from .report import Report, problems, rows
from .reuse import Reuse, reused

if TYPE_CHECKING:
    from ..edition.edition import Edition
    from ..workers.cluster import Cluster
    from .staged import Made

# Each process reads fonts and cuts them down for itself, which takes about as long as an edition.
WORTH_A_PROCESS = 3


def make(
    root: Root,
    selection: Selection,
    known: Manifest,
    reporter: Reporter,
    *,
    force: bool,
    processes: int | None,
    sweep: bool,
    limits: Limits,
    scheduler: str,
) -> Report:
    """Make what has changed since it was listed in the manifest, as `builder.build` says."""
    planned = plan(root, selection)
    sources = Digests(root, planned.published.languages[0], planned.published.files_of)
    reuse = reused(root, planned, known, sources, force=force)
    found, warned = [*planned.problems, *problems(reuse.unchanged)], planned.published.warned(selection.variants)
    with Workers(_worth(len(reuse.stale), processes), limits) as workers:
        with makers.makers(workers, scheduler if reuse.stale else "", root, planned.sources.pictures) as by:
            output = Output(root, reuse.manifest)
            output.withdraw_drafts(planned.jobs)
            report = Report(rows(reuse.unchanged), output.removed, found, warned, planned)
            _make_stale(reuse, sources, output, by, reporter, report)
        _finish(planned, selection, output, workers, report, sweep=sweep)
    if output.manifest != known:
        manifest.save(output.manifest, root)
    for edition in _without(planned, selection, output.manifest, report.rows):
        reporter.note(f"{edition} is a draft, and a draft has no press PDF")
    report.rows.sort(key=lambda row: planned.asked.index((row.variant, row.language)))
    return report


def _make_stale(
    reuse: Reuse,
    sources: Digests,
    output: Output,
    by: Workers | Cluster,
    reporter: Reporter,
    report: Report,
) -> None:
    """Make what is stale, and put each edition in place as soon as it is made."""
    if not reuse.stale:
        return
    with reporter.making(len(reuse.stale)) as steps:
        for job, made in makers.made(reuse.stale, by, output.root, steps.step):
            edition = job.edition
            try:
                if isinstance(made, Problems):
                    raise made
                read = sources.of(edition.variant, edition.language)
                entries = publish.entries(job, made, reuse.made_with, read)
                output.put(entries, made.files)
            except Problems as found:
                report.problems += found.problems
                steps.failed(edition.stem)
            else:
                output.outdate(job)
                if made.draft:
                    output.withdraw(replace(edition, overflows=True))
                standing = rows([*reuse.standing[edition.stem], *entries], made.seconds)
                row = next(iter(standing), _without_files(edition, made))
                report.rows.append(row)
                report.problems += made.problems
                steps.done(row)


def _without_files(edition: Edition, made: Made) -> Row:
    """Return the row of an edition of which no file was asked for."""
    fit = made.pages, made.fit.size
    return Row(edition.variant, edition.language, made.draft, made.status, *fit, {}, made.seconds)


def _finish(
    planned: Plan, selection: Selection, output: Output, workers: Workers, report: Report, *, sweep: bool
) -> None:
    """Remove what is no longer asked for, and make the download page from what is there."""
    if sweep:
        publish.sweep(output, planned, selection, {(row.variant, row.language) for row in report.rows})
    try:
        output.link()
        site.refresh(output, workers, planned.theme)
    except Problems as found:  # the leaflets are in place anyway
        report.problems += found.problems
    tidy(output.root)
    disk_cache.prune()


def _without(planned: Plan, selection: Selection, there: Manifest, rows: Sequence[Row]) -> Iterator[str]:
    """Yield the drafts of which somebody has asked for what only a final edition has."""
    drafts = {(job.edition.variant, job.edition.language) for job in planned.jobs if job.edition.draft}
    drafts |= {key[:2] for key, entry in there.entries.items() if entry.draft}
    drafts |= {(row.variant, row.language) for row in rows if row.draft}
    if set(FINAL_ONLY) & set(selection.formats):
        yield from (called(*asked) for asked in planned.asked if asked in drafts)


def _worth(number: int, processes: int | None) -> int:
    """Return how many processes to use for a number of editions by default: no more than there are cores."""
    return min(processes or max(1, min(os.cpu_count() or 1, number // WORTH_A_PROCESS)), max(1, number))
