"""What a page is made of: the sheet, rows and columns on it, panels, pictures, QR codes."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ..source.scalars import Text
from ..source.schema import Shape
from .measures import CLEAR, Clear, Length, Paper, Positive, Size, Yes, between
from .styles import Rule


class PageSize(Shape):
    """The sheet of paper."""

    width: Paper = Field(description="The width of the paper.")
    height: Paper = Field(description="The height of the paper.")
    side: Length = Field(description="The margin on the left and on the right.")
    clear: Clear = Field(
        default=CLEAR,
        description="The least distance between words and the edge of the sheet or of a band that bleeds; 3mm or more.",
    )


class Sheet(Shape):
    """One side of the paper."""

    top: Length = Field(description="The margin above; 0 if a band bleeds there.")
    bottom: Length = Field(description="The margin below; 0 if a band bleeds there.")
    spread: Yes = Field(default=False, description="Whether spare height is shared equally between its parts.")
    draft_below: Length = Field(
        default=0, description="The height at the top that the word across a draft keeps clear of."
    )
    draft_above: Length = Field(
        default=0, description="The height at the foot that the word across a draft keeps clear of."
    )


class Parts(Shape):
    """Parts side by side, as shares of the width."""

    cells: Annotated[list[Positive], Field(min_length=1, max_length=50)] = Field(
        description="The share of the width that each part takes: [2, 1] is two thirds and one third."
    )
    gap: Length = Field(default=0, description="The space between two parts.")

    def widths(self, whole: float) -> list[float]:
        """Return the width of each part of `whole` (pt), the gaps taken off."""
        room = whole - self.gap * (len(self.cells) - 1)
        return [round(room * share / sum(self.cells), 2) for share in self.cells]


class Columns(Parts):
    """Columns of text."""

    flow: Yes = Field(
        default=False,
        description='Text flows from one column to the next. Otherwise each is an element of class "column".',
    )


class Row(Parts):
    """Cells side by side: table cells on the page and in Word."""

    bleed: Yes = Field(default=False, description="Runs off both sides of the sheet. Needs a fill.")
    fill: Text | None = Field(default=None, description="The name of the colour behind the cells.")
    height: Length = Field(default=0, description="The height. A row that has one is called a band, and does not grow.")
    grows_to: Length = Field(default=0, description="The height up to which a band may grow if its text needs it.")
    padding: Length = Field(default=0, description="The space above and below the text of a cell.")
    inset: Length = Field(
        default=0, description="The space beside the text of a filled cell; in a row that bleeds, after the last cell."
    )
    align: Literal["top", "middle"] = Field(default="top", description="Where the text is in its cell.")
    foot: Yes = Field(
        default=False,
        description="In Word the row is at the foot of the sheet, whatever is above it. Needs bleed and a height.",
    )
    rule_above: Rule | None = Field(default=None, description="A line above the row.")
    rule_below: Rule | None = Field(default=None, description="A line below the row.")

    @property
    def highest(self) -> float:
        """Return how high a band may become."""
        return max(self.height, self.grows_to)


class Panel(Shape):
    """A cell with a fill and a padding of its own."""

    fill: Text = Field(description="The name of the colour behind the panel.")
    padding: Length = Field(default=0, description="The space above and below its text.")
    start: Length = Field(default=0, description="The space before its text, in the direction of reading.")
    end: Length = Field(default=0, description="The space after its text.")


class Picture(Shape):
    """How large a picture is drawn; no larger than a sheet of A3."""

    width: Annotated[Length, between(1, 420)] = Field(description="How wide it is drawn.")
    height: Annotated[Length, between(1, 420)] = Field(description="How tall it is drawn.")


class CodeSize(Shape):
    """The QR code that stands in print for an address which the text does not show, and the words under it."""

    width: Length = Field(description="The width of the code, including the white around it.")
    caption: Length = Field(description="The width of the words under it.")
    size: Size = Field(description="The size of the words.")
    leading: Size = Field(description="The distance from one baseline of the words to the next.")
    gap: Length = Field(description="The space between the code and the words.")
    colour: Text = Field(description="The name of the colour of the words.")
