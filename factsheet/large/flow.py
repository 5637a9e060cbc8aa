"""Arrange the page of an edition for large print: leave out what only decorates it, mark what begins it.

What is left is what the leaflet says, in its order.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping

import lxml.html
from lxml import etree
from lxml.html import HtmlElement

from ..page.blocks import HEADINGS
from ..theme.model import Theme
from .look import FOOT, MARGIN
from .parts import FIRST
from .stylesheet import TURNED

# On a table: which of the page it is.
NUMBER = "data-table"
# On the element around all sheets of a draft: the picture of the word across it.
WATERMARK = "data-watermark"


def arranged(html: str, theme: Theme) -> str:
    """Return a page as it is set in large print."""
    tree = lxml.html.document_fromstring(html)
    for element in [each for each in tree.iter(etree.Element) if _is_decoration(each)]:
        element.drop_tree()
    for number, table in enumerate(tree.iter("table")):
        table.set(NUMBER, str(number))
    for sheet in tree.iter("article"):
        _open(sheet)
        break
    for main in tree.iter("main"):
        if across := main.attrib.pop(WATERMARK, ""):
            _cross(tree, across, theme)
    return _written(tree)


def narrowed(html: str, tables: Container[int], step: str) -> str:
    """Return a page with some tables, by their numbers, set narrower by a step; headings stay with theirs."""
    tree = lxml.html.document_fromstring(html)
    for number, table in enumerate(tree.iter("table")):
        if number in tables:
            table.classes.add(step)
            before = table.getprevious() if step == TURNED else None
            while before is not None and (before.tag in HEADINGS or not isinstance(before.tag, str)):
                if isinstance(before.tag, str):
                    before.classes.add(step)
                before = before.getprevious()
    return _written(tree)


def named(html: str, tables: Mapping[int, float]) -> Iterator[tuple[str, float]]:
    """Yield what tables are called, with the figures given for them by their numbers."""
    for number, table in enumerate(lxml.html.document_fromstring(html).iter("table")):
        if number in tables:
            first = table.find("caption")
            first = next(table.iter("th"), None) if first is None else first
            words = "" if first is None else " ".join(first.text_content().split())
            yield f'the table "{words[:60]}"', tables[number]


def _is_decoration(element: HtmlElement) -> bool:
    """Tell whether an element says nothing: a picture that is only looked at, or a row that is only a line."""
    if "data-picture" not in element.attrib and "row" not in element.classes:
        return False
    return not element.text_content().strip() and next(element.iter("img"), None) is None


def _open(sheet: HtmlElement) -> None:
    """Mark the row, if it is one, with which a sheet begins."""
    for element in sheet.iterdescendants(etree.Element):
        if "row" in element.classes:
            element.classes.add(FIRST)
            return
        if element.tag not in ("header", "section", "div"):
            return


def _cross(tree: HtmlElement, across: str, theme: Theme) -> None:
    """Print the word across a draft on each page, in a box of its margin, as `base.css.j2` does."""
    style = tree.makeelement("style")
    sizes = {"": (theme.page.width, theme.page.height), TURNED: (theme.page.height, theme.page.width)}
    style.text = "\n".join(
        f"@page {name} {{ @bottom-right-corner {{ content: ''; background: url({across}) center / contain no-repeat; "
        f"width: {width}pt; margin-left: {theme.page.side - width}pt; height: {height - 2 * MARGIN}pt; "
        f"margin-top: {FOOT + MARGIN - height}pt }} }}"
        for name, (width, height) in sizes.items()
    )
    for head in tree.iter("head"):
        head.append(style)


def _written(tree: HtmlElement) -> str:
    return str(lxml.html.tostring(tree, encoding="unicode", doctype="<!DOCTYPE html>"))
