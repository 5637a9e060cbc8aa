# ruff: noqa: RUF001
"""Words are divided as their language does, in running text alone, and come back whole from every reader."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import lxml.html
import pymupdf
import pyphen
import pytest

from factsheet.check import lost_words
from factsheet.core.project import Root
from factsheet.edition import hyphenation
from factsheet.edition.hyphenation import LONG, Limits
from factsheet.page.page import Page
from factsheet.theme import fonts, layout
from factsheet.theme.styles import Style
from factsheet.typeset import pdf

from ..browser import address, chromium
from ..conftest import Leaflet
from ..languages import LANGUAGES
from ..reading import W, part
from ..validators import absent, docx_faults, pdf_faults

STYLES = {
    "p": Style(word="x", hyphenate="text"),
    "p.contact": Style(word="x"),
    "h2": Style(word="x", hyphenate="long"),
}


@pytest.mark.parametrize("tag", [id for id in LANGUAGES if hyphenation.divides(id)])
def test_no_limit_is_below_that_of_the_dictionary(tag: str) -> None:
    """The dictionary's own least is the second witness."""
    file = Path(pyphen.LANGUAGES[pyphen.language_fallback(tag)])
    least = hyphenation.limits(tag)
    for side, ours in (("LEFT", least.before), ("RIGHT", least.after)):
        found = re.search(rf"^{side}HYPHENMIN (\d+)", file.read_bytes().decode("latin-1"), re.MULTILINE)
        assert ours >= (int(found[1]) if found else 2)


@pytest.mark.parametrize(
    ("tag", "word", "expected"),
    [
        ("en-GB", "organisations", "organ-isa-tions"),
        ("en-GB", "trusted", "trusted"),
        ("fr", "confiance", "confiance"),
        ("de", "Menschenhandel", "Men-schen-han-del"),
        ("el", "συνεργασίας", "συνερ-γα-σίας"),
        ("fi", "kansainvälinen", "kansainvälinen"),
        ("ar", "المفوضية", "المفوضية"),
    ],
)
def test_words_are_divided_by_the_dictionary_of_their_language(tag: str, word: str, expected: str) -> None:
    assert "-".join(hyphenation.parts(word, tag, hyphenation.limits(tag))) == expected


def test_all_parts_have_the_least_letters() -> None:
    for word in ("collaboration", "responsibility", "Zusammenarbeit", "réintégration"):
        for tag in ("en", "de", "fr"):
            least = hyphenation.limits(tag)
            parts = hyphenation.parts(word, tag, least)
            assert len(parts[0]) >= least.before or len(parts) == 1
            assert len(parts[-1]) >= least.after
    assert hyphenation.parts("Zusammenarbeit", "de", LONG) == ["Zusammenarbeit"]


PAGES = {
    "<p>The Migration Commission acts on migration trusted": (
        '<p>The <span class="whole">Migration Commission</span> acts on migration trusted</p>'
    ),
    "<p>Migration <b>Dialogue and</b> collaboration.": (
        '<p><span class="whole">Migration</span> <b><span class="whole">Dialogue</span> and</b> '
        '<span class="whole">collaboration</span>.</p>'
    ),
    "<p>see www.khartoumprocess.net or COP28international there": (
        '<p>see <span class="whole">www.khartoumprocess.net</span> or <span class="whole">COP28international</span>'
        " there</p>"
    ),
    '<p lang="de">Die Zusammenarbeit mit Griechenland endet hier': (
        '<p lang="de">Die Zusammenarbeit mit <span class="whole">Griechenland</span> endet hier</p>'
    ),
    '<p class="contact">European Commission': '<p class="contact">European Commission</p>',
    '<p><a href="#x">the Declaration</a> and collaborative plans': (
        '<p><a href="#x" class="whole">the Declaration</a> and collaborative plans</p>'
    ),
    "<h2>European misunderstandings of Intergovernmentalism here": (
        '<h2>European misunderstandings of <span class="whole">Intergovernmentalism</span> here</h2>'
    ),
    "<h2>ABOUT RESPONSIBILITIES OF INTERGOVERNMENTAL BODIES": (
        '<h2>ABOUT <span class="whole">RESPONSIBILITIES</span> OF <span class="whole">INTERGOVERNMENTAL</span> '
        "BODIES</h2>"
    ),
    '<p><span data-typed="responsible">RESPONSIBLE</span> for': (
        '<p><span data-typed="responsible" class="whole">RESPONSIBLE</span> for</p>'
    ),
}


@pytest.mark.parametrize("body", PAGES)
def test_capitals_names_addresses_and_last_words_stay_whole(body: str) -> None:
    tree = lxml.html.document_fromstring(f'<html lang="en-GB"><body>{body}')
    hyphenation.set_in(tree, STYLES.items())
    said = lxml.html.tostring(tree.body, encoding="unicode").removeprefix("<body>").removesuffix("</body>")
    assert said == PAGES[body]


