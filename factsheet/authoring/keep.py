"""Keep the sources, and get them back: git, for people who do not know it.

Only `sources/`, `layouts/` and `fonts/` are kept: what is in `output/` follows from them. Nothing is ever lost: before
anything is restored, what is there is kept too, under `refs/factsheet/`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from ..core import git
from ..core.diagnostics import Place, Problem, Problems
from ..core.project import Root

FOLDERS = ("sources", "layouts", "fonts")
VERSION = re.compile(r"[0-9a-f]{4,40}")
# Who commits if git has not been told, since it refuses to guess.
NOBODY = ("-c", "user.name=Secretariat", "-c", "user.email=secretariat@localhost")


@dataclass(frozen=True)
class Saved:
    """An earlier state of the sources: the version to restore it by, the day, the message, the changes."""

    version: str
    day: str
    message: str
    files: Sequence[str] = ()


def save(root: Root, message: str) -> Saved | None:
    """Keep the sources as they are now; return what was saved, or None if nothing has changed since the last time.

    Raises Problems if git is missing, does not keep the folder, or refuses.
    """
    _kept_by_git(root)
    if not message.strip():
        hint = 'say what you changed: make save message="new e-mail address"'
        raise _problem("save", "there is no message", hint)
    here = _there(root)
    git.run(root, "add", "--all", "--", *here)
    files = git.run(root, "diff", "--cached", "--name-only", "-z", "--", *here).split("\0")[:-1]
    if not files:
        return None
    said = f"--message={message.strip()}"
    git.run(root, *_author(root), "commit", "--quiet", "--no-verify", said, "--only", "--", *here)
    return Saved(*_described(root, "HEAD"), tuple(files))


def versions(root: Root, most: int = 10) -> list[Saved]:
    """Return what was saved last, the newest first."""
    _kept_by_git(root)
    lines = git.run(root, "log", f"--max-count={most}", "--format=%h%x00%as%x00%s", "--", *FOLDERS).splitlines()
    return [Saved(*line.split("\0")) for line in lines]


def restore(root: Root, version: str = "") -> tuple[Saved, Saved | None]:
    """Make the sources what they were when last saved, or at a version.

    Return what they are now, and what was there before, if that had not been saved. Raises Problems as `save` does,
    and for an unknown version.
    """
    if version and not VERSION.fullmatch(version):
        raise _unknown(version)
    _kept_by_git(root)
    wanted = _known(root, version) if version else "HEAD"
    before = _set_aside(root)
    there_now = {*_files(root, "--others", "--exclude-standard"), *_files(root, "--cached")}
    gone = there_now - set(_tracked(root, wanted))
    there = [name for name in FOLDERS if git.run(root, "ls-tree", "--name-only", wanted, "--", name)]
    if there:
        git.run(root, "checkout", "--quiet", wanted, "--", *there)
    for name in sorted(gone):
        with suppress(FileNotFoundError):
            (_top(root) / name).unlink()
    git.run(root, "add", "--all", "--", *_there(root))
    return Saved(*_described(root, wanted)), before


def _set_aside(root: Root) -> Saved | None:
    """Keep unsaved work, without touching anything; return it, or None if there is none."""
    with TemporaryDirectory() as folder:
        index = {"GIT_INDEX_FILE": str(Path(folder) / "index")}
        git.run(root, "read-tree", "HEAD", settings=index)
        git.run(root, "add", "--all", "--", *_there(root), settings=index)
        tree = git.run(root, "write-tree", settings=index).strip()
    if tree == git.run(root, "rev-parse", "HEAD^{tree}").strip():
        return None
    made = git.run(root, *_author(root), "commit-tree", tree, "-p", "HEAD", "-m", "Before restoring").strip()
    git.run(root, "update-ref", f"refs/factsheet/{made}", made)
    return Saved(*_described(root, made))


def _described(root: Root, version: str) -> tuple[str, str, str]:
    short, day, message = git.run(root, "show", "--no-patch", "--format=%h%x00%as%x00%s", version).strip().split("\0")
    return short, day, message


def _known(root: Root, version: str) -> str:
    """Return the full name of a version. Raises Problems if it does not exist."""
    try:
        return git.run(root, "rev-parse", "--verify", "--quiet", f"{version}^{{commit}}").strip()
    except Problems:
        raise _unknown(version) from None


def _unknown(version: str) -> Problems:
    return _problem(f"version={version}", "there is no such version", "to see the versions: make restore list=yes")


def _files(root: Root, *which: str) -> list[str]:
    return git.run(root, "ls-files", "--full-name", "-z", *which, "--", *FOLDERS).split("\0")[:-1]


def _tracked(root: Root, version: str) -> list[str]:
    listed = git.run(root, "ls-tree", "-r", "--name-only", "--full-name", "-z", version, "--", *FOLDERS)
    return listed.split("\0")[:-1]


def _there(root: Root) -> list[str]:
    """Return the folders that are there, or once were: git refuses others."""
    return [name for name in FOLDERS if (root.folder / name).is_dir() or _tracked_below(root, name)]


def _tracked_below(root: Root, name: str) -> bool:
    return bool(git.run(root, "ls-files", "--", name))


def _top(root: Root) -> Path:
    return Path(git.run(root, "rev-parse", "--show-toplevel").strip())


def _author(root: Root) -> list[str]:
    """Return who commits, as options of git, if git has not been told."""
    with suppress(Problems):
        if git.run(root, "config", "user.email").strip():
            return []
    return [*NOBODY]


def _kept_by_git(root: Root) -> None:
    """Raise Problems where git cannot keep the sources of a project."""
    try:
        git.run(root, "rev-parse", "--verify", "HEAD")
    except Problems as found:
        if found.problems[0].place.file == "git":
            raise
        first = f"git init && git add . && git {' '.join(NOBODY)} commit -m start"
        hint = f"type: {first}; from then on, make save keeps every change"
        raise _problem(str(root.folder), "this folder is not under git yet", hint) from None


def _problem(place: str, what: str, hint: str) -> Problems:
    return Problems([Problem(Place(place), what, hint)])
