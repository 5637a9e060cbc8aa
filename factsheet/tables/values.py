"""Turn what a cell holds into the text that somebody would have typed: plain digits, days as 2025-04-09."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from ..core.diagnostics import Invalid
from ..core.unfit import unfit

# Between them, a number has no more digits than a spreadsheet keeps, and is more than an error of rounding.
SMALLEST, LARGEST = 1e-12, 1e15
# How much of a day is shown: 2025-04-09, 2025-04, 2025.
DAY, MONTH, YEAR = 10, 7, 4
EPOCH, EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
# From this day on, programs agree: Excel counts 29 February 1900, which there never was, and LibreOffice does not.
AGREED = date(1900, 3, 1)
ISO = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T([0-9:.]{1,20})Z?)?")
# What spreadsheets show for an error; "####" for what had no room, when a table was saved as CSV.
ERROR = re.compile(r"#N/A|#[A-Z0-9/_]{2,20}[!?]|#GETTING_DATA|Err:[0-9]{3}|#{2,}")
MEND = "correct it in the spreadsheet"
TIME = "this is a time, not a date", "type the date, or format the cell as text and type what is meant"


def tidy(text: str) -> str:
    """Return a text without the room around it, and with one kind of line break."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def refused(text: str) -> Iterator[tuple[str, str]]:
    """Yield what no cell can have, with what to do about it."""
    if ERROR.fullmatch(text):
        yield f"this cell shows {text[:20]}, an error", MEND
    elif text:
        yield from unfit(text)


def digits(said: str) -> str:
    """Return a number in plain digits, as exact as spreadsheets are: 15 of them. Raises Invalid for none."""
    return _plain(_number(said))


def percent(said: str) -> str:
    """Return a share of 1 as a percentage. Raises Invalid as `digits` does."""
    return f"{_plain(_number(said) * 100)} %"


def _number(said: str) -> Decimal:
    try:
        value = float(said)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise Invalid(f'"{said[:40]}" is no number', MEND)
    if abs(value) >= LARGEST:
        what = f"a number of {len(f'{abs(value):.0f}')} digits, of which a spreadsheet keeps only the first 15"
        raise Invalid(what, "format the cell as text, and type the number again")
    if 0 < abs(value) < SMALLEST:
        raise Invalid(f"the number {value:.6g} is too small to be printed in digits", "round it")
    return Decimal(f"{value:.15g}")


def _plain(number: Decimal) -> str:
    return format(number.normalize(), "f") if number else "0"


def day_of_serial(said: str, *, since_1904: bool) -> date:
    """Return the day that a spreadsheet keeps as a number of days. Raises Invalid for none, and for one with a time."""
    try:
        days = float(said)
        whole = math.floor(days if days >= 0 else math.nan)  # there is none before the first
        seconds = round((days - whole) * 86_400)
        day = (EPOCH_1904 if since_1904 else EPOCH) + timedelta(whole + seconds // 86_400)
    except (ValueError, OverflowError):
        raise Invalid(f'"{said[:40]}" is no date', "type the date again") from None
    if not since_1904 and day < AGREED:
        if days < 1:
            raise Invalid(*TIME)
        what = "a date before 1 March 1900, which programs count in different ways"
        raise Invalid(what, "format the cell as text, and type the date as 1899-12-31")
    if seconds % 86_400:
        raise _timed(str(timedelta(seconds=seconds)))
    return day


def day_of_iso(said: str) -> date:
    """Return the day of 2025-04-09T00:00:00. Raises Invalid for none, and for one with a time."""
    found = ISO.fullmatch(said)
    try:
        day = date.fromisoformat(found[1] if found else "")
    except ValueError:
        raise Invalid(f'"{said[:40]}" is no date', "type the date again") from None
    if found and found[2] and found[2].strip("0:."):
        raise _timed(found[2][:8])
    return day


def _timed(time: str) -> Invalid:
    return Invalid(f"this is a date with a time of day ({time.removesuffix(':00')})", "type the date alone")
