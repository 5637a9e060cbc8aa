"""Say in the code of Word and Excel how a number is printed: its sign of money or per cent, decimals and digits.

The separators are those that a program has for the language of the code, or that its user has chosen (ECMA-376 part 1,
18.8.31).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..charts.data import Value
from .letters import Writing

# Digits that such a code can ask for, by their zero: a number before that of the language.
DIGITS = {"\N{ARABIC-INDIC DIGIT ZERO}": 2, "\N{EXTENDED ARABIC-INDIC DIGIT ZERO}": 3, "\N{DEVANAGARI DIGIT ZERO}": 4}
# What is no part of a quantity: what turns it round, and its sign.
TURNS = re.compile("[\u061c\u200e\u200f\u2066-\u2069]")
NUMBER = re.compile(r"[-\u2212]?(?P<before>[^\d]*)(?P<number>\d(?:.*\d)?)(?P<after>.*)", re.DOTALL)
MARK = "\N{RIGHT-TO-LEFT MARK}"
PLAIN = "General"


def code(value: Value, writing: Writing) -> str:
    """Return the code with which a program prints a value as it is printed here."""
    if not (found := _parts(value)):
        return PLAIN
    before, places, after = found
    decimals = f".{'0' * places}" if places else ""
    language, number = _language(writing), f"#,##0{decimals}"
    if not writing.rtl:
        return f"{language}{_quoted(before)}{number}{_quoted(after)}"
    # A label runs from left to right in programs; in these marks a quantity runs as on the page.
    plus, minus = (f"{_quoted(f'{MARK}{sign}{before}')}{number}{_quoted(f'{after}{MARK}')}" for sign in ("", "-"))
    return f"{language}{plus};{language}{minus}"


def formula(named: Sequence[str], number: str, value: Value, writing: Writing) -> str:
    """Return what writes the words of some cells or in quotes, and the number of another cell as a value is printed.

    FIXED uses the separators of whoever has the workbook open; the codes of TEXT are other ones in other languages.
    """
    if not (found := _parts(value)):
        return "&".join([*named, number])
    before, places, after = found
    turn = MARK if writing.rtl else ""
    pieces = (*named, _quoted(f"{turn}{before}"), f"FIXED({number},{places})", _quoted(f"{after}{turn}"))
    return "&".join(filter(None, pieces))


def _parts(value: Value) -> tuple[str, int, str] | None:
    """Return what stands before a number, how many decimals it has, and what stands after it."""
    found = NUMBER.fullmatch(TURNS.sub("", value.text))
    if not found:
        return None
    places = sum(map(str.isdigit, found["number"])) - len(str(int(abs(value.number))))
    return found["before"].strip("-\u2212"), max(0, places), found["after"].rstrip("-\u2212")


def rounded(code: str) -> str:
    """Return a code without decimals, for the numbers on a scale."""
    return re.sub(r"(#,##0)\.0+", r"\1", code)


def _language(writing: Writing) -> str:
    import icu

    digits = DIGITS.get(writing.digits[0], 0)
    language = icu.Locale.forLanguageTag(writing.language).getLCID()
    return f"[$-{digits:X}{language:06X}]" if digits else f"[$-{language:X}]" if language else ""


def _quoted(words: str) -> str:
    return f'"{words.replace(chr(34), "")}"' if words else ""
