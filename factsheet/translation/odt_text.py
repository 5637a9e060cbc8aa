"""Read the paragraphs of an OpenDocument text as a reader sees them: all words, wherever they are.

What was deleted under Track Changes is kept apart in such a file, so what is in the text counts. Clauses in brackets
are those of OpenDocument 1.3, part 3.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from ..core.xml import Element
from ..text import leftovers
from ..text.leftovers import Leftovers
from ..text.markup import Run
from ..word import place_picture
from .tables import shortened

NAMES = {
    name: f"urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"
    for name, space in {
        "office": "office", "style": "style", "text": "text", "table": "table", "draw": "drawing", "dr3d": "dr3d",
        "fo": "xsl-fo-compatible", "svg": "svg-compatible",
    }.items()
} | {"dc": "http://purl.org/dc/elements/1.1/"}  # fmt: skip
PREFIXES = {space: name for name, space in NAMES.items()}
# What only wraps paragraphs and rows.
AROUND = {
    "text:section", "text:index-body", "text:index-title", "text:table-of-content", "text:list-item",
    "text:list-header", "table:table-header-rows", "table:table-rows", "table:table-row-group",
}  # fmt: skip
# What shows nothing: marks of places, of changes, and of the ends of comments.
SILENT = re.compile(
    r"text:(soft-page-break|bookmark.*|reference-mark.*|change.*|[a-z-]+-index-mark.*|toc-mark.*|tracked-changes"
    r"|note-citation|script|[a-z-]+-decls)|office:(annotation-end|forms|event-listeners)|table:(table-column.*|title|desc)"
)
SPACES = {"text:s": " ", "text:tab": " ", "text:line-break": "\n"}
LISTS = {"text:list", "text:numbered-paragraph"}
BOLD, SLANTED = {"bold", "600", "700", "800", "900"}, {"italic", "oblique"}
STRIKES = ("style:text-line-through-style", "style:text-line-through-type")
# What gets lost of the look of letters: the property, and what it is called.
LOST = {
    "style:text-underline-style": leftovers.UNDERLINE, "fo:background-color": leftovers.HIGHLIGHT,
    "fo:text-transform": leftovers.CAPITALS, "fo:font-variant": leftovers.CAPITALS,
    "style:text-position": leftovers.RAISED,
}  # fmt: skip
# What these properties are when they say nothing.
USUAL = {"", "none", "transparent", "#ffffff", "normal", "0%", "0% 100%"}


def name(element: Element) -> str:
    """Return the name of an element as the standard has it: text:p."""
    return _short(str(element.tag))


def _short(tag: str) -> str:
    space, _, local = tag.lstrip("{").rpartition("}")
    return f"{PREFIXES.get(space, '?')}:{local}"


def get(element: Element, attribute: str) -> str:
    """Return an attribute by its name as the standard has it, or nothing."""
    prefix, _, local = attribute.partition(":")
    return str(element.get(f"{{{NAMES[prefix]}}}{local}", ""))


def flow(element: Element) -> Iterator[tuple[str, Element]]:
    """Yield the children of an element by their names, looking inside anything that only wraps them."""
    for child in element.iterchildren(tag=etree.Element):
        if (kind := name(child)) in AROUND:
            yield from flow(child)
        elif not SILENT.fullmatch(kind):
            yield kind, child


def words(element: Element) -> str:
    """Return the words in an element, whatever they are in."""
    return " ".join(" ".join(map(str, element.itertext())).split())


class Styles:
    """What the styles say about letters, with what each inherits [16.2]; they may form a circle."""

    def __init__(self, trees: Iterable[Element]) -> None:
        self._styles: dict[tuple[str, str], Element] = {}
        self._known: dict[tuple[str, str], Mapping[str, str]] = {}
        self.fonts: dict[str, str] = {}
        for tree in trees:  # those of the text itself come first, and count
            for style in tree.iterfind(".//style:style", NAMES):
                self._styles.setdefault((get(style, "style:family"), get(style, "style:name")), style)
            for face in tree.iterfind(".//style:font-face", NAMES):
                self.fonts.setdefault(get(face, "style:name"), get(face, "svg:font-family").strip("'\""))

    def of(self, family: str, style: str) -> Mapping[str, str]:
        """Return the properties of a style, by their names."""
        path: list[tuple[str, str]] = []
        key = family, style
        while key in self._styles and key not in self._known:
            path.append(key)
            self._known[key] = {}  # until it is known
            key = family, get(self._styles[key], "style:parent-style-name")
        said = self._known.get(key, {})
        for key in reversed(path):
            own = self._styles[key].find("style:text-properties", NAMES)
            named = {_short(str(tag)): str(value) for tag, value in own.attrib.items()} if own is not None else {}
            said = {**said, **{each: value for each, value in named.items() if each in PROPERTIES}}
            self._known[key] = said
        return said


PROPERTIES = {
    "fo:font-weight", "style:font-weight-complex", "fo:font-style", "style:font-style-complex", "text:display",
    "style:font-name", *STRIKES, *LOST,
}  # fmt: skip


class Reader:
    """Read paragraphs as runs. `left` is what is in them besides, and `remarks` are comments and notes."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.left = Leftovers()
        self.remarks: list[str] = []

    def paragraphs(self, blocks: Iterable[tuple[str, Element]]) -> Iterator[tuple[Run, ...]]:
        """Yield paragraphs, those in lists and tables among them."""
        for kind, block in blocks:
            if kind in ("text:p", "text:h"):
                yield tuple(self._inline(block, self.styles.of("paragraph", get(block, "text:style-name"))))
            elif kind in LISTS:
                self.left.fault(leftovers.NUMBERED)
                yield from self.paragraphs(flow(block))
            elif kind == "table:table":
                self.left.thing(leftovers.TABLE)
                yield (Run(words(block)),)
            else:
                yield tuple(self._other(kind, block))

    def _inline(self, element: Element, look: Mapping[str, str]) -> Iterator[Run]:
        yield from self._letters(element.text, look)
        for child in element.iterchildren(tag=etree.Element):
            kind = name(child)
            if kind == "text:span":
                yield from self._inline(child, {**look, **self.styles.of("text", get(child, "text:style-name"))})
            elif kind in SPACES:
                yield from self._letters(SPACES[kind], look)
            elif kind == "text:ruby":
                self.left.fault(leftovers.RUBY)
                yield Run(words(child))
            elif kind == "text:a":
                self.left.lose(leftovers.LINK, words(child))
                yield from self._inline(child, look)
            elif kind.startswith("text:") and kind != "text:note" and not SILENT.fullmatch(kind):
                yield from self._inline(child, look)  # a field, whose result is text
            elif not SILENT.fullmatch(kind):
                yield from self._other(kind, child)
            yield from self._letters(child.tail, look)

    def _other(self, kind: str, element: Element) -> Iterator[Run]:
        """Note what is among words and is none; yield the words in it."""
        if kind == "office:annotation":
            by = element.findtext("dc:creator", "", NAMES) or "unknown author"
            self._remark([part for part in element if name(part).startswith("text:")], by)
            return
        if kind == "text:note":
            self._remark(element.iterfind("text:note-body", NAMES), get(element, "text:note-class") or "footnote")
            return
        if place_picture.described_as_one([each.text or "" for each in element.iterfind("svg:desc", NAMES)]):
            return
        if kind.startswith(("draw:", "dr3d:")):
            self.left.thing(leftovers.PICTURE)
        else:
            self.left.unknown(kind)
        if said := words(element):
            yield Run(f" {said} ")

    def _letters(self, text: str | None, look: Mapping[str, str]) -> Iterator[Run]:
        if not text:
            return
        if look.get("text:display") == "none":
            self.left.lose(leftovers.HIDDEN, text)
            return
        if text.strip():
            self._look(text, look)
        weights = {look.get("fo:font-weight"), look.get("style:font-weight-complex")}
        slants = {look.get("fo:font-style"), look.get("style:font-style-complex")}
        yield Run(text, bool(weights & BOLD), bool(slants & SLANTED))

    def _look(self, text: str, look: Mapping[str, str]) -> None:
        """Note what gets lost of how letters look, and what a text cannot have."""
        if any(look.get(each, "") not in USUAL for each in STRIKES):
            self.left.fault(leftovers.STRUCK)
        for each, lost in LOST.items():
            if look.get(each, "") not in USUAL:
                self.left.lose(lost, text)
        self.left.font(self.styles.fonts.get(look.get("style:font-name", ""), ""))

    def _remark(self, parts: Iterable[Element], by: str) -> None:
        if said := " ".join(filter(None, map(words, parts))):
            self.remarks.append(f"{shortened(said)} ({by})")
