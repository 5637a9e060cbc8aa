"""Read finished files back: the words of a PDF and of a Word file, in reading order."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from collections import Counter
from io import BytesIO
from itertools import zip_longest

from lxml import etree

from ..core.xml import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def words(text: str) -> list[str]:
    """Return a text's words in order."""
    return re.findall(r"\w+", undivided(text))


def undivided(text: str) -> str:
    """Return the text of a PDF with the words put together that were divided at the end of a line.

    PDFium has a character of its own for a hyphen there. One that was typed is another (typeset.line_ends), except
    between letters from right to left: none of their languages divides words.
    """
    return re.sub("[\ufffe\x02]", "", re.sub("(?<=[\u0590-\u08ff])[\ufffe\x02]", "-", text))


def page_texts(pdf: bytes) -> list[str]:
    """Return the text of each page of a PDF, as a reader's copy and paste gives it."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range() for page in document]


def part(docx: bytes, name: str) -> Element:
    """Return a part of a Word file as XML."""
    with zipfile.ZipFile(BytesIO(docx)) as archive:
        return etree.fromstring(archive.read(name))


def style_of(paragraph: Element) -> str:
    """Return the Word style of a paragraph, by its id."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else style.get(f"{W}val", "")


def text_of(element: Element) -> str:
    """Return the text of a paragraph; a line break is white space."""
    return "".join(node.text or "" if node.tag == f"{W}t" else "\n" for node in element.iter(f"{W}t", f"{W}br"))


def numbered(docx: bytes) -> dict[str, bool]:
    """Return the ids of the styles that make a paragraph an item of a list, and whether they number it."""
    lists = {
        each.get(f"{W}abstractNumId"): any(kind.get(f"{W}val") != "bullet" for kind in each.iter(f"{W}numFmt"))
        for each in part(docx, "word/numbering.xml").iter(f"{W}abstractNum")
    }
    formats = {
        each.get(f"{W}numId"): lists.get(kind.get(f"{W}val"), False)
        for each in part(docx, "word/numbering.xml").iter(f"{W}num")
        for kind in each.iter(f"{W}abstractNumId")
    }
    return {
        style.get(f"{W}styleId", ""): formats.get(number.get(f"{W}val"), False)
        for style in part(docx, "word/styles.xml").iter(f"{W}style")
        for number in style.iterfind(f"{W}pPr/{W}numPr/{W}numId")
    }


def outlined(docx: bytes) -> set[str]:
    """Return the ids of the styles that are headings."""
    styles = part(docx, "word/styles.xml").iter(f"{W}style")
    return {style.get(f"{W}styleId", "") for style in styles if style.find(f"{W}pPr/{W}outlineLvl") is not None}


def docx_text(docx: bytes) -> str:
    """Return a Word file's text in reading order, with the numbers that its lists show."""
    lines, number, styles = [], 0, numbered(docx)
    for paragraph in part(docx, "word/document.xml").iter(f"{W}p"):
        number = number + 1 if styles.get(style_of(paragraph)) else 0
        lines.append((f"{number}. " if number else "") + text_of(paragraph))
    return "\n".join(lines)


def logical(text: str) -> str:
    """Return text without the characters that only control its direction."""
    return re.sub("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", text)


def caseless(word: str) -> str:
    """Return a word in a form that it shares with its capitals in any language: those of Greek have no accents."""
    if word.upper() == word.lower():
        return word
    letters = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).replace("\u0131", "i")


def differ(paper: str, document: str, direction: str, drawn: str = "") -> list[str]:
    """Return the words at which two texts first differ, in reading order; none if they are the same.

    Words that are `drawn` over charts are last on a page of the PDF, and are no texts in Word, which writes its own.

    PDFium returns Latin words inside a text from right to left in another order, those of an address or "US$", and
    numbers beside them too; there, those are counted, and only the text's own words are held in order. Capitals
    count as what they are capitals of: a PDF says what was typed where it prints them, and Word cannot.
    """
    every = re.compile(r"\d+|[^\W\d_]+")
    ours, theirs = ([caseless(word) for word in every.findall(undivided(logical(text)))] for text in (paper, document))
    for word in (caseless(each) for each in every.findall(logical(drawn))):
        if word not in ours:
            return [word]
        del ours[len(ours) - 1 - ours[::-1].index(word)]
    if direction == "rtl":
        if missing := Counter(ours) - Counter(theirs) or Counter(theirs) - Counter(ours):
            return list(missing)
        ours, theirs = ([word for word in words if not (word.isascii() or word.isdigit())] for words in (ours, theirs))
    for at, (one, other) in enumerate(zip_longest(ours, theirs, fillvalue="")):
        if one != other:
            return [" ".join(ours[at : at + 3]), " ".join(theirs[at : at + 3])]
    return []
