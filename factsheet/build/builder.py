"""Run a whole build: see whether anything asked for has changed, and if so, have it made."""

from __future__ import annotations

from ..core import atomic
from ..core.project import Root
from ..workers.limits import LIMITS, Limits
from . import freshness, manifest
from .freshness import Selection
from .progress import Reporter
from .report import Report, problems, rows


def build(
    root: Root,
    selection: Selection,
    reporter: Reporter,
    *,
    force: bool = False,
    processes: int | None = None,
    sweep: bool = True,
    limits: Limits = LIMITS,
    scheduler: str = "",
) -> Report:
    """Make what is asked for and has changed since it was made; `sweep` away what nobody asks for any more.

    With a `scheduler`, other machines make it. An edition that fails does not stop the others: the report says what is
    wrong with it. Raises Problems for anything that keeps everything from being made; nothing is written then.
    """
    if scheduler:
        from ..workers import cluster

        cluster.check(scheduler)
    with atomic.alone(root.output, root, reporter.waiting):
        known, complaint = manifest.read(root)
        if complaint:
            reporter.note(complaint)
        if not force and (entries := freshness.standing(root, known, selection)):
            return Report(rows(entries), [], list(problems(entries)), known.published.warned(selection.variants))
        from ..workers.pool import ready

        ready()  # first: on another core, it imports what workers need while this reads the sources
        from .making import make

        return make(
            root,
            selection,
            known,
            reporter,
            force=force,
            processes=processes,
            sweep=sweep,
            limits=limits,
            scheduler=scheduler,
        )
