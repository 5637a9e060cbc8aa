# ruff: noqa: E501
"""Bad spreadsheets: each gets an answer that says where, what and what to do, and all that is wrong is said at once."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from factsheet.core.project import Root
from factsheet.core.unfit import MAX_TEXT
from factsheet.tables import table

from .making import SPREADSHEET, line, ods, packed, problems, put, related, row, styles, workbook, xlsx

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEADS, DATA = row(1, "a", "b"), row(2, "1", "2")
GOOD = HEADS + DATA
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BILLION = f'<!DOCTYPE x [<!ENTITY l0 "lol">{LAUGHS}]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'


def cell(xml: str, code: str = "General", *, before: str = "") -> Callable[[], bytes]:
    """Return a workbook with one cell under the head `a`: its XML, and its number format."""
    book = workbook(before=before)
    return lambda: xlsx(row(1, "a") + row(2, xml), parts={"xl/styles.xml": styles(code), "xl/workbook.xml": book})


def number(value: str, code: str = "General", *, before: str = "") -> Callable[[], bytes]:
    return cell(f'<c r="{{}}" s="1"><v>{value}</v></c>', code, before=before)


def of_ods(attributes: str, inside: str = "") -> Callable[[], bytes]:
    """Return an OpenDocument spreadsheet with one cell under the head `a`."""
    return lambda: ods(line("a") + line(f"<table:table-cell {attributes}>{inside}</table:table-cell>"))


def sheets(*named: str) -> Callable[[], bytes]:
    """Return a workbook of several sheets; a dash before a name hides one."""
    hidden = {True: " state='hidden'", False: ""}
    inside = "".join(f'<sheet name="{each.strip("-")}" r:id="r1"{hidden["-" in each]}/>' for each in named)
    return lambda: xlsx(GOOD, parts={"xl/workbook.xml": workbook(inside)})


def overlapping() -> bytes:
    """Return a workbook with two entries in its list that are one and the same part."""
    whole = bytearray(
        packed(
            {
                "xl/a.xml": "x" * 500,
                "xl/b.xml": "y" * 500,
                "[Content_Types].xml": "",
                "_rels/.rels": related(("officeDocument", "xl/b.xml")),
            }
        )
    )
    first, second = (
        at for at in range(len(whole)) if whole.startswith(b"PK\1\2", at) and b"xl/" in whole[at + 46 : at + 54]
    )
    whole[second + 42 : second + 46] = whole[first + 42 : first + 46]
    return bytes(whole)


def locked() -> bytes:
    """Return a workbook whose sheet is marked as encrypted."""
    made = bytearray(xlsx(GOOD))
    at = made.rfind(b"PK\1\2")
    made[at + 8] |= 1
    return bytes(made)


def crowded() -> bytes:
    result = BytesIO()
    with zipfile.ZipFile(result, "w") as archive:
        for each in range(2_500):
            archive.writestr(f"{each}", b"")
    return result.getvalue()


S = ', sheet "2026"'
AGAIN = "open the file in a spreadsheet program, and save it"
REMEDY = "ask for the file again, or open it in the program that wrote it and save it again"
AS_XLSX = "open it in a spreadsheet program, and save it as .xlsx"
MEND = "correct it in the spreadsheet"
TYPE = "type the date, or format the cell as text and type what is meant"
WORD = "type the word that is meant"
ENTITIES = (
    "this file declares a DOCTYPE, which may hide entities; delete everything from <!DOCTYPE to the first element"
)

# What is in the file, by its name; and what is said, after the name.
Case = tuple[bytes | str | Callable[[], bytes], list[str]]
FILES: dict[str, Case] = {
    "empty.csv": (b"", [": this file is empty; write the heads in its first row, and the data below"]),
    "blank.xlsx": (b" \n", [": this file is empty; write the heads in its first row, and the data below"]),
    "old.xls": (OLE + b"Workbook", [f": this is a file from before Excel 2007 (.xls); {AS_XLSX}"]),
    "locked.xlsx": (OLE + "EncryptedPackage".encode("utf-16-le"), [": this file is locked with a password; remove the password, and save it"]),
    "html.xls": ("\ufeff<html><table><tr><td>a</td></tr></table></html>", [f": this is a web page or another file with markup, whatever it is called; {AS_XLSX}"]),
    "of-2003.xls": ('<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', [f": this is a web page or another file with markup, whatever it is called; {AS_XLSX}"]),
    "paper.pdf": ("%PDF-1.7", [": this is a PDF; ask for the spreadsheet that it was made from"]),
    "csv.xlsx": ("a,b\n1,2", [": this file is text, as in a CSV file, but its name does not end in .csv; rename it: csv.csv"]),
    "table.txt": ("a,b\n1,2", [": this file is text, as in a CSV file, but its name does not end in .csv; rename it: table.csv"]),
    "xlsx.csv": (lambda: xlsx(GOOD), [": this file is an Excel workbook, but its name does not end in .xlsx; rename it: xlsx.xlsx"]),
    "ods.xlsx": (lambda: ods(line("a")), [": this file is an OpenDocument spreadsheet, but its name does not end in .ods; rename it: ods.ods"]),
    "numbers.numbers": (lambda: packed({"Index/Document.iwa": ""}), [": this is a Numbers file; export it from Numbers as Excel (.xlsx)"]),
    "binary.xlsb": (lambda: packed({"[Content_Types].xml": "", "xl/workbook.bin": ""}), [f": this is a binary Excel workbook (.xlsb); {AS_XLSX}"]),
    "word.docx": (lambda: packed({"[Content_Types].xml": "", "word/document.xml": ""}), [": this is a Word file; copy its table into a spreadsheet, and save that as .xlsx"]),
    "archive.zip": (lambda: packed({"a.csv": "a"}), [": this is a ZIP file, and no spreadsheet; unpack it"]),
    "macros.xlsm": (lambda: xlsx(GOOD), [": this workbook has macros, and they are never run; save it as .xlsx, which has none"]),
    "macros.xlsx": (lambda: xlsx(GOOD, parts={"xl/vbaProject.bin": OLE}), [": this workbook has macros, and they are never run; save it as .xlsx, which has none"]),
    "no-workbook.xlsx": (lambda: packed({"[Content_Types].xml": ""}), [f": this is not an Excel workbook, or it is damaged; {AGAIN}"]),
    "no-sheet.ods": (lambda: ods("", sheets="<a/>"), [f": this is not an OpenDocument spreadsheet, or it is damaged; {AGAIN}"]),
    "cut.xlsx": (lambda: xlsx(GOOD)[:-30], [f": this file is damaged (File is not a zip file); {REMEDY}"]),
    "encrypted.xlsx": (locked, [": this file is locked with a password; save it without one"]),
    "encrypted.ods": (lambda: ods(line("a"), parts={"META-INF/manifest.xml": "<encryption-data/>"}), [": this file is locked with a password; remove the password, and save it"]),
    "encrypted-as-a-whole.ods": (lambda: packed({"mimetype": SPREADSHEET, "META-INF/manifest.xml": "", "encrypted-package": ""}), [": this file is locked with a password; remove the password, and save it"]),
    # The sheets of a workbook
    "several-sheets.xlsx": (sheets("2025", "2026", "-notes"), [': there are 2 sheets: "2025", "2026"; name the one with the table']),
    "hidden-sheets.xlsx": (sheets("-2025"), [": there is no sheet to be seen in this file; show the sheet with the table"]),
    "long-name.xlsx": (sheets("x" * 101), [": a sheet has a name of more than 100 letters; give it a shorter one"]),
    "hidden-sheet.ods": (
        lambda: ods("", style='<style:style style:family="table" style:name="t"><style:table-properties table:display="false"/></style:style>', sheets='<table:table table:name="x" table:style-name="t"/>'),
        [": there is no sheet to be seen in this file; show the sheet with the table"],
    ),
    # Heads, rows and columns
    "nothing.xlsx": (lambda: xlsx(row(3, " ", '<c r="{}" s="1"/>')), [f"{S}: there is nothing in this table; write the heads in its first row, and the data below them"]),
    "heads-alone.xlsx": (lambda: xlsx(HEADS), [f"{S}: there are heads, but no rows below them; write the data below them"]),
    "title.xlsx": (lambda: xlsx(row(1, "Countries") + row(2, "a", "b") + row(3, "1", "2")), [f"{S}, cell A1: there is one head, and 2 cells in the row below it; write a head above each cell, and no title above the heads"]),
    "no-head.xlsx": (lambda: xlsx(row(1, "a", "", "c") + row(2, "1", "2") + row(3, "1", "2", "3", "4")), [
        f"{S}, cell B2: there is no head above this cell; write one in the first row, or delete this column",
        f"{S}, cell D3: there is no head above this cell; write one in the first row, or delete this column",
    ]),
    "twice.xlsx": (lambda: xlsx(row(1, "a", "b", " a ") + DATA), [f'{S}, cell C1: the head "a" is there twice, first in cell A1; rename one, or delete it']),
    "merged-heads.xlsx": (lambda: xlsx(GOOD, after='<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="D1:E9"/></mergeCells>'), [f"{S}, cell A1: the cells A1 to B1 are merged; split them: the heads are in one row, each above its own column, with no title above them"]),
    "merged.ods": (
        lambda: ods(line("a", "b") + line('<table:table-cell table:number-rows-spanned="2"><text:p>x</text:p></table:table-cell>', "y") + line("<table:covered-table-cell/>", "z")),
        [f"{S}, cell A2: the cells A2 to A3 are merged; split them: each row has cells of its own"],
    ),
    "hidden.xlsx": (
        lambda: xlsx(HEADS + "".join(row(at, "x", "y", more='hidden="1"' if at in (3, 5, 6) else "") for at in range(2, 8)) + row(9, "", more='hidden="1"'), before='<cols><col min="2" max="4" hidden="true"/></cols>'),
        [
            f"{S}, column B: column B is hidden; show it or delete it",
            f"{S}, row 3: row 3 is hidden; show it or delete it (a filter hides rows too)",
            f"{S}, row 5: rows 5 to 6 are hidden; show them or delete them (a filter hides rows too)",
        ],
    ),
    "hidden.ods": (
        lambda: ods('<table:table-column/><table:table-column table:visibility="collapse" table:number-columns-repeated="3"/>' + line("a", "b", "c") + "<table:table-row-group>" + line("1", "2", "3", more='table:visibility="filter" table:number-rows-repeated="2"') + "</table:table-row-group>"),
        [
            f"{S}, column B: columns B to C are hidden; show them or delete them",
            f"{S}, row 2: rows 2 to 3 are hidden; show them or delete them (a filter hides rows too)",
        ],
    ),
    "far.xlsx": (lambda: xlsx(GOOD + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), [f"{S}, cell XFD1048576: this cell is not empty, and a table ends at row 5,000 and column GR; delete what is in it, or split the table into several files"]),
    "endless.ods": (lambda: ods(line("a") + line('<table:table-cell table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell>', more='table:number-rows-repeated="1048575"')), [f"{S}, cell GS2: this cell is not empty, and a table ends at row 5,000 and column GR; delete what is in it, or split the table into several files"]),
    "one-place-twice.xlsx": (lambda: xlsx(GOOD + row(2, "9")), [f"{S}, cell A2: this cell is in the file twice; type its text again"]),
    # Cells
    "an-error.xlsx": (cell('<c r="{}" t="e"><f>A9</f><v>#REF!</v></c>'), [f"{S}, cell A2: this cell shows #REF!, an error; {MEND}"]),
    "an-error.ods": (of_ods('calcext:value-type="error" office:value-type="string" office:string-value=""', "<text:p>Err:502</text:p>"), [f"{S}, cell A2: this cell shows Err:502, an error; {MEND}"]),
    "a-boolean.xlsx": (cell('<c r="{}" t="b"><v>1</v></c>'), [f"{S}, cell A2: this cell is TRUE; {WORD}"]),
    "a-boolean.ods": (of_ods('office:value-type="boolean" office:boolean-value="false"', "<text:p>FALSE</text:p>"), [f"{S}, cell A2: this cell is FALSE; {WORD}"]),
    "a-number-as-a-word.ods": (of_ods('office:value-type="float" office:value="1"', "<text:p>WAHR</text:p>"), [f'{S}, cell A2: this cell shows "WAHR", but what is in it is the number 1; format it as text, and type what is meant']),
    "no-result.xlsx": (cell('<c r="{}"><f>1+1</f></c>'), [f"{S}, cell A2: this formula has no result in the file; {AGAIN}"]),
    "no-result.ods": (of_ods('table:formula="of:=1+1"'), [f"{S}, cell A2: this formula has no result in the file; {AGAIN}"]),
    "no-text.xlsx": (cell('<c r="{}" t="s"><v>7</v></c>'), [f"{S}, cell A2: the text of this cell is missing in the file; {AGAIN}"]),
    "a-word.xlsx": (number("twelve"), [f'{S}, cell A2: "twelve" is no number; {MEND}']),
    "no-number.xlsx": (number("NaN"), [f'{S}, cell A2: "NaN" is no number; {MEND}']),
    "long-number.xlsx": (number("1.2E+20"), [f"{S}, cell A2: a number of 21 digits, of which a spreadsheet keeps only the first 15; format the cell as text, and type the number again"]),
    "rounding.ods": (of_ods('office:value-type="float" office:value="5.551115123125783E-17"'), [f"{S}, cell A2: the number 5.55112e-17 is too small to be printed in digits; round it"]),
    "a-time.xlsx": (number("0.6", "h:mm"), [f"{S}, cell A2: this is a time, not a date; {TYPE}"]),
    "a-time-as-a-date.xlsx": (number("0.5", "d/m/yyyy"), [f"{S}, cell A2: this is a time, not a date; {TYPE}"]),
    "a-duration.xlsx": (number("1.25", "[h]:mm"), [f"{S}, cell A2: this is a time, not a date; {TYPE}"]),
    "a-time.ods": (of_ods('office:value-type="time" office:time-value="PT14H"'), [f"{S}, cell A2: this is a time, not a date; {TYPE}"]),
    "a-date-and-time.xlsx": (number("45756.604166666664", "yyyy-mm-dd"), [f"{S}, cell A2: this is a date with a time of day (14:30); type the date alone"]),
    "a-date-and-time.ods": (of_ods('office:value-type="date" office:date-value="2025-04-09T14:30:05"'), [f"{S}, cell A2: this is a date with a time of day (14:30:05); type the date alone"]),
    "29-february-1900.xlsx": (number("60", "d/m/yyyy"), [f"{S}, cell A2: a date before 1 March 1900, which programs count in different ways; format the cell as text, and type the date as 1899-12-31"]),
    "no-date.xlsx": (number("1e9", "d/m/yyyy"), [f'{S}, cell A2: "1e9" is no date; type the date again']),
    "no-date.ods": (of_ods('office:value-type="date" office:date-value="2025-02-30"'), [f'{S}, cell A2: "2025-02-30" is no date; type the date again']),
    "before-1904.xlsx": (number("-1", "d/m/yyyy", before='<workbookPr date1904="true"/>'), [f'{S}, cell A2: "-1" is no date; type the date again']),
    "a-bell.xlsx": (cell('<c r="{}" t="str"><v>a_x0007_</v></c>'), [f"{S}, cell A2: an invisible control character (U+0007); delete it"]),
    "half-a-letter.xlsx": (cell('<c r="{}" t="str"><v>a_xD83D_</v></c>'), [f"{S}, cell A2: an invisible control character (U+D83D); delete it"]),
    "long.xlsx": (lambda: xlsx(HEADS + row(2, "x" * (MAX_TEXT + 1))), [f"{S}, cell A2: a text of 5,001 characters; the limit is 5,000"]),
    # What is done to XML
    "laughs.xlsx": (lambda: xlsx(row(1, "&l9;"), head=BILLION), [f": {ENTITIES}"]),
    "outside.xlsx": (lambda: xlsx(row(1, "&f;"), head=OUTSIDE), [f": {ENTITIES}"]),
    "laughs.ods": (lambda: ods(line("&l9;"), head=BILLION), [f": {ENTITIES}"]),
    "entity-in-styles.xlsx": (lambda: xlsx(GOOD, parts={"xl/styles.xml": OUTSIDE + "<styleSheet>&f;</styleSheet>"}), [f": {ENTITIES}"]),
    "crowded.xlsx": (crowded, [f": 2,500 parts in one file; a document has fewer than 100; {REMEDY}"]),
    # CSV
    "windows-1252.csv": ("a,b\nKE,Côte d'Ivoire\n".encode("windows-1252"), [':2:5: byte 0xf4 is not UTF-8 text; save it again, as "CSV UTF-8"']),
    "zeros.csv": ("a,b\n1,2".encode("utf-16-le"), [': this is not a text file, or one in an unusual encoding; save it again, as "CSV UTF-8"']),
    "half-a-letter.csv": ("a,b\n1,2".encode("utf-16") + b"x", [': this file is damaged: it is not UTF-16 throughout; save it again, as "CSV UTF-8"']),
    "a-zero.csv": ("a,b\n" * 300 + "1,2\0", [":301:3: an invisible control character (U+0000); delete it"]),
    "ambiguous.csv": ("\nname;amount (EUR, million)\nx;1", [":2:1: the heads could be separated by a comma or by a semicolon; write a line above them that says which: sep=, or sep=;"]),
    "unclosed.csv": ('a,b\n1,"x\n2,y', [':2:3: this quotation mark is never closed; close it; write a quotation mark that belongs to a text twice: ""']),
    "words-after.csv": ('a,b\n1,"x\ny" z\n', [':3:4: there are words after a cell in quotation marks, which began on line 2; write a quotation mark that belongs to a text twice: ""']),
    "ragged.csv": ("a,b\nRome, Italy,1\n\n2,x,y,z\n3,,,\n", [
        ':2:13: this row has 3 cells, but there are only 2 heads; put quotation marks around a text with a separator in it, as in "Rome, Italy"',
        ':4:5: this row has 4 cells, but there are only 2 heads; put quotation marks around a text with a separator in it, as in "Rome, Italy"',
    ]),
    "no-head.csv": ("a,,c\n1,2,3\n4,5,6\n", [":2:3: there is no head above this cell; write one in the first row, or delete this column"]),
    "twice.csv": ("a,b,a\n1,2,3\n", [':1:5: the head "a" is there twice, first in column 1 of line 1; rename one, or delete it']),
    "errors.csv": ("a;b\n#N/A;#####\n", [f":2:1: this cell shows #N/A, an error; {MEND}", f":2:6: this cell shows #####, an error; {MEND}"]),
    "heads-alone.csv": ("a,b\n,\n", [": there are heads, but no rows below them; write the data below them"]),
    "separator-alone.csv": ("sep=;\r\n", [": there is nothing in this table; write the heads in its first row, and the data below them"]),
    "large.csv": (",".join(f"h{at}" for at in range(100)) + "\n1" * 701, [": 701 rows of 100 cells; a table has at most 70,000 cells; split the table into several files"]),
    "wide.csv": (",".join(f"h{at}" for at in range(1, 202)), [":1:893: this cell is not empty, and a table has at most 200 columns; split the table into several files"]),
    "reversed.csv": ("a,b\n1,x\u202ey\n", [":2:3: an invisible character that reverses the order of letters (U+202E); delete it; the direction of each word is worked out automatically"]),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_bad_file_gets_a_clear_answer(name: str, tmp_path: Path) -> None:
    content, says = FILES[name]
    root = Root(tmp_path)
    path = put(root, name, content() if callable(content) else content)
    assert problems(root, path) == [f"{name}{each}" for each in says]


@pytest.mark.parametrize(
    ("name", "sheet", "says"),
    [
        ("book.xlsx", "2028", ': there is no sheet "2028"; did you mean "2026"?'),
        ("book.xlsx", "Kenya", ': there is no sheet "Kenya"; available: 2025, 2026'),
        ("book.xlsx", "notes", ': the sheet "notes" is hidden; show it, or name another sheet'),
        ("table.csv", "2026", ': a CSV file has no sheets; leave out the sheet, "2026"'),
    ],
)
def test_a_sheet_that_is_not_there(name: str, sheet: str, says: str, tmp_path: Path) -> None:
    root = Root(tmp_path)
    path = put(root, name, "a,b\n1,2" if name == "table.csv" else sheets("2025", "2026", "-notes")())
    assert problems(root, path, sheet) == [name + says]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (overlapping, "a.xlsx: this file is damaged (xl/b.xml: "),
        (lambda: xlsx(GOOD, parts={"xl/s.xml": "<worksheet>"}), "a.xlsx:1:12: this is not readable XML ("),
        (lambda: xlsx(GOOD, parts={"xl/s.xml": b"PK\3\4"}), "a.xlsx:1:1: this is not readable XML ("),
        (lambda: xlsx("<a>" * 300), "a.xlsx:1:"),
    ],
)
def test_a_damaged_file_is_refused(content: Callable[[], bytes], says: str, tmp_path: Path) -> None:
    """Some of the words are those of libraries, which differ from version to version."""
    root = Root(tmp_path)
    (found,) = problems(root, put(root, "a.xlsx", content()))
    assert found.startswith(says)
    assert found.endswith(REMEDY)


@pytest.mark.parametrize(
    "content",
    [
        xlsx(row(1, "a") + "".join(row(at, '<c r="{}" t="b"><v>0</v></c>') for at in range(2, 300))),
        "a,b\n" + "1,2,3\n" * 300,
    ],
)
def test_a_hundred_problems_are_enough(content: bytes | str, tmp_path: Path) -> None:
    root = Root(tmp_path)
    path = put(root, "a.csv" if isinstance(content, str) else "a.xlsx", content)
    assert len(problems(root, path)) == table.PROBLEMS == 100


def test_what_is_no_file_of_the_project(tmp_path: Path) -> None:
    root = Root(tmp_path / "project")
    put(root, "a.csv", "a,b\n1,2")
    outside = tmp_path / "outside.csv"
    outside.write_text("a,b\n1,2", "utf-8")
    (root.sources / "link.csv").symlink_to(outside)
    assert problems(root, root.sources / "none.csv") == ["none.csv: this file is missing; put it back"]
    assert "leads out of the project" in problems(root, root.sources / "link.csv")[0]
    put(root, "large.csv", b"a" * 10_000_001)
    assert problems(root, root.sources / "large.csv") == [
        "large.csv: this file is 10.0 MB; a table can be at most 10 MB; make it smaller"
    ]
