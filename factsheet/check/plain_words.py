"""Find words of the page that are not in a file made from it without its look: plain text, Markdown, OpenDocument."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

import lxml.html
from lxml import etree

from ..core.wording import counted
from ..page.blocks import LABEL_OF, TEXTS
from .lost_words import expected, words
from .text_extraction import caseless, in_ascii
from .word_xml import part

# How many lost words are said.
SAID = 5
FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
# That of a link, after its words: it is not what the page shows.
ADDRESS = re.compile(r" \(https?://\S+\)")
NOTE = re.compile(r"\[\^(\d+)\]:?")


def _of_markdown(content: bytes) -> str:
    """Return the words that a reader of Markdown shows; notes, which CommonMark does not know, by their numbers."""
    from markdown_it import MarkdownIt

    source = NOTE.sub(r" \1 ", FRONT.sub("", content.decode()))
    return _shown(MarkdownIt("commonmark").enable("table").render(source))


def _shown(html: str) -> str:
    """Return the words of HTML, with space between its lines and cells."""
    tree = lxml.html.document_fromstring(f"<div>{html}</div>")
    for each in tree.iter("br", "th", "td"):
        each.tail = f"\n{each.tail or ''}"
    return str(tree.text_content())


def _of_odt(content: bytes) -> str:
    tree = part(content, "content.xml")
    return "\n".join("".join(each.itertext()) for each in tree.iter("{*}p", "{*}h", "{*}desc"))


READERS: Mapping[str, Callable[[bytes], str]] = {
    "txt": lambda content: ADDRESS.sub("", content.decode()),
    "md": _of_markdown,
    "odt": _of_odt,
}
# In these, words stand for the sign before an item, which others show.
SAY_SIGNS = {"txt", "md"}


def lost(html: str, format: str, content: bytes) -> Iterator[str]:
    """Yield, as a message, the words of a page that a file of a format lacks: also those said of its pictures."""
    gone = _counted(_said(html, signs=format in SAY_SIGNS)) - _counted(READERS[format](content))
    if gone:
        yield f"it lacks {counted(gone.total(), 'word')} of the page: {', '.join(list(gone)[:SAID])}"


def _said(html: str, *, signs: bool) -> str:
    """Return what a page says. The words of a chart are in what is said of it."""
    tree = lxml.html.document_fromstring(html)
    for label in [each for each in tree.iter(*TEXTS) if LABEL_OF in each.attrib]:
        label.drop_tree()
    said, _ = expected(etree.tostring(tree, encoding="unicode", method="html"))
    pictures = [each.get("alt", "") for main in tree.iter("article") for each in main.iter("img")]
    meant = [each.get("data-sign", "") for each in tree.iter("li")] if signs else []
    return "\n".join([said, *pictures, *meant])


def _counted(text: str) -> Counter[str]:
    """Return the words of a text, whichever are in capitals, and whatever digits their numbers are in."""
    return Counter(caseless(word) for word in words(in_ascii(text)).elements())
