"""Write an edition in large print, as PDF."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ..core.diagnostics import Place, Problem, Problems
from ..core.project import Root
from ..edition.edition import Edition
from ..page import page
from ..page.page import Page
from ..theme import fonts
from ..theme.model import Theme
from ..typeset import pdf, table_widths
from ..typeset.pdf_standards import Standard
from . import flow, look, stylesheet

NARROWER = (stylesheet.TIGHT, stylesheet.TURNED)


def write(edition: Edition, theme: Theme, root: Root, standard: Standard, attached: Mapping[str, bytes]) -> bytes:
    """Return an edition in large print, by a standard, with files attached by their names.

    Raises Problems for a table that is too wide for the paper, and for whatever else keeps it from being made.
    """
    enlarged = look.enlarged(theme, edition.script)
    made = page.enlarged(edition, enlarged, root, stylesheet.written(enlarged, edition))
    made = replace(made, html=flow.arranged(made.html, enlarged))
    made, document = _laid_out(made, root, edition.stem)
    return pdf.write(document, made, edition.stem, fonts.of_theme(enlarged, root), standard, attached)


def pages(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)


def _laid_out(made: Page, root: Root, name: str) -> tuple[Page, Any]:
    """Lay a page out, with tables that are too wide set narrower, step by step; return it and its document."""
    for step in NARROWER:
        document = pdf.render(made, root, name)
        wide = _wide(document)
        if not wide:
            return made, document
        made = replace(made, html=flow.narrowed(made.html, wide, step))
    document = pdf.render(made, root, name)
    if wide := _wide(document):
        raise Problems(_too_wide(called, excess, name) for called, excess in flow.named(made.html, wide))
    return made, document


def _wide(document: Any) -> dict[int, float]:
    """Return by how much tables are wider than their place, in pt, by their numbers."""
    found = dict[int, float]()
    for element, excess in table_widths.too_wide(document):
        number = int(element.get(flow.NUMBER))
        found[number] = max(excess, found.get(number, 0))
    return found


def _too_wide(called: str, excess: float, name: str) -> Problem:
    what = f"in large print, {called} is {excess:.0f}pt too wide for the paper, even on its side"
    return Problem(Place(name), what, "leave out columns, or shorten the longest words in it")
