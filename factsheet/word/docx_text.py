"""Read a Word document as a reader sees it: with tracked changes accepted and hidden text left out.

python-docx's own `paragraph.text` drops tracked insertions, and text in content controls.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docx.oxml.ns import qn
from lxml import etree

from ..core.xml import Element
from ..text.markup import Run

# Elements that only wrap others: content controls, links, tracked insertions and moves.
WRAPS = {
    "ins", "moveTo", "hyperlink", "sdt", "sdtContent", "smartTag", "customXml", "fldSimple", "bdo", "dir",
}  # fmt: skip
# What is no longer in the text under Track Changes.
GONE = {"del", "moveFrom"}
LETTERS = {
    "tab": " ", "ptab": " ", "br": " ", "cr": " ", "softHyphen": "", "noBreakHyphen": "\N{NON-BREAKING HYPHEN}",
}  # fmt: skip
# What is visible in Word but is not a letter.
PICTURED = {"sym", "drawing", "pict", "object", "control", "contentPart", "oMath"}
# What is in a run but not in the text: its look, fields, marks of comments and notes, which are reported.
SILENT = {
    "rPr", "delText", "instrText", "delInstrText", "fldChar", "lastRenderedPageBreak", "annotationRef",
    "commentReference", "footnoteReference", "endnoteReference", "footnoteRef", "endnoteRef",
}  # fmt: skip
NUMBERED = (
    "Word numbers it by itself, and such a number or bullet is not part of the text: "
    "turn the list off, and type the number"
)


def elements(element: Element) -> Iterator[tuple[str, Element]]:
    """Yield the children of an element by their kinds; of alternatives, the first that has letters.

    ECMA-376 part 3, 7.5: Word writes an emoji in a way of its own first, and as a letter in the fallback.
    """
    for child in element.iterchildren(tag=etree.Element):
        if (kind := etree.QName(child).localname) == "AlternateContent":
            branches = list(child.iterchildren(tag=etree.Element))
            lettered = (each for each in branches if _is_shown(each) and next(each.iter(qn("w:t")), None) is not None)
            for branch in [next(lettered, *branches[-1:])] if branches else []:
                yield from elements(branch)
        else:
            yield kind, child


def _is_shown(branch: Element) -> bool:
    """Tell whether Word shows a branch: what it requires are extensions of Microsoft's, or nothing."""
    needed = (branch.nsmap.get(prefix, "") for prefix in branch.get("Requires", "").split())
    return all(uri.startswith("http://schemas.microsoft.com/office/") for uri in needed)


def children(element: Element, tag: str) -> Iterator[Element]:
    """Yield the children of a kind, looking inside anything that only wraps them."""
    for kind, child in elements(element):
        if kind == tag:
            yield child
        elif kind in WRAPS:
            yield from children(child, tag)


