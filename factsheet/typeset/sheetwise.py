"""Lay out each sheet as a document of its own, and join their pages: one that has not changed is not laid out again."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Collection, Iterator, Sequence
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

# How many sheets are remembered: those of an edition at the last sizes tried.
REMEMBERED = 12
PICTURE = re.compile(r"picture:([\w.-]+)")

Pictures = tuple[tuple[str, bytes], ...]
Key = tuple[str, Pictures, str, tuple[str, ...]]


@dataclass(frozen=True)
class Joined:
    """WeasyPrint's document of all pages, and that of the sheets alone; the sheets, with the numbers of their pages."""

    whole: Any
    document: Any
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True)
class _Part:
    """The document of one sheet, or of all that is printed onto sheets."""

    document: Any
    sheets: Sequence[Sheet]


def laid_out(page: Page, root: Root, name: str, spread: Collection[str]) -> Joined:
    """Lay out a page, and move the parts of the sheets in `spread` apart. Raises Problems as `pdf.render` does."""
    fonts = fingerprint.of_folder(root, root.fonts)
    parts = [_laid_out(html, _used(page, html), root, fonts, tuple(spread), name) for html in _split(page.html)]
    pages, sheets = list[Any](), list[Sheet]()
    for part in parts:
        sheets += [replace(sheet, pages=[len(pages) + number for number in sheet.pages]) for sheet in part.sheets]
        pages += part.document.pages
    first, printed = parts[0].document, len(pages) - (len(parts[-1].document.pages) if page.inserts else 0)
    return Joined(first.copy(pages), first.copy(pages[:printed]), tuple(sheets))


_remembered: OrderedDict[Key, _Part] = OrderedDict()


def _laid_out(html: str, pictures: Pictures, root: Root, fonts: str, spread: tuple[str, ...], name: str) -> _Part:
    """Lay out a part of a page, unless it was laid out before: it is remembered by all that it is made of."""
    key = html, pictures, fonts, spread
    if key not in _remembered:
        document = pdf.render(Page(html, dict(pictures)), root, name)
        sheets = box_tree.sheets(document)
        justify.spread(document, sheets, spread)
        _remembered[key] = _Part(document, sheets)
    _remembered.move_to_end(key)
    while len(_remembered) > REMEMBERED:
        _remembered.popitem(last=False)
    return _remembered[key]


def _split(html: str) -> Iterator[str]:
    """Yield a page for each sheet, with what stands after it, then one for all that is printed onto them."""
    tree = lxml.html.document_fromstring(html)
    inserts = [each for each in tree.iter("aside") if "insert" in each.classes]
    for insert in inserts:
        insert.drop_tree()
    for number in range(max(1, len(list(tree.iter("article"))))):
        copy = deepcopy(tree)
        for of, piece in list(_pieces(copy)):
            if of != number:
                piece.drop_tree()
        yield _written(copy)
    if inserts:
        for body in tree.iter("body"):
            body[:] = inserts
        yield _written(tree)


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
