"""Build the pieces of WordprocessingML that python-docx has no function for. Lengths in pt.

Children are in the order of the schema (ECMA-376 part 1, annex A): Word refuses a file that gets it wrong.
"""

from __future__ import annotations

from collections.abc import Sequence

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from ..core.xml import Element

# Where a header and a footer would begin if somebody added one: inside what any printer prints.
EDGE = 18


def twips(points: float) -> str:
    """Return a length in twentieths of a point."""
    return str(round(points * 20))


def new(tag: str, *children: Element | None, **attributes: str | None) -> Element:
    """Return `<w:tag w:key="value" ...>` with its children, leaving out any that are None."""
    element: Element = OxmlElement(f"w:{tag}")
    for key, value in attributes.items():
        if value is not None:
            element.set(qn(f"w:{key.rstrip('_')}"), value)
    element.extend(child for child in children if child is not None)
    return element


def on(tag: str, condition: object = True) -> Element | None:
    """Return an on/off property, or nothing."""
    return new(tag) if condition else None


def hex_colour(colour: str) -> str:
    """Return "#123f63" as Word writes it."""
    return colour.removeprefix("#").upper()


def paragraph(style: str, *properties: Element | None) -> Element:
    """Return an empty paragraph of a style, by its id, with properties of its own after that."""
    return new("p", new("pPr", new("pStyle", val=style), *properties))


def run(
    text: str = "",
    style: str | None = None,
    marks: Sequence[Element] = (),
    *,
    rtl: bool = False,
    level: str | None = None,
) -> Element:
    """Return a run, of text in a character style or for a picture; `rtl` if it is read from right to left.

    `level` is "superscript" or "subscript" where it is raised or lowered. `marks` are further properties, in the order
    of the schema.

    A style cannot set `rtl` (the schema has no w:rtl there), so each run does.
    """
    above = new("vertAlign", val=level) if level else None
    properties = [new("rStyle", val=style) if style else None, *marks, above, on("rtl", rtl)]
    piece = new("r", new("rPr", *properties) if style or marks or rtl or level else None)
    if text:
        words = new("t")
        words.text = text
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        piece.append(words)
    return piece


def line_break(kind: str | None = None) -> Element:
    """Return a run that breaks the line, or the column if its kind is "column"."""
    return new("r", new("br", type=kind))


def border(edge: str, width: float, colour: str, space: float = 0) -> Element:
    """Return one edge of a border; Word counts its width in eighths of a point."""
    return new(edge, val="single", sz=str(round(width * 8)), space=str(round(space)), color=hex_colour(colour))


def cell(width: float, margins: tuple[float, float, float, float], fill: str | None, align: str) -> Element:
    """Return a table cell with its own margins: above, left, below, right."""
    sides = zip(("top", "left", "bottom", "right"), margins, strict=True)
    return new(
        "tc",
        new(
            "tcPr",
            new("tcW", w=twips(width), type="dxa"),
            new("shd", val="clear", color="auto", fill=hex_colour(fill)) if fill else None,
            new("tcMar", *(new(side, w=twips(size), type="dxa") for side, size in sides)),
            new("vAlign", val={"middle": "center", "bottom": "bottom"}.get(align, "top")),
        ),
    )


def table(
    style: str,
    cells: Sequence[Element],
    widths: Sequence[float],
    indent: float,
    height: float,
    borders: Sequence[Element],
    *,
    title: str,
    rtl: bool,
) -> Element:
    """Return a one-row table. Its widths are repeated in the table and its grid, which LibreOffice goes by."""
    return new(
        "tbl",
        new(
            "tblPr",
            new("tblStyle", val=style),
            on("bidiVisual", rtl),
            new("tblW", w=twips(sum(widths)), type="dxa"),
            new("tblInd", w=twips(indent), type="dxa"),
            new("tblBorders", *borders) if borders else None,
            new("tblLayout", type="fixed"),
            new("tblCaption", val=title) if title else None,
        ),
        new("tblGrid", *(new("gridCol", w=twips(width)) for width in widths)),
        new(
            "tr",
            new("trPr", new("cantSplit"), new("trHeight", val=twips(height), hRule="atLeast") if height else None),
            *cells,
        ),
    )


def section(
    size: tuple[float, float],
    margins: tuple[float, float, float],
    widths: Sequence[float],
    gap: float,
    *,
    new_page: bool,
    rtl: bool,
) -> Element:
    """Return a section's properties: the paper, its margins (top, side, bottom) and its columns.

    Only columns run from right to left: with w:bidi on any other section (ECMA-376 part 1, 17.6.1), two engines in
    three begin a table that is wider than the text at the margin, and run it off the paper.
    """
    top, side, bottom = margins
    return new(
        "sectPr",
        new("type", val="nextPage" if new_page else "continuous"),
        new("pgSz", w=twips(size[0]), h=twips(size[1]), orient="landscape" if size[0] > size[1] else None),
        new(
            "pgMar",
            top=twips(top),
            right=twips(side),
            bottom=twips(bottom),
            left=twips(side),
            header=twips(EDGE),
            footer=twips(EDGE),
            gutter="0",
        ),
        _columns(widths, gap),
        on("bidi", rtl and len(widths) > 1),
    )


def headed(section: Element, reference: Element | None) -> None:
    """Give a section a header, which begins at the edge of the sheet: further down it would push the text away."""
    if reference is not None:
        section.insert(0, reference)
    margins = section.find(qn("w:pgMar"))
    assert margins is not None
    margins.set(qn("w:header"), "0")


def _columns(widths: Sequence[float], gap: float) -> Element:
    """Return the columns of a section, describing each one if their widths differ."""
    equal = len(set(widths)) == 1
    gaps = [gap] * (len(widths) - 1) + [0]
    each = [] if equal else [new("col", w=twips(w), space=twips(space)) for w, space in zip(widths, gaps, strict=True)]
    return new("cols", *each, num=str(len(widths)), space=twips(gap), equalWidth="1" if equal else "0")


def frame(left: float, top: float, width: float) -> Element:
    """Return the property that puts a paragraph in a frame at a place on the sheet (ECMA-376 part 1, 17.3.1.11).

    Consecutive paragraphs with the same frame share it; it is on the page of the paragraph that follows them.
    """
    return _frame(left, top, width, anchor="page", wrap="around")


def beside(left: float, top: float, width: float) -> Element:
    """Return the property that puts a paragraph in a frame beside the text, `top` below the paragraph that follows."""
    return _frame(left, top, width, anchor="text", wrap="none")


def _frame(left: float, top: float, width: float, *, anchor: str, wrap: str) -> Element:
    place = {
        "vAnchor": anchor,
        "hAnchor": "page",
        "x": str(max(1, round(left * 20))),
        "y": str(max(1, round(top * 20))),
    }
    return new("framePr", w=twips(width), hSpace="0", wrap=wrap, **place)
