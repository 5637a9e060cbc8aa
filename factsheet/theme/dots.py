"""Read the dots of a map from a table of the layout, and say where a place is among them."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import Annotated

from pydantic import BeforeValidator, Field, StringConstraints

from ..core import inputs
from ..core.diagnostics import Invalid, Problem, Problems
from ..core.project import Root
from ..source.schema import Shape
from ..source.validation import checked
from ..source.yaml_reader import parsed
from .maps import Place
from .measures import Share

# The distance of two rows, in steps: every other row is shifted by half a step, so that each dot has six neighbours.
ROW = math.sqrt(3) / 2
MOST = 500  # rows, and dots in a row
RUN = re.compile(r"(\d{1,3})\.(\d{1,3})(?:\+(\d{1,3}))?")

Run = tuple[int, int, int]  # of dots: their row, the first column, how many more follow
Spot = tuple[float, float]  # steps to the right of the first column, and down from the first row


def _runs(text: object) -> object:
    if not isinstance(text, str):
        return text
    found = [RUN.fullmatch(run) for run in text.split()]
    if not found or not all(found):
        raise Invalid("these are not dots", 'write "row.column", or "row.column+3" for a run of four')
    return tuple((int(run[1]), int(run[2]), int(run[3] or 0)) for run in found if run)


Code = Annotated[str, StringConstraints(pattern="^[A-Z]{2}$")]
Runs = Annotated[tuple[Run, ...], BeforeValidator(_runs)]
Degrees = Annotated[tuple[float, float], BeforeValidator(lambda pair: tuple(map(float, pair)))]
Number = Annotated[int, Field(ge=1, le=MOST)]


class Table(Shape):
    """A table in maps/ of the layout: the land as dots, in Lambert's azimuthal projection, which keeps areas equal."""

    centre: Place
    corner: Degrees
    step: Annotated[Share, Field(gt=0, le=90)]
    columns: Number
    rows: Number
    inside: dict[Code, Code] = Field(default={})
    dots: dict[Code, Runs]

    @property
    def size(self) -> tuple[float, float]:
        """Return the width and the height of the map, in steps, half a step around the outermost dots included."""
        return self.columns + 0.5, (self.rows - 1) * ROW + 1

    def spot(self, place: Place) -> Spot:
        """Return where a place is (J. P. Snyder, Map Projections: A Working Manual, 1987, equations 24-2 to 24-4)."""
        east, north, middle = (math.radians(each) for each in (place[0] - self.centre[0], place[1], self.centre[1]))
        towards = math.sin(middle) * math.sin(north) + math.cos(middle) * math.cos(north) * math.cos(east)
        far = math.degrees(math.sqrt(2 / max(1 + towards, 1e-9)))
        right = far * math.cos(north) * math.sin(east)
        up = far * (math.cos(middle) * math.sin(north) - math.sin(middle) * math.cos(north) * math.cos(east))
        return (right - self.corner[0]) / self.step, (self.corner[1] - up) / self.step

    def holds(self, place: Place) -> bool:
        """Tell whether a place is on the map."""
        (right, down), (width, height) = self.spot(place), self.size
        return -0.5 <= right <= width - 0.5 and -0.5 <= down <= height - 0.5


def read(root: Root, file: str) -> Table:
    """Return a table of the layout. Raises Missing where there is none, and Problems for what is wrong with it."""
    path = root.layout / "maps" / file
    return _read(inputs.text(root, path, inputs.SOURCE), root.name(path))


@lru_cache(maxsize=8)
def _read(text: str, name: str) -> Table:
    """Return the table in a text, read once for all editions: it takes 10 ms."""
    located = parsed(text, name)
    problems: list[Problem] = []
    table = checked(Table, located, problems)
    if problems or table is None:
        raise Problems(problems)
    problems += [
        Problem(located.place(("dots", code)), f"a dot for {code} is off the map", "make the table again")
        for code, runs in table.dots.items()
        if any(row >= table.rows or column + more >= table.columns for row, column, more in runs)
    ]
    problems += [
        Problem(located.place(("inside", code)), f"{code} or {other} has no dots", "make the table again")
        for code, other in table.inside.items()
        if not {code, other} <= table.dots.keys()
    ]
    if problems:
        raise Problems(problems)
    return table
