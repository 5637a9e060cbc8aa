"""Every pair and triple of marks that a text may have, one inside the other: valid in PDF and Word, no word lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import permutations, product
from pathlib import Path

import lxml.html
import pikepdf
import pytest
from docx import Document
from docx.oxml.ns import qn

from factsheet.check.text_extraction import caseless, docx_text, page_texts, words
from factsheet.core.project import Root
from factsheet.edition import capitals, ties, typography
from factsheet.edition.locales import Locale
from factsheet.page.page import Page
from factsheet.text import markup
from factsheet.text.markup import Inline
from factsheet.theme import fonts, layout
from factsheet.typeset import pdf
from factsheet.word import writer

from ..conftest import slow
from ..validators import clauses, docx_faults, pdf_faults

SIGNS = {"bold": "**{}**", "italic": "*{}*", "link": "[{}](#site)"}
SITE = "https://www.example.org"
# In a text from right to left, Latin is isolated; a name that is filled in is a placeholder.
TOLD = {
    "fr": ("Initiative", "le {name} là", "deux\u00admots : fin"),
    "ar": ("مبادرة", "هو {name} هنا", "عام 2024-2026 في ICMPD"),
}
NAMES = {"fr": "Kenya", "ar": "DG HOME"}


def marked(language: str) -> Iterator[Inline]:
    """Yield a text for each order of up to three marks around some words: tight, and with words between the marks."""
    locale = Locale(language, {})
    plain, *others = TOLD[language]
    for number, (told, tight) in product((1, 2, 3), [(plain, True), *((each, False) for each in (plain, *others))]):
        for marks in permutations(SIGNS, number):
            text = told
            for mark in marks:
                text = SIGNS[mark].format(text if tight else f"{told} {text} {told}")
            read = markup.read(f"{told} {text} {told}").filled({"name": NAMES[language]}, {"site": SITE})
            yield typography.typeset(read, locale)


def texts(language: str) -> Iterator[str]:
    """Yield each text as it may stand on a page: as it is, as a draft, as a title in two lines, in capitals."""
    for number, text in enumerate(marked(language)):
        odd = (number + number // 6) % 2  # so that each order of marks is tried at each
        yield f"<p>{text.__html__()}</p>"
        yield f"<p>{replace(text, draft='outdated' if odd else 'missing', language='en-GB').__html__()}</p>"
        yield f"<h1>{markup.stacked(text)}</h1>" if odd else f"<h1><strong>{text.__html__()}</strong></h1>"


def page_of(language: str, root: Root) -> Page:
    direction = Locale(language, {}).direction
    head = "".join(
        f"<meta name={name} content='{content}'>"
        for name, content in (("author", "x"), ("description", "x"), ("dcterms.modified", "2025-04-09"))
    )
    body = f"<article class='sheet back'>{''.join(texts(language))}</article>"
    style = "<style>html {font: 9pt 'Noto Sans', Vazirmatn} h1, p {hyphens: none} h1 {font-size: 11pt}</style>"
    html = f"<html lang={language} dir={direction}><title>x</title>{head}{style}<body>{body}"
    tree = lxml.html.document_fromstring(html)
    ties.set_in(tree, rtl=direction == "rtl")
    capitals.set_in(tree, layout.load(root).in_script("Latn", cased=direction == "ltr").styles.items())
    return Page(lxml.html.tostring(tree, encoding="unicode", doctype="<!DOCTYPE html>"), {}, direction)


def as_read(text: str, direction: str) -> list[str]:
    """Return words in the order of reading; from right to left, in that of the alphabet: PDFium reverses Latin."""
    found = [caseless(word) for word in words(text.replace("\u00ad", ""))]
    return sorted(found) if direction == "rtl" else found


@pytest.mark.parametrize("language", [slow("fr"), "ar"])
def test_all_marks_inside_one_another(language: str, project: Root, tmp_path: Path) -> None:
    page, theme = page_of(language, project), layout.load(project)
    tree = lxml.html.document_fromstring(page.html)
    told = "\n".join("".join(each.itertext()) + "\n" for each in tree.iter("p", "h1"))

    path = tmp_path / "marks.pdf"
    path.write_bytes(pdf.write(pdf.render(page, project, "marks"), page, "marks", fonts.of_theme(theme, project)))
    assert pdf_faults(path) == []
    read = "\n".join(page_texts(path.read_bytes()))
    assert as_read(read, page.direction) == as_read(told, page.direction)

    path = tmp_path / "marks.docx"
    path.write_bytes(writer.write(page, theme, project))
    assert docx_faults(path) == []
    assert as_read(docx_text(path.read_bytes()), "ltr") == as_read(told, "ltr")


def test_a_title_in_two_lines_keeps_its_links() -> None:
    title = markup.read("a [b](#site) **c [d](#site)**").filled({}, {"site": SITE})
    assert markup.stacked(title) == (
        f'a <a href="{SITE}">b</a> <br><strong>c </strong><strong><a href="{SITE}">d</a></strong>'
    )


def test_a_link_with_one_mark_is_one_annotation(project: Root, tmp_path: Path) -> None:
    """One with marks inside it has one for each of its stretches, all of them tagged."""
    said = {"[**all of it**](#site)": 1, "**[x *y* z](#site)**": 3, "*[a](#site) **[b](#site)***": 2}
    for text, number in said.items():
        read = markup.read(text).filled({}, {"site": SITE})
        page = Page(f"<html lang=en><title>x</title><p style='font-family: Noto Sans'>{read.__html__()}", {})
        path = tmp_path / "link.pdf"
        allowed = fonts.of_theme(layout.load(project), project)
        path.write_bytes(pdf.write(pdf.render(page, project, "x"), page, "x", allowed))
        with pikepdf.open(path) as document:
            assert len(document.pages[0].Annots) == number, text
        assert pdf_faults(path) == []


def test_a_link_around_marks_is_tagged_and_verapdf_catches_one_that_is_not(project: Root, tmp_path: Path) -> None:
    page = Page(f"<html lang=en><title>x</title><p><a href={SITE}>x <strong>y</strong></a>", {})
    path = tmp_path / "link.pdf"
    allowed = fonts.of_theme(layout.load(project), project)
    path.write_bytes(pdf.write(pdf.render(page, project, "x"), page, "x", allowed))
    assert pdf_faults(path) == []
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        first, second = document.pages[0].Annots
        assert str(first.Contents) == str(second.Contents) == "x y"
        del second.StructParent
        document.save(path)
    assert clauses(pdf_faults(path)) == {"7.18.5"}


def test_each_mark_stays_inside_the_others_in_word(project: Root) -> None:
    """A run has one character style; what the marks around it add is beside that."""
    docx = Document(
        BytesIO(writer.write(page_of("fr", project), layout.load(project).in_script("Latn", cased=True), project))
    )
    styles = {"Strong": "b", "Emphasis": "i", "Hyperlink": "u", "Outdated": "", "Missing": ""}
    found = set()
    for run in docx.element.body.iter(qn("w:r")):
        style = run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}")
        said = {each.tag.partition("}")[2] for each in run.findall(f"{qn('w:rPr')}/*")}
        if style is not None:
            found.add("".join(sorted({styles.get(style.get(qn("w:val")), "?"), *said & {"b", "i"}})))
    assert {"b", "i", "bi", "u", "bu", "iu", "biu"} <= found
