"""Compare what a PDF and a Word file of an edition consist of, and say each difference in words.

Texts are paired by their words, in reading order. The two of a pair must be alike in what they are: a heading, an item
on a level of a list. What is in a table of data is compared cell by cell (table_differences).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Sequence
from urllib.parse import unquote

from ..word.places import bookmark
from . import pdf_contents, pdf_structure, table_differences, text_differences, text_extraction, word_structure
from .alignment import aligned
from .difference import Difference, brief
from .pdf_contents import Contents, Place
from .structure import Link, Structure, key
from .text_extraction import docx_text, in_ascii

# How many differences of a kind are said one by one.
SAID = 5
# What can be done in a layout, by kind.
HEADINGS = 'see "word" in its style in theme.yaml: "Title", "Heading 1" and so on, or a style based on one of these'
HINTS = {
    "lost-heading": HEADINGS,
    "heading-level": HEADINGS,
    "list-level": 'see its style in theme.yaml: each level has one of its own, such as "ul li" and "ul ul li"',
    "lost-table": 'see "word" in tables in theme.yaml: it must be a name that no other style has',
}


def between(pdf: bytes, docx: bytes, direction: str, other: str = "") -> list[Difference]:
    """Return the differences between a PDF and its Word file, in a language of a direction: "ltr" or "rtl".

    Where they consist of the same, they must also give the same when they are copied. `other` is what another reader
    than PDFium makes of the PDF: only what both put in another order is in another order.
    """
    contents = pdf_contents.read(pdf)
    contents = contents.turned(other) if other else contents
    paper, pictured = pdf_structure.read(pdf, contents)
    found = of_structures(paper, word_structure.read(docx), direction)
    if not found and (parted := _parted(contents, pictured, docx, direction)):
        what = f"PDF and Word are read in different orders; they first differ at {' and '.join(parted)}"
        found.append(Difference("reading-order", what))
    return found


def _parted(contents: Contents, pictured: Container[Place], docx: bytes, direction: str) -> list[str]:
    """Return the words at which what is copied from a PDF, outside pictures, and what is in Word first differ.

    PDFium takes a line from right to left apart where letters are raised, and puts its pieces in another order. There,
    the order in which words are drawn will do.
    """
    word = in_ascii(docx_text(docx))
    parted = text_extraction.differ(in_ascii(contents.copied(pictured)), word, direction)
    if parted and direction == "rtl":
        return text_extraction.differ(in_ascii(contents.drawn(pictured)), word, direction)
    return parted


def of_structures(paper: Structure, document: Structure, direction: str) -> list[Difference]:
    """Return the differences between what a PDF and what its Word file consist of."""

    def known(text: str) -> str:
        return key(text, direction)

    found = [
        *text_differences.found(paper.texts, document.texts, known),
        *table_differences.found(paper.tables, document.tables, known),
        *_pictures(paper.pictures, document.pictures),
        *_links(paper.links, document.links),
    ]
    return list(_few(found))


def _few(found: Sequence[Difference]) -> Iterator[Difference]:
    """Yield of each kind a few differences, and say with the last how many more there are."""
    every, said = Counter(each.kind for each in found), Counter[str]()
    for kind, what in found:
        said[kind] += 1
        if said[kind] < SAID or every[kind] == SAID:
            yield Difference(kind, what)
        elif said[kind] == SAID:
            yield Difference(kind, f"{what}; and {every[kind] - SAID} more like this")


def _pictures(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[Difference]:
    """Yield how pictures differ, each by what is said of it for those who cannot see it."""
    found = aligned(ours, theirs, str)
    for parting in found.partings:
        yield from (_picture(f"Word lacks the picture {brief(each)} of the PDF") for each in parting.ours)
        yield from (_picture(f"Word has the picture {brief(each)}, which the PDF lacks") for each in parting.theirs)
    for picture, _ in found.moved:
        yield Difference("reading-order", f"the picture {brief(picture)} is among others in Word than in the PDF")


def _picture(what: str) -> Difference:
    return Difference("lost-picture", what)


def _links(ours: Sequence[Link], theirs: Sequence[Link]) -> Iterator[Difference]:
    """Yield how links differ in where they lead."""
    found = aligned(ours, theirs, lambda link: _leads(link.address))
    for parting in found.partings:
        yield from (_link(each, "PDF", "Word file") for each in parting.ours)
        yield from (_link(each, "Word file", "PDF") for each in parting.theirs)
    for link, _ in found.moved:
        yield Difference("reading-order", f"the link on {brief(link.words)} is among others in Word than in the PDF")


def _link(link: Link, one: str, other: str) -> Difference:
    leads = f"leads to {link.address}" if link.address else "leads nowhere"
    return Difference(
        "lost-link", f"the link on {brief(link.words)} {leads} in the {one}, and the {other} has none there"
    )


def _leads(address: str) -> str:
    """Return an address in a form that is the same in both: a place by the name of its bookmark in Word.

    WeasyPrint writes letters that are not in ASCII by their codes (RFC 3987, 3.1).
    """
    return f"#{bookmark(address[1:])}" if address.startswith("#") else unquote(address)
