"""Describe something odd in a text: it is in a translation, and the English does not explain it."""

from __future__ import annotations

from dataclasses import dataclass

from .markup import Inline
from .spot import HOLE


@dataclass(frozen=True)
class Oddity:
    """Something odd, from `start` to `end` of the plain words of a text.

    `thing` is what to write under `allow:` to let it pass. A `grave` one is an error, any other a warning.
    One that `stops` keeps the leaflet from being made at all.
    """

    kind: str
    start: int
    end: int
    thing: str
    what: str
    hint: str
    grave: bool = True
    stops: bool = False

    def __str__(self) -> str:
        return f"{self.what}: {self.hint}"


def plain(text: Inline) -> str:
    """Return the words of a text without its marks; a hole stands for each placeholder."""
    return "".join(HOLE if run.placeholder else run.text for run in text.runs)
