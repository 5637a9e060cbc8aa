# ruff: noqa: RUF001
"""Further languages can be started, and Arabic is set as Arabic: in its digits, upright, with no letter apart."""

from __future__ import annotations

import re
from pathlib import Path

import icu
import pymupdf
import pytest
from babel import Locale as Cldr

from factsheet.check import lost_words
from factsheet.core.project import Root
from factsheet.edition import glyph_coverage
from factsheet.edition.capitals import upper
from factsheet.edition.locales import Locale, canonical, script
from factsheet.page.page import Page
from factsheet.source import loader
from factsheet.theme import fonts, layout
from factsheet.typeset import pdf

from ..browser import address, chromium
from ..conftest import Copy, Leaflet, pipeline, slow
from ..reading import W, part
from ..validators import absent, docx_faults, page_texts, pdf_faults

# Letters that only these languages have, and how each is written.
STARTED = {
    "he": ("Hebr", "rtl", "0", "אבגדהוזחטיכךלמםנןסעפףצץקרשת׳״"),
    "fa": ("Arab", "rtl", "۰", "پچژگکیۀ،؛؟«»"),
    "ur": ("Arab", "rtl", "0", "ٹڈڑںےۓہھکگی۔،؛؟“”"),
    "ps": ("Arab", "rtl", "۰", "ټډړږښګڼۍېځڅۀ،؛؟«»"),
    "prs": ("Arab", "rtl", "۰", "پچژگکی،؛؟«»"),
    "ar-EG": ("Arab", "rtl", "٠", "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي،؛؟«»"),
    "bg": ("Cyrl", "ltr", "0", "абвгдежзийклмнопрстуфхцчшщъьюяѝ№„“"),
    "tr": ("Latn", "ltr", "0", "İıŞşĞğÇçÖöÜü"),
    "vi": ("Latn", "ltr", "0", "ăâđêôơưắằẳẵặấầẩẫậếềểễệốồổỗộớờởỡợứừửữựỳỵỷỹ"),
}


@pytest.mark.parametrize("tag", STARTED)
def test_script_direction_digits_and_letters(tag: str, project: Root) -> None:
    """ICU's and Babel's copies of CLDR are each other's witness; the fonts have every letter, in every weight."""
    of, direction, zero, letters = STARTED[tag]
    locale = Locale(canonical(tag), {})
    assert script(locale.tag) == of
    assert locale.direction == direction
    assert locale.digits[0] == zero
    numbering = Cldr.parse(locale.tag, sep="-").default_numbering_system
    assert str(icu.NumberingSystem.createInstanceByName(numbering).getDescription())[0] == zero
    typefaces = layout.load(project).typefaces
    for name in ("text", "display"):
        face = typefaces[name].faces(of)[-1]
        for file in face.files.values():
            known = glyph_coverage.letters(fonts.read(project, file))
            signs = [*letters, *locale.digits] + ([*upper(letters, locale.tag)] if direction == "ltr" else [])
            assert [sign for sign in signs if ord(sign) not in known] == [], file


def test_dari_is_started_as_cldr_has_it(copy: Copy) -> None:
    assert canonical("prs") == "fa-AF"
    assert pipeline("language", "prs", "--root", copy.root).status == 0
    made = loader.load(Root(copy.root)).languages["prs"]
    assert made.settings.locale == "fa-AF"


@pytest.mark.parametrize("tag", ["prs", *(slow(tag) for tag in STARTED if tag not in ("prs", "ar-EG"))])
def test_a_started_language_builds(tag: str, copy: Copy) -> None:
    assert pipeline("language", tag, "--root", copy.root).status == 0
    result = copy.build(tag, "--format", "pdf docx")
    assert result.status == 0, result.err
    made = copy.only(".pdf")
    assert len(page_texts(made)) == 2
    assert pdf_faults(made) == []
    assert docx_faults(made.with_suffix(".docx")) == []


def test_vietnamese_letters_are_read_as_typed(project: Root, tmp_path: Path) -> None:
    """The font draws some of them as two glyphs, though they were typed as one letter."""
    if not lost_words.has_poppler():
        absent("pdftotext (poppler-utils)")
    said = "dọc theo, quyết định chung, Thụy Điển, hợp tác"
    page = Page(f"<html lang=vi><title>x</title><style>p {{font: 12pt 'Noto Sans'}}</style><p>{said}</html>", {})
    path = tmp_path / "vi.pdf"
    document = pdf.render(page, project, "x")
    path.write_bytes(pdf.write(document, page, "x", fonts.of_theme(layout.load(project), project)))
    for reader, text in lost_words.readers(path, path.read_bytes()).items():
        assert lost_words.words(said) == lost_words.words(text), reader


# Arabic, as it is published


def test_arabic_is_upright_and_its_bold_is_a_bold(leaflets: dict[str, Leaflet], project: Root) -> None:
    """Italics and bold that a program makes by itself would have no font of their own in the files."""
    styles = part(leaflets["ar"].docx, "word/styles.xml")
    document = part(leaflets["ar"].docx, "word/document.xml")
    assert [*styles.iter(f"{W}i", f"{W}iCs"), *document.iter(f"{W}i", f"{W}iCs")] == []
    bold = {face.family for each in layout.load(project).typefaces.values() for face in each.faces("Arab") if face.bold}
    for style in styles.iter(f"{W}style"):
        family = style.find(f"{W}rPr/{W}rFonts")
        if style.find(f"{W}rPr/{W}bCs") is not None and family is not None:
            assert family.get(f"{W}cs") in bold
    assert not [each for each in styles.iter(f"{W}spacing") if each.getparent().tag == f"{W}rPr"]
    with pymupdf.open(leaflets["ar"].pdf) as pages:
        names = {font[3].partition("+")[2] for page in pages for font in page.get_fonts()}
        slanted = [
            span["text"]
            for page in pages
            for block in page.get_text("dict")["blocks"]
            for line in block.get("lines", ())
            for span in line["spans"]
            if span["flags"] & 2 and re.search("[\u0600-\u06ff]", span["text"])
        ]
    assert not slanted
    assert any("Vazirmatn" in name and "Bold" in name for name in names), names


def test_a_browser_sets_arabic_upright_and_joined(leaflets: dict[str, Leaflet]) -> None:
    with chromium() as browser:
        page = browser.new_page()
        page.goto(address(leaflets["ar"].pdf.with_suffix(".html")))
        said = page.eval_on_selector_all(
            "main *", "all => all.map(each => [getComputedStyle(each).fontStyle, getComputedStyle(each).letterSpacing])"
        )
    assert {tuple(each) for each in said} == {("normal", "normal")}


def test_arabic_has_its_own_punctuation(project: Root) -> None:
    for key, text in loader.load(project).languages["ar"].text.items():
        assert not re.search("[\u0600-\u06ff][,;?]|[\"'„]", text), key
