"""The parts that colours play on whatever is the same in every factsheet, whatever a theme calls its colours.

Such are the download page, the page of changes, what goes to translators, and what the program itself colours.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from ..source.scalars import Text
from ..source.schema import Shape

Role = Literal[
    "text", "paper", "heading", "muted", "rule", "tint", "band", "band_text", "accent", "good", "highlight"
]  # fmt: skip
# What is written in the first, on the second, on a page that is the same in every factsheet.
WRITTEN: tuple[tuple[Role, Role], ...] = (
    *((of, on) for of in ("text", "heading", "muted", "good") for on in ("paper", "tint")),
    ("paper", "band"),
    ("band_text", "band"),
    ("text", "highlight"),
)


class Roles(Shape):
    """Which colour plays which part, by its name among the colours."""

    text: Text = Field(description="Words.")
    paper: Text = Field(description="The paper, and words on a band.")
    heading: Text = Field(description="Headings and links.")
    muted: Text = Field(description="Words of less importance.")
    rule: Text = Field(description="Lines.")
    tint: Text = Field(description="A pale fill behind words.")
    band: Text = Field(description="A dark fill behind words.")
    band_text: Text = Field(description="Words of less importance on a band.")
    accent: Text = Field(description="Lines and signs that stand out. A variant may choose one of `accents` instead.")
    good: Text = Field(description="Words that say that something is final.")
    highlight: Text = Field(description="A fill behind words that need attention, such as the state of a draft.")
