"""Read a Word table that came back, whichever program saved it, as rows.

Texts are found by the key in their row, not by their place. Track Changes counts as accepted: what was put
in is in, what was taken out is out. What a reader does not see (hidden text, fields, comments) is no text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from docx.oxml.ns import qn
from lxml import etree
from lxml.etree import _Element as Element

from . import markup
from .bilingual import KEY, NOTE
from .errors import Place, Problem, Problems
from .exchange import SEAL, Returned, Row
from .markup import Run

DOCUMENT, STYLES, COMMENTS = "word/document.xml", "word/styles.xml", "word/comments.xml"
PARTS = (DOCUMENT, STYLES, COMMENTS)
# "French (fr)" heads the column of the translation.
TONGUE = re.compile(r"\(([a-z]{2,3}(?:-[A-Za-z]+)*)\)\s*$")
# What only wraps something: content controls, links, what was put in or moved here under Track Changes.
WRAPS = {
    "ins", "moveTo", "hyperlink", "sdt", "sdtContent", "smartTag", "customXml", "fldSimple", "bdo", "dir",
    "AlternateContent", "Choice",
}  # fmt: skip
LETTERS = {"tab": " ", "br": " ", "cr": " ", "softHyphen": "", "noBreakHyphen": "\N{NON-BREAKING HYPHEN}"}
MOST = 2_000
HEADLESS = "delete what is above and below the table, but not its first row"


@dataclass(frozen=True)
class Columns:
    """Where each column stands: that of the key, of the English, of the translation; and the names of all of them."""

    key: int
    english: int
    target: int
    names: tuple[str, ...]


@dataclass(frozen=True)
class Cell:
    """A cell: its paragraphs as they are read, how many columns it takes, and whether it goes on into other rows."""

    paragraphs: tuple[tuple[Run, ...], ...]
    span: int
    merged: bool
    struck: bool

    @property
    def plain(self) -> list[str]:
        return [" ".join("".join(run.text for run in runs).split()) for runs in self.paragraphs]

    @property
    def text(self) -> str:
        """Return the text with its marks, as it would be typed."""
        runs = (run for paragraph in self.paragraphs for run in (*paragraph, Run(" ")))
        return markup.signed(_sensible(markup.tidied(runs)), lambda run: run.text)


def rows(parts: Mapping[str, Element], name: str, language: str = "") -> Returned:
    """Return what stands in the tables of a Word file; `language` is of a file that does not say it itself.

    Raises Problems where there is no such table.
    """
    if DOCUMENT not in parts:
        raise Problems(
            [Problem(Place(name), "this is no Word file", "import the file that went out, translated: Word or XLIFF")]
        )
    dresses = _Dresses(parts.get(STYLES))
    lines = [line for table in parts[DOCUMENT].iter(qn("w:tbl")) for line in _lines(table)]
    if len(lines) > MOST:
        raise Problems([Problem(Place(name), f"{len(lines):,} rows; at most {MOST:,} can be read", "split it")])
    read = [(line, [_cell(cell, dresses) for cell in _children(line, "tc")]) for line in lines]
    columns, found = _head(cells for _, cells in read)
    found = language or found
    if columns is None or not found:
        what = (
            "there is no table of translations in this file"
            if columns is None
            else "this table does not say its language"
        )
        remedy = "give the table its first row back: Key, English, and the language with its code, as in French (fr)"
        raise Problems([Problem(Place(name), what, remedy)])
    said = _comments(parts.get(COMMENTS))
    whole: list[Row] = []
    comments: list[tuple[Place, str]] = []
    for number, (line, cells) in enumerate(read, 1):
        place = Place(f"{name}, row {number}")
        row = _row(cells, columns, place)
        if row is not None:
            whole.append(row)
        for comment in line.iter(qn("w:commentReference")):
            if words := said.get(comment.get(qn("w:id"), "")):
                comments.append((place, f"{row.id if row else ''}: {words}"))
    if not whole:
        raise Problems([Problem(Place(name), "the table of this file has no rows", "ask for the file again")])
    return Returned(found, tuple(whole), tuple(comments))


def _row(cells: Sequence[Cell], columns: Columns, place: Place) -> Row | None:
    """Return a row as a text; one with nothing in it, and the head, are none."""
    by_column = dict(_placed(cells))
    key, english, target = (by_column.get(at) for at in (columns.key, columns.english, columns.target))
    if not any(line for cell in cells for line in cell.plain) or (key and key.plain[:1] == [KEY]):
        return None
    lines = [line for line in (key.plain if key else ()) if line]
    seal = next((line for line in lines if SEAL.fullmatch(line)), "")
    id = next((line for line in lines if line != seal), "")
    fault = _fault(key, english, target)
    if not target:  # nothing is lost: what the row has stands where the translation should
        said = " ".join(line for cell in cells if cell is not key for line in cell.plain)
        return Row(id, place, "", said, seal, fault=fault)
    further = (at for at in range(columns.target + 1, len(columns.names)) if columns.names[at] != NOTE)
    extra = {columns.names[at]: by_column[at].text for at in further if at in by_column}
    return Row(id, place, english.text if english else "", target.text, seal, fault=fault, extra=extra)


def _fault(key: Cell | None, english: Cell | None, target: Cell | None) -> str:
    """Return why a row cannot be read, or nothing."""
    if key is None or english is None or target is None:
        return "cells of this row were merged or removed"
    if any(cell.span > 1 for cell in (key, english, target)):
        return "cells of this row were merged"
    if target.merged or key.merged or english.merged:
        return "a cell of this row was merged with the row above or below"
    return "part of it is struck through: delete it, or take the line away" if target.struck else ""


def _placed(cells: Iterable[Cell]) -> Iterator[tuple[int, Cell]]:
    at = 0
    for cell in cells:
        yield at, cell
        at += cell.span


def _head(rows: Iterable[Sequence[Cell]]) -> tuple[Columns | None, str]:
    """Return the columns as the head names them, wherever it was sorted to, and the language that it says."""
    for cells in rows:
        names = [" ".join(cell.plain).strip() for cell in cells]
        tongues = [at for at, name in enumerate(names) if TONGUE.search(name)]
        if KEY in names and tongues:
            key, target = names.index(KEY), tongues[-1]
            # The English stands before its translation; if columns were moved, it is the first that is neither.
            english = (
                target - 1
                if target - 1 not in (key, -1)
                else next((at for at in range(len(names)) if at not in (key, target)), 0)
            )
            found = TONGUE.search(names[target])
            return Columns(key, english, target, tuple(names)), found[1] if found else ""
    return None, ""


def _lines(table: Element) -> Iterator[Element]:
    """Yield the rows of a table but those that were deleted under Track Changes."""
    for line in _children(table, "tr"):
        if line.find(f"{qn('w:trPr')}/{qn('w:del')}") is None:
            yield line


def _children(element: Element, tag: str) -> Iterator[Element]:
    """Yield the children of a kind, looking through what only wraps them."""
    for child in element.iterchildren(tag=etree.Element):
        kind = etree.QName(child).localname
        if kind == tag:
            yield child
        elif kind in WRAPS:
            yield from _children(child, tag)


def _cell(cell: Element, dresses: _Dresses) -> Cell:
    span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    down = any(cell.find(f"{qn('w:tcPr')}/{qn(tag)}") is not None for tag in ("w:vMerge", "w:hMerge"))
    reader = _Reader(dresses)
    paragraphs = tuple(tuple(reader.paragraph(paragraph)) for paragraph in _children(cell, "p"))
    number = span.get(qn("w:val"), "1") if span is not None else "1"
    return Cell(paragraphs, int(number) if number.isdigit() and int(number) < MOST else 1, down, reader.struck)


class _Reader:
    """Read paragraphs as runs; notes by the way whether something is struck through."""

    def __init__(self, dresses: _Dresses) -> None:
        self.dresses = dresses
        self.struck = False

    def paragraph(self, paragraph: Element) -> Iterator[Run]:
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        yield from self.inline(paragraph, style.get(qn("w:val"), "") if style is not None else "")

    def inline(self, element: Element, style: str) -> Iterator[Run]:
        for child in element.iterchildren(tag=etree.Element):
            kind = etree.QName(child).localname
            if kind == "r":
                yield from self.run(child, style)
            elif kind in WRAPS:
                yield from self.inline(child, style)

    def run(self, run: Element, style: str) -> Iterator[Run]:
        properties = run.find(qn("w:rPr"))
        if self.dresses.has("vanish", properties, style):
            return
        text = "".join(
            (child.text or "") if (kind := etree.QName(child).localname) == "t" else LETTERS.get(kind, "")
            for child in run.iterchildren(tag=etree.Element)
        )
        if text:
            self.struck |= bool(text.strip()) and self.dresses.has("strike", properties, style)
            rtl = self.dresses.has("rtl", properties, "")
            bold, italic = ("bCs", "iCs") if rtl else ("b", "i")
            yield Run(
                text,
                self.dresses.has(bold, properties, style) or (rtl and self.dresses.has("b", properties, "")),
                self.dresses.has(italic, properties, style) or (rtl and self.dresses.has("i", properties, "")),
            )


class _Dresses:
    """What the styles of a document say of letters."""

    def __init__(self, styles: Element | None) -> None:
        found = styles.iter(qn("w:style")) if styles is not None else ()
        self.styles = {style.get(qn("w:styleId"), ""): style for style in found}

    def has(self, tag: str, properties: Element | None, style: str) -> bool:
        """Tell whether a run has an on/off property: by itself, by its own style, or by that of its paragraph."""
        if properties is not None:
            if (own := _switch(properties, tag)) is not None:
                return own
            named = properties.find(qn("w:rStyle"))
            if named is not None and (said := self._by_style(tag, named.get(qn("w:val"), ""))) is not None:
                return said
        return bool(self._by_style(tag, style))

    def _by_style(self, tag: str, style: str) -> bool | None:
        for _ in range(20):  # styles may be based on each other in a circle
            if style not in self.styles:
                return None
            properties = self.styles[style].find(qn("w:rPr"))
            if properties is not None and (said := _switch(properties, tag)) is not None:
                return said
            based = self.styles[style].find(qn("w:basedOn"))
            style = based.get(qn("w:val"), "") if based is not None else ""
        return None


def _switch(properties: Element, tag: str) -> bool | None:
    found = properties.find(qn(f"w:{tag}"))
    return None if found is None else found.get(qn("w:val"), "1") not in ("0", "false", "off", "none")


def _sensible(runs: Sequence[Run]) -> list[Run]:
    """Return runs without bold and italic on signs alone, which a selection with the mouse leaves behind."""
    return [
        run
        if any(letter.isalnum() for letter in run.text) or _goes_on(runs, at)
        else replace(run, bold=False, italic=False)
        for at, run in enumerate(runs)
    ]


def _goes_on(runs: Sequence[Run], at: int) -> bool:
    """Tell whether a mark of a run begins before it and ends after it."""
    around = [*runs[max(at - 1, 0) : at], *runs[at + 1 : at + 2]]
    return len(around) == 2 and all(
        (each.bold and runs[at].bold) or (each.italic and runs[at].italic) for each in around
    )


def _comments(comments: Element | None) -> dict[str, str]:
    """Return what each comment says, and who wrote it."""
    found = comments.iter(qn("w:comment")) if comments is not None else ()
    return {
        each.get(qn("w:id"), ""): f"{' '.join(''.join(text.text or '' for text in each.iter(qn('w:t'))).split())} "
        f"({each.get(qn('w:author')) or 'nobody named'})"
        for each in found
    }
