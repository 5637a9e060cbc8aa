"""Put what the public may have into a folder or a ZIP: leaflets, the download page, each variant's latest release."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath

from ..core import archive, inputs
from ..core.atomic import PART, sha256
from ..core.diagnostics import Place, Problem, Problems
from ..core.names import EditionId
from ..core.project import Root
from ..core.status import Status
from ..theme.model import Theme
from ..workers.pool import Workers
from ..workers.task import Step, Task
from . import cross_links, manifest, released, releases
from .freshness import INDEX
from .manifest import Entry, Manifest
from .released import Release

Files = dict[str, bytes]  # by their paths
CHECK = "check that it has room and that you are allowed to write there"


@dataclass(frozen=True)
class Public:
    """The files that the public may have, by their paths.

    `left_out` are the editions that are drafts, `released` those that are drafts in a release, `open` those whose
    wording nobody has confirmed.
    """

    files: Files
    left_out: Sequence[EditionId]
    released: Sequence[EditionId]
    open: Sequence[EditionId]


def public(root: Root, theme: Theme) -> Public:
    """Return what the public may have: whatever is published and no draft, and the latest release of each variant.

    Translators' files are not among it. A draft that was released on purpose is.
    """
    known, _ = manifest.read(root)
    published = [
        entry
        for _, entry in sorted(known.entries.items())
        if entry.variant in known.published.variants and entry.language in known.published.languages
    ]
    final = {entry.key: entry for entry in published if not entry.draft}
    files = {each.path: inputs.read(root, root.output / each.path, inputs.LEAFLET) for each in final.values()}
    latest = released.latest(root)
    with Workers() as workers:
        page = workers.one(Task(f"output/{INDEX}", partial(_page, root, replace(known, entries=final), theme)))
    for release in latest.values():
        files |= _released(root, release)
    files |= _sealed(files, final.values(), latest.values())
    return Public(
        {**cross_links.relinked(files, final.values(), known.published.site), **page},
        list(dict.fromkeys(each.key[:2] for each in published if each.draft)),
        [
            (each.variant, id)
            for each in latest.values()
            for id, status in each.status.items()
            if status is Status.DRAFT
        ],
        list(dict.fromkeys(each.key[:2] for each in final.values() if each.status == Status.UNCONFIRMED)),
    )


def _page(root: Root, known: Manifest, theme: Theme, step: Step) -> Files:
    """Return the download page of some leaflets, and the ZIPs that it offers."""
    from . import download_page  # in a worker: what it takes to import is not imported here

    step(INDEX, "the download page")
    return {name: make() for name, make in download_page.makers(root, known, theme).items()}


def _released(root: Root, release: Release) -> Files:
    paths = inputs.regular(root, releases.folder(root) / release.folder)
    return {path.relative_to(root.output).as_posix(): inputs.read(root, path, inputs.LEAFLET) for path in paths}


def _sealed(files: Files, entries: Iterable[Entry], latest: Iterable[Release]) -> Files:
    """Return the documents that were sealed for a release, by the paths of those without a seal: pages link there."""
    sealed: dict[tuple[str, str], bytes] = {}
    for release in latest:
        for each in release.documents:
            content = files.get(f"releases/{release.folder}/{each.name}", b"")
            if each.unsealed and sha256(content) == each.sha256:
                sealed[each.name, each.made] = content
    made = {each.path: (PurePosixPath(each.path).name, each.sha256) for each in entries}
    return {path: sealed[what] for path, what in made.items() if what in sealed}


def check(target: Path) -> None:
    """Raise Problems for a target that cannot be written to, before anything is made for it."""
    folder = target.parent if _is_zip(target) else target
    if not folder.is_dir():
        hint = "plug the stick in, or make the folder first"
        raise Problems([Problem(Place(str(folder)), "there is no such folder", hint)])


def _is_zip(target: Path) -> bool:
    return target.suffix.lower() == ".zip"


def put(target: Path, name: str, files: Files) -> Path:
    """Write files into a folder of that name on the target, or into a ZIP; return which.

    It is written whole or not at all; an earlier one is replaced. Raises Problems for a folder that somebody else made,
    or if nothing can be written.
    """
    try:
        return _as_zip(target, name, files) if _is_zip(target) else _as_folder(target / name, files)
    except OSError as error:
        problem = Problem(Place(str(target)), f"this cannot be written ({error.strerror})", CHECK)
        raise Problems([problem]) from None


def _as_zip(path: Path, name: str, files: Files) -> Path:
    beside = path.with_name(f".{path.name}{PART}")
    try:
        beside.write_bytes(archive.zipped(((f"{name}/{each}", content) for each, content in files.items()), effort=0))
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return path


def _as_folder(folder: Path, files: Files) -> Path:
    if folder.is_symlink() or (folder.exists() and not (folder / INDEX).is_file()):
        raise Problems([Problem(Place(str(folder)), "this already exists", "move it somewhere else, and try again")])
    beside = folder.with_name(f".{folder.name}{PART}")
    with suppress(FileNotFoundError):
        shutil.rmtree(beside)  # of a run that was killed
    try:
        for name, content in files.items():
            (beside / name).parent.mkdir(parents=True, exist_ok=True)
            (beside / name).write_bytes(content)
        with suppress(FileNotFoundError):
            shutil.rmtree(folder)
        beside.rename(folder)
    except OSError:
        with suppress(OSError):
            shutil.rmtree(beside)
        raise
    return folder
