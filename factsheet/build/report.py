"""Hold what a build did, to be printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..core.diagnostics import Problem
from ..core.names import EditionId
from .manifest import Entry
from .progress import Row

if TYPE_CHECKING:
    from .plan import Plan


@dataclass
class Report:
    """What a build did: a row for each edition, the files that it removed and why, and everything that was wrong.

    `warnings` are what keeps nothing from being made, but should be looked at.
    There is no plan if nothing had changed, because then nothing was read.
    """

    rows: list[Row] = field(default_factory=list)
    removed: list[tuple[str, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    plan: Plan | None = None


def rows(entries: Sequence[Entry], seconds: float | None = None) -> list[Row]:
    """Return a row for each edition of some entries."""
    found: dict[EditionId, Row] = {}
    for entry in entries:
        row = Row(entry.variant, entry.language, entry.draft, entry.status, entry.pages, entry.size, {}, seconds)
        row = found.setdefault((entry.variant, entry.language), row)
        row.sizes[entry.format] = entry.bytes
    return list(found.values())


def problems(entries: Sequence[Entry]) -> Iterator[Problem]:
    """Yield what was wrong with editions when they were made and is still wrong."""
    yield from (Problem.of(record) for entry in entries for record in entry.problems)
