"""Check an edition in large print: no type is smaller than it may be, and it says what the PDF says, in its order."""

from __future__ import annotations

from collections.abc import Iterator

from ..core.wording import counted
from . import pdf_contents, pdf_structure, text_extraction, type_sizes
from .difference import Difference, brief
from .structure import Structure, Table

# How much smaller type may come out than it was set, in pt: it is written in thousandths of a pixel.
TRACE = 0.01


def faults(pdf: bytes, least: float) -> Iterator[Difference]:
    """Yield what is set smaller than the `least`, in pt."""
    small = list(type_sizes.smaller(pdf, least - TRACE))
    if small:
        words, size, page = min(small, key=lambda each: each[1])
        places = counted(len(small), "place")
        what = f"type is smaller than {least:g} pt in {places}; on page {page}, {brief(words)} is in {size:g} pt"
        yield Difference("small-type", what)


def between(pdf: bytes, large: bytes, direction: str) -> Iterator[Difference]:
    """Yield how large print differs from the PDF in its words, pictures and links; `direction` is that of its script.

    The words over a chart are part of its picture: there may be room for other numbers on its scale.
    """
    ours, theirs = (pdf_structure.read(each, pdf_contents.read(each))[0] for each in (pdf, large))
    if parted := text_extraction.differ(_words(ours), _words(theirs), direction):
        what = f"large print and the PDF do not say the same; they first differ at {brief(' and '.join(parted))}"
        yield Difference("large-words", what)
    if ours.pictures != theirs.pictures:
        yield Difference("large-pictures", "large print has other pictures than the PDF, or in another order")
    if [each.address for each in ours.links] != [each.address for each in theirs.links]:
        yield Difference("large-links", "the links in large print do not lead where those of the PDF lead")


def _words(of: Structure) -> str:
    """Return the words of a document in reading order, with those of tables in their places."""
    tables = iter(of.tables)
    return "\n".join(_cells(next(tables)) if text.is_table else text.whole for text in of.texts)


def _cells(table: Table) -> str:
    return " ".join(cell for row in table.rows for cell in row.cells)
