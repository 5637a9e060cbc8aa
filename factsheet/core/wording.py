"""Word what several messages say."""

from __future__ import annotations


def counted(number: int, thing: str) -> str:
    """Return a number with its noun, which takes an s in the plural: "1 word", "2 words"."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"
