"""Number the items of lists in a Word file as Word does. Clauses in brackets are those of ECMA-376 part 1."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ..core.xml import Element
from .word_styles import Styles
from .word_xml import W, part, value


@dataclass(frozen=True)
class Label:
    """What an item begins with, its number or bullet, and its level: 1 is the highest."""

    words: str
    level: int
    is_number: bool


@dataclass
class _Format:
    """A list format [17.9.1]: what is on each of its levels, and how far each has been numbered."""

    levels: dict[int, Element] = field(default_factory=dict)
    reached: dict[int, int] = field(default_factory=dict)


class Labels:
    """The labels of the items of a Word file, asked for in reading order."""

    def __init__(self, docx: bytes, styles: Styles) -> None:
        numbering = part(docx, "word/numbering.xml")
        self.styles = styles
        self.formats = {
            each.get(f"{W}abstractNumId", ""): _Format({_at(level): level for level in each.iter(f"{W}lvl")})
            for each in numbering.iter(f"{W}abstractNum")
        }
        self.lists = {each.get(f"{W}numId", ""): each for each in numbering.iter(f"{W}num")}
        self.begun: set[tuple[str, int]] = set()

    def of(self, paragraph: Element) -> Label | None:
        """Return the label of a paragraph; nothing if it is no item of a list, or of none that is defined."""
        number = value(self.styles.first(paragraph, f"{W}numPr/{W}numId"))
        list = self.lists.get(number)
        format = self.formats.get(value(list, "abstractNumId")) if list is not None else None
        level = int(value(self.styles.first(paragraph, f"{W}numPr/{W}ilvl")) or 0)
        if list is None or format is None or level not in format.levels:
            return None
        self._count(format, list, number, level)
        look = format.levels[level]
        is_number = value(look, "numFmt") != "bullet"
        words = re.sub(r"%(\d)", lambda found: str(format.reached.get(int(found[1]) - 1, 1)), value(look, "lvlText"))
        return Label(words, level + 1, is_number)

    def _count(self, format: _Format, list: Element, number: str, level: int) -> None:
        """Count an item. A list may begin again where another of its format ends [17.9.27]; so do levels below."""
        start = next((each for each in list.iter(f"{W}lvlOverride") if _at(each) == level), None)
        again = value(start, "startOverride") if start is not None and (number, level) not in self.begun else ""
        self.begun.add((number, level))
        first = int(again or value(format.levels[level], "start") or 1)
        format.reached[level] = first if again or level not in format.reached else format.reached[level] + 1
        for below in [each for each in format.reached if each > level]:
            del format.reached[below]


def _at(level: Element) -> int:
    return int(level.get(f"{W}ilvl", "0"))
