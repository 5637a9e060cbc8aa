"""Make spreadsheets by hand, good and bad: the XML of a sheet in a file that is otherwise whole."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from factsheet.core.diagnostics import Problems
from factsheet.core.project import Root
from factsheet.tables.reading import read
from factsheet.tables.table import Table

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in {
        "office": "office", "style": "style", "table": "table", "text": "text", "number": "datastyle",
    }.items()
) + ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'  # fmt: skip
SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a ZIP of some parts."""
    result = BytesIO()
    with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return result.getvalue()


def related(*targets: tuple[str, str]) -> str:
    """Return the relationships of a part: r1, r2 and so on."""
    inside = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/{role}" Target="{target}"/>'
        for number, (role, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}">{inside}</Relationships>'


def workbook(sheets: str = '<sheet name="2026" r:id="r1"/>', before: str = "") -> str:
    return f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{before}<sheets>{sheets}</sheets></workbook>'


def xlsx(
    rows: str, *, before: str = "", after: str = "", head: str = "", parts: Mapping[str, str | bytes] | None = None
) -> bytes:
    """Return an Excel workbook of one sheet, called 2026, with other parts than usual."""
    roles = ("worksheet", "s.xml"), ("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")
    whole = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": related(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": workbook(),
        "xl/_rels/workbook.xml.rels": related(*roles),
        "xl/s.xml": f'{head}<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>',
    }
    return packed({**whole, **(parts or {})})


def row(number: int, *texts: str, more: str = "") -> str:
    """Return a row of texts; each can be the XML of a cell instead."""
    cells = (
        text.format(f"{chr(64 + at)}{number}") if text.startswith("<c") else
        f'<c r="{chr(64 + at)}{number}" t="inlineStr"><is><t>{text}</t></is></c>' if text else ""
        for at, text in enumerate(texts, 1)
    )  # fmt: skip
    return f'<row r="{number}" {more}>{"".join(cells)}</row>'


def styles(*codes: str) -> str:
    """Return styles of cells, from 1, with these number formats."""
    formats = "".join(f'<numFmt numFmtId="{at}" formatCode="{escaped(code)}"/>' for at, code in enumerate(codes, 200))
    used = "".join(f'<xf numFmtId="{number}"/>' for number in (0, *range(200, 200 + len(codes))))
    return f'<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts><cellXfs>{used}</cellXfs></styleSheet>'


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def ods(
    rows: str, *, style: str = "", head: str = "", sheets: str = "", parts: Mapping[str, str | bytes] | None = None
) -> bytes:
    """Return an OpenDocument spreadsheet of one sheet, called 2026, or of others."""
    sheets = sheets or f'<table:table table:name="2026">{rows}</table:table>'
    content = (
        f"{head}<office:document-content {ODF}><office:automatic-styles>{style}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body></office:document-content>"
    )
    whole = {"mimetype": SPREADSHEET, "META-INF/manifest.xml": "<m/>", "content.xml": content}
    return packed({**whole, **(parts or {})})


def line(*texts: str, more: str = "") -> str:
    """Return a row of texts in OpenDocument; each can be the XML of a cell instead."""
    cells = (
        text if text.startswith("<table") else
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>' if text else
        "<table:table-cell/>"
        for text in texts
    )  # fmt: skip
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def put(root: Root, name: str, content: bytes | str) -> Path:
    """Write a file into the sources."""
    path = root.sources / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def texts(table: Table) -> list[list[str]]:
    """Return the texts of a table, row by row, its heads first."""
    return [list(table.heads), *([cell.text for cell in row.cells.values()] for row in table.rows)]


def problems(root: Root, path: Path, sheet: str = "") -> list[str]:
    """Return what is wrong with a table: the first line of each problem, without the folder."""
    try:
        read(root, path, sheet)
    except Problems as found:
        return [str(each).partition("\n")[0].removeprefix("sources/") for each in found.problems]
    return []
