"""What a finished document consists of, whichever its format: texts in reading order, tables, pictures, links.

`pdf_structure` and `word_structure` read it from a PDF and from a Word file; `differences` compares the two.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from ..text.invisible import unseen
from .text_extraction import caseless, in_ascii, logical, undivided

NO_HEADING, TITLE = 0, 1
# The hyphens of which Unicode makes one another: one that no line ends after, and one that it may end after.
HYPHENS = str.maketrans("\u2010\u2011", "--")


@dataclass(frozen=True)
class Text:
    """A paragraph, a heading, a caption or an item of a list; or in its place, a table of data.

    `heading` is 0 for none and 1 for the highest; `level` is that of an item of a list, 0 for none. What a program puts
    before the words is the `label`: a number, a bullet, another sign.
    """

    words: str
    heading: int = NO_HEADING
    level: int = 0
    label: str = ""
    is_table: bool = False

    @property
    def whole(self) -> str:
        """Return its words with the label before them."""
        return f"{self.label} {self.words}".strip()


class Row(NamedTuple):
    """A row of a table of data: what its cells say, and whether they are the heads of columns."""

    cells: tuple[str, ...]
    is_head: bool = False


@dataclass(frozen=True)
class Table:
    """A table of data: its caption, "" if it has none, and its rows."""

    caption: str
    rows: tuple[Row, ...]


class Link(NamedTuple):
    """Where a link leads, an address or "#place" in the document, and what it is on."""

    address: str
    words: str


@dataclass(frozen=True)
class Structure:
    """What a document consists of. `pictures` are what is said of each; those that only decorate are left out."""

    texts: tuple[Text, ...]
    tables: tuple[Table, ...]
    pictures: tuple[str, ...]
    links: tuple[Link, ...]


EMPTY = Structure((), (), (), ())


def key(text: str, direction: str) -> str:
    """Return a text in a form in which it can be compared: without spaces, and whichever is in capitals.

    PDFium returns the signs of a line from right to left in another order, and brackets turned round, where Latin
    words or numbers are among them (text_extraction.differ). There, only the letters of the text's own script are held
    in order; all signs are counted.
    """
    # A sign that is not seen keeps marks in the order in which they were typed; PDFium returns them in another.
    plain = "".join(sign for sign in undivided(logical(text)) if not unseen(sign))
    plain = unicodedata.normalize("NFKC", plain).translate(HYPHENS)
    signs = in_ascii("".join(caseless(each) for each in re.findall(r"\w+|[^\w\s]", plain)))
    if direction != "rtl":
        return signs
    own = "".join(sign for sign in signs if unicodedata.bidirectional(sign) in ("R", "AL"))
    return f"{own} {''.join(sorted('(' if unicodedata.mirrored(sign) else sign for sign in signs))}"


def merged(links: Iterable[Link | None]) -> tuple[Link, ...]:
    """Return links with those as one that follow each other: a link over several lines is several in a PDF.

    In a Word file, so is one with marks in it. None stands for words between two links.
    """
    found: list[Link] = []
    before: Link | None = None
    for link in links:
        if link and before and link.address == before.address:
            found[-1] = link = Link(link.address, f"{before.words} {link.words}")
        elif link:
            found.append(link)
        before = link
    return tuple(found)
