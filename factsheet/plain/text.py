"""Write the page as plain text: each text on a line of its own, in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterator

import lxml.html
from lxml import etree
from lxml.html import HtmlElement

from ..page.blocks import TEXTS
from ..page.page import Page

HEADING = re.compile("h[1-6]")


def write(page: Page) -> bytes:
    """Return the words of a page as UTF-8: a heading is parted from what is before it, an item begins with a dash."""
    (main,) = lxml.html.document_fromstring(page.html).iter("main")
    return "".join(f"{line}\n" for line in _lines(main)).lstrip("\n").encode()


def _lines(element: HtmlElement) -> Iterator[str]:
    """Yield the lines of what is in an element."""
    for child in element.iterchildren(tag=etree.Element):
        if child.tag not in TEXTS:
            yield from _lines(child)
            continue
        words = " ".join(child.text_content().split(" "))
        if HEADING.fullmatch(child.tag):
            yield ""
        yield f"- {words}" if child.tag == "li" else words
