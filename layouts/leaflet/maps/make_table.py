"""Turn land into dots, each knowing its country: python layouts/leaflet/maps/make_table.py COUNTRIES.json TABLE.yaml

COUNTRIES.json is countries-50m.json of the npm package world-atlas (2.0.2): the countries of Natural Earth, 1:50m, as
TopoJSON. The dots stand on a grid in Lambert's azimuthal projection, which keeps areas equal: no continent is drawn
larger than it is. Every other row is shifted by half a step. No border is drawn. A country that is smaller than a step
has the dot nearest to it, which may be taken from a larger one: the table says from which, so that the larger one has
no hole where the small one does not matter. The same countries give the same table.
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from babel.core import get_global

Point = tuple[float, float]  # longitude and latitude; or right and down on the map, in steps
Ring = list[Point]
Spot = tuple[int, int]  # row and column

# The middle of the map, and its sides: degrees of arc from there.
LONGITUDE, LATITUDE = 21.0, 32.0
LEFT, TOP, RIGHT, BOTTOM = -26.0, 41.5, 30.5, -38.5
STEP = 1.12  # degrees of arc from one dot of a row to the next
ROW = math.sqrt(3) / 2  # the distance of two rows, in steps: each dot has six neighbours
COLUMNS, ROWS = int((RIGHT - LEFT) / STEP) + 1, int((TOP - BOTTOM) / STEP / ROW) + 1
# Land to which Natural Earth gives no number of ISO 3166: it counts for the member that the United Nations know.
UNNUMBERED = {"Kosovo": "XK", "N. Cyprus": "CY", "Somaliland": "SO"}
HEAD = """\
# The land of Africa, Europe and the Near East as dots. Written by make_table.py; do not edit it by hand.
# From Natural Earth 1:50m, which is in the public domain; see LICENCE.txt.
# Of each country the runs of its dots: "row.column", with "+3" for three more dots to the right.
"""


def on_map(place: Point) -> Point:
    """Return where a place is on the map: steps to the right of the first column, and rows below the first."""
    east, north, middle = math.radians(place[0] - LONGITUDE), math.radians(place[1]), math.radians(LATITUDE)
    towards = math.sin(middle) * math.sin(north) + math.cos(middle) * math.cos(north) * math.cos(east)
    far = math.degrees(math.sqrt(2 / max(1 + towards, 1e-9)))
    right = far * math.cos(north) * math.sin(east)
    up = far * (math.cos(middle) * math.sin(north) - math.sin(middle) * math.cos(north) * math.cos(east))
    return (right - LEFT) / STEP, (TOP - up) / STEP / ROW


def on_earth(spot: Spot) -> Point:
    """Return the longitude and latitude of a dot."""
    row, column = spot
    right = math.radians(LEFT + (column + row % 2 / 2) * STEP)
    up = math.radians(TOP - row * ROW * STEP)
    arc, middle = 2 * math.asin(math.hypot(right, up) / 2), math.radians(LATITUDE)
    if not arc:
        return LONGITUDE, LATITUDE
    across = up * math.sin(arc) / math.hypot(right, up)
    north = math.asin(math.cos(arc) * math.sin(middle) + across * math.cos(middle))
    east = math.atan2(
        right * math.sin(arc) / math.hypot(right, up),
        math.cos(middle) * math.cos(arc) - math.sin(middle) * across,
    )
    return LONGITUDE + math.degrees(east), math.degrees(north)


def countries(topology: dict) -> dict[str, list[Ring]]:
    """Return the outlines of each country, by its code of two letters (ISO 3166)."""
    arcs = [list(_unpacked(arc, topology["transform"])) for arc in topology["arcs"]]
    codes = get_global("territory_aliases")
    found: dict[str, list[Ring]] = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        code = UNNUMBERED.get(shape["properties"]["name"]) or (codes.get(shape.get("id")) or [""])[0]
        whole = {"Polygon": lambda arcs: [arcs], "MultiPolygon": list}.get(shape["type"])
        if code and whole:
            rings = [ring for polygon in whole(shape["arcs"]) for ring in polygon]
            found.setdefault(code, []).extend(_joined(ring, arcs) for ring in rings)
    return dict(sorted(found.items()))


def _unpacked(arc: list[list[int]], transform: dict) -> Iterator[Point]:
    """Yield the points of an arc, each of which is written as its distance from the one before."""
    (across, up), (west, south) = transform["scale"], transform["translate"]
    x = y = 0
    for right, higher in arc:
        x, y = x + right, y + higher
        yield x * across + west, y * up + south


def _joined(ring: list[int], arcs: list[Ring]) -> Ring:
    """Return a ring as one line. An arc with a negative number runs backwards; a line beyond 180 degrees goes on."""
    line: Ring = []
    for number in ring:
        line += arcs[number] if number >= 0 else arcs[~number][::-1]
    for at in range(1, len(line)):
        turns = round((line[at - 1][0] - line[at][0]) / 360)
        line[at] = line[at][0] + 360 * turns, line[at][1]
    return line


def owners(shapes: dict[str, list[Ring]]) -> tuple[dict[Spot, str], dict[str, str]]:
    """Return whose land is at each dot, and from which country a small one has its dot."""
    boxes = {code: _box(rings) for code, rings in shapes.items()}
    found: dict[Spot, str] = {}
    for spot in ((row, column) for row in range(ROWS) for column in range(COLUMNS)):
        east, north = on_earth(spot)
        for code, (west, south, far_east, far_north) in boxes.items():
            if west <= east <= far_east and south <= north <= far_north and _is_inside((east, north), shapes[code]):
                found[spot] = code
                break
    inside: dict[str, str] = {}
    for code in sorted(shapes.keys() - set(found.values())):
        if (spot := _nearest(shapes[code], found)) is not None:
            inside |= {code: found[spot]} if spot in found else {}
            found[spot] = code
    return found, inside


def _box(rings: list[Ring]) -> tuple[float, float, float, float]:
    """Return the west, south, east and north of a country."""
    easts, norths = zip(*(point for ring in rings for point in ring), strict=True)
    return min(easts), min(norths), max(easts), max(norths)


def _is_inside(place: Point, rings: list[Ring]) -> bool:
    """Tell whether a place is on land: a line from it to the east crosses the outlines an odd number of times."""
    east, north = place
    crossed = 0
    for ring in rings:
        for (x, y), (to_x, to_y) in pairwise(ring):
            crossed += (y > north) != (to_y > north) and east < x + (to_x - x) * (north - y) / (to_y - y)
    return crossed % 2 == 1


def _nearest(rings: list[Ring], taken: dict[Spot, str]) -> Spot | None:
    """Return the dot nearest to a small country that is on the map; never the only one of another country."""
    longest = max(rings, key=len)
    east, north = (sum(side) / len(longest) for side in zip(*longest, strict=True))
    right, down = on_map((east, north))
    if not (0 <= right < COLUMNS and 0 <= down < ROWS):
        return None
    number = Counter(taken.values())
    free = (
        (math.hypot(column + row % 2 / 2 - right, (row - down) * ROW), (row, column))
        for row in range(max(0, int(down) - 2), min(ROWS, int(down) + 4))
        for column in range(COLUMNS)
        if number[taken.get((row, column), "")] != 1
    )
    return min(free)[1]


def runs(spots: list[Spot]) -> str:
    """Return dots as the table has them: those side by side in a row are one run."""
    found: list[list[int]] = []
    for row, column in sorted(spots):
        if found and found[-1][0] == row and sum(found[-1][1:]) + 1 == column:
            found[-1][2] += 1
        else:
            found.append([row, column, 0])
    return " ".join(f"{row}.{column}+{more}" if more else f"{row}.{column}" for row, column, more in found)


def table(topology: dict) -> str:
    """Return the table of the dots of all countries on the map."""
    of: dict[str, list[Spot]] = {}
    found, inside = owners(countries(topology))
    for spot, code in found.items():
        of.setdefault(code, []).append(spot)
    return HEAD + "\n".join(
        [
            f"centre: [{LONGITUDE}, {LATITUDE}]  # longitude and latitude of the middle of the projection",
            f"corner: [{LEFT}, {TOP}]  # of the first dot: right and up from there, in degrees of arc",
            f"step: {STEP}",
            f"columns: {COLUMNS}",
            f"rows: {ROWS}",
            *(["inside:  # small countries, each with the one whose dot it has"] if inside else []),
            *(f"  {code}: {other}" for code, other in sorted(inside.items())),
            "dots:",
            *(f'  {code}: "{runs(spots)}"' for code, spots in sorted(of.items())),
            "",
        ]
    )


if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:])
    target.write_text(table(json.loads(source.read_text("utf-8"))), "utf-8")
