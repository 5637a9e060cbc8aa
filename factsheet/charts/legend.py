"""Draw what says which colour is what: a legend over a chart, in rows, and the signs on lines. In pt."""

from __future__ import annotations

from math import cos, pi, sin

from ..theme.charts import Chart as Look
from .canvas import Canvas, Point
from .data import EMPTY, Chart

# Of the size of the words: how large a square is, and the space after it, between items, and below the legend.
SQUARE, AFTER, BETWEEN, BELOW = 0.8, 0.5, 1.8, 0.7
# How large a sign on a line is, as the square, and how thick the line.
SIGN, LINE = 0.36, 1.6


def legend(canvas: Canvas, look: Look, chart: Chart, *, numbers: bool = False) -> float:
    """Draw the names of the series, with their only numbers if these are wanted; return how high it is."""
    type, widest = canvas.type, 0.0
    square, after, x, row = type.size * SQUARE, type.size * AFTER, 0.0, 0
    for at, series in enumerate(chart.series):
        said = (series.values[0].text if series.values[0] else EMPTY) if numbers else ""
        name, own = type.width(series.name), type.width(said) + after if said else 0.0
        if x and x + square + after + name + own > canvas.width:
            x, row = 0.0, row + 1
        middle = (row + 0.5) * type.leading
        if look.kind == "line":
            square = type.size * 2 * SQUARE
            canvas.line([(x, middle), (x + square, middle)], look.colours[at], LINE)
            sign(canvas, at, (x + square / 2, middle), look.colours[at])
        else:
            canvas.box(x, middle - square / 2, x + square, middle + square / 2, look.colours[at])
        x += square + after
        canvas.beside([series.words], x, middle, "left", min(name, canvas.width - x))
        if said:
            canvas.beside([said], x + name + after, middle, "left")
        x += name + own
        widest = max(widest, x)
        x += type.size * BETWEEN
    canvas.plan.legend = 0, 0, min(widest, canvas.width), (row + 1) * type.leading
    return (row + 1) * type.leading + type.size * BELOW


def sign(canvas: Canvas, number: int, at: Point, colour: str) -> None:
    """Draw the sign of a line, by which it is told from others without its colour too."""
    radius = canvas.type.size * SIGN
    if number % 4 == 0:
        canvas.circle(at, radius, colour)
        return
    corners, turned, larger = ((4, 0.125, 1.2), (3, 0.0, 1.35), (4, 0.0, 1.3))[number % 4 - 1]
    angles = [2 * pi * (turned + corner / corners) for corner in range(corners)]
    points = [(at[0] + radius * larger * sin(each), at[1] - radius * larger * cos(each)) for each in angles]
    canvas.polygon(points, colour)
