"""Check the charts of a theme: whether their colours exist, and what they show can be seen and read."""

from __future__ import annotations

from collections.abc import Iterator

from ..core.diagnostics import Problem, suggestion
from ..source.yaml_reader import Keys, Located
from . import contrast
from .charts import Chart
from .dark import TEXT
from .map_checks import NEEDED as GRAPHIC
from .model import Theme
from .styles import Colour


def faults(theme: Theme, located: Located) -> Iterator[Problem]:
    """Yield what is wrong with the charts of a theme, at its line."""
    for name, each in theme.charts.items():
        keys: Keys = ("charts", name)
        yield from _unknown(theme, each, keys, located)
        yield from _shape(theme, each, keys, located)
        yield from _pale(theme, each, keys, located)


def _unknown(theme: Theme, each: Chart, keys: Keys, located: Located) -> Iterator[Problem]:
    for number, colour in enumerate(each.colours):
        if colour not in theme.colours:
            place = located.place((*keys, "colours", number))
            yield Problem(place, f'no colour "{colour}"', suggestion(colour, theme.colours))


def _shape(theme: Theme, each: Chart, keys: Keys, located: Located) -> Iterator[Problem]:
    """Yield what a chart of its kind cannot be."""
    if each.stacked and each.kind not in ("columns", "bars"):
        what = f"a {each.kind} cannot be stacked"
        yield Problem(located.place((*keys, "stacked")), what, "remove it; only columns and bars can be")
    if each.scale and each.whole:
        yield Problem(located.place((*keys, "scale")), f"a {each.kind} has no scale", "remove it")
    if each.width and each.width > theme.measure + 0.01:
        what = f"the chart is {each.width:g} pt wide, but the text {theme.measure:g} pt"
        yield Problem(located.place((*keys, "width")), what, "make it narrower")


def _pale(theme: Theme, each: Chart, keys: Keys, located: Located) -> Iterator[Problem]:
    """Yield colours with too little contrast: of parts and words with what is behind them (WCAG 2.2, 1.4.3, 1.4.11).

    Parts that touch are told apart by a line between them in the colour behind. Whether there are words on a part is
    for its numbers to say: `charts.drawing` checks them.
    """
    behind = each.on or theme.roles.paper
    pairs: list[tuple[str, Keys, float]] = [(each.colour, (*keys, "colour"), TEXT)]
    pairs += [(colour, (*keys, "colours", number), GRAPHIC) for number, colour in enumerate(each.colours)]
    for colour, where, needed in pairs:
        if {colour, behind} <= theme.colours.keys() and (worst := _least(theme, colour, behind)) < needed:
            what = f"{colour} on {behind} has a contrast of {worst:.2f}:1, but needs {needed:g}:1"
            yield Problem(located.place(where), what, "make one darker or the other lighter")


def _least(theme: Theme, colour: str, behind: str) -> float:
    """Return the contrast of two colours; the worst, if a variant may choose the first."""
    shown = [theme.colours[colour], *(theme.accents.values() if colour == theme.roles.accent else ())]
    return min(_of(each, theme.colours[behind]) for each in shown)


def _of(one: Colour, other: Colour) -> float:
    return contrast.ratio(contrast.of_hex(one.screen), contrast.of_hex(other.screen))
