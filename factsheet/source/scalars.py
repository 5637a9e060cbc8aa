"""The kinds of single values in a source: a key, a country, a day, a link.

Every value arrives as the string that was typed; the types here say what it means.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, WithJsonSchema

from ..core.diagnostics import Invalid, did_you_mean
from ..core.names import ChairId, LanguageTag
from ..text import link_address

KEY = r"^[a-z][a-z0-9_]*$"
CHAIR_ID = r"^\d{4}-[a-z]+(-[a-z]+)*$"
LANGUAGE_ID = r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$"


@cache
def country_codes() -> frozenset[str]:
    """Return the ISO 3166-1 alpha-2 codes, as ICU has them."""
    import icu

    return frozenset(icu.Locale.getISOCountries())


def country_code(code: object) -> object:
    """Return an ISO 3166-1 alpha-2 code as it is. Raises Invalid for anything else."""
    if not isinstance(code, str) or code in country_codes():
        return code
    from babel.core import get_global

    hint = did_you_mean(code, country_codes()) if code.upper() in country_codes() else ""
    if code.upper() == "EL":  # what the EU's offices write for Greece
        hint = 'did you mean "GR"?'
    elif alias := get_global("territory_aliases").get(code.upper()):  # UK is GB
        hint = f'did you mean "{alias[0]}"?'
    raise Invalid(
        f'"{code}" is not a country code', hint or "use a two-letter code from ISO 3166, in capitals, such as FR or KE"
    )


@dataclass(frozen=True, order=True)
class PartialDate:
    """A date as far as it is known: a year, a year and month, or a whole day."""

    year: int
    month: int | None = None
    day: int | None = None


# What word processors put in place of a hyphen.
DASHES = re.compile("[\u2010-\u2015\u2212]")


def _partial(text: object) -> PartialDate:
    if isinstance(text, PartialDate):
        return text
    match = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", str(text), re.ASCII)
    if not match:
        raise Invalid(f'"{text}" is not a date', _hyphens(text) or "write it as 2025-04-09, 2025-04 or 2025")
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    _real(str(text), year, month or 1, day or 1)
    return PartialDate(year, month, day)


@dataclass(frozen=True)
class Period:
    """From one date to a later one, both as far as they are known: two days, two months or two years."""

    first: PartialDate
    last: PartialDate


def _when(text: object) -> PartialDate | Period:
    """Return a date, or a period, written as 2026-10-14/2026-10-15. Raises Invalid for anything else."""
    if isinstance(text, (PartialDate, Period)):
        return text
    if "/" not in str(text):
        try:
            return _partial(text)
        except Invalid as error:
            raise Invalid(error.what, f"{error.hint}; several days as 2026-10-14/2026-10-15") from None
    first, last = map(_partial, str(text).split("/", maxsplit=1))
    if _precision(first) != _precision(last):
        what = f'"{text}" begins with a {_precision(first)} and ends with a {_precision(last)}'
        raise Invalid(what, "write both the same way: 2026-10-14/2026-10-15, or 2026-10/2026-11")
    if first == last:
        raise Invalid(f'"{text}" begins and ends with the same {_precision(first)}', "write it once, without the /")
    if first > last:
        raise Invalid(f'"{text}" ends before it begins', "write the earlier date first")
    return Period(first, last)


def _precision(known: PartialDate) -> str:
    return "day" if known.day else "month" if known.month else "year"


def day(text: object) -> date:
    """Return a day, written as 2025-04-09. Raises Invalid for anything else."""
    if isinstance(text, date):
        return text
    match = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", str(text), re.ASCII)
    if not match:
        raise Invalid(f'"{text}" is not a date', _hyphens(text) or "write it as year-month-day: 2025-04-09")
    return _real(str(text), *map(int, match.groups()))


def _hyphens(text: object) -> str:
    """Return how to write a date that has dashes other than hyphens."""
    return f"type it with hyphens: {DASHES.sub('-', str(text))}" if DASHES.search(str(text)) else ""


def _real(text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise Invalid(f'"{text}" is not a date', "there is no such day in the calendar") from None


def _distinct(codes: list[str]) -> list[str]:
    for code in codes:
        if codes.count(code) > 1:
            raise Invalid(f'"{code}" is in this list twice', "delete one of them")
    return codes


def _locale(tag: str) -> str:
    from babel import Locale, UnknownLocaleError

    try:
        Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        raise Invalid(f'there is no language with the code "{tag}"', "write it like fr, sw or en-GB") from None
    return tag


def _numbering(name: str) -> str:
    import icu

    known = list(icu.NumberingSystem.getAvailableNames())
    if name not in known:
        raise Invalid(
            f'"{name}" is not a set of digits', did_you_mean(name, known) or "use a CLDR name, such as latn or arab"
        )
    return name


Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Key = Annotated[str, StringConstraints(pattern=KEY)]
CountryCode = Annotated[str, BeforeValidator(country_code), WithJsonSchema({"type": "string", "pattern": "^[A-Z]{2}$"})]
Countries = Annotated[list[CountryCode], Field(min_length=1), AfterValidator(_distinct)]
Link = Annotated[
    str, BeforeValidator(link_address.checked), WithJsonSchema({"type": "string", "pattern": "^(https?://|mailto:)"})
]
Day = Annotated[date, BeforeValidator(day), WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"})]
# An editor's YAML reads a bare 2014 as a number, so its schema must let one through.
SomeDate = Annotated[
    PartialDate,
    BeforeValidator(_partial),
    WithJsonSchema({"anyOf": [{"type": "string", "pattern": r"^\d{4}(-\d\d(-\d\d)?)?$"}, {"type": "integer"}]}),
]
DATE = r"\d{4}(-\d\d(-\d\d)?)?"
When = Annotated[
    PartialDate | Period,
    BeforeValidator(_when),
    WithJsonSchema({"anyOf": [{"type": "string", "pattern": f"^{DATE}(/{DATE})?$"}, {"type": "integer"}]}),
]
LanguageId = Annotated[LanguageTag, StringConstraints(pattern=LANGUAGE_ID)]
Languages = Annotated[list[LanguageId], Field(min_length=1), AfterValidator(_distinct)]
Chairs = Annotated[
    list[Annotated[ChairId, StringConstraints(pattern=CHAIR_ID)]], Field(min_length=1), AfterValidator(_distinct)
]
LocaleTag = Annotated[str, StringConstraints(pattern=LANGUAGE_ID), AfterValidator(_locale)]
Digits = Annotated[str, AfterValidator(_numbering)]
