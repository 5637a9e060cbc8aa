"""Find what `since=` names: a date, a tag or commit, a release, or the folder of a release or of another leaflet.

An earlier version is read out of git as it was stored, into a temporary folder, and then treated like any other
sources: as untrusted. Nothing is checked out, and nothing in it or in git's settings is run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from textwrap import shorten

from ..build import plan, released, releases
from ..build.cards import day
from ..build.freshness import Selection
from ..build.manifest import Manifest
from ..core import git, inputs
from ..core.diagnostics import Place, Problem, Problems
from ..core.project import Root
from ..photos import placed
from .versions import PDF, Planned, Released, Version

FOLDERS = ("sources", "layouts", "fonts")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
ID = re.compile(r"[0-9a-f]{40,64}")
HOW = (
    "write a date (since=2026-11-25), a tag, a version from make restore list=yes, or the folder of a release or of"
    " another leaflet"
)
FOLDER = "name the folder of a release, or of another leaflet"
OLD = "this program cannot read that version: compare with a later one"
# A file, and a file that can be run; anything else is a link or a whole repository.
FILES = {"100644", "100755", "100664"}


@dataclass(frozen=True)
class Commit:
    """A version that git keeps."""

    id: str
    day: date
    subject: str

    @property
    def name(self) -> str:
        said = shorten(self.subject, 80, placeholder=" ...")
        return f"what was saved on {day(self.day)} (version {self.id[:7]}, “{said}”)"


@contextmanager
def version(root: Root, since: str, selection: Selection, known: Manifest) -> Iterator[Version]:
    """Yield what is named; it most likely fits at what is `known` to fit here.

    Raises Problems for what does not exist or cannot be read.
    """
    if folder := _folder(root, since):
        found = _in_folder(folder, since, selection)
        yield replace(found, known=known) if isinstance(found, Planned) else found
        return
    commit = commit_of(root, since)
    with TemporaryDirectory() as made:
        inside = Root(Path(made).resolve())
        _unpack(root, commit, inside)
        planned = _planned(inside, selection, commit.name, f"{commit.id[:7]}:", OLD)
        yield replace(planned, known=known, range=(f"{commit.id}..HEAD",))


def commit_of(root: Root, since: str) -> Commit:
    """Return the version that a date, a tag or a commit names. Raises Problems if there is none."""
    return _before(root, since) if DAY.fullmatch(since) else _named(root, since)


def _folder(root: Root, since: str) -> Path | None:
    """Return the folder that is named, if there is one: by its path, or a release by its name."""
    places = [releases.folder(root) / since] if releases.NAME.fullmatch(since) else []
    with suppress(OSError, ValueError, RuntimeError):  # a name that is too long, or that no file can have
        return next((each for each in [*places, Path(since).expanduser()] if each.is_dir()), None)
    return None


def _in_folder(folder: Path, since: str, selection: Selection) -> Version:
    """Return what a folder holds: a release, or a leaflet's sources."""
    inside = Root(folder.resolve())
    if (inside.folder / released.ABOUT).exists():
        if release := released.described(inside, inside.folder):
            return Released(inside, {release.variant: (inside.folder, release)})
        raise _problem(since, "its release.json cannot be read", "restore the release's folder from a copy")
    if not inside.sources.is_dir():
        raise _problem(since, f"this folder has neither {released.ABOUT} nor sources/ in it", FOLDER)
    planned = _planned(inside, selection, f"the folder {since}", f"{since.rstrip('/')}/")
    return replace(planned, relation="compared with")


def _planned(inside: Root, selection: Selection, name: str, label: str, hint: str = "") -> Planned:
    """Return what other sources make. Raises Problems, placed there, if that is nothing."""

    def there(found: Iterable[Problem]) -> list[Problem]:
        places = (replace(each, place=replace(each.place, file=f"{label}{each.place.file}")) for each in found)
        return [replace(each, hint=hint or each.hint) for each in places]

    try:
        sources, *_ = plan.read(inside)
        # What is asked for may not have existed yet.
        variants = tuple(each for each in selection.variants if each in sources.variants)
        languages = tuple(each for each in selection.languages if each in sources.languages)
        planned = plan.plan(inside, Selection(variants, languages, (PDF,)))
    except Problems as found:
        raise Problems(there(found.problems)) from None
    refused = {edition: there(found) for edition, found in planned.refused.items()}
    return Planned(replace(planned, refused=refused), name, label=label)


