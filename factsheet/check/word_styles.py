"""Tell what the paragraphs of a Word file are by their styles, and by the styles that these are based on."""

from __future__ import annotations

from collections.abc import Iterator

from ..core.xml import Element
from .word_xml import W, part, style_of, value


class Styles:
    """The styles of a Word file, by their ids."""

    def __init__(self, docx: bytes) -> None:
        found = part(docx, "word/styles.xml").iter(f"{W}style")
        self.known = {each.get(f"{W}styleId", ""): each for each in found}

    def first(self, paragraph: Element, path: str) -> Element | None:
        """Return a property of a paragraph: its own, or that of the first of its styles that has it."""
        for each in (paragraph, *self._styles(paragraph)):
            if (found := each.find(f"{W}pPr/{path}")) is not None:
                return found
        return None

    def heading(self, paragraph: Element) -> int:
        """Return how high a heading a paragraph is: 1 for a title, 2 for one on the first level, 0 for none."""
        outlined = self.first(paragraph, f"{W}outlineLvl")
        if outlined is not None:
            return int(outlined.get(f"{W}val", "0")) + 2 if outlined.get(f"{W}val") != "9" else 0
        return int(any(value(each, "name").lower() == "title" for each in self._styles(paragraph)))

    def _styles(self, paragraph: Element) -> Iterator[Element]:
        """Yield the style of a paragraph and those that it is based on, which may form a circle."""
        seen: set[str] = set()
        id = style_of(paragraph)
        while id in self.known and id not in seen:
            seen.add(id)
            yield self.known[id]
            id = value(self.known[id], "basedOn")
