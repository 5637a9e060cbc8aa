"""Turn facts into plain values, as a layout sees them: the words to print, and beside them what to draw or compare."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from ..core.diagnostics import Invalid
from ..kinds.dates import OpenPeriod, PartialDate, Period
from ..kinds.money import Money
from ..kinds.parties import Party
from ..source.fact_kinds import Fact, GroupFact, MapFact, TableFact
from ..source.facts import Facts, Known
from .locales import Locale
from .placeholders import Texts, names
from .printing import PRINTERS, printed

# What CLDR, through Babel, writes in European digits.
DATES = ("day", "date", "period")
NUMBERS = ("number", "percent", "money")
Said = Callable[[Fact, str, Any], str]  # the words of a value of a kind


def of(known: Facts, locale: Locale, texts: Texts) -> dict[str, Any]:
    """Return the facts by their keys; `texts` have the names of bodies and choices.

    A value with words is a map of `text`, what it prints, and `value`: a number, a code, a day as 2025-04-09. A period
    has `from` and `to` instead, a list of `countries` the code and name of each, money its `currency` too, and a share
    the `unit` "%". A group, and a map of facts, is a map of such values, and a table a list of them.
    A picture is a map of its `file`, `credit` and `focus`. What is empty is None.
    """

    said = _sayer(known, locale, texts)
    return {key: _of(fact, known.values.get(key), said, locale) for key, fact in known.declared.all.items()}


def tables(known: Facts, locale: Locale, texts: Texts, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return the tables among the facts by their keys, for a layout that prints them as tables or charts.

    `facts` are what `of` has returned: to say every cell once more would take a fifth of the time of an edition's plan.
    Each has its `columns`, of which some hold a `number`, its `rows` as in `of`, and the `totals` of columns: of
    numbers, and of money in one currency.
    """
    said = _sayer(known, locale, texts)
    return {
        key: {
            "columns": [{"name": name, "number": part.kind in NUMBERS} for name, part in fact.parts.items()],
            "rows": facts[key],
            "totals": {name: _total(part, name, known.values[key], said) for name, part in fact.parts.items()},
        }
        for key, fact in known.declared.all.items()
        if isinstance(fact, TableFact) and known.values.get(key) is not None
    }


def _total(part: Fact, column: str, rows: Any, said: Said) -> dict[str, Any] | None:
    """Return the total of a column as a value, or None where it would mean nothing."""
    values = [value for row in rows if (value := row.get(column)) is not None]
    if part.kind == "number" and values:
        total: Any = sum(values, Decimal())
    elif part.kind == "money" and len({value.currency for value in values}) == 1:
        total = Money(sum((value.amount for value in values), Decimal()), values[0].currency)
    else:
        return None
    return {"text": said(part, part.kind, total), **_plain(total)}


def _sayer(known: Facts, locale: Locale, texts: Texts) -> Said:
    """Return what says a value of a kind in words."""
    digits = str.maketrans("0123456789", locale.digits)

    def said(fact: Fact, kind: str, value: Any) -> str:
        try:
            words = printed(kind, value, locale, names=names(Known(fact, kind, value), known, texts)).words
        except Invalid:  # of a period that has not ended
            return ""
        return words.translate(digits) if kind in DATES else words

    return said


def _of(fact: Fact, value: Any, said: Said, locale: Locale) -> Any:
    if value is None:
        return None
    if fact.kind == "countries":
        named = [{"code": code, "name": locale.country(code)} for code in locale.in_order(value)]
        return {"text": said(fact, fact.kind, value), "countries": named}
    if isinstance(fact, TableFact):
        return [{name: _of(part, row.get(name), said, locale) for name, part in fact.parts.items()} for row in value]
    if isinstance(fact, GroupFact):
        return {name: _of(part, value.get(name), said, locale) for name, part in fact.parts.items()}
    if isinstance(fact, MapFact):
        return {
            name: {"text": said(fact, fact.of, each), **_plain(each), **_unit(fact.of)} for name, each in value.items()
        }
    if fact.kind == "picture":
        return {"file": value["file"], "credit": value["credit"] or "", "focus": list(value["focus"])}
    if fact.kind not in PRINTERS:
        return value
    return {"text": said(fact, fact.kind, value), **_plain(value), **_unit(fact.kind)}


def _plain(value: Any) -> dict[str, Any]:
    """Return a value as numbers and strings."""
    if isinstance(value, (Period, OpenPeriod)):
        return {"from": _day(value.first), "to": _day(value.last) if value.last else ""}
    if isinstance(value, Money):
        return {"value": _number(value.amount), "currency": value.currency}
    if isinstance(value, Decimal):
        return {"value": _number(value)}
    if isinstance(value, Party):
        return {"value": list(value.parts)}
    if isinstance(value, (date, PartialDate)):
        return {"value": _day(value)}
    return {"value": list(value) if isinstance(value, (list, tuple)) else str(value)}


def _unit(kind: str) -> dict[str, str]:
    return {"unit": "%"} if kind == "percent" else {}


def _day(of: date | PartialDate) -> str:
    """Return a date as a source has it, as far as it is known."""
    return "-".join(f"{part:0{width}}" for part, width in ((of.year, 4), (of.month, 2), (of.day, 2)) if part)


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
