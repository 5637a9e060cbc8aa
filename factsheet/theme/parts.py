"""What a page is made of: the sheet, rows and columns on it, panels, pictures, QR codes."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from ..core.diagnostics import Invalid
from ..source.scalars import Text
from ..source.schema import Shape
from .measures import CLEAR, UNIT, Clear, Height, Length, Paper, Size, Yes, between
from .styles import Rule


def _whole(text: object) -> object:
    if isinstance(text, str) and not text.isdecimal():
        raise Invalid(f'"{text}" is not a whole number', "write a whole number, such as 4")
    return text


# How many columns of the grid something takes.
Span = Annotated[int, BeforeValidator(_whole), Field(ge=1, le=48), WithJsonSchema({"type": "integer", "minimum": 1})]


class PageSize(Shape):
    """The sheet of paper, and the grid on it."""

    width: Paper = Field(description="The width of the paper.")
    height: Paper = Field(description="The height of the paper.")
    side: Length = Field(description="The margin on the left and on the right.")
    columns: Span = Field(
        default=12, description="How many columns the grid has between the margins. Everything begins and ends on them."
    )
    gutter: Length = Field(default=0, description="The space between two columns of the grid.")
    unit: Size = Field(
        default=UNIT,
        description="The usual baseline unit, u: leadings and white space are multiples of it. Each sheet uses the "
        "largest unit at which it still fits.",
    )
    clear: Clear = Field(
        default=CLEAR,
        description="The minimum distance between words and the edge of the sheet, or of a band that bleeds: at least "
        "3mm.",
    )


class Sheet(Shape):
    """One side of the paper."""

    top: Length = Field(description="The margin above; 0 if a band bleeds there.")
    bottom: Length = Field(description="The margin below; 0 if a band bleeds there.")
    spread: Yes = Field(default=False, description="Whether spare height is shared equally between its parts.")
    draft_below: Length = Field(
        default=0, description="How much of the top of the sheet the word across a draft leaves clear."
    )
    draft_above: Length = Field(
        default=0, description="How much of the foot of the sheet the word across a draft leaves clear."
    )


class Parts(Shape):
    """Parts side by side, on the columns of the grid."""

    cells: Annotated[list[Span], Field(min_length=1, max_length=48)] = Field(
        description="How many columns of the grid each part takes. They must add up to the whole grid."
    )
    before: Height = Field(
        default=0, description="The space above. If a row has a line above it, the space above that line."
    )


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
    padding: Height = Field(default=0, description="The space above and below the text of a cell.")
    inset: Length = Field(
        default=0, description="The space beside the text of a filled cell; in a row that bleeds, after the last cell."
    )
    align: Literal["top", "middle", "bottom", "baseline"] = Field(
        default="top",
        description="Where the text is in its cell. With baseline, the first cell is a heading, level with the "
        "first line of the text beside it.",
    )
    full: Yes = Field(
        default=False,
        description="As high as its sheet: the fills of its panels run from the top to the foot, as on a folded sheet.",
    )
    foot: Yes = Field(
        default=False,
        description="In Word the row is at the foot of the sheet, whatever is above it. Needs bleed and a height.",
    )
    rule_above: Rule | None = Field(default=None, description="A line above the row.")
    rule_below: Rule | None = Field(default=None, description="A line below the row.")

    @property
    def spaced(self) -> bool:
        """Tell whether the gutters between its cells are no part of them, so that a fill ends where a cell does."""
        return not (self.bleed or self.rule_above or self.rule_below or self.align == "baseline")

    @property
    def highest(self) -> float:
        """Return how high a band may become."""
        return max(self.height, self.grows_to)


class Panel(Shape):
    """A cell with a fill and a padding of its own."""

    fill: Text = Field(description="The name of the colour behind the panel.")
    padding: Height = Field(default=0, description="The space above and below its text.")
    start: Length = Field(default=0, description="The space before its text, in the direction of reading.")
    end: Length = Field(default=0, description="The space after its text.")


class Picture(Shape):
    """How large a picture is drawn; no larger than a sheet of A3."""

    width: Annotated[Length, between(1, 420)] = Field(description="How wide it is drawn.")
    height: Annotated[Length, between(1, 420)] = Field(description="How tall it is drawn.")


class Photo(Picture):
    """How large a photo or a logo of the sources is drawn, and which part of it is shown."""

    fit: Literal["crop", "whole"] = Field(
        default="crop",
        description="With crop, it fills its width and height, and what is too much is cut off around its focus. With "
        "whole, all of it is shown, as large as its width and height allow.",
    )
    on: Text | None = Field(
        default=None,
        description="The name of the colour that it is on, which shows where it is transparent. The default is white.",
    )
    bleed: Yes = Field(
        default=False,
        description="It reaches an edge of the paper: 5mm of it are kept on each side, and in print they run over that "
        "edge. One that is wider than the text goes over the margins.",
    )


class CodeSize(Shape):
    """The QR code that stands in print for an address which the text does not show, and the words under it."""

    width: Length = Field(description="The width of the code, including the white around it.")
    caption: Length = Field(description="The width of the words under it.")
    size: Size = Field(description="The size of the words.")
    leading: Size = Field(description="The distance from one baseline of the words to the next.")
    gap: Length = Field(description="The space between the code and the words.")
    colour: Text = Field(description="The name of the colour of the words.")
