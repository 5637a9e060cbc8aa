"""How tables of data are set: lines, fills and the room in their cells. Lengths are in pt."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ..source.scalars import Text
from ..source.schema import Shape
from .measures import Height, Length, Positive
from .styles import Line

# Of the width of a table, in %.
Part = Annotated[Positive, Field(le=100)]


class TablePart(Shape):
    """The head, the rows or the totals of a table."""

    fill: Text | None = Field(default=None, description="The name of the colour behind it.")
    line: Line | None = Field(default=None, description="The line below the head, between rows, or above the totals.")


class DataTable(Shape):
    """A table of data. Its words are set by the styles `caption`, `th` and `td`."""

    word: Text = Field(description="The Word table style it becomes, by a name of your choice.")
    before: Height = Field(default=0, description="The space above.")
    padding: Height = Field(default=0, description="The space above and below the words in a cell.")
    inset: Length = Field(default=0, description="The space beside the words in a cell.")
    widths: list[Part] = Field(
        default=[],
        max_length=20,
        description="How wide the first columns are, in % of the table. The others share the rest equally.",
    )
    head: TablePart = Field(default=TablePart(), description="The heads of the columns.")
    rows: TablePart = Field(default=TablePart(), description="The rows. Their fill is behind every second one.")
    totals: TablePart = Field(default=TablePart(), description="The totals.")

    def shares(self, columns: int) -> list[float]:
        """Return how wide each of some columns is, as a share of the table."""
        given = [width / 100 for width in self.widths[:columns]]
        left = max(0.0, 1 - sum(given)) / max(1, columns - len(given))
        shares = [*given, *[left] * (columns - len(given))]
        return [share / sum(shares) for share in shares]
