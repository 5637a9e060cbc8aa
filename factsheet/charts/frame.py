"""Lay out what columns and lines have in common: names below, a scale beside, and where a number stands. In pt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NoReturn

from ..theme.charts import Chart as Look
from .canvas import Canvas
from .data import Chart, NoChart
from .legend import legend
from .scale import Scale

# Between words and what they belong to.
GAP = 3.0
# The least height of what is drawn, in leadings.
LEAST = 3

# What the lines of a scale say, by the numbers on them and their unit.
Written = Callable[[Sequence[Decimal], str], list[str]]


@dataclass(frozen=True)
class Upright:
    """A chart whose categories are side by side: each has a slot of a width, and numbers rise from the foot.

    The names are below the lower edge, and those of the series and the numbers on the scale have their places.
    """

    canvas: Canvas
    look: Look
    reach: Scale
    ticks: Sequence[str]
    names: Sequence[Sequence[str]]
    left: float
    slot: float
    upper: float
    foot: float
    lower: float

    @classmethod
    def of(
        cls, canvas: Canvas, chart: Chart, look: Look, reach: Scale, written: Written, room: tuple[float, float]
    ) -> Upright:
        """Return the frame for a chart, with room above the highest number and below the lowest; draw its legend.

        Raises NoChart if the chart is too low.
        """
        type, ticks = canvas.type, written(reach.ticks, chart.series[0].unit)
        top = legend(canvas, look, chart) if len(chart.series) > 1 else 0.0
        left = max(map(type.width, ticks)) + GAP if ticks else 0.0
        slot = (canvas.width - left) / len(chart.categories)
        names = [type.lines(name, slot - GAP) for name in chart.categories]
        upper = top + max(room[0], type.leading / 2 if ticks else 0)
        lower = canvas.height - max(map(len, names)) * type.leading - GAP
        foot = lower - room[1]
        if foot - upper < LEAST * type.leading:
            too_low(chart, canvas.height + LEAST * type.leading - (foot - upper))
        canvas.plan.plot = left, upper, canvas.width, lower
        canvas.plan.least = reach.low - (reach.high - reach.low) * room[1] / (foot - upper)
        return cls(canvas, look, reach, ticks, names, left, slot, upper, foot, lower)

    def at(self, number: float) -> float:
        """Return how far down a number stands."""
        return self.foot - self.reach.share(number) * (self.foot - self.upper)

    def middle(self, place: int) -> float:
        """Return where the middle of a category is."""
        return self.left + (place + 0.5) * self.slot

    def draw(self) -> None:
        """Draw the lines of the scale with their numbers, and the names of the categories."""
        for tick, said in zip(self.reach.ticks, self.ticks, strict=True):
            self.rule(self.at(float(tick)))
            self.canvas.beside([said], self.left - GAP, self.at(float(tick)), "right")
        for number, lines in enumerate(self.names):
            self.canvas.words(lines, self.left + number * self.slot, self.lower + GAP, self.slot, "center")

    def rule(self, height: float) -> None:
        """Draw a line across the chart, below all else."""
        self.canvas.ruled((self.left, height), (self.canvas.width, height), self.look.grid)


def too_low(chart: Chart, needed: float) -> NoReturn:
    """Raise NoChart for a chart without room for its words, which needs some height."""
    number = len(chart.categories)
    words = "words" if number == 1 else f"{number} categories and their words"
    what = f'the chart "{chart.name}" is too low for its {words}'
    raise NoChart(what, f"make it {needed:.0f}pt high or more in theme.yaml, or leave some out")
