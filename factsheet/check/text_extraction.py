"""Read finished files back: the words of a PDF and of a Word file, in reading order."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import groupby, zip_longest

from ..text.invisible import unseen
from .word_labels import Labels
from .word_styles import Styles
from .word_xml import W, part, text_of


def words(text: str) -> list[str]:
    """Return a text's words in order."""
    return re.findall(r"\w+", undivided(text))


def parted(text: str) -> list[str]:
    """Return a text's words in order, each of letters with their marks, or of digits."""
    return ["".join(signs) for kind, signs in groupby(text, _kind) if kind]


def _kind(sign: str) -> str:
    """Return the role of a sign in a word: a letter or its mark, a digit, or nothing."""
    return {"L": "letter", "M": "letter", "N": "digit"}.get(unicodedata.category(sign)[0], "")


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


def docx_text(docx: bytes) -> str:
    """Return a Word file's text in reading order, with the numbers that its lists show."""
    labels, lines = Labels(docx, Styles(docx)), []
    for paragraph in part(docx, "word/document.xml").iter(f"{W}p"):
        label = labels.of(paragraph)
        lines.append((f"{label.words} " if label and label.is_number else "") + text_of(paragraph))
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


def in_ascii(text: str) -> str:
    """Return a text with the digits of every script as those of ASCII: Word numbers a list in those of its user."""
    return text if text.isascii() else "".join(str(unicodedata.decimal(sign, sign)) for sign in text)


def _plain(text: str) -> str:
    """Return a text in the form in which its words are compared."""
    seen = "".join(sign for sign in undivided(text) if not unseen(sign))
    return unicodedata.normalize("NFC", seen)


def differ(paper: str, document: str, direction: str) -> list[str]:
    """Return the words at which two texts first differ, in reading order; none if they are the same.

    PDFium returns Latin words inside a text from right to left in another order, those of an address or "US$", and
    numbers beside them too; there, those are counted, and only the text's own words are held in order. Capitals
    count as what they are capitals of: a PDF says what was typed where it prints them, and Word cannot.
    """
    ours, theirs = ([caseless(word) for word in parted(_plain(text))] for text in (paper, document))
    if direction == "rtl":
        if missing := Counter(ours) - Counter(theirs) or Counter(theirs) - Counter(ours):
            return list(missing)
        ours, theirs = ([word for word in words if not (word.isascii() or word.isdigit())] for words in (ours, theirs))
    for at, (one, other) in enumerate(zip_longest(ours, theirs, fillvalue="")):
        if one != other:
            return [" ".join(ours[at : at + 3]), " ".join(theirs[at : at + 3])]
    return []
