"""Describe a chart: its kind, its size, the colours that tell its parts apart, and how its words are set."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ..source.scalars import Text
from ..source.schema import Shape
from .measures import Height, Length, Size, Yes, between
from .styles import Line

# How far apart two lines of words are, as a share of their size, if a theme does not say.
LEADING = 1.25

# No larger than a sheet of A3, as a picture.
Side = Annotated[Length, between(10, 420)]


class Chart(Shape):
    """A chart of the numbers of a table."""

    kind: Literal["columns", "bars", "line", "donut", "share"] = Field(
        description="What it is: columns stand, bars lie; a line is for how something goes on; a donut and a share are "
        "for the parts of a whole."
    )
    stacked: Yes = Field(
        default=False, description="Whether the columns or bars of a category are on top of one another, not beside."
    )
    before: Height = Field(default=0, description="The space above.")
    width: Side | None = Field(default=None, description="The width. If left out, that of the text.")
    height: Side = Field(description="The height.")
    colours: Annotated[list[Text], Field(min_length=1, max_length=12)] = Field(
        description="The names of the colours of what is told apart, in order: the columns of the table, or the parts "
        "of a whole. Each needs a contrast of 3:1 with what is behind it, and of 4.5:1 with the text or the paper if a "
        "number is printed on it: in a stack, and in the shares of several wholes."
    )
    size: Size = Field(description="The size of its words.")
    leading: Size | None = Field(
        default=None, description="The distance from one baseline to the next. If left out, 1.25 times the size."
    )
    face: Text = Field(default="text", description="The name of the typeface of its words.")
    colour: Text = Field(description="The name of the colour of its words.")
    on: Text | None = Field(
        default=None, description="The name of the colour behind it. If left out, that of the paper."
    )
    grid: Line = Field(description="The line that columns stand on, and those of the scale.")
    values: Yes = Field(default=True, description="Whether each number is printed at its place.")
    scale: Yes = Field(default=False, description="Whether there are lines across it, with round numbers beside them.")

    @property
    def whole(self) -> bool:
        """Tell whether it shows the parts of a whole, so that no number can be negative."""
        return self.kind in ("donut", "share")

    @property
    def lines(self) -> float:
        """Return the distance from one baseline to the next, in pt."""
        return self.leading or self.size * LEADING
