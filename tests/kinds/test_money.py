"""Money is a number and the code of a currency that somebody pays in; signs and other spellings are answered."""

from __future__ import annotations

from decimal import Decimal

import icu
import pytest

from factsheet.core.diagnostics import Invalid
from factsheet.kinds import money
from factsheet.kinds.money import Money

from .refusals import refusal

NO_AMOUNT = "is not an amount of money; "
REFUSED = {
    "12500000": '"12500000" has no currency; write its code after the number, as in 12500000 EUR',
    "€5": f'"€5" {NO_AMOUNT}write it as 5 EUR',
    "5 €": f'"5 €" {NO_AMOUNT}write it as 5 EUR',
    "US$5": f'"US$5" {NO_AMOUNT}write it as 5 USD',
    "$5": f'"$5" {NO_AMOUNT}write the code of the currency, not its sign, as in 5 USD',
    "¥5": f'"¥5" {NO_AMOUNT}write the code of the currency, not its sign, as in 5 JPY',
    "EUR 5": f'"EUR 5" {NO_AMOUNT}write it as 5 EUR',
    "5 eur": f'"5 eur" {NO_AMOUNT}write it as 5 EUR',
    "5 euros": f'"5 euros" {NO_AMOUNT}write it as 5 EUR',
    "12,500,000 EUR": f'"12,500,000 EUR" {NO_AMOUNT}write it without the commas: 12500000 EUR',
    "EUR 12.5m": f'"EUR 12.5m" {NO_AMOUNT}write all its digits: 12500000 EUR',
    "€12.5 million": f'"€12.5 million" {NO_AMOUNT}write all its digits: 12500000 EUR',
    "1,5": f'"1,5" {NO_AMOUNT}write its code after the number, as in 1.5 EUR',
    "much": f'"much" {NO_AMOUNT}write the number and the code of its currency, as in 12500000 EUR',
    "5 EUR or USD": f'"5 EUR or USD" {NO_AMOUNT}write the number and the code of its currency, as in 12500000 EUR',
    "5 ERU": '"ERU" is not a currency code; did you mean "EUR"?',
    "5 USX": '"USX" is not a currency code; did you mean "USD"?',
    "5 KSH": '"KSH" is not a currency code; did you mean "KES"?',
    "5 XXX": '"XXX" is not a currency code; use a code from ISO 4217, in capitals, such as EUR or KES',
    "5 DEM": '"DEM" was a currency until 2002; write the amount in a currency of today, such as EUR',
    "5 ZWL": '"ZWL" was a currency until 2024; write the amount in a currency of today, such as USD or ZWG',
    "5 YDD": '"YDD" was a currency until 1996; write the amount in a currency of today',
    f"{'9' * 20} EUR": f'"{"9" * 20}" has more digits than can be kept; round it to 15 digits',
}
REFUSED_IN_EUROS = {
    "5 USD": '"5 USD" is not in EUR; write the amount in EUR',
    "US$5": f'"US$5" {NO_AMOUNT}write the amount in EUR',
    "$5": f'"$5" {NO_AMOUNT}write it without the sign, if it is in EUR: 5',
    "5,5": f'"5,5" {NO_AMOUNT}write a point, not a comma: 5.5 EUR',
    "much": f'"much" {NO_AMOUNT}write digits and a point, as in 12500000 for EUR',
}


def test_an_amount_is_read() -> None:
    assert money.money("12500000 EUR") == Money(Decimal(12500000), "EUR")
    assert money.money("-4200.50KES") == Money(Decimal("-4200.50"), "KES")
    assert money.money("5", "EUR") == money.money("5 EUR", "EUR") == Money(Decimal(5), "EUR")
    assert money.money("1000 XDR").currency == "XDR"


@pytest.mark.parametrize("typed", REFUSED)
def test_what_is_no_amount_is_answered(typed: str) -> None:
    assert refusal(money.money, typed) == REFUSED[typed]


@pytest.mark.parametrize("typed", REFUSED_IN_EUROS)
def test_an_amount_is_in_the_currency_that_is_declared(typed: str) -> None:
    assert refusal(money.money, typed, currency="EUR") == REFUSED_IN_EUROS[typed]


def accepted(code: str) -> bool:
    try:
        return money.currency_code(code) == code
    except Invalid:
        return False


def test_the_currencies_are_those_of_today() -> None:
    """ICU, as a second witness, names the currency of each country."""
    formats = (icu.NumberFormat.createCurrencyInstance(icu.Locale("", code)) for code in icu.Locale.getISOCountries())
    today = {str(each.getCurrency()) for each in formats} - {"XXX"}
    assert len(today) > 150
    assert all(map(accepted, today))
    gone = ("ATS", "FRF", "ITL", "GRD", "HRK", "LTL", "SDD", "UGS", "MTL", "CYP")
    assert not any(map(accepted, (*gone, "XAU", "XTS", "CHE", "BOV", "eur", "")))
