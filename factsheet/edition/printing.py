"""Say what a value prints in a language, whatever its kind, in the form that a text asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from ..core.diagnostics import Invalid, did_you_mean, suggestion
from ..core.names import text_key
from ..kinds.catalogue import KINDS, Value
from ..kinds.countries import country_codes
from ..kinds.dates import OpenPeriod, PartialDate, Period
from ..kinds.money import Money
from ..kinds.parties import Party
from ..text import link_address
from . import quantities
from .locales import Locale


@dataclass(frozen=True)
class Printed:
    """What a value prints. Where the language lacks a form, the plain words stand in.

    `missing` says which form, and `hint` what to do: the text that prints it is a draft.
    """

    words: str
    missing: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Names:
    """What the bodies or the choices of a fact are called in a language: a section of its texts."""

    section: str = ""
    words: Mapping[str, str] = field(default_factory=dict)


NO_NAMES = Names()
Printer = Callable[[Any, Locale, str, Names], Printed]


def printed(kind: str, value: Value, locale: Locale, form: str = "", names: Names = NO_NAMES) -> Printed:
    """Return what a value of a kind prints in a language.

    Raises Invalid for a form that the kind does not have, or the value cannot: the month of a date of which only the
    year is known.
    """
    known = KINDS[kind]
    if form and form not in known.forms and not known.own_forms:
        available = (
            suggestion(f":{form}", [f":{each}" for each in known.forms]) if known.forms else "print it without one"
        )
        raise Invalid(f'there is no form ":{form}"', available)
    return PRINTERS[kind](value, locale, form, names)


# Dates


def _date(value: date | PartialDate | Period, locale: Locale, form: str, names: Names) -> Printed:
    return Printed(locale.date(_only(value, form) if form else value))


def _only(value: date | PartialDate | Period, part: str) -> PartialDate | Period:
    """Return a date, or both ends of a period, to the month or the year alone."""
    if not isinstance(value, Period):
        return _to(part, value)
    first, last = _to(part, value.first), _to(part, value.last)
    return first if first == last else Period(first, last)


def _to(part: str, day: date | PartialDate) -> PartialDate:
    if part == "month" and not day.month:
        raise Invalid(f"of {day.year}, only the year is known", "print it with :year, or write the month too")
    return PartialDate(day.year, day.month if part == "month" else None)


def _period(value: Period | OpenPeriod, locale: Locale, form: str, names: Names) -> Printed:
    if isinstance(value, Period):
        return Printed(locale.date({"from": value.first, "to": value.last}.get(form, value)))
    if form == "from":
        return Printed(locale.date(value.first))
    # CLDR has no word for "since", and a dash with nothing after it is read as a mistake.
    hint = "print its beginning alone, with :from, in a sentence that says so; or write when it ends"
    raise Invalid("this period has no end yet", hint)


# Names


def _country(value: str, locale: Locale, form: str, names: Names) -> Printed:
    return _named([value], locale, form, names)


def _countries(value: Sequence[str], locale: Locale, form: str, names: Names) -> Printed:
    if form == "count":
        return Printed(quantities.number(Decimal(len(value)), locale))
    return Printed(locale.listed([locale.country(code) for code in locale.in_order(value)]))


def _party(value: Party, locale: Locale, form: str, names: Names) -> Printed:
    return _named(value.parts, locale, form, names)


def _named(parts: Sequence[str], locale: Locale, form: str, names: Names) -> Printed:
    """Return names, each in a form of the language's own, as a list."""
    keys = [part if part in country_codes() else text_key(names.section, part) for part in parts]
    said = [locale.country(part) if part in country_codes() else names.words[part] for part in parts]
    if not form:
        return Printed(locale.listed(said))
    own = [locale.forms.get(key, {}).get(form) for key in keys]
    words = locale.listed([formed or plain for formed, plain in zip(own, said, strict=True)])
    if all(own):
        return Printed(words)
    lacking = next(key for key, formed in zip(keys, own, strict=True) if not formed)
    every = {each for forms in locale.forms.values() for each in forms} - {form}
    hint = did_you_mean(form, every) or f"write it under forms in the language file: {lacking}: {{{form}: ...}}"
    return Printed(words, f'the form "{form}" of {lacking}', hint)


def _choice(value: str, locale: Locale, form: str, names: Names) -> Printed:
    return Printed(names.words[value])


# Quantities and addresses


def _number(value: Decimal, locale: Locale, form: str, names: Names) -> Printed:
    return Printed(quantities.number(value, locale, short=form == "short"))


def _percent(value: Decimal, locale: Locale, form: str, names: Names) -> Printed:
    return Printed(quantities.percent(value, locale))


def _money(value: Money, locale: Locale, form: str, names: Names) -> Printed:
    return Printed(quantities.money(value, locale, short=form == "short"))


def _link(value: str, locale: Locale, form: str, names: Names) -> Printed:
    return Printed(link_address.shown(value))


# Every kind but a picture, which has no words.
PRINTERS: Mapping[str, Printer] = {
    "day": _date,
    "date": _date,
    "period": _period,
    "country": _country,
    "countries": _countries,
    "party": _party,
    "number": _number,
    "percent": _percent,
    "money": _money,
    "link": _link,
    "choice": _choice,
}
