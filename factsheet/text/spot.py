"""Find words in the lines of a YAML file, however they are typed there."""

from __future__ import annotations

import re
from collections.abc import Sequence

HOLE = "\0"  # stands for a placeholder in words that were taken from a text
# What may stand between two letters of a word in a source, and is not read: marks, and the target of a link.
MARKS = r"(?:[*\\\[]|\]\([^)\n]*\))*"
# How YAML writes a sign by its number: what follows the backslash, and how many digits.
ESCAPES = {"x": 2, "u": 4, "U": 8}
# For longer words, only the beginning is looked for.
MOST = 200

Spot = tuple[int, int]  # line and column, from 0


def find(lines: Sequence[str], start: Spot, end: Spot, words: str) -> Spot | None:
    """Return where words begin between two places of a file, or None.

    They are looked for as they are, then with marks between their letters, over the end of a line, and as escapes
    ("\\u200b").
    """
    last = min(end[0] + 1, len(lines))
    part = [lines[row][start[1] if row == start[0] else 0 :] for row in range(start[0], last)]
    text = "\n".join(part)
    found = _whole(text, re.escape(words)) or _whole(text, _typed(words))
    if not found:
        return None
    row = text.count("\n", 0, found.start())
    column = found.start() - (text.rfind("\n", 0, found.start()) + 1)
    return start[0] + row, column + (start[1] if row == 0 else 0)


def _whole(text: str, pattern: str) -> re.Match[str] | None:
    """Find a pattern, preferably not inside a longer word."""
    return re.search(rf"(?<!\w){pattern}(?!\w)", text) or re.search(pattern, text)


def _typed(words: str) -> str:
    """Return the pattern of words as they may be typed in a source."""
    return MARKS.join(map(_sign, words[:MOST]))


def _sign(sign: str) -> str:
    if sign == HOLE:
        return r"\{[^}\n]*\}"
    if sign.isspace():
        return r"\s+"
    if sign.isascii():
        return re.escape(sign)
    code = f"{ord(sign):x}"
    escapes = "|".join(f"{mark}{code:0>{digits}}" for mark, digits in ESCAPES.items() if len(code) <= digits)
    return rf"(?:{re.escape(sign)}|\\(?i:{escapes}))"
