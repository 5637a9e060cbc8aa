"""Tell from the code of a number format what a number in a cell of a spreadsheet is: a share, a date, money.

Clauses in brackets are those of ECMA-376 part 1.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from .values import DAY, MONTH, YEAR

# The formats that a file does not spell out, as far as they are more than numbers [18.8.30]: in English, as for 14 to
# 22, or those of East Asia.
BUILT_IN = {
    9: "0%", 10: "0.00%", 14: "d/m/y", 15: "d/m/y", 16: "d/m", 17: "m/y", 22: "d/m/y h:m",
    **dict.fromkeys((18, 19, 20, 21, 45, 46, 47), "h:m"),
    **dict.fromkeys((*range(27, 32), *range(50, 59), 36), "d/m/y"),
}  # fmt: skip
# What is in a format as words, and what only takes room; brackets hold colours, conditions and languages, but [h] is
# hours. A currency is [$EUR], [$€-407] or "EUR".
WORDS = re.compile(r'"([^"]*)"|\[\$([^\]-]*)(?:-[^\]]*)?\]|\\.|[_*].|\[(?!(?:h+|m+|s+)\])[^\]]*\]', re.IGNORECASE)
# Signs that are those of one currency. A dollar, a pound, a franc and a crown are not.
SIGNS = {"€": "EUR", "₦": "NGN", "₵": "GHS", "GH₵": "GHS", "₹": "INR", "₺": "TRY", "₴": "UAH", "₪": "ILS"}
ESCAPED = re.compile(r"(?:\\[A-Z])+|\\[^A-Za-z\d\s]")
LONGEST = 255


@dataclass(frozen=True)
class Format:
    """How a number is shown: as a share, as so many characters of a day, as a time of day, as money."""

    percent: bool = False
    day: int = 0
    time: bool = False
    currency: str = ""


@lru_cache(maxsize=256)
def understood(code: str) -> Format:
    """Return what a format says. Of its sections, which are for positive and negative numbers, all count."""
    if len(code) > LONGEST:
        return Format()
    bare = WORDS.sub("", code).lower()
    if re.search("[dmyhs]", bare):
        timed = re.search("[hs]", bare)
        if "d" in bare or (timed and "y" in bare):
            return Format(day=DAY)
        return Format(time=True) if timed else Format(day=MONTH if "m" in bare else YEAR)
    if "%" in bare:
        return Format(percent=True)
    return Format(currency=_currency(code, bare))


def _currency(code: str, bare: str) -> str:
    """Return the currency of a format, if it names one and nothing else: "million EUR" is another number."""
    words = {word.strip() for found in WORDS.findall(code) for word in found}
    words |= {each.replace("\\", "") for each in ESCAPED.findall(code)} | {sign for sign in SIGNS if sign in bare}
    found = {currency_of(word) for word in words if word in SIGNS or re.search(r"[^\W\d_]", word)}
    return found.pop() if len(found) == 1 else ""


def currency_of(word: str) -> str:
    """Return the ISO code of a currency from its code, or from its sign if no other has it; or nothing."""
    if re.fullmatch("[A-Z]{3}", word):
        from babel.numbers import is_currency

        return word if is_currency(word) else ""
    return SIGNS.get(word, "")
