"""A Word file that LibreOffice saves in another format loses no word, and its pictures keep their descriptions."""

from __future__ import annotations

import subprocess
import zipfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from lxml import etree

from factsheet.check import lost_words
from factsheet.check.word_xml import text_of
from factsheet.opendocument import libreoffice

from ..conftest import PUBLISHED, Leaflet
from ..reading import W, part
from ..validators import absent

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
DESCRIPTION = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}desc"
PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"

pytestmark = pytest.mark.campaign


@pytest.fixture(scope="module")
def saved(leaflets: dict[str, Leaflet], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the leaflets in each format; RTF is opened again, and saved for Word."""
    program = libreoffice.program()
    if not program:
        absent("LibreOffice (libreoffice-writer-nogui)")
    folder = tmp_path_factory.mktemp("saved")

    def save(kind: str, paths: Iterable[Path], to: Path) -> None:
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [str(program), profile, "--headless", "--convert-to", kind, "--outdir", to, *paths]
        subprocess.run(command, capture_output=True, check=False)

    for kind in ("docx", "odt", "rtf"):
        save(kind, (each.docx for each in leaflets.values()), folder / kind)
    save("docx", (folder / "rtf").iterdir(), folder / "again")
    return folder


def in_word(docx: Path) -> Counter[str]:
    return lost_words.words("\n".join(map(text_of, part(docx, "word/document.xml").iter(f"{W}p"))))


def in_opendocument(odt: Path) -> tuple[Counter[str], Counter[str]]:
    """Return the words of a text, and what describes its pictures."""
    with zipfile.ZipFile(odt) as archive:
        body = etree.fromstring(archive.read("content.xml"))
    described = Counter(each.text or "" for each in body.iter(DESCRIPTION))
    etree.strip_elements(body, DESCRIPTION, f"{DESCRIPTION[:-4]}title", with_tail=False)
    for space in body.iter(f"{TEXT}line-break", f"{TEXT}s", f"{TEXT}tab"):
        space.tail = f" {space.tail or ''}"
    return lost_words.words(
        "\n".join("".join(each.itertext()) for each in body.iter(f"{TEXT}p", f"{TEXT}h"))
    ), described


def descriptions(docx: Path) -> Counter[str]:
    pictures = part(docx, "word/document.xml").iter(PICTURE)
    return Counter(said for each in pictures if (said := each.get("descr")))


@pytest.mark.parametrize("id", PUBLISHED)
def test_no_word_and_no_description_is_lost(id: str, leaflets: dict[str, Leaflet], saved: Path) -> None:
    made = leaflets[id].docx
    said, described = in_word(made), descriptions(made)
    assert said.total() > 300
    assert described.total() == 7
    words, pictures = in_opendocument(saved / f"odt/{made.stem}.odt")
    assert not said - words
    assert not described - pictures
    assert not said - in_word(saved / f"docx/{made.name}")
    assert not described - descriptions(saved / f"docx/{made.name}")
    assert not said - in_word(saved / f"again/{made.name}")
