"""Read the XML of a Word file: its parts, and what their elements say."""

from __future__ import annotations

import zipfile
from io import BytesIO

from lxml import etree

from ..core.xml import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def part(docx: bytes, name: str) -> Element:
    """Return a part of a Word file as XML."""
    with zipfile.ZipFile(BytesIO(docx)) as archive:
        return etree.fromstring(archive.read(name))


def style_of(paragraph: Element) -> str:
    """Return the Word style of a paragraph, by its id."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else style.get(f"{W}val", "")


def value(element: Element | None, name: str = "") -> str:
    """Return the value of a property, or of that of a name in it; "" if there is none."""
    found = element.find(f"{W}{name}") if element is not None and name else element
    return "" if found is None else found.get(f"{W}val", "")


def text_of(element: Element) -> str:
    """Return the text of a paragraph; a line break is white space."""
    return "".join(node.text or "" if node.tag == f"{W}t" else "\n" for node in element.iter(f"{W}t", f"{W}br"))
