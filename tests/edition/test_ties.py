# ruff: noqa: RUF001
"""What belongs together stays on one line, in every language and direction, and no last line is one short word."""

from __future__ import annotations

from pathlib import Path

import icu
import lxml.html
import pypdfium2
import pytest

from factsheet.check import lost_words
from factsheet.core.project import Root
from factsheet.edition import ties, typography
from factsheet.edition.locales import Locale
from factsheet.page.page import Page
from factsheet.text import markup
from factsheet.theme import fonts, layout
from factsheet.typeset import pdf

from ..conftest import Leaflet
from ..reading import docx_text
from ..validators import absent

# What is tied, with "~" for a no-break space.
TIED = {
    "en-GB": (
        "On~9~April~2025 the DG~INTPA, J.~R.~Smith and South~Sudan convened",
        "No.~7~and Article~12~of the year~2014 on §~4, with 45~% of~10~000~people",
        "the ICMPD~(Vienna) and the Horn of Africa~(HOA), not a Plan of our own~now",
        "ABOUT THE CAIRO EU DECLARATION",
        "2014 states and more of them are here~too",
        "the 12~states",
    ),
    "de": (
        "Am~9.~April~2025 und im Jahr~2014 die GD~HOME, z.~B. am~1.~Mai, auf der 2.~Ministerkonferenz",
        "Das war 2014. Die Konferenz sprach nach Art.~5~in Nr.~12~davon",
    ),
    "fr": ("Le~9~avril~2025, l’article~3~de l’année~2014 dit n°~5~sans la DG~HOME dedans",),
    "pl": ("Spotkanie w~Kairze i~w~Rzymie z~12~państwami w~roku~2014 zakończone",),
    "cs": ("Setkání v~Káhiře a~v~Římě roku~2014 skončilo",),
    "bg": ("През ноември~2014~г. в~Кайро заседаваха",),
    "vi": ("Ngày 9~tháng~4~năm~2025 các quốc gia đã họp~tại",),
    "ar": ("في~9~أبريل~2025، اجتمعت الدول لعام~2014 والمجالات الخمسة",),
    "he": ("בשנת~2014 נפגשו המדינות~בקהיר",),
    "fa": ("در سال~2014 کشورها در~قاهره",),
}


@pytest.mark.parametrize("tag", TIED)
def test_what_is_tied(tag: str) -> None:
    for expected in TIED[tag]:
        assert ties.tied(expected.replace("~", " "), tag).replace(ties.TIE, "~") == expected


@pytest.mark.parametrize("language", ties.BEFORE_NUMBERS)
def test_the_word_for_a_year_is_that_of_cldr(language: str) -> None:
    """CLDR's name of the field is the second witness; texts inflect it."""
    said = icu.DateTimePatternGenerator.createInstance(icu.Locale(language)).getAppendItemName(
        icu.UDateTimePatternField.YEAR_FIELD
    )
    stem = icu.UnicodeString(str(said).removeprefix("ال")).toLower()[:3]
    words = [str(icu.UnicodeString(word).toLower()) for word in ties.BEFORE_NUMBERS[language].split()]
    assert any(str(stem).removesuffix("ة").removesuffix("ה") in word for word in words), said


def test_a_text_keeps_its_length_and_its_letters() -> None:
    """So that marks stay where they are, and a translation is compared as it was."""
    for tag, texts in TIED.items():
        for text in texts:
            plain = text.replace("~", " ")
            assert ties.tied(plain, tag).replace(ties.TIE, " ") == plain


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Various bodies take part in it.", "in\u00a0it."),
        ("Various bodies participate in the dialogue.", "dialogue."),
        ("a responsibilities-and-collaboration now", "now"),
        ("Not determined yet", "yet"),  # three words: a label
    ],
)
def test_no_last_line_is_one_short_word(text: str, last: str) -> None:
    assert ties.tied(text, "en").split(" ")[-1] == last


def test_ties_reach_over_marks() -> None:
    text = typography.typeset(markup.read("the **DG** Home and *2014* of **5** states"), Locale("en-GB", {}))
    assert [run.text for run in text.runs] == [
        "the ",
        "DG",
        "\u00a0Home and ",
        "2014",
        " of\u00a0",
        "5",
        "\u00a0states",
    ]


# On the page

SET = {
    (
        "ltr",
        "<p>14–15\u00a0May and 31 May – 2 June",
    ): '<p><span class="tied">14–15</span>\u00a0May and 31 May – 2 June</p>',
    ("ltr", "<p>on <a href='#x'>14–15 May</a> and"): '<p>on <a href="#x" class="tied">14–15 May</a> and</p>',
    ("rtl", "<p>في 9\u00a0أبريل\u00a02025، <b>عام\u00a02014</b>\u00a0لا\u00a0عام"): (
        '<p>في <span class="tied">9 أبريل 2025،</span> <b><span class="tied">عام 2014</span></b>\u00a0لا\u00a0عام</p>'
    ),
}


@pytest.mark.parametrize(("direction", "body"), SET)
def test_what_signs_do_not_hold_together_is_held_by_an_element(direction: str, body: str) -> None:
    tree = lxml.html.document_fromstring(f"<html><body>{body}")
    ties.set_in(tree, rtl=direction == "rtl")
    said = lxml.html.tostring(tree.body, encoding="unicode").removeprefix("<body>").removesuffix("</body>")
    assert said == SET[direction, body]


def set_narrow(root: Root, path: Path, *, tied: bool) -> Path:
    """Write a page with a pair of numbers in a column that is too narrow for it."""
    tree = lxml.html.document_fromstring("<html lang=ar dir=rtl><title>x</title><p>في 14–15\u00a0أكتوبر")
    if tied:
        ties.set_in(tree, rtl=True)
    look = "<style>p {font: 12pt Vazirmatn; width: 4.2em} .tied {white-space: nowrap}</style></title>"
    page = Page(lxml.html.tostring(tree, encoding="unicode").replace("</title>", f"</title>{look[:-8]}"), {}, "rtl")
    document = pdf.render(page, root, "x")
    path.write_bytes(pdf.write(document, page, "x", fonts.of_theme(layout.load(root), root)))
    return path


@pytest.mark.parametrize("tied", [True, False])
def test_a_pair_of_numbers_is_never_parted_and_read_from_the_right(tied: bool, project: Root, tmp_path: Path) -> None:
    """Without the element it is parted: the column is narrow enough to tell."""
    path = set_narrow(project, tmp_path / "x.pdf", tied=tied)
    with pypdfium2.PdfDocument(path) as document:
        text = document[0].get_textpage()
        whole = text.get_text_range()
        first, last = (text.get_charbox(whole.index(number)) for number in ("14", "15"))
    same_line = abs(first[1] - last[1]) < 1
    assert same_line == tied
    if tied:
        assert first[0] > last[0]
        if not lost_words.has_poppler():
            absent("pdftotext (poppler-utils)")
        read = lost_words.readers(path, path.read_bytes())
        assert all({"14", "15", "أكتوبر"} <= set(lost_words.words(text)) for text in read.values()), read


def test_word_has_the_same_ties(leaflets: dict[str, Leaflet]) -> None:
    assert "9\u00a0April\u00a02025" in docx_text(leaflets["en"].docx)
    assert "DG\u00a0INTPA" in docx_text(leaflets["fr"].docx)
    assert "9\u00a0أبريل\u00a02025" in docx_text(leaflets["ar"].docx)
    assert "لعام\u00a02014" in docx_text(leaflets["ar"].docx)
