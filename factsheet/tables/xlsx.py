"""Read a sheet of an Excel workbook (.xlsx) as it is shown: the results of formulas, dates and shares as such.

Macros, links to other files, drawings and comments are never looked at. Clauses in brackets are those of ECMA-376
part 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..core import opc
from ..core.diagnostics import Invalid, Place, Problem, Problems
from ..core.untrusted import Package
from ..core.xml import Element
from . import kinds, values
from .grid import Grid, Sheet, Span, chosen
from .number_formats import BUILT_IN, understood
from .parts import local, tree
from .table import Table

TRUE = {"1", "true"}
# A cell's reference [18.18.7], and an escaped character in a text [22.4.2.4, ST_Xstring].
REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")
ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
AGAIN = "open the file in a spreadsheet program, and save it"


def table(package: Package, wanted: str) -> Table:
    """Return the table of a sheet; "" is the only one. Raises Problems with everything that is wrong."""
    if any(path.endswith("vbaproject.bin") or "/macrosheets/" in path for path in package.entries):
        raise Problems([Problem(Place(package.name), *kinds.MACROS)])
    book = _book(package)
    sheet, path = book.sheets[chosen(package.name, [sheet for sheet, _ in book.sheets], wanted)]
    texts = _strings(tree(package, book.beside.get("sharedstrings", "")))
    formats = _formats(tree(package, book.beside.get("styles", "")))
    reader = _Reader(Grid(package.name, sheet.name), texts, formats, book.since_1904)
    return reader.read(tree(package, path))


@dataclass(frozen=True)
class _Book:
    """A workbook: its sheets and where they are, the parts beside them, and how it counts days."""

    sheets: Sequence[tuple[Sheet, str]]
    beside: Mapping[str, str]
    since_1904: bool


def _book(package: Package) -> _Book:
    main = next((each.path for each in opc.related(package, "") if each.role == opc.WHOLE), "")
    workbook = tree(package, main)
    if workbook is None or local(workbook) != "workbook":
        raise Problems([Problem(Place(package.name), "this is not an Excel workbook, or it is damaged", AGAIN)])
    parts = {each.id: each for each in opc.related(package, main)}
    sheets = [
        (sheet, parts[id].path) for sheet, id in _sheets(workbook) if id in parts and parts[id].role == "worksheet"
    ]
    since_1904 = any(each.get("date1904") in TRUE for each in workbook.iterfind("{*}workbookPr"))
    return _Book(sheets, {each.role: each.path for each in parts.values()}, since_1904)


def _sheets(workbook: Element) -> Iterator[tuple[Sheet, str]]:
    """Yield the sheets, each with the id of its relationship."""
    for each in workbook.iterfind("{*}sheets/{*}sheet"):
        id = next((str(value) for key, value in each.attrib.items() if str(key).endswith("}id")), "")
        yield Sheet(each.get("name", ""), each.get("state", "visible") != "visible"), id


def _strings(shared: Element | None) -> list[str]:
    """Return the texts that cells share [18.4.9]."""
    return [_text(each) for each in shared] if shared is not None else []


def _text(element: Element | None) -> str:
    """Return a text without its looks [18.4.8]. How it is pronounced is not part of it."""
    said = []
    for each in element if element is not None else ():
        if local(each) == "t":
            said.append(each.text or "")
        elif local(each) == "r":
            said += [part.text or "" for part in each if local(part) == "t"]
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), "".join(said))


def _formats(styles: Element | None) -> list[str]:
    """Return the codes of number formats, by the numbers of the styles of cells [18.8.10]."""
    if styles is None:
        return []
    codes = {each.get("numFmtId", ""): each.get("formatCode", "") for each in styles.iterfind("{*}numFmts/{*}numFmt")}
    codes = {str(number): code for number, code in BUILT_IN.items()} | codes
    return [codes.get(each.get("numFmtId", ""), "") for each in styles.iterfind("{*}cellXfs/{*}xf")]


@dataclass
class _Reader:
    """Read a sheet into a grid."""

    grid: Grid
    texts: Sequence[str]
    formats: Sequence[str]
    since_1904: bool

    def read(self, sheet: Element | None) -> Table:
        """Return its table. A row or cell that does not say where it is follows the one before it [18.3.1.73]."""
        for part in sheet if sheet is not None else ():
            match local(part):
                case "cols":
                    hidden = (each for each in part if each.get("hidden") in TRUE)
                    self.grid.hidden_columns += [(_count(each.get("min")), _count(each.get("max"))) for each in hidden]
                case "sheetData":
                    row = 0
                    for each in _only(part, "row"):
                        row = _count(each.get("r")) or row + 1
                        self._row(each, row)
                case "mergeCells":
                    self.grid.merged += [span for each in part if (span := _span(each.get("ref", "")))]
        return self.grid.table()

    def _row(self, element: Element, row: int) -> None:
        if element.get("hidden") in TRUE:
            self.grid.hidden_rows.append((row, row))
        column = 0
        for cell in _only(element, "c"):
            at = REFERENCE.fullmatch(cell.get("r", ""))
            column = _column(at[1]) if at else column + 1
            try:
                self.grid.put(row, column, self._value(cell))
            except Invalid as invalid:
                self.grid.fault(row, column, invalid)

    def _value(self, cell: Element) -> str:
        """Return what a cell shows [18.3.1.4]. Raises Invalid for what is no text."""
        parts = {local(part): part for part in cell}
        kind, value = cell.get("t", "n"), parts.get("v")
        said = (value.text or "") if value is not None else ""
        if "f" in parts and not said and not (kind == "str" and value is not None):
            raise Invalid("this formula has no result in the file", AGAIN)
        match kind:
            case "inlineStr":
                return _text(parts.get("is"))
            case "s" if said:
                if not re.fullmatch("[0-9]{1,7}", said) or int(said) >= len(self.texts):
                    raise Invalid("the text of this cell is missing in the file", AGAIN)
                return self.texts[int(said)]
            case "str":
                return ESCAPED.sub(lambda found: chr(int(found[1], 16)), said)
            case "b":
                raise Invalid(f"this cell is {'TRUE' if said in TRUE else 'FALSE'}", "type the word that is meant")
            case "e":
                raise Invalid(f"this cell shows {said[:20]}, an error", values.MEND)
        return self._number(said.strip(), kind, cell.get("s", "0")) if said.strip() else ""

    def _number(self, said: str, kind: str, style: str) -> str:
        number = int(style) if re.fullmatch("[0-9]{1,6}", style) else 0
        shown = understood(self.formats[number] if number < len(self.formats) else "")
        if kind == "d":
            return values.day_of_iso(said).isoformat()[: shown.day or values.DAY]
        if shown.time:
            raise Invalid(*values.TIME)
        if shown.day:
            return values.day_of_serial(said, since_1904=self.since_1904).isoformat()[: shown.day]
        if shown.percent:
            return values.percent(said)
        return f"{values.digits(said)} {shown.currency}".strip()


def _only(element: Element, name: str) -> Iterator[Element]:
    return (each for each in element if local(each) == name)


def _count(said: str | None) -> int:
    return int(said) if said and re.fullmatch("[0-9]{1,7}", said) else 0


def _column(name: str) -> int:
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - 64
    return number


def _span(said: str) -> Span | None:
    first, _, last = said.partition(":")
    one, end = REFERENCE.fullmatch(first), REFERENCE.fullmatch(last or first)
    return Span(int(one[2]), _column(one[1]), int(end[2]), _column(end[1])) if one and end else None
