"""Draw columns, bars and shares: rectangles along an axis of categories, beside one another or stacked. In pt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..theme.charts import Chart as Look
from .canvas import APART, Canvas
from .data import EMPTY, Chart, Value
from .frame import GAP, Upright, Written, too_low
from .legend import legend
from .scale import scale

# How much of its place a column takes, how much a group, and each of its place in it; how thick it gets, in leadings.
FILLED, FULL, OWN = 0.7, 0.84, 0.92
THICKEST = 4.0
# The most of the width that the names of bars take.
NAMES = 0.4


@dataclass(frozen=True)
class Part:
    """A rectangle: where it begins along the categories and how thick it is; from which number it reaches to which."""

    series: int
    category: int
    start: float
    thick: float
    low: float
    high: float
    value: Value | None

    @property
    def middle(self) -> float:
        return self.start + self.thick / 2


def columns(canvas: Canvas, chart: Chart, look: Look, written: Written) -> None:
    """Draw a chart of columns, which stand beside one another, or on top if they are stacked."""
    reach, leading = scale(reached(chart, look), ticked=look.scale), canvas.type.leading
    numbered = look.values and not look.stacked
    room = leading if numbered else 0, leading if numbered and reach.low < 0 else 0
    frame = Upright.of(canvas, chart, look, reach, written, room)
    frame.draw()
    canvas.plan.apart = _white(chart, frame.slot, look.stacked, leading)
    for part in _parts(chart, frame.slot, look.stacked, leading):
        low, high, left = frame.at(part.low), frame.at(part.high), frame.left + part.start
        canvas.box(left, low - _apart(part), left + part.thick, high, look.colours[part.series])
        if numbered:
            width = frame.slot if len(chart.series) == 1 else part.thick / OWN
            above = high + (leading if part.high < 0 else -leading) / 2
            canvas.number(_said(part.value), frame.left + part.middle, above, "center", width)
        elif look.values:
            _inside(canvas, part, (frame.left + part.middle, (low + high) / 2), abs(high - low), look)
    canvas.line([(frame.left, frame.at(0)), (canvas.width, frame.at(0))], look.grid.colour, look.grid.width)


def bars(canvas: Canvas, chart: Chart, look: Look, written: Written) -> None:
    """Draw a chart of bars, which lie below one another, or end to end if they are stacked."""
    reach, type = scale(reached(chart, look), ticked=look.scale), canvas.type
    ticks = written(reach.ticks, chart.series[0].unit)
    top = legend(canvas, look, chart) if len(chart.series) > 1 else 0.0
    lower = canvas.height - (type.leading if ticks else 0)
    left, names = _names(canvas, chart)
    slot = _slot(chart, look, canvas, lower - top, names)
    first, last = _ends(canvas, chart, look, ticks)
    first, last = left + first, canvas.width - last

    def at(number: float) -> float:
        return first + reach.share(number) * (last - first)

    # A number below 0 stands before its bar, and so within the plot.
    start = left if reach.low < 0 else first
    canvas.plan.plot = start, top, last, lower
    canvas.plan.least = reach.low - (first - start) / (last - first) * (reach.high - reach.low)
    canvas.plan.apart = _white(chart, slot, look.stacked, type.leading)
    for tick, said in zip(reach.ticks, ticks, strict=True):
        canvas.ruled((at(float(tick)), top), (at(float(tick)), lower), look.grid)
        canvas.beside([said], at(float(tick)), lower + type.leading / 2, "center")
    for part in _parts(chart, slot, look.stacked, type.leading):
        low, high, upper = at(part.low), at(part.high), top + part.start
        canvas.box(low + _apart(part), upper, high, upper + part.thick, look.colours[part.series])
        if look.values and look.stacked:
            _inside(canvas, part, ((low + high) / 2, top + part.middle), abs(high - low), look)
        elif look.values:
            side, align = (-GAP, "right") if part.high < 0 else (GAP, "left")
            canvas.number(_said(part.value), high + side, top + part.middle, align)
    canvas.line([(at(0), top), (at(0), lower)], look.grid.colour, look.grid.width)
    for number, lines in enumerate(names):
        canvas.beside(lines, 0, top + (number + 0.5) * slot, "left", left - GAP)


def shares(canvas: Canvas, chart: Chart, look: Look, written: Written) -> None:
    """Draw wholes as bars of one length, each divided into its parts; of a single whole, the legend has the numbers."""
    alone = len(chart.categories) == 1
    top = legend(canvas, look, chart, numbers=alone and look.values)
    left, names = (0.0, [[""]]) if alone else _names(canvas, chart)
    slot = _slot(chart, look, canvas, canvas.height - top, names)
    wide = canvas.width - left
    canvas.plan.plot = left, top, canvas.width, canvas.height
    for number, (lines, whole) in enumerate(zip(names, chart.wholes, strict=True)):
        thick = slot if alone else min(slot * FILLED, THICKEST * canvas.type.leading)
        canvas.plan.apart = (slot - thick) / thick
        start, at = top + number * slot + (slot - thick) / 2, left
        for place, series in enumerate(chart.series):
            value = series.values[number]
            if not value or not value.number:
                continue
            end = at + value.number / whole * wide
            part = Part(place, number, start, thick, at, end, value)
            last = end > canvas.width - APART
            canvas.box(at, start, end if last else end - APART, start + thick, look.colours[place])
            if look.values and not alone:
                _inside(canvas, part, ((at + end) / 2, part.middle), end - at, look)
            at = end
        if not alone:
            canvas.beside(lines, 0, start + thick / 2, "left", left - GAP)


# What they share


def reached(chart: Chart, look: Look) -> list[float]:
    """Return the numbers to which columns or bars reach; of those that are stacked, each stack in both directions."""
    if not look.stacked:
        return chart.numbers
    rows = [[value.number for value in row if value] for row in chart.rows]
    return [sum(n for n in row if n > 0) for row in rows] + [sum(n for n in row if n < 0) for row in rows]


def _parts(chart: Chart, slot: float, stacked: bool, leading: float) -> Iterator[Part]:
    """Yield the rectangles of columns or bars in slots of a width."""
    beside, place = _beside(chart, slot, stacked, leading)
    thick = place * OWN
    for number in range(len(chart.categories)):
        start = number * slot + (slot - place * beside) / 2 + (place - thick) / 2
        high = low = 0.0
        for at, series in enumerate(chart.series):
            value = series.values[number]
            size = value.number if value else 0
            if not stacked:
                yield Part(at, number, start + at * place, thick, 0, size, value)
            elif size >= 0:
                yield Part(at, number, start, thick, high, high + size, value)
                high += size
            else:
                yield Part(at, number, start, thick, low, low + size, value)
                low += size


def _beside(chart: Chart, slot: float, stacked: bool, leading: float) -> tuple[int, float]:
    """Return how many columns or bars are beside one another in a slot, and how wide the place of each is."""
    beside = 1 if stacked else len(chart.series)
    return beside, min(slot * (FULL if beside > 1 else FILLED) / beside, THICKEST * leading)


def _white(chart: Chart, slot: float, stacked: bool, leading: float) -> float:
    """Return how much white there is between the columns of two slots, as a share of the width of one."""
    beside, place = _beside(chart, slot, stacked, leading)
    return (slot - place * beside + place * (1 - OWN)) / (place * OWN)


def _apart(part: Part) -> float:
    """Return how far a part keeps from the one that it stands on, in the direction of higher numbers."""
    return 0 if part.low == 0 else APART if part.high > 0 else -APART


def _inside(canvas: Canvas, part: Part, at: tuple[float, float], long: float, look: Look) -> None:
    """Write a number into its part of a stack, if there is room for it, after a line that parts it from the next."""
    said, type = _said(part.value), canvas.type
    wide = type.width(said)
    across, along = (long, part.thick) if look.kind != "columns" else (part.thick, long)
    if part.value and across >= wide + GAP and along >= type.leading:
        canvas.beside([said], at[0], at[1], "center", on=look.colours[part.series])
        canvas.plan.printed[part.series, part.category] = "inside"


def _names(canvas: Canvas, chart: Chart) -> tuple[float, list[list[str]]]:
    """Return how wide the names beside bars are, with the space after them, and their lines."""
    names = [canvas.type.lines(name, canvas.width * NAMES) for name in chart.categories]
    return min(max(map(canvas.type.widest, names)), canvas.width * NAMES) + 2 * GAP, names


def _slot(chart: Chart, look: Look, canvas: Canvas, height: float, names: Sequence[Sequence[str]]) -> float:
    """Return the height for each category. Raises NoChart if it is too low for what is written there."""
    leading, number = canvas.type.leading, len(chart.categories)
    beside = len(chart.series) if look.kind == "bars" and look.values and not look.stacked else 1
    needed = max(leading * max(map(len, names)), leading * beside / FULL if beside > 1 else leading)
    if height / number < needed - 0.01:
        too_low(chart, canvas.height + needed * number - height)
    return height / number


def _ends(canvas: Canvas, chart: Chart, look: Look, ticks: Sequence[str]) -> tuple[float, float]:
    """Return how much room there must be before and after the bars: for their numbers, and those on the scale."""
    width = canvas.type.width
    values = [value for series in chart.series for value in series.values] if look.values and not look.stacked else []
    before = [width(value.text) + GAP for value in values if value and value.number < 0]
    after = [width(_said(value)) + GAP for value in values if not value or value.number >= 0]
    before, after = before + [width(each) / 2 for each in ticks[:1]], after + [width(each) / 2 for each in ticks[-1:]]
    return max(before, default=0), max(after, default=0)


def _said(value: Value | None) -> str:
    return value.text if value else EMPTY
