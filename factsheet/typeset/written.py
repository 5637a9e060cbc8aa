"""Find in a PDF what WeasyPrint (70.0) has written for a box, before it is saved: its objects, pages and operators."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def behind(pdf: Any, reference: bytes) -> Any:
    """Return the object that a reference stands for."""
    return pdf.objects[int(reference.split()[0])]


def contents(pdf: Any) -> Iterator[list[Any]]:
    """Yield what is drawn on each page, operator by operator."""
    for each in pdf.objects:
        if isinstance(each, dict) and each.get("Type") == "/Page":
            yield behind(pdf, each["Contents"]).stream


def place(piece: Any) -> bytes:
    """Return the operator (Tm) that moves to the start of a piece of text. No two start at the same place."""
    import pydyf

    stream = pydyf.Stream()
    stream.set_text_matrix(1, 0, 0, -1, piece.position_x, piece.position_y + piece.baseline)
    return bytes(stream.stream[0])
