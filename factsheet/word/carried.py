"""Refuse anything that a Word file would silently lose: an element, a picture, a list or a cell.

A sheet may contain parts that hold others, texts, marked words in a text, and pictures; and rows, columns and panels
by the names that theme.yaml gives them. Everything else is reported at its line in the layout.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree
from lxml.html import HtmlElement

from ..core.diagnostics import Problem, Problems, suggestion
from ..core.project import Root
from ..core.wording import counted
from ..page import written_at
from ..page.page import HEADINGS, TEXTS
from ..theme.model import Theme
from ..theme.parts import Columns, Row
from ..theme.styles import INLINE

# Parts of a page that only contain others: they have no counterpart in Word.
HOLDERS = {"main", "article", "section", "header", "footer", "aside", "div", "ul", "ol", "dl"}
LISTS = {"ul", "ol", "dl"}
# What else a text may contain besides INLINE; it has no look of its own.
BARE = {"bdi", "br", "img", "span", "sup"}
# Attributes of a numbered list: where it begins, which way it counts, in which numerals. Word's counts 1, 2, 3.
COUNTED = {"start", "reversed", "type", "value"}
STYLE = "add one, with the Word style it becomes"

Fault = tuple[HtmlElement, str, str]  # where, what is wrong, what to do


def check(tree: HtmlElement, styled: Container[HtmlElement], theme: Theme, root: Root) -> None:
    """Raise Problems for whatever a Word file would lose of a page; `styled` are the elements that have a style."""
    body = next(tree.iterchildren("body"))
    if found := list(Carrier(styled, theme).beside_sheets(body)):
        raise Problems(Problem(written_at.place(root, where), what, hint) for where, what, hint in found)


@dataclass(frozen=True)
class Carrier:
    """What Word can keep: the elements that have a style, and the parts that the theme names."""

    styled: Container[HtmlElement]
    theme: Theme

    def beside_sheets(self, element: HtmlElement) -> Iterator[Fault]:
        """Yield what is not in a sheet, and the faults of the sheets; leave out what is laid over one in print."""
        yield from _loose(element)
        for child in _children(element):
            if child.tag == "article":
                yield from self._part(child, inside="")
            elif child.tag not in HOLDERS:
                yield child, f"<{child.tag!s}> is not in a sheet", 'put it into an <article class="sheet NAME">'
            elif "insert" not in child.classes:
                yield from self.beside_sheets(child)

    def _part(self, part: HtmlElement, inside: str) -> Iterator[Fault]:
        """Yield the faults of a part that holds others; `inside` is the kind of part around it, "" if none."""
        yield from _loose(part)
        yield from _counted(part)
        yield from self._named(part, inside)
        if "data-picture" in part.attrib:
            yield (
                part,
                f"<{part.tag!s}> has a data-picture, which only a text can have",
                'put it in a text: <p data-picture="...">',
            )
        if part.tag in LISTS and inside == "list":
            yield part, "Word cannot show a list inside a list", "write one list after the other"
        kind = next((kind for kind in ("row", "columns") if kind in part.classes), "")
        for child in _children(part):
            if child.tag in TEXTS:
                if kind and not self._flows(part) and not self._is_heading_beside(child, part):
                    yield child, f"<{child.tag!s}> is a cell on its own", "put it into a div"
                yield from self._text(child)
            elif child.tag not in HOLDERS:
                yield child, f"Word cannot show <{child.tag!s}> here", _remedy(str(child.tag))
            elif self._flows(part):
                yield child, f"<{child.tag!s}> is in columns that flow", "put only texts in them"
            else:
                yield from self._part(child, kind or inside or ("list" if part.tag in LISTS else ""))

    def _named(self, part: HtmlElement, inside: str) -> Iterator[Fault]:
        """Yield what is wrong with a part that the theme describes: its name, its cells, its place."""
        kinds: dict[str, Mapping[str, Any]] = {
            "row": self.theme.rows,
            "columns": self.theme.columns,
            "panel": self.theme.panels,
        }
        for kind in kinds.keys() & part.classes:
            name = next((name for name in part.classes if name != kind), "")
            known = kinds[kind].get(name)
            if known is None:
                yield part, f'there is no {kind} "{name}" in theme.yaml', suggestion(name, kinds[kind])
            elif kind == "panel":
                if inside != "row":
                    yield part, "a panel is not in a row", "make it a cell of a row"
            elif inside:
                yield part, f'{kind} "{name}" is inside a {inside}', "put one after the other"
            if isinstance(known, Row) or (isinstance(known, Columns) and not known.flow):
                cells, there = len(known.cells), len(part)
                if cells != there:
                    what = f'{kind} "{name}" has {counted(cells, "cell")} in theme.yaml, but {there} on the page'
                    yield part, what, "correct cells in theme.yaml"

    def _is_heading_beside(self, child: HtmlElement, part: HtmlElement) -> bool:
        """Tell whether a text is the first cell of a row that is a heading and the text beside it."""
        rows = [self.theme.rows[name] for name in part.classes if name in self.theme.rows]
        return child is part[0] and child.tag in HEADINGS and any(row.align == "baseline" for row in rows)

    def _flows(self, part: HtmlElement) -> bool:
        return any(name in self.theme.columns and self.theme.columns[name].flow for name in part.classes)

    # Texts

    def _text(self, text: HtmlElement) -> Iterator[Fault]:
        if text not in self.styled:
            yield text, f"there is no style for <{text.tag!s}> in theme.yaml", STYLE
        yield from _counted(text)
        yield from self._picture(text, text.get("data-picture"))
        yield from self._inline(text)

    def _inline(self, element: HtmlElement) -> Iterator[Fault]:
        """Yield the faults of the elements in a text."""
        for child in _children(element):
            if child.tag in LISTS:
                yield child, "Word cannot show a list inside a text", "write one list after the other"
            elif child.tag in HOLDERS | TEXTS:
                yield child, f"<{child.tag!s}> is inside a text", "write one after the other"
            elif child.tag not in {*INLINE, *BARE}:
                yield child, f"Word cannot show <{child.tag!s}> in a text", _remedy(str(child.tag))
            else:
                if child.tag in INLINE and child not in self.styled:
                    yield child, f"there is no style for <{child.tag!s}> in theme.yaml", STYLE
                if "data-picture" in child.attrib:
                    yield child, f"<{child.tag!s}> inside a text cannot have a data-picture", "make it an img"
                yield from self._picture(child, child.get("src") if child.tag == "img" else None)
                yield from self._inline(child)

    def _picture(self, element: HtmlElement, source: str | None) -> Iterator[Fault]:
        if source is not None and (file := source.partition(":")[2]) not in self.theme.drawn:
            yield element, f'theme.yaml does not say how large the picture "{file}" is', "add it to pictures"


def _children(element: HtmlElement) -> Iterator[HtmlElement]:
    return element.iterchildren(tag=etree.Element)


def _loose(element: HtmlElement) -> Iterator[Fault]:
    """Yield text that is not in a paragraph: it would show on the page."""
    for words in (element.text, *(child.tail for child in element)):
        if words and words.strip():
            yield element, f'the text "{words.strip()[:60]}" is not in a paragraph', "put it in a p"


def _counted(element: HtmlElement) -> Iterator[Fault]:
    if element.tag in ("ol", "li") and (said := COUNTED & set(map(str, element.attrib))):
        yield element, f"Word cannot number a list with {', '.join(sorted(said))}", "remove it"


def _remedy(tag: str) -> str:
    if tag in ("b", "i"):
        return f"write {'strong' if tag == 'b' else 'em'}"
    return "put it in a p" if tag == "img" else f"write it with {', '.join(sorted(TEXTS))}, or ask for it to be added"
