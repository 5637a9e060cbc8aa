"""What can be wrong, in words for people who do not program: where, what, what to do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from .printable import printable


@dataclass(frozen=True, order=True)
class Place:
    """A spot in a file. `line` and `column` count from 1; 0 means the file as a whole."""

    file: str
    line: int = 0
    column: int = 0
    source: str = ""

    def __str__(self) -> str:
        return ":".join([printable(self.file), *(str(n) for n in (self.line, self.column) if n)])

    def as_line(self) -> str:
        """Return the file and line alone; a cell of a spreadsheet has no line."""
        return f"{printable(self.file)}:{self.line}" if self.line else printable(self.file)


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong, and the hint."""

    place: Place
    what: str
    hint: str = ""

    def as_record(self) -> dict[str, str | int]:
        """Return it as plain values, for a file."""
        return {**asdict(self.place), "what": self.what, "hint": self.hint}

    @classmethod
    def of(cls, record: Mapping[str, str | int]) -> Problem:
        """Return it from what `as_record` returned."""
        place = Place(str(record["file"]), int(record["line"]), int(record["column"]), str(record["source"]))
        return cls(place, str(record["what"]), str(record["hint"]))

    def __str__(self) -> str:
        head = printable(f"{self.place}: {self.what}" + (f"; {self.hint}" if self.hint else ""))
        if not self.place.source.strip():
            return head
        gutter = f"{self.place.line:>6} | "
        column = max(self.place.column, 1) - 1
        start = max(0, column - 80)  # of a long line, the part around the place
        text = printable(self.place.source.rstrip()[start : start + 120])
        before = self.place.source[start:column]
        caret = " " * (len(gutter) - 2) + "| " + " " * max(column - start, len(printable(before))) + "^"
        return f"{head}\n{gutter}{text}\n{caret}"


def _in_order(problem: Problem) -> tuple[object, ...]:
    """Return what a problem is sorted by: cell D9 comes before D14."""
    parts = re.split(r"(\d+)", problem.place.file)
    return [(part if number % 2 == 0 else f"{int(part):020}") for number, part in enumerate(parts)], problem


class Problems(Exception):
    """Everything that was found wrong, all at once, in the order of the files."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems), key=_in_order))
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type[Problems], tuple[tuple[Problem, ...]]]:
        """Return how it is made again in another process: from the problems, not from its message."""
        return Problems, (self.problems,)


class Invalid(ValueError):
    """A value that is not what it must be: what is wrong with it, and the hint."""

    def __init__(self, what: str, hint: str) -> None:
        super().__init__(what, hint)
        self.what = what
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.what}; {self.hint}"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return `did you mean "..."?` for the nearest known word, or nothing if none is near."""
    from difflib import get_close_matches

    names = {name.lower(): name for name in known}
    near = get_close_matches(word.lower(), names, n=1, cutoff=0.6)
    return f'did you mean "{names[near[0]]}"?' if near else ""


def suggestion(word: str, known: Iterable[str]) -> str:
    """Return the nearest known word, or if none is near, the whole list, which is short enough to read."""
    names = list(known)
    return did_you_mean(word, names) or f"available: {', '.join(names)}"
