"""Draw a map of dots as SVG: the land, groups of countries in looks of their own, and a route with signs.

A run of dots is a line of dashes, and a country is one path. There is no text on a map; its alternative text says what
it shows. Nothing of it is mirrored.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..core.diagnostics import suggestion
from ..theme.dots import ROW, Run, Spot, Table
from ..theme.maps import DotMap, Dots, Route

# How many units of the drawing a step has: whole numbers are fine enough, and short.
STEP = 100
# As good as nothing: what has no length is not drawn everywhere, round ends or not.
POINT = 1

Countries = Mapping[str, Sequence[str]]  # the codes of each group, by its name


class NotOnTheMap(Exception):
    """A template names a map, a group or a country that there is not: what is wrong, and the hint."""


def drawn(table: Table, look: DotMap, countries: Countries, colours: Mapping[str, str]) -> bytes:
    """Return the map as SVG, in the middle of the width and height that it is drawn in.

    Raises NotOnTheMap for a group that the theme does not describe, and for a country without a dot.
    """
    kinds = _kinds(table, look, countries)
    shapes = [*_land(table, look, kinds, colours)]
    if look.route:
        shapes += _route(table, look.route, colours[look.route.colour], colours[look.on])
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{_frame(table, look)}" fill="none">'
    return "\n".join([head, *shapes, "</svg>"]).encode()


def _kinds(table: Table, look: DotMap, countries: Countries) -> dict[str, str]:
    """Return the group of each country that is in one."""
    if unknown := next((name for name in countries if name not in look.groups), ""):
        raise NotOnTheMap(f'the map has no group "{unknown}"', suggestion(unknown, look.groups))
    kinds = {code: name for name in look.groups for code in countries.get(name, ())}
    if lost := next((code for code in kinds if code not in table.dots), ""):
        hint = f"it has no dot in maps/{look.table}; make a larger table, or leave the country out"
        raise NotOnTheMap(f'"{lost}" is not on the map', hint)
    return kinds


def _frame(table: Table, look: DotMap) -> str:
    """Return the viewBox in which the whole map has its place, in the proportion of its width and height."""
    wide, high = table.size
    step = min(look.width / wide, look.height / high)
    across, down = look.width / step, look.height / step
    sides = (wide - across) / 2 - 0.5, (high - down) / 2 - 0.5, across, down
    return " ".join(str(round(side * STEP)) for side in sides)


def _land(table: Table, look: DotMap, kinds: Mapping[str, str], colours: Mapping[str, str]) -> Iterator[str]:
    """Yield the dots: those of the land as one path, those of each group as one path for each country."""
    paths: dict[str, dict[str, list[Run]]] = {}
    for code, run in table.dots.items():
        owner = code if code in kinds else table.inside.get(code, code)
        kind = kinds.get(owner, "")
        paths.setdefault(kind, {}).setdefault(owner if kind else "", []).extend(run)
    for kind, dots in {"": look.land, **look.groups}.items():
        yield f'<g stroke="{colours[dots.colour]}" {_dashes(dots)}>'
        for code, runs in paths.get(kind, {}).items():
            named = f'id="{code}" ' if code else ""
            yield f'<path {named}d="{"".join(_line(run, dots) for run in runs)}"/>'
        yield "</g>"


def _dashes(dots: Dots) -> str:
    """Return how a line becomes dots: dashes as long as they are wide, or as nothing but with round ends."""
    size = round(dots.size * STEP)
    long, cap = (size, "butt") if dots.shape == "square" else (POINT, "round")
    return f'stroke-width="{size}" stroke-linecap="{cap}" stroke-dasharray="{long} {STEP - long}"'


def _line(run: Run, dots: Dots) -> str:
    row, column, more = run
    long = round(dots.size * STEP) if dots.shape == "square" else POINT
    start = round((column + row % 2 / 2) * STEP - long / 2)
    return f"M{start} {round(row * ROW * STEP)}h{more * STEP + long}"


def _route(table: Table, route: Route, colour: str, behind: str) -> Iterator[str]:
    """Yield the line and its signs, each with a gap around it, in which the dots below are not seen."""
    width, gap = route.width * STEP, 2 * route.gap * STEP
    line = _curve([table.spot(place) for place in route.through])
    yield f'<g stroke-linecap="round" stroke-width="{width:.0f}" stroke="{colour}">'
    yield f'<path stroke="{behind}" stroke-width="{width + gap:.0f}" d="{line}"/><path d="{line}"/>'
    for sign in route.signs:
        right, down = (round(side * STEP) for side in table.spot(sign.at))
        ring = f'<circle cx="{right}" cy="{down}" r="{sign.ring * STEP:.0f}"'
        yield f'{ring} stroke="{behind}" stroke-width="{width + gap:.0f}"/>{ring} fill="{behind}"/>'
        if sign.dot:
            yield f'<circle cx="{right}" cy="{down}" r="{sign.dot * STEP:.0f}" fill="{colour}" stroke="none"/>'
    yield "</g>"


def _curve(spots: Sequence[Spot]) -> str:
    """Return a smooth line through some spots: in each it runs as from the spot before to the spot after it."""
    ends = [spots[0], *spots, spots[-1]]
    path = "M" + _written(spots[0])
    for before, start, end, after in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        bend = [(at + (to - of) / 6) for at, to, of in zip(start, end, before, strict=True)]
        back = [(at - (to - of) / 6) for at, to, of in zip(end, after, start, strict=True)]
        path += f"C{_written(bend)} {_written(back)} {_written(end)}"
    return path


def _written(spot: Sequence[float]) -> str:
    return " ".join(str(round(side * STEP)) for side in spot)
