"""Panels as high as a sheet, on a page as they are folded: the same in Word, on as many pages, without an empty one."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pymupdf
import pytest
from docx.oxml.ns import qn

from factsheet.check.word_xml import part
from factsheet.core.project import Root

from .. import blocks
from ..blocks import Blocks
from ..conftest import slow
from ..validators import docx_faults, drawn_by_libreoffice

PAGE = ("  width: 210mm\n  height: 297mm\n  side: 18mm\n", "  width: 297mm\n  height: 210mm\n  side: 0mm\n")
ROWS = ("rows:\n", "rows:\n  folds: {cells: [4, 4, 4], bleed: true, full: true, fill: paper}\n")
FILLS = (("one", "sage"), ("two", "paper"), ("three", "pine"))
PANELS = (
    "panels:\n",
    "panels:\n" + "".join(f"  {name}: {{fill: {fill}, padding: 4u, start: 8mm, end: 8mm}}\n" for name, fill in FILLS),
)
FOLDED = """<article class="sheet front">
  <div class="row folds">
    <div class="panel one"><h1 class="flap">{{ text.head.title }}</h1><p>{{ text.what.text }}</p></div>
    <div class="panel two">{{ blocks.data_table("figures", tables.years, text.years) }}</div>
    <div class="panel three"><p class="lead">{{ text.head.lead }}</p></div>
  </div>
</article>
{% set rest = [text.head.label, text.connect.title, text.connect.website, text.connect.email] %}
"""


@pytest.fixture(scope="module")
def folded(tmp_path_factory: pytest.TempPathFactory) -> Root:
    root = blocks.factsheet(tmp_path_factory.mktemp("folded") / "folded")
    theme = root.layout / "theme.yaml"
    text = theme.read_text("utf-8")
    for old, new in (PAGE, ROWS, PANELS, ("gutter: 5mm", "gutter: 0mm"), ("widths: [40]", "widths: [19, 22, 17]")):
        assert old in text, old
        text = text.replace(old, new, 1)
    text = text.replace(
        "  hr: {word", "  h1.flap: {word: Heading Flap, size: 20pt, leading: 5u, colour: pine}\n  hr: {word"
    )
    theme.write_text(text, "utf-8")
    path = root.layout / "page.html.j2"
    source = path.read_text("utf-8")
    begins, ends = source.index('<article class="sheet front">'), source.index("</main>")
    printed = source[source.index("{% set printed") : source.index("] %}") + 4]
    source = source[:begins] + FOLDED + printed + "\n" + source[ends:]
    aside = source.index("{%- if codes %}")
    path.write_text(source[:aside] + "</body>\n</html>\n", "utf-8")
    return root


@pytest.fixture(scope="module")
def made(folded: Root) -> Callable[[str], dict[str, bytes]]:
    """Return the files of an edition, made once."""
    return cache(Blocks(folded).made)


@pytest.mark.parametrize("language", [slow("en"), "ar"])
def test_fills_reach_from_the_top_to_the_foot_in_both(
    folded: Root, made: Callable[[str], dict[str, bytes]], language: str, tmp_path: Path
) -> None:
    files = made(language)
    docx = tmp_path / "folded.docx"
    docx.write_bytes(files["docx"])
    assert docx_faults(docx) == []
    order = ["sage", "paper", "pine"] if language == "en" else ["pine", "paper", "sage"]
    theme = Blocks(folded).job(language).theme
    for content in (files["pdf"], drawn_by_libreoffice(docx, tmp_path).read_bytes()):
        with pymupdf.open(stream=content) as document:
            assert len(document) == 1
            assert round(document[0].rect.width) == 842  # landscape
            drawn = document[0].get_pixmap(dpi=36)
            for at, name in enumerate(order):
                across = round(drawn.width * (at + 0.5) / 3)
                for down in (3, drawn.height - 4):
                    seen, wanted = drawn.pixel(across, down)[:3], bytes.fromhex(theme.colours[name].screen[1:])
                    assert max(abs(a - b) for a, b in zip(seen, wanted, strict=True)) <= 2, (name, down)


def test_word_turns_the_paper(made: Callable[[str], dict[str, bytes]]) -> None:
    document = part(made("en")["docx"], "word/document.xml")
    assert {each.get(qn("w:orient")) for each in document.iter(qn("w:pgSz"))} == {"landscape"}


def test_a_style_may_be_called_a_heading_of_any_name(made: Callable[[str], dict[str, bytes]]) -> None:
    styles = part(made("en")["docx"], "word/styles.xml")
    (style,) = (each for each in styles.iter(qn("w:style")) if each.get(qn("w:styleId")) == "HeadingFlap")
    assert style.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}") is None
