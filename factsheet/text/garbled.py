"""Recognise letters that were read in the wrong encoding: "Ã©" for "é", or "?" for each letter."""

from __future__ import annotations

import re

# Letters that UTF-8 gives when its bytes are read as Windows-1252, or as Latin-1 where that has no letter.
BYTES = {bytes([byte]).decode("cp1252", "replace"): byte for byte in range(0x80, 0x100)} | {
    chr(byte): byte for byte in range(0x80, 0x100)
}
# What may be meant by them: letters of the scripts of this world's larger languages, and punctuation. Without a limit,
# "É" before a no-break space would be one.
MEANT = re.compile(
    "[\u00a0-\u017f\u0218-\u021b\u02bb-\u02bd\u0370-\u06ff\u0900-\u0dff\u0e00-\u0e7f\u1200-\u137f\u1e00-\u1eff\u2010-\u20ac]+"
)
# The first letter of a pair whose second was white space or unseen, and has been tidied away since.
WIDOWED = re.compile("[\u00c2-\u00f4](?=[\x00-\x7f]|$)")
# Of so many letters that are garbled, one may be cut.
FEW = 3
LOST = ("???", "\ufffd")


def garbled(text: str) -> tuple[str, str]:
    """Return the first letters of a text that are garbled and what they stand for; "" if they are lost, or none are.

    A text counts as garbled only if nearly all of it is: a byte here and there was white space, and is gone.
    """
    if found := next((sign for sign in LOST if sign in text), ""):
        return found, ""
    if text.isascii():
        return "", ""
    text = WIDOWED.sub("", text)
    strange = {letter for letter in text if not letter.isascii()}
    if not strange or not strange <= BYTES.keys():
        return "", ""
    raw = bytes(BYTES[letter] if not letter.isascii() else ord(letter) for letter in text)
    read = [letter for letter in raw.decode("utf-8", "replace") if not letter.isascii()]
    meant = [letter for letter in read if letter != LOST[1]]
    if not MEANT.fullmatch("".join(meant)) or (len(read) - len(meant)) * FEW > len(meant):
        return "", ""
    length = len(meant[0].encode())
    at = raw.find(meant[0].encode())
    return text[at : at + length], meant[0]
