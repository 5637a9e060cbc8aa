"""Write the workbook of a chart, from which Word draws it: its numbers, and the words that are made of them.

These are formulas, so that they follow a number that somebody changes: the entries of a legend with numbers, and the
total in the middle of a donut.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..charts.data import Value
from . import colour_theme, workbook
from .chart_parts import SPACE, Pieces
from .number_codes import MARK, code, formula
from .workbook import Formula

# The column of the legend's entries beside the names and the numbers of a donut, and that of its total.
ENTRIES, TOTAL = 2, 3


def written(pieces: Pieces) -> bytes:
    """Return the numbers of a chart as a workbook: a row for each category."""
    chart, writing = pieces.chart, pieces.writing

    def cell(value: Value | None) -> workbook.Cell | None:
        return (value.number, code(value, writing)) if value else None

    rows: list[workbook.Row] = [[chart.heading, *(series.name for series in chart.series)]]
    rows += [[name, *map(cell, row)] for name, row in zip(chart.categories, chart.rows, strict=True)]
    if pieces.numbered and pieces.alone:
        rows.append([None, *_entries(pieces, [((at, 0), (at, 1)) for at in range(1, len(chart.series) + 1)])])
    elif pieces.numbered:
        entries = _entries(pieces, [((0, at), (1, at)) for at in range(1, len(chart.categories) + 1)])
        rows[1:] = [[*row, entry] for row, entry in zip(rows[1:], entries, strict=True)]
    if pieces.made.plan.total:
        rows[0] = [*rows[0], *[None] * (TOTAL - len(rows[0])), _total(pieces)]
    return workbook.written(rows, colour_theme.made(pieces.theme, "Leaflet"), rtl=writing.rtl)


def total(pieces: Pieces) -> str:
    """Return where the total of a donut is in its workbook."""
    return workbook.place(TOTAL, 0)


def said(pieces: Pieces) -> str:
    """Return the lines of that total."""
    return pieces.turned("\n".join(pieces.made.plan.total))


Place = tuple[int, int]  # the column and the row of a cell


def _entries(pieces: Pieces, places: Sequence[tuple[Place, Place]]) -> Iterator[Formula | str]:
    """Yield the entries of a legend with numbers, made of the cells of each name and its number."""
    for (name, number), said, value in zip(places, *_parts(pieces), strict=True):
        words = pieces.entry(said, value)
        if value is None:
            yield words
        else:
            named = [f'"{MARK}"'] if pieces.writing.rtl else []
            named += [workbook.cell(*name), f'"{SPACE}"']
            yield Formula(formula(named, workbook.cell(*number), value, pieces.writing), words)


def _parts(pieces: Pieces) -> tuple[Sequence[str], Sequence[Value | None]]:
    """Return the names and the numbers of the parts of a whole."""
    chart = pieces.chart
    if pieces.alone:
        return [series.name for series in chart.series], [series.values[0] for series in chart.series]
    return chart.categories, chart.series[0].values


def _total(pieces: Pieces) -> Formula | str:
    """Return the words in the middle of a donut, and under them the sum of its numbers if that is there."""
    lines, (series,) = pieces.made.plan.total, pieces.chart.series
    if lines[-1] != pieces.chart.total[-1] or len(pieces.chart.total) < 2:
        return said(pieces)
    value = Value(sum(series.numbers), lines[-1])
    numbers = f"{workbook.cell(1, 1)}:{workbook.cell(1, len(series.values))}"
    words = "&CHAR(10)&".join(f'"{line.replace(chr(34), chr(34) * 2)}"' for line in lines[:-1])
    return Formula(formula([words, "CHAR(10)"], f"SUM({numbers})", value, pieces.writing), said(pieces))
