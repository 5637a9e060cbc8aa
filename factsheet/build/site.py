"""Bring the download page up to date with the leaflets that are there."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from ..core import atomic
from ..core.project import Root
from ..workers.pool import Workers
from ..workers.task import Step, Task
from . import freshness, manifest
from .manifest import Item, Manifest
from .publish import Output

if TYPE_CHECKING:
    from ..theme.model import Theme


def refresh(output: Output, workers: Workers, theme: Theme) -> None:
    """Make the files of the download page that have changed. Raises Problems if anything is wrong with them."""
    root = output.root
    wanted = freshness.site_of(root, output.manifest)
    before = output.manifest.site
    kept = {
        name: before[name]
        for name, of in wanted.items()
        if name in before and before[name].made_of == of and before[name].intact(root, name)
    }
    if kept == before and kept.keys() == wanted.keys():
        return
    output.note(replace(output.manifest, site=kept))
    for name in before.keys() - wanted.keys():
        output.remove(name, "its leaflets are no longer there")
    made = dict(kept)
    for name in [name for name in wanted if name not in kept]:  # the page comes last, and says how large the ZIPs are
        content = workers.one(Task(f"output/{name}", partial(_content, root, output.manifest, theme, name)))
        atomic.put([(root.output / name, content)], root)
        made[name] = Item(len(content), atomic.sha256(content), wanted[name])
    output.manifest = replace(output.manifest, site=made)  # noted when the build has ended


def refresh_alone(root: Root, theme: Theme) -> None:
    """Bring the download page up to date by itself, with the leaflets and releases that are there."""
    with atomic.alone(root.output, root, lambda: None), Workers() as workers:
        known, _ = manifest.read(root)
        output = Output(root, known)
        refresh(output, workers, theme)
        if output.manifest != known:
            manifest.save(output.manifest, root)


def _content(root: Root, known: Manifest, theme: Theme, name: str, step: Step) -> bytes:
    from . import download_page  # in a worker: what it takes to import is not imported here

    step(name, "the download page")
    return download_page.makers(root, known, theme)[name]()
