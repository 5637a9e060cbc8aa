"""Describe a laid-out page: sheets, bands, and texts with their lines. Lengths are in pt, from its corner."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from ..core.names import TextKey
from ..theme.contrast import Colour

PAPER: Colour = (1, 1, 1)
Edges = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True)
class Line:
    """A line of a text, as wide and as high as its contents.

    `over` is how far it runs out of the place of its text; negative if it does not. `ink` returns the edges of what is
    printed, since letters may rise above their line. It sets the line again, which takes 0.2 ms.
    """

    page: int
    left: float
    top: float
    width: float
    height: float
    words: str
    over: float
    ink: Callable[[], Edges] = field(repr=False, compare=False)

    @property
    def edges(self) -> Edges:
        return self.left, self.top, self.left + self.width, self.top + self.height


@dataclass(frozen=True)
class Ink:
    """What some words are printed in, and on. `size` is in pt."""

    colour: Colour
    fill: Colour
    size: float
    bold: bool


@dataclass(frozen=True)
class Band:
    """A row with a height of its own, as laid out on the page. `of` tells two of the same name apart."""

    name: str
    page: int
    top: float
    height: float
    of: int


@dataclass
class Text:
    """A text on the page. `key` is empty for anything that is not a text of the sources, such as a country's name.

    `keys` are those of all texts in it, of which `key` is the longest.

    Its place begins at `left` and is as wide as `measure`: that is its box, without what has grown out of the box
    around it. `slack` is the height that it can grow by before the part around it grows. `cell` tells the cells of a
    band apart. `beside` tells that it is a cell by itself: a heading beside its text. `planned` is how many lines it
    was thought to take, for an item that was placed in its column. `chart` names the chart that it stands on.
    """

    key: TextKey
    tag: str
    sheet: str
    parent: int
    left: float
    measure: float
    slack: float
    band: Band | None = None
    cell: int = 0
    beside: bool = False
    planned: int = 0
    chart: str = ""
    keys: tuple[TextKey, ...] = ()
    lines: list[Line] = field(default_factory=list)
    inks: set[Ink] = field(default_factory=set)

    @property
    def words(self) -> str:
        return " ".join(line.words for line in self.lines)

    @property
    def leading(self) -> float:
        return self.lines[0].height if self.lines else 0


@dataclass
class Sheet:
    """A sheet of the leaflet: the pages that it takes, its room, and how much of that it uses.

    `rigid` is the part of what it uses that does not follow its unit. `blocks` are its tables and figures, each with
    its height.
    """

    name: str
    pages: list[int]
    room: float
    used: float
    rigid: float = 0
    blocks: list[tuple[str, float]] = field(default_factory=list)

    @property
    def spare(self) -> float:
        """Return the height left; negative if it runs over to another page."""
        return self.room - self.used


@dataclass(frozen=True)
class Fit:
    """What an edition was found to fit at: the size of its body text, and the unit of each sheet, in pt.

    `largest` tells that it was this very edition, and that it fits at no larger size.
    """

    size: float
    units: Mapping[str, float]
    largest: bool = False


@dataclass(frozen=True)
class Picture:
    """A picture as it is drawn, and what it says to those who cannot see it: of a QR code, its address."""

    says: str
    edges: Edges


@dataclass(frozen=True)
class Insert:
    """What is printed onto a page of a sheet: pictures, and the words under them."""

    page: int
    sheet: str
    texts: tuple[Text, ...]
    pictures: tuple[Picture, ...]

    @cached_property
    def patches(self) -> list[Edges]:
        """Return the edges of everything it covers, except words that run out of their place."""
        pictures = (picture.edges for picture in self.pictures)
        return [*pictures, *(line.ink() for text in self.texts for line in text.lines if line.over <= 0)]


@dataclass(frozen=True)
class Laid:
    """How the page was laid out, in pt: the height that each sheet has left, how high each band is, and their units.

    `gaps` tells of the sheets on which that height went between their parts how much each gap got. `shorter` tells of
    each heading beside a text, in order, by how much the text is the lower of the two.
    """

    spare: Mapping[str, float] = field(default_factory=dict)
    bands: Mapping[str, float] = field(default_factory=dict)
    units: Mapping[str, float] = field(default_factory=dict)
    gaps: Mapping[str, float] = field(default_factory=dict)
    shorter: Sequence[float] = ()
