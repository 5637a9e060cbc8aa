"""Word what several messages say."""

from __future__ import annotations

from collections.abc import Sequence


def counted(number: int, thing: str) -> str:
    """Return a number with its noun, which takes an s in the plural: "1 word", "2 words"."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def because(reasons: Sequence[str]) -> str:
    """Return reasons, each what "it" is or has, as the end of a sentence; nothing if there are none."""
    return ": " + "; ".join(f"it {each}" for each in reasons) if reasons else ""
