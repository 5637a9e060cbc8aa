"""Lay out each sheet as a document of its own, and join their pages: one that has not changed is not laid out again."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
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
Key = tuple[str, Pictures, str, tuple[str, ...], tuple[str, ...]]


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


@dataclass(frozen=True)
class Look:
    """How sheets are laid out: the unit of each (pt), those whose parts are moved apart, and the rows with a height."""

    units: Mapping[str, float]
    spread: tuple[str, ...] = ()
    bands: tuple[str, ...] = ()


def laid_out(page: Page, root: Root, name: str, look: Look) -> Joined:
    """Lay out a page. Raises Problems as `pdf.render` does."""
    fonts = fingerprint.of_folder(root, root.fonts)
    parts = [_laid_out(html, _used(page, html), root, fonts, look, name) for html in _split(page.html, look.units)]
    pages, sheets = list[Any](), list[Sheet]()
    for part in parts:
        sheets += [replace(sheet, pages=[len(pages) + number for number in sheet.pages]) for sheet in part.sheets]
        pages += part.document.pages
    first, printed = parts[0].document, len(pages) - (len(parts[-1].document.pages) if page.inserts else 0)
    return Joined(first.copy(pages), first.copy(pages[:printed]), tuple(sheets))


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


def _split(html: str, units: Mapping[str, float]) -> Iterator[str]:
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
        for sheet in copy.iter("article"):
            for unit in [units[each] for each in sheet.classes if each in units]:
                copy.set("style", f"font-size: {unit:.3f}pt")
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
