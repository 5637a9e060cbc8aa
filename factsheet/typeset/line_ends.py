"""Make PDF readers keep a typed hyphen at the end of a line: "EU-Horn", not "EUHorn".

poppler takes every U+002D at the end of a line for one that breaks a word, so it drops the hyphen and joins the parts
(TextOutputDev: "hyphenated"). PDFium does the same and puts U+FFFE in its place. Here such a hyphen is followed, in
the text to be read, by a zero-width space, which only allows a line to end (ActualText: ISO 32000-1, 14.9.4).
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from . import box_tree, written

KEPT = "-\u200b"
# The last glyph that is shown, and how far to move after it (ISO 32000-1, 9.4.3).
LAST = re.compile(rb"\[(.*)([0-9a-f]{4})>([-.0-9]*)\] TJ", re.DOTALL)


def add(document: Any, pdf: Any) -> None:
    """Keep the hyphens at the ends of lines that are read from left to right."""
    for page, content in zip(document.pages, written.contents(pdf), strict=True):
        if places := {written.place(piece) for piece in box_tree.last_pieces(page) if _hyphened(piece.text)}:
            _keep(content, places)


def _hyphened(text: str) -> bool:
    return text.endswith("-") and not any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)


def _keep(content: list[Any], places: set[bytes]) -> None:
    import pydyf

    new: list[Any] = []
    marks: dict[str, Any] = {}
    wanted = False
    for each in content:
        marks = each if isinstance(each, dict) else marks
        wanted = (wanted and each != b"EMC") or (isinstance(each, bytes) and each in places)
        if wanted and each == b"ET":
            if "ActualText" in marks:  # it was typed in small letters
                marks["ActualText"] = pydyf.String(re.sub("-$", KEPT, marks["ActualText"].string))
            elif last := LAST.fullmatch(new[-1]):
                new[-1:] = _apart(*last.groups())
        new.append(each)
    content[:] = new


def _apart(before: bytes, hyphen: bytes, after: bytes) -> list[Any]:
    """Return the operators that show a hyphen apart from what precedes it, and say how it is read."""
    import pydyf

    stream = pydyf.Stream()
    stream.show_text(before + b">")
    stream.begin_marked_content("Span", pydyf.Dictionary({"ActualText": pydyf.String(KEPT)}))
    stream.show_text(b"<" + hyphen + b">" + after)
    stream.end_marked_content()
    return list(stream.stream)
