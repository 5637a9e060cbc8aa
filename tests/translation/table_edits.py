# ruff: noqa: E501
"""How the rows, columns and cells of a table of translations are edited in Word: the edits that `alterations_word` names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy

from factsheet.core.xml import Element

from ..exchange import W, Word, cells_of, emptied, rows, w
from .alterations import LEGEND, Case
from .importing import BY, run
from .word_edits import TITLE, Edit, pieces


def sorted_rows(table: Word, _: Case) -> None:
    lines = pieces(table.document, "tr")
    parent = lines[0].getparent()
    for line in sorted(lines, key=lambda line: "".join(cells_of(line)[1].itertext(f"{W}t")).lower()):
        parent.remove(line)
        parent.append(line)


def doubled(markup: str = "") -> Edit:
    def edit(table: Word, case: Case) -> None:
        table.row(LEGEND).addnext(deepcopy(table.row(LEGEND)))
        if markup:
            emptied(table.target(LEGEND)).extend(w(markup.replace("WORD", case.word)))

    return edit


def in_two(table: Word, _: Case) -> None:
    """Split the table: the second half has no head."""
    lines = pieces(table.document, "tr")
    (second,) = w("<w:tbl/>")
    lines[0].getparent().addnext(second)
    second.addprevious(w("<w:p/>")[0])
    second.extend(lines[20:])


def removed(key: str) -> Edit:
    return lambda table, _: (line := table.row(key)).getparent().remove(line)


def tracked_away(table: Word, _: Case) -> None:
    table.row(TITLE).find(f"{W}trPr").extend(w(f"<w:del {BY}/>"))


def tracked_move(table: Word, _: Case) -> None:
    row = table.row(LEGEND)
    row.getparent().append(deepcopy(row))
    row.find(f"{W}trPr").extend(w(f"<w:del {BY}/>"))


def across(table: Word, _: Case) -> None:
    cells = cells_of(table.row(LEGEND))
    cells[2].find(f"{W}tcPr").append(w('<w:gridSpan w:val="2"/>')[0])
    cells[2].extend(cells[3].findall(f"{W}p"))
    cells[3].getparent().remove(cells[3])


def down(table: Word, _: Case) -> None:
    for key, how in ((LEGEND, '<w:vMerge w:val="restart"/>'), ("members.steering_picture", "<w:vMerge/>")):
        cells_of(table.row(key))[3].find(f"{W}tcPr").append(w(how)[0])


def wide(table: Word, which: Callable[[str], bool]) -> Iterator[Element]:
    """Give every cell of the translation two columns of the grid, and yield those of some rows, which have one."""
    for key, line in [("Key", pieces(table.document, "tr")[0]), *rows(table.document)]:
        properties = cells_of(line)[3].find(f"{W}tcPr")
        if which(key):
            yield cells_of(line)[3]
        else:
            properties.append(w('<w:gridSpan w:val="2"/>')[0])


def split(table: Word, case: Case) -> None:
    for cell in wide(table, LEGEND.__eq__):
        cell.addnext(w(f"<w:tc><w:p>{run(case.word)}</w:p></w:tc>")[0])


def widened(table: Word, _: Case) -> None:
    for cell in wide(table, TITLE.__eq__):
        cell.getnext().find(f"{W}tcPr").append(w('<w:gridSpan w:val="2"/>')[0])


def with_column(name: str, at: int = 5) -> Edit:
    """Return an edit that adds a column, in which one row has a word."""

    def edit(table: Word, case: Case) -> None:
        words = {"Key": name, LEGEND: case.word}
        for key, line in [("Key", pieces(table.document, "tr")[0]), *rows(table.document)]:
            line.insert(at + 1, w(f"<w:tc><w:tcPr/><w:p>{run(words.get(key, ''))}</w:p></w:tc>")[0])

    return edit


def moved_column(table: Word, _: Case) -> None:
    for line in pieces(table.document, "tr"):
        cells = cells_of(line)
        cells[2].addprevious(cells[3])


def without_column(at: int) -> Edit:
    def edit(table: Word, _: Case) -> None:
        for line in pieces(table.document, "tr"):
            line.remove(cells_of(line)[at])

    return edit


def shifted(table: Word, _: Case) -> None:
    """Delete the first cell of a row; the others move up to the margin."""
    cells = cells_of(table.row(LEGEND))
    cells[0].getparent().remove(cells[0])


def english(words: str, key: str = TITLE) -> Edit:
    """Return an edit that replaces the English of a text."""

    def edit(table: Word, case: Case) -> None:
        paragraph = emptied(cells_of(table.row(key))[2].find(f"{W}p"))
        paragraph.extend(w(run(words.replace("WORD", case.word))))
        if "WORD" in words:
            emptied(table.target(key))

    return edit


def swapped(one: str, other: str) -> Edit:
    def edit(table: Word, case: Case) -> None:
        first, second = (cells_of(table.row(key))[3] for key in (one, other))
        mine, theirs = list(first.iter(f"{W}p")), list(second.iter(f"{W}p"))
        for cell, paragraphs in ((first, theirs), (second, mine)):
            cell.extend(paragraphs)

    return edit


def unprinted(table: Word, _: Case) -> None:
    """Delete the fingerprint of a row."""
    paragraphs = list(cells_of(table.row(LEGEND))[1].iter(f"{W}p"))
    paragraphs[1].getparent().remove(paragraphs[1])


def unnamed(table: Word, _: Case) -> None:
    for paragraph in cells_of(table.row(LEGEND))[1].iter(f"{W}p"):
        emptied(paragraph)


def in_the_note(table: Word, case: Case) -> None:
    """Type a translation into the wrong column."""
    emptied(table.target(LEGEND))
    list(cells_of(table.row(LEGEND))[4].iter(f"{W}p"))[-1].addnext(w(f"<w:p>{run(case.legend)}</w:p>")[0])


def headless(table: Word, _: Case) -> None:
    lines = pieces(table.document, "tr")
    lines[0].getparent().remove(lines[0])
