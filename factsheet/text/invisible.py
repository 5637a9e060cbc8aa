"""Find invisible characters that the script does not need, and placeholders for letters that were lost."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import Any

from .oddity import Oddity

SOFT_HYPHEN = "\N{SOFT HYPHEN}"
# Joiners choose the shape of a letter beside them (Unicode 23.2), in these scripts.
JOINERS = "\u200c\u200d"
JOINED = frozenset(
    "Arab Syrc Mand Nkoo Mong Phag Adlm Rohg Deva Beng Guru Gujr Orya Taml Telu Knda Mlym Sinh Khmr Mymr Tibt".split()
)
# In scripts without spaces between words, they say where a line may end and where it may not.
BREAKS = "\u200b\u2060"
UNSPACED = frozenset("Thai Laoo Khmr Mymr Tibt Java Bali Hani Hira Kana".split())
# They keep words of two directions apart. `unfit.unfit` checks that each isolate is closed.
DIRECTIONS = "\u200e\u200f\u061c\u2066\u2067\u2068\u2069"
# More signs of a single script: forms of Mongolian letters, of Han characters, a mark of pointed Hebrew.
OF_SCRIPT = {
    "Mong": "\u180b-\u180f",
    "Hani": "\ufe00-\ufe02\U000e0100-\U000e01ef",
    "Hebr": "\u034f",
}
# What programs put where they cannot read or show a character.
LOST = "\ufffc\ufffd"


def unseen(sign: str) -> bool:
    """Tell whether a character has no shape: it is ignored in print, or blank without being a space."""
    return not sign.isascii() and _unseen(sign)


@cache
def _unseen(sign: str) -> bool:
    return bool(_signs().contains(sign))


@cache
def _signs() -> Any:
    import icu

    # Signs that enclose numbers (U+06DD) are formatting characters by name, but visible. U+2800 is a blank.
    return icu.UnicodeSet("[[:DI:][:Cf:][\\u2800]-[:Prepended_Concatenation_Mark:]]")


def odd(text: str) -> Iterable[Oddity]:
    """Yield, once each, the invisible characters that their neighbours do not need, and placeholders for lost ones."""
    reported: set[str] = set()
    for at, sign in enumerate(text):
        lost = sign in LOST
        if sign in reported or sign == SOFT_HYPHEN or not (lost or unseen(sign)) or (not lost and _needed(text, at)):
            continue
        reported.add(sign)
        code = f"U+{ord(sign):04X}"
        name = unicodedata.name(sign, "a character without a name").lower()
        what = "a placeholder for a character that a program could not read" if lost else "an invisible character"
        before = re.search(r"\S*$", text[max(at - 20, 0) : at])
        behind = f' after "{before[0]}"' if before and before[0] else ""
        hint = "type what belongs there" if lost else "delete it"
        yield Oddity("invisible", at, at + 1, code, f"has {what} ({code}, {name}){behind}", hint)


def _needed(text: str, at: int) -> bool:
    """Tell whether the letters next to a character, or the directions in its text, need it."""
    sign, beside = text[at], _beside(text, at)
    if sign in JOINERS:
        return bool(beside & JOINED)
    if sign in BREAKS:
        return bool(beside & UNSPACED)
    if sign in DIRECTIONS:
        return any(unicodedata.bidirectional(each) in ("R", "AL") and not unseen(each) for each in text)
    return any(re.match(f"[{OF_SCRIPT[script]}]", sign) for script in beside & OF_SCRIPT.keys())


def _beside(text: str, at: int) -> set[str]:
    """Return the scripts of the letters on both sides of a character, past any vowel mark."""
    import icu

    def script(places: Iterable[int]) -> str:
        names = (icu.Script.getScript(text[place]).getShortName() for place in places)
        return next((str(name) for name in names if name != "Zinh"), "")

    return {script(range(at - 1, max(at - 4, -1), -1)), script(range(at + 1, min(at + 4, len(text))))}
