# ruff: noqa: RUF001
"""Quotation marks are those of the language: CLDR has them, and more where a language has more."""

from __future__ import annotations

import pytest
from babel import Locale

from factsheet.text import quotes

from ..languages import LANGUAGES

# What each language has, and what only others have.
MARKS = {
    "fr": ("«\u00a0mot\u00a0»", "“mot”"),
    "fr-CH": ("«mot»", "„mot“"),
    "de": ("„Wort“", "“Wort”"),
    "de-CH": ("«Wort»", "“Wort”"),
    "nl": ("“woord”", "»woord«"),
    "da": ("»ord«", "“ord„"),
    "sv": ("”ord”", "“ord”"),
    "nb": ("«ord»", "“ord”"),
    "fi": ("”sana”", "“sana”"),
    "pl": ("„słowo”", "“słowo”"),
    "cs": ("„slovo“", "“slovo”"),
    "hu": ("„szó”", "“szó”"),
    "ro": ("„cuvânt”", "»cuvânt«"),
    "bg": ("„дума“", "“дума”"),
    "hr": ("„riječ”", "“riječ”"),
    "et": ("„sõna“", "“sõna”"),
    "lt": ("„žodis“", "“žodis”"),
    "el": ("«λέξη»", "„λέξη“"),
    "es": ("«palabra»", "„palabra“"),
    "pt": ("“palavra”", "„palavra“"),
    "it": ("«parola»", "„parola“"),
    "ru": ("«слово»", "“слово”"),
    "uk": ("«слово»", "»слово«"),
    "ar": ("«كلمة»", '"كلمة"'),
    "fa": ("«کلمه»", "„کلمه“"),
    "he": ("”מילה”", "»מילה«"),
    "am": ("«ቃል»", "„ቃል“"),
    "ti": ("«ቃል»", '"ቃል"'),
    "sw": ("“neno”", "«neno»"),
    "so": ("“eray”", "„eray“"),
    "om": ("“jecha”", "„jecha“"),
    "tr": ("“sözcük”", "„sözcük“"),
    "ja": ("「言葉」", "“言葉”"),
    "zh": ("“词”", "«词»"),
    "ga": ("“focal”", "«focal»"),
}


@pytest.mark.parametrize("language", MARKS)
def test_quotation_marks(language: str) -> None:
    right, wrong = MARKS[language]
    assert list(quotes.odd("The “word”", f"x {right} x {right}", language)) == []
    found = list(quotes.odd("The “word”", f"x {wrong} x {wrong}", language))
    if wrong == "“ord„":  # marks that are no pair are somebody else's business
        assert found == []
        return
    (one,) = found
    assert (one.kind, one.thing, one.grave) == ("quotation marks", wrong[0] + wrong[-1], False)
    assert right[0] in one.hint or language in ("da", "nl", "es", "it", "ar")  # it names the first of several


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_marks_of_cldr_are_right_in_every_language(language: str) -> None:
    for pair in quotes.own(str(Locale.parse(language))):
        assert list(quotes.odd("", f"x {pair[0]}x{pair[1]} x", language)) == []


@pytest.mark.parametrize(
    ("english", "translation"),
    [
        ("The book “Our Common Future”", "Le livre “Our Common Future”"),  # a title that stays English
        ("", "« Il a dit “oui” hier »"),  # inside others
        ("", 'l’Europe d’aujourd’hui, 5" et 6"'),  # inches
        ("", "un “ seul"),
        ("", "aucun"),
    ],
)
def test_marks_that_are_left_alone(english: str, translation: str) -> None:
    assert list(quotes.odd(english, translation, "fr")) == []


def test_a_name_that_the_english_does_not_quote_has_no_marks_of_its_own() -> None:
    (found,) = quotes.odd("The Khartoum Process", "Le Processus de “Khartoum”", "fr")
    assert found.thing == "“”"


def test_straight_marks_are_named_as_such() -> None:
    (found,) = quotes.odd('The "word"', 'Le "mot"', "fr")
    assert str(found) == 'has "...", straight quotation marks: type « ... »'
