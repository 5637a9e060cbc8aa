"""Check the roles of colours: whether each has a colour, and what is written in one can be read on another."""

from __future__ import annotations

from collections.abc import Iterator

from ..core.diagnostics import Problem, suggestion
from ..source.yaml_reader import Located
from . import contrast
from .dark import TEXT
from .map_checks import NEEDED as GRAPHIC
from .model import Theme
from .roles import WRITTEN
from .styles import MARKS, Colour


def faults(theme: Theme, located: Located) -> Iterator[Problem]:
    """Yield what is wrong with the roles, and with the marks of a draft, which are found by their names."""
    unknown = {role: name for role, name in theme.roles.model_dump().items() if name not in theme.colours}
    for role, name in unknown.items():
        yield Problem(located.place(("roles", role)), f'no colour "{name}"', suggestion(name, theme.colours))
    if not unknown:
        yield from _pale(theme, located)
    for selector in MARKS.values():
        if selector in theme.styles and not theme.styles[selector].fill:
            what = f'the style "{selector}" has no fill'
            yield Problem(located.place(("styles", selector), key=True), what, "name a colour: it marks a draft")


def _pale(theme: Theme, located: Located) -> Iterator[Problem]:
    """Yield the roles of words, and that of signs, that have too little contrast with what is behind them."""
    pairs = [(ink, ground, [theme.role(ink)], TEXT) for ink, ground in WRITTEN]
    pairs.append(("accent", "band", [theme.role("accent"), *theme.accents.values()], GRAPHIC))
    for ink, ground, colours, needed in pairs:
        worst = min(_ratio(colour, theme.role(ground)) for colour in colours)
        if worst < needed:
            what = f"{ink} on {ground} has a contrast of {worst:.2f}:1, but needs {needed:g}:1"
            yield Problem(located.place(("roles", ink)), what, "choose a darker or a lighter colour for one of them")


def _ratio(one: Colour, other: Colour) -> float:
    return contrast.ratio(contrast.of_hex(one.screen), contrast.of_hex(other.screen))
