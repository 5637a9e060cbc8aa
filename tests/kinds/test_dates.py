"""Periods are read with both ends, or open; what is not one is answered with how to write it."""

from __future__ import annotations

import pytest

from factsheet.kinds import dates
from factsheet.kinds.dates import OpenPeriod, PartialDate, Period

from .refusals import refusal

READ = {
    "2024-01/2027-12": Period(PartialDate(2024, 1), PartialDate(2027, 12)),
    "2024/2027": Period(PartialDate(2024), PartialDate(2027)),
    "2025-11-12/2025-11-14": Period(PartialDate(2025, 11, 12), PartialDate(2025, 11, 14)),
    "2024-01 / 2027-12": Period(PartialDate(2024, 1), PartialDate(2027, 12)),
    "2024-01/..": OpenPeriod(PartialDate(2024, 1)),
    "2024/..": OpenPeriod(PartialDate(2024)),
}
USUAL = "is not a period; write it as 2024-01/2027-12, or 2024-01/.. while it runs"
REFUSED = {
    "2024": '"2024" has no end; write when it ends, after a /; or 2024/.. while it runs',
    "2024-02-30": '"2024-02-30" is not a date; there is no such day in the calendar',
    "2024-2027": '"2024-2027" is not a period; write a / between the two dates: 2024/2027',
    "2024-01 \u2013 2027": '"2024-01 \u2013 2027" is not a period; write a / between the two dates: 2024-01/2027',
    "/2027": '"/2027" has no beginning; write when it begins: 2024-01/2027-12',
    "../2027": '"../2027" has no beginning; write when it begins: 2024-01/2027-12',
    "2024/": '"2024/" has no end; write when it ends, or 2024/.. while it runs',
    "2024/\u2026": '"2024/\u2026" has no end; write when it ends, or 2024/.. while it runs',
    "2024/2024": '"2024/2024" begins and ends with the same year; write from when to when, as in 2024-01/2024-12',
    "2024-02/2024-02": '"2024-02/2024-02" begins and ends with the same month; '
    "write from when to when, as in 2024-02-01/2024-02-15",
    "2024-01-02/2024-01-02": '"2024-01-02/2024-01-02" begins and ends with the same day; correct one of the two',
    "2027/2024": '"2027/2024" ends before it begins; write the earlier date first',
    "2024/2025-01": '"2024/2025-01" begins with a year and ends with a month; '
    "write both the same way: 2026-10-14/2026-10-15, or 2026-10/2026-11",
    "2024/next year": '"next year" is not a date; write it as 2025-04-09, 2025-04 or 2025',
    "three years": f'"three years" {USUAL}',
    "": f'"" {USUAL}',
}


@pytest.mark.parametrize("typed", READ)
def test_a_period_is_read(typed: str) -> None:
    assert dates.period(typed) == READ[typed]
    assert dates.period(READ[typed]) == READ[typed]


@pytest.mark.parametrize("typed", REFUSED)
def test_what_is_no_period_is_answered(typed: str) -> None:
    assert refusal(dates.period, typed) == REFUSED[typed]


def test_a_conference_may_be_a_date_or_a_period_but_has_an_end() -> None:
    assert dates.date_or_period("2026-10") == PartialDate(2026, 10)
    assert dates.date_or_period("2024/2027") == READ["2024/2027"]
    assert refusal(dates.date_or_period, "2024/2024").endswith("the same year; write it once, without the /")
    assert refusal(dates.date_or_period, "2024/..").startswith('".." is not a date')


def test_how_far_a_date_is_known() -> None:
    known = (PartialDate(2026), PartialDate(2026, 10), PartialDate(2026, 10, 14))
    assert [each.precision for each in known] == ["year", "month", "day"]
