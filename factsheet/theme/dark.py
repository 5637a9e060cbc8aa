"""Check the colours for dark screens: whatever can be read or told apart in the light, can be in the dark.

A row or panel whose fill is dark on any screen, such as a band, keeps all of its colours.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..core.diagnostics import Problem
from ..source.yaml_reader import Located
from . import contrast
from .map_checks import NEEDED as GRAPHIC
from .model import Theme
from .roles import WRITTEN
from .styles import Colour

# WCAG 2.2, success criterion 1.4.3, for text that is not large.
TEXT = 4.5
# A fill this dark takes white words better than black ones: both have a contrast of 4.6:1 with it.
DARK = 0.18


def is_dark(theme: Theme, fill: str | None) -> bool:
    """Tell whether a fill is dark on any screen, so that what is on it keeps its colours."""
    return fill in theme.colours and contrast.luminance(contrast.of_hex(theme.colours[fill].screen)) < DARK


def faults(theme: Theme, located: Located) -> Iterator[Problem]:
    """Yield the pairs of colours that have enough contrast in the light, but not in the dark."""
    if not any(colour.dark for colour in theme.colours.values()):
        return
    for ink, ground in sorted(_pairs(theme)):
        light = _ratio(theme.colours[ink], theme.colours[ground], by_night=False)
        dim = _ratio(theme.colours[ink], theme.colours[ground], by_night=True)
        needed = next((each for each in (TEXT, GRAPHIC) if light >= each), 0)
        if dim < needed:
            blamed = next(name for name in (ink, ground, *theme.colours) if theme.colours[name].dark)
            what = f"{ink} on {ground} has a contrast of {dim:.2f}:1 on a dark screen, but needs {needed:g}:1"
            yield Problem(located.place(("colours", blamed, "dark")), what, "make one darker or the other lighter")


def _pairs(theme: Theme) -> set[tuple[str, str]]:
    """Return each colour of words and signs with each colour that may be behind it and changes in the dark."""
    styles = theme.styles.values()
    inks = {name for style in styles for name in (style.colour, style.number) if not style.fill}
    parts = [*(row.fill for row in theme.rows.values()), *(panel.fill for panel in theme.panels.values())]
    fills = {theme.roles.paper, *parts}
    grounds = {name for name in fills if not is_dark(theme, name)}
    pairs = {(ink, ground) for ink in inks for ground in grounds if ink and ground}
    pairs |= {(style.colour, style.fill) for style in styles if style.colour and style.fill}
    roles = ((getattr(theme.roles, ink), getattr(theme.roles, ground)) for ink, ground in WRITTEN)
    pairs |= {(ink, ground) for ink, ground in roles if not is_dark(theme, ground)}
    for each in theme.maps.values():
        shown = [*(dots.colour for dots in each.groups.values()), *([each.route.colour] if each.route else [])]
        pairs |= {(name, each.on) for name in shown if not is_dark(theme, each.on)}
    for chart in theme.charts.values():
        behind = chart.on or theme.roles.paper
        pairs |= {(name, behind) for name in (chart.colour, *chart.colours) if not is_dark(theme, behind)}
    return {pair for pair in pairs if pair[0] != pair[1] and set(pair) <= theme.colours.keys()}


def _ratio(one: Colour, other: Colour, *, by_night: bool) -> float:
    shown = ((each.dark if by_night else None) or each.screen for each in (one, other))
    return contrast.ratio(*map(contrast.of_hex, shown))
