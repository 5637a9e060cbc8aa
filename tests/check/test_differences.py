# ruff: noqa: E501, RUF001
"""Whatever is lost in a Word file is reported, in both directions, and nothing else is.

That is: words, their order, cells of tables, pictures, levels of lists, links, headings.
"""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from factsheet.build import manifest, plan
from factsheet.build.freshness import Selection
from factsheet.check import differences, file_checks
from factsheet.core.project import Root
from factsheet.core.xml import Element
from factsheet.opendocument import libreoffice

from .. import charted
from ..conftest import Leaflet, pipeline, slow
from ..reading import W, style_of, text_of
from ..validators import judged_once
from ..word.test_document import rewritten
from .conftest import with_everything

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}"


# What is done to a document, by what it does


def styled(document: Element, style: str, number: int = 0) -> Element:
    """Return one of the paragraphs of a style."""
    return [each for each in document.iter(f"{W}p") if style_of(each) == style][number]


def figures(document: Element) -> Element:
    """Return the table of data."""
    return next(each for each in document.iter(f"{W}tbl") if each.find(f".//{W}tblHeader") is not None)


def cell(document: Element, row: int, column: int) -> Element:
    return list(list(figures(document).iter(f"{W}tr"))[row].iter(f"{W}tc"))[column]


def drop(element: Element | None) -> None:
    parent = element.getparent() if element is not None else None
    assert element is not None
    assert parent is not None
    parent.remove(element)


def silence(element: Element) -> None:
    for text in element.iter(f"{W}t"):
        text.text = ""


def swap(one: Element, other: Element) -> None:
    place = etree.Element("place")
    one.addprevious(place)
    other.addprevious(one)
    place.addprevious(other)
    drop(place)


def set_style(paragraph: Element, style: str) -> None:
    paragraph.find(f"{W}pPr/{W}pStyle").set(f"{W}val", style)  # type: ignore[union-attr]


def unlink(link: Element) -> None:
    for child in list(link):
        link.addprevious(child)
    drop(link)


def links(document: Element) -> list[Element]:
    return list(document.iter(f"{W}hyperlink"))


def numbered(document: Element, number: int) -> Element:
    """Return what makes a paragraph an item of the list with numbers."""
    return list(document.iter(f"{W}numPr"))[number]


def decorate(document: Element) -> None:
    """Mark the picture as decoration."""
    picture = next(each for each in document.iter(f"{WP}docPr") if each.get("descr"))
    etree.SubElement(picture, f"{DECORATIVE}decorative", val="1")


def pictured(document: Element) -> Element:
    return next(each for each in document.iter(f"{W}drawing") if each.find(f".//{WP}docPr[@descr]") is not None)


