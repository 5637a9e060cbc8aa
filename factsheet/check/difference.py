"""One difference between two files, and how what it is about is quoted."""

from __future__ import annotations

from typing import NamedTuple

# How much of a text is enough to find it, in letters.
SHOWN = 60


class Difference(NamedTuple):
    """A difference between a PDF and its Word file: a keyword for its kind, and what it is."""

    kind: str
    what: str


def brief(text: str) -> str:
    """Return a text in quotation marks: its beginning, if it is long."""
    words = " ".join(text.split())
    return f'"{words}"' if len(words) <= SHOWN else f'"{words[:SHOWN].rstrip()} ..."'
