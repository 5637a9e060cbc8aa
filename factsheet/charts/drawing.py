"""Draw a chart of the theme from the rows of a table: its shapes as SVG, and its words as plain data for a layout."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ..core.project import Root
from ..edition.edition import Edition
from ..edition.locales import Locale
from ..theme import contrast
from ..theme.dark import TEXT
from ..theme.model import Theme
from . import bars, rounds, scale
from .canvas import Canvas, Label, Plan
from .data import Chart, NoChart
from .type import Type

DRAWN: Mapping[str, Callable[..., None]] = {
    "columns": bars.columns,
    "bars": bars.bars,
    "share": bars.shares,
    "line": rounds.lines,
    "donut": rounds.donut,
}


@dataclass(frozen=True)
class Drawn:
    """A chart as it is on a page: its numbers, its shapes as SVG, its words over them, and what is where."""

    chart: Chart
    svg: bytes
    labels: tuple[Label, ...]
    size: tuple[float, float]  # in pt
    plan: Plan


def drawn(chart: Chart, theme: Theme, edition: Edition, root: Root) -> Drawn:
    """Return a chart in the look that the theme has for it, mirrored in a language from right to left.

    Raises NoChart if there is no room for its words, or they could not be read.
    """
    look, mirrored = theme.charts[chart.name], edition.direction == "rtl"
    locale = Locale(edition.locale, {}, edition.numbering)

    def written(ticks: Sequence[Decimal], unit: str) -> list[str]:
        return scale.written(ticks, unit, locale)

    type = Type.of(look, theme, root, edition.script)
    colours = {name: colour.screen for name, colour in theme.colours.items()}
    canvas = Canvas(theme.chart_width(look), look.height, type, colours, look.on or theme.roles.paper)
    DRAWN[look.kind](canvas, chart, look, written)
    _legible(canvas, chart, theme)
    size, labels = (canvas.width, canvas.height), tuple(canvas.placed(mirrored=mirrored))
    return Drawn(chart, canvas.svg(mirrored=mirrored), labels, size, canvas.plan)


def _legible(canvas: Canvas, chart: Chart, theme: Theme) -> None:
    """Raise NoChart for numbers on a part in whose colour no words can be read (WCAG 2.2, 1.4.3)."""
    for on in dict.fromkeys(label.on for label in canvas.labels if label.on):
        worst = contrast.ratio(*(contrast.of_hex(theme.colours[name].screen) for name in (theme.written_on(on), on)))
        if worst < TEXT:
            what = f"words on {on} have a contrast of {worst:.2f}:1 at most, but need {TEXT:g}:1"
            hint = "make that colour darker or lighter in theme.yaml, or leave the numbers out (values: false)"
            raise NoChart(f'in the chart "{chart.name}" {what}', hint)


def said(made: Drawn, address: str, *, web: bool) -> dict[str, Any]:
    """Return what a layout needs to put a chart on its page: the lengths of its labels are in % of its sides.

    On the `web` it may have to be moved sideways, with keys too.
    """
    width, height = made.size
    labels = [
        {
            "left": _share(label.left, width),
            "top": _share(label.top, height),
            "width": _share(label.width, width),
            "align": label.align,
            "lines": list(label.lines),
            "on": label.on.replace(" ", "-"),
        }
        for label in made.labels
    ]
    return {"name": made.chart.name, "picture": address, "alt": made.chart.alt, "labels": labels, "web": web}


def _share(length: float, of: float) -> str:
    return f"{length / of * 100:.3f}".rstrip("0").rstrip(".")
