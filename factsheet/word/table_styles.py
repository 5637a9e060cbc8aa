"""Make Word's table styles for tables of data.

Fills and lines belong to the style, by the kind of row (ECMA-376 part 1, 17.7.6): a row that somebody adds gets them.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..core.xml import Element
from ..theme.model import Theme
from ..theme.styles import Line
from ..theme.tables import DataTable, TablePart
from . import wordml
from .letters import style_id
from .wordml import hex_colour, new, twips


def defined(theme: Theme) -> Iterator[Element]:
    """Yield the table styles of a theme."""
    for look in theme.tables.values():
        lines = [line_of("insideH", look.rows.line, theme)] if look.rows.line else []
        yield new(
            "style",
            new("name", val=look.word),
            new("basedOn", val="TableNormal"),
            new("uiPriority", val="59"),
            new("qFormat"),
            new(
                "tblPr",
                new("tblStyleRowBandSize", val="1"),
                new("tblInd", w="0", type="dxa"),
                new("tblBorders", *lines) if lines else None,
                margins(look),
            ),
            _part("firstRow", look.head, "bottom", theme),
            _part("lastRow", look.totals, "top", theme),
            _part("band2Horz", look.rows, "", theme) if look.rows.fill else None,
            type="table",
            customStyle="1",
            styleId=style_id(look.word),
        )


def normal() -> Element:
    """Return the style that tables of data are based on, which Word expects by this name."""
    margins = [new(edge, w="0", type="dxa") for edge in ("top", "left", "bottom", "right")]
    return new(
        "style",
        new("name", val="Normal Table"),
        new("uiPriority", val="99"),
        new("semiHidden"),
        new("tblPr", new("tblInd", w="0", type="dxa"), new("tblCellMar", *margins)),
        type="table",
        default="1",
        styleId="TableNormal",
    )


def _part(kind: str, part: TablePart, edge: str, theme: Theme) -> Element:
    """Return the look of a kind of row: without a line of its own, it has none towards the rows either."""
    borders = [line_of(edge, part.line, theme) if part.line else new(edge, val="nil")] if edge else []
    fill = theme.colours[part.fill].screen if part.fill else None
    return new(
        "tblStylePr",
        new(
            "tcPr",
            new("tcBorders", *borders) if borders else None,
            new("shd", val="clear", color="auto", fill=hex_colour(fill)) if fill else None,
        ),
        type=kind,
    )


def line_of(edge: str, line: Line, theme: Theme) -> Element:
    """Return a line at an edge of a cell."""
    return wordml.border(edge, line.width, theme.colours[line.colour].screen)


def margins(look: DataTable) -> Element:
    """Return the room in the cells of a table."""
    sides = {"top": look.padding, "left": look.inset, "bottom": look.padding, "right": look.inset}
    return new("tblCellMar", *(new(side, w=twips(size), type="dxa") for side, size in sides.items()))
