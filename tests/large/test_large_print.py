"""The leaflet in large print: no small type, the words of the PDF, and nothing parted from what it belongs to.

What the check measures with PDFium, MuPDF measures here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pymupdf
import pytest

from factsheet.build import manifest
from factsheet.check import file_checks, large_print, lost_words, pdf_contents, pdf_structure
from factsheet.check.findings import Weight
from factsheet.core.project import Root
from factsheet.large import look
from factsheet.page import page
from factsheet.theme import contrast, layout

from ..conftest import Copy, Leaflet, job_of, slow
from ..validators import judged_once, pdf_faults
from .conftest import Enlarged

LANGUAGES = pytest.mark.parametrize("language", ["en", "ar", slow("fr"), slow("en-XA"), slow("ar-XB")])
Written = Callable[[bytes], Path]
Line = dict[str, Any]  # or a span of one, as MuPDF gives it
# How exactly MuPDF gives the size of type, in pt.
EXACT = 0.02
NUMBER = re.compile(r"\W*\d+ / \d+\W*")


def lines(pdf: bytes) -> list[list[Line]]:
    """Return the lines of each page of a PDF, from above, without the number of the page."""
    with pymupdf.open(stream=pdf) as document:
        pages = [
            [line for block in each.get_text("dict")["blocks"] for line in block.get("lines", ())] for each in document
        ]
    found = [sorted(page, key=lambda line: line["bbox"][3]) for page in pages]
    assert all(NUMBER.fullmatch(said(page[-1])) for page in found)
    return [page[:-1] for page in found]


def said(line: Line) -> str:
    return "".join(span["text"] for span in line["spans"]).strip()


def spans(pdf: bytes) -> Iterator[Line]:
    with pymupdf.open(stream=pdf) as document:
        for each in document:
            for block in each.get_text("dict")["blocks"]:
                yield from (span for line in block.get("lines", ()) for span in line["spans"] if span["text"].strip())


@LANGUAGES
def test_no_type_is_small_or_slanted(language: str, large: Enlarged) -> None:
    pdf = large(language)
    assert list(large_print.faults(pdf, look.LEAST)) == []
    every = list(spans(pdf))
    assert min(span["size"] for span in every) >= look.LEAST - EXACT
    assert not any(span["flags"] & pymupdf.TEXT_FONT_ITALIC for span in every)


@LANGUAGES
def test_it_keeps_to_the_standards_of_the_pdf(language: str, large: Enlarged, written: Written) -> None:
    assert pdf_faults(written(large(language))) == []


@pytest.mark.parametrize("language", ["en", "ar", slow("fr")])
def test_it_says_what_the_pdf_says(
    language: str, large: Enlarged, leaflets: dict[str, Leaflet], written: Written, project: Root
) -> None:
    pdf, job = large(language), job_of(project, language)
    assert list(large_print.between(leaflets[language].pdf.read_bytes(), pdf, job.edition.direction)) == []
    html = page.make(job.edition, job.theme, project).html
    assert list(lost_words.lost(html, lost_words.readers(written(pdf), pdf))) == []


def test_other_words_pictures_and_links_are_found(large: Enlarged, leaflets: dict[str, Leaflet]) -> None:
    found = {each.kind: each.what for each in large_print.between(leaflets["fr"].pdf.read_bytes(), large("en"), "ltr")}
    assert found.keys() >= {"large-words", "large-pictures"}
    assert "they first differ at" in found["large-words"]


@LANGUAGES
def test_its_pages_are_numbered(language: str, large: Enlarged) -> None:
    """Numbers are artifacts: no reader hears them in the middle of a text that goes on."""
    pages = lines(large(language))
    assert 4 <= len(pages) <= 9
    structure, _ = pdf_structure.read(large(language), pdf_contents.read(large(language)))
    assert not any(NUMBER.search(text.words) for text in structure.texts)


@LANGUAGES
def test_a_list_over_several_pages_is_one(language: str, large: Enlarged, written: Written, project: Root) -> None:
    members = len(job_of(project, language).edition.lists["members"])
    with pikepdf.open(written(large(language))) as opened:
        lists = [each for each in opened.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/L"]
        assert [len(each.K) for each in lists].count(members) == 1
        (whole,) = [each for each in lists if len(each.K) == members]
        pages = {each.Pg.objgen for item in whole.K for each in item.K if "/Pg" in each}
    assert len(pages) > 1


@LANGUAGES
def test_nothing_is_parted_from_what_it_belongs_to(language: str, large: Enlarged, project: Root) -> None:
    """No page ends in a heading, a term or a legend; every number of a list has its item beside it."""
    structure, _ = pdf_structure.read(large(language), pdf_contents.read(large(language)))
    text = job_of(project, language).edition.text
    keys = ["members.legend", "facts.established", "facts.current_chair", "facts.upcoming_chair", "facts.secretariat"]
    begins = {each.words for each in structure.texts if each.heading} | {str(text[key]) for key in keys}
    for each in lines(large(language)):
        last = said(each[-1])
        assert not any(last in words for words in begins), last
        for line in each:
            if re.fullmatch(r"\W*\d+\.\W*", said(line)):
                beside = [other for other in each if other is not line and abs(other["bbox"][1] - line["bbox"][1]) < 4]
                assert beside


@pytest.mark.parametrize("folder", ["", "examples/country-profile", "examples/programme-flyer"])
def test_words_have_a_strong_contrast(folder: str, project: Root) -> None:
    theme = look.enlarged(layout.load(Root(project.folder / folder)), "Latn")

    def ratio(one: str, other: str) -> float:
        return contrast.ratio(*(contrast.of_hex(theme.colours[name].screen) for name in (one, other)))

    for style in theme.styles.values():
        if style.colour:
            assert ratio(style.colour, style.fill or theme.roles.paper) >= look.STRONG
    for filled in (*theme.rows.values(), *theme.panels.values()):
        if filled.fill and (words := look.words_on(theme, filled.fill)):
            assert ratio(words, filled.fill) >= look.STRONG


def test_a_colour_keeps_its_hue() -> None:
    """A text may say that something is green."""
    red, green, blue = look.strong((0.2, 0.6, 0.3), (1, 1, 1))
    assert green > max(red, blue)
    assert look.strong((0.1, 0.1, 0.1), (1, 1, 1)) == (0.1, 0.1, 0.1)
    assert look.strong((0.5, 0.5, 0.5), (0, 0, 0)) > (0.5, 0.5, 0.5)


def test_the_check_finds_small_type_and_the_manifest_has_the_pages(copy: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    """A layout may add to the style sheet of large print; what it must not do is found."""
    judged_once(monkeypatch)
    (copy.root / "layouts/leaflet/large.css.j2").write_text("p.card { font-size: 12pt }", "utf-8")
    assert copy.build("", "--format", "large").status == 0
    entries = manifest.read(Root(copy.root))[0].entries.values()
    (found,) = file_checks.of_files(entries, Root(copy.root), {("2025-france", "en"): job_of(copy.root)})
    assert (found.kind, found.weight) == ("small-type", Weight.ERROR)
    assert re.search(
        r"smaller than 16 pt in 2 places; on page \d, \"A common understanding .* is in 12 pt", found.problem.what
    )
    (entry,) = entries
    assert (entry.format, entry.pages) == ("large", len(lines(copy.only("-large.pdf").read_bytes())))
    assert [path.name[-15:] for path in (copy.root / "output").glob("*/*.zip")] == ["-france-all.zip"]
