"""Point out which letters of a number or an address differ: as a whole, two addresses look alike."""

from __future__ import annotations

import re
from itertools import takewhile

# One word that is exact: it has a digit, or a sign that addresses have.
EXACT = re.compile(r"\S*[\d@./:]\S*")
# In a word of more letters, what differs is marked alone: the rest has not changed.
SHORT = 12


def parts(text: str, other: str) -> list[tuple[str, bool]]:
    """Return a text in parts, with whether each is what differs from the other; in one part if that would say nothing.

    What differs is between what both begin with and what both end with: nothing, where only the other has more.
    """
    if text == other or not (EXACT.fullmatch(text) and EXACT.fullmatch(other)):
        return [(text, False)]
    first = _shared(text, other)
    last = _shared(text[first:][::-1], other[first:][::-1])
    if not first + last:
        return [(text, False)]
    end = len(text) - last
    return [(text[:first], False), (text[first:end], True), (text[end:], False)]


def is_small(text: str, other: str) -> bool:
    """Tell whether what differs in two words is only a small part of both."""
    found = [parts(*both) for both in ((text, other), (other, text))]
    rest = sum(len(words) for words, differs in found[0] if not differs)
    return all(len(each) == 3 for each in found) and rest > SHORT and 2 * rest > max(len(text), len(other))


def _shared(one: str, other: str) -> int:
    """Return how many letters two texts share at their beginning."""
    return sum(1 for _ in takewhile(lambda both: both[0] == both[1], zip(one, other, strict=False)))
