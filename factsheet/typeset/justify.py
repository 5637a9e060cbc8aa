"""Spread the parts of a sheet over its height once they are laid out: vertical justification.

The engine's own way, a flex box, lays out everything in it three times over; moving boxes that are done costs nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from typing import Any

from . import box_tree
from .ink import CSS_PX
from .placed import Sheet


def spread(document: Any, sheets: Sequence[Sheet], names: Collection[str]) -> None:
    """Move the parts of the named sheets apart, in a document that has just been laid out."""
    by = gaps(document, sheets, names)
    for sheet in sheets:
        if sheet.name in by:
            _spread(document, sheet, by[sheet.name])


def gaps(document: Any, sheets: Sequence[Sheet], names: Collection[str]) -> dict[str, float]:
    """Return how much further apart the parts of the named sheets are than their margins say, in pt.

    What is left of the height goes between them, in equal shares. A sheet that takes more than its page stays as it is.
    """
    spare = [each for each in sheets if each.name in names and len(each.pages) == 1 and each.spare > 0]
    return {sheet.name: sheet.spare / max(1, len(_parts(document, sheet)) - 1) for sheet in spare}


def _spread(document: Any, sheet: Sheet, gap: float) -> None:
    from weasyprint import DEFAULT_OPTIONS
    from weasyprint.document import Page
    from weasyprint.images import get_image_from_uri
    from weasyprint.layout.background import layout_box_backgrounds

    pictures = partial(get_image_from_uri, cache={}, url_fetcher=document.url_fetcher, options=DEFAULT_OPTIONS)
    (number,) = sheet.pages
    page = box_tree.of_page(document.pages[number])
    for place, part in enumerate(_parts(document, sheet)[1:], 1):
        part.translate(0, gap / CSS_PX * place)
        layout_box_backgrounds(page, part, pictures)  # which have places of their own
    document.pages[number] = Page(page)  # which has the places of links and headings


def _parts(document: Any, sheet: Sheet) -> list[Any]:
    """Return the boxes of the parts of a sheet that takes one page."""
    (article,) = box_tree.articles(document.pages[sheet.pages[0]])
    return box_tree.parts(article)
