"""Read a sheet of an OpenDocument spreadsheet (.ods) as it is shown: the results of formulas, dates and shares as such.

Macros, links to other files, drawings and comments are never looked at. Clauses in brackets are those of OpenDocument
1.3, part 3.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..core.diagnostics import Invalid, Place, Problem, Problems
from ..core.untrusted import Package
from ..core.xml import Element
from . import values
from .grid import Grid, Sheet, Span, chosen
from .number_formats import currency_of
from .parts import local, tree
from .table import Table

CONTENT, STYLES, MANIFEST = "content.xml", "styles.xml", "meta-inf/manifest.xml"
NAMES = {
    name: f"urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"
    for name, space in {
        "office": "office", "style": "style", "table": "table", "text": "text", "number": "datastyle",
    }.items()
} | {"calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"}  # fmt: skip
# What only wraps rows and columns [9.1.7 to 9.1.13].
AROUND = {
    "table-row-group", "table-header-rows", "table-rows",
    "table-column-group", "table-header-columns", "table-columns",
}  # fmt: skip
UNSEEN = {"collapse", "filter"}
# What is in a paragraph, and not among its letters: comments, notes, pictures, how a word is pronounced.
BESIDE = {"annotation", "annotation-end", "note", "ruby-text", "frame", "custom-shape"}
# Spaces that are written as a number: more would be no text.
SPACES = 100
AGAIN = "open the file in a spreadsheet program, and save it"


def table(package: Package, wanted: str) -> Table:
    """Return the table of a sheet; "" is the only one. Raises Problems with everything that is wrong."""
    place = Place(package.name)
    if b"encryption-data" in (package.content(MANIFEST) or b"") or "encrypted-package" in package.entries:
        raise Problems([Problem(place, "this file is locked with a password", "remove the password, and save it")])
    styles = _Styles()
    styles.add(tree(package, STYLES))
    content = tree(package, CONTENT)
    styles.add(content)
    tables = content.findall("office:body/office:spreadsheet/table:table", NAMES) if content is not None else []
    if not tables:
        raise Problems([Problem(place, "this is not an OpenDocument spreadsheet, or it is damaged", AGAIN)])
    sheets = [Sheet(_get(each, "table:name"), _get(each, "table:style-name") in styles.unseen) for each in tables]
    at = chosen(package.name, sheets, wanted)
    return _Reader(Grid(package.name, sheets[at].name), styles).read(tables[at])


class _Styles:
    """What the styles say: which sheets are hidden, and how much of a day is shown in a cell."""

    def __init__(self) -> None:
        self.unseen: set[str] = set()
        self._days: dict[str, int] = {}
        self._cells: dict[str, tuple[str, str]] = {}

    def add(self, tree: Element | None) -> None:
        """Note the styles in a part; those in the sheet's own part count more, and are added last."""
        for part in tree if tree is not None else ():
            if local(part) in ("styles", "automatic-styles"):
                for style in part:
                    self._add(style)

    def _add(self, style: Element) -> None:
        name = _get(style, "style:name")
        if local(style) == "date-style":
            shown = {local(part) for part in style}
            month = values.MONTH if "month" in shown else values.YEAR
            self._days[name] = values.DAY if {"day", "day-of-week", "hours"} & shown else month
        elif _get(style, "style:family") == "table-cell":
            self._cells[name] = _get(style, "style:data-style-name"), _get(style, "style:parent-style-name")
        elif _get(style, "style:family") == "table":
            shows = (_get(each, "table:display") for each in style if local(each) == "table-properties")
            if "false" in shows:
                self.unseen.add(name)

    def day(self, name: str) -> int:
        """Return how much of a day is shown in cells of a style; a style inherits from its parent [16.2]."""
        for _ in range(10):  # they may form a circle
            data, name = self._cells.get(name, ("", ""))
            if data:
                return self._days.get(data, values.DAY)
        return values.DAY


