"""The PDF is whole, tagged, two pages, in its own fonts; each judge is shown a bad file first."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pytest

from factsheet.core.diagnostics import Problems
from factsheet.core.project import Root
from factsheet.page.page import Page
from factsheet.theme import fonts, layout
from factsheet.typeset import pdf

from ..conftest import Leaflet
from ..reading import docx_text
from ..validators import clauses, page_texts, pdf_damage, pdf_faults, rgb_at

HEADINGS = [
    "Khartoum Process",
    "What is the Khartoum Process?",
    "Member States",
    "Other Stakeholders",
    "Activities",
    "Strategic Framework",
    "ABOUT THE CAIRO DECLARATION",
    "CAIRO ACTION PLAN",
    "Connect with us",
]


def test_verapdf_finds_no_fault(leaflet: Leaflet) -> None:
    assert pdf_faults(leaflet.pdf) == []


def test_verapdf_catches_a_picture_without_words_and_a_missing_language(leaflet: Leaflet, tmp_path: Path) -> None:
    bad = tmp_path / "bad.pdf"
    with pikepdf.open(leaflet.pdf) as document:
        del document.Root.Lang
        for element in document.objects:
            if isinstance(element, pikepdf.Dictionary) and element.get("/S") == "/Figure":
                del element["/Alt"]
        document.save(bad)
    assert {"7.2", "7.3"} <= clauses(pdf_faults(bad))


def test_qpdf_finds_no_damage(leaflet: Leaflet) -> None:
    assert pdf_damage(leaflet.pdf) == []


def test_qpdf_catches_a_file_cut_short(leaflet: Leaflet, tmp_path: Path) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(leaflet.pdf.read_bytes()[:-2000])
    assert pdf_damage(bad)


def test_two_pages_of_a4(leaflet: Leaflet) -> None:
    with pikepdf.open(leaflet.pdf) as document:
        assert len(document.pages) == 2
        for page in document.pages:
            width, height = (float(side) / 72 * 25.4 for side in page.mediabox[2:])
            assert width == pytest.approx(210, abs=0.1)
            assert height == pytest.approx(297, abs=0.1)


def test_properties(leaflet: Leaflet) -> None:
    with pikepdf.open(leaflet.pdf) as document:
        assert str(document.Root.Lang) == "en-GB"
        assert bool(document.Root.ViewerPreferences.DisplayDocTitle)
        with document.open_metadata() as metadata:
            assert metadata["dc:title"] == "Khartoum Process: EU-Horn of Africa Migration Route Initiative"
            assert metadata["dc:creator"] == ["Secretariat of the Khartoum Process"]
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["xmp:CreateDate"].startswith("2025-04-09")


def test_bookmarks_lead_through_the_headings(leaflet: Leaflet) -> None:
    def titles(items: list[pikepdf.OutlineItem]) -> list[str]:
        return [title for item in items for title in (item.title, *titles(item.children))]

    with pikepdf.open(leaflet.pdf) as document, document.open_outline() as outline:
        assert [" ".join(title.split()) for title in titles(outline.root)] == HEADINGS


def test_links_lead_where_the_sources_say(leaflet: Leaflet) -> None:
    conference = "https://www.khartoumprocess.net/activities/2nd-ministerial-conference-of-the-khartoum-process"
    with pikepdf.open(leaflet.pdf) as document:
        links = [str(link.A.URI) for page in document.pages for link in page.get("/Annots", [])]
    assert links == [
        conference,
        conference,
        "https://www.khartoumprocess.net",
        "https://www.linkedin.com/company/khartoum-process",
        "mailto:KhartoumProcess@icmpd.org",
    ]


def test_every_font_is_embedded_and_one_of_ours(leaflet: Leaflet) -> None:
    with pikepdf.open(leaflet.pdf) as document:
        fonts = [
            o for o in document.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"
        ]
    ours = {"Noto-Sans", "Noto-Sans-Bold", "Noto-Sans-Italic", "Noto-Sans-Light", "Leaflet-Squares"}
    assert {str(font.FontName).partition("+")[2] for font in fonts} == ours
    assert all("/FontFile2" in font for font in fonts)


def test_icons_are_described(leaflet: Leaflet) -> None:
    with pikepdf.open(leaflet.pdf) as document:
        figures = [o for o in document.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Figure"]
        described = {str(figure.Alt) for figure in figures}
    assert described >= {"Website", "LinkedIn", "E-mail", "A pair of scales in balance"}
    assert len(figures) == 7


def test_the_bands_reach_the_edges(leaflet: Leaflet) -> None:
    blue = (0x12, 0x3F, 0x63)
    assert rgb_at(leaflet.pdf, 0, [(0.5, 0.5), (0.5, 69), (209.5, 69)]) == [blue] * 3
    assert rgb_at(leaflet.pdf, 1, [(0.5, 296.5), (209.5, 296.5)]) == [blue] * 2
    assert rgb_at(leaflet.pdf, 0, [(5, 75), (205, 290)]) == [(255, 255, 255)] * 2


def bare(body: str, pictures: dict[str, bytes] | None = None) -> Page:
    return Page(f"<html lang=en><title>x</title>{body}</html>", pictures or {})


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("<p style='colour: red'>a", "Ignored `colour: red`"),
        ("<p>a<a href='#nowhere'>b</a>", "No anchor #nowhere"),
        ("<img alt=x src='file:///etc/passwd'>", "which is not one of its pictures"),
        ("<img alt=x src='http://127.0.0.1/x.png'>", "which is not one of its pictures"),
        ("<style>@import url('file:///etc/passwd');</style>", "which is not one of its pictures"),
        ("<img alt=x src='picture:gone.svg'>", "which is not one of its pictures"),
        ("<p>\N{SNOWMAN}", "2603"),
    ],
)
def test_what_weasyprint_warns_of_fails_the_build(body: str, says: str, project: Root) -> None:
    page = bare(f"{body}<p style='break-before: page'>b")
    with pytest.raises(Problems) as caught:
        pdf.write(pdf.render(page, project, "leaflet"), page, "leaflet", fonts.of_theme(layout.load(project), project))
    assert says in str(caught.value)


def test_every_broken_word_is_whole_again_where_it_is_read(leaflets: dict[str, Leaflet]) -> None:
    """In French, where some are. What is not there is the hyphen: a typed one would stand as it is."""
    leaflet = leaflets["fr"]
    broken = re.findall("\\w+\ufffe\\w+", "\n".join(page_texts(leaflet.pdf)))
    assert broken
    assert {word.replace("\ufffe", "") for word in broken} <= set(re.findall(r"\w+", docx_text(leaflet.docx)))
