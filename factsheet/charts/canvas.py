"""Collect the shapes and the words of a chart while it is drawn, and mirror both for languages from right to left.

A chart is drawn from left to right; its shapes become one SVG, and its words labels over it, so that they stay words in
every format. Lengths are in pt, from the upper left corner.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import cos, pi, sin
from typing import Any, Literal

from ..theme.styles import Line
from .type import Type

ALIGNED = {"left": "right", "right": "left", "center": "center"}
# How wide the line is that parts what touches, in the colour behind.
APART = 0.8

Point = tuple[float, float]
Edges = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True)
class Label:
    """Words in a box: its left and upper edge and its width, how they are aligned, and the colour that they are on.

    Those in a `column` of numbers keep their side in a mirror too: digits run from left to right in every language.
    """

    left: float
    top: float
    width: float
    align: str
    lines: tuple[Any, ...]
    on: str = ""
    column: bool = False

    def mirrored(self, width: float) -> Label:
        """Return it as in a mirror that is as wide as the chart."""
        align = self.align if self.column else ALIGNED[self.align]
        return replace(self, left=width - self.left - self.width, align=align)


@dataclass
class Plan:
    """What is where, for a program that draws the chart anew.

    That is the `plot` and the `legend`, from the left; the number at which the plot begins; the white between groups of
    columns, as a share of one; on which side of its place a number is printed, by its series and its category; and the
    lines of the `total` in the `middle` of a donut.
    """

    plot: Edges = (0, 0, 0, 0)
    legend: Edges = (0, 0, 0, 0)
    least: float = 0
    apart: float = 0
    printed: dict[tuple[int, int], Literal["above", "below", "inside"]] = field(default_factory=dict)
    middle: Edges = (0, 0, 0, 0)
    total: tuple[str, ...] = ()


@dataclass
class Canvas:
    """A chart while it is drawn; `colours` are those of the screen, by their names, and one of them is `behind` it."""

    width: float
    height: float
    type: Type
    colours: Mapping[str, str]
    behind: str
    below: list[str] = field(default_factory=list)
    shapes: list[str] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    plan: Plan = field(default_factory=Plan)

    # Shapes

    def box(self, left: float, top: float, right: float, bottom: float, colour: str) -> None:
        """Draw a rectangle between its edges, in any order; nothing if it has no area."""
        x, y, w, h = min(left, right), min(top, bottom), abs(right - left), abs(bottom - top)
        if w > 0 and h > 0:
            sides = f'x="{_n(x)}" y="{_n(y)}" width="{_n(w)}" height="{_n(h)}"'
            self.shapes.append(f'<rect {sides} fill="{self.colours[colour]}"/>')

    def line(self, points: Sequence[Point], colour: str, width: float) -> None:
        """Draw a line through points."""
        path = "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in points)
        look = f'fill="none" stroke="{self.colours[colour]}" stroke-width="{_n(width)}" stroke-linejoin="round"'
        self.shapes.append(f'<path d="{path}" {look}/>')

    def polygon(self, points: Sequence[Point], colour: str) -> None:
        path = "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in points)
        self.shapes.append(f'<path d="{path}Z" fill="{self.colours[colour]}"/>')

    def circle(self, at: Point, radius: float, colour: str) -> None:
        place = f'cx="{_n(at[0])}" cy="{_n(at[1])}" r="{_n(radius)}"'
        self.shapes.append(f'<circle {place} fill="{self.colours[colour]}"/>')

    def ring(self, at: Point, radii: tuple[float, float], part: tuple[float, float], colour: str, edge: str) -> None:
        """Draw a part of a ring between two shares of the way round, clockwise from the top; an edge parts it."""
        outer, inner = radii
        start, end = part
        if end - start >= 1:  # an arc that ends where it begins is not drawn
            self.ring(at, radii, (start, start + 0.5), colour, colour)
            self.ring(at, radii, (start + 0.5, start + 1), colour, colour)
            return
        far = 1 if end - start > 0.5 else 0
        a, b, c, d = (_on(at, r, share) for r, share in ((outer, start), (outer, end), (inner, end), (inner, start)))
        path = f"M{_p(a)}A{_n(outer)} {_n(outer)} 0 {far} 1 {_p(b)}L{_p(c)}A{_n(inner)} {_n(inner)} 0 {far} 0 {_p(d)}Z"
        line = f'stroke="{self.colours[edge]}" stroke-width="{APART if edge != colour else 0.1}"'
        self.shapes.append(f'<path d="{path}" fill="{self.colours[colour]}" {line}/>')

    def ruled(self, start: Point, end: Point, rule: Line) -> None:
        """Draw a line below all other shapes."""
        self.line([start, end], rule.colour, rule.width)
        self.below.append(self.shapes.pop())

    # Words

    def words(
        self, lines: Sequence[Any], left: float, top: float, width: float, align: str = "left", on: str = ""
    ) -> None:
        """Put words into a box of a width, with their first line at its upper edge."""
        self.labels.append(Label(left, top, width, align, tuple(lines), on))

    def beside(self, lines: Sequence[Any], x: float, middle: float, align: str, width: float = 0, on: str = "") -> None:
        """Put words before, after or around a place, with their middle at a height.

        `align` says which of their sides is there: their right one, their left one or their centre. Without a `width`
        the box is as wide as they are.
        """
        width = width or self.type.widest([str(line) for line in lines])
        left = {"left": x, "right": x - width, "center": x - width / 2}[align]
        self.words(lines, left, middle - len(lines) * self.type.leading / 2, width, align, on)

    def figure(self, said: str, right: float, middle: float, width: float) -> None:
        """Put a number into a column of them, which has a right edge and a width, so that digits line up."""
        top = middle - self.type.leading / 2
        self.labels.append(Label(right - width, top, width, "right", (said,), column=True))

    def number(self, said: str, x: float, middle: float, align: str, width: float = 0) -> None:
        """Put a number at its place, as `beside` does; no line of the scale runs through it."""
        wide, half = self.type.width(said), self.type.size / 2
        left = {"left": x, "right": x - wide, "center": x - wide / 2}[align]
        self.box(left, middle - half, left + wide, middle + half, self.behind)
        self.below.append(self.shapes.pop())
        self.beside([said], x, middle, align, width)

    # What it becomes

    def svg(self, *, mirrored: bool) -> bytes:
        """Return the shapes as SVG, from right to left if they are mirrored."""
        turned = f'<g transform="translate({_n(self.width)} 0) scale(-1 1)">' if mirrored else "<g>"
        head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(self.width)} {_n(self.height)}">'
        return "\n".join([head, turned, *self.below, *self.shapes, "</g>", "</svg>"]).encode()

    def placed(self, *, mirrored: bool) -> list[Label]:
        """Return the labels, from right to left if they are mirrored."""
        return [label.mirrored(self.width) if mirrored else label for label in self.labels]


def _on(at: Point, radius: float, share: float) -> Point:
    """Return a point of a circle, by a share of the way round it, clockwise from the top."""
    angle = 2 * pi * share
    return at[0] + radius * sin(angle), at[1] - radius * cos(angle)


def _p(point: Point) -> str:
    return f"{_n(point[0])} {_n(point[1])}"


def _n(number: float) -> str:
    """Return a number as short as it can be, in hundredths."""
    return f"{round(number, 2) + 0:g}"  # no "-0"
