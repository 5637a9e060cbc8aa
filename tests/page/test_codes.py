"""A QR code of any link is on the sheet in every format, and then is not printed over it a second time."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from factsheet.check import wanted
from factsheet.core.diagnostics import Problems
from factsheet.preflight.runner import preflight

from .. import blocks
from ..blocks import Blocks

CODE = "{{ blocks.code(qr_code(facts.links.website), text.connect.title) }}"
A4 = (595.28, 841.89)


@pytest.fixture(scope="module")
def coded(tmp_path_factory: pytest.TempPathFactory) -> Blocks:
    root = blocks.factsheet(tmp_path_factory.mktemp("coded") / "coded")
    text = root.folder / "sources/text/en.yaml"
    text.write_text(text.read_text("utf-8").replace('"[{website}](#website)"', '"[our website](#website)"'), "utf-8")
    return Blocks(root)


def test_without_one_on_the_sheet_print_has_it_alone(coded: Blocks) -> None:
    blocks.put(coded.root, "<p>{{ text.what.text }}</p>")
    page = coded.page()
    assert (page.codes, page.own_codes) == (("https://www.example.org",), ())


def test_one_on_the_sheet_is_read_in_print_and_is_the_only_one(coded: Blocks) -> None:
    blocks.put(coded.root, CODE)
    page = coded.page()
    assert (page.codes, page.own_codes, page.inserts) == ((), ("https://www.example.org",), ())
    made, job = coded.made(), coded.job()
    found = preflight(made["press"], "x", job.printer, A4, links=wanted.codes(job), sides=1)
    assert [str(fault) for each in found for fault in each.faults] == []
    notes = [note for each in found for note in each.notes]
    assert any("https://www.example.org" in note for note in notes)


def test_word_has_it_as_a_picture_with_what_it_is_for(coded: Blocks) -> None:
    blocks.put(coded.root, CODE)
    with zipfile.ZipFile(BytesIO(coded.made()["docx"])) as archive:
        document = archive.read("word/document.xml").decode()
    assert 'descr="Find out more"' in document


def test_one_without_an_address_is_told_at_its_line(coded: Blocks) -> None:
    line = blocks.put(coded.root, '{{ blocks.code(qr_code(""), text.connect.title) }}')
    with pytest.raises(Problems, match="a QR code has no address; give it a link") as refused:
        coded.page()
    assert refused.value.problems[0].place.line == line + 1
