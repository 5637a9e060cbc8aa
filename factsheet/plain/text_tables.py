"""Set a table in columns of spaces."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

# How many signs a line of a table may have: an e-mail program breaks longer ones.
WIDEST = 76
APART = "  "
# Signs that take two places, and those that take none.
WIDE, NONE = ("W", "F"), ("Mn", "Me", "Cf")


def aligned(heads: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[bool]) -> list[str]:
    """Return the lines of a table whose `numbers` end in one line; nothing, if it cannot be set in columns.

    It may be too wide. Or two words from left to right could stand beside one another in a line from right to left:
    then they change places (UAX 9, L2).
    """
    lines = [heads, *rows]
    widths = [max(map(width, column)) for column in zip(*lines, strict=True)]
    if sum(widths) + len(APART) * (len(widths) - 1) > WIDEST or any(map(_mixed, lines)):
        return []
    return [APART.join(_set(row, widths, numbers)).rstrip() for row in lines]


def width(text: str) -> int:
    """Return how many places a text takes where all signs are of one width."""
    seen = (sign for sign in text if unicodedata.category(sign) not in NONE)
    return sum(2 if unicodedata.east_asian_width(sign) in WIDE else 1 for sign in seen)


def _set(row: Sequence[str], widths: Sequence[int], numbers: Sequence[bool]) -> Iterator[str]:
    for cell, whole, is_number in zip(row, widths, numbers, strict=True):
        space = " " * (whole - width(cell))
        yield space + cell if is_number else cell + space


def _mixed(row: Sequence[str]) -> bool:
    """Tell whether a row has letters of both directions."""
    kinds = {unicodedata.bidirectional(sign) for cell in row for sign in cell if unicodedata.category(sign) != "Cf"}
    return "L" in kinds and bool(kinds & {"R", "AL"})
