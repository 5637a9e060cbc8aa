"""Refuse what a Word file could not carry: an element, a picture, a list or a cell that Word would lose without a word.

What may stand in a sheet: parts that hold others, texts, words dressed in a text, and pictures; rows, columns and
panels by the names that theme.yaml gives them. Everything else is told at its line of the layout.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from typing import Any

from lxml import etree
from lxml.html import HtmlElement

from . import written_at
from .errors import Problem, Problems, suggestion
from .page import TEXTS
from .root import Root
from .theme import INLINE, Columns, Row, Theme

# Parts of a page that only hold others: in Word nothing stands for them.
HOLDERS = {"main", "article", "section", "header", "footer", "aside", "nav", "div", "ul", "ol", "dl"}
# What may stand in a text besides INLINE: it has no look of its own.
BARE = {"bdi", "br", "img", "span"}
LISTS = {"ul", "ol", "dl"}
# Of a numbered list: where it begins, which way it counts, in which signs.
COUNTED = {"start", "reversed", "type", "value"}

Fault = tuple[HtmlElement, str, str]  # where, what is wrong, what to do


def check(tree: HtmlElement, styled: Container[HtmlElement], theme: Theme, root: Root) -> None:
    """Raise Problems for all that a Word file would lose of a page; `styled` are the elements that have a style."""
    found = {
        written_at.place(root, where): (what, remedy) for where, what, remedy in _Carrier(styled, theme).faults(tree)
    }
    if found:
        raise Problems(Problem(place, *told) for place, told in found.items())


class _Carrier:
    """What knows the elements that Word can carry, as a theme names them."""

    def __init__(self, styled: Container[HtmlElement], theme: Theme) -> None:
        self.styled = styled
        self.theme = theme

    def faults(self, tree: HtmlElement) -> Iterator[Fault]:
        """Yield what stands in no sheet, and what is wrong in the sheets; what is only printed is left out."""
        for part in tree.iterfind("body"):
            for element in part.iter():
                if not isinstance(element.tag, str) or _within(element, "article") or _is_insert(element):
                    continue
                if element.tag == "article":
                    yield from self._sheet(element)
                elif element.tag not in {"body", *HOLDERS}:
                    yield (
                        element,
                        f"<{element.tag!s}> stands in no sheet",
                        'put it into an <article class="sheet NAME">',
                    )
                else:
                    yield from _loose(element)

    def _sheet(self, sheet: HtmlElement) -> Iterator[Fault]:
        if not any(name in self.theme.sheets for name in sheet.classes):
            yield sheet, "theme.yaml describes no such sheet", suggestion(" ".join(sheet.classes), self.theme.sheets)
        yield from self._holder(sheet)

    def _holder(self, element: HtmlElement, inside: str = "") -> Iterator[Fault]:
        """Yield the faults of an element that holds parts; `inside` a row, columns or a list, if it stands there."""
        yield from _loose(element)
        yield from self._own(element, inside)
        kind = next((kind for kind in ("row", "columns") if kind in element.classes), "")
        for child in element.iterchildren(tag=etree.Element):
            if child.tag in TEXTS:
                if kind == "row" or (kind and not self._flows(element)):
                    yield child, f"<{child.tag!s}> is a cell by itself", "put it into a div"
                yield from self._text(child)
            elif child.tag in HOLDERS:
                within = kind or inside or ("list" if element.tag in LISTS else "")
                if within == "columns" and self._flows(element):
                    yield child, f"<{child.tag!s}> stands in columns that flow", "let texts alone stand in them"
                yield from self._holder(child, within)
            else:
                yield child, f"Word cannot show <{child.tag!s}> here", _remedy(str(child.tag))

    def _flows(self, element: HtmlElement) -> bool:
        columns = self.theme.columns.get(_name(element, "columns"))
        return columns is not None and columns.flow

    def _own(self, element: HtmlElement, inside: str) -> Iterator[Fault]:
        """Yield the faults of a part itself: a name that the theme does not have, cells too many, parts in parts."""
        known: dict[str, Mapping[str, Any]] = {
            "row": self.theme.rows,
            "columns": self.theme.columns,
            "panel": self.theme.panels,
        }
        for kind, names in known.items():
            name = _name(element, kind)
            if kind not in element.classes:
                continue
            if name not in names:
                yield element, f'there is no {kind} "{name}" in theme.yaml', suggestion(name, names)
                continue
            if kind == "panel" and inside != "row":
                yield element, "a panel stands in no row", "a panel is a cell of a row"
            elif kind != "panel" and inside:
                yield element, f"{kind} stand inside of {inside}", "put them after each other"
            part = names[name]
            if isinstance(part, Row) or (isinstance(part, Columns) and not part.flow):
                cells, there = len(part.cells), len(element)
                if cells != there:
                    yield element, f"{kind} of {cells} cells has {there} on the page", "correct cells in theme.yaml"
        if element.tag in LISTS and inside == "list":
            yield element, "Word cannot show a list inside a list", "write one list after the other"
        yield from _plain(element)

    def _text(self, text: HtmlElement) -> Iterator[Fault]:
        """Yield the faults of a text and of what stands in it."""
        if text not in self.styled:
            yield text, f"there is no style for <{text.tag!s}> in theme.yaml", "add one, with the Word style it becomes"
        yield from self._picture(text, text.get("data-picture"))
        yield from _counted(text)
        for element in text.iterdescendants(tag=etree.Element):
            if element.tag in LISTS:
                yield element, "Word cannot show a list inside a text", "write one list after the other"
            elif element.tag in HOLDERS | TEXTS and not (set(LISTS) & {each.tag for each in element.iterancestors()}):
                yield element, f"<{element.tag!s}> stands inside of a text", "write them one after the other"
            elif element.tag not in {*BARE, *INLINE, *HOLDERS, *TEXTS}:
                yield element, f"Word cannot show <{element.tag!s}> in a text", _remedy(str(element.tag))
            elif element.tag in INLINE and element not in self.styled:
                what = f"there is no style for <{element.tag!s}> in theme.yaml"
                yield element, what, "add one, with the Word style it becomes"
            if element.tag == "img":
                yield from self._picture(element, element.get("src", ""))
            yield from _plain(element)

    def _picture(self, element: HtmlElement, source: str | None) -> Iterator[Fault]:
        if source is not None and (file := source.partition(":")[2]) not in self.theme.pictures:
            yield element, f'theme.yaml does not say how large the picture "{file}" is', "add it to pictures"


def _name(element: HtmlElement, kind: str) -> str:
    return next((name for name in element.classes if name != kind), "")


def _loose(element: HtmlElement) -> Iterator[Fault]:
    """Yield text that stands in no paragraph: on the page it would show."""
    for words in (element.text, *(child.tail for child in element)):
        if words and words.strip():
            yield element, f'the text "{words.strip()[:60]}" stands in no paragraph', "put it in a p"


def _plain(element: HtmlElement) -> Iterator[Fault]:
    """Yield a picture that is drawn behind something else than a text."""
    if "data-picture" in element.attrib and element.tag not in TEXTS:
        yield (
            element,
            f"a picture stands behind <{element.tag!s}>",
            'put it in a p: <p class="picture" data-picture="...">',
        )
    yield from _counted(element)


def _counted(element: HtmlElement) -> Iterator[Fault]:
    if element.tag in ("ol", "li") and (said := COUNTED & set(map(str, element.attrib))):
        yield element, f"Word cannot count as {', '.join(sorted(said))} says", "take it out"


def _within(element: HtmlElement, tag: str) -> bool:
    return any(True for _ in element.iterancestors(tag))


def _is_insert(element: HtmlElement) -> bool:
    """Tell whether an element is laid over a sheet, in print alone."""
    return any("insert" in each.classes for each in (element, *element.iterancestors("aside")))


def _remedy(tag: str) -> str:
    if tag in ("b", "i"):
        return "write strong or em"
    if tag == "img":
        return "put it in a p"
    return f"write it with {', '.join(sorted(TEXTS))} and what theme.yaml names"
