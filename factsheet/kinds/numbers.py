"""Read numbers and shares, written as digits and a point; say how to write what is written in another way.

Nothing is guessed: "1,022" is a thousand in English, and a little more than one in French.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from ..core.diagnostics import Invalid

PLAIN = r"-?\d+(?:\.\d+)?"
NUMBER: dict[str, Any] = {"anyOf": [{"type": "string", "pattern": r"^-?\d+(\.\d+)?$"}, {"type": "number"}]}
PERCENT: dict[str, Any] = {"type": "string", "pattern": r"^-?\d+(\.\d+)? ?%$"}

# What spreadsheets and JSON keep of a number, and what nobody types.
MOST_DIGITS, MOST_SIGNS = 15, 30
NUMBERS, SHARES = "write digits and a point: 4200 or 7.5", "write a number and the sign, as in 71 %"
# The sign of a share, as people write it.
SHARE = re.compile(r"\s*(?:%|\u066a|\bper\s?cent\b|\bpct\b\.?)\s*", re.IGNORECASE)
# What people put between thousands. A point is not among them if it is the only one: 1.022 is a number as it is.
BETWEEN = {",": "comma", ".": "point", "'": "apostrophe", "_": "_", " ": "space"}
ALIKE = str.maketrans(dict.fromkeys("\u2018\u2019\u02bc", "'"))
THOUSANDS = re.compile(r"(-?[1-9]\d{0,2}([,.'_ ])(?:\d{2,3}\2)*\d{3})(?:([.,])(\d+))?")
# Words and letters for a number of zeros.
ZEROS = {
    **dict.fromkeys(("k", "thousand"), 3),
    **dict.fromkeys(("m", "mn", "mio", "mio.", "million", "millions"), 6),
    **dict.fromkeys(("bn", "billion", "billions"), 9),
}
SHIFTED = re.compile(rf"(-?[\d.,' _]+?) ?(?:e\+?(\d\d?)|({'|'.join(map(re.escape, ZEROS))}))", re.IGNORECASE)
Remedy = tuple[str, str]  # what to do, and the number as it is to be written, if it is one

# What is written in another way, and how to write it.
OTHERWISE: tuple[tuple[str, str, Callable[[re.Match[str]], str]], ...] = (
    (PLAIN, "write it alone", lambda found: found[0]),
    (rf"[\u2010-\u2015\u2212] ?({PLAIN})", "type it with a hyphen", lambda found: f"-{found[1]}"),
    (rf"\+ ?({PLAIN})", "write it without the +", lambda found: found[1]),
    (r"(-?)(\.\d+)", "write a digit before the point", lambda found: f"{found[1]}0{found[2]}"),
    (r"(-?\d+)\.", "write it without the point at the end", lambda found: found[1]),
    (r"(-?\d+),(\d+)", "write a point, not a comma", lambda found: f"{found[1]}.{found[2]}"),
)


def number(text: object) -> Decimal:
    """Return a number, written as 4200 or 7.5. Raises Invalid for anything else."""
    if isinstance(text, Decimal):
        return text
    said = str(text).strip()
    if not re.fullmatch(PLAIN, said, re.ASCII):
        what, plain = remedy(said)
        raise Invalid(f'"{shown(said)}" is not a number', f"{what}: {plain}" if plain else NUMBERS)
    return _bounded(said)


def percent(text: object) -> Decimal:
    """Return a share, written as 71 %: the 71. Raises Invalid for anything else."""
    if isinstance(text, Decimal):
        return text
    said = str(text).strip()
    share, signs = SHARE.subn("", said)
    what, plain = remedy(share)
    if not signs:
        how = f"write it as {plain} %" if plain else SHARES
        raise Invalid(f'"{shown(said)}" has no per cent sign', how + _of_a_fraction(plain))
    if not re.fullmatch(rf"{PLAIN}[ \u00a0\u202f]?%", said, re.ASCII):
        how = f"write it as {plain} %" if plain == share else f"{what}: {plain} %" if plain else SHARES
        raise Invalid(f'"{shown(said)}" is not a share', how)
    return _bounded(share)


def _of_a_fraction(plain: str) -> str:
    """Return how else to write a share without a sign: a spreadsheet has 71 % as 0.71."""
    if not plain or not 0 < abs(Decimal(plain)) < 1:
        return ""
    return f", or as {(Decimal(plain) * 100).normalize():f} % if that is what it means"


def shown(said: str) -> str:
    """Return what was typed, short enough for a message."""
    return said if len(said) <= MOST_SIGNS else f"{said[:MOST_SIGNS]}..."


def _bounded(plain: str) -> Decimal:
    value = Decimal(plain)
    if len(plain) > MOST_SIGNS or len(value.normalize().as_tuple().digits) > MOST_DIGITS:
        raise Invalid(f'"{shown(plain)}" has more digits than can be kept', f"round it to {MOST_DIGITS} digits")
    return value if value else abs(value)  # -0 is 0


def remedy(text: str) -> Remedy:
    """Return what to do with something that is not written as a number, and the number as it is to be written.

    The number is empty where it is none, or where there are several.
    """
    said = " ".join(text.translate(ALIKE).split())
    if len(said) > MOST_SIGNS:
        return NUMBERS, ""
    if any(sign.isdecimal() and not sign.isascii() for sign in said):
        return "write it with the digits 0 to 9", remedy(_with_our_digits(said))[1]
    if (found := THOUSANDS.fullmatch(said)) and _grouped(found):
        return _of_thousands(found)
    for pattern, what, plain in OTHERWISE:
        if found := re.fullmatch(pattern, said, re.ASCII):
            return what, plain(found)
    if found := SHIFTED.fullmatch(said):
        return _of_zeros(found)
    return _of_one_inside(said)


def _with_our_digits(text: str) -> str:
    """Return a text in which digits and separators of another script are ours."""
    ours = "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)
    return ours.replace("\u066b", ".").replace("\u066c", "")


def _grouped(found: re.Match[str]) -> bool:
    """Tell whether the signs in a number stand between thousands: one point alone may be before decimals."""
    _, between, point, _ = found.groups()
    return bool(between != point and (point or between != "." or found[1].count(between) > 1))


def _of_thousands(found: re.Match[str]) -> Remedy:
    whole, between, point, decimals = found.groups()
    plain = whole.replace(between, "") + (f".{decimals}" if decimals else "")
    if point == ",":
        return "write a point before the decimals, and nothing between the thousands", plain
    many = "s" if whole.count(between) > 1 and between != "_" else ""
    return f"write it without the {BETWEEN[between]}{many}", plain


def _of_zeros(found: re.Match[str]) -> Remedy:
    places = int(found[2]) if found[2] else ZEROS[found[3].lower()]
    short = remedy(found[1])[1]
    plain = f"{Decimal(short).scaleb(places):f}" if short else ""
    return ("write all its digits", plain) if plain and len(plain) <= MOST_SIGNS else (NUMBERS, "")


def _of_one_inside(text: str) -> Remedy:
    """Say how to write a number with something around it; nothing if a word is behind it, which may stand for zeros."""
    numbers = list(re.finditer(r"-?\d[\d.,' _]*", text))
    if len(numbers) != 1 or re.search(r"[^\W\d_]", text[numbers[0].end() :]):
        return NUMBERS, ""
    plain = remedy(inside)[1] if (inside := numbers[0][0].rstrip("., '_")) != text else ""
    return ("write the number alone", plain) if plain else (NUMBERS, "")
