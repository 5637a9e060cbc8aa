# ruff: noqa: E501
"""The same table is read as the same texts from every kind of file, whichever program wrote it; each knows its cell."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Callable
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from factsheet.core.project import Root
from factsheet.core.untrusted import package
from factsheet.tables import delimited, grid, ods
from factsheet.tables.reading import read

from . import profiles
from .making import MAIN, OFFICE, line, packed, put, row, texts, workbook, xlsx
from .making import ods as made_ods

FILES = Path(__file__).parent / "files"


def strict(content: bytes) -> bytes:
    """Return a workbook as "Strict Open XML", its parts named in capitals."""
    parts = {}
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for name in archive.namelist():
            part = archive.read(name).replace(MAIN.encode(), b"http://purl.oclc.org/ooxml/spreadsheetml/main")
            parts[name.upper()] = part.replace(
                OFFICE.encode(), b"http://purl.oclc.org/ooxml/officeDocument/relationships"
            )
    return packed(parts)


MADE: dict[str, Callable[[], bytes]] = {
    "openpyxl.xlsx": profiles.by_openpyxl,
    "strict.xlsx": lambda: strict(profiles.by_openpyxl()),
    "by-hand.ods": profiles.as_ods,
    "comma.csv": profiles.as_csv,
    "semicolon.csv": lambda: profiles.as_csv(";", "\n"),
    "tab.csv": lambda: profiles.as_csv("\t", "\r"),
    "named-separator.csv": lambda: b"sep=;\r\n" + profiles.as_csv(";"),
    "byte-order-mark.csv": lambda: profiles.as_csv(encoding="utf-8-sig"),
    "utf-16.csv": lambda: profiles.as_csv("\t", encoding="utf-16"),
}


@pytest.mark.parametrize("name", [*MADE, *sorted(path.name for path in FILES.iterdir())])
def test_the_texts_are_the_same_in_every_kind_of_file(name: str, tmp_path: Path) -> None:
    root = Root(tmp_path)
    path = put(root, name, MADE[name]() if name in MADE else (FILES / name).read_bytes())
    table = read(root, path)
    assert texts(table) == profiles.TEXTS
    assert table.name == f"sources/{name}"


@pytest.mark.parametrize("name", ["openpyxl.xlsx", "by-hand.ods"])
def test_a_text_knows_its_cell(name: str, tmp_path: Path) -> None:
    root = Root(tmp_path)
    table = read(root, put(root, name, MADE[name]()), "2026")
    sheet = f'sources/{name}, sheet "2026"'
    assert str(table.place) == sheet
    assert [str(row.place) for row in table.rows] == [f"{sheet}, row {number}" for number in profiles.NUMBERS]
    assert [str(cell.place) for cell in table.heads.values()] == [f"{sheet}, cell {letter}1" for letter in "ABCDEFGH"]
    assert str(table.rows[1].cells["money"].place) == f"{sheet}, cell E4"
    assert str(table.rows[2].cells["since"].place) == f"{sheet}, cell B6"  # which is empty


def test_a_text_in_csv_knows_its_line_and_column(tmp_path: Path) -> None:
    root = Root(tmp_path)
    table = read(root, put(root, "a.csv", 'a,b,c\n"one\ntwo", "three" ,x\n4\n'))
    assert texts(table) == [["a", "b", "c"], ["one\ntwo", "three", "x"], ["4", "", ""]]
    places = [[cell.place for cell in row.cells.values()] for row in table.rows]
    assert [[(place.line, place.column) for place in row] for row in places] == [
        [(2, 1), (3, 6), (3, 16)],
        [(4, 1)] * 3,
    ]
    assert [place.source for place in places[0]] == ['"one', 'two", "three" ,x', 'two", "three" ,x']
    assert str(table.rows[1].place) == "sources/a.csv:4:1"


CELLS = st.text(st.sampled_from("a é\"',;\t\n\r.="), max_size=6)


@settings(max_examples=60, deadline=None, database=None)
@example([["=1+1", "+3", "-4", "@x"]], ",", "\n")
@given(
    st.lists(st.lists(CELLS, min_size=4, max_size=4), min_size=1, max_size=4),
    st.sampled_from(",;\t"),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_csv_is_read_as_python_reads_it(rows: list[list[str]], separator: str, ending: str) -> None:
    """What differs: texts have no room around them, and line breaks in them are all of one kind."""
    written = StringIO(newline="")
    quoting = csv.QUOTE_MINIMAL if ending == "\r\n" else csv.QUOTE_ALL  # some line breaks go unquoted otherwise
    writer = csv.writer(written, delimiter=separator, lineterminator=ending, quoting=quoting)
    writer.writerows([["k", "l", "m", "n"], ["first", "", "", ""], *rows])
    expected = [[cell.replace("\r\n", "\n").replace("\r", "\n").strip() for cell in row] for row in rows]
    table = delimited.table(written.getvalue().encode(), "a.csv")
    assert texts(table)[2:] == [row for row in expected if any(row)]


def test_what_is_written_around_a_table_does_not_count(tmp_path: Path) -> None:
    """A cell without a place follows the one before; drawings, links to other files and lists are not looked at."""
    root = Root(tmp_path)
    book = workbook(before='<workbookPr date1904="0"/>').replace(
        "</workbook>", '<externalReferences><externalReference r:id="r9"/></externalReferences></workbook>'
    )
    rows = "<row><c t='inlineStr'><is><t>a_x000D_\nb</t><rPh><t>no</t></rPh></is></c></row><row><c><v>7</v></c><c r='F2' s='9'/><extLst/></row>"
    content = xlsx(rows, after="<drawing/><extLst/>", parts={"xl/workbook.xml": book, "xl/externalLinks/l.xml": "<no"})
    assert texts(read(root, put(root, "a.xlsx", content))) == [["a b"], ["7"]]


def test_a_paragraph_of_opendocument_is_read_as_it_looks(tmp_path: Path) -> None:
    inside = "a <text:s/>b<text:tab/>c<text:line-break/>d \n e<text:note>no</text:note><text:a>f</text:a>"
    table = ods.table(package(made_ods(line("h") + line(inside)), "a.ods"), "")
    assert texts(table)[1] == ["a  b\tc\nd ef"]


def test_the_only_sheet_to_be_seen_is_read(tmp_path: Path) -> None:
    root = Root(tmp_path)
    sheets = (
        '<sheet name="old" state="veryHidden" r:id="r1"/><sheet name="chart" r:id="r2"/><sheet name="new" r:id="r1"/>'
    )
    content = xlsx(row(1, "a") + row(2, "b"), parts={"xl/workbook.xml": workbook(sheets)})
    assert read(root, put(root, "a.xlsx", content)).place.file == 'sources/a.xlsx, sheet "new"'


@pytest.mark.parametrize(("column", "name"), [(1, "A"), (26, "Z"), (27, "AA"), (200, "GR"), (16384, "XFD")])
def test_columns_are_named_as_in_a_spreadsheet(column: int, name: str) -> None:
    assert grid.letters(column) == name
