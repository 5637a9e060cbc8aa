"""The same table of data in several kinds of files, as people fill them in; and the texts that are read from it."""

from __future__ import annotations

import csv
from datetime import date
from io import BytesIO, StringIO

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import PatternFill

from .making import line, ods

HEADS = ["country", "since", "known", "share", "money", "number", "Short\nnote", "code"]
SPACE = "\N{NO-BREAK SPACE}"
# What is typed.
ROWS = [
    ["KE", date(2025, 4, 9), date(2014, 11, 1), 0.71, 12_500_000, 12.5, "Été,\n“two”; lines", "0123"],
    [],
    ["ET", date(1931, 1, 2), date(2020, 2, 1), 0.7125, 5, 0.1 + 0.2, f" Ṡ x{SPACE}", "=1+1"],
    [None, None, None, None, None, None, None, f"{SPACE} "],
    ["UG", None, None, 1, 0.5, 1022, "-", "@home"],
]
FORMATS = {2: "yyyy-mm-dd", 3: "mmm yyyy", 4: "0.00%", 5: "#,##0.00 [$EUR]"}
# What is read.
TEXTS = [
    ["country", "since", "known", "share", "money", "number", "Short note", "code"],
    ["KE", "2025-04-09", "2014-11", "71 %", "12500000 EUR", "12.5", "Été,\n“two”; lines", "0123"],
    ["ET", "1931-01-02", "2020-02", "71.25 %", "5 EUR", "0.3", "Ṡ x", "=1+1"],
    ["UG", "", "", "100 %", "0.5 EUR", "1022", "-", "@home"],
]
NUMBERS = [2, 4, 6]  # of the rows
EMPTY = '<table:table-cell table:number-columns-repeated="16384"/>'


def by_openpyxl() -> bytes:
    """Return it as XLSX, with rich text, and with formats around the table."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "2026"
    for number, values in enumerate([HEADS, *ROWS], 1):
        for column, value in enumerate(values, 1):
            cell = sheet.cell(number, column)
            cell.value = value
            if value == "=1+1":
                cell.data_type = "s"
            elif value == "Été,\n“two”; lines":
                cell.value = CellRichText("Été,\n", TextBlock(InlineFont(b=True), "“two”"), "; lines")
            if number > 1 and column in FORMATS:
                cell.number_format = FORMATS[column]
    for number in range(1, 40):
        sheet.cell(number, 12).fill = sheet.cell(number + 20, 2).fill = PatternFill("solid", "00FFEEDD")
    book.create_sheet("Notes").sheet_state = "hidden"
    result = BytesIO()
    book.save(result)
    return result.getvalue()


def as_csv(separator: str = ",", ending: str = "\r\n", encoding: str = "utf-8") -> bytes:
    """Return it as CSV, of the texts that are read from the other kinds."""
    result = StringIO()
    writer = csv.writer(result, delimiter=separator, lineterminator=ending, quoting=csv.QUOTE_ALL)
    head, first, *rest = TEXTS
    writer.writerows([head, first, [""] * 8, *rest])
    return result.getvalue().encode(encoding)


def as_ods() -> bytes:
    """Return it as ODS, by hand."""
    styles = (
        '<number:date-style style:name="N1"><number:month number:textual="true"/><number:year/></number:date-style>'
        '<style:style style:name="c0" style:family="table-cell" style:data-style-name="N1"/>'
        '<style:style style:name="c1" style:family="table-cell" style:parent-style-name="c0"/>'
    )
    columns = (
        '<table:table-column table:number-columns-repeated="2"/>'
        '<table:table-column table:default-cell-style-name="c1"/>'
    )
    rows = [line(*(_cell(at, value) for at, value in enumerate(values, 1))) for values in [HEADS, *ROWS]]
    rows.append(line(EMPTY, more='table:number-rows-repeated="1048570"'))
    return ods(columns + "".join(rows), style=styles)


def _cell(column: int, value: object) -> str:
    if isinstance(value, date):
        return f'<table:table-cell office:value-type="date" office:date-value="{value}T00:00:00"/>'
    if isinstance(value, int | float):
        kind = {4: "percentage", 5: "currency"}.get(column, "float")
        return f'<table:table-cell office:value-type="{kind}" office:currency="EUR" office:value="{value!r}"/>'
    paragraphs = str(value or "").replace("x ", "x").split("\n")
    inside = "".join(f"<text:p>{each.replace('“two”', '<text:span>“two”</text:span>')}</text:p>" for each in paragraphs)
    comment = "<office:annotation><text:p>a comment</text:p></office:annotation>"
    return f'<table:table-cell office:value-type="string">{comment}{inside}</table:table-cell>'
