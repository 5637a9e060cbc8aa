"""The kinds of single values in a source: a key, a country, a day, a link.

Every value arrives as the string that was typed; the types here say what it means.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, WithJsonSchema

from ..core.diagnostics import Invalid, did_you_mean
from ..core.names import ChairId, LanguageTag
from ..kinds import countries, dates
from ..kinds.dates import PartialDate, Period
from ..text import link_address

KEY = r"^[a-z][a-z0-9_]*$"
CHAIR_ID = r"^\d{4}-[a-z]+(-[a-z]+)*$"
LANGUAGE_ID = r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$"


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
CountryCode = Annotated[str, BeforeValidator(countries.country_code), WithJsonSchema(countries.COUNTRY)]
Countries = Annotated[list[CountryCode], Field(min_length=1), AfterValidator(_distinct)]
Link = Annotated[
    str, BeforeValidator(link_address.checked), WithJsonSchema({"type": "string", "pattern": "^(https?://|mailto:)"})
]
Day = Annotated[date, BeforeValidator(dates.day), WithJsonSchema(dates.DAY)]
SomeDate = Annotated[PartialDate, BeforeValidator(dates.partial_date), WithJsonSchema(dates.DATE)]
When = Annotated[PartialDate | Period, BeforeValidator(dates.date_or_period), WithJsonSchema(dates.DATE_OR_PERIOD)]
LanguageId = Annotated[LanguageTag, StringConstraints(pattern=LANGUAGE_ID)]
Languages = Annotated[list[LanguageId], Field(min_length=1), AfterValidator(_distinct)]
Chairs = Annotated[
    list[Annotated[ChairId, StringConstraints(pattern=CHAIR_ID)]], Field(min_length=1), AfterValidator(_distinct)
]
LocaleTag = Annotated[str, StringConstraints(pattern=LANGUAGE_ID), AfterValidator(_locale)]
Digits = Annotated[str, AfterValidator(_numbering)]
