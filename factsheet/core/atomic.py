"""Put files in place, each whole or not at all: written next to its place, flushed, renamed. One build at a time."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from .diagnostics import Place, Problem, Problems
from .project import Root

PART = ".part"
REMEDY = "close it if it is open, and check that the disk has room and that you are allowed to write there"


def sha256(content: bytes) -> str:
    """Return the digest that identifies a file."""
    return hashlib.sha256(content).hexdigest()


def stage(path: Path, content: bytes, root: Root) -> Path:
    """Write a file next to its place, flushed to disk; return where. Raises Problems if it cannot be written."""
    # The process is in the name, so that a worker that outlives its build cannot spoil the next one's file.
    beside = path.with_name(f".{path.name}.{os.getpid()}{PART}")
    if not root.holds(path.parent):
        what = "this folder is a link, or is inside one"
        raise Problems([Problem(Place(root.name(path.parent)), what, "put the folder itself there")])
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        raise Problems([_refused(root, path, error)]) from None
    return beside


def place(beside: Path, path: Path, root: Root) -> None:
    """Put a staged file in its place, in one step."""
    try:
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        raise Problems([_refused(root, path, error)]) from None


def put(files: Iterable[tuple[Path, bytes | None]], root: Root) -> None:
    """Write files, each whole or not at all, and remove those that are None; if one cannot be written, none is."""
    staged: list[tuple[Path, Path | None]] = []
    try:
        for path, content in files:
            staged.append((path, None if content is None else stage(path, content, root)))
    except Problems:
        for _, beside in staged:
            if beside:
                beside.unlink(missing_ok=True)
        raise
    for path, beside in staged:
        if beside:
            place(beside, path, root)
        else:
            path.unlink(missing_ok=True)


def put_folder(folder: Path, files: Iterable[tuple[str, bytes]], root: Root) -> None:
    """Write a new folder of files, whole or not at all. Raises Problems if it cannot be written, or exists."""
    from shutil import rmtree  # with the compressors that it brings, only when it is needed

    beside = folder.with_name(f".{folder.name}{PART}")
    if not root.holds(folder.parent):
        what = "this folder is a link, or is inside one"
        raise Problems([Problem(Place(root.name(folder.parent)), what, "put the folder itself there")])
    try:
        with suppress(FileNotFoundError):
            rmtree(beside)  # left by a run that was killed
        beside.mkdir(parents=True)
        for name, content in files:
            (beside / name).parent.mkdir(parents=True, exist_ok=True)
            with (beside / name).open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        beside.rename(folder)  # fails where there is a folder that is not empty
    except OSError as error:
        with suppress(OSError):
            rmtree(beside)
        raise Problems([_refused(root, folder, error)]) from None


def _refused(root: Root, path: Path, error: OSError) -> Problem:
    return Problem(Place(root.name(path)), f"this cannot be written ({error.strerror})", REMEDY)


@contextmanager
def alone(folder: Path, root: Root, waiting: Callable[[], None]) -> Iterator[None]:
    """Lock a folder for one build; a second one calls `waiting` and waits for the first to finish.

    The folder itself is locked, so nothing is left behind when a build is killed.
    """
    import fcntl

    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise Problems([_refused(root, folder, error)]) from None
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
