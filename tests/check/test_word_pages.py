"""The pages that LibreOffice lays a Word file out on are counted; if there are too many, the message says where."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from factsheet.build import manifest
from factsheet.check import file_checks, word_pages
from factsheet.check.findings import Weight
from factsheet.core.project import Root
from factsheet.opendocument import libreoffice
from factsheet.page import page
from factsheet.source import loader
from factsheet.theme import layout
from factsheet.word import writer

from ..conftest import Leaflet, decided
from ..languages import DRAFTS
from ..validators import absent
from ..word.test_document import rewritten

BREAK, LEAD = b"<w:pageBreakBefore/>", b'<w:pStyle w:val="Lead"/>'


def zipped_part(docx: Path) -> bytes:
    with zipfile.ZipFile(docx) as archive:
        return archive.read("word/document.xml")


@pytest.fixture(autouse=True)
def _libreoffice() -> None:
    if not libreoffice.program():
        absent("LibreOffice (libreoffice-writer-nogui)")


def test_every_leaflet_is_two_pages_and_a_third_is_said(
    leaflets: dict[str, Leaflet], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All in one call: each language as it was made, and one with an extra page in the middle of a sheet."""
    drawn: dict[Path, bytes] = {}

    draw = word_pages.drawn

    def remembered(paths: Sequence[Path]) -> dict[Path, bytes]:
        drawn.update(draw(paths))
        return drawn

    monkeypatch.setattr(word_pages, "drawn", remembered)
    root = Root(tmp_path)
    (tmp_path / "output").mkdir()
    known, _ = manifest.read(Root(leaflets["en"].root))
    entries = [entry for entry in known.entries.values() if entry.format == "docx"]
    for entry in entries:
        docx, to = leaflets[entry.language].docx, root.output / entry.path
        to.parent.mkdir(exist_ok=True)
        if entry.language == "fr":
            # The second text beside a heading of the back.
            _, _, *leads = zipped_part(docx).split(LEAD)
            rewritten(docx, to, "word/document.xml", LEAD + leads[1][:40], LEAD + BREAK + leads[1][:40])
        else:
            to.write_bytes(docx.read_bytes())
    (found,) = file_checks.of_pages(entries, root, 2)
    assert (found.kind, found.weight, found.edition[-2:]) == ("word-pages", Weight.WARNING, "fr")
    assert found.problem.what.startswith("LibreOffice lays it out on 3 pages instead of 2; page 3 ")
    assert found.problem.what.endswith(', in "Activités"')
    sides = {path.stem[-2:]: address_at(pdf) for path, pdf in drawn.items() if not path.stem.endswith("fr")}
    assert sides["en"] < 300 < sides["ar"]  # the first cell of the closing band is on the left, on the right


def address_at(pdf: bytes) -> float:
    """Return how far from the left edge of the second page the e-mail address begins, in pt."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        text = document[1].get_textpage()
        found = text.search("icmpd").get_next()
        assert found is not None
        return float(text.get_charbox(found[0])[0])


@pytest.mark.campaign
def test_each_file_is_drawn_in_the_fonts_that_it_embeds(
    leaflets: dict[str, Leaflet], project: Root, tmp_path: Path
) -> None:
    """LibreOffice keeps the first of a name for a whole run, and in the English one there are no Greek letters."""
    greek = tmp_path / "el.docx"
    sources = loader.load(project)
    settings = sources.master.settings.model_copy(update={"locale": "el", "countries": {}, "status": "unofficial"})
    made = decided(sources, "2025-france", replace(sources.master, id="el", settings=settings, text=DRAFTS["el"]))
    theme = layout.load(project).in_script(made.script, cased=True)
    greek.write_bytes(writer.write(page.make(made, theme, project), theme, project))
    paths = [leaflets["en"].docx, greek, leaflets["ar"].docx]
    assert word_pages.together(paths) == [[paths[0], paths[2]], [greek]]
    with pikepdf.open(BytesIO(word_pages.drawn(paths[:2])[greek])) as document:
        used = {str(font.BaseFont).partition("+")[2] for sheet in document.pages for font in fonts_of(sheet)}
    assert {name.partition("-")[0] for name in used} == {"NotoSans", "LeafletSquares"}


def fonts_of(sheet: pikepdf.Page) -> list[pikepdf.Object]:
    return list(dict(sheet.resources.Font.items()).values())


def test_without_libreoffice_nothing_is_counted(leaflet: Leaflet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "program", lambda: None)
    assert word_pages.drawn([leaflet.docx]) == {}
