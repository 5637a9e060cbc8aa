"""Go through what is in a part of the page, block after block: texts, tables of data, lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from docx.oxml.ns import qn
from lxml import etree
from lxml.html import HtmlElement

from ..core.xml import Element
from ..page.blocks import TEXTS, is_whole
from . import styles, wordml
from .wordml import new, on, twips


def leaves(element: HtmlElement | None) -> Iterator[HtmlElement]:
    """Yield the blocks in an element, in reading order; the items of a list in an item come after its words."""
    for child in element.iterchildren(tag=etree.Element) if element is not None else ():
        yield from itself(child)


def itself(element: HtmlElement) -> Iterator[HtmlElement]:
    """Yield an element if it is a block, and what else is in it, or the blocks in it."""
    if element.tag in TEXTS:
        yield element
        for whole in element.iterchildren("ul", "ol"):
            yield from leaves(whole)
    elif is_whole(element):
        yield element
    else:
        yield from leaves(element)


def apart(blocks: Sequence[Element]) -> Iterator[Element]:
    """Yield blocks, with a seam between two tables that touch and would otherwise merge.

    White space before a band at the foot is left out: it could push the band alone to an extra page.
    """
    for block, following in zip_longest(blocks, blocks[1:]):
        if not (_has(block, "spacing") and _is_empty(block) and _is_at_foot(following)):
            yield block
        if following is not None and block.tag == following.tag == qn("w:tbl"):
            yield _seam(block, following)


def ended(blocks: Sequence[Element]) -> Iterator[Element]:
    """Yield the blocks of a cell, which ends with a paragraph (ECMA-376 part 1, 17.4.65)."""
    yield from apart(blocks)
    if not blocks or blocks[-1].tag == qn("w:tbl"):
        yield wordml.paragraph(styles.SEAM)


def gap(height: float, border: Element | None = None, *, keep: bool = False) -> Element:
    """Return white space of a height (pt), below a border if there is one: an empty paragraph of one line.

    Space above a paragraph would not do: three engines take the larger of that and the space below the one before it.
    """
    line = new("spacing", line=twips(height), lineRule="atLeast")
    return wordml.paragraph(
        styles.SEAM, on("keepNext", keep), new("pBdr", border) if border is not None else None, line
    )


def _seam(above: Element, below: Element) -> Element:
    """Return what parts two tables; between two bands it is as wide as they are, in the colour of the first."""
    side, other = (next(table.iter(qn("w:tblInd"))).get(qn("w:w"), "") for table in (above, below))
    fill = next(above.iter(qn("w:shd")), None)
    if not (side.startswith("-") and other.startswith("-")) or fill is None:
        return wordml.paragraph(styles.SEAM)
    shade = new("shd", val="clear", color="auto", fill=fill.get(qn("w:fill")))
    return wordml.paragraph(styles.SEAM, shade, new("ind", left=side, right=side))


def _is_empty(block: Element) -> bool:
    return block.find(qn("w:r")) is None


def _has(block: Element, tag: str) -> bool:
    """Tell whether a block is a paragraph with a property of its own."""
    return block.find(f"{qn('w:pPr')}/{qn(f'w:{tag}')}") is not None


def _is_at_foot(block: Element | None) -> bool:
    """Tell whether a block is in a frame at a place on the sheet."""
    frame = block.find(f"{qn('w:pPr')}/{qn('w:framePr')}") if block is not None else None
    return frame is not None and frame.get(qn("w:vAnchor")) == "page"
