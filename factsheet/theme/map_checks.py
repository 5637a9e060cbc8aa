"""Check the maps of a theme: whether each has its table, its places are on it, and what it shows can be seen."""

from __future__ import annotations

from collections.abc import Iterator

from ..core import inputs
from ..core.diagnostics import Problem, Problems, did_you_mean
from ..core.project import Root
from ..source.yaml_reader import Keys, Located
from . import contrast, dots
from .maps import DotMap, Place
from .model import Theme

# WCAG 2.2, success criterion 1.4.11: what is needed to understand a graphic.
NEEDED = 3.0


def faults(theme: Theme, located: Located, root: Root) -> Iterator[Problem]:
    """Yield what is wrong with the maps of a theme, at its line."""
    for name, each in theme.maps.items():
        yield from _table(each, ("maps", name), located, root)
        yield from _pale(theme, each, ("maps", name), located)


def _table(each: DotMap, keys: Keys, located: Located, root: Root) -> Iterator[Problem]:
    """Yield what is wrong with the table, and the places that are not on it."""
    try:
        table = dots.read(root, each.table)
    except inputs.Missing:
        folder = root.layout / "maps"
        near = did_you_mean(each.table, (path.name for path in folder.glob("*.yaml")))
        what = f"the table {root.name(folder / each.table)} is missing"
        yield Problem(located.place((*keys, "table")), what, near or "make it with make_table.py")
        return
    except Problems as found:
        yield from found.problems
        return
    if not (route := each.route):
        return
    places: list[tuple[Keys, Place]] = [(("through", number), place) for number, place in enumerate(route.through)]
    places += [(("signs", number, "at"), sign.at) for number, sign in enumerate(route.signs)]
    for where, place in places:
        if not table.holds(place):
            what = f"the place {list(place)} is not on the map"
            yield Problem(located.place((*keys, "route", *where)), what, "longitude comes first, then latitude")


def _pale(theme: Theme, each: DotMap, keys: Keys, located: Located) -> Iterator[Problem]:
    """Yield the colours in which something has a meaning, but too little contrast to be seen."""
    behind = theme.colours.get(each.on)
    used = [(dots.colour, (*keys, "groups", name)) for name, dots in each.groups.items()]
    used += [(each.route.colour, (*keys, "route"))] if each.route else []
    for name, where in used:
        shown = [theme.colours[name]] if name in theme.colours else []
        shown += theme.accents.values() if name == theme.roles.accent else []
        ratios = [contrast.ratio(*(contrast.of_hex(of.screen) for of in (one, behind))) for one in shown if behind]
        if ratios and (worst := min(ratios)) < NEEDED:
            what = f"{name} on {each.on} has a contrast of {worst:.2f}:1, but needs {NEEDED:g}:1"
            yield Problem(located.place((*where, "colour")), what, "make one darker or the other lighter")
