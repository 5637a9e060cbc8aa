"""Read a Word table that came back, whichever program saved it, as rows.

Texts are found by the key in their row, not by their place. Track Changes counts as accepted: what was put
in is in, what was taken out is out. What a reader does not see (hidden text, fields) is not text; comments, notes and
what was typed into other columns are remarks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from docx.oxml.ns import qn

from ..core.diagnostics import Place, Problem, Problems
from ..core.xml import Element
from ..text import markup
from ..text.markup import Run
from ..word.docx_text import Dresses, Reader, children
from .bilingual import HERE, KEY, NOTE, NUMBER, THERE, WHY
from .units import FINGERPRINT, Returned, Row, Standing, digests, endless, mark

# "French (fr)" heads the column of the translation.
TONGUE = re.compile(r"\(([a-z]{2,3}(?:-[A-Za-z]+)*)\)\s*$")
MOST = 2_000
# What is not in the text but on it, by the names of elements: each has a part of its own.
REMARKS = ("comment", "footnote", "endnote")
# Word has at most 63 columns in a table.
MOST_COLUMNS = 63
# What may be in a cell beside paragraphs, and is not a text.
BLOCKS = {"tbl": "a table", "oMath": "a formula", "oMathPara": "a formula", "altChunk": "another file"}
# The longest remark that is printed whole, in characters.
LONGEST = 1_000
# The extra columns in the tables of what was not imported.
BESIDES = (WHY, THERE, HERE)
FORMER = {"Why not": WHY}  # in tables left waiting by an earlier version
MERGED, JOINED, REMOVED = (
    "cells of this row were merged",
    "a cell of this row was merged with the row above or below",
    "cells of this row were removed",
)
# Why a row cannot be read although it may look right once it is written out again.
UNREADABLE = (MERGED, JOINED, REMOVED)


@dataclass(frozen=True)
class Columns:
    """The position of each column: key, English, translation; and the names of them all."""

    key: int
    english: int
    target: int
    names: tuple[str, ...]
    language: str


@dataclass(frozen=True)
class Cell:
    """A cell: its paragraphs as they are read, how many columns it takes, and whether it goes on into other rows."""

    paragraphs: tuple[tuple[Run, ...], ...]
    span: int
    merged: bool
    fault: str

    @property
    def plain(self) -> list[str]:
        return [" ".join("".join(run.text for run in runs).split()) for runs in self.paragraphs]

    @property
    def runs(self) -> tuple[Run, ...]:
        return markup.tidied(run for paragraph in self.paragraphs for run in (*paragraph, Run(" ")))

    @property
    def exact(self) -> str:
        """Return the text with its marks, as it would be typed."""
        return _spelled(self.runs)

    @property
    def text(self) -> str:
        """Return the text without bold and italic on signs alone, which a selection with the mouse leaves behind."""
        return _spelled(_sensible(self.runs))

    @property
    def lines(self) -> str:
        """Return the text of each paragraph that has one, on a line of its own."""
        texts = (_spelled(_sensible(markup.tidied(paragraph))) for paragraph in self.paragraphs)
        return "\n".join(text for text in texts if text)


def _spelled(runs: Sequence[Run]) -> str:
    return markup.signed(runs, lambda run: run.text)


def rows(parts: Mapping[str, Element], name: str, most: int = MOST) -> Returned:
    """Return the contents of the tables in a Word file, up to a number of rows.

    Raises Problems where there is no such table, and for one in several languages.
    """
    dresses = Dresses(parts.get("styles"))
    found = [list(_lines(table)) for table in parts["document"].iter(qn("w:tbl")) if not _is_inside(table)]
    if (number := sum(map(len, found))) > most:
        raise Problems([Problem(Place(name), f"{number:,} rows; at most {most:,} can be read", "split it")])
    tables = [[(line, _cells(line, dresses)) for line in lines] for lines in found]
    heads = [head for table in tables if (head := _head(cells for _, cells in table))]
    if not heads:
        what = "there is no table of translations in this file"
        hint = "restore the first row of the table: Key, English, and the language with its code, as in French (fr)"
        raise Problems([Problem(Place(name), what, hint)])
    if len(languages := {head.language for head in heads}) > 1:
        what = f"several languages in one file: {', '.join(sorted(languages))}"
        raise Problems([Problem(Place(name), what, "import one language at a time")])
    said = {kind: dict(_said(parts.get(f"{kind}s"), kind)) for kind in REMARKS}
    whole: list[Row] = []
    comments: list[tuple[Place, str]] = []
    number = 0
    for table in tables:
        columns = _head(cells for _, cells in table) or heads[0]  # Word splits tables in two, the second without a head
        for line, cells in table:
            number += 1
            place = Place(f"{name}, row {number}")
            if row := _row(cells, columns, place):
                whole.append(row)
            remarks = (*_remarks(line, said), *_beside(cells, columns)) if row else _remarks(line, said)
            comments += ((place, f"{row.id if row else ''}: {words}") for words in remarks)
    comments += ((Place(name), words) for words in _unclaimed(parts["document"], said))
    return Returned(heads[0].language, tuple(whole), tuple(comments))


def _is_inside(table: Element) -> bool:
    """Tell whether a table is in a cell of another."""
    return next(table.iterancestors(qn("w:tc")), None) is not None


def _remarks(line: Element, said: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """Yield the comments and notes on a row."""
    for kind in REMARKS:
        for each in line.iter(qn(f"w:{kind}Reference")):
            if words := said[kind].get(each.get(qn("w:id"), "")):
                yield words


def _unclaimed(document: Element, said: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """Yield the comments and notes that are on no row: above the table, or anchored in another way."""
    on_rows = {
        (kind, each.get(qn("w:id"), ""))
        for kind in REMARKS
        for each in document.iter(qn(f"w:{kind}Reference"))
        if next(each.iterancestors(qn("w:tr")), None) is not None
    }
    for kind, by_number in said.items():
        yield from (words for number, words in by_number.items() if (kind, number) not in on_rows)


def _beside(cells: Sequence[Cell], columns: Columns) -> Iterator[str]:
    """Yield what a row has in columns that somebody added."""
    ours = {columns.key, columns.english, columns.target}
    for at, cell in _placed(cells):
        name = columns.names[at] if at < len(columns.names) else ""
        if at not in ours and name not in (NUMBER, NOTE, *BESIDES) and (text := " ".join(filter(None, cell.plain))):
            yield f"{name}: {text}"[:LONGEST] if name else text[:LONGEST]


def _row(cells: Sequence[Cell], columns: Columns, place: Place) -> Row | None:
    """Return a row as a text; an empty one, or the head, is not a text."""
    by_column = dict(_placed(cells))
    key, english, target = (by_column.get(at) for at in (columns.key, columns.english, columns.target))
    if not any(line for cell in cells for line in cell.plain) or _head([cells]):
        return None
    lines = [line for line in (key.plain if key else ()) if line]
    fingerprint = next((line for line in lines if FINGERPRINT.fullmatch(line)), "")
    id = next((line for line in lines if line != fingerprint), "")
    fault = _fault(key, english, target)
    numbered = by_column[0].plain[:1] if columns.names[0] == NUMBER and 0 in by_column else []
    number = numbered[0] if numbered and numbered[0].isdecimal() else ""
    if not target:  # nothing is lost: the row's contents go where the translation should be
        said = " ".join(line for cell in cells if cell is not key for line in cell.plain)
        return Row(id, place, "", said, fingerprint, fault=fault, number=number)
    extra = {name: by_column[at].lines for at, name in enumerate(columns.names) if name in BESIDES and at in by_column}
    if NOTE in columns.names and (note := by_column.get(columns.names.index(NOTE))):
        extra[NOTE] = "\n".join(filter(None, note.plain))
    # A translation that has not changed is the same to the letter.
    exact = target.exact
    text = exact if endless(exact) or mark(exact) == digests(fingerprint)[1] else target.text
    standing = Standing.DONE if THERE in extra else Standing.UNSAID  # whoever decides between versions has seen both
    return Row(id, place, english.exact if english else "", text, fingerprint, standing, fault, extra, number)


def _fault(key: Cell | None, english: Cell | None, target: Cell | None) -> str:
    """Return why a row cannot be read, or nothing."""
    if any(cell and cell.span > 1 for cell in (key, english, target)):
        return MERGED
    if key is None or english is None or target is None:
        return REMOVED
    return JOINED if target.merged or key.merged or english.merged else target.fault


def _placed(cells: Iterable[Cell]) -> Iterator[tuple[int, Cell]]:
    at = 0
    for cell in cells:
        yield at, cell
        at += cell.span


def _head(rows: Iterable[Sequence[Cell]]) -> Columns | None:
    """Return the columns as the head names them, wherever it was sorted to."""
    for cells in rows:
        if not any(cell.plain[:1] == [KEY] for cell in cells):
            continue
        names = [" ".join(cell.plain).strip() for cell in cells]
        names = [FORMER.get(name, name) for name in names]
        tongues = [at for at, name in enumerate(names) if TONGUE.search(name)]
        if KEY in names and tongues:
            # A column that somebody has added, such as "Proof (fr)", comes after ours.
            foreign = [at for at in tongues if not names[at].startswith("English")]
            key, target = names.index(KEY), (foreign or tongues)[0]
            # The English is before its translation; if columns were moved, it is the first that is nothing else.
            known = (NUMBER, NOTE, *BESIDES)
            others = [at for at, name in enumerate(names) if at not in (key, target) and name not in known]
            english = target - 1 if target - 1 in others else next(iter(others), 0)
            found = TONGUE.search(names[target])
            return Columns(key, english, target, tuple(names), found[1] if found else "")
    return None


def _lines(table: Element) -> Iterator[Element]:
    """Yield the rows of a table, except those that were deleted under Track Changes."""
    for line in children(table, "tr"):
        if line.find(f"{qn('w:trPr')}/{qn('w:del')}") is None:
            yield line


def _cells(line: Element, dresses: Dresses) -> list[Cell]:
    return [_cell(cell, dresses) for cell in islice(children(line, "tc"), MOST_COLUMNS)]


def _cell(cell: Element, dresses: Dresses) -> Cell:
    span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    down = any(cell.find(f"{qn('w:tcPr')}/{qn(tag)}") is not None for tag in ("w:vMerge", "w:hMerge", "w:cellDel"))
    reader = Reader(dresses)
    paragraphs = tuple(reader.paragraphs(children(cell, "p")))
    for kind, what in BLOCKS.items():
        if next(children(cell, kind), None) is not None:
            reader.fault = f"it contains {what}, which a text cannot contain"
    number = span.get(qn("w:val"), "1") if span is not None else "1"
    columns = int(number) if re.fullmatch("[0-9]{1,3}", number) else 1
    return Cell(paragraphs, max(columns, 1), down, reader.fault)


def _sensible(runs: Sequence[Run]) -> list[Run]:
    """Return runs without bold and italic on signs alone."""
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


def _said(part: Element | None, kind: str) -> Iterator[tuple[str, str]]:
    """Yield what each comment or note says, by its number, and who wrote it or that it is a note."""
    for each in part.iterchildren(qn(f"w:{kind}")) if part is not None else ():
        text = " ".join("".join(words.text or "" for words in each.iter(qn("w:t"))).split())[:LONGEST]
        by = kind if kind != "comment" else each.get(qn("w:author")) or "unknown author"
        if text:
            yield each.get(qn("w:id"), ""), f"{text} ({by})"
