"""Read dates: a day, a date as far as it is known, a period."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..core.diagnostics import Invalid

# What an editor is told. Its YAML reads a bare 2014 as a number, so a schema must let one through.
ANY_DATE = r"\d{4}(-\d\d(-\d\d)?)?"
DAY: dict[str, Any] = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}
DATE: dict[str, Any] = {"anyOf": [{"type": "string", "pattern": rf"^{ANY_DATE}$"}, {"type": "integer"}]}
DATE_OR_PERIOD: dict[str, Any] = {
    "anyOf": [{"type": "string", "pattern": f"^{ANY_DATE}(/{ANY_DATE})?$"}, {"type": "integer"}]
}
PERIOD: dict[str, Any] = {"type": "string", "pattern": rf"^{ANY_DATE}/({ANY_DATE}|\.\.)$"}

# What word processors put in place of a hyphen.
DASHES = re.compile("[\u2010-\u2015\u2212]")
# What comes after the / in a period that has no end yet, and what a word processor makes of it.
OPEN, ALMOST_OPEN = "..", ("...", "\N{HORIZONTAL ELLIPSIS}", "-", "?")


@dataclass(frozen=True, order=True)
class PartialDate:
    """A date as far as it is known: a year, a year and month, or a whole day."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def precision(self) -> str:
        """Return the smallest part that is known: "day", "month" or "year"."""
        return "day" if self.day else "month" if self.month else "year"


@dataclass(frozen=True)
class Period:
    """From one date to a later one, both as far as they are known: two days, two months or two years."""

    first: PartialDate
    last: PartialDate


@dataclass(frozen=True)
class OpenPeriod:
    """From a date on, without an end yet."""

    first: PartialDate
    last: None = None


def day(text: object) -> date:
    """Return a day, written as 2025-04-09. Raises Invalid for anything else."""
    if isinstance(text, date):
        return text
    match = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", str(text), re.ASCII)
    if not match:
        raise Invalid(f'"{text}" is not a date', _hyphens(text) or "write it as year-month-day: 2025-04-09")
    return _real(str(text), *map(int, match.groups()))


def partial_date(text: object) -> PartialDate:
    """Return a date as far as it is known, written as 2025-04-09, 2025-04 or 2025. Raises Invalid for anything else."""
    if isinstance(text, PartialDate):
        return text
    match = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", str(text), re.ASCII)
    if not match:
        raise Invalid(f'"{text}" is not a date', _hyphens(text) or "write it as 2025-04-09, 2025-04 or 2025")
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    _real(str(text), year, month or 1, day or 1)
    return PartialDate(year, month, day)


def date_or_period(text: object) -> PartialDate | Period:
    """Return a date, or a period, written as 2026-10-14/2026-10-15. Raises Invalid for anything else."""
    if isinstance(text, (PartialDate, Period)):
        return text
    if "/" not in str(text):
        try:
            return partial_date(text)
        except Invalid as error:
            raise Invalid(error.what, f"{error.hint}; several days as 2026-10-14/2026-10-15") from None
    return _closed(str(text), *str(text).split("/", maxsplit=1), same="write it once, without the /")


def period(text: object) -> Period | OpenPeriod:
    """Return a period, written as 2024-01/2027-12, or 2024-01/.. while it runs. Raises Invalid for anything else."""
    if isinstance(text, (Period, OpenPeriod)):
        return text
    first, slash, last = (part.strip() for part in str(text).partition("/"))
    if not slash:
        raise Invalid(*_of_one_date(str(text).strip()))
    if first in ("", OPEN):
        raise Invalid(f'"{text}" has no beginning', "write when it begins: 2024-01/2027-12")
    if not last or last in ALMOST_OPEN:
        raise Invalid(f'"{text}" has no end', f"write when it ends, or {first}/{OPEN} while it runs")
    if last == OPEN:
        return OpenPeriod(partial_date(first))
    parts = {"year": f"{first}-01/{first}-12", "month": f"{first}-01/{first}-15"}
    within = parts.get(partial_date(first).precision)
    same = f"write from when to when, as in {within}" if within else "correct one of the two"
    return _closed(str(text), first, last, same=same)


def _of_one_date(text: str) -> tuple[str, str]:
    """Say that a period has no /, and how to write it."""
    dates = re.fullmatch(rf"({ANY_DATE})\s*[-{DASHES.pattern[1:-1]}]\s*({ANY_DATE})", text, re.ASCII)
    if dates:
        return f'"{text}" is not a period', f"write a / between the two dates: {dates[1]}/{dates[4]}"
    if not re.fullmatch(ANY_DATE, text, re.ASCII):
        return f'"{text}" is not a period', f"write it as 2024-01/2027-12, or 2024-01/{OPEN} while it runs"
    partial_date(text)
    return f'"{text}" has no end', f"write when it ends, after a /; or {text}/{OPEN} while it runs"


def _closed(text: str, begins: str, ends: str, *, same: str) -> Period:
    """Return a period between two dates; `same` is what to do where they are one."""
    first, last = partial_date(begins), partial_date(ends)
    if first.precision != last.precision:
        what = f'"{text}" begins with a {first.precision} and ends with a {last.precision}'
        raise Invalid(what, "write both the same way: 2026-10-14/2026-10-15, or 2026-10/2026-11")
    if first == last:
        raise Invalid(f'"{text}" begins and ends with the same {first.precision}', same)
    if first > last:
        raise Invalid(f'"{text}" ends before it begins', "write the earlier date first")
    return Period(first, last)


def _hyphens(text: object) -> str:
    """Return how to write a date that has dashes other than hyphens."""
    return f"type it with hyphens: {DASHES.sub('-', str(text))}" if DASHES.search(str(text)) else ""


def _real(text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise Invalid(f'"{text}" is not a date', "there is no such day in the calendar") from None
