"""Mark the places to which the links of a page lead, as bookmarks."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from ..core.xml import Element
from .wordml import new

# The most letters that the name of a bookmark may have, in Word.
LONGEST = 40


class Places:
    """The places of a page to which its links lead; `numbers` yields a number for each mark."""

    def __init__(self, tree: HtmlElement, numbers: Iterator[int]) -> None:
        self.targets = {address for each in tree.iter("a") if (address := each.get("href", "")).startswith("#")}
        self.numbers = numbers

    def at(self, element: HtmlElement) -> list[Element]:
        """Return the bookmark of an element to which a link leads."""
        name = element.get("id", "")
        if f"#{name}" not in self.targets:
            return []
        number = str(next(self.numbers))
        return [new("bookmarkStart", id=number, name=bookmark(name)), new("bookmarkEnd", id=number)]


def bookmark(name: str) -> str:
    """Return the name of a place as Word has it: letters, digits and underscores, 40 of them at most."""
    kept = re.sub(r"\W", "_", name)
    return kept if len(kept) <= LONGEST else kept[: LONGEST - 9] + "_" + hashlib.sha256(kept.encode()).hexdigest()[:8]
