# ruff: noqa: RUF001
"""Every block is what it should be in PDF, press PDF, Word and the web page, from left to right and from right to left.

Each promise has two witnesses: veraPDF and the tags, a validator and LibreOffice's drawing, two readers of PDF.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pymupdf
import pytest
from docx.oxml.ns import qn
from playwright.sync_api import Browser

from factsheet.check import differences
from factsheet.check.lost_words import readers
from factsheet.check.text_extraction import docx_text, words
from factsheet.check.word_xml import part, text_of
from factsheet.core.xml import Element
from factsheet.preflight.runner import preflight

from . import blocks
from .blocks import Blocks
from .browser import accessibility_faults, address, chromium
from .conftest import slow
from .validators import docx_faults, drawn_by_libreoffice, page_texts, pdf_faults

ENDINGS = {"pdf": ".pdf", "press": "-press.pdf", "docx": ".docx", "web": ".html"}
A4 = (595.28, 841.89)
CELLS = {
    "en": [
        ["Country", "People", "Share", "Money"],
        ["Kenya", "98,111", "71%", "€1,234,567"],
        ["Ethiopia", "1,234", "–", "€25,000.50"],
        ["Somalia", "7", "0.5%", "€0"],
        ["Total", "99,352", "–", "€1,259,567.50"],
    ],
    "ar": [
        ["البلد", "الأشخاص", "النسبة", "المال"],
        ["كينيا", "98,111", "71%", "1,234,567 €"],
        ["إثيوبيا", "1,234", "–", "25,000.50 €"],
        ["الصومال", "7", "0.5%", "0 €"],
        ["المجموع", "99,352", "–", "1,259,567.50 €"],
    ],
}
LANGUAGES = pytest.mark.parametrize("language", ["en", "ar"])


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the files of the factsheet with everything on it, in both languages."""
    root = blocks.factsheet(tmp_path_factory.mktemp("blocks") / "blocks")
    blocks.put(root, blocks.EVERYTHING)
    for language in ("en", "ar"):
        files = Blocks(root).made(language)
        for kind, ending in ENDINGS.items():
            (root.folder / f"{language}{ending}").write_bytes(files[kind])
    return root.folder


@pytest.fixture(scope="module")
def drawn(made: Path) -> Callable[[str], Path]:
    """Return the Word file in a language as LibreOffice draws it, once."""
    return cache(lambda language: drawn_by_libreoffice(made / f"{language}.docx", _folder(made, language)))


def _folder(made: Path, language: str) -> Path:
    (folder := made / f"drawn-{language}").mkdir()
    return folder


def plain(text: str) -> str:
    """Return words without marks of direction, and with one kind of space."""
    return " ".join(re.sub("[\u061c\u200e\u200f\u2060]", "", text).split())


# PDF


def elements(path: Path) -> Iterator[tuple[str, int, pikepdf.Dictionary]]:
    """Yield the type of each element of the tag tree, how many lists are around it, and the element."""

    def below(each: Any, depth: int) -> Iterator[tuple[str, int, pikepdf.Dictionary]]:
        if isinstance(each, pikepdf.Array):
            for one in each:
                yield from below(one, depth)
        elif isinstance(each, pikepdf.Dictionary) and "/S" in each:
            yield str(each.S), depth, each
            yield from below(each.get("/K"), depth + (each.S == "/L"))

    with pikepdf.open(path) as document:
        yield from below(document.Root.StructTreeRoot.K, 0)


@LANGUAGES
def test_a_pdf_has_no_fault_and_the_tags_of_each_block(made: Path, language: str) -> None:
    path = made / f"{language}.pdf"
    assert pdf_faults(path) == []
    kinds = [kind for kind, _, _ in elements(path)]
    for kind, number in {"/Table": 1, "/Caption": 1, "/THead": 1, "/TFoot": 1, "/TR": 5, "/TH": 8, "/TD": 12}.items():
        assert kinds.count(kind) == number, kind
    assert kinds.count("/BlockQuote") == 1
    # Three lists below one another, then numbers on two levels, a list that goes on, and the notes.
    levels = [depth for kind, depth, _ in elements(path) if kind == "/LI"]
    assert levels == [1, 2, 3, 1, 1, 2, 2, 1, 2, 1, 1, 1]


@LANGUAGES
def test_heads_say_of_what_they_are_and_cells_name_them(made: Path, language: str) -> None:
    with pikepdf.open(made / f"{language}.pdf"):
        found = [(kind, each.A) for kind, _, each in elements(made / f"{language}.pdf") if kind in ("/TH", "/TD")]
    assert [str(each.Scope) for kind, each in found if kind == "/TH"] == ["/Column"] * 4 + ["/Row"] * 4
    assert {len(each.Headers) for kind, each in found if kind == "/TD"} == {2}


@LANGUAGES
def test_two_readers_find_the_same_words_as_in_word(made: Path, language: str) -> None:
    path = made / f"{language}.pdf"
    content = path.read_bytes()
    read = {"PDFium": "\n".join(page_texts(content)), "poppler": readers(path, content)["poppler"]}
    document_words = {*words(plain(docx_text((made / f"{language}.docx").read_bytes())))}
    for cell in (cell for row in CELLS[language] for cell in row):
        for name, text in read.items():
            assert {*words(cell)} <= {*words(plain(text))}, name
        assert {*words(cell)} <= document_words


@LANGUAGES
def test_check_finds_nothing_that_word_lacks(made: Path, language: str) -> None:
    pdf, docx = ((made / f"{language}{ending}").read_bytes() for ending in (".pdf", ".docx"))
    assert differences.between(pdf, docx, "rtl" if language == "ar" else "ltr") == []


