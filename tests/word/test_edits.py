"""A Word file may be edited: nothing is cut off, headings stay with their text, and the band stays at the foot."""

from __future__ import annotations

import copy
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from factsheet.check import word_pages
from factsheet.check.word_xml import text_of
from factsheet.core.archive import zipped
from factsheet.core.xml import Element
from factsheet.opendocument import libreoffice

from ..conftest import Leaflet
from ..reading import W, page_texts, part, style_of
from ..validators import absent, docx_faults, rgb_at

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
BAND = (0x12, 0x3F, 0x63)
Edit = Callable[[Element], None]


def paragraph(body: Element, style: str, number: int = 0) -> Element:
    return [each for each in body.iter(f"{W}p") if style_of(each) == style][number]


def typed(body: Element, style: str, number: int, words: str) -> None:
    """Type words after a text."""
    last = list(paragraph(body, style, number).iter(f"{W}t"))[-1]
    last.text = f"{last.text} {words}"


def two_lines(body: Element) -> None:
    typed(body, "Lead", 0, "Zwei weitere Zeilen. " * 6)


def long_heading(body: Element) -> None:
    typed(body, "Heading1", 0, "And where does it lead, and who takes part in it?")


def ten_lines(body: Element) -> None:
    typed(body, "Panel", 0, "Noch eine Zeile im Kasten. " * 17)


def another_member(body: Element) -> None:
    before = paragraph(body, "List", 3)
    added = copy.deepcopy(before)
    next(added.iter(f"{W}t")).text = "Ruritania"
    before.addnext(added)


def pasted_picture(body: Element) -> None:
    """Paste the first card's picture into the lead, 100 pt wide: on a line that is at least 20 pt high."""
    drawing = copy.deepcopy(list(body.iter(f"{W}drawing"))[1])
    next(drawing.iter(f"{WP}docPr")).set("id", "900")
    for size in (*drawing.iter(f"{WP}extent"), *(each for each in drawing.iter(f"{A}ext") if each.get("cx"))):
        size.set("cx", "1270000")
        size.set("cy", "1270000")
    etree.SubElement(paragraph(body, "Lead"), f"{W}r").append(drawing)


def larger_type(body: Element) -> None:
    for run in paragraph(body, "Lead").iter(f"{W}r"):
        look = run.find(f"{W}rPr")
        if look is None:
            look = etree.Element(f"{W}rPr")
            run.insert(0, look)
        etree.SubElement(look, f"{W}sz", {f"{W}val": "40"})


def forty_points(body: Element) -> None:
    """Stand in for an engine that needs 40 pt more for the back than the page does."""
    white = paragraph(body, "Heading1", -1).getprevious()
    while white is not None and (space := white.find(f"{W}pPr/{W}spacing")) is None:
        white = white.getprevious()
    assert white is not None
    space.set(f"{W}line", str(int(space.get(f"{W}line", "")) + 40 * 20))


# By what is done: how many pages there are then.
EDITS: dict[str, tuple[Edit, int]] = {
    "two-lines": (two_lines, 3),
    "long-heading": (long_heading, 2),
    "ten-lines": (ten_lines, 3),
    "another-member": (another_member, 2),
    "pasted-picture": (pasted_picture, 3),
    "larger-type": (larger_type, 3),
    "forty-points": (forty_points, 2),
}


# The picture again, where lines are exactly as high as they are said to be.
BAD = "on-exact-lines"


@pytest.fixture(scope="module")
def edited(leaflet: Leaflet, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the file after each edit, drawn by LibreOffice in one go."""
    if not libreoffice.program():
        absent("LibreOffice (libreoffice-writer-nogui)")
    folder = tmp_path_factory.mktemp("edited")
    with zipfile.ZipFile(leaflet.docx) as archive:
        whole = {name: archive.read(name) for name in archive.namelist()}
    for name, edit in {**{name: edit for name, (edit, _) in EDITS.items()}, BAD: pasted_picture}.items():
        document = part(leaflet.docx, "word/document.xml")
        edit(document)
        changed = {"word/document.xml": etree.tostring(document)}
        if name == BAD:
            changed["word/styles.xml"] = whole["word/styles.xml"].replace(b'"atLeast"', b'"exact"')
        (folder / f"{name}.docx").write_bytes(zipped((whole | changed).items(), 1))
    paths = {name: folder / f"{name}.docx" for name in (*EDITS, BAD)}
    for path, pdf in word_pages.drawn(list(paths.values())).items():
        path.with_suffix(".pdf").write_bytes(pdf)
    return paths


@pytest.mark.parametrize("name", EDITS)
def test_what_is_edited_flows_on(name: str, edited: dict[str, Path]) -> None:
    docx, pdf = edited[name], edited[name].with_suffix(".pdf")
    assert docx_faults(docx) == []
    pages = page_texts(pdf)
    assert len(pages) == EDITS[name][1]
    assert rgb_at(pdf, len(pages) - 1, [(0.5, 296.5), (105, 296.5), (209.5, 296.5)]) == [BAND] * 3
    assert "Connect with us" in pages[-1]
    # The columns stay with their headings.
    for heading, below in (
        ("Stakeholders", "Various EU bodies"),
        ("Framework", "set out the"),
    ):
        assert len({next(n for n, text in enumerate(pages) if words in text) for words in (heading, below)}) == 1
    printed = "".join("".join(pages).split())
    for paragraph in part(docx, "word/document.xml").iter(f"{W}p"):
        assert "".join(text_of(paragraph).split()).lower() in printed.lower()


@pytest.mark.parametrize(("name", "room"), [("pasted-picture", True), (BAD, False)])
def test_a_pasted_picture_makes_room_for_itself(name: str, room: bool, edited: dict[str, Path]) -> None:
    """On a line of exactly 20 pt it would cover the lines above, or be cut off."""
    import pypdfium2

    with pypdfium2.PdfDocument(edited[name].with_suffix(".pdf")) as document:
        (top,) = (
            bounds[3]
            for each in document[0].get_objects([pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])
            if abs((bounds := each.get_bounds())[2] - bounds[0] - 100) < 1
        )
        text = document[0].get_textpage()
        found = text.search("amongst the countries").get_next()
        assert found is not None
        assert (top < text.get_charbox(found[0])[1]) == room  # below that line
