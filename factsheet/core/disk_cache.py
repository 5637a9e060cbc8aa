"""Keep what takes long to draw or to cut down in files, for the next process that needs the same.

A file is named after the digest of all that its contents are made from, the program and the engines included, so that
it is never out of date. The folder is in the environment that Python runs in (`.venv`): whoever can write there can
change the program itself, so compiled templates may be kept here too. If it cannot be written, everything is made again
each time.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

from . import fingerprint, inputs
from .diagnostics import Problems

# Bytes of one file and of all; the leaflet in three languages has 114 files and 4 MB.
LARGEST, MOST = 5_000_000, 100_000_000
SEAL = hashlib.sha256().digest_size
FILE = inputs.Kind("cached file", LARGEST + SEAL)


def cached(kind: str, made_from: tuple[str | bytes, ...], make: Callable[[], bytes]) -> bytes:
    """Return what `make` returns, or what it returned when it was last called for the same."""
    path = folder() / f"{kind}-{fingerprint.digest(_versions(), *made_from)}"
    content = _kept(path)
    if content is None:
        content = make()
        _keep(path, content)
    return content


def folder() -> Path:
    """Return the folder of the cache."""
    return Path(sys.prefix, "cache", "factsheet")


def prune(most: int = MOST) -> None:
    """Remove what was not used for longest, until no more than `most` bytes are left."""
    files = list[tuple[float, int, str]]()
    with suppress(OSError), os.scandir(folder()) as entries:
        files = sorted(((of := entry.stat()).st_mtime, of.st_size, entry.path) for entry in entries)
    over = sum(size for _, size, _ in files) - most
    for _, size, path in files:
        if over <= 0:
            break
        over -= size
        with suppress(OSError):
            Path(path).unlink()


@cache
def _versions() -> str:
    return repr(sorted(fingerprint.made_with().items()))


def _kept(path: Path) -> bytes | None:
    """Return what a file has; None if there is none, or if it is not whole."""
    try:
        sealed = inputs.read_named(path, FILE, "")
        os.utime(path)  # it was used now
    except (Problems, OSError):
        return None
    seal, content = sealed[:SEAL], sealed[SEAL:]
    return content if hashlib.sha256(content).digest() == seal else None


def _keep(path: Path, content: bytes) -> None:
    """Write a file in one step. It is not flushed: one that a power cut damages is made again."""
    if len(content) > LARGEST:
        return
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(hashlib.sha256(content).digest() + content)
        beside.replace(path)
    except OSError:
        with suppress(OSError):
            beside.unlink()
