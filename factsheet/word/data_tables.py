"""Write tables of data as tables in table styles of their own: heads repeated on every page, rows never broken."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from lxml.html import HtmlElement

from ..core.xml import Element
from ..page.blocks import CELLS
from ..theme.model import Theme
from ..theme.tables import DataTable
from . import flow
from .letters import style_id
from .table_styles import line_of, margins
from .texts import Inset, Texts
from .wordml import new, on, twips

# Which kinds of rows a table has (17.4.56), as bits of a number, and that its columns are all alike.
FIRST_ROW, LAST_ROW, NO_COLUMN_BANDS = 0x0020, 0x0040, 0x0400


def written(element: HtmlElement, texts: Texts, theme: Theme, width: float, inset: Inset) -> Iterator[Element]:
    """Yield the caption of a table of data and the table, in a place of some width (pt) with room at both sides."""
    name = next(name for name in element.classes if name != "data")
    look, caption = theme.tables[name], element.find("caption")
    if look.before:
        yield flow.gap(look.before, keep=True)
    if caption is not None:
        yield texts.paragraph(caption, inset, keep=True)
    rows = list(element.iter("tr"))
    columns = sum(each.tag in CELLS for each in rows[0])
    whole = width - sum(inset)
    widths = [whole * share for share in look.shares(columns)]
    total = element.find("tfoot") is not None
    yield new(
        "tbl",
        new(
            "tblPr",
            new("tblStyle", val=style_id(look.word)),
            on("bidiVisual", texts.rtl),
            new("tblW", w=twips(whole), type="dxa"),
            new("tblInd", w=twips(inset[0]), type="dxa"),
            new("tblLayout", type="fixed"),
            margins(look),
            _kinds(total=total),
            new("tblCaption", val=_said(caption)) if caption is not None else None,
            new("tblDescription", val=" \N{MIDDLE DOT} ".join(_said(head) for head in element.findall("thead/tr/th"))),
        ),
        new("tblGrid", *(new("gridCol", w=twips(each)) for each in widths)),
        *(_row(row, texts, widths, _lines(row, look, theme)) for row in rows),
    )


def _lines(row: HtmlElement, look: DataTable, theme: Theme) -> Element | None:
    """Return the lines of a row beside the head or the totals: between these and that of the rows, engines differ."""
    group, before = row.getparent(), row.getprevious()
    after = row.getnext()
    kind = str(group.tag) if group is not None else ""
    edges = {}
    if kind == "thead" and after is None:
        edges["bottom"] = look.head.line
    elif kind == "tbody" and before is None:
        edges["top"] = look.head.line
    elif kind == "tfoot" and before is None:
        edges["top"] = look.totals.line
    if kind == "tbody" and after is None and group is not None and group.getnext() is not None:
        edges["bottom"] = look.totals.line
    in_order = sorted(edges.items(), reverse=True)  # "top" before "bottom"
    said = [line_of(edge, line, theme) if line else new(edge, val="nil") for edge, line in in_order]
    return new("tcBorders", *said) if said else None


def _row(row: HtmlElement, texts: Texts, widths: list[float], lines: Element | None) -> Element:
    parent = row.getparent()
    head = parent is not None and parent.tag == "thead"
    cells = [each for each in row if each.tag in CELLS]
    return new(
        "tr",
        new("trPr", new("cantSplit"), on("tblHeader", head)),
        *(
            new("tc", new("tcPr", new("tcW", w=twips(width), type="dxa"), deepcopy(lines)), texts.cell(cell))
            for cell, width in zip(cells, widths, strict=True)
        ),
    )


def _said(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _kinds(*, total: bool) -> Element:
    flags = FIRST_ROW | (LAST_ROW if total else 0) | NO_COLUMN_BANDS
    said = {"firstRow": "1", "lastRow": str(int(total)), "firstColumn": "0", "lastColumn": "0"}
    return new("tblLook", val=f"{flags:04X}", **said, noHBand="0", noVBand="1")
