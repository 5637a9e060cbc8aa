"""Point out which letters of a number or an address differ: as a whole, two addresses look alike."""

from __future__ import annotations

import re
from itertools import takewhile

# One word that is exact: it has a digit, or a sign that addresses have.
EXACT = re.compile(r"\S*[\d@./:]\S*")


def parts(text: str, other: str) -> list[tuple[str, bool]]:
    """Return a text in parts, with whether each is what differs from the other; in one part if that would say nothing.

    What differs is between what both begin with and what both end with.
    """
    if text == other or not (EXACT.fullmatch(text) and EXACT.fullmatch(other)):
        return [(text, False)]
    first = _shared(text, other)
    last = _shared(text[first:][::-1], other[first:][::-1])
    if not first + last:
        return [(text, False)]
    end = len(text) - last
    return [part for part in ((text[:first], False), (text[first:end], True), (text[end:], False)) if part[0]]


def _shared(one: str, other: str) -> int:
    """Return how many letters two texts share at their beginning."""
    return sum(1 for _ in takewhile(lambda both: both[0] == both[1], zip(one, other, strict=False)))
