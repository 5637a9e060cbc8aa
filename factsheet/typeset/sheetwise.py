"""Lay out each sheet as a document of its own, and join their pages: one that has not changed is not laid out again."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

import lxml.html
from lxml.html import HtmlElement

from ..core import fingerprint
from ..core.project import Root
from ..page.page import Page
from . import box_tree, justify, pdf
from .placed import Sheet

# How many sheets are remembered: those of the last editions at the sizes tried. Each takes 2 MB.
REMEMBERED = 40
PICTURE = re.compile(r"picture:([\w.-]+)")

Pictures = tuple[tuple[str, bytes], ...]
Key = tuple[str, Pictures, str, tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True)
class Joined:
    """WeasyPrint's document of the sheets, and the sheets, with the numbers of their pages.

    `printed_over` lays out the pages that are printed onto others, and returns their document, or None.
    """

    document: Any
    sheets: tuple[Sheet, ...]
    printed_over: Callable[[], Any]


@dataclass(frozen=True)
class _Part:
    """The document of one sheet, or of all that is printed onto sheets."""

    document: Any
    sheets: Sequence[Sheet]


@dataclass(frozen=True)
class _Source:
    """The page of one sheet, by the classes of its element, or of all that is printed onto sheets."""

    classes: frozenset[str]
    html: str


@dataclass(frozen=True)
class Look:
    """How sheets are laid out: the unit of each (pt), those whose parts are moved apart, and the rows with a height."""

    units: Mapping[str, float]
    spread: tuple[str, ...] = ()
    bands: tuple[str, ...] = ()


def laid_out(page: Page, root: Root, name: str, look: Look, only: Collection[str] = ()) -> Joined:
    """Lay out a page, or `only` some of its sheets. Raises Problems as `pdf.render` does."""
    fonts = fingerprint.of_folder(root, root.fonts)

    def part(html: str) -> _Part:
        return _laid_out(html, _used(page, html), root, fonts, look, name)

    sources = list(_split(page.html, look.units))
    inserts = sources.pop().html if page.inserts else ""
    parts = [part(source.html) for source in sources if not only or source.classes & set(only)]
    pages, sheets = list[Any](), list[Sheet]()
    for each in parts:
        sheets += [replace(sheet, pages=[len(pages) + number for number in sheet.pages]) for sheet in each.sheets]
        pages += each.document.pages
    document = parts[0].document.copy(pages)

    def printed_over() -> Any:
        return part(inserts).document if inserts else None

    return Joined(document, tuple(sheets), printed_over)


_remembered: OrderedDict[Key, _Part] = OrderedDict()


def _laid_out(html: str, pictures: Pictures, root: Root, fonts: str, look: Look, name: str) -> _Part:
    """Lay out a part of a page, unless it was laid out before: it is remembered by all that it is made of."""
    key = html, pictures, fonts, look.spread, look.bands
    if key not in _remembered:
        document = pdf.render(Page(html, dict(pictures)), root, name)
        sheets = box_tree.sheets(document, look.bands)
        justify.spread(document, sheets, look.spread)
        _remembered[key] = _Part(document, sheets)
    _remembered.move_to_end(key)
    while len(_remembered) > REMEMBERED:
        _remembered.popitem(last=False)
    return _remembered[key]


def _split(html: str, units: Mapping[str, float]) -> Iterator[_Source]:
    """Yield a page for each sheet in its unit, with what follows it, then one for all that is printed onto them."""
    tree = lxml.html.document_fromstring(html)
    inserts = [each for each in tree.iter("aside") if "insert" in each.classes]
    for insert in inserts:
        insert.drop_tree()
    for number in range(max(1, len(list(tree.iter("article"))))):
        copy = deepcopy(tree)
        for of, piece in list(_pieces(copy)):
            if of != number:
                piece.drop_tree()
        classes = frozenset(each for sheet in copy.iter("article") for each in sheet.classes)
        for unit in [units[each] for each in classes if each in units]:
            copy.set("style", f"font-size: {unit:.2f}pt")
        yield _Source(classes, _written(copy))
    if inserts:
        for body in tree.iter("body"):
            body[:] = inserts
        yield _Source(frozenset(), _written(tree))


def _pieces(tree: HtmlElement) -> Iterator[tuple[int, HtmlElement]]:
    """Yield the sheets of a page and what stands between them, each with the number of its sheet."""
    around = {each for sheet in tree.iter("article") for each in sheet.iterancestors()}
    number = -1
    for body in tree.iter("body"):
        for each in body.iterdescendants():
            if each.getparent() in around and each not in around:
                number += each.tag == "article"
                yield max(0, number), each


def _written(tree: HtmlElement) -> str:
    return str(lxml.html.tostring(tree, encoding="unicode", doctype="<!DOCTYPE html>"))


def _used(page: Page, html: str) -> Pictures:
    """Return the pictures that a part of a page names, in a fixed order."""
    named = sorted(set(PICTURE.findall(html)) & page.pictures.keys())
    return tuple((file, page.pictures[file]) for file in named)
