"""Count what a PDF and a Word file contain besides words: pictures, tables, list levels, links.

A PDF is counted by its structure (ISO 32000-1, 14.8.4), a Word file by its document and numbering.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import asdict, dataclass
from io import BytesIO
from itertools import groupby
from typing import Any

from ..core.wording import counted
from ..core.xml import Element
from .text_extraction import W, numbered, part, style_of

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
WRAP = "/NonStruct"  # what has no meaning of its own


@dataclass(frozen=True)
class Counts:
    """How many pictures that are described, tables of data, levels of lists, and links there are."""

    pictures: int
    tables: int
    list_levels: int
    links: int


def differ(pdf: bytes, docx: bytes) -> list[str]:
    """Return the differences between two files, each as "5 links in the PDF and 4 in Word"."""
    paper, document = asdict(of_pdf(pdf)), asdict(of_docx(docx))
    return [
        f"{counted(number, name.replace('_', ' ').removesuffix('s'))} in the PDF and {document[name]} in Word"
        for name, number in paper.items()
        if number != document[name]
    ]


def of_pdf(pdf: bytes) -> Counts:
    """Count by the structure of a tagged PDF."""
    import pikepdf

    with pikepdf.open(BytesIO(pdf)) as document:
        tree = document.Root.get("/StructTreeRoot")
        found = list(_elements(tree)) if tree is not None else []
        kinds = [kind for kind, _, _ in found]
        # A link that runs over several lines is several that follow each other.
        links = sum(address != "" for address, _ in groupby(_address(each) for kind, each, _ in found if kind != WRAP))
    levels = max((level for kind, _, level in found if kind == "/L"), default=0)
    return Counts(kinds.count("/Figure"), kinds.count("/Table"), max(levels, 1), links)


def _elements(parent: Any, level: int = 0) -> Iterator[tuple[str, Any, int]]:
    """Yield structure elements in order: kind, element, and how deeply a list is nested in others.

    A list that follows an item of another is its sublist; one that only holds others is a column of one list.
    """
    import pikepdf

    children = parent.get("/K", [])
    follows = False
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if not isinstance(child, pikepdf.Dictionary) or "/S" not in child:
            continue
        kind = str(child.S)
        deeper = level + 1 if kind == "/L" and (follows or level == 0 or str(parent.get("/S")) != "/L") else level
        follows = follows or kind == "/LI"
        yield kind, child, deeper
        yield from _elements(child, deeper)


def _goes_on(link: Any) -> bool:
    """Tell whether a link of Word's is the rest of the one before it: with marks inside, a link is several."""
    before = link.getprevious()
    return before is not None and before.tag == link.tag and before.attrib == link.attrib


def _address(link: Any) -> str:
    """Return where a link leads, to an address or inside the file; "" for what is not a link."""
    import pikepdf

    if link.S != "/Link":
        return ""
    children = link.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/Obj" in child:
            annotation = child.Obj
            return str(annotation.A.get("/URI", "") if "/A" in annotation else annotation.get("/Dest", ""))
    return ""


def of_docx(docx: bytes) -> Counts:
    """Count in a Word file."""
    document = part(docx, "word/document.xml")
    described = sum(bool(each.get("descr")) for each in document.iter(f"{DRAWING}docPr"))
    tables = sum(next(table.iter(f"{W}tblHeader"), None) is not None for table in document.iter(f"{W}tbl"))
    styles = numbered(docx)
    levels = [_level(paragraph) for paragraph in document.iter(f"{W}p") if _is_listed(paragraph, styles)]
    links = sum(not _goes_on(link) for link in document.iter(f"{W}hyperlink"))
    return Counts(described, tables, max(levels, default=0) + 1, links)


def _is_listed(paragraph: Element, styles: Container[str]) -> bool:
    return paragraph.find(f"{W}pPr/{W}numPr") is not None or style_of(paragraph) in styles


def _level(paragraph: Element) -> int:
    level = paragraph.find(f"{W}pPr/{W}numPr/{W}ilvl")
    return int(level.get(f"{W}val", "0")) if level is not None else 0
