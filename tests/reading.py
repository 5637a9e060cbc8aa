"""Read what was made back as words and as structure."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def words(text: str) -> list[str]:
    """Return the words of a text in order. What PDFium writes for a hyphen at a line's end parts words as "-" does."""
    return re.findall(r"\w+", text.replace("\ufffe", "-").replace("\x02", "-"))


def as_printed(source: str) -> str:
    """Return leaflet.txt without its marks: a link counts by its text."""
    return re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", source).replace("*", "")


def part(docx: Path, name: str) -> etree._Element:
    """Return a part of a Word file as XML."""
    with zipfile.ZipFile(docx) as archive:
        return etree.fromstring(archive.read(name))


def parts(docx: Path) -> list[str]:
    with zipfile.ZipFile(docx) as archive:
        return archive.namelist()


def style_of(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else style.get(f"{W}val", "")


def text_of(element: etree._Element) -> str:
    """Return the text of a paragraph; a line break is white space."""
    return "".join(node.text or "" if node.tag == f"{W}t" else "\n" for node in element.iter(f"{W}t", f"{W}br"))


def docx_text(docx: Path) -> str:
    """Return a Word file's text in reading order, with the numbers that its lists show."""
    lines, number = [], 0
    for paragraph in part(docx, "word/document.xml").iter(f"{W}p"):
        numbered = style_of(paragraph) == "ListNumber"
        number = number + 1 if numbered else 0
        lines.append((f"{number}. " if numbered else "") + text_of(paragraph))
    return "\n".join(lines)
