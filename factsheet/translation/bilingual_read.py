"""Read a table of translations that came back as rows, whichever program saved it.

Texts are found by the key in their row, not by their place. What is not a translation and was not there when the table
went out is a remark: comments, notes, words in other columns, pictures.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..core.diagnostics import Place, Problem, Problems
from ..text import markup
from .bilingual import HERE, KEY, NOTE, NUMBER, THERE, WHY
from .tables import Cell, Contents, Line, shortened
from .units import FINGERPRINT, Returned, Row, Standing, digests, endless, mark

# "French (fr)" heads the column of the translation.
TONGUE = re.compile(r"\(([a-z]{2,3}(?:-[A-Za-z]+)*)\)\s*$")
# A key, by its looks: "lead.title", "2024-egypt:plan.title".
A_KEY = re.compile(r"(?:[\w-]+:)?[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+(?!\S)")
A_PRINT, A_NUMBER = re.compile(rf"{FINGERPRINT.pattern}(?!\S)"), re.compile(r"[0-9]+(?!\S)")
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
    """The position of each column: key, English, translation, and the others of ours; and the names of them all."""

    key: int
    english: int
    target: int
    others: Mapping[str, int]
    names: tuple[str, ...]
    language: str

    def name(self, at: int) -> str:
        return self.names[at] if at < len(self.names) else ""

    def added(self, at: int) -> bool:
        """Tell whether somebody has added a column, whatever it is called."""
        return at not in (self.key, self.english, self.target, *self.others.values())


def rows(contents: Contents, name: str) -> Returned:
    """Return the texts in the tables of a file.

    Raises Problems if there is no such table, and for one in several languages.
    """
    heads = [head for table in contents.tables if (head := _head(table))]
    if not heads:
        what = "there is no table of translations in this file"
        hint = "restore the first row of the table: Key, English, and the language with its code, as in French (fr)"
        raise Problems([Problem(Place(name), what, hint)])
    if len(languages := {head.language for head in heads}) > 1:
        what = f"several languages in one file: {', '.join(sorted(languages))}"
        raise Problems([Problem(Place(name), what, "import one language at a time")])
    whole: list[Row] = []
    comments: list[tuple[Place, str]] = []
    number = 0
    for table in contents.tables:
        columns = _head(table) or (heads[0] if _goes_on(table) else None)
        for line in table:
            number += 1
            place = Place(f"{name}, row {number}")
            row = _row(line, columns, place) if columns else None
            if row:
                whole.append(row)
            remarks = [*line.remarks, *(_beside(line, columns, row) if columns else _foreign(line))]
            spot, id = (row.spot, row.id) if row else (place, "")
            comments += ((spot, f"{id}: {remark}" if id else remark) for remark in remarks)
    comments += ((Place(name), remark) for remark in contents.remarks)
    return Returned(heads[0].language, tuple(whole), tuple(comments), contents.around)


def _goes_on(table: Iterable[Line]) -> bool:
    """Tell whether a table is the rest of ours: Word splits tables in two, the second without a head."""
    return any(
        A_PRINT.match(words) or A_KEY.fullmatch(words) for line in table for cell in line.cells for words in cell.plain
    )


def _row(line: Line, columns: Columns, place: Place) -> Row | None:
    """Return a row as a text; an empty one, or the head, is not a text, nor is a remark without a key."""
    by_column = dict(_placed(line.cells))
    key, english, target = (by_column.get(at) for at in (columns.key, columns.english, columns.target))
    if not line.words or _head([line]):
        return None
    id, fingerprint, _ = _named(key if key and key.words else _printed(line))
    if not (id or fingerprint or (target and target.words)):
        return None
    number, _ = _number(line, columns)
    fault = _fault(line, key, english, target)
    if not target:  # nothing is lost: the row's contents go where the translation should be
        said = " ".join(filter(None, (cell.words for cell in line.cells if cell is not key)))
        return Row(id, place, "", said, fingerprint, fault=fault, number=number)
    extra = {each: by_column[at].lines for each, at in columns.others.items() if each in BESIDES and at in by_column}
    if note := by_column.get(columns.others.get(NOTE, -1)):
        extra[NOTE] = "\n".join(filter(None, note.plain))
    # A translation that has not changed is the same to the letter.
    exact = target.exact
    text = exact if endless(exact) or mark(exact) == digests(fingerprint)[1] else target.text
    standing = Standing.DONE if THERE in extra else Standing.UNSAID  # whoever decides between versions has seen both
    return Row(id, place, english.exact if english else "", text, fingerprint, standing, fault, extra, number)


def _named(key: Cell | None) -> tuple[str, str, list[str]]:
    """Return the key and the fingerprint in a cell, and what else somebody has typed there."""
    lines = [line for line in (markup.UNSEEN.sub("", line) for line in (key.plain if key else ())) if line]
    fingerprint, lines = _taken(A_PRINT, lines)
    id, rest = _taken(A_KEY, lines)
    return (id, fingerprint, rest) if id else ("".join(lines[:1]), fingerprint, lines[1:])


def _taken(pattern: re.Pattern[str], lines: Sequence[str]) -> tuple[str, list[str]]:
    """Return what begins the first line that begins with a pattern, and what is left of all lines."""
    for at, line in enumerate(lines):
        if found := pattern.match(line):
            return found[0], [*filter(None, [*lines[:at], line[found.end() :].strip(), *lines[at + 1 :]])]
    return "", list(lines)


def _printed(line: Line) -> Cell | None:
    """Return the cell that has the fingerprint."""
    return next((cell for cell in line.cells if any(map(A_PRINT.match, cell.plain))), None)


def _number(line: Line, columns: Columns) -> tuple[str, list[str]]:
    """Return the number of a row, and what else somebody has typed there."""
    cell = dict(_placed(line.cells)).get(columns.others.get(NUMBER, -1))
    return _taken(A_NUMBER, [words for words in cell.plain if words] if cell else ())


def _fault(line: Line, key: Cell | None, english: Cell | None, target: Cell | None) -> str:
    """Return why a row cannot be read, or nothing."""
    if any(cell and cell.span > 1 for cell in (key, english, target)):
        return MERGED
    if key is None or english is None or target is None:
        return REMOVED
    if sum(bool(A_PRINT.match(words)) for words in key.plain) > 1:  # of two rows
        return JOINED
    if (printed := _printed(line)) and printed is not key and not key.words:
        return REMOVED
    return JOINED if target.merged or key.merged or english.merged else target.fault


def _placed(cells: Iterable[Cell]) -> Iterator[tuple[int, Cell]]:
    at = 0
    for cell in cells:
        yield at, cell
        at += cell.span


def _head(lines: Iterable[Line]) -> Columns | None:
    """Return the columns as the head names them, wherever it was sorted to."""
    for line in lines:
        if not any(cell.plain[:1] == [KEY] for cell in line.cells):
            continue
        names = [FORMER.get(cell.words, cell.words) for cell in line.cells]
        tongues = [at for at, name in enumerate(names) if TONGUE.search(name)]
        if KEY in names and tongues:
            # A column that somebody has added, such as "Proof (fr)", comes after ours.
            foreign = [at for at in tongues if not names[at].startswith("English")]
            key, target = names.index(KEY), (foreign or tongues)[0]
            ours = {name: names.index(name) for name in (NUMBER, NOTE, *BESIDES) if name in names}
            # The English is before its translation; if columns were moved, it is the first that is nothing else.
            free = [at for at, name in enumerate(names) if at not in (key, target) and name not in ours]
            english = target - 1 if target - 1 in free else next(iter(free), 0)
            found = TONGUE.search(names[target])
            return Columns(key, english, target, ours, tuple(names), found[1] if found else "")
    return None


def _beside(line: Line, columns: Columns, row: Row | None) -> Iterator[str]:
    """Yield what a row has that is neither a text nor what went out with it."""
    head = not row and bool(_head([line]))
    for at, cell in _placed(line.cells):
        name = columns.name(at)
        for said in () if head else _words_beside(at, cell, line, columns, row):
            yield shortened(f"{name}: {said}" if name else said)
        if at != columns.target or not row:
            yield from (f"{name}: {thing}, which was not imported".removeprefix(": ") for thing in cell.things)
        if at in (columns.target, columns.english):
            for what, words in cell.lost.items():
                yield shortened(f'{what}, not imported: "{" … ".join(words)}"')


def _foreign(line: Line) -> Iterator[str]:
    """Yield what a row of a table that is not ours has."""
    yield from filter(None, [shortened(line.words)])
    yield from (f"{thing}, which was not imported" for cell in line.cells for thing in cell.things)


def _words_beside(at: int, cell: Cell, line: Line, columns: Columns, row: Row | None) -> Iterator[str]:
    """Yield the words in a cell that are not ours, as far as the cell alone can tell."""
    if not row or columns.added(at):
        yield from filter(None, [cell.words])
    elif at == columns.key and row.fault not in UNREADABLE:
        yield from _named(cell)[2]
    elif at == columns.others.get(NUMBER):
        yield from _number(line, columns)[1]
