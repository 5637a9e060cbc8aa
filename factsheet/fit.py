"""Make the leaflet fit its two pages: the largest size of text, within the theme's limits, at which it does."""

from __future__ import annotations

from typing import Any

from . import page, pdf
from .edition import Edition
from .page import Page
from .root import Root
from .theme import Theme


def fitted(edition: Edition, theme: Theme, root: Root) -> tuple[Theme, Page, Any]:
    """Return the theme at the size that fits, the page set in it, and the page laid out.

    One size for the whole leaflet, so that it looks designed. Where the first fits, nothing else is
    tried; else the sizes are halved, at most four layouts more. Where none fits, the smallest is
    returned, and is refused when it is written.
    """
    tried = _laid_out(edition, theme, root)
    if _fits(tried):
        return tried
    smaller, fits = theme.sizes[1:], None
    low, high = 0, len(smaller) - 1
    while low <= high:
        middle = (low + high) // 2
        tried = _laid_out(edition, theme.at(smaller[middle]), root)
        if _fits(tried):
            fits, high = tried, middle - 1
        else:
            low = middle + 1
    return fits or tried


def _laid_out(edition: Edition, theme: Theme, root: Root) -> tuple[Theme, Page, Any]:
    sheet = page.make(edition, theme, root)
    return theme, sheet, pdf.render(sheet, root, edition.stem)


def _fits(tried: tuple[Theme, Page, Any]) -> bool:
    return len(tried[2].pages) <= pdf.SHEETS
