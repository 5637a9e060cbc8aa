"""Describe a PDF under examination: what it paints, and where on the sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from pikepdf import Page, Pdf

from ..press.content_stream import Box, Painted, painted
from ..theme.measures import CLEAR, MM
from ..theme.printer import Printer
from . import code_reader
from .code_reader import Code

# What is painted, as messages call it.
NAMES = {"fill": "a fill", "line": "a line", "text": "text", "picture": "a picture", "gradient": "a gradient"}


@dataclass(frozen=True)
class Fault:
    """What is wrong: on a page (from 1; 0 is the file as a whole), and where on it."""

    what: str
    page: int = 0
    where: str = ""

    def __str__(self) -> str:
        place = ", ".join(filter(None, (f"page {self.page}" if self.page else "", self.where)))
        return f"{place}: {self.what}" if place else self.what


@dataclass(frozen=True)
class Proof:
    """A PDF, what its printer wants, the size of the trimmed sheet, and how far words keep from the trim edge (pt).

    `links` are the addresses that its QR codes must lead to, or None where nobody knows them; `sides` is how many of
    the paper are printed.
    """

    content: bytes
    pdf: Pdf
    printer: Printer
    sheet: tuple[float, float]
    clear: float = CLEAR
    links: tuple[str, ...] | None = None
    sides: int = 2

    @cached_property
    def pages(self) -> list[tuple[int, Page, list[Painted]]]:
        """Return each page, counted from 1, with what it paints."""
        return [(number, page, list(painted(page))) for number, page in enumerate(self.pdf.pages, 1)]

    @cached_property
    def codes(self) -> list[Code]:
        """Return the QR codes, as they are read from the page when it is drawn."""
        pages = [(box(page, "/MediaBox") or (0, 0, 0, 0), trim(page)) for page in self.pdf.pages]
        return list(code_reader.read(self.content, pages))

    @property
    def painted(self) -> Iterator[tuple[int, Painted, str]]:
        """Yield everything that is painted, with its page and its place there."""
        for number, page, things in self.pages:
            box = trim(page)
            for thing in things:
                yield number, thing, where(thing.box, box)


Check = Callable[[Proof], Iterator[Fault]]


def box(page: Page, name: str) -> Box | None:
    """Return a box of a page, of its own or inherited, or None."""
    sides = page.obj.get(name) or (page.mediabox if name == "/MediaBox" else None)
    if sides is None:
        return None
    one, two, three, four = (float(side) for side in sides)
    return min(one, three), min(two, four), max(one, three), max(two, four)


def trim(page: Page) -> Box:
    """Return the sheet as it is trimmed: the TrimBox, or where there is none, all of the page."""
    return box(page, "/TrimBox") or box(page, "/MediaBox") or (0, 0, 0, 0)


def bled(page: Page) -> Box:
    """Return the sheet with its bleed: the BleedBox, or where there is none, the sheet."""
    return box(page, "/BleedBox") or trim(page)


def outside(of: Box, sheet: Box) -> bool:
    """Tell whether no part of something is on a sheet."""
    return of[2] <= sheet[0] or of[0] >= sheet[2] or of[3] <= sheet[1] or of[1] >= sheet[3]


def where(of: Box, sheet: Box) -> str:
    """Say where something is, as a ruler laid on the trimmed sheet would."""
    left, top = round((of[0] - sheet[0]) / MM), round((sheet[3] - of[3]) / MM)
    return f"{left} mm from the left and {top} mm from the top"