def _named(root: Root, name: str) -> Commit:
    """Return the commit of a name. Raises Problems if there is none."""
    _under_git(root, name)
    try:
        id = git.read(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    except (Problems, ValueError):
        raise _problem(name, "there is no such version, date or folder", HOW) from None
    return _described(root, id.decode().strip())


def _before(root: Root, since: str) -> Commit:
    """Return the last commit before a day began. Raises Problems if there is none, or no such date."""
    try:
        date.fromisoformat(since)
    except ValueError:
        raise _problem(since, "there is no such date", "write it as in since=2026-11-25") from None
    _under_git(root, since)
    ids = git.read(root, "rev-list", "--max-count=1", f"--before={since}T00:00:00", "HEAD").decode().split()
    if not ids:
        first = git.read(root, "log", "--max-parents=0", "--format=%as", "HEAD").decode().split()
        what = f"nothing was saved before that date; the first version is from {min(first)}"
        raise _problem(since, what, "choose a later date")
    return _described(root, ids[0])


def _under_git(root: Root, since: str) -> None:
    try:
        git.read(root, "rev-parse", "--verify", "--quiet", "HEAD")
    except Problems as found:
        if found.problems[0].place.file == "git":
            raise
        what = "there is no such folder, and this leaflet is not under git, so it has no earlier versions"
        raise _problem(since, what, FOLDER) from None


def _described(root: Root, id: str) -> Commit:
    said = git.read(root, "log", "--max-count=1", "--format=%H%x00%as%x00%s", id).decode(errors="replace")
    full, on, subject = said.rstrip("\n").split("\0")
    return Commit(full, date.fromisoformat(on), subject)


def _unpack(root: Root, commit: Commit, into: Root) -> None:
    """Write the sources, layouts and fonts of a commit into a folder. Raises Problems for anything but plain files."""
    listed = git.read(root, "ls-tree", "-r", "-l", "-z", commit.id, "--", *FOLDERS).decode(errors="surrogateescape")
    files: dict[str, str] = {}
    total = 0
    for line in listed.split("\0")[:-1]:
        about, path = line.split("\t", 1)
        mode, _, id, size = about.split()
        parts = PurePosixPath(path).parts
        if mode not in FILES or not ID.fullmatch(id) or parts[0] not in FOLDERS or ".." in parts:
            raise _problem(f"{commit.id[:7]}:{path}", "this is not a plain file, but a link", "choose another version")
        files[path], total = id, total + (int(size) if size.isdigit() else 0)
    if len(files) > inputs.MOST_FILES or total > inputs.MOST_BYTES:
        what = f"this version has more than {inputs.MOST_FILES:,} files, or {inputs.MOST_BYTES / 1e6:,.0f} MB"
        raise _problem(commit.id[:7], what, "choose another version")
    if not any(path.startswith("sources/") for path in files):
        raise _problem(commit.id[:7], "this version has no sources/", "choose a later one")
    for path, content in zip(files, git.blobs(root, files.values(), inputs.PHOTO.most), strict=True):
        if content is None or len(content) > _most(path):
            raise _problem(
                f"{commit.id[:7]}:{path}", "this file is far too large, or missing", "choose another version"
            )
        (into.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (into.folder / path).write_bytes(content)


def _most(path: str) -> int:
    """Return how many bytes a file may have."""
    is_photo = PurePosixPath(path).parent == PurePosixPath("sources", placed.FOLDER)
    return (inputs.PHOTO if is_photo else inputs.FONT).most


def _problem(since: str, what: str, hint: str) -> Problems:
    return Problems([Problem(Place(f"since={since}"), what, hint)])
