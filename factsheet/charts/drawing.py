"""Draw a chart of the theme from the rows of a table: its shapes as SVG, and its words as plain data for a layout."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ..core.project import Root
from ..edition.edition import Edition
from ..edition.locales import Locale
from ..theme.model import Theme
from . import bars, rounds, scale
from .canvas import Canvas, Label
from .data import Chart
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
    """A chart as it is on a page: its numbers, its shapes as SVG, and its words over them."""

    chart: Chart
    svg: bytes
    labels: tuple[Label, ...]
    size: tuple[float, float]  # in pt


def drawn(chart: Chart, theme: Theme, edition: Edition, root: Root) -> Drawn:
    """Return a chart in the look that the theme has for it, mirrored in a language from right to left.

    Raises NoChart if there is no room for its words.
    """
    look, mirrored = theme.charts[chart.name], edition.direction == "rtl"
    locale = Locale(edition.locale, {}, edition.numbering)

    def written(ticks: Sequence[Decimal], unit: str) -> list[str]:
        return scale.written(ticks, unit, locale)

    type = Type.of(look, theme, root, edition.script)
    colours = {name: colour.screen for name, colour in theme.colours.items()}
    canvas = Canvas(theme.chart_width(look), look.height, type, colours, look.on or theme.roles.paper)
    DRAWN[look.kind](canvas, chart, look, written)
    size = canvas.width, canvas.height
    return Drawn(chart, canvas.svg(mirrored=mirrored), tuple(canvas.placed(mirrored=mirrored)), size)


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
