"""PDF and Word have the same pictures, tables, list levels and links, and any difference is reported."""

from __future__ import annotations

from pathlib import Path

import pytest
from weasyprint import HTML

from factsheet.check import counted
from factsheet.check.counted import Counts

from ..conftest import Copy, Leaflet
from ..word.test_document import rewritten

NUMBER = b'<w:pStyle w:val="ListNumber"/>'
# By what differs: what is changed in the document, and what is reported.
CHANGES = {
    "a picture": (b'descr="Website"', b'title="Website"', "7 pictures in the PDF and 6 in Word"),
    "a table": (b"<w:cantSplit/>", b"<w:cantSplit/><w:tblHeader/>", "0 tables in the PDF and 1 in Word"),
    "a level": (NUMBER, NUMBER + b'<w:numPr><w:ilvl w:val="1"/></w:numPr>', "1 list level in the PDF and 2 in Word"),
    "a link": (b"</w:hyperlink>", b'</w:hyperlink><w:hyperlink w:history="1"/>', "5 links in the PDF and 6 in Word"),
}


@pytest.mark.parametrize("id", ["en", "fr", "ar"])
def test_pdf_and_word_have_the_same(id: str, leaflets: dict[str, Leaflet]) -> None:
    pdf, docx = leaflets[id].pdf.read_bytes(), leaflets[id].docx.read_bytes()
    assert counted.of_pdf(pdf) == counted.of_docx(docx) == Counts(pictures=7, tables=0, list_levels=1, links=5)


def test_a_link_with_a_raised_letter_in_it_is_one(copy: Copy) -> None:
    """Word has it in three parts: "2", "e" and the rest."""
    result = copy.build("fr", "--chair", "2024-egypt", "--format", "pdf docx")
    assert result.status == 0, result.err
    pdf, docx = copy.only(".pdf").read_bytes(), copy.only(".docx").read_bytes()
    assert counted.of_pdf(pdf).links == counted.of_docx(docx).links == 4


@pytest.mark.parametrize("case", CHANGES)
def test_what_word_has_not_alike_is_said(case: str, leaflet: Leaflet, tmp_path: Path) -> None:
    old, new, says = CHANGES[case]
    bad = rewritten(leaflet.docx, tmp_path / "bad.docx", "word/document.xml", old, new)
    assert counted.differ(leaflet.pdf.read_bytes(), bad.read_bytes()) == [says]


def test_what_a_pdf_has_is_counted_by_its_structure() -> None:
    """A link over several lines is one, two beside each other are two; a sublist is a level, a column is none."""
    link = "<a href='https://x.org/'>bbb ccc ddd eee fff</a>"
    lists = "<ul style='columns: 2'><li>a<li>b</ul><ol><li>c<ul class=sub><li>d</ul></ol><dl><div><dt>a<dd>b</div></dl>"
    text = f"<p style='width: 60px'>a {link} b <strong>{link}</strong></p>{lists}<table><tr><th>a<td>b</table>"
    text += "<style>.sub {list-style: none}</style>"
    pdf = HTML(string=f"<html lang=en><title>x</title>{text}").write_pdf(pdf_variant="pdf/ua-1")
    assert counted.of_pdf(pdf or b"") == Counts(pictures=0, tables=1, list_levels=2, links=2)
