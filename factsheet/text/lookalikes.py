"""Find characters that pass for letters: full-width, mathematical, in circles, Roman numerals in one character."""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Iterable

from .oddity import Oddity
from .scripts import ALIKE, script_of

AROUND = string.punctuation + "«»“”„\N{RIGHT SINGLE QUOTATION MARK}…"  # signs around a word


def odd(text: str, english: str) -> Iterable[Oddity]:
    """Yield each word with disguised letters: full-width, mathematical, in circles, or a numeral in one character."""
    for match in re.finditer(r"\S+", text):
        found = next(((sign, kind) for sign in match[0] if (kind := _disguise(sign))), None)
        if not found or match[0] in english:
            continue
        word = match[0].strip(AROUND) or match[0]
        start = match.start() + match[0].index(word)
        sign, kind = found
        what = f'has "{word}", in which "{sign}" (U+{ord(sign):04X}) is {kind}'
        hint = f'type "{unicodedata.normalize("NFKC", word)}"'
        yield Oddity("letters", start, start + len(word), word, what, hint)


def _disguise(sign: str) -> str:
    """Return what kind of look-alike a character is, or nothing."""
    if sign.isascii():
        return ""
    if "\u2160" <= sign <= "\u2188":
        return "a Roman numeral typed as a single character"
    kind, _, _ = unicodedata.decomposition(sign).partition("> ")
    plain = unicodedata.normalize("NFKC", sign)
    if not any(script_of(letter) in ALIKE or (kind == "<font" and letter.isalnum()) for letter in plain):
        return ""
    block = 0x1F100 <= ord(sign) <= 0x1F1FF
    kinds = {"<font": "a mathematical letter", "<wide": "a full-width letter", "<circle": "a letter in a circle"}
    return "a letter in a box" if block and kind not in kinds else kinds.get(kind, "")
