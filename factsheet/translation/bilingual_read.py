"""Read a table of translations that came back as rows, whichever program saved it.

Texts are found by the key in their row, not by their place. What is not a translation and was not there when the table
went out is a remark: comments, notes, words in other columns, pictures.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ..core.diagnostics import Place, Problem, Problems
from ..text import spelling
from .bilingual import NOTE, NUMBER, THERE, TITLE
from .columns import A_PRINT, BESIDES, Cells, Columns, head_of, is_printed, printed
from .tables import Cell, Contents, Line, shortened
from .units import Returned, Row, Standing, digests, endless, mark

# A key, by its looks: "lead.title", "2026-kenya:plan.title".
A_KEY = re.compile(r"(?:[\w-]+:)?[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+(?!\S)")
A_NUMBER = re.compile(r"[0-9]+(?!\S)")
# The title of what was sent: it begins with the name of the factsheet.
TITLED = re.compile(TITLE.format(name="([a-z0-9-]+)", title=""))
MERGED, JOINED, REMOVED, SPLIT = (
    "cells in this row were merged",
    "a cell in this row was merged with the row above or below",
    "cells in this row were removed",
    "a cell in this row was split in two",
)
# Why a row cannot be read although it may look right once it is written out again.
UNREADABLE = (MERGED, JOINED, REMOVED, SPLIT)


def rows(contents: Contents, name: str) -> Returned:
    """Return the texts in the tables of a file.

    Raises Problems if there is no such table, and for one in several languages.
    """
    heads = [head for table in contents.tables if (head := head_of(table))]
    if not heads:
        what = "there is no table of translations in this file"
        hint = "restore its first row, and the columns Key, English and the language with its code, as in French (fr)"
        raise Problems([Problem(Place(name), what, hint)])
    if len(languages := {head.language for head in heads}) > 1:
        what = f"several languages in one file: {', '.join(sorted(languages))}"
        raise Problems([Problem(Place(name), what, "import one language at a time")])
    whole: list[Row] = []
    comments: list[tuple[Place, str]] = []
    number = 0
    for table in contents.tables:
        columns = head_of(table) or (heads[0] if _goes_on(table) else None)
        for line in table:
            number += 1
            place = Place(f"{name}, row {number}")
            cells = columns.placed(line) if columns else {}
            row = _row(line, cells, columns, place) if columns else None
            if row:
                whole.append(row)
            is_head = not row and bool(head_of([line]))
            remarks = [*line.remarks, *(_beside(cells, columns, row, head=is_head) if columns else _foreign(line))]
            spot, id = (row.spot, row.id) if row else (place, "")
            comments += ((spot, f"{id}: {remark}" if id else remark) for remark in remarks)
    comments += ((Place(name), remark) for remark in contents.remarks)
    factsheet = next((found[1] for words in contents.around if (found := TITLED.match(words))), "")
    return Returned(heads[0].language, tuple(whole), tuple(comments), contents.around, factsheet=factsheet)


def _goes_on(table: Iterable[Line]) -> bool:
    """Tell whether a table is the rest of ours: Word splits tables in two, the second without a head."""
    return any(
        A_PRINT.match(words) or A_KEY.fullmatch(words) for line in table for cell in line.cells for words in cell.plain
    )


def _row(line: Line, cells: Cells, columns: Columns, place: Place) -> Row | None:
    """Return a row as a text; an empty one, or the head, is not a text, nor is a remark without a key."""
    key, english, target = (cells.get(at) for at in (columns.key, columns.english, columns.target))
    if not line.words or head_of([line]):
        return None
    code = printed(line)
    id, fingerprint, _ = _named(code or key)
    if not (id or fingerprint or (target and target.words)):
        return None
    number, _ = _number(cells.get(columns.others.get(NUMBER, -1)))
    moved = code is not None and not is_printed(key)
    fault = REMOVED if moved else _fault(key, english, target)
    if moved or not target:  # nothing is lost: the row's contents go where the translation should be
        said = _all_but(code or key, line)
        return Row(id, place, "", said, fingerprint, fault=fault, number=number)
    extra = {each: cells[at].lines for each, at in columns.others.items() if each in BESIDES and at in cells}
    if note := cells.get(columns.others.get(NOTE, -1)):
        extra[NOTE] = "\n".join(filter(None, note.plain))
    # A translation that has not changed is the same to the letter.
    exact = target.exact
    text = exact if endless(exact) or mark(exact) == digests(fingerprint)[1] else target.text
    standing = Standing.DONE if THERE in extra else Standing.UNSAID  # whoever decides between versions has seen both
    said, on_lines = (english.exact, english.number_of_lines) if english else ("", 1)
    number_of_lines = on_lines, target.number_of_lines
    return Row(id, place, said, text, fingerprint, standing, fault, extra, number, lines=number_of_lines)


def _all_but(cell: Cell | None, line: Line) -> str:
    """Return the words of a row, without those of one cell."""
    others = (each for each in line.cells if cell is None or each.paragraphs is not cell.paragraphs)
    return " ".join(filter(None, (each.words for each in others)))


def _named(key: Cell | None) -> tuple[str, str, list[str]]:
    """Return the key and the fingerprint in a cell, and what else somebody has typed there."""
    lines = [line for line in (spelling.UNSEEN.sub("", line) for line in (key.plain if key else ())) if line]
    fingerprint, lines = _taken(A_PRINT, lines)
    id, rest = _taken(A_KEY, lines)
    return (id, fingerprint, rest) if id else ("".join(lines[:1]), fingerprint, lines[1:])


def _taken(pattern: re.Pattern[str], lines: Sequence[str]) -> tuple[str, list[str]]:
    """Return what begins the first line that begins with a pattern, and what is left of all lines."""
    for at, line in enumerate(lines):
        if found := pattern.match(line):
            return found[0], [*filter(None, [*lines[:at], line[found.end() :].strip(), *lines[at + 1 :]])]
    return "", list(lines)


def _number(cell: Cell | None) -> tuple[str, list[str]]:
    """Return the number in a cell, and what else somebody has typed there."""
    return _taken(A_NUMBER, [words for words in cell.plain if words] if cell else ())


def _fault(key: Cell | None, english: Cell | None, target: Cell | None) -> str:
    """Return why a row cannot be read, or nothing."""
    ours = [cell for cell in (key, english, target) if cell]
    if any(cell.span > 1 for cell in ours):
        return MERGED
    if any(cell.span < 1 for cell in ours):
        return SPLIT
    if key is None or english is None or target is None:
        return REMOVED
    if any(cell.merged for cell in ours) or sum(bool(A_PRINT.match(words)) for words in key.plain) > 1:
        return JOINED
    return target.left.why


def _beside(cells: Cells, columns: Columns, row: Row | None, *, head: bool) -> Iterator[str]:
    """Yield what a row has that is neither a text nor what went out with it."""
    for at, cell in cells.items():
        name = f"{columns.name(at)}: ".removeprefix(": ")
        for said in () if head else _words_beside(at, cell, columns, row):
            yield shortened(name + said)
        if at != columns.target or not row:
            yield from (f"{name}{thing}, which was not imported" for thing in cell.left.things)
        if at in (columns.target, columns.english):
            for what, words in cell.left.lost.items():
                yield shortened(f'{what}, not imported: "{" … ".join(words)}"')


def _foreign(line: Line) -> Iterator[str]:
    """Yield what a row of a table that is not ours has."""
    yield from filter(None, [shortened(line.words)])
    yield from (f"{thing}, which was not imported" for cell in line.cells for thing in cell.left.things)


def _words_beside(at: int, cell: Cell, columns: Columns, row: Row | None) -> Iterator[str]:
    """Yield the words in a cell that are not ours, as far as the cell alone can tell."""
    if row and row.fault == REMOVED:  # the row itself has them all
        return
    if not row or columns.added(at):
        yield from filter(None, [cell.words])
    elif at == columns.key and row.fault not in UNREADABLE:
        yield from _named(cell)[2]
    elif at == columns.others.get(NUMBER):
        yield from _number(cell)[1]