class Reader:
    """Read paragraphs as runs; note along the way anything visible that cannot be read."""

    def __init__(self, dresses: Dresses) -> None:
        self.dresses = dresses
        self.fault = ""

    def paragraphs(self, paragraphs: Iterable[Element]) -> Iterator[tuple[Run, ...]]:
        """Yield paragraphs; two count as one if the break between them was deleted under Track Changes."""
        begun: list[Run] = []
        for paragraph in paragraphs:
            style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
            name = style.get(qn("w:val"), "") if style is not None else ""
            if self.dresses.numbers(paragraph.find(qn("w:pPr")), name):
                self.fault = NUMBERED
            begun += self.inline(paragraph, name)
            if paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:del')}") is None:
                yield tuple(begun)
                begun = []
        if begun:
            yield tuple(begun)

    def inline(self, element: Element, style: str) -> Iterator[Run]:
        for kind, child in elements(element):
            if kind == "r":
                yield from self.run(child, style)
            elif kind in WRAPS:
                yield from self.inline(child, style)
            elif kind in ("oMath", "oMathPara"):
                self.fault = "it contains a formula, which a text cannot contain"
            elif kind == "subDoc" or (kind not in GONE and next(child.iter(qn("w:t"), qn("w:sym")), None) is not None):
                self.fault = _unknown(kind)

    def run(self, run: Element, style: str) -> Iterator[Run]:
        properties = run.find(qn("w:rPr"))
        if self.dresses.has("vanish", properties, style):
            return
        text = "".join(self.letters(kind, child) for kind, child in elements(run))
        if text:
            if text.strip() and any(self.dresses.has(tag, properties, style) for tag in ("strike", "dstrike")):
                self.fault = "part of it is struck through: delete that part, or remove the strikethrough"
            rtl = self.dresses.has("rtl", properties, "")
            bold, italic = ("bCs", "iCs") if rtl else ("b", "i")
            yield Run(
                text,
                self.dresses.has(bold, properties, style) or (rtl and self.dresses.has("b", properties, "")),
                self.dresses.has(italic, properties, style) or (rtl and self.dresses.has("i", properties, "")),
            )

    def letters(self, kind: str, element: Element) -> str:
        """Return the letters that an element of a run stands for; note what cannot be read."""
        if kind == "t":
            return element.text or ""
        if kind in PICTURED:
            self.fault = "it contains a picture or a symbol: type it as a letter, or delete it"
        elif kind == "ruby":
            self.fault = "it has small letters above others (ruby): remove these"
            return "".join(
                words.text or "" for base in element.iter(qn("w:rubyBase")) for words in base.iter(qn("w:t"))
            )
        elif kind not in LETTERS and kind not in SILENT:
            self.fault = _unknown(kind)
        return LETTERS.get(kind, "")


def _unknown(kind: str) -> str:
    return f"it contains something that cannot be read (w:{kind}): delete it, or type it as text"


class Dresses:
    """What the styles of a document say about letters."""

    def __init__(self, styles: Element | None) -> None:
        found = styles.iter(qn("w:style")) if styles is not None else ()
        self.styles = {style.get(qn("w:styleId"), ""): style for style in found}
        self.known: dict[tuple[str, str], bool | None] = {}  # by property and style: a table asks thousands of times

    def has(self, tag: str, properties: Element | None, style: str) -> bool:
        """Tell whether a run has an on/off property: its own, its style's, or its paragraph style's."""
        if properties is not None:
            if (own := _switch(properties, tag)) is not None:
                return own
            named = properties.find(qn("w:rStyle"))
            if named is not None and (said := self._of(tag, named.get(qn("w:val"), ""))) is not None:
                return said
        return bool(self._of(tag, style))

    def _of(self, tag: str, style: str) -> bool | None:
        if (tag, style) not in self.known:
            self.known[tag, style] = self._by_style(tag, style)
        return self.known[tag, style]

    def numbers(self, properties: Element | None, style: str) -> bool:
        """Tell whether Word numbers a paragraph: it says so itself, or its style does; number 0 is none."""
        for _ in range(20):
            number = properties.find(f"{qn('w:numPr')}/{qn('w:numId')}") if properties is not None else None
            if number is not None:
                return number.get(qn("w:val")) != "0"
            if style not in self.styles:
                return False
            properties = self.styles[style].find(qn("w:pPr"))
            style = self._base(style)
        return False

    def _base(self, style: str) -> str:
        based = self.styles[style].find(qn("w:basedOn"))
        return based.get(qn("w:val"), "") if based is not None else ""

    def _by_style(self, tag: str, style: str) -> bool | None:
        for _ in range(20):  # styles may be based on each other in a circle
            if style not in self.styles:
                return None
            properties = self.styles[style].find(qn("w:rPr"))
            if properties is not None and (said := _switch(properties, tag)) is not None:
                return said
            style = self._base(style)
        return None


def _switch(properties: Element, tag: str) -> bool | None:
    found = properties.find(qn(f"w:{tag}"))
    return None if found is None else found.get(qn("w:val"), "1") not in ("0", "false", "off", "none")
