"""A typed hyphen is copied where a line ends after it, in every reader."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from factsheet.check import lost_words
from factsheet.core.project import Root
from factsheet.page.page import Page
from factsheet.theme import fonts, layout
from factsheet.typeset import line_ends, pdf

from ..validators import absent, pdf_damage, pdf_faults

BODIES = {
    "plain": "<p>EU-Horn route</p>",
    "after marks": "<p>m\u0301 EU-Horn route</p>",
    "in bold": "<p>the <b>EU-Horn</b> route</p>",
    "typed in small letters": "<p><span data-typed='eu-horn route'>EU-HORN ROUTE</span></p>",
}


def page(body: str) -> Page:
    look = "@page {size: A5} body {font: 12pt 'Noto Sans'} p {width: 3.5em}"
    return Page(f"<html lang=en><title>x</title><style>{look}</style>{body}</html>", {})


def made(body: str, root: Root, path: Path) -> Path:
    document = pdf.render(page(body), root, "x")
    path.write_bytes(pdf.write(document, page(body), "x", fonts.of_theme(layout.load(root), root)))
    return path


def read(path: Path) -> dict[str, str]:
    import pymupdf

    if not lost_words.has_poppler():
        absent("pdftotext (poppler-utils)")
    with pymupdf.open(path) as document:
        return lost_words.readers(path, path.read_bytes()) | {"MuPDF": document[0].get_text()}


def kept(text: str) -> bool:
    return bool(re.search(r"eu-\u200b?\s+horn", text, re.IGNORECASE))


@pytest.mark.parametrize("name", BODIES)
def test_every_reader_keeps_the_hyphen(name: str, project: Root, tmp_path: Path) -> None:
    path = made(BODIES[name], project, tmp_path / "x.pdf")
    assert {reader: text for reader, text in read(path).items() if not kept(text)} == {}
    assert (pdf_faults(path), pdf_damage(path)) == ([], [])


@pytest.mark.parametrize("name", BODIES)
def test_readers_drop_it_without_this_and_the_page_looks_the_same(
    name: str, project: Root, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = made(BODIES[name], project, tmp_path / "now.pdf")
    monkeypatch.setattr(line_ends, "add", lambda document, pdf: None)
    bad = made(BODIES[name], project, tmp_path / "bad.pdf")
    dropped = read(bad)
    assert not kept(dropped["poppler"])
    assert not kept(dropped["PDFium"])
    drawn = []
    for each in (now, bad):
        subprocess.run(["pdftoppm", "-singlefile", str(each), str(each.with_suffix(""))], check=True)
        drawn.append(each.with_suffix(".ppm").read_bytes())
    assert drawn[0] == drawn[1]


@pytest.mark.parametrize(
    "body", ["<p>mi&shy;gration routes</p>", "<p>EU-Horn</p><style>p {width: auto !important}</style>"]
)
def test_nothing_else_is_changed(body: str, project: Root, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = made(body, project, tmp_path / "x.pdf").read_bytes()
    monkeypatch.setattr(line_ends, "add", lambda document, pdf: None)
    assert made(body, project, tmp_path / "x.pdf").read_bytes() == now
