"""The kinds of single values in a source: a key, a country, a day, a link.

Every value arrives as the string that was typed; the types here say what it means.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, WithJsonSchema

from ..core.diagnostics import Invalid, did_you_mean
from ..core.names import LanguageTag
from ..kinds import catalogue, countries, dates
from ..kinds.dates import PartialDate, Period
from ..text import link_address

KEY = r"^[a-z][a-z0-9_]*$"
VARIANT_ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
# Of what was made of a factsheet without variants.
OPTIONAL_ID = r"^([a-z0-9]+(-[a-z0-9]+)*)?$"
TEXT_KEY = r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*"
LANGUAGE_ID = r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$"


def _locale(tag: str) -> str:
    from babel import Locale, UnknownLocaleError

    try:
        Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        raise Invalid(f'there is no language with the code "{tag}"', "write it like fr, sw or en-GB") from None
    return tag


def _named(key: str) -> str:
    """Return what forms of a name are listed by: a country code, or the key of a text with its section."""
    if re.fullmatch(TEXT_KEY, key, re.ASCII):
        return key
    if key.islower():
        what = f'"{key}" is neither a country code nor the key of a text'
        raise Invalid(what, f"write a code, such as FR, or section and key, as in bodies.{key}")
    return str(countries.country_code(key))


def _numbering(name: str) -> str:
    import icu

    # Those that write a number in letters (Roman, Ethiopic) have no ten digits.
    systems = {each: icu.NumberingSystem.createInstanceByName(each) for each in icu.NumberingSystem.getAvailableNames()}
    known = [each for each, system in systems.items() if not system.isAlgorithmic()]
    if name not in known:
        raise Invalid(
            f'"{name}" is not a set of digits', did_you_mean(name, known) or "use a CLDR name, such as latn or arab"
        )
    return name


Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Key = Annotated[str, StringConstraints(pattern=KEY)]
CountryCode = Annotated[str, BeforeValidator(countries.country_code), WithJsonSchema(countries.COUNTRY)]
Countries = Annotated[list[CountryCode], Field(min_length=1), AfterValidator(countries.distinct)]
Link = Annotated[str, BeforeValidator(link_address.checked), WithJsonSchema(catalogue.LINK)]
Day = Annotated[date, BeforeValidator(dates.day), WithJsonSchema(dates.DAY)]
SomeDate = Annotated[PartialDate, BeforeValidator(dates.partial_date), WithJsonSchema(dates.DATE)]
When = Annotated[PartialDate | Period, BeforeValidator(dates.date_or_period), WithJsonSchema(dates.DATE_OR_PERIOD)]
LanguageId = Annotated[LanguageTag, StringConstraints(pattern=LANGUAGE_ID)]
Languages = Annotated[list[LanguageId], Field(min_length=1), AfterValidator(countries.distinct)]
LocaleTag = Annotated[str, StringConstraints(pattern=LANGUAGE_ID), AfterValidator(_locale)]
Digits = Annotated[str, AfterValidator(_numbering)]
Named = Annotated[
    str, AfterValidator(_named), WithJsonSchema({"type": "string", "pattern": f"^([A-Z]{{2}}|{TEXT_KEY})$"})
]
