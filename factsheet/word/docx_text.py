"""Read a Word document as a reader sees it: with tracked changes accepted and hidden text left out.

All words are read, whatever they are in; what a text cannot contain is noted, and so is what gets lost of its look.
python-docx's own `paragraph.text` drops tracked insertions, and text in content controls.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docx.oxml.ns import qn
from lxml import etree

from ..core.xml import Element
from ..text import leftovers
from ..text.leftovers import Leftovers
from ..text.markup import Run
from . import place_picture
from .docx_fields import Fields, unread
from .docx_styles import Dresses, shaded, switched

# Elements that only wrap others: content controls, links, tracked insertions and moves.
WRAPS = {
    "ins", "moveTo", "hyperlink", "sdt", "sdtContent", "smartTag", "customXml", "fldSimple", "bdo", "dir",
}  # fmt: skip
# What is no longer in the text under Track Changes.
GONE = {"del", "moveFrom"}
LETTERS = {
    "tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "softHyphen": "", "noBreakHyphen": "\N{NON-BREAKING HYPHEN}",
}  # fmt: skip
# What is visible in Word but is not a letter.
PICTURED = {"sym", "drawing", "pict", "object", "control", "contentPart"}
# What may be among paragraphs and words, and is not a text.
FOREIGN = {
    "tbl": leftovers.TABLE, "oMath": leftovers.FORMULA, "oMathPara": leftovers.FORMULA,
    "altChunk": leftovers.FILE, "subDoc": leftovers.FILE,
}  # fmt: skip
CODES = {"instrText", "delInstrText"}
# What is in a run but not in the text: its look, what was deleted, marks of comments and notes, which are reported.
SILENT = {
    "rPr", "delText", "lastRenderedPageBreak", "annotationRef", "commentReference", "footnoteReference",
    "endnoteReference", "footnoteRef", "endnoteRef",
}  # fmt: skip
# After these, another word begins.
PARTING = {"p", "tc", "tr"}
# What a run looks like that has a property of its own.
LOOKS = {"highlight": leftovers.HIGHLIGHT, "u": leftovers.UNDERLINE, "vertAlign": leftovers.RAISED}


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


def flow(element: Element) -> Iterator[tuple[str, Element]]:
    """Yield the children of an element by their kinds, looking inside anything that only wraps them."""
    for kind, child in elements(element):
        if kind in WRAPS:
            yield from flow(child)
        elif kind not in GONE:
            yield kind, child


def children(element: Element, tag: str) -> Iterator[Element]:
    """Yield the children of a kind, looking inside anything that only wraps them."""
    return (child for kind, child in flow(element) if kind == tag)


def words(element: Element) -> str:
    """Return the words in an element, whatever they are in: boxes, tables, formulas."""
    return " ".join("".join(_words(element)).split())


def _words(element: Element) -> Iterator[str]:
    for kind, child in elements(element):
        if kind == "t":
            yield "".join(child.itertext())
        elif kind == "textpath":  # letters along a curve
            yield f" {child.get('string', '')} "
        elif kind in LETTERS:
            yield LETTERS[kind]
        elif kind not in GONE | CODES | SILENT:
            yield from _words(child)
            yield " " if kind in PARTING else ""


class Reader:
    """Read paragraphs as runs. `left` is what is in them besides."""

    def __init__(self, dresses: Dresses) -> None:
        self.dresses = dresses
        self.fields = Fields()
        self.left = Leftovers()

    def paragraphs(self, blocks: Iterable[tuple[str, Element]]) -> Iterator[tuple[Run, ...]]:
        """Yield paragraphs; two count as one if the break between them was deleted under Track Changes."""
        begun: list[Run] = []
        for kind, block in blocks:
            if kind == "p":
                begun += self._paragraph(block)
                if block.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:del')}") is None:
                    yield tuple(begun)
                    begun = []
            elif said := self._foreign(kind, block):
                yield (Run(said),)
        if begun:
            yield tuple(begun)
        if self.fields.open:
            self.left.thing(leftovers.UNCLOSED)
            yield (Run(self.fields.unclosed),)

    def _paragraph(self, paragraph: Element) -> Iterator[Run]:
        properties = paragraph.find(qn("w:pPr"))
        named = properties.find(qn("w:pStyle")) if properties is not None else None
        style = named.get(qn("w:val"), "") if named is not None else ""
        if self.dresses.numbers(properties, style):
            self.left.fault(leftovers.NUMBERED)
        return self._inline(paragraph, style)

    def _inline(self, element: Element, style: str) -> Iterator[Run]:
        for kind, child in elements(element):
            if kind == "r":
                yield from self._run(child, style)
            elif kind in WRAPS:
                yield from self._wrapped(kind, child, style)
            elif kind not in GONE and (said := self._foreign(kind, child)):
                yield Run(f" {said} ")

    def _wrapped(self, kind: str, element: Element, style: str) -> list[Run]:
        runs = list(self._inline(element, style))
        said = "".join(run.text for run in runs)
        if kind == "hyperlink":
            self.left.lose(leftovers.LINK, said)
        elif kind == "bdo" and said.strip():
            self.left.fault(leftovers.TURNED)
        elif kind == "fldSimple" and not said:
            self._unread(unread(element.get(qn("w:instr"), "")))
        return runs

    def _run(self, run: Element, style: str) -> Iterator[Run]:
        properties = run.find(qn("w:rPr"))
        hidden = self.dresses.has("vanish", properties, style)
        text = "".join(self._letters(kind, child, hidden) for kind, child in elements(run))
        if hidden:
            self.left.lose(leftovers.HIDDEN, words(run))
        elif text:
            self.fields.show()
            self._look(text, properties, style)
            rtl = self.dresses.has("rtl", properties, "")
            bold, italic = ("bCs", "iCs") if rtl else ("b", "i")
            yield Run(
                text,
                self.dresses.has(bold, properties, style) or (rtl and self.dresses.has("b", properties, "")),
                self.dresses.has(italic, properties, style) or (rtl and self.dresses.has("i", properties, "")),
            )

    def _letters(self, kind: str, element: Element, hidden: bool) -> str:
        """Return the letters that an element of a run stands for; note what cannot be read."""
        if kind == "fldChar":
            self._unread(self.fields.turn(element.get(qn("w:fldCharType"), "")))
        elif kind in CODES:
            self.fields.instruct("".join(element.itertext()))
        elif self.fields.in_code:
            self.fields.pass_by(words(element) if kind != "t" else "".join(element.itertext()))
        elif not hidden:
            return self._seen(kind, element)
        return ""

    def _seen(self, kind: str, element: Element) -> str:
        if kind == "t":
            for inner in element.iterchildren(tag=etree.Element):
                self.left.unknown(f"w:{etree.QName(inner).localname}")
            return "".join(element.itertext())
        if kind in LETTERS or kind in SILENT or (kind == "drawing" and place_picture.is_one(element)):
            return LETTERS.get(kind, "")
        if kind == "ruby":
            self.left.fault(leftovers.RUBY)
            return words(element)
        return self._foreign(kind, element, known=False)

    def _foreign(self, kind: str, element: Element, known: bool = True) -> str:
        """Return the words in what a text cannot contain, and note it; what is not `known` need not have any."""
        said = words(element)
        if kind in FOREIGN:
            self.left.thing(FOREIGN[kind])
        elif kind in PICTURED:
            self.left.thing(leftovers.PICTURE)
        elif said or not known:
            self.left.unknown(f"w:{kind}")
        return f" {said} " if said else ""

    def _look(self, text: str, properties: Element | None, style: str) -> None:
        """Note what gets lost of how a run looks."""
        if not text.strip():
            return
        if any(self.dresses.has(tag, properties, style) for tag in ("strike", "dstrike")):
            self.left.fault(leftovers.STRUCK)
        if self.dresses.has("caps", properties, style) or self.dresses.has("smallCaps", properties, style):
            self.left.lose(leftovers.CAPITALS, text)
        if properties is None:
            return
        for tag, name in LOOKS.items():
            if switched(properties, tag) or (tag == "highlight" and shaded(properties)):
                self.left.lose(name, text)
        if (fonts := properties.find(qn("w:rFonts"))) is not None:
            for font in fonts.attrib.values():
                self.left.font(str(font))

    def _unread(self, field: str) -> None:
        if field:
            self.left.field(field)
