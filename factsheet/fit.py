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


def spare(document: Any, theme: Theme) -> float:
    """Return the height, in pt, that the last sheet has to spare above the band that closes it.

    The layout marks the end of the text and the band by their ids. On the page the spare height stands
    in two equal parts, above and below the last section; Word has no such thing, and makes the band taller.
    """
    places = document.pages[-1].anchors
    if not {"text-end", "closing-band"} <= set(places):
        return 0
    band = next(row for row in reversed(theme.rows.values()) if row.bleed)
    between: float = (places["closing-band"][1] - places["text-end"][1]) * 0.75  # CSS px
    return max(0.0, 2 * (between - (band.rule_above.width if band.rule_above else 0)))


def _laid_out(edition: Edition, theme: Theme, root: Root) -> tuple[Theme, Page, Any]:
    sheet = page.make(edition, theme, root)
    return theme, sheet, pdf.render(sheet, root, edition.stem)


def _fits(tried: tuple[Theme, Page, Any]) -> bool:
    return len(tried[2].pages) <= pdf.SHEETS
