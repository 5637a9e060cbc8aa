"""Ordinals are the language's own, and the values of facts have their capitals, as CLDR has them."""

from __future__ import annotations

from dataclasses import replace

import icu
import pytest

from factsheet.check import lost_words
from factsheet.core.project import Root
from factsheet.edition import ordinals, typography
from factsheet.edition.locales import Locale
from factsheet.kinds.dates import PartialDate, Period
from factsheet.source import loader
from factsheet.text import markup
from factsheet.text.markup import Run

from ..conftest import Leaflet, decided
from ..languages import LANGUAGES
from ..reading import W, part
from ..validators import absent, page_texts

# As typed, and as set: what is raised is in angle brackets.
SET = {
    "fr": {
        "2e Conférence": "2<e> Conférence",
        "le 1er mai et la 1re fois": "le 1<er> mai et la 1<re> fois",
        "au XXIe siècle, le Ier": "au XXI<e> siècle, le I<er>",
        "de Ce 5de": "de Ce 5<de>",
        "les 3es": "les 3<es>",
        "art. 2e4": "art. 2e4",
    },
    "es": {"2a Conferencia": "2.ª Conferencia", "2.o grupo": "2.º grupo", "2.ª Conferencia": "2.ª Conferencia"},
    "it": {"2a Conferenza": "2ª Conferenza"},
    "pt": {"2a Conferência": "2.ª Conferência"},
    "en-GB": {"2nd Conference": "2nd Conference"},
    "de": {"2. Konferenz": "2. Konferenz"},
    "nl": {"2e Conferentie": "2e Conferentie"},
}


@pytest.mark.parametrize("tag", SET)
def test_ordinals_are_set_as_the_language_has_them(tag: str) -> None:
    for typed, expected in SET[tag].items():
        runs = typography.typeset(markup.read(typed), Locale(tag, {})).runs
        said = "".join(f"<{run.text}>" if run.raised else run.text for run in runs)
        assert said.replace("\u00a0", " ") == expected


def test_an_address_keeps_its_letters() -> None:
    runs = tuple(ordinals.raised(Run("a 2e b", verbatim=True), "fr"))
    assert runs == (Run("a 2e b", verbatim=True),)


def test_the_first_of_a_month() -> None:
    first = PartialDate(2026, 5, 1)
    assert Locale("fr", {}).date(first) == "1er mai 2026"
    assert Locale("fr", {}).date(Period(first, PartialDate(2026, 5, 11))) == "1er\u201311 mai 2026"
    assert Locale("it", {}).date(first) == "1º maggio 2026"
    assert Locale("fr", {}).date(PartialDate(2026, 1)) == "janvier 2026"
    assert Locale("en-GB", {}).date(first) == "1 May 2026"


@pytest.mark.parametrize("tag", ["en-GB", *LANGUAGES])
def test_a_month_that_stands_alone_begins_as_icu_has_it(tag: str) -> None:
    locale, day = Locale(tag, {}), PartialDate(2014, 11)
    found = icu.Locale.forLanguageTag(tag)
    pattern = icu.DateTimePatternGenerator.createInstance(found).getBestPattern("yMMMM")
    alone = icu.SimpleDateFormat(pattern, found)
    alone.setContext(icu.UDisplayContext.CAPITALIZATION_FOR_STANDALONE)
    said = str(alone.format(icu.GregorianCalendar(2014, 10, 15).getTime()))
    assert locale.alone(locale.date(day))[:1] == said[:1]


def test_facts_are_capitalised_alike(project: Root) -> None:
    """Alone a value has its capital, in a sentence it has not."""
    assert Locale("fr", {}).alone("à déterminer") == "À déterminer"
    assert Locale("de", {}).alone("noch offen") == "Noch offen"
    assert Locale("tr", {}).alone("ileride") == "İleride"
    assert Locale("da", {}).alone("afventer") == "afventer"  # CLDR leaves months small there
    sources = loader.load(project)
    french = sources.languages["fr"]
    french = replace(french, text={**french.text, "lead.title": "En {established}"})
    made = decided(sources, "2025-france", french)
    assert str(made.text["facts.established_date"]) == "Novembre\u00a02014"
    assert "novembre" in str(made.text["lead.title"])
    assert str(made.text["facts.upcoming_chair_name"]) == "À déterminer"
    assert str(made.text["connect.website"]) == "www.khartoumprocess.net"


def test_the_raised_letter_is_read_with_its_number(leaflets: dict[str, Leaflet]) -> None:
    if not lost_words.has_poppler():
        absent("pdftotext (poppler-utils)")
    made = leaflets["fr"]
    for text in lost_words.readers(made.pdf, made.pdf.read_bytes()).values():
        assert "2e Conférence" in text.replace("\u00a0", " ")
    assert "2e" in "".join(page_texts(made.pdf))
    raised = [
        "".join(run.itertext())
        for run in part(made.docx, "word/document.xml").iter(f"{W}r")
        if run.find(f"{W}rPr/{W}vertAlign") is not None
    ]
    assert raised == ["e"]
    assert "2<sup>e</sup>" in made.pdf.with_suffix(".html").read_text("utf-8")
