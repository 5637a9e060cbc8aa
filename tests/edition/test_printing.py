# ruff: noqa: RUF001
"""Each kind prints what its language says, in the form that is asked for; what cannot be printed is answered."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from babel.lists import format_list

from factsheet.core.diagnostics import Invalid
from factsheet.edition.locales import Locale
from factsheet.edition.printing import PRINTERS, Names, Printed, printed
from factsheet.kinds.catalogue import KINDS

from ..languages import LANGUAGES

ENGLISH, FRENCH, ARABIC = Locale("en-GB", {}), Locale("fr", {}), Locale("ar-EG", {}, "arab")
GERMAN = Locale("de", {}, forms={"CH": {"in": "in der Schweiz"}, "bodies.auc": {"in": "in der AU-Kommission"}})
BODIES = Names("bodies", {"auc": "AU-Kommission", "ec": "Europäische Kommission"})
THIN = "\N{THIN SPACE}"


def said(kind: str, typed: Any, locale: Locale, form: str = "", names: Names = BODIES, **options: Any) -> str:
    found = printed(kind, KINDS[kind].read(typed, **options), locale, form, names)
    assert not found.missing
    return found.words


def refused(kind: str, typed: Any, form: str) -> str:
    with pytest.raises(Invalid) as caught:
        printed(kind, KINDS[kind].read(typed), ENGLISH, form)
    return str(caught.value)


def test_every_kind_has_a_printer_but_a_picture() -> None:
    assert set(PRINTERS) == set(KINDS) - {"picture"}


def test_dates_and_their_forms() -> None:
    assert said("day", "2025-04-09", FRENCH) == "9 avril 2025"
    assert said("day", "2025-04-09", FRENCH, "month") == "avril 2025"
    assert said("day", "2025-04-09", ARABIC, "year") == "2025"  # its digits are set with the text
    assert said("date", "2014-11", ENGLISH) == "November 2014"
    assert said("date", "2014-11", ENGLISH, "year") == "2014"
    days = "2026-10-31/2026-11-02"
    assert said("date", days, ENGLISH, or_period=True) == f"31 October{THIN}–{THIN}2 November 2026"
    assert said("date", days, ENGLISH, "month", or_period=True) == f"October{THIN}–{THIN}November 2026"
    assert said("date", days, ENGLISH, "year", or_period=True) == "2026"
    assert refused("date", "2014", "month") == (
        "of 2014, only the year is known; print it with :year, or write the month too"
    )


def test_periods_and_their_ends() -> None:
    assert said("period", "2024-01/2027-12", FRENCH) == f"janvier 2024{THIN}–{THIN}décembre 2027"
    assert said("period", "2024-01/2027-12", FRENCH, "from") == "janvier 2024"
    assert said("period", "2024-01/2027-12", FRENCH, "to") == "décembre 2027"
    assert said("period", "2024/..", FRENCH, "from") == "2024"
    hint = "print its beginning alone, with :from, in a sentence that says so; or write when it ends"
    assert (
        refused("period", "2024/..", "") == refused("period", "2024/..", "to") == f"this period has no end yet; {hint}"
    )


def test_countries_in_the_order_of_the_language_and_their_number() -> None:
    assert said("countries", "KE, ET, IT", FRENCH) == "Éthiopie, Italie et Kenya"
    assert said("countries", "KE, ET, IT", ARABIC) == "إثيوبيا وإيطاليا وكينيا"
    assert said("countries", "KE, ET, IT", ARABIC, "count") == "٣"
    assert said("country", "KE", Locale("am", {})) == "ኬንያ"


def test_a_party_in_the_order_in_which_it_was_typed() -> None:
    bodies = {"bodies": ["auc", "ec"]}
    assert said("party", "MA, ES", ENGLISH) == "Morocco and Spain"
    assert said("party", "ec, CM", GERMAN, **bodies) == "Europäische Kommission und Kamerun"
    assert said("party", "FR, IT", Locale("es", {})) == "Francia e Italia"


def test_quantities_addresses_and_choices() -> None:
    assert said("number", "12500000", FRENCH, "short") == "12,5 millions"
    assert said("percent", "71 %", ARABIC) == "٧١٪\u200f"
    assert said("money", "12500000 EUR", ENGLISH) == "€12,500,000"
    assert said("money", "12500000", ENGLISH, "short", currency="EUR") == "€12.5M"
    assert said("link", "mailto:office@example.org", ENGLISH) == "office@example.org"
    states = Names("states", {"ended": "abgeschlossen"})
    assert said("choice", "ended", GERMAN, names=states, of=["ended"]) == "abgeschlossen"


def test_a_form_of_the_languages_own() -> None:
    assert said("country", "CH", GERMAN, "in") == "in der Schweiz"
    assert said("party", "CH, auc", GERMAN, "in", bodies=["auc"]) == "in der Schweiz und in der AU-Kommission"


def test_a_form_that_the_language_lacks_is_told_and_the_plain_words_stand_in() -> None:
    hint = "write it under forms in the language file: FR: {in: ...}"
    assert printed("country", "FR", GERMAN, "in") == Printed("Frankreich", 'the form "in" of FR', hint)
    party = KINDS["party"].read("CH, ec", bodies=["ec"])
    hint = "write it under forms in the language file: bodies.ec: {in: ...}"
    words = "in der Schweiz und Europäische Kommission"
    assert printed("party", party, GERMAN, "in", BODIES) == Printed(words, 'the form "in" of bodies.ec', hint)
    assert printed("country", "CH", GERMAN, "inn") == Printed("Schweiz", 'the form "inn" of CH', 'did you mean "in"?')


def test_a_form_that_the_kind_lacks_is_answered() -> None:
    assert refused("money", "5 EUR", "shrt") == 'there is no form ":shrt"; did you mean ":short"?'
    assert refused("day", "2025-04-09", "in") == 'there is no form ":in"; available: :year, :month'
    assert refused("percent", "5 %", "short") == 'there is no form ":short"; print it without one'


@pytest.mark.parametrize("kind", PRINTERS)
def test_every_form_of_a_kind_is_printed(kind: str) -> None:
    typed = {
        "day": "2025-04-09", "date": "2025-04", "period": "2024/2027", "countries": "KE, ET", "number": "4200",
        "money": "4200 EUR",
    }  # fmt: skip
    forms = KINDS[kind].forms
    assert len({said(kind, typed[kind], ENGLISH, form) for form in forms}) == len(forms)


# Dates by a pattern of the language's own


def test_dates_by_a_pattern_of_the_languages_own() -> None:
    portuguese = Locale("pt", {}, patterns={"day": "d 'de' MMMM 'de' y", "month": "MMMM y"})
    assert said("day", "2025-04-09", portuguese) == "9 de abril de 2025"
    assert said("date", "2025-04", portuguese) == "abril 2025"
    assert said("date", "2025", portuguese) == "2025"
    both = f"9 de abril de 2025{THIN}–{THIN}12 de abril de 2025"
    assert said("period", "2025-04-09/2025-04-12", portuguese) == both
    assert said("day", "2025-05-01", Locale("fr", {}, patterns={"day": "d MMMM y"})) == "1er mai 2025"
    assert said("day", "2025-05-01", Locale("fr", {}, patterns={"day": "d/M/y"})) == "1/5/2025"
    assert said("day", "2025-04-09", Locale("fa", {}, patterns={"day": "d MMMM y"})) == "9 آوریل 2025"


# Lists


@pytest.mark.parametrize("tag", ["en-GB", "ar", *LANGUAGES])
def test_a_list_is_what_babel_has(tag: str) -> None:
    """Babel has the patterns; ICU also knows that a Spanish "y" is "e" before an "i"."""
    locale = Locale(tag, {})
    for names in ([], ["A"], ["A", "B"], ["A", "B", "C", "D"]):
        assert locale.listed(names) == format_list(names, locale=locale.cldr)


def test_a_list_minds_the_sound_of_a_word() -> None:
    assert Locale("es", {}).listed(["Francia", "Italia"]) == "Francia e Italia"
    assert Locale("es", {}).listed(["Italia", "Islandia", "Hungría"]) == "Italia, Islandia y Hungría"


def test_counts_are_written_in_the_digits_of_the_language() -> None:
    assert printed("countries", ("KE",) * 1200, Locale("fa", {}), "count").words == "۱٬۲۰۰"
    assert printed("number", Decimal("1022.5"), ARABIC).words == "١٬٠٢٢٫٥"
