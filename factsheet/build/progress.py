"""Report the progress of a build: a bar on a terminal, a line for each edition in a log, or nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..core.formats import DOCUMENTS, ENDINGS
from ..core.names import LanguageTag, VariantId, called
from ..core.wording import counted

if TYPE_CHECKING:
    from rich.progress import Progress


@dataclass(frozen=True)
class Row:
    """An edition in place: the size of its files in bytes, by format, and how long it took if it was just made."""

    variant: VariantId
    language: LanguageTag
    draft: bool
    status: str
    pages: int
    type_size: float  # of the body text, in pt
    sizes: dict[str, int]
    seconds: float | None

    @property
    def name(self) -> str:
        return called(self.variant, self.language)


class Steps:
    """Report nothing about the editions being made; a base for the others."""

    def step(self, edition: str, doing: str) -> None:
        """Report the current step of an edition."""

    def done(self, row: Row) -> None:
        """Report that an edition was made."""

    def failed(self, edition: str) -> None:
        """Report that an edition could not be made."""

    def passed(self) -> None:
        """Report that another edition was looked at."""


class Reporter:
    """Report nothing about a build; a base for the others."""

    def waiting(self) -> None:
        self.note("another build is using output/; waiting for it to finish")

    def note(self, what: str) -> None:
        """Report something worth knowing that is not a problem."""

    @contextmanager
    def making(self, number: int) -> Iterator[Steps]:
        """Report how many editions will be made, and yield a reporter for each."""
        yield Steps()


class _Lines(Steps):
    def done(self, row: Row) -> None:
        print(f"{row.name}: made in {row.seconds:.1f} s", file=sys.stderr)

    def failed(self, edition: str) -> None:
        print(f"{edition}: not made", file=sys.stderr)


class Log(Reporter):
    """Report in plain lines."""

    def note(self, what: str) -> None:
        print(what, file=sys.stderr)

    @contextmanager
    def making(self, number: int) -> Iterator[Steps]:
        print(f"making {counted(number, 'edition')} ...", file=sys.stderr)
        yield _Lines()


class _Bar(Steps):
    """A bar on a terminal, and its one task."""

    def __init__(self, bar: Progress, number: int) -> None:
        self.bar = bar
        self.task = bar.add_task("", total=number)

    def step(self, edition: str, doing: str) -> None:
        self.bar.update(self.task, description=f"{edition}: {doing}")

    def done(self, row: Row) -> None:
        self.passed()

    def passed(self) -> None:
        self.bar.advance(self.task)

    def failed(self, edition: str) -> None:
        self.bar.console.print(f"{edition}: not made", highlight=False)
        self.bar.advance(self.task)


class Terminal(Log):
    """Report with a progress bar: edition, step, time left."""

    @contextmanager
    def making(self, number: int) -> Iterator[Steps]:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (BarColumn(24), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}"))
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            yield _Bar(bar, number)


def table(rows: Iterable[Row]) -> Iterator[str]:
    """Yield the closing table: edition, pages, type size, file sizes, made or unchanged, status."""
    rows = list(rows)
    formats = [format for format in DOCUMENTS if any(format in row.sizes for row in rows)]
    wide = max((len(row.name) for row in rows), default=0)
    yield f"{'edition':<{wide}}  pages     type" + "".join(f"{format.upper():>9}" for format in formats)
    for row in rows:
        sizes = "".join(f"{row.sizes[f] / 1000:>6,.0f} kB" if f in row.sizes else f"{'-':>9}" for f in formats)
        state = "unchanged" if row.seconds is None else f"made {row.seconds:>8.1f} s"
        yield f"{row.name:<{wide}}  {row.pages:>5}{row.type_size:>6g} pt{sizes}   {state:<15}   {row.status}"


def removals(removed: Sequence[tuple[str, str]], *, each: bool = False) -> Iterator[str]:
    """Yield what was removed and why: a line for each file, or for all the files of an edition."""
    groups: dict[tuple[str, str], list[str]] = {}
    for path, why in removed:
        groups.setdefault((path if each else _without_ending(path), why), []).append(path)
    for (stem, why), paths in groups.items():
        several = len(paths) > 1
        yield f"removed {len(paths)} files, output/{stem}.*: {why}" if several else f"removed output/{paths[0]}: {why}"


def _without_ending(path: str) -> str:
    """Return the part of a path that all files of an edition share."""
    longest_first = sorted(ENDINGS.values(), key=len, reverse=True)
    return path.removesuffix(next((ending for ending in longest_first if path.endswith(ending)), ""))
