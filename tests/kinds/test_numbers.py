# ruff: noqa: RUF001
"""Numbers and shares are digits and a point; everything else is answered with the number as it is to be written."""

from __future__ import annotations

from decimal import Decimal

import pytest

from factsheet.kinds import numbers

from .refusals import refusal

READ = ("4200", "7.5", "-3", "0", "7.50", "1.022", " 12 ", "1234567890123450", "0.00001")
REFUSED = {
    "1,022": "write it without the comma: 1022",
    "12,345,678": "write it without the commas: 12345678",
    "1,23,45,678": "write it without the commas: 12345678",
    "12,5": "write a point, not a comma: 12.5",
    "0,123": "write a point, not a comma: 0.123",
    "1.022.000": "write it without the points: 1022000",
    "1.022.000,5": "write a point before the decimals, and nothing between the thousands: 1022000.5",
    "1 022": "write it without the space: 1022",
    "1\u202f022\u202f000,50": "write a point before the decimals, and nothing between the thousands: 1022000.50",
    "1’022": "write it without the apostrophe: 1022",
    "1_000_000": "write it without the _: 1000000",
    "٤٢٠٠": "write it with the digits 0 to 9: 4200",
    "١٬٠٢٢٫٥": "write it with the digits 0 to 9: 1022.5",
    "१२": "write it with the digits 0 to 9: 12",
    "1e6": "write all its digits: 1000000",
    "12.5 million": "write all its digits: 12500000",
    "12,5M": "write all its digits: 12500000",
    "5k": "write all its digits: 5000",
    "−3": "type it with a hyphen: -3",
    "+5": "write it without the +: 5",
    ".5": "write a digit before the point: 0.5",
    "5.": "write it without the point at the end: 5",
    "12 %": "write the number alone: 12",
    "about 5": "write the number alone: 5",
    "€4,200": "write the number alone: 4200",
    "5 people": numbers.NUMBERS,
    "12.5 Millionen": numbers.NUMBERS,  # the number alone would be another
    "1e99": numbers.NUMBERS,
    "5-7": numbers.NUMBERS,
    "1,2,3": numbers.NUMBERS,
    "½": numbers.NUMBERS,
    "many": numbers.NUMBERS,
    "": numbers.NUMBERS,
}
SHARES = {"71 %": "71", "71%": "71", "71\u00a0%": "71", "7.5 %": "7.5", "-3 %": "-3", "0 %": "0"}
NO_SHARES = {
    "71": '"71" has no per cent sign; write it as 71 %',
    "12,5": '"12,5" has no per cent sign; write it as 12.5 %',
    "0.71": '"0.71" has no per cent sign; write it as 0.71 %, or as 71 % if that is what it means',
    "most": '"most" has no per cent sign; write a number and the sign, as in 71 %',
    "12,5 %": '"12,5 %" is not a share; write a point, not a comma: 12.5 %',
    "71 per cent": '"71 per cent" is not a share; write it as 71 %',
    "%71": '"%71" is not a share; write it as 71 %',
    "٧١٪": '"٧١٪" is not a share; write it with the digits 0 to 9: 71 %',
    "about 71 %": '"about 71 %" is not a share; write the number alone: 71 %',
    "30 % of women": '"30 % of women" is not a share; write a number and the sign, as in 71 %',
}


@pytest.mark.parametrize("typed", READ)
def test_a_number_is_read_with_all_its_decimals(typed: str) -> None:
    assert str(numbers.number(typed)) == str(Decimal(typed.strip()))
    assert numbers.number(numbers.number(typed)) == Decimal(typed)
    assert str(numbers.number("-0.0")) == "0.0"


@pytest.mark.parametrize("typed", REFUSED)
def test_a_number_in_another_way_is_answered_with_how_to_write_it(typed: str) -> None:
    assert refusal(numbers.number, typed) == f'"{typed}" is not a number; {REFUSED[typed]}'


@pytest.mark.parametrize("typed", [hint for hint in REFUSED.values() if ": 4200 or 7.5" not in hint])
def test_what_is_proposed_is_a_number(typed: str) -> None:
    numbers.number(typed.rpartition(": ")[2])


def test_a_number_is_not_longer_than_can_be_kept() -> None:
    most = "round it to 15 digits"
    assert (
        refusal(numbers.number, "1234567890.123456") == f'"1234567890.123456" has more digits than can be kept; {most}'
    )
    assert refusal(numbers.number, "9" * 99) == f'"{"9" * 30}..." has more digits than can be kept; {most}'
    assert refusal(numbers.number, "9 " * 99) == f'"{("9 " * 15)}..." is not a number; {numbers.NUMBERS}'
    assert refusal(numbers.percent, f"{'9' * 20} %").endswith(most)


@pytest.mark.parametrize("typed", SHARES)
def test_a_share_is_read(typed: str) -> None:
    assert numbers.percent(typed) == Decimal(SHARES[typed])


@pytest.mark.parametrize("typed", NO_SHARES)
def test_a_share_in_another_way_is_answered_with_how_to_write_it(typed: str) -> None:
    assert refusal(numbers.percent, typed) == NO_SHARES[typed]
