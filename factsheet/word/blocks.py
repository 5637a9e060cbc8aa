"""Write a block of the page, whatever it is, in a place of some width."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml.html import HtmlElement

from ..core.xml import Element
from ..page.blocks import CHART
from ..theme.model import Theme
from . import charts, data_tables
from .texts import Inset, Texts


def written(
    block: HtmlElement,
    texts: Texts,
    theme: Theme,
    width: float,
    inset: Inset = (0, 0),
    spaces: Mapping[str, float] | None = None,
) -> Iterator[Element]:
    """Yield a block as paragraphs and tables, in a place of some width (pt) with room at both sides.

    `spaces` are those `before` and `after` a text (pt) that are not its style's.
    """
    if block.tag == "table":
        yield from data_tables.written(block, texts, theme, width, inset)
    elif CHART in block.classes:
        yield from charts.written(block, texts, theme, inset)
    else:
        yield texts.paragraph(block, inset, spaces=spaces)
