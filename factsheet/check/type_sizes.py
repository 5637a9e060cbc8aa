"""Measure the type of a PDF as it is seen: the size of each letter, with all that is scaled around it."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import byref
from math import hypot
from typing import Any


def smaller(pdf: bytes, least: float) -> Iterator[tuple[str, float, int]]:
    """Yield the words of a PDF set in type smaller than the `least`, in pt, each with its size and its page, from 1."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        for number, page in enumerate(document, 1):
            yield from ((words, size, number) for words, size in _runs(page) if size < least)


def _runs(page: Any) -> Iterator[tuple[str, float]]:
    """Yield the words of a page that follow one another in one size, in pt; white space has none."""
    text, words, last = page.get_textpage(), "", 0.0
    from pypdfium2 import raw

    for at in range(text.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(text.raw, at))
        if letter.isspace():
            words += " "
            continue
        matrix = raw.FS_MATRIX()
        raw.FPDFText_GetMatrix(text.raw, at, byref(matrix))
        size = round(raw.FPDFText_GetFontSize(text.raw, at) * hypot(matrix.c, matrix.d), 2)
        if size != last:
            if last:
                yield words.strip(), last
            words = ""
        words, last = words + letter, size
    if last:
        yield words.strip(), last