@dataclass
class _Reader:
    """Read a sheet into a grid."""

    grid: Grid
    styles: _Styles
    # The last column of each group that has a style of its own, and the style.
    columns: list[tuple[int, str]] = field(default_factory=list)

    def read(self, sheet: Element) -> Table:
        """Return its table."""
        column = row = 1
        for each in _flow(sheet, "table-column"):
            last = column + _times(each, "columns-repeated") - 1
            if _get(each, "table:visibility") in UNSEEN:
                self.grid.hidden_columns.append((column, last))
            self.columns.append((last, _get(each, "table:default-cell-style-name")))
            column = last + 1
        for each in _flow(sheet, "table-row"):
            last = row + _times(each, "rows-repeated") - 1
            if _get(each, "table:visibility") in UNSEEN:
                self.grid.hidden_rows.append((row, last))
            self._row(each, row, last)
            row = last + 1
        return self.grid.table()

    def _row(self, element: Element, row: int, last: int) -> None:
        """Read a row that is there as often as it says [9.1.3]."""
        style = _get(element, "table:default-cell-style-name")
        column = 1
        for cell in element:
            end = column + _times(cell, "columns-repeated") - 1
            if local(cell) == "table-cell":
                across, down = _times(cell, "columns-spanned"), _times(cell, "rows-spanned")
                if across > 1 or down > 1:
                    self.grid.merged.append(Span(row, column, row + down - 1, column + across - 1))
                try:
                    text = _value(cell, self.styles.day(_get(cell, "table:style-name") or style or self._style(column)))
                except Invalid as invalid:
                    self.grid.fault(row, column, invalid)
                    text = ""
                if text.strip():
                    self._put(text, Span(row, column, last, end))
            column = end + 1

    def _put(self, text: str, span: Span) -> None:
        for row in range(span.row, span.last_row + 1):
            for column in range(span.column, span.last_column + 1):
                self.grid.put(row, column, text)  # which ends this, if it is far too often

    def _style(self, column: int) -> str:
        at = bisect_left(self.columns, (column, ""))
        return self.columns[at][1] if at < len(self.columns) else ""


def _flow(element: Element, kind: str) -> Iterator[Element]:
    """Yield the rows or columns of a sheet, looking inside what only wraps them."""
    for child in element:
        if (name := local(child)) == kind:
            yield child
        elif name in AROUND:
            yield from _flow(child, kind)


def _value(cell: Element, day: int) -> str:
    """Return what a cell shows [19.385]; of a date, so many characters. Raises Invalid for what is no text."""
    kind, said = _get(cell, "office:value-type"), _get(cell, "office:value")
    paragraphs = [_words(child) for child in cell if local(child) in ("p", "h")]
    shown = "\n".join(paragraphs)
    if _get(cell, "table:formula") and not kind and not paragraphs:
        raise Invalid("this formula has no result in the file", AGAIN)
    if _get(cell, "calcext:value-type") == "error":
        raise Invalid(f"this cell shows {shown[:20]}, an error", values.MEND)
    match kind:
        case "float" if shown and ("%" in shown or not any(map(str.isdigit, shown))):
            what = f'this cell shows "{shown[:20]}", but what is in it is the number {said[:20]}'
            raise Invalid(what, "format it as text, and type what is meant")
        case "float":
            return values.digits(said)
        case "percentage":
            return values.percent(said)
        case "currency":
            return f"{values.digits(said)} {currency_of(_get(cell, 'office:currency'))}".strip()
        case "date":
            return values.day_of_iso(_get(cell, "office:date-value")).isoformat()[:day]
        case "time":
            raise Invalid(*values.TIME)
        case "boolean":
            said = "TRUE" if _get(cell, "office:boolean-value") == "true" else "FALSE"
            raise Invalid(f"this cell is {said}", "type the word that is meant")
    return shown if paragraphs else _get(cell, "office:string-value")


def _words(element: Element) -> str:
    """Return the letters of a paragraph, in which spaces can be written as numbers [6.1.2, 6.1.3]."""
    said = [_collapsed(element.text)]
    for child in element:
        match local(child):
            case "s":
                said.append(" " * min(_number(_get(child, "text:c")), SPACES))
            case "tab":
                said.append("\t")
            case "line-break":
                said.append("\n")
            case name if name not in BESIDE:
                said.append(_words(child))
        said.append(_collapsed(child.tail))
    return "".join(said)


def _collapsed(text: str | None) -> str:
    return re.sub("[ \t\r\n]+", " ", text or "")


def _get(element: Element, attribute: str) -> str:
    """Return an attribute by its name as the standard has it, or nothing."""
    prefix, _, name = attribute.partition(":")
    return str(element.get(f"{{{NAMES[prefix]}}}{name}", ""))


def _times(element: Element, what: str) -> int:
    return _number(_get(element, f"table:number-{what}"))


def _number(said: str) -> int:
    return max(int(said), 1) if re.fullmatch("[0-9]{1,7}", said) else 1
