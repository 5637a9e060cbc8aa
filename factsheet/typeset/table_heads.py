"""Say in a PDF of which cells each head of a table is: those of its column, or those of its row.

The engine lists the heads of each cell, but not this, which readers go by first (ISO 32000-1, 14.8.5.7, Scope).
"""

from __future__ import annotations

from typing import Any


def add(document: Any, pdf: Any) -> None:
    """Add the scope of each head to a PDF that is about to be written: those in a table's head are of columns."""
    elements = {each.reference: each for each in pdf.objects if hasattr(each, "get") and each.get("S")}
    for element in elements.values():
        if element["S"] == "/TH":
            element["A"]["Scope"] = "/Column" if _is_in_head(element, elements) else "/Row"


def _is_in_head(element: Any, elements: dict[bytes, Any]) -> bool:
    while (parent := elements.get(element["P"])) is not None and parent["S"] != "/Table":
        if parent["S"] == "/THead":
            return True
        element = parent
    return False
