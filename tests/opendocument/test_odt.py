"""An ODT says what its Word file says, and is the same each time; LibreOffice leaves nothing behind.

Two witnesses: LibreOffice draws it, and its XML is read here. By hand, odfpy loads it.
"""

from __future__ import annotations

import os
import re
import zipfile
from io import BytesIO
from pathlib import Path

import lxml.etree
import pytest

from factsheet.check import plain_words
from factsheet.check.text_extraction import docx_text, page_texts, words
from factsheet.core.diagnostics import Problems
from factsheet.opendocument import libreoffice, odt
from factsheet.page import page

from ..conftest import REPOSITORY, Copy, Leaflet, job_of
from ..validators import absent

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


@pytest.fixture(scope="module")
def made(leaflet: Leaflet) -> bytes:
    if not libreoffice.program():
        absent("LibreOffice")
    return odt.write(leaflet.docx.read_bytes())


def part(package: bytes, name: str) -> bytes:
    with zipfile.ZipFile(BytesIO(package)) as archive:
        return archive.read(name)


def test_it_says_what_the_word_file_says_on_two_pages(made: bytes, leaflet: Leaflet) -> None:
    tree = lxml.etree.fromstring(part(made, "content.xml"))
    texts = ["".join(each.itertext()) for each in tree.iter(f"{TEXT}p", f"{TEXT}h")]
    said = set(words(" ".join(texts)))
    assert set(words(docx_text(leaflet.docx.read_bytes()))) - {"1", "2", "3", "4", "5"} <= said
    drawn = libreoffice.converted(made, ".odt", "pdf")
    assert drawn is not None
    assert len(page_texts(drawn)) == 2


def test_it_is_the_same_each_time_and_has_the_fonts_of_the_word_file_alone(made: bytes, leaflet: Leaflet) -> None:
    with zipfile.ZipFile(BytesIO(made)) as archive:
        first, *others = archive.infolist()
        names = archive.namelist()
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
    assert {each.date_time for each in others} == {(1980, 1, 1, 0, 0, 0)}
    fonts = {Path(name).stem for name in names if name.startswith("Fonts/")}
    with zipfile.ZipFile(leaflet.docx) as word:
        assert fonts == {Path(name).stem for name in word.namelist() if name.endswith(".odttf")}
        assert "NotoSans-Light" in fonts
    assert part(made, "Fonts/NotoSans-Light.ttf")[:4] == b"\0\1\0\0"
    listed = set(re.findall(rb'full-path="([^"]*)"', part(made, "META-INF/manifest.xml")))
    files = {name.encode() for name in names} - {b"mimetype", b"META-INF/manifest.xml"}
    assert files == {each for each in listed if not each.endswith(b"/")}
    assert not re.search(rb'"list\d{5}', part(made, "content.xml"))
    assert b"Rsid" not in part(made, "settings.xml")


def test_an_odt_that_lost_a_word_is_found(made: bytes) -> None:
    job = job_of(REPOSITORY)
    html = page.make(job.edition, job.theme, job.root).html
    assert not list(plain_words.lost(html, "odt", made))
    result = BytesIO()
    with zipfile.ZipFile(BytesIO(made)) as before, zipfile.ZipFile(result, "w") as after:
        for name in before.namelist():
            after.writestr(name, before.read(name).replace(b">Kenya<", b"><"))
    assert list(plain_words.lost(html, "odt", result.getvalue())) == ["it lacks 1 word of the page: kenya"]


@pytest.mark.campaign
def test_two_runs_make_the_same_bytes(made: bytes, leaflet: Leaflet) -> None:
    assert odt.write(leaflet.docx.read_bytes()) == made


def test_without_libreoffice_everything_else_is_made(copy: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "program", lambda: None)
    with pytest.raises(Problems):
        odt.write(b"")
    result = copy.build("en", "--format", "txt odt")
    assert result.status == 1
    assert "LibreOffice: not installed, so no ODT can be made; install libreoffice-writer" in result.err
    assert {path.suffix for path in copy.made if "-en" in path.name} == {".txt"}


def test_what_never_ends_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    """A program that starts another and waits for ever; the pipe that both hold is closed once both are gone."""
    fake = tmp_path / "soffice"
    fake.write_text(f"#!/bin/sh\nexec 9>{tmp_path}/held\nsleep 1000 &\nsleep 1000\n", "utf-8")
    fake.chmod(0o755)
    os.mkfifo(tmp_path / "held")
    reading = os.open(tmp_path / "held", os.O_RDONLY | os.O_NONBLOCK)
    libreoffice.run(str(fake), [], tmp_path, 0.5)
    os.set_blocking(reading, True)
    assert os.read(reading, 1) == b""  # the end: nobody holds it any more
    os.close(reading)
