"""Tell what a Word document says about its letters and paragraphs: themselves, by a style, or by what that is based on.

Clauses in brackets are those of ECMA-376 part 1.
"""

from __future__ import annotations

from collections.abc import Callable

from docx.oxml.ns import qn

from ..core.xml import Element

OFF = ("0", "false", "off", "none", "baseline")
# White is what programs write for no background.
UNSHADED = ("auto", "ffffff", "")


class Dresses:
    """What the styles of a document say about letters and paragraphs."""

    def __init__(self, styles: Element | None) -> None:
        found = list(styles.iter(qn("w:style"))) if styles is not None else []
        self.styles = {style.get(qn("w:styleId"), ""): style for style in found}
        usual = (style for style in found if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")))
        self.usual = next((style.get(qn("w:styleId"), "") for style in usual), "")
        self.known: dict[tuple[str, str], bool | None] = {}  # by property and style: a table asks thousands of times

    def has(self, tag: str, properties: Element | None, style: str) -> bool:
        """Tell whether a run in a paragraph of a style has an on/off property.

        If it does not say so itself, its own style and that of the paragraph do; bold in both is not bold [17.7.3].
        """
        if properties is not None and (own := switched(properties, tag)) is not None:
            return own
        named = properties.find(qn("w:rStyle")) if properties is not None else None
        runs = named.get(qn("w:val"), "") if named is not None else ""
        return bool(self._of(tag, runs)) != bool(self._of(tag, style or self.usual))

    def numbers(self, properties: Element | None, style: str) -> bool:
        """Tell whether Word numbers a paragraph: it says so itself, or its style does."""
        own = _number(properties)
        return bool(self._inherited("numPr", style or self.usual, _numbered) if own is None else own)

    def _of(self, tag: str, style: str) -> bool | None:
        def own(element: Element) -> bool | None:
            properties = element.find(qn("w:rPr"))
            return None if properties is None else switched(properties, tag)

        return self._inherited(tag, style, own)

    def _inherited(self, name: str, style: str, own: Callable[[Element], bool | None]) -> bool | None:
        """Return what a style says, or the first of those below it that says something; they may form a circle."""
        if (name, style) in self.known:
            return self.known[name, style]
        path: dict[str, None] = {}
        said: bool | None = None
        while said is None and style in self.styles and style not in path and (name, style) not in self.known:
            path[style] = None
            said = own(self.styles[style])
            based = self.styles[style].find(qn("w:basedOn"))
            style = based.get(qn("w:val"), "") if based is not None and said is None else style
        said = self.known.get((name, style)) if said is None else said
        self.known.update(((name, each), said) for each in path)
        return said


def switched(properties: Element, tag: str) -> bool | None:
    """Return whether a property is switched on or off; None if it is not there."""
    found = properties.find(qn(f"w:{tag}"))
    return None if found is None else found.get(qn("w:val"), "1") not in OFF


def shaded(properties: Element) -> bool:
    """Tell whether letters have a background, as Google Docs highlights them."""
    found = properties.find(qn("w:shd"))
    return found is not None and found.get(qn("w:fill"), "").lower() not in UNSHADED


def _numbered(style: Element) -> bool | None:
    return _number(style.find(qn("w:pPr")))


def _number(properties: Element | None) -> bool | None:
    """Return whether a paragraph has a number; 0 is none [17.9.18]."""
    number = properties.find(f"{qn('w:numPr')}/{qn('w:numId')}") if properties is not None else None
    return None if number is None else number.get(qn("w:val")) != "0"
