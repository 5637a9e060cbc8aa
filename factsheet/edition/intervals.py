"""Write a period as CLDR does: "14 to 15 October 2026" names only once what its two ends have in common.

ICU writes it rather than Babel, which has no interval with the full name of a month.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from ..kinds.dates import PartialDate, Period

# What CLDR calls a date that is known so far: the parts that are printed.
SKELETONS = {"day": "yMMMMd", "month": "yMMMM", "year": "y"}
# For each part in which two ends can differ first: dates that differ in it alone.
PROBES = {
    "year": [date(2024 + step, 3, 10) for step in range(5)],
    "month": [date(2026, 3 + step, 10) for step in range(5)],
    "day": [date(2026, 3, 10 + step) for step in range(5)],
}


def written(period: Period, tag: str, first: str, last: str) -> str:
    """Return a period in words; `first` and `last` are its ends in words.

    Where CLDR's pattern would leave out what an end needs, both are written in full, with CLDR's dash between them.
    """
    skeleton = SKELETONS[period.first.precision]
    if not _whole(tag, skeleton, _differ(period)):
        return in_full(tag, first, last)
    return _formatted(tag, skeleton, _day(period.first), _day(period.last))


def in_full(tag: str, first: str, last: str) -> str:
    """Return two ends with CLDR's dash between them."""
    return str(_info(tag).getFallbackIntervalPattern()).replace("{0}", first).replace("{1}", last)


def by_pattern(pattern: str, day: date, tag: str) -> str:
    """Return a date as a language's own pattern writes it."""
    import icu

    time = icu.GregorianCalendar(day.year, day.month - 1, day.day).getTime()
    return str(icu.SimpleDateFormat(pattern, _locale(tag)).format(time))


def _differ(period: Period) -> str:
    """Return the largest part in which the ends differ."""
    first, last = period.first, period.last
    return "year" if first.year != last.year else "month" if first.month != last.month else "day"


def _day(known: PartialDate) -> date:
    return date(known.year, known.month or 1, known.day or 1)


@cache
def _whole(tag: str, skeleton: str, part: str) -> bool:
    """Tell whether a pattern prints both ends, so that two different periods never look alike.

    In CLDR 47, Swahili writes 31 October to 2 November as "31 to 2 Novemba", and Persian October to November as
    October to October.
    """
    days = PROBES[part]
    pairs = ((days[0], days[3]), (days[1], days[3]), (days[0], days[4]))
    return len({_formatted(tag, skeleton, *pair) for pair in pairs}) == len(pairs)


def _formatted(tag: str, skeleton: str, first: date, last: date) -> str:
    import icu

    # Days begin and end in ICU's own time zone, whatever that is, so that no day turns into another.
    begin, end = (icu.GregorianCalendar(day.year, day.month - 1, day.day).getTime() for day in (first, last))
    return str(icu.DateIntervalFormat.createInstance(skeleton, _locale(tag)).format(icu.DateInterval(begin, end)))


def _info(tag: str) -> Any:
    import icu

    return icu.DateIntervalInfo(_locale(tag))


def _locale(tag: str) -> Any:
    """Return a locale as ICU has it, with the years of the leaflet, and with digits that `typography` replaces."""
    import icu

    return icu.Locale(f"{icu.Locale.forLanguageTag(tag).getName()}@calendar=gregorian;numbers=latn")