@LANGUAGES
def test_links_of_notes_lead_to_the_notes_and_back(made: Path, language: str) -> None:
    with pymupdf.open(made / f"{language}.pdf") as document:
        inside = [link for link in document[0].get_links() if link["kind"] != pymupdf.LINK_URI]
    assert len(inside) == 5  # three references to two notes, and back
    assert len({round(link["to"].y) for link in inside}) >= 3


# Word


@LANGUAGES
def test_a_word_file_is_valid_and_takes_one_page(made: Path, drawn: Callable[[str], Path], language: str) -> None:
    assert docx_faults(made / f"{language}.docx") == []
    pages = page_texts(drawn(language).read_bytes())
    assert len(pages) == 1
    expected = {word for row in CELLS[language] for cell in row for word in words(cell)}
    assert expected <= {*words(plain(pages[0]))}


def body(path: Path) -> Element:
    return part(path.read_bytes(), "word/document.xml")


def data_table(path: Path) -> Element:
    (table,) = (
        each for each in body(path).iter(qn("w:tbl")) if each.find(f"{qn('w:tblPr')}/{qn('w:tblLook')}") is not None
    )
    return table


@LANGUAGES
def test_a_table_is_a_table_with_a_style_and_heads_that_repeat(made: Path, language: str) -> None:
    table = data_table(made / f"{language}.docx")
    rows = [[plain(text_of(cell)) for cell in row.iter(qn("w:tc"))] for row in table.iter(qn("w:tr"))]
    assert rows == [[plain(cell) for cell in row] for row in CELLS[language]]
    head, *others = table.iter(qn("w:tr"))
    assert head.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    assert all(row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is None for row in others)
    assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in (head, *others))
    said = {
        kind: next(table.iter(qn(f"w:{kind}"))).get(qn("w:val"))
        for kind in ("tblStyle", "tblCaption", "tblDescription")
    }
    assert said["tblStyle"] == "Figures"
    assert said["tblCaption"] == blocks.WORDS[language][0]
    assert said["tblDescription"] == " · ".join(CELLS[language][0])
    assert (next(table.iter(qn("w:bidiVisual")), None) is not None) == (language == "ar")


@LANGUAGES
def test_numbers_stand_to_the_right_in_any_language(made: Path, drawn: Callable[[str], Path], language: str) -> None:
    table = data_table(made / f"{language}.docx")
    for row in list(table.iter(qn("w:tr")))[1:]:
        for cell in list(row.iter(qn("w:p")))[1:]:
            aligned = cell[0].find(qn("w:jc"))  # from right to left, lines begin on the right
            assert aligned is None if language == "ar" else aligned.get(qn("w:val")) == "right"
    # And so they do as two engines draw them: the last letters of a column are one below the other.
    for path in (made / f"{language}.pdf", drawn(language)):
        with pymupdf.open(path) as document:
            right = {
                word[4]: word[2] for word in document[0].get_text("words") if word[4] in ("98,111", "1,234", "99,352")
            }
        assert len(right) == 3
        assert max(right.values()) - min(right.values()) < 0.6


@LANGUAGES
def test_lists_are_on_their_levels_and_numbers_begin_again(
    made: Path, drawn: Callable[[str], Path], language: str
) -> None:
    text = "\n".join(page_texts(drawn(language).read_bytes()))
    # As LibreOffice numbers them: two on the first level, below the first 1 and 2, below the second 1; then 3.
    numbers = re.findall(r"(?:^|\s)([1-9])\.(?=\s|$)", plain(text)) if language == "en" else []
    assert numbers in (["1", "1", "1", "2", "2", "1", "3"], [])  # the first is typed in a text
    levels = []
    for paragraph in body(made / f"{language}.docx").iter(qn("w:p")):
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}").get(qn("w:val"))
        if style.startswith(("ListBullet", "ListNumber", "PlainBullet")):
            levels.append(int(style[-1]) if style[-1].isdigit() else 1)
    assert levels == [1, 2, 3, 1, 1, 2, 2, 1, 2, 1]


@LANGUAGES
def test_notes_lead_to_bookmarks_in_word(made: Path, language: str) -> None:
    document = body(made / f"{language}.docx")
    marks = [each.get(qn("w:name")) for each in document.iter(qn("w:bookmarkStart"))]
    targets = [name for each in document.iter(qn("w:hyperlink")) if (name := each.get(qn("w:anchor")))]
    assert sorted(marks) == ["from_method", "from_source", "note_method", "note_source"]
    assert set(targets) == set(marks)
    assert len(targets) == 5


# Press and web


@LANGUAGES
def test_a_press_pdf_passes_the_preflight(made: Path, language: str) -> None:
    from factsheet.build import plan
    from factsheet.build.freshness import Selection
    from factsheet.core.project import Root

    job = plan.plan(Root(made), Selection()).jobs[0]
    found = preflight((made / f"{language}-press.pdf").read_bytes(), "x", job.printer, A4, sides=1)
    assert [str(fault) for each in found for fault in each.faults] == []


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.mark.parametrize("language", [slow("en"), "ar"])
@pytest.mark.parametrize("width", [360, slow(1200)])
def test_a_web_page_is_accessible_and_no_wider_than_its_window(
    browser: Browser, made: Path, language: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(address(made / f"{language}.html"))
    assert accessibility_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    rows = page.eval_on_selector_all(
        "table.data tr", "rows => rows.map(r => [...r.cells].map(c => c.innerText.trim()))"
    )
    assert [[plain(cell) for cell in row] for row in rows] == [[plain(cell) for cell in row] for row in CELLS[language]]
    page.close()
