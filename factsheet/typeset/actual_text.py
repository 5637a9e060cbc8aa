"""Write into a PDF what was typed where capitals are printed (ActualText: ISO 32000-1, 14.9.4).

People who copy, search or listen get the words as typed. WeasyPrint (70.0) has no call for it, so they are put beside
the tags that it has written: it makes these in the order of the boxes. tests/test_capitals.py holds the contract.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from itertools import takewhile
from typing import Any

from ..edition.capitals import TYPED
from . import box_tree
from .written import behind


class _Words:
    """The words of a text still to come, as printed and as typed."""

    def __init__(self, printed: str, typed: str) -> None:
        self.left = deque(zip(printed.split(), typed.split(), strict=True))

    def typed(self, found: re.Match[str]) -> str:
        """Return what was typed for the next printed word, or for the part of it on its line."""
        printed, typed = self.left.popleft()
        if found[0] == printed:
            return typed
        length = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(found[0], printed, strict=False)))
        cut = round(len(typed) * length / len(printed))
        if printed[length:]:
            self.left.appendleft((printed[length:], typed[cut:]))
        return typed[:cut] + found[0][length:]  # and a hyphen


def add(document: Any, pdf: Any) -> None:
    """Record how each text printed in capitals was typed."""
    import pydyf

    texts: dict[Any, _Words] = {}  # one may be spread over several lines
    for tag, (element, printed) in zip(_spans(pdf), box_tree.spans(document), strict=True):
        if typed := element.get(TYPED):
            words = texts.setdefault(element, _Words("".join(element.itertext()), typed))
            lists = _property_lists(pdf, tag)
            for number, text in zip(_contents(pdf, tag), printed, strict=True):
                lists[number]["ActualText"] = pydyf.String(re.sub(r"\S+", words.typed, text))


def _spans(pdf: Any) -> Iterator[Any]:
    """Yield the tag of each `span` of the page. Below it are those of its texts, which are spans too."""
    for each in pdf.objects:
        is_span = isinstance(each, dict) and each.get("Type") == "/StructElem" and each["S"] == "/Span"
        if is_span and not any(isinstance(kid, int) for kid in each["K"]):
            yield each


def _contents(pdf: Any, tag: Any) -> Iterator[int]:
    """Yield the numbers (MCID) of the marked contents below a tag."""
    for kid in tag["K"]:
        if isinstance(kid, int):
            yield kid
        elif "K" in (below := behind(pdf, kid)):  # no annotation
            yield from _contents(pdf, below)


def _property_lists(pdf: Any, tag: Any) -> dict[int, Any]:
    """Return the property lists of the marked contents on the page of a tag, by their numbers."""
    content = behind(pdf, behind(pdf, tag["Pg"])["Contents"])
    return {each["MCID"]: each for each in content.stream if isinstance(each, dict) and "MCID" in each}
