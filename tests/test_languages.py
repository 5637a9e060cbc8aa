"""Each language on its own pages: whole, valid, in its order and direction, with no English left behind."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import icu
import pikepdf
import pytest

from factsheet.check.text_extraction import differ
from factsheet.core.diagnostics import Place
from factsheet.core.project import Root
from factsheet.edition import glyph_coverage, typography
from factsheet.edition.locales import Locale
from factsheet.source import loader
from factsheet.source.schema import Spaces
from factsheet.text import markup
from factsheet.theme import layout

from .conftest import PUBLISHED, Copy, Leaflet, decided, pipeline, slow
from .languages import LANGUAGES
from .reading import W, docx_text, part, words
from .validators import docx_faults, page_texts, pdf_faults, rgb_at

TRANSLATED = [id for id in PUBLISHED if id != "en"]
# Names that stay as they are in every language.
STAY = {"www", "khartoumprocess", "net", "Khartoum", "Process", "KhartoumProcess", "icmpd", "org", "ICMPD", "IGAD"}
STAY |= {"DG", "HOME", "INTPA", "KHARTOUM"}
# Words that a language shares with English are not English left behind.
SHARED = {
    "fr": {
        *("action", "causes", "collaboration", "commission", "dialogue", "documents", "initiative", "institutions"),
        *("migrants", "migration", "organisations", "plan", "protection", "route", "service", "union"),
        *("djibouti", "europe", "france", "kenya", "luxembourg", "portugal", "rome"),
    }
}
BLUE = (0x12, 0x3F, 0x63)


@pytest.mark.parametrize("id", ["en", slow("fr"), "ar"])
def test_two_valid_pages_in_pdf(id: str, leaflets: dict[str, Leaflet]) -> None:
    assert len(page_texts(leaflets[id].pdf)) == 2
    assert pdf_faults(leaflets[id].pdf) == []


@pytest.mark.parametrize("id", PUBLISHED)
def test_libreoffice_draws_a_word_file_on_two_pages(id: str, drawn: dict[str, Path]) -> None:
    with pikepdf.open(drawn[id]) as document:
        assert len(document.pages) == 2
    edge = {"en": 20, "fr": 20, "ar": 190}[id]  # where the band has no map, it is blue to the edge
    assert rgb_at(drawn[id], 0, [(edge, 3)]) == [BLUE]


@pytest.mark.parametrize("id", [slow("en"), slow("fr"), "ar"])
def test_a_word_file_is_valid(id: str, leaflets: dict[str, Leaflet]) -> None:
    assert docx_faults(leaflets[id].docx) == []


@pytest.mark.parametrize("id", PUBLISHED)
def test_the_same_words_in_pdf_and_word_in_logical_order(id: str, leaflets: dict[str, Leaflet]) -> None:
    """Compare what a reader hears and a search finds."""
    paper, document = "\n".join(page_texts(leaflets[id].pdf)), docx_text(leaflets[id].docx)
    assert len(words(document)) > 300
    assert differ(paper, document, "rtl" if id == "ar" else "ltr") == []


@pytest.mark.parametrize("id", TRANSLATED)
def test_no_english_is_left(id: str, leaflets: dict[str, Leaflet]) -> None:
    english = {word.lower() for word in words(docx_text(leaflets["en"].docx)) if word.isalpha() and len(word) > 3}
    here = [word for word in words(docx_text(leaflets[id].docx)) if word not in STAY]
    shared = SHARED.get(id, set())
    assert [word for word in here if word.lower() in english - shared] == []


@pytest.mark.parametrize("id", PUBLISHED)
def test_forty_states_in_the_order_of_the_language(id: str, project: Root) -> None:
    sources = loader.load(project)
    made = decided(sources, "2025-france", sources.languages[id])
    under = {code: name.sort or name.name for code, name in sources.languages[id].settings.countries.items()}
    names = [under.get(state.code, state.name) for state in made.lists["members"]]
    collator = icu.Collator.createInstance(icu.Locale(id))
    assert len(names) == 40
    assert names == sorted(names, key=collator.getSortKey)


@pytest.mark.parametrize("id", LANGUAGES)
def test_any_language_has_its_names_its_order_and_its_letters(id: str, project: Root) -> None:
    sources = loader.load(project)
    started = replace(
        sources.master,
        id=id,
        settings=sources.master.settings.model_copy(update={"locale": id, "countries": {}}),
        text={},
        lock={},
    )
    made = decided(sources, "2025-france", started)
    names = [state.name for state in made.lists["members"]]
    assert names == sorted(names, key=icu.Collator.createInstance(icu.Locale(id)).getSortKey)
    assert len(set(names)) == 40
    assert made.direction == ("rtl" if id == "ar" else "ltr")
    assert list(glyph_coverage.missing(made, layout.load(project), project, lambda key, of: Place(key))) == []


@pytest.mark.campaign
@pytest.mark.parametrize("id", LANGUAGES)
def test_a_fresh_scaffold_builds(id: str, copy: Copy) -> None:
    for file in (copy.root / "sources/text").glob(f"{id}.*"):
        file.unlink()
    assert pipeline("language", id, "--root", copy.root).status == 0
    result = copy.build(id)
    assert result.status == 0, result.err
    pdf = copy.only(".pdf")
    assert pdf.name.endswith(f"-{id}-draft.pdf")
    assert len(page_texts(pdf)) == 2
    assert pdf_faults(pdf) == []
    assert docx_faults(pdf.with_suffix(".docx")) == []


@pytest.mark.parametrize(
    ("tag", "codes", "expected"),
    [
        ("cs", ["IE", "HR", "FR", "DK"], ["Dánsko", "Francie", "Chorvatsko", "Irsko"]),
        ("sv", ["AT", "SE", "CH", "EE"], ["Estland", "Schweiz", "Sverige", "Österrike"]),
        ("da", ["AT", "SE", "CY"], ["Cypern", "Sverige", "Østrig"]),
        ("et", ["AT", "SE", "TN"], ["Austria", "Rootsi", "Tuneesia"]),
        ("es", ["SE", "ES", "SO"], ["España", "Somalia", "Suecia"]),
    ],
)
def test_orders_in_which_the_default_would_be_wrong(tag: str, codes: list[str], expected: list[str]) -> None:
    locale = Locale(tag, {})
    assert [locale.country(code) for code in locale.in_order(codes)] == expected


@pytest.mark.parametrize("id", PUBLISHED)
def test_an_unofficial_translation_says_so(id: str, leaflets: dict[str, Leaflet]) -> None:
    said = {"en": "Unofficial translation", "fr": "Traduction non officielle", "ar": "ترجمة غير رسمية"}[id]
    assert (said in docx_text(leaflets[id].docx)) == (id != "en")


def test_french_signs_have_their_spaces(leaflets: dict[str, Leaflet]) -> None:
    text = docx_text(leaflets["fr"].docx)
    assert "Processus de Khartoum\u202f?" in text
    assert "Création\u00a0:" in text
    assert not re.search(r" [;!?:»]", text)


def test_spaces_follow_the_language_file() -> None:
    rules = (Spaces(before=";!?", width="narrow"), Spaces(before=":»", after="«", width="word"))
    text = markup.read("a : « b » ; c ?")
    french = typography.typeset(text, Locale("fr", {}, None, rules))
    assert str(french) == "a\u00a0: «\u00a0b\u00a0»\u202f; c\u202f?"
    assert str(typography.typeset(text, Locale("en", {}))) == "a : « b » ; c\u00a0?"


def test_a_date_stays_on_one_line_and_a_long_name_does_not() -> None:
    text = markup.read("{day} {chair}").filled({"day": "9 April 2025", "chair": "Central African Republic"}, {})
    assert str(typography.typeset(text, Locale("en", {}))) == "9\u00a0April\u00a02025 Central African Republic"


def test_digits_follow_the_language_file() -> None:
    text = markup.read("2014, COP28 www.a1.org")
    assert str(typography.typeset(text, Locale("ar", {}, "arab"))) == "٢٠١٤, COP28\u00a0www.a1.org"
    assert "2014" in str(typography.typeset(text, Locale("ar", {})))  # CLDR's for Arabic as such
    assert "۲۰۱۴" in str(typography.typeset(text, Locale("fa", {})))


def test_names_and_addresses_are_isolated_in_arabic_and_ranges_are_not() -> None:
    """As in the intervals of CLDR, a range runs with the text: whoever reads from the right comes to 2024 first."""
    text = typography.typeset(markup.read("عام 2024-2026 في ICMPD و[@Khartoum Process](#x)"), Locale("ar", {}))
    page = text.filled({}, {"x": "https://x.org"}).__html__()
    assert "عام\u00a02024-2026 في" in page
    assert "<bdi>ICMPD</bdi>" in page
    assert '<bdi><a href="https://x.org">@Khartoum Process</a></bdi>' in page


def test_arabic_is_mirrored_on_paper(leaflets: dict[str, Leaflet]) -> None:
    with pikepdf.open(leaflets["ar"].pdf) as document:
        assert str(document.Root.Lang) == "ar"
        assert "/Direction" not in document.Root.ViewerPreferences  # with it, PDFium reverses addresses
    tint = (0xEA, 0xF0, 0xF5)
    english, arabic = rgb_at(leaflets["en"].pdf, 1, [(20, 185)]), rgb_at(leaflets["ar"].pdf, 1, [(190, 185)])
    assert english == arabic == [tint]  # the panel: on the left, on the right


def test_arabic_is_mirrored_in_word(leaflets: dict[str, Leaflet]) -> None:
    document = part(leaflets["ar"].docx, "word/document.xml")
    for section in document.iter(f"{W}sectPr"):  # only columns run from right to left: see factsheet/word/rules.py
        columns = section.find(f"{W}cols")
        assert columns is not None
        assert (section.find(f"{W}bidi") is not None) == (columns.get(f"{W}num") != "1")
    assert all(table.find(f"{W}tblPr/{W}bidiVisual") is not None for table in document.iter(f"{W}tbl"))
    for run in document.iter(f"{W}r"):
        text = "".join(node.text or "" for node in run.iter(f"{W}t"))
        arabic = bool(re.search("[\u0600-\u06ff]", text))
        latin = bool(re.search("[A-Za-z]", text))
        assert not (arabic and latin), text
        if arabic or latin:
            assert (run.find(f"{W}rPr/{W}rtl") is not None) == arabic, text
    styles = part(leaflets["ar"].docx, "word/styles.xml")
    for style in styles.iter(f"{W}style"):
        if style.get(f"{W}type") == "paragraph" and style.find(f"{W}rPr/{W}szCs") is not None:
            name = style.get(f"{W}styleId")
            if name != "Seam":
                assert style.find(f"{W}pPr/{W}bidi") is not None, name
                assert style.find(f"{W}rPr/{W}rFonts").get(f"{W}cs") in ("Vazirmatn", "Vazirmatn Light"), name
    assert styles.find(f"{W}docDefaults//{W}lang").get(f"{W}bidi") == "ar-EG"
