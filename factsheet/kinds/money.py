"""Read amounts of money: a number and the ISO 4217 code of its currency."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from ..core.diagnostics import Invalid
from .numbers import PLAIN, number, remedy, shown

MONEY: dict[str, Any] = {"type": "string", "pattern": r"^-?\d+(\.\d+)? ?[A-Z]{3}$"}
AMOUNT: dict[str, Any] = {"anyOf": [{"type": "string", "pattern": r"^-?\d+(\.\d+)?( ?[A-Z]{3})?$"}, {"type": "number"}]}

USUAL = "write the number and the code of its currency, as in 12500000 EUR"
TODAY = "use a code from ISO 4217, in capitals, such as EUR or KES"
# Signs that stand for one currency, and what people write for a code. Longer ones come first.
SIGNS = {"US$": "USD", "€": "EUR", "£": "GBP", "₹": "INR", "₺": "TRY", "₦": "NGN", "₴": "UAH", "₪": "ILS"}
CALLED = {
    "EURO": "EUR",
    "EUROS": "EUR",
    "KSH": "KES",
    "USH": "UGX",
    "TSH": "TZS",
    "RMB": "CNY",
    "SFR": "CHF",
    "STG": "GBP",
}
SHARED = {"$": "USD", "¥": "JPY"}
# The special drawing rights of the International Monetary Fund: no country pays in them, but amounts are given in them.
OF_NO_COUNTRY = "XDR"
WORD = re.compile(r"(?<![^\W\d_])[A-Za-z]{3,5}(?![^\W\d_])")


@dataclass(frozen=True)
class Money:
    """An amount, and the ISO 4217 code of its currency."""

    amount: Decimal
    currency: str


def money(text: object, currency: str | None = None) -> Money:
    """Return an amount, written as 12500000 EUR; of a `currency` that is known, 12500000 is enough.

    Raises Invalid for anything else.
    """
    if isinstance(text, Money):
        return text
    said = " ".join(str(text).split())
    found = re.fullmatch(rf"({PLAIN}) ?([A-Z]{{3}})?", said, re.ASCII)
    if not found:
        raise Invalid(f'"{shown(said)}" is not an amount of money', _how(said, currency))
    if not (found[2] or currency):
        raise Invalid(f'"{shown(said)}" has no currency', f"write its code after the number, as in {said} EUR")
    code = currency_code(found[2] or currency)
    if currency and code != currency:
        raise Invalid(f'"{shown(said)}" is not in {currency}', f"write the amount in {currency}")
    return Money(number(found[1]), code)


def currency_code(code: object) -> str:
    """Return the ISO 4217 code of a currency that somebody pays in today. Raises Invalid for anything else."""
    if code not in _last_days():
        raise Invalid(f'"{code}" is not a currency code', _meant(str(code)) or TODAY)
    assert isinstance(code, str)
    if last := _last_days()[code]:
        today = " or ".join(_successors(code, last))
        hint = "write the amount in a currency of today" + (f", such as {today}" if today else "")
        raise Invalid(f'"{code}" was a currency until {last.year}', hint)
    return code


def _meant(code: str) -> str:
    """Return `did you mean "..."?` for a code that has other letters, or the same ones in another order."""
    today = [each for each, last in _last_days().items() if not last]
    code = code.upper()
    near = (
        [CALLED.get(code, code)],
        [each for each in today if sorted(each) == sorted(code)],
        [each for each in today if each[:2] == code[:2] and code[0] != "X"],  # else a country's
    )
    return next((f'did you mean "{each[0]}"?' for each in near if len(each) == 1 and each[0] in today), "")


def _how(said: str, currency: str | None) -> str:
    """Return how to write an amount that is written in another way."""
    rest, code = _without_currency(said)
    what, plain = remedy(rest)
    shared = next((usual for sign, usual in SHARED.items() if sign in rest), "")
    if code and currency and code != currency:
        return f"write the amount in {currency}"
    if not plain:
        return f"write digits and a point, as in 12500000 for {currency}" if currency else USUAL
    if shared and currency:
        return f"write it without the sign, if it is in {currency}: {plain}"
    if shared:
        return f"write the code of the currency, not its sign, as in {plain} {shared}"
    if not (code or currency):
        return f"write its code after the number, as in {plain} EUR"
    amount = f"{plain} {code or currency}"
    return f"write it as {amount}" if rest == plain else f"{what}: {amount}"


def _without_currency(said: str) -> tuple[str, str]:
    """Return an amount without its currency, and the code of that, if it has exactly one."""
    for sign, code in SIGNS.items():
        if sign in said:
            return said.replace(sign, " ").strip(), code
    named = {word: CALLED.get(word.upper(), word.upper()) for word in WORD.findall(said)}
    known = [word for word, code in named.items() if code in _last_days()]
    return (said.replace(known[0], " ").strip(), named[known[0]]) if len(known) == 1 else (said, "")


@cache
def _last_days() -> Mapping[str, date | None]:
    """Return the currencies of CLDR by their ISO 4217 codes, each with the last day on which one paid in it."""
    from babel.core import get_global

    until: dict[str, list[date | None]] = {OF_NO_COUNTRY: [None]}
    for uses in get_global("territory_currencies").values():
        for code, _, last, tender in uses:
            if tender:
                until.setdefault(code, []).append(date(*last) if last else None)
    return {code: None if None in days else max(filter(None, days)) for code, days in until.items()}


def _successors(code: str, last: date) -> list[str]:
    """Return what is paid today in the countries that paid in a currency until its last day."""
    from babel.core import get_global

    found = []
    for uses in get_global("territory_currencies").values():
        if any(each == code and until and date(*until) == last for each, _, until, _ in uses):
            found += [each for each, _, until, tender in uses if tender and not until]
    return sorted(set(found))
