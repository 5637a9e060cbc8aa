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
    "AlternateContent", "Choice",
}  # fmt: skip
LETTERS = {"tab": " ", "br": " ", "cr": " ", "softHyphen": "", "noBreakHyphen": "\N{NON-BREAKING HYPHEN}"}
# What is visible in Word but is not a letter.
PICTURED = {"sym", "drawing", "pict", "object", "oMath"}


def children(element: Element, tag: str) -> Iterator[Element]:
    """Yield the children of a kind, looking inside anything that only wraps them."""
    for child in element.iterchildren(tag=etree.Element):
        kind = etree.QName(child).localname
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
            begun += self.inline(paragraph, style.get(qn("w:val"), "") if style is not None else "")
            if paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:del')}") is None:
                yield tuple(begun)
                begun = []
        if begun:
            yield tuple(begun)

    def inline(self, element: Element, style: str) -> Iterator[Run]:
        for child in element.iterchildren(tag=etree.Element):
            kind = etree.QName(child).localname
            if kind == "r":
                yield from self.run(child, style)
            elif kind in WRAPS:
                yield from self.inline(child, style)
            elif kind in ("oMath", "oMathPara"):
                self.fault = "it contains a formula, which a text cannot contain"

    def run(self, run: Element, style: str) -> Iterator[Run]:
        properties = run.find(qn("w:rPr"))
        if self.dresses.has("vanish", properties, style):
            return
        text = ""
        for child in run.iterchildren(tag=etree.Element):
            kind = etree.QName(child).localname
            text += (child.text or "") if kind == "t" else LETTERS.get(kind, "")
            if kind in PICTURED:
                self.fault = "it contains a picture or a symbol: type it as a letter, or delete it"
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


class Dresses:
    """What the styles of a document say about letters."""

    def __init__(self, styles: Element | None) -> None:
        found = styles.iter(qn("w:style")) if styles is not None else ()
        self.styles = {style.get(qn("w:styleId"), ""): style for style in found}

    def has(self, tag: str, properties: Element | None, style: str) -> bool:
        """Tell whether a run has an on/off property: its own, its style's, or its paragraph style's."""
        if properties is not None:
            if (own := _switch(properties, tag)) is not None:
                return own
            named = properties.find(qn("w:rStyle"))
            if named is not None and (said := self._by_style(tag, named.get(qn("w:val"), ""))) is not None:
                return said
        return bool(self._by_style(tag, style))

    def _by_style(self, tag: str, style: str) -> bool | None:
        for _ in range(20):  # styles may be based on each other in a circle
            if style not in self.styles:
                return None
            properties = self.styles[style].find(qn("w:rPr"))
            if properties is not None and (said := _switch(properties, tag)) is not None:
                return said
            based = self.styles[style].find(qn("w:basedOn"))
            style = based.get(qn("w:val"), "") if based is not None else ""
        return None


def _switch(properties: Element, tag: str) -> bool | None:
    found = properties.find(qn(f"w:{tag}"))
    return None if found is None else found.get(qn("w:val"), "1") not in ("0", "false", "off", "none")
