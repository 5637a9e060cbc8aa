"""Return a text as a reader sees it: without invisible characters, each character in its plain form."""

from __future__ import annotations

import unicodedata

from .invisible import unseen

# Marks above, below and through a letter, which readers read past: "c̶om" is "com".
STRUCK = frozenset(map(chr, [*range(0x300, 0x370), *range(0x20D0, 0x2100)]))


def folded(text: str) -> tuple[str, tuple[int, ...]]:
    """Return a text without invisible characters, fancy letters made plain, digits as 0 to 9; and where each came from.

    The places have one more at the end: the end of the text.
    """
    if text.isascii():
        return text, tuple(range(len(text) + 1))
    signs: list[str] = []
    places: list[int] = []
    for at, sign in enumerate(text):
        if unseen(sign) or sign in STRUCK:
            continue
        for each in sign if sign.isascii() else unicodedata.normalize("NFKC", sign):
            signs.append(str(unicodedata.digit(each)) if each.isdecimal() else each)
            places.append(at)
    return "".join(signs), (*places, len(text))
