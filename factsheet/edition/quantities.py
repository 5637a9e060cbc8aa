"""Write numbers, shares and amounts of money as CLDR does, through ICU.

ICU takes the separators from the digits that the language is set in; Babel changes one without the other. So what is
written here has its final digits, and `typography` leaves it alone.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Any

from ..kinds.money import Money
from .locales import Locale

# From here on CLDR has short forms; a number of three digits is as short as it is.
SHORTENED = 1000
# "12.5 million" for 12,480,000: a short form is rounded to three digits, and to no fewer.
ROUNDED = "@## rounding-mode-half-up"
# A mark of 2013, and the one that every version of Word knows. They differ before European digits alone (UAX 9, W2).
ARABIC, RIGHT, LEFT = "\N{ARABIC LETTER MARK}", "\N{RIGHT-TO-LEFT MARK}", "\N{LEFT-TO-RIGHT MARK}"
# What CLDR turns to run from left to right: "-3", "%" in Arabic, "€12" in Persian.
TURNED = re.compile(f"{LEFT}[^\\s{RIGHT}]*(?!{RIGHT})")


def number(value: Decimal, locale: Locale, *, short: bool = False) -> str:
    """Return a number with as many decimals as it has, "1,022"; or in `short`, "12.5 million"."""
    if short and abs(value) >= SHORTENED:
        return _written(f"compact-long {ROUNDED}", value, locale)
    return _written(_precision(_decimals(value)), value, locale)


def percent(value: Decimal, locale: Locale) -> str:
    """Return a share: "71%", or "71 %" with a space."""
    return _written(f"percent {_precision(_decimals(value))}", value, locale)


def money(value: Money, locale: Locale, *, short: bool = False) -> str:
    """Return an amount: "€12,500,000", "12 500 000 €"; or in `short`, "€12.5M".

    A whole one has no decimals; any other has as many as the currency, or more if they were typed.
    """
    from babel.numbers import get_currency_precision

    amount = value.amount
    if short and abs(amount) >= SHORTENED:
        return _written(f"currency/{value.currency} compact-short {ROUNDED}", amount, locale)
    whole = amount == amount.to_integral_value()
    places = 0 if whole else max(get_currency_precision(value.currency), _decimals(amount))
    return _written(f"currency/{value.currency} {_precision(places)}", amount, locale)


def _decimals(value: Decimal) -> int:
    return max(0, -int(value.as_tuple().exponent))


def _precision(places: int) -> str:
    """Return ICU's word for a number of decimals."""
    return f".{'0' * places}" if places else "precision-integer"


def _written(skeleton: str, value: Decimal, locale: Locale) -> str:
    said = str(_formatter(skeleton, locale.tag, locale.numbering).formatDecimal(f"{value:f}".encode()))
    return _bounded(said.replace(ARABIC, RIGHT)) if locale.direction == "rtl" else said


def _bounded(said: str) -> str:
    """Return a quantity in a text from right to left, which turns no number after it.

    On a page each is isolated; in Word nothing is. There "-3, 5" would run from left to right as a whole (UAX 9, W7).
    """
    return TURNED.sub(lambda found: found[0] + RIGHT, said)


@lru_cache(maxsize=256)
def _formatter(skeleton: str, tag: str, numbering: str | None) -> Any:
    import icu

    name = icu.Locale.forLanguageTag(tag).getName()
    return icu.NumberFormatter.forSkeleton(skeleton).locale(
        icu.Locale(name + (f"@numbers={numbering}" if numbering else ""))
    )
