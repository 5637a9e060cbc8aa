"""List the kinds of facts: how each is read, what an editor is told of it, which options it takes, which forms it has.

What prints a value of each kind is in `edition.printing`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from ..core.diagnostics import Invalid, suggestion
from ..text import link_address
from . import countries, dates, money, numbers, parties
from .dates import OpenPeriod, PartialDate, Period
from .money import Money
from .parties import Party

Value = str | tuple[str, ...] | date | PartialDate | Period | OpenPeriod | Decimal | Money | Party

LINK: dict[str, Any] = {"type": "string", "pattern": "^(https?://|mailto:)"}
PICTURE: dict[str, Any] = {"type": "string", "pattern": r"^[\w-][\w.-]{0,99}\.(jpe?g|JPE?G|png|PNG|webp|WEBP|svg|SVG)$"}


@dataclass(frozen=True)
class Kind:
    """A kind of fact. Its reader and its `schema` take its `options`, by name; `several` values are typed as a list.

    `forms` are what can follow its name in a text, `{key:form}`. A language may have `own_forms` besides.
    """

    reader: Callable[..., Value]
    schema: Callable[..., dict[str, Any]]
    options: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    own_forms: bool = False
    several: bool = False

    def read(self, typed: object, **options: Any) -> Value:
        """Return the value that somebody typed. Raises Invalid with what is wrong with it, and what to do."""
        if isinstance(typed, (list, dict)) and not (self.several and isinstance(typed, list)):
            said = "is a list" if isinstance(typed, list) else 'has "key: value" lines under it'
            raise Invalid(f"this {said}", "write a single value")
        return self.reader(typed, **options)


def country(code: object) -> str:
    """Return an ISO 3166-1 alpha-2 code as it is. Raises Invalid for anything else."""
    return str(countries.country_code(str(code)))


def date_of(text: object, or_period: bool = False) -> PartialDate | Period:
    """Return a date as far as it is known; one that may be several days `or_period` as well."""
    return dates.date_or_period(text) if or_period else dates.partial_date(text)


def choice(text: object, of: Collection[str]) -> str:
    """Return one of several words. Raises Invalid for anything else."""
    if text not in of:
        raise Invalid(f'"{text}" is not a possible value', suggestion(str(text), of))
    return str(text)


def link(address: object) -> str:
    """Return an address, of a page or of mail. Raises Invalid for anything else."""
    return str(link_address.checked(str(address)))


def picture(text: object) -> str:
    """Return the name of a picture's file. Raises Invalid for anything else."""
    name = str(text)
    if not re.fullmatch(PICTURE["pattern"], name, re.ASCII):
        ending = name.lower().endswith((".jpg", ".jpeg", ".png", ".webp", ".svg"))
        how = "letters, digits, - and _, and no folder" if ending else "the name of its file, with .jpg, .png or .svg"
        raise Invalid(f'"{name}" is not the name of a picture', f"write {how}, as in photo.jpg")
    return name


def _schema(of: dict[str, Any]) -> Callable[..., dict[str, Any]]:
    return lambda: of


KINDS: Mapping[str, Kind] = {
    "day": Kind(dates.day, _schema(dates.DAY), forms=("year", "month")),
    "date": Kind(
        date_of,
        lambda or_period=False: dates.DATE_OR_PERIOD if or_period else dates.DATE,
        options=("or_period",),
        forms=("year", "month"),
    ),
    "period": Kind(dates.period, _schema(dates.PERIOD), forms=("from", "to")),
    "country": Kind(country, _schema(countries.COUNTRY), own_forms=True),
    "countries": Kind(countries.countries, _schema(countries.COUNTRIES), forms=("count",), several=True),
    "party": Kind(parties.party, parties.schema, options=("bodies",), own_forms=True, several=True),
    "number": Kind(numbers.number, _schema(numbers.NUMBER), forms=("short",)),
    "percent": Kind(numbers.percent, _schema(numbers.PERCENT)),
    "money": Kind(
        money.money,
        lambda currency=None: money.AMOUNT if currency else money.MONEY,
        options=("currency",),
        forms=("short",),
    ),
    "link": Kind(link, _schema(LINK)),
    "choice": Kind(choice, lambda of: {"enum": list(of)}, options=("of",)),
    "picture": Kind(picture, _schema(PICTURE)),
}
