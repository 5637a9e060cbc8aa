"""What a page says, without its look: a sequence of blocks, whose words are runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Run:
    r"""Some words of a text in one look; "\n" is the end of a line.

    One with an `address` is a link, one that is a `picture` says what can be seen there, and one with the number of a
    `note` refers to it, and has no words.
    """

    words: str
    strong: bool = False
    stressed: bool = False
    address: str = ""
    picture: bool = False
    note: int = 0


Said = tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    """A heading; 1 is the highest level."""

    level: int
    said: Said


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, a caption, a picture or a chart; `marked` if it is a title that is no heading."""

    said: Said
    marked: bool = False


@dataclass(frozen=True)
class Item:
    """An item of a list, with the lists in it; `sign` says what the sign before it means, "" if nothing."""

    said: Said
    lists: tuple[List, ...] = ()
    sign: str = ""


@dataclass(frozen=True)
class List:
    """A list; `first` is the number of its first item, 0 if they have none."""

    items: tuple[Item, ...]
    first: int = 0


@dataclass(frozen=True)
class Terms:
    """Terms, and what is said of each, in one or several texts."""

    pairs: tuple[tuple[Said, tuple[Said, ...]], ...]


@dataclass(frozen=True)
class Table:
    """A table of data: the heads of its columns, its rows, and which of its columns are numbers."""

    heads: tuple[Said, ...]
    rows: tuple[tuple[Said, ...], ...]
    numbers: tuple[bool, ...]


@dataclass(frozen=True)
class Quotation:
    """A quotation."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Rule:
    """A line between two parts."""


@dataclass(frozen=True)
class Notes:
    """Notes, with the numbers by which texts refer to them."""

    notes: tuple[tuple[int, Said], ...]


Block = Heading | Paragraph | List | Terms | Table | Quotation | Rule | Notes


@dataclass(frozen=True)
class Document:
    """A page: its blocks, and what it says about itself.

    `day` is that of its last change (ISO 8601), `draft` the word across a draft, "" if it is final. `digits` are those
    that its numbers are written with.
    """

    title: str
    language: str
    direction: str
    day: str
    draft: str
    digits: str
    blocks: Sequence[Block]

    def number(self, value: int) -> str:
        """Return a number in the digits of its language."""
        return str(value).translate(str.maketrans("0123456789", self.digits))
