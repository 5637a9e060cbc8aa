"""Hold the result of making an edition: its files, staged beside their destinations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..core.diagnostics import Problem
from ..typeset.placed import Fit


@dataclass(frozen=True)
class StagedFile:
    """A staged file, waiting to be put in place."""

    format: str
    path: Path
    beside: Path
    bytes: int
    sha256: str


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
