"""Put the words over a chart into its figure, for screen readers: who hears its description hears each number once.

Content of a figure that has an alternative description is not read besides it (ISO 32000-1, 14.9.3), but is copied and
searched like any other. WeasyPrint (70.0) makes the words of `.plot` siblings of its picture.
"""

from __future__ import annotations

from collections.abc import Container
from typing import Any

from .written import behind


def add(pdf: Any, described: Container[str]) -> None:
    """Move what follows the figure of a chart into it; `described` has the descriptions of the charts."""
    for parent in pdf.objects:
        if not (isinstance(parent, dict) and parent.get("Type") == "/StructElem" and parent["S"] == "/Div"):
            continue
        kids = [(kid, behind(pdf, kid)) for kid in parent["K"] if isinstance(kid, bytes)]
        if len(kids) < 2 or not _is_chart(kids[0][1], described):
            continue
        figure, *words = kids
        for reference, element in words:
            element["P"] = figure[0]
            figure[1]["K"].append(reference)
            parent["K"].remove(reference)


def _is_chart(element: Any, described: Container[str]) -> bool:
    return element.get("S") == "/Figure" and "Alt" in element and element["Alt"].string in described
