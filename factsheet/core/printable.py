"""Make untrusted text safe to print: terminal controls and invisible characters are shown by number."""

from __future__ import annotations

import unicodedata

# Controls (Cc), formatting (Cf), halves of surrogates, private and unassigned code points, and what ends a line.
# A terminal obeys the first two: an escape sequence can recolour, overwrite or retitle what the reader sees.
HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
SOFT_HYPHEN = "\N{SOFT HYPHEN}"
JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
# The first letter of a script that joins its letters; below are Latin, Greek, Cyrillic and Armenian.
FIRST_JOINED = "\u0590"


def printable(text: str) -> str:
    """Return a text on one line, safe to print: a character such as U+001B is shown as [U+001B].

    Soft hyphens stay, and so do the joiners between letters of a script that needs them (Persian, Hindi).
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(text, at) for at in range(len(text)))


def _shown(text: str, at: int) -> str:
    sign = text[at]
    if sign in "\t\r\n":
        return " "
    if unicodedata.category(sign) not in HIDDEN or sign == SOFT_HYPHEN:
        return sign
    if sign in JOINERS and any(_joined(text[beside : beside + 1]) for beside in (max(at - 1, 0), at + 1)):
        return sign
    return f"[U+{ord(sign):04X}]"


def _joined(sign: str) -> bool:
    return sign >= FIRST_JOINED and unicodedata.category(sign)[0] in "LM"
