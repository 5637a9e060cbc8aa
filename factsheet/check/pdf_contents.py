"""Read the words of a PDF by their marked contents, which its tags refer to (ISO 32000-1, 14.7.4.2)."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from .text_extraction import logical

# The page, from 0, and the number of a marked content on it.
Place = tuple[int, int]
# For what is in none: in margins.
NO_CONTENT = -1


@dataclass(frozen=True)
class Contents:
    """The words of a PDF, a piece for each marked content or part of one, in the order in which they are copied."""

    pieces: tuple[tuple[Place, str], ...]

    @cached_property
    def words(self) -> dict[Place, str]:
        """The words of each marked content."""
        found: defaultdict[Place, str] = defaultdict(str)
        for place, words in self.pieces:
            found[place] += words
        return dict(found)

    def turned(self, other: str) -> Contents:
        """Return them with the words of each piece in the order in which another reader returns them.

        PDFium turns a line round that begins with words from left to right: a heading with English beside it.
        """
        told = _spaced(other)
        return Contents(tuple((place, _turned(words, told)) for place, words in self.pieces))

    def copied(self, without: Container[Place]) -> str:
        """Return the words as copy and paste gives them, but for those of some contents."""
        return "".join(words for place, words in self.pieces if place not in without)

    def drawn(self, without: Container[Place]) -> str:
        """Return the words in the order in which they are drawn, by which WeasyPrint numbers contents (70.0)."""
        return "".join(self.words[place] for place in sorted(self.words) if place not in without)


def _turned(words: str, told: str) -> str:
    """Return words from last to first, if that is what was told and this is not."""
    last_first = " ".join(reversed(words.split()))
    here, there = _spaced(words), _spaced(last_first)
    return f"{last_first}\n" if here not in told and there in told else words


def _spaced(text: str) -> str:
    """Return a text with a space between words, and without signs that only control its direction."""
    return " ".join(unicodedata.normalize("NFKC", logical(text)).split())


def read(pdf: bytes) -> Contents:
    """Return the words of a PDF."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        signs = [((number, content), sign) for number, page in enumerate(document) for content, sign in _signs(page)]
    pieces = groupby(signs, lambda each: each[0])
    return Contents(tuple((place, "".join(sign for _, sign in some)) for place, some in pieces))


def _signs(page: object) -> Iterable[tuple[int, str]]:
    """Yield the characters of a page, each with the number of its content.

    White space that PDFium puts between words belongs to no object. It goes with the word before it.
    """
    from pypdfium2 import raw

    text, content = page.get_textpage(), NO_CONTENT  # type: ignore[attr-defined]
    for at in range(text.count_chars()):
        if drawn := raw.FPDFText_GetTextObject(text.raw, at):
            content = raw.FPDFPageObj_GetMarkedContentID(drawn)
        yield content, chr(raw.FPDFText_GetUnicode(text.raw, at))
    yield content, "\n"