def last_words(paragraph: Element) -> None:
    """Take the last words from a text."""
    text = list(paragraph.iter(f"{W}t"))[-1]
    text.text = (text.text or "")[: len(text.text or "") // 2]


def turned(paragraph: Element) -> None:
    """Turn the words of a text round."""
    text = next(each for each in paragraph.iter(f"{W}t") if len((each.text or "").split()) > 1)
    text.text = " ".join(reversed((text.text or "").split()))


def renumbered(document: Element) -> None:
    """Make the second item of the list the first of another."""
    numbered(document, 2).find(f"{W}numId").set(f"{W}val", "5")  # type: ignore[union-attr]


# By what is planted: what is done, and the kinds and words of what is reported.
PLANTED: dict[str, tuple[Callable[[Element], object], list[str], str]] = {
    "half a text": (lambda doc: last_words(styled(doc, "Quote")), ["lost-words"], "has other words in Word: Word lacks"),
    "a text": (lambda doc: drop(styled(doc, "Quote")), ["lost-words"], "Word lacks a text of the PDF"),
    "a caption": (lambda doc: drop(styled(doc, "Caption")), ["lost-words"], "Word lacks a text of the PDF"),
    "a nested item": (lambda doc: drop(styled(doc, "ListBullet3")), ["lost-words"], "Word lacks a text of the PDF"),
    "a text too many": (
        lambda doc: styled(doc, "Quote").addnext(etree.fromstring(etree.tostring(styled(doc, "ColumnHead")))),
        ["lost-words"],
        "Word has a text that the PDF lacks",
    ),
    "two texts": (lambda doc: swap(styled(doc, "Quote"), styled(doc, "Centred")), ["reading-order"] * 2, "in the PDF and after"),
    "a table": (lambda doc: swap(styled(doc, "Caption"), figures(doc)), ["reading-order"], "a table is read after"),
    "words": (lambda doc: turned(styled(doc, "Quote")), ["reading-order"], "has its words in another order in Word"),
    "words of a cell": (lambda doc: silence(cell(doc, 1, 0)), ["lost-cell"], "is empty in Word"),
    "figures of a cell": (lambda doc: last_words(cell(doc, 2, 1)), ["lost-cell"], 'cell 2 in row 3 of the table "'),
    "a sign in a cell": (lambda doc: silence(cell(doc, 2, 2)), ["lost-cell"], 'says "–" in the PDF, and is empty'),
    "a cell": (lambda doc: drop(cell(doc, 1, 3)), ["lost-cell"], "has 3 cells in Word and 4 in the PDF"),
    "two cells": (lambda doc: swap(cell(doc, 1, 1), cell(doc, 1, 2)), ["lost-cell"] * 2, "98,111"),
    "a row": (lambda doc: drop(list(figures(doc).iter(f"{W}tr"))[3]), ["lost-row"], "has 4 rows in Word and 5 in the PDF; Word lacks"),
    "a head": (lambda doc: drop(figures(doc).find(f".//{W}tblHeader")), ["lost-cell"], "an ordinary row in Word"),
    "all rows": (lambda doc: drop(figures(doc)), ["lost-table"], "of the PDF is no table in Word"),
    "a picture": (lambda doc: drop(pictured(doc)), ["lost-picture"], "Word lacks the picture"),
    "what a picture shows": (lambda doc: next(pictured(doc).iter(f"{WP}docPr")).set("descr", "x"), ["lost-picture"] * 2, "picture"),
    "that a picture shows anything": (decorate, ["lost-picture"], "Word lacks the picture"),
    "a level": (lambda doc: numbered(doc, 1).find(f"{W}ilvl").set(f"{W}val", "0"), ["list-level"], "is on level 1 of its list in Word, and on level 2 in the PDF"),
    "a level of bullets": (lambda doc: set_style(styled(doc, "ListBullet3"), "ListBullet2"), ["list-level"], "is on level 2 of its list in Word, and on level 3"),
    "a bullet": (lambda doc: set_style(styled(doc, "ListBullet2"), "Normal"), ["list-level"], "is in no list in Word"),
    "no bullet": (lambda doc: set_style(styled(doc, "Quote"), "PlainBullet"), ["list-level"], "is an item of a list in Word, and none in the PDF"),
    "a number": (renumbered, ["list-number"], "in the PDF and with"),
    "a link": (lambda doc: unlink(links(doc)[0]), ["lost-link"], "leads to https://www.example.org/why in the PDF, and the Word file has none"),
    "a link to a note": (lambda doc: unlink(links(doc)[2]), ["lost-link"], "leads to #note-source in the PDF"),
    "where a link leads": (lambda doc: links(doc)[4].set(f"{W}anchor", "from_source"), ["lost-link"] * 2, "#from"),
    "a place": (lambda doc: drop(doc.find(f".//{W}bookmarkStart[@{W}name='note_source']")), ["lost-link"] * 2, "leads nowhere in the Word file"),
    "a heading": (lambda doc: set_style(styled(doc, "Heading1Reversed"), "Normal"), ["lost-heading"], "of the PDF is ordinary text in Word"),
    "the title": (lambda doc: set_style(styled(doc, "Title"), "Normal"), ["lost-heading"], "of the PDF is ordinary text in Word"),
    "no heading": (lambda doc: set_style(styled(doc, "Quote"), "Heading1"), ["lost-heading"], "is a heading in Word, and ordinary text in the PDF"),
}  # fmt: skip


def planted(docx: Path, change: Callable[[Element], object]) -> bytes:
    """Return a Word file with a change in its document."""
    changed = BytesIO()
    with zipfile.ZipFile(docx) as source, zipfile.ZipFile(changed, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                document = etree.fromstring(content)
                change(document)
                content = etree.tostring(document)
            target.writestr(name, content)
    return changed.getvalue()


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("what", PLANTED)
def test_what_is_lost_is_reported_and_nothing_else(what: str, language: str, everything: dict[str, Path]) -> None:
    change, kinds, says = PLANTED[what]
    docx = everything[language]
    pdf = docx.with_suffix(".pdf").read_bytes()
    found = differences.between(pdf, planted(docx, change), {"en": "ltr", "ar": "rtl"}[language])
    assert [each.kind for each in found] == kinds, found
    assert any(says in each.what for each in found), found


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_table_that_only_places_things_is_none(language: str, everything: dict[str, Path]) -> None:
    docx = everything[language]
    style = f"{W}tblPr/{W}tblStyle"
    bad = planted(docx, lambda doc: figures(doc).find(style).set(f"{W}val", "Leaflet"))  # type: ignore[union-attr]
    found = differences.between(docx.with_suffix(".pdf").read_bytes(), bad, {"en": "ltr", "ar": "rtl"}[language])
    assert {each.kind for each in found} == {"lost-table", "lost-words"}


def test_a_relation_that_leads_elsewhere_is_reported(everything: dict[str, Path], tmp_path: Path) -> None:
    docx, rels = everything["en"], "word/_rels/document.xml.rels"
    bad = rewritten(docx, tmp_path / "bad.docx", rels, b"https://www.example.org/why", b"https://www.example.org/how")
    found = differences.between(docx.with_suffix(".pdf").read_bytes(), bad.read_bytes(), "ltr")
    assert [each.kind for each in found] == ["lost-link"] * 2
    assert "leads to https://www.example.org/how in the Word file" in found[1].what


@pytest.mark.parametrize("id", ["en", "ar"])
def test_a_heading_on_another_level_is_reported(id: str, leaflets: dict[str, Leaflet]) -> None:
    leaflet = leaflets[id]
    bad = planted(leaflet.docx, lambda doc: set_style(styled(doc, "Heading1", 1), "Heading2"))
    found = differences.between(leaflet.pdf.read_bytes(), bad, {"en": "ltr", "ar": "rtl"}[id])
    assert [each.kind for each in found] == ["heading-level"]
    heading = styled(etree.fromstring(zipfile.ZipFile(leaflet.docx).read("word/document.xml")), "Heading1", 1)
    assert " ".join(text_of(heading).split()) in found[0].what.replace("\u200e", "")


@pytest.mark.parametrize("id", ["en", "ar"])
def test_pictures_of_the_leaflet_in_another_order_are_reported(id: str, leaflets: dict[str, Leaflet]) -> None:
    def exchange(document: Element) -> None:
        one, other = [each for each in document.iter(f"{WP}docPr") if each.get("descr")][1:3]
        one.attrib["descr"], other.attrib["descr"] = other.get("descr", ""), one.get("descr", "")

    leaflet = leaflets[id]
    found = differences.between(
        leaflet.pdf.read_bytes(), planted(leaflet.docx, exchange), {"en": "ltr", "ar": "rtl"}[id]
    )
    assert [each.kind for each in found] == ["reading-order"]


@pytest.mark.parametrize("language", [slow("en"), "ar"])
def test_charts_are_pictures_whose_words_are_their_own(language: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Word draws a chart itself, with words that are no texts; in a PDF they can be copied."""
    (docx,) = charted.built(tmp_path_factory).glob(f"output/*-{language}.docx")
    pdf, direction = docx.with_suffix(".pdf").read_bytes(), {"en": "ltr", "ar": "rtl"}[language]
    assert differences.between(pdf, docx.read_bytes(), direction) == []
    found = differences.between(pdf, planted(docx, lambda doc: drop(pictured(doc))), direction)
    assert [each.kind for each in found] == ["lost-picture"]


def test_of_many_differences_a_few_are_said(everything: dict[str, Path]) -> None:
    def every(document: Element) -> None:
        for each in figures(document).iter(f"{W}tc"):
            silence(each)

    docx = everything["en"]
    found = differences.between(docx.with_suffix(".pdf").read_bytes(), planted(docx, every), "ltr")
    assert [each.kind for each in found] == ["lost-cell"] * 5
    assert found[-1].what.endswith("; and 15 more like this")


# As `make check` reports it


def test_a_finding_names_the_file_and_what_to_do(
    leaflet: Leaflet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged_once(monkeypatch)
    root = Root(tmp_path)
    shutil.copytree(leaflet.root / "output", root.output)
    known, _ = manifest.read(root)
    entries = {entry.format: entry for entry in known.entries.values() if entry.format in ("pdf", "docx")}
    jobs = {(job.edition.variant, job.edition.language): job for job in plan.plan(Root(leaflet.root), Selection()).jobs}
    bad = planted(leaflet.docx, lambda doc: set_style(styled(doc, "Heading1", 1), "Normal"))
    (root.output / entries["docx"].path).write_bytes(bad)
    (found,) = file_checks.of_files(entries.values(), root, jobs)
    assert (found.kind, found.problem.place.file) == ("lost-heading", f"output/{entries['docx'].path}")
    assert found.problem.hint.startswith('see "word" in its style in theme.yaml')


@pytest.mark.campaign
def test_check_reports_a_style_that_is_no_heading_in_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As it happens: a theme gives the headings a Word style of its own, which is based on none of Word's."""
    judged_once(monkeypatch)
    monkeypatch.setattr(libreoffice, "program", lambda: None)  # its pages are not in question
    root = with_everything(tmp_path / "factsheet")
    theme = root.layout / "theme.yaml"
    text = theme.read_text("utf-8")
    changed = re.sub(r"word: Heading 1 Reversed\n( *)based_on: Heading 1", r"word: Chapter", text)
    assert changed != text
    theme.write_text(changed, "utf-8")
    result = pipeline("check", "--root", root.folder, "--lang", "en")
    assert result.status == 1, result.err
    assert 'the heading "Find out more" of the PDF is ordinary text in Word' in result.out
