"""Put a picture of a text's place on the leaflet into a table, and know it again when the table comes back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO

from docx.oxml.ns import qn
from docx.parts.story import StoryPart
from docx.shared import Pt

from ..core.xml import Element
from .drawing import EMU, described
from .wordml import new, run

# What it says to those who cannot see it; programs keep that, whatever they do to names and numbers.
SAYS = "No. {} on the leaflet"
OURS = re.compile(SAYS.format("[0-9]+").replace(".", r"\.", 1))


def in_line(story: StoryPart, png: bytes, most: tuple[float, float], number: int) -> Element:
    """Return a run with the picture of a text's place, by the text's number; `most` is its width and height in pt."""
    width, height = most
    inline = story.new_pic_inline(BytesIO(png), width=Pt(width))
    if int(inline.extent.get("cy", "0")) > height * EMU:
        inline = story.new_pic_inline(BytesIO(png), height=Pt(height))
    piece = run()
    piece.append(new("drawing", described(inline, SAYS.format(number), f"Place {number}", number)))
    return piece


def is_one(drawing: Element) -> bool:
    """Tell whether a drawing that came back is such a picture."""
    return described_as_one([each.get("descr", "") for each in drawing.iter(qn("wp:docPr"))])


def described_as_one(said: Sequence[str]) -> bool:
    """Tell whether a drawing is such a picture by its descriptions, whatever the format."""
    return bool(said) and all(OURS.fullmatch(each) for each in said)