# In the files

HYPHEN = re.compile("(\\w+)[-\u2010]$")


def divided(path: Path) -> list[tuple[str, str]]:
    """Return the words divided at the ends of lines in a PDF, as MuPDF shows its lines."""
    found = []
    with pymupdf.open(path) as document:
        for page in document:
            blocks = page.get_text("dict")["blocks"]  # each line may be one of its own
            lines = [line for block in blocks for line in block.get("lines", ())]
            shown = ["".join(span["text"] for span in line["spans"]).strip() for line in lines]
            for one, other in pairwise(shown):
                if (begun := HYPHEN.search(one)) and (rest := re.match(r"\w+", other)):
                    found.append((begun[1], rest[0]))
    return found


def test_what_is_divided_in_the_leaflet(leaflets: dict[str, Leaflet]) -> None:
    """In French, whose words are long; the shorter words of English find their room on ragged lines."""
    tag = "fr"
    least = hyphenation.limits(tag)
    found = divided(leaflets["fr"].pdf)
    assert found
    assert divided(leaflets["en"].pdf) == []
    for begun, rest in found:
        if begun in ("UE", "Qu", "EU"):  # typed
            continue
        assert not hyphenation.kept_whole(begun + rest, tag)
        assert len(begun) >= least.before
        assert len(rest) >= least.after
        assert len(begun + rest) >= least.word
        assert pyphen.Pyphen(lang=tag.replace("-", "_")).inserted(begun + rest).replace("-", "") == begun + rest
        assert any(begun == first for first, _ in pyphen.Pyphen(lang=tag.replace("-", "_")).iterate(begun + rest))


def test_readers_put_a_divided_word_together(leaflets: dict[str, Leaflet]) -> None:
    if not lost_words.has_poppler():
        absent("pdftotext (poppler-utils)")
    for leaflet in leaflets.values():
        read = lost_words.readers(leaflet.pdf, leaflet.pdf.read_bytes())
        for begun, rest in divided(leaflet.pdf):
            if begun not in ("UE", "Qu", "EU"):
                assert f"{begun}{rest}" in read["poppler"]
                assert f"{begun}\ufffe{rest}" in read["PDFium"]  # which viewers drop when they copy


def test_a_hyphen_that_was_typed_is_kept_beside_one_that_was_not(project: Root, tmp_path: Path) -> None:
    look = (
        "@page {size: A5} p {width: 7em; hyphens: auto} html {font: 12pt 'Noto Sans'; hyphenate-character: '-\\2060'}"
    )
    body = "<p>facilitates collaboration</p><p style='width: 3.5em'>EU-Horn</p>"
    page = Page(f"<html lang=en><title>x</title><style>{look}</style>{body}</html>", {})
    path = tmp_path / "x.pdf"
    document = pdf.render(page, project, "x")
    path.write_bytes(pdf.write(document, page, "x", fonts.of_theme(layout.load(project), project)))
    read = lost_words.readers(path, path.read_bytes())
    assert "collaboration" in read["poppler"]
    assert "col\ufffelaboration" in read["PDFium"]
    for text in read.values():
        assert re.search("EU-\u200b?\\s+Horn", text)
    assert pdf_faults(path) == []


@pytest.mark.parametrize("id", ["en", "ar"])
def test_word_divides_the_same_styles(id: str, leaflets: dict[str, Leaflet], project: Root) -> None:
    settings = part(leaflets[id].docx, "word/settings.xml")
    assert (settings.find(f"{W}autoHyphenation") is not None) == (id == "en")
    assert (settings.find(f"{W}doNotHyphenateCaps") is not None) == (id == "en")
    divides = {style.word for style in layout.load(project).styles.values() if style.hyphenate == "text"}
    for style in part(leaflets[id].docx, "word/styles.xml").iter(f"{W}style"):
        name = style.find(f"{W}name").get(f"{W}val")
        if style.get(f"{W}type") == "paragraph" and style.find(f"{W}rPr/{W}sz") is not None and name != "Seam":
            assert (style.find(f"{W}pPr/{W}suppressAutoHyphens") is None) == (name in divides), name
    assert docx_faults(leaflets[id].docx) == []


def test_a_browser_follows(leaflets: dict[str, Leaflet]) -> None:
    with chromium() as browser:
        page = browser.new_page()
        page.goto(address(leaflets["fr"].pdf.with_suffix(".html")))
        style = "element => [getComputedStyle(element).hyphens, getComputedStyle(element).hyphenateLimitChars]"
        least: Limits = hyphenation.limits("fr")
        assert page.eval_on_selector("p.lead", style) == ["auto", str(least)]
        assert page.eval_on_selector("h2", style) == ["auto", str(LONG)]
        assert page.eval_on_selector("li.steering", style)[0] == "manual"
        assert page.eval_on_selector(".section p .whole", style)[0] == "manual"
