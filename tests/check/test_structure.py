# ruff: noqa: RUF001
"""What a PDF and a Word file consist of is read from them as other programs read it: poppler, and LibreOffice."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import NamedTuple

import lxml.html
import pytest
from lxml.html import HtmlElement
from weasyprint import HTML

from factsheet.check import differences, lost_words, pdf_contents, pdf_structure, word_structure
from factsheet.check.structure import Structure

from ..conftest import Copy, Leaflet
from ..validators import absent, all_drawn_by_libreoffice

LANGUAGES = ("en", "ar")


def of_pdf(pdf: bytes) -> Structure:
    return pdf_structure.read(pdf, pdf_contents.read(pdf))[0]


def plain(text: str) -> str:
    return " ".join(text.replace("\u200e", "").replace("\u200f", "").split())


def items(structure: Structure) -> list[tuple[int, str]]:
    return [(each.level, plain(each.words)) for each in structure.texts if each.label]


# The factsheet with everything, by both readers


def test_what_is_in_the_pdf(everything: dict[str, Path]) -> None:
    read = of_pdf(everything["en"].with_suffix(".pdf").read_bytes())
    assert [(each.heading, plain(each.words)) for each in read.texts if each.heading] == [
        (1, "Say in a few words what this is about"),
        (2, "Find out more"),
    ]
    assert [each.caption for each in read.tables] == ["Arrivals by country"]
    assert [len(row.cells) for row in read.tables[0].rows] == [4] * 5
    assert [row.is_head for row in read.tables[0].rows] == [True, False, False, False, False]
    assert read.tables[0].rows[1].cells == ("Kenya", "98,111", "71%", "€1,234,567")
    assert [(each.level, each.label) for each in read.texts if each.label] == [
        *((1, "•"), (2, "–"), (3, "·"), (2, "–"), (1, "•")),
        *((1, "1."), (2, "1."), (1, "2.")),
    ]
    assert len(read.pictures) == 1
    assert all(read.pictures)
    assert [link.address for link in read.links] == [
        "https://www.example.org/why",
        *("#note-method", "#note-source", "#note-method", "#from-method", "#from-source"),
        *("https://www.example.org", "mailto:info@example.org"),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_word_consists_of_the_same(language: str, everything: dict[str, Path]) -> None:
    docx = everything[language].read_bytes()
    pdf = everything[language].with_suffix(".pdf").read_bytes()
    paper, document = of_pdf(pdf), word_structure.read(docx)
    assert differences.between(pdf, docx, "rtl" if language == "ar" else "ltr") == []
    assert len(paper.texts) == len(document.texts)
    assert items(paper)[:5] == items(document)[:5]
    assert paper.pictures == document.pictures
    assert len(paper.links) == len(document.links) == 8


@pytest.mark.parametrize("id", ["en", "fr", "ar"])
def test_the_leaflet_consists_of_the_same(id: str, leaflets: dict[str, Leaflet]) -> None:
    pdf, docx = leaflets[id].pdf.read_bytes(), leaflets[id].docx.read_bytes()
    assert differences.between(pdf, docx, "rtl" if id == "ar" else "ltr") == []
    for read in (of_pdf(pdf), word_structure.read(docx)):
        assert (len(read.pictures), len(read.tables), len(read.links)) == (7, 0, 5)
        assert [each.label.strip(".") for each in read.texts if each.label.strip(".").isdecimal()] == list("12345")


def test_a_link_with_a_raised_letter_in_it_is_one(copy: Copy) -> None:
    """Word has it in three parts: "2", "e" and the rest."""
    result = copy.build("fr", "--chair", "2024-egypt", "--format", "pdf docx")
    assert result.status == 0, result.err
    pdf, docx = copy.only(".pdf").read_bytes(), copy.only(".docx").read_bytes()
    assert len(of_pdf(pdf).links) == len(word_structure.read(docx).links) == 4
    assert differences.between(pdf, docx, "ltr") == []


def test_what_tags_mean() -> None:
    """A link over several lines is one, two beside each other are two; a sublist is a level, a column is none."""
    link = "<a href='https://x.org/'>bbb ccc ddd eee fff</a>"
    lists = "<ul style='columns: 2'><li>a<li>b</ul><ol><li>c<ul class=sub><li>d</ul></ol><dl><div><dt>a<dd>b</div></dl>"
    text = f"<p style='width: 60px'>a {link} b <strong>{link}</strong></p>{lists}<table><tr><th>a<td>b</table>"
    text += "<style>.sub {list-style: none}</style>"
    pdf = HTML(string=f"<html lang=en><title>x</title>{text}").write_pdf(pdf_variant="pdf/ua-1")
    read = of_pdf(pdf or b"")
    assert [each.address for each in read.links] == ["https://x.org/"] * 2
    assert [(each.level, each.label, each.words) for each in read.texts if each.level] == [
        *((1, "•", "a"), (1, "•", "b"), (1, "1.", "c"), (2, "", "d"), (1, "", "a"), (1, "", "b")),
    ]
    assert [row.cells for row in read.tables[0].rows] == [("a", "b")]
    untagged = HTML(string="<p>x").write_pdf() or b""
    assert of_pdf(untagged).texts == ()


# Other programs


class Seen(NamedTuple):
    """What another program sees: headings, rows of tables of data, items of lists on their levels."""

    headings: list[str]
    rows: list[list[str]]
    items: list[tuple[int, str]]


def seen(structure: Structure, highest: int = 1) -> Seen:
    """Return what was read, as another program could see it."""
    headings = [plain(each.words) for each in structure.texts if each.heading >= highest]
    rows = [[plain(cell) for cell in row.cells] for table in structure.tables for row in table.rows]
    return Seen(headings, rows, items(structure))


# What holds words, for poppler.
HOLDERS = ("LI", "P", "TH", "TD", "Caption", "H1", "H2", "Figure")


def by_poppler(pdf: Path) -> Seen:
    """Read the tags of a PDF with poppler, which shows them as an outline."""
    if not lost_words.has_poppler():
        absent("poppler-utils")
    told = subprocess.run(["pdfinfo", "-struct-text", pdf], capture_output=True, check=True).stdout.decode()
    around: list[tuple[int, str, list[str]]] = []
    every: list[tuple[str, int, list[str]]] = []
    for line in told.splitlines():
        depth = len(line) - len(line.lstrip())
        while around and around[-1][0] >= depth:
            around.pop()
        if said := re.fullmatch(r'\s*"(.*)"', line):
            next(words for _, kind, words in reversed(around) if kind in HOLDERS).append(said[1])
        elif kind := re.match(r"\s*([A-Z]\w*)", line):
            words: list[str] = []
            around.append((depth, kind[1], words))
            every.append((kind[1], sum(each == "LI" for _, each, _ in around), words))
    rows: list[list[str]] = []
    for kind, _, words in every:
        if kind == "TR":
            rows.append([])
        elif kind in ("TH", "TD"):
            rows[-1].append("".join(words))
    listed = [(level, words) for kind, level, words in every if kind == "LI" and not words[0].isdigit()]
    return Seen(
        [plain(" ".join(words)) for kind, _, words in every if kind in ("H1", "H2")],
        rows,
        [(level, plain("".join(words[1:]))) for level, words in listed],
    )


def test_poppler_reads_the_same_in_a_pdf(everything: dict[str, Path]) -> None:
    path = everything["en"].with_suffix(".pdf")
    assert by_poppler(path) == seen(of_pdf(path.read_bytes()))


def by_libreoffice(html: Path) -> tuple[Seen, list[str]]:
    """Read what LibreOffice has made of a Word file, and where links lead."""
    tree = lxml.html.fromstring(html.read_text("utf-8"))

    def words(element: HtmlElement) -> str:
        return plain(element.text_content())

    tables = (table for table in tree.iter("table") if len(table.findall(".//tr")) > 1)  # those of the layout have one
    rows = [[words(cell) for cell in row.iter("td", "th")] for table in tables for row in table.iter("tr")]
    listed = [
        (sum(each.tag in ("ul", "ol") for each in item.iterancestors()), words(item.find("p")))
        for item in tree.iter("li")
    ]
    links = [link.get("href", "").removesuffix("/") for link in tree.iter("a") if "href" in link.attrib]
    return Seen([words(each) for each in tree.iter("h1", "h2", "h3")], rows, listed), links


def test_libreoffice_reads_the_same_in_word(everything: dict[str, Path], tmp_path: Path) -> None:
    drawn = all_drawn_by_libreoffice(list(everything.values()), tmp_path, to="html")
    for path, html in zip(everything.values(), drawn, strict=True):
        read = word_structure.read(path.read_bytes())
        found, links = by_libreoffice(html)
        assert found == seen(read, highest=2)  # it has no heading for a title
        assert links == [link.address for link in read.links]
