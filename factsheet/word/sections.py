"""Write the sheets of the page as sections of a Word document, each on a new page, with its own for columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest

from docx.oxml.ns import qn
from lxml import etree
from lxml.html import HtmlElement

from ..core.xml import Element
from ..page.blocks import HEADINGS, TEXTS, is_whole
from ..theme.model import Theme
from ..theme.parts import Columns, Sheet
from ..typeset.placed import Laid
from . import blocks, styles, wordml
from .flow import apart, gap, itself
from .rows import Rows, part_of
from .texts import Texts

# How many pt more than the page an engine may need before another page begins.
TOLERANCE = 40


@dataclass(frozen=True)
class Section:
    """Blocks in the same columns; None for a single column as wide as the text."""

    blocks: Sequence[Element]
    columns: Columns | None = None


def write(body: Element, tree: HtmlElement, texts: Texts, laid: Laid, headers: Mapping[str, Element]) -> None:
    """Write each sheet of the page into a document's body; `headers` refers to the header of each that has one."""
    properties: Element | None = None
    shorter = iter(laid.shorter)
    for article in tree.iter("article"):
        name = next(name for name in texts.themes if name in article.classes)
        theme = texts.themes[name]
        rows = Rows(texts, theme, theme.sheets[name], shorter)
        bottom = _bottom(article, rows, name, laid)
        for index, section in enumerate(_sections(article, rows, laid, laid.gaps.get(name, 0))):
            if properties is not None:
                _end(body, properties)
            body.extend(apart(section.blocks))
            properties = _properties(section.columns, rows, rows.theme.sheets[name], bottom, new_page=index == 0)
            if name in headers:
                wordml.headed(properties, headers[name] if index == 0 else None)  # those that follow have it too
    if len(body) and body[-1].tag == qn("w:tbl"):
        body.append(wordml.paragraph(styles.SEAM))
    if properties is not None:
        body.append(properties)


def _end(body: Element, properties: Element) -> None:
    """End a section in the middle of a document: its properties go into its last paragraph."""
    if body[-1].tag != qn("w:p"):
        body.append(wordml.paragraph(styles.SEAM))
    body[-1][0].append(properties)


def _sections(article: HtmlElement, rows: Rows, laid: Laid, gap: float) -> Iterator[Section]:
    """Yield the sections of a sheet whose parts were moved apart by a gap (pt)."""
    begun: list[Element] = []
    starts = [next(_parts(part), None) for part in list(article.iterchildren(tag=etree.Element))[1:]]
    for element, following in zip_longest(parts := list(_parts(article)), parts[1:]):
        columns = _flowing(element, rows.theme)
        if columns is None:
            into = _flowing(following, rows.theme)
            below = into.before + gap * (following in starts) if into else 0
            begun += _blocks(element, rows, laid, gap * (element in starts), below)
            continue
        if begun:
            yield Section(begun)
        said = [rows.texts.paragraph(each, divided=each.tag == "p") for each in element.iterchildren(tag=etree.Element)]
        yield Section(said, columns)
        begun = []
        if following is None:  # columns are only made even above a section that goes on, on the same page (17.18.77)
            begun = [wordml.paragraph(styles.SEAM)]
    if begun:
        yield Section(begun)


def _flowing(element: HtmlElement | None, theme: Theme) -> Columns | None:
    """Return the columns that a part of a sheet flows through, if it does."""
    if element is None or "columns" not in element.classes:
        return None
    columns = theme.columns[part_of(element, "columns")]
    return columns if columns.flow else None


def _parts(element: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the blocks, rows and columns of an element in reading order, which may be one itself."""
    if "row" in element.classes or "columns" in element.classes:
        yield element
    elif element.tag in TEXTS or is_whole(element):
        yield from itself(element)
    else:
        for child in element.iterchildren(tag=etree.Element):
            yield from _parts(child)


def _blocks(element: HtmlElement, rows: Rows, laid: Laid, above: float, below: float) -> list[Element]:
    """Return a block, a row or columns side by side as paragraphs and tables, with more white space around them."""
    if element.tag in TEXTS:
        style = rows.texts.styles[element]
        return [rows.texts.paragraph(element, spaces={"before": style.before + above, "after": style.after + below})]
    space = [gap(below)] if below else []
    if is_whole(element):
        made = blocks.written(element, rows.texts, rows.theme, rows.theme.measure)
        return [*([gap(above)] if above else []), *made, *space]
    if name := part_of(element, "columns"):
        columns = rows.theme.columns[name]
        columns = columns.model_copy(update={"before": columns.before + above})
        return [*rows.columns(element, columns, _title(element)), *space]
    name = part_of(element, "row")
    row = rows.theme.rows[name]
    row = row.model_copy(update={"before": row.before + above})
    if row.grows_to or row.foot:
        row = row.model_copy(update={"height": laid.bands.get(name, row.height)})
    if row.foot:
        return rows.at_foot(element, row, row.height)
    if row.align == "baseline":
        return list(rows.beside(element, row, below))
    return [*rows.table(element, row, _title(element)), *space]


def _title(element: HtmlElement) -> str:
    """Return what a table is about, for screen readers: the nearest heading before it, or the first in it."""
    before = (each for sibling in element.itersiblings(preceding=True) for each in reversed(list(sibling.iter())))
    heading = next((each for each in chain(before, element.iter()) if each.tag in HEADINGS), None)
    return " ".join(heading.text_content().split()) if heading is not None else ""


def _properties(columns: Columns | None, rows: Rows, sheet: Sheet, bottom: float, *, new_page: bool) -> Element:
    """Return the properties of a section.

    Those after the first say where the text continues on another page: not at the edge, where only a band begins.
    """
    theme = rows.theme
    widths, gap = (theme.widths(columns), theme.page.gutter) if columns else ([theme.measure], 0.0)
    top = sheet.top if new_page else max(sheet.top, sheet.bottom)
    size, margins = (theme.page.width, theme.page.height), (top, theme.page.side, bottom)
    return wordml.section(size, margins, widths, gap, new_page=new_page, rtl=rows.rtl)


def _bottom(article: HtmlElement, rows: Rows, name: str, laid: Laid) -> float:
    """Return how far from the foot of a sheet its text ends.

    Above a band at the foot, it ends where the band begins. If the sheet is so full that an engine needing more height
    would start another page, the text may reach into the band, but not down to its words. Elsewhere it may come as
    near to the foot as words may, so that there is more room for whatever somebody adds.
    """
    for element in article.iter():
        row = rows.theme.rows.get(part_of(element, "row")) if isinstance(element.tag, str) else None
        if row and row.foot:
            height = laid.bands.get(part_of(element, "row"), row.height)
            missing = max(0, TOLERANCE - laid.spare.get(name, 0))
            return height - min(missing, row.padding)
    return min(rows.theme.sheets[name].bottom, rows.theme.page.clear)
