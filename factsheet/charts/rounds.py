"""Draw lines and donuts. Lengths are in pt."""

from __future__ import annotations

from itertools import groupby

from ..theme.charts import Chart as Look
from .canvas import Canvas, Point
from .data import EMPTY, Chart
from .frame import Upright, Written, too_low
from .legend import AFTER, LINE, SIGN, SQUARE, sign
from .scale import scale

# The most of the width that a donut takes, how thick its ring is, and the space after it, as a share of its width.
ROUND, RING, BESIDE = 0.48, 0.2, 0.14
# Of the height of a line chart: above this share, a number below its point is clear of the names below.
CLEAR = 0.2

Box = tuple[float, float, float, float]  # left, top, right, bottom


def lines(canvas: Canvas, chart: Chart, look: Look, written: Written) -> None:
    """Draw a line for each series, through its points; where a number is not known, it is broken."""
    reach = scale(chart.numbers, ticked=look.scale, floating=True)
    radius = canvas.type.size * SIGN
    number = canvas.type.leading + radius if look.values else radius
    room = number, radius if min(map(reach.share, chart.numbers)) > CLEAR else number
    frame = Upright.of(canvas, chart, look, reach, written, room)
    frame.draw()
    if not frame.ticks:
        frame.rule(frame.lower)
    taken: list[Box] = []
    for at, series in enumerate(chart.series):
        values = enumerate(series.values)
        spots: list[Point | None] = [(frame.middle(at), frame.at(each.number)) if each else None for at, each in values]
        for known, run in groupby(spots, bool):
            if known:
                canvas.line([each for each in run if each], look.colours[at], LINE)
        for x, y in filter(None, spots):
            sign(canvas, at, (x, y), look.colours[at])
            taken.append((x - radius, y - radius, x + radius, y + radius))
    if look.values:
        _numbered(frame, chart, taken)


def _numbered(frame: Upright, chart: Chart, taken: list[Box]) -> None:
    """Print each number above its point, or below it where it is lower than those around it, and off what is there."""
    canvas = frame.canvas
    half, away = canvas.type.leading / 2, canvas.type.leading / 2 + canvas.type.size * SIGN
    for place, there in enumerate(chart.rows):
        x = frame.middle(place)
        if not any(there):
            canvas.number(EMPTY, x, frame.foot - half, "center")
        for at, value in sorted(enumerate(there), key=lambda each: -each[1].number if each[1] else 0):
            if not value:
                continue
            y, wide = frame.at(value.number), canvas.type.width(value.text) / 2
            side = 1 if _is_low(chart, at, place) else -1
            tried = [y + each * (away + far) for far in (0, half, 2 * half) for each in (side, -side)]
            boxes = [(x - wide, middle - half, x + wide, middle + half) for middle in tried]
            box = next((each for each in boxes if not any(_meet(each, other) for other in taken)), boxes[0])
            taken.append(box)
            canvas.number(value.text, x, box[1] + half, "center")
            canvas.plan.printed[at, place] = "above" if box[1] + half < y else "below"


def _is_low(chart: Chart, number: int, place: int) -> bool:
    """Tell whether the number of a series is the lowest of its category; of a single one, whether it is in a dip."""
    values = chart.series[number].values
    own = values[place]
    others = [series.values[place] for at, series in enumerate(chart.series) if at != number]
    if len(chart.series) == 1:
        others = [values[near] for near in (place - 1, place + 1) if 0 <= near < len(values)]
    known = [other.number for other in others if other]
    return bool(own and known) and own is not None and all(own.number < other for other in known)


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] - 0.01 and other[1] < one[3] - 0.01


def donut(canvas: Canvas, chart: Chart, look: Look, written: Written) -> None:
    """Draw a ring with a part for each category, clockwise from the top, and their names and numbers beside it."""
    (series,) = chart.series
    across = min(canvas.height, canvas.width * ROUND)
    middle = canvas.height / 2
    radii, centre = (across / 2, across / 2 * (1 - 2 * RING)), (across / 2, middle)
    canvas.plan.plot = 0, middle - radii[0], across, middle + radii[0]
    whole, start = sum(series.numbers), 0.0
    for at, value in enumerate(series.values):
        if value and value.number:
            end = start + value.number / whole
            canvas.ring(centre, radii, (start, end), look.colours[at], canvas.behind)
            start = end
    if chart.total:
        said = [line for words in chart.total for line in canvas.type.lines(words, radii[1] * 1.5)]
        canvas.beside(said, across / 2, middle, "center", radii[1] * 1.7)
        wide, high = canvas.type.widest(said) / 2, len(said) * canvas.type.leading / 2
        canvas.plan.middle = across / 2 - wide, middle - high, across / 2 + wide, middle + high
        canvas.plan.total = tuple(said)
    _named(canvas, chart, look, across * (1 + BESIDE))


def _named(canvas: Canvas, chart: Chart, look: Look, left: float) -> None:
    """Write the names of the parts of a donut beside it, below one another, each with its colour and its number.

    Raises NoChart if the chart is too low for them.
    """
    type, (series,) = canvas.type, chart.series
    square, after = type.size * SQUARE, type.size * AFTER
    said = [(value.text if value else EMPTY) if look.values else "" for value in series.values]
    wide = max(map(type.width, said)) if look.values else 0.0
    room = canvas.width - left - square - after - (wide + 2 * after if wide else 0)
    names = [type.lines(name, room) for name in chart.categories]
    name_width = min(max(map(type.widest, names)), room)
    between = type.leading * 0.25
    height = sum(map(len, names)) * type.leading + between * (len(names) - 1)
    if height > canvas.height + 0.01:
        too_low(chart, height)
    top = (canvas.height - height) / 2
    right = left + square + after + name_width + (2 * after + wide if wide else 0)
    canvas.plan.legend = left, top, right, top + height
    for at, name in enumerate(names):
        first = top + type.leading / 2
        canvas.box(left, first - square / 2, left + square, first + square / 2, look.colours[at])
        canvas.words(name, left + square + after, top, name_width)
        if said[at]:
            canvas.figure(said[at], right, first, wide)
        top += len(name) * type.leading + between
