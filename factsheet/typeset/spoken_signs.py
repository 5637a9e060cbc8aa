"""Say in a PDF what the bullet before an item means (Alt: ISO 32000-1, 14.9.3): `<li data-sign="...">` on the page.

Who listens hears it instead of "bullet". What is copied or searched stays as printed, as it would not with ActualText.
WeasyPrint (70.0) has no call for it, so it is put into the tag that it has written for the text of a `::before`.
tests/typeset/test_spoken_signs.py holds the contract.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from . import box_tree, written

SIGN = "data-sign"


def add(document: Any, pdf: Any) -> None:
    """Give an alternative description to the bullet of each item that has one."""
    import pydyf

    spoken: dict[tuple[bytes, int], str] = {}
    for page, reference, content in zip(document.pages, pdf.page_references, written.contents(pdf), strict=True):
        said = {written.place(piece): sign for piece in box_tree.pieces(page) if (sign := _sign(piece))}
        spoken |= {(reference, number): meant for number, meant in _numbers(content, said)}
    for each in pdf.objects if spoken else ():
        if isinstance(each, dict) and each.get("Type") == "/StructElem" and each["S"] == "/Span":
            for number in each["K"]:
                if isinstance(number, int) and (meant := spoken.get((each["Pg"], number))):
                    each["Alt"] = pydyf.String(meant)


def _sign(piece: Any) -> str:
    """Return what a piece of text means, if it is a bullet with a meaning."""
    return str(piece.element.get(SIGN, "")) if str(piece.element_tag).endswith("::before") else ""


def _numbers(content: list[Any], said: dict[bytes, str]) -> Iterator[tuple[int, str]]:
    """Yield the number (MCID) of the marked content around each text that starts at one of some places."""
    number = 0
    for each in content:
        if isinstance(each, dict) and "MCID" in each:
            number = each["MCID"]
        elif isinstance(each, bytes) and each in said:
            yield number, said[each]
