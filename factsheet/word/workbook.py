"""Write the numbers of a chart as a workbook (XLSX), which Word opens when somebody edits the chart.

It has one sheet: a column of names, and one of numbers for each series, each number in a format of its own; and what is
written from both. The bytes are the same every time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from docx.opc.constants import CONTENT_TYPE
from lxml import etree
from lxml.builder import ElementMaker

from ..core import archive
from ..core.xml import Element

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
S = ElementMaker(namespace=MAIN, nsmap={None: MAIN, "r": RELATIONS})
R = ElementMaker(namespace=PACKAGE, nsmap={None: PACKAGE})
T = ElementMaker(namespace=TYPES, nsmap={None: TYPES})
# The parts of a workbook: how it refers to them, and what they are.
OF_A_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PARTS = {
    "worksheets/sheet1.xml": ("worksheet", f"{OF_A_SHEET}.worksheet+xml"),
    "theme/theme1.xml": ("theme", CONTENT_TYPE.OFC_THEME),
    "styles.xml": ("styles", f"{OF_A_SHEET}.styles+xml"),
    "sharedStrings.xml": ("sharedStrings", f"{OF_A_SHEET}.sharedStrings+xml"),
}
# What the sheet is called, in any language.
SHEET = "1"
# Formats with numbers below this are those that every program has (ECMA-376 part 1, 18.8.30).
OWN = 164
EFFORT = 6

Cell = tuple[int | float, str]  # a number and its format


@dataclass(frozen=True)
class Formula:
    """Words that a program makes of other cells, and what they are before it does."""

    code: str
    says: str


Row = Sequence[str | Cell | Formula | None]


def written(rows: Sequence[Row], theme: Element, *, rtl: bool) -> bytes:
    """Return a workbook with some rows, in a theme of colours; from right to left if that is how they are read."""
    formats = list(dict.fromkeys(cell[1] for row in rows for cell in row if isinstance(cell, tuple)))
    words = list(dict.fromkeys(cell for row in rows for cell in row if isinstance(cell, str)))
    parts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": S.workbook(S.sheets(S.sheet({f"{{{RELATIONS}}}id": "rId1"}, name=SHEET, sheetId="1"))),
        "xl/_rels/workbook.xml.rels": _relations(*((kind, name) for name, (kind, _) in PARTS.items())),
        "xl/worksheets/sheet1.xml": _sheet(rows, formats, words, rtl=rtl),
        "xl/theme/theme1.xml": theme,
        "xl/styles.xml": _styles(formats),
        "xl/sharedStrings.xml": S.sst(*(S.si(_said(each)) for each in words), uniqueCount=str(len(words))),
    }
    xml = (
        (name, etree.tostring(part, xml_declaration=True, encoding="UTF-8", standalone=True))
        for name, part in parts.items()
    )
    return archive.zipped(xml, EFFORT)


def place(column: int, first: int, last: int = 0) -> str:
    """Return how a formula names cells of a column: its number and the rows, all from 0."""
    end = f":{cell(column, last)}" if last else ""
    return f"'{SHEET}'!{cell(column, first)}{end}"


def cell(column: int, row: int) -> str:
    """Return how a formula of the same sheet names a cell, by the numbers of its column and its row, from 0."""
    return f"${ascii_uppercase[column]}${row + 1}"


def _types() -> Element:
    defaults = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    parts = {"workbook.xml": f"{OF_A_SHEET}.sheet.main+xml", **{name: kind for name, (_, kind) in PARTS.items()}}
    return T.Types(
        *(T.Default(Extension=ending, ContentType=kind) for ending, kind in defaults.items()),
        *(T.Override(PartName=f"/xl/{name}", ContentType=kind) for name, kind in parts.items()),
    )


def _relations(*targets: tuple[str, str]) -> Element:
    return R.Relationships(
        *(
            R.Relationship(Id=f"rId{number}", Type=f"{RELATIONS}/{kind}", Target=target)
            for number, (kind, target) in enumerate(targets, 1)
        )
    )


def _sheet(rows: Sequence[Row], formats: Sequence[str], words: Sequence[str], *, rtl: bool) -> Element:
    view = S.sheetView(workbookViewId="0", **({"rightToLeft": "1"} if rtl else {}))
    lines = [S.row(*_cells(row, number, formats, words), r=str(number)) for number, row in enumerate(rows, 1)]
    return S.worksheet(S.sheetViews(view), S.sheetData(*lines))


def _cells(row: Row, number: int, formats: Sequence[str], words: Sequence[str]) -> Iterator[Element]:
    for letter, cell in zip(ascii_uppercase, row, strict=False):
        if isinstance(cell, str):
            yield S.c(S.v(str(words.index(cell))), r=f"{letter}{number}", t="s")
        elif isinstance(cell, Formula):
            yield S.c(S.f(cell.code), S.v(cell.says), r=f"{letter}{number}", t="str")
        elif cell is not None:
            yield S.c(S.v(repr(cell[0])), r=f"{letter}{number}", s=str(1 + formats.index(cell[1])))


def _said(words: str) -> Element:
    text = S.t(words)
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return text


def _styles(formats: Sequence[str]) -> Element:
    """Return the least that a workbook has of styles, and the formats of its numbers."""
    numbers = [S.numFmt(numFmtId=str(OWN + at), formatCode=code) for at, code in enumerate(formats)]
    usual = {"fontId": "0", "fillId": "0", "borderId": "0"}
    own = [S.xf(numFmtId=str(OWN + at), applyNumberFormat="1", xfId="0", **usual) for at in range(len(formats))]
    return S.styleSheet(
        S.numFmts(*numbers, count=str(len(numbers))),
        S.fonts(S.font(S.sz(val="11"), S.name(val="Calibri")), count="1"),
        S.fills(S.fill(S.patternFill(patternType="none")), S.fill(S.patternFill(patternType="gray125")), count="2"),
        S.borders(S.border(S.left, S.right, S.top, S.bottom, S.diagonal), count="1"),
        S.cellStyleXfs(S.xf(numFmtId="0", **usual), count="1"),
        S.cellXfs(S.xf(numFmtId="0", xfId="0", **usual), *own, count=str(1 + len(own))),
        S.cellStyles(S.cellStyle(name="Normal", xfId="0", builtinId="0"), count="1"),
    )
