"""Have editions made: by processes of this machine, which stage the files themselves, or by other machines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from typing import TYPE_CHECKING

from ..core import inputs
from ..core.diagnostics import Problems
from ..core.project import Root
from ..workers.pool import Workers
from ..workers.task import Step, Task
from .staged import Made, Whole, staged

if TYPE_CHECKING:
    from ..workers.cluster import Cluster
    from .plan import RenderJob


def makers(
    workers: Workers, scheduler: str, root: Root, pictures: Sequence[str] = ()
) -> AbstractContextManager[Workers | Cluster]:
    """Return who makes editions: the machines behind a scheduler, or else workers. Raises Problems on entry.

    `pictures` are the files in sources/ that editions show.
    """
    if not scheduler:
        return nullcontext(workers)
    from ..workers.cluster import Cluster

    return Cluster(scheduler, root, dict(_read(root, pictures)), workers.limits)


def made(
    jobs: Sequence[RenderJob], by: Workers | Cluster, root: Root, step: Step
) -> Iterator[tuple[RenderJob, Made | Problems]]:
    """Yield each edition when it is made and its files are staged, or what is wrong with it."""
    named = {job.edition.stem: job for job in jobs}
    if isinstance(by, Workers):
        here = [Task(name, partial(_made, job), job.edition.language) for name, job in named.items()]
        yield from ((named[task.name], result) for task, result in by.each(here, step))
        return
    away = [Task(name, partial(_whole, job), job.edition.language) for name, job in named.items()]
    for task, result in by.each(away, step):
        yield named[task.name], result if isinstance(result, Problems) else _staged(result, root)


def _read(root: Root, pictures: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Yield what an edition is made from once it is decided: layout, fonts, pictures. Nothing else leaves this machine.

    An address too long for a QR code is looked up in factsheet.yaml, to say on which line it is.
    """
    paths = [root.sources / "factsheet.yaml"]
    for folder in (root.layout, root.fonts):
        paths += inputs.regular(root, folder)
    yield from ((root.name(path), inputs.read(root, path, inputs.FONT)) for path in paths)
    yield from ((name, inputs.read(root, root.folder / name, inputs.PHOTO)) for name in pictures)


def _staged(whole: Whole, root: Root) -> Made | Problems:
    try:
        return staged(whole, root)
    except Problems as found:
        return found


def _made(job: RenderJob, step: Step) -> Made:
    from .worker import made  # in a worker: what it takes to import is not imported here

    return made(job, step)


def _whole(job: RenderJob, step: Step) -> Whole:
    from .worker import whole  # as above

    return whole(job, step)
