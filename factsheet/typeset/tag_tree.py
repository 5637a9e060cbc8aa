"""The tags of a PDF while they are put in order: what is on its pages, element by element (ISO 32000-1, 14.7 and 14.8).

`tag_reading` makes the tree from the laid-out page, the modules beside it give each part its meaning, and `tag_writing`
writes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from ..edition.capitals import TYPED

CELLS = {"TH", "TD"}
SOFT_HYPHEN = "\N{SOFT HYPHEN}"


@dataclass(eq=False)
class Content:
    """A marked content: the number of its page, from 0, its own number there (MCID), and its words."""

    page: int
    number: int
    words: str = ""


@dataclass(eq=False)
class Annotation:
    """What can be clicked, on a page: WeasyPrint's dictionary of it."""

    page: int
    entry: Any


@dataclass(eq=False)
class Tag:
    """A structure element of a kind, "P"; "" for an element of the page without a meaning of its own in a PDF.

    `element` is that of the page, and `boxes` are its boxes, each with the number of its page. `entries` are those of
    its dictionary, such as Alt; `attributes` are by their owner, such as Layout (14.7.5).
    """

    kind: str
    element: Any = None
    kids: list[Tag | Content | Annotation] = field(default_factory=list)
    boxes: list[tuple[int, Any]] = field(default_factory=list)
    language: str = ""
    entries: dict[str, Any] = field(default_factory=dict)
    attributes: dict[str, dict[str, Any]] = field(default_factory=dict)
    link: Tag | None = None  # that it is in, or is
    refers: list[Tag] = field(default_factory=list)  # to others (Ref)
    object: Any = None  # its dictionary in the PDF

    @property
    def name(self) -> str:
        """Return the name of its element on the page, "" if it has none or is made of its style: `li::before`."""
        return str(self.element.tag) if self.element is not None else ""

    @property
    def classes(self) -> list[str]:
        return (self.element.get("class") or "").split() if self.element is not None else []

    def tags(self) -> list[Tag]:
        """Return the tags directly in it."""
        return [kid for kid in self.kids if isinstance(kid, Tag)]

    def walk(self) -> Iterator[Tag]:
        """Yield it and the tags in it, in the order in which they are read."""
        yield self
        for kid in self.tags():
            yield from kid.walk()

    def contents(self) -> Iterator[Content]:
        """Yield the marked contents in it."""
        for kid in self.kids:
            if isinstance(kid, Content):
                yield kid
            elif isinstance(kid, Tag):
                yield from kid.contents()

    @property
    def words(self) -> str:
        """Return the words of its element as they were typed; of a picture, its description."""
        return " ".join("".join(_words(self.element)).replace(SOFT_HYPHEN, "").split())

    def meaningful(self) -> Iterator[Tag | Content | Annotation]:
        """Yield what is in it, with what is in elements without a meaning in their place."""
        for kid in self.kids:
            if isinstance(kid, Tag) and not kid.kind:
                yield from kid.meaningful()
            else:
                yield kid


def new(kind: str, kids: Iterable[Tag | Content | Annotation], like: Tag) -> Tag:
    """Return a tag of a kind around others, in the language of one of the page."""
    return Tag(kind, kids=list(kids), language=like.language)


def _words(element: Any) -> Iterator[str]:
    """Yield the words in an element, as they were typed, and those of pictures."""
    if (typed := element.get(TYPED)) is not None:
        yield typed
        return
    yield element.text or ""
    yield element.get("alt", "")
    for child in element:
        if isinstance(child.tag, str):  # no comment
            yield " " if child.tag == "br" else ""
            yield from _words(child)
        yield child.tail or ""


def tidy(tag: Tag) -> None:
    """Take out what has no meaning, so that what is in it takes its place, and what is empty, but for cells."""
    tag.kids = list(tag.meaningful())
    for kid in tag.tags():
        tidy(kid)
    tag.kids = [kid for kid in tag.kids if not isinstance(kid, Tag) or kid.kids or kid.kind in CELLS]
