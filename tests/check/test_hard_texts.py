"""What only one reader gets wrong is not laid to the layout's charge; what is really lost is found, marks and all."""

from __future__ import annotations

from pathlib import Path

from factsheet.check import lost_words, pdf_contents, text_differences
from factsheet.check.pdf_contents import Contents
from factsheet.check.structure import Text, key
from factsheet.check.text_extraction import differ, parted
from factsheet.core.project import Root
from factsheet.page.page import Page
from factsheet.theme import fonts, layout
from factsheet.typeset import pdf

from ..validators import absent

HEADING = "چارچوب راهبردی"
TURNED = "راهبردی چارچوب"
# A mark that is not seen keeps two others in this order; PDFium returns them in the other.
TYPED, AS_PDFIUM_HAS_IT = "לַ\u034fִם", "לִ\u034fַם"


def beside_english(project: Root, path: Path) -> Path:
    """Write a heading from right to left beside English, as in a draft that is not all translated."""
    look = "@page {size: A4} body {font: 12pt Vazirmatn, 'Noto Sans'} h2 {font-size: 12pt; margin: 0; float: right}"
    body = f"<h2>{HEADING}</h2><p dir=ltr style='margin: 0'>Action Plan set out the framework for the Process</p>"
    page = Page(f"<html lang=fa dir=rtl><title>x</title><style>{look}</style>{body}</html>", {})
    path.write_bytes(
        pdf.write(pdf.render(page, project, "x"), page, "x", fonts.of_theme(layout.load(project), project))
    )
    return path


def test_a_line_that_pdfium_turns_round_is_read_as_poppler_does(project: Root, tmp_path: Path) -> None:
    if not lost_words.has_poppler():
        absent("pdftotext (poppler-utils)")
    path = beside_english(project, tmp_path / "x.pdf")
    contents = pdf_contents.read(path.read_bytes())
    assert TURNED in contents.copied(())  # if not, PDFium has learnt it
    assert HEADING in contents.turned(lost_words.by_poppler(path)).copied(())


def test_a_line_that_is_really_turned_round_is_found() -> None:
    contents = Contents((((0, 1), f"{TURNED}\n"),))
    assert contents.turned(f"before {TURNED} after") == contents
    assert contents.turned("") == contents


def test_marks_in_another_order_are_the_same_word() -> None:
    assert key(TYPED, "rtl") == key(AS_PDFIUM_HAS_IT, "rtl")
    assert not lost_words.missing(TYPED, AS_PDFIUM_HAS_IT)
    assert not differ(TYPED, AS_PDFIUM_HAS_IT, "rtl")


def test_a_lost_mark_is_found_and_said_with_its_word() -> None:
    assert lost_words.missing("خانهٔ ما", "خانه ٔ ما") == {"خانهٔ": 1}
    assert parted("إِنَّ الْحِوَارَ، ፵ ۲۰۲۶") == ["إِنَّ", "الْحِوَارَ", "፵", "۲۰۲۶"]
    said = list(text_differences.found([Text("هَٰذَا كِتَابٌ")], [Text("هَٰذَا قَلَمٌ")], lambda text: key(text, "rtl")))
    assert 'Word lacks "كِتَابٌ"' in said[0].what
    assert differ("هَٰذَا كِتَابٌ", "هَٰذَا", "rtl") == ["كِتَابٌ"]
