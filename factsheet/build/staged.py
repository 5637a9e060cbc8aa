"""Hold the result of making an edition: its files as they are, then staged beside their destinations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..core import atomic
from ..core.diagnostics import Problem, Problems
from ..core.project import Root
from ..typeset.placed import Fit


@dataclass(frozen=True)
class StagedFile:
    """A staged file, waiting to be put in place."""

    format: str
    path: Path
    beside: Path
    bytes: int
    sha256: str
    pages: int = 0  # if they are not those of the edition


@dataclass(frozen=True)
class Made:
    """A finished edition: its files, their pages, what it fits at, what is wrong with it, the time taken."""

    files: Sequence[StagedFile]
    draft: bool
    open: Mapping[str, int]
    status: str
    pages: int
    fit: Fit
    problems: Sequence[Problem]
    seconds: float


@dataclass(frozen=True)
class Content:
    """A file that is written nowhere yet: its format, its name below output/, and what is in it."""

    format: str
    name: str
    content: bytes
    pages: int = 0


@dataclass(frozen=True)
class Whole:
    """A finished edition that is written nowhere yet: what its files will be, and what is known of it."""

    contents: Sequence[Content]
    made: Made


def staged(whole: Whole, root: Root) -> Made:
    """Stage the files of an edition beside their places; if one cannot be written, none stays."""
    files: list[StagedFile] = []
    try:
        for each in whole.contents:
            path = root.output / each.name
            beside = atomic.stage(path, each.content, root)
            size, digest = len(each.content), atomic.sha256(each.content)
            files.append(StagedFile(each.format, path, beside, size, digest, each.pages))
    except Problems:
        for file in files:
            file.beside.unlink(missing_ok=True)
        raise
    return replace(whole.made, files=files)
