"""Find what somebody has written into an XLIFF file beside the translations, whichever tool they had.

Notes, comments of XML and of tools, and words between the elements. Clauses in brackets are those of XLIFF 1.2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from ..core.diagnostics import Place
from ..core.xml import Element
from .tables import shortened
from .xliff import XLIFF

X = f"{{{XLIFF}}}"
OURS = "secretariat"
# A note that does not say from whom it is: ours, from which a tool took that, or a tool's own.
UNSIGNED = "Note without a name"
NUMBER = re.compile(r"No\. (\d+)(?!\S)")
# Elements of tools that hold what people wrote: Comment (Trados), mq:comment (memoQ).
WRITTEN = re.compile("comment|note|remark", re.IGNORECASE)
# Elements of tools that hold no others, and elements of XLIFF with a comment.
FOREIGN = etree.XPath(f"//*[namespace-uri() != '{XLIFF}' and not(*)]")
COMMENTED = etree.XPath(f"//*[namespace-uri() = '{XLIFF}' and normalize-space(@comment)]")
# What holds other elements, and no words.
HOLDERS = tuple(f"{X}{tag}" for tag in ("xliff", "file", "header", "body", "group", "trans-unit", "alt-trans"))


@dataclass(frozen=True)
class Notes:
    """The notes on a text: its number, what is ours (or was), what is unsigned, and what others wrote."""

    number: str
    ours: str
    unsigned: str
    others: tuple[str, ...]


def of_unit(unit: Element) -> Notes:
    """Return the notes on a text [2.2.9]."""
    number = ""
    said: dict[str, list[str]] = {OURS: [], "": []}
    others: list[str] = []
    for note in unit.iterfind(f"{X}note"):
        by, words = note.get("from", ""), _words(note)
        if by in said and (found := NUMBER.match(words)) and not number:
            number, words = found[1], words[found.end() :].strip()
        if by not in said and words:
            others.append(f"{shortened(words)} ({by})")
        elif words:
            said[by].append(words)
    return Notes(number, "\n".join(said[OURS]), "\n".join(said[""]), tuple(others))


def around(tree: Element) -> tuple[str, ...]:
    """Return the notes in the head of a file, ours among them."""
    return tuple(filter(None, (_words(note) for note in tree.iterfind(f"{X}file/{X}header/{X}note"))))


def elsewhere(tree: Element, name: str) -> Iterator[tuple[Place, str]]:
    """Yield what is neither a note on a text nor in the head; take the comments of XML out of the tree."""
    for comment in tree.getroottree().iter(etree.Comment):
        if words := " ".join((comment.text or "").split()):
            yield _place(comment, name), words
    etree.strip_tags(tree, etree.Comment)
    for note in tree.iter(f"{X}note"):
        held = note.getparent()
        if held is not None and held.tag not in (f"{X}trans-unit", f"{X}header") and _words(note):
            yield _place(note, name), f"{_of(note)}{_words(note)}"
    yield from _of_tools(tree, name)
    for holder in tree.iter(*HOLDERS):
        for stray in filter(str.strip, filter(None, (holder.text, *(child.tail for child in holder)))):
            yield _place(holder, name), f"{_of(holder)}words between the elements: {' '.join(stray.split())}"
    for unit in tree.iter(f"{X}bin-unit"):
        yield _place(unit, name), f"{unit.get('id', '')}: something that is not text (bin-unit), which was not imported"


def _of_tools(tree: Element, name: str) -> Iterator[tuple[Place, str]]:
    """Yield the comments that tools keep in elements of their own, and in attributes of marks [2.2.15]."""
    for element in FOREIGN(tree):
        if WRITTEN.search(etree.QName(element).localname) and _words(element):
            yield _place(element, name), f"{_of(element)}{_words(element)}"
    for element in COMMENTED(tree):
        yield _place(element, name), f"{_of(element)}{' '.join(element.get('comment').split())}"


def _of(element: Element) -> str:
    """Return the name of the text that something is on, to begin a remark with."""
    unit = next((each for each in (element, *element.iterancestors()) if each.tag == f"{X}trans-unit"), None)
    return f"{unit.get('resname') or unit.get('id', '')}: " if unit is not None else ""


def _words(element: Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def _place(element: Element, name: str) -> Place:
    return Place(name, element.sourceline or 0)
