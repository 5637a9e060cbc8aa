"""What a cell holds, as the text that is read from it: numbers, shares, days and money by their formats."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from factsheet.core import untrusted
from factsheet.core.project import Root
from factsheet.tables import number_formats, values, xlsx
from factsheet.tables.reading import read
from factsheet.tables.table import Table

from .making import MAIN, put, row, styles, texts, workbook
from .making import xlsx as made

# A number format, what is in the cell, and the text.
FORMATS = [
    ("General", "12.5", "12.5"),
    ("General", "1022", "1022"),
    ("General", "0.30000000000000004", "0.3"),
    ("General", "1.25E7", "12500000"),
    ("General", "1E-3", "0.001"),
    ("General", "-0", "0"),
    ("General", "-2.50", "-2.5"),
    ("0.00E+00", "123456", "123456"),
    ("# ?/?", "0.5", "0.5"),
    ("#,##0.0,,", "12500000", "12500000"),
    ('0" km"', "71", "71"),
    ("0%", "0.71", "71 %"),
    ("0.00%;[Red]-0.00%", "0.07", "7 %"),
    ("0.00 %", "-0.125", "-12.5 %"),
    ('0"%"', "71", "71"),
    ("yyyy-mm-dd", "45756", "2025-04-09"),
    ("[$-F800]dddd\\, mmmm dd\\, yyyy", "45756.0", "2025-04-09"),
    ("[$-409]d\\-mmm\\-yy;@", "45756", "2025-04-09"),
    ("dd/mm/yyyy h:mm", "45756", "2025-04-09"),
    ("dd/mm/yyyy h:mm", "45755.9999999999", "2025-04-09"),
    ("mmm\\-yy", "41944", "2014-11"),
    ("[$-409]mmmm\\ yyyy", "41944", "2014-11"),
    ("yyyy", "41944", "2014"),
    ('[Blue]"as of "d.m.yyyy', "61", "1900-03-01"),
    ("d/m/yyyy", "2958465", "9999-12-31"),
    ("#,##0 [$EUR]", "12500000", "12500000 EUR"),
    ("[$€-407]\\ #,##0.00", "12.5", "12.5 EUR"),
    ('_-* #,##0.00\\ "€"_-;\\-* #,##0.00\\ "€"_-;_-* "-"??\\ "€"_-', "3", "3 EUR"),
    ("#,##0\\ €", "3", "3 EUR"),
    ("\\E\\U\\R\\ 0", "3", "3 EUR"),
    ('"ETB" #,##0', "3", "3 ETB"),
    ('[$₦-467]#,##0;[Red]-"₦"#,##0', "3", "3 NGN"),
    ("[$$-409]#,##0.00", "3", "3"),
    ('"£"#,##0', "3", "3"),
    ("[$KSh-441]#,##0", "3", "3"),
    ('"MIO" 0', "3", "3"),
    ('0 "million EUR"', "3", "3"),
    ('0 €" million"', "3", "3"),
    ("[$EUR] 0;[$USD] 0", "3", "3"),
    ('"' * 300, "3", "3"),
]  # fmt: skip


def of_cells(tmp_path: Path, *cells: str, codes: tuple[str, ...] = (), before: str = "") -> Table:
    """Return a table with one row of cells, each under a head of its own."""
    parts = {"xl/styles.xml": styles(*codes), "xl/workbook.xml": workbook(before=before)}
    heads = (f"h{at}" for at in range(len(cells)))
    root = Root(tmp_path)
    return read(root, put(root, "a.xlsx", made(row(1, *heads) + row(2, *cells), parts=parts)))


@pytest.mark.parametrize(("code", "said", "text"), FORMATS)
def test_a_number_is_read_by_its_format(code: str, said: str, text: str, tmp_path: Path) -> None:
    table = of_cells(tmp_path, f'<c r="{{}}" s="1"><v>{said}</v></c>', codes=(code,))
    assert texts(table)[1] == [text]


def test_a_format_that_a_file_does_not_spell_out(tmp_path: Path) -> None:
    used = "".join(f'<xf numFmtId="{number}"/>' for number in (0, 9, 14, 17, 99))
    parts = {"xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><cellXfs>{used}</cellXfs></styleSheet>'}
    cells = [f'<c r="{{}}" s="{style}"><v>45756</v></c>' for style in (0, 1, 2, 3, 4, 77, -1)]
    root = Root(tmp_path)
    table = read(root, put(root, "a.xlsx", made(row(1, *"abcdefg") + row(2, *cells), parts=parts)))
    assert texts(table)[1] == ["45756", "4575600 %", "2025-04-09", "2025-04", "45756", "45756", "45756"]


def test_days_are_counted_from_1904_where_the_workbook_says_so(tmp_path: Path) -> None:
    cells = [f'<c r="{{}}" s="1"><v>{day}</v></c>' for day in (0, 44294)]
    table = of_cells(tmp_path, *cells, codes=("d/m/y",), before='<workbookPr date1904="1"/>')
    assert texts(table)[1] == ["1904-01-01", "2025-04-09"]


def test_what_a_formula_gave_is_read(tmp_path: Path) -> None:
    table = of_cells(
        tmp_path,
        '<c r="{}"><f>[1]x!A1*2</f><v>4</v></c>',
        '<c r="{}" t="str"><f>A1&amp;""</f><v>Kenya </v></c>',
        '<c r="{}" t="str"><f>""</f><v></v></c>',
        '<c r="{}" t="d" s="1"><v>2025-04-09T00:00:00</v></c>',
        '<c r="{}" t="str"><v>a_x005F_x0041_ _x0041_</v></c>',
    )
    assert texts(table)[1] == ["4", "Kenya", "", "2025-04-09", "a_x0041_ A"]


NUMBERS = st.one_of(st.integers(-(10**14), 10**14), st.decimals(-(10**6), 10**6, places=4).map(float))


@settings(max_examples=3, deadline=None, database=None)
@given(st.lists(NUMBERS, min_size=50, max_size=50))
def test_numbers_are_the_same_after_another_program_wrote_them(numbers: list[float]) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for at, number in enumerate(["n", *numbers], 1):
        sheet.cell(at, 1).value = number
    written = BytesIO()
    book.save(written)
    table = xlsx.table(untrusted.package(written.getvalue(), "a.xlsx"), "")
    read = [each.cells["n"].text for each in table.rows]
    assert [Decimal(text) for text in read] == [Decimal(str(number)) for number in numbers]
    assert not any("E" in text or text.endswith(".") or text == "-0" for text in read)


@settings(max_examples=200, deadline=None, database=None)
@given(st.text(st.sampled_from('dmyhsb0#%"[]$€-\\_*;,. EURa'), max_size=30))
def test_any_format_is_understood_somehow(code: str) -> None:
    found = number_formats.understood(code)
    assert found.day in (0, values.YEAR, values.MONTH, values.DAY)
    assert found.currency in ("", "EUR")
