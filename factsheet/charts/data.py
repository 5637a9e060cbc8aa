"""Read what a chart shows from the rows of a table, as a layout gives them: series of numbers, by category.

A row is a map of facts as `edition.data` has them: each with the words that it prints, and a number its value. What
cannot be drawn is refused with what to do about it; nothing is left out of a chart.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..core.diagnostics import suggestion
from ..core.wording import counted
from ..theme.charts import Chart as Look

# More than this cannot be told apart, or read.
MOST_ROWS, MOST_SERIES, MOST_VALUES = 40, 8, 160
# The largest number that programs which draw charts have exactly.
LARGEST = 10**15
# Among the headings: what the chart is called, and what is written in the middle of a donut.
CAPTION, TOTAL = "caption", "total"
# What stands for a number that is not known.
EMPTY = "\N{EN DASH}"
# What parts the words of a description in scripts that have commas and semicolons of their own.
SIGNS = {"Arab": ("\N{ARABIC COMMA} ", "\N{ARABIC SEMICOLON} "), "Ethi": ("\u1363 ", "\u1364 ")}
LATIN = (", ", "; ")

Words = Any  # a text of the sources, or a str


class NoChart(Exception):
    """A template asks for a chart that cannot be drawn: what is wrong, and the hint."""


@dataclass(frozen=True)
class Value:
    """A number, and the words that it prints."""

    number: int | float
    text: str


@dataclass(frozen=True)
class Series:
    """What is drawn in one colour: its name, and a value for each category, or None where none is known.

    `unit` is "%", a currency, or empty.
    """

    name: str
    words: Words
    values: tuple[Value | None, ...]
    unit: str = ""

    @property
    def numbers(self) -> list[float]:
        return [value.number for value in self.values if value]


@dataclass(frozen=True)
class Chart:
    """The numbers of a chart; `name` is that of its look in the theme."""

    name: str
    caption: str
    heading: str  # of the categories
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    total: tuple[str, ...] = ()  # what is in the middle of a donut: words, and what its numbers add up to
    alt: str = ""

    @property
    def turned(self) -> Chart:
        """Return the same numbers with the categories as series: the parts of one whole, each in a colour."""
        (one,) = self.series
        parts = zip(self.categories, one.values, strict=True)
        series = tuple(Series(name, name, (value,), one.unit) for name, value in parts)
        return replace(self, heading="", categories=(one.name,), series=series)

    @property
    def numbers(self) -> list[float]:
        return [number for series in self.series for number in series.numbers]

    @property
    def rows(self) -> Iterator[list[Value | None]]:
        """Yield the values of each category, in the order of the series."""
        return ([series.values[at] for series in self.series] for at in range(len(self.categories)))

    @property
    def wholes(self) -> list[float]:
        """Return what the numbers of each category add up to."""
        return [sum(value.number for value in row if value) for row in self.rows]


@dataclass(frozen=True)
class Table:
    """A table as a layout gives it: its rows, the totals of columns if there are any, and what messages call it."""

    rows: Any
    totals: Mapping[str, Any]
    called: str


def read(name: str, look: Look, source: Table, heads: Any, script: str, *, strict: bool) -> Chart:
    """Return the numbers of the rows of a table under the headings of its columns, `heads`.

    Columns of numbers become series, and the first other one with a heading the categories. If it is `strict`, each
    heading must be that of a column. Raises NoChart for what cannot be drawn.
    """
    rows, table = source.rows, source.called
    _all_rows(rows, table)
    known = list(dict.fromkeys(key for row in rows for key in row))
    columns = [key for key in known if key in heads and key not in (CAPTION, TOTAL)]
    if strict and (odd := next((key for key in heads if key not in (*known, CAPTION, TOTAL)), "")):
        raise NoChart(f'{table} has no column "{str(odd)[:50]}"', suggestion(str(odd), known))
    numeric = [key for key in columns if any(_is_number(row.get(key)) for row in rows)]
    named = next((key for key in columns if key not in numeric and any(row.get(key) for row in rows)), "")
    empty = next((key for key in columns if not any(row.get(key) for row in rows)), "")
    if empty:
        raise NoChart(f'the column "{empty}" of {table} is empty', "fill it in, or leave its heading out of the chart")
    if not numeric or not named:
        lacks = "numbers" if not numeric else "names for its numbers"
        hint = "give the chart a heading for a column of numbers, and for one of names or years"
        raise NoChart(f"{table} has no column with {lacks} under these headings", hint)
    categories = tuple(_category(row.get(named), number, named, table) for number, row in enumerate(rows, 1))
    series = tuple(_series(key, heads[key], rows, table) for key in numeric)
    caption = str(heads[CAPTION]) if CAPTION in heads else ""
    total = _total(source, heads, numeric[0]) if look.kind == "donut" else ()
    chart = Chart(name, caption, str(heads[named]), categories, series, total)
    _drawable(chart, look, table)
    chart = replace(chart, alt=described(chart, script))
    chart = chart.turned if look.kind == "share" and len(series) == 1 else chart
    _enough(chart, look)
    return chart


def described(chart: Chart, script: str) -> str:
    """Return a chart in words: its caption, and each series with its numbers as they are printed."""
    comma, semicolon = SIGNS.get(script, LATIN)
    said = []
    for series in chart.series:
        pairs = zip(chart.categories, series.values, strict=True)
        numbers = semicolon.join(f"{name}: {value.text if value else EMPTY}" for name, value in pairs)
        said.append(f"{series.name}{comma}{numbers}")
    whole = ". ".join(said)
    return f"{chart.caption}: {whole}" if chart.caption and chart.caption != chart.series[0].name else whole


# What is refused


def _all_rows(rows: Any, table: str) -> None:
    if not rows:
        hint = "add rows to it, or print the chart only where there are some: {% if facts.KEY %}"
        raise NoChart(f"{table} is empty", hint)
    if not isinstance(rows, Sequence) or isinstance(rows, str) or not all(isinstance(row, Mapping) for row in rows):
        raise NoChart(f"{table} is not a table", 'name a fact that is: chart("NAME", facts.KEY, {...})')
    if len(rows) > MOST_ROWS:
        what = f"{table} has {len(rows)} rows; a chart can show {MOST_ROWS}"
        raise NoChart(what, "show fewer, as in facts.KEY[:10], or print it as a table")


def _drawable(chart: Chart, look: Look, table: str) -> None:
    """Raise NoChart for numbers that a chart of this kind cannot show."""
    units = {series.unit: series.name for series in chart.series}
    if len(units) > 1:
        one, other, *_ = units.values()
        raise NoChart(f'"{one}" and "{other}" of {table} have different units', "make a chart of each")
    if look.kind == "donut" and len(chart.series) > 1:
        what = f"a donut shows one column of numbers, but {table} has {len(chart.series)}"
        raise NoChart(what, "leave the headings of the others out, or make it a share")
    if len(chart.series) > MOST_SERIES or len(chart.series) * len(chart.categories) > MOST_VALUES:
        what = f"{table} has {counted(len(chart.series), 'column')} of {counted(len(chart.categories), 'number')}"
        hint = f"a chart can show {MOST_SERIES} columns and {MOST_VALUES} numbers: leave some out, or print a table"
        raise NoChart(what, hint)
    if look.whole:
        if low := next((value.text for row in chart.rows for value in row if value and value.number < 0), ""):
            raise NoChart(f"{low} in {table} cannot be a part of a whole", "make a chart of columns or bars")
        _has_sum(chart, table)


def _has_sum(chart: Chart, table: str) -> None:
    """Raise NoChart for a whole that is nothing: it has no parts."""
    several = len(chart.series) > 1
    names, wholes = (chart.categories, chart.wholes) if several else ((chart.series[0].name,), [sum(chart.numbers)])
    if nothing := next((name for name, whole in zip(names, wholes, strict=True) if not whole), ""):
        hint = "print the chart only where there are numbers, or leave this out"
        raise NoChart(f'the numbers of "{nothing}" in {table} add up to 0, so there are no shares', hint)


def _enough(chart: Chart, look: Look) -> None:
    """Raise NoChart if the theme has too few colours for what must be told apart."""
    apart = len(chart.categories) if look.kind == "donut" else len(chart.series)
    if apart > len(look.colours):
        have = counted(len(look.colours), "colour")
        what = f'the chart "{chart.name}" has {have} in theme.yaml, but {apart} parts to tell apart'
        raise NoChart(what, "name more colours there, or leave some of the parts out")


# The cells


def _is_number(cell: Any) -> bool:
    number = cell.get("value") if isinstance(cell, Mapping) else None
    return isinstance(number, (int, float)) and not isinstance(number, bool)


def _total(source: Table, heads: Mapping[str, Any], column: str) -> tuple[str, ...]:
    if TOTAL not in heads:
        return ()
    known = source.totals.get(column)
    return (str(heads[TOTAL]), *([known["text"]] if known else []))


def _category(cell: Any, number: int, column: str, table: str) -> str:
    words = str(cell.get("text", "") if isinstance(cell, Mapping) else cell or "").strip()
    if not words:
        raise NoChart(f'row {number} of {table} has no "{column}"', "fill it in: it says what the numbers are about")
    return words


def _series(key: str, words: Words, rows: Sequence[Mapping[str, Any]], table: str) -> Series:
    """Return a column of numbers. Raises NoChart for a cell that is not one."""
    values = tuple(_values(key, rows, table))
    cell = next(row[key] for row in rows if row.get(key))
    return Series(str(words), words, values, str(cell.get("currency") or cell.get("unit") or ""))


def _values(key: str, rows: Sequence[Mapping[str, Any]], table: str) -> Iterator[Value | None]:
    for at, row in enumerate(rows, 1):
        cell = row.get(key)
        if cell is None:
            yield None
            continue
        if not _is_number(cell) or not math.isfinite(cell["value"]):
            raise NoChart(f'row {at} of {table} has no number under "{key}"', "write one, or leave it empty")
        if abs(cell["value"]) > LARGEST:
            raise NoChart(f'row {at} of {table} has a number too large to draw under "{key}"', "write it in millions")
        yield Value(cell["value"], str(cell.get("text", cell["value"])))
