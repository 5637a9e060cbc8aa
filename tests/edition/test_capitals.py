"""Capitals are the language's own in every format, and what is copied from a PDF or a web page is what was typed."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import lxml.html
import pikepdf
import pytest

from factsheet.build import plan
from factsheet.build.freshness import Selection
from factsheet.build.plan import RenderJob
from factsheet.check.text_extraction import caseless, differ, docx_text, page_texts
from factsheet.core.diagnostics import Place
from factsheet.core.project import Root
from factsheet.edition import capitals, letterforms
from factsheet.page import web
from factsheet.page.page import Page
from factsheet.text import markup
from factsheet.theme import fonts, layout
from factsheet.theme.styles import Style
from factsheet.typeset import copyfit, pdf
from factsheet.word import writer as word_file

from ..browser import address, chromium
from ..conftest import pressed, slow
from ..reading import W, part
from ..validators import absent, docx_faults, pdf_faults

# A title as typed, and as the language writes it in capitals.
TITLES = {
    "bg": ("Хартумски процес", "ПРОЦЕС"),
    "tr": ("Hartum girişimi", "GİRİŞİMİ"),
    "vi": ("Tiến trình quyết", "QUYẾT"),
    "el": ("Διαδικασία άυλη", "ΑΫΛΗ"),
    "de": ("Khartum Straße", "STRASSE"),
    "nl": ("Khartoem ijsland", "IJSLAND"),
}


# Of these, files are made: another letter, another script and an accent that goes, and a letter that becomes two.
WRITTEN = ("tr", "el", "de")


@pytest.mark.parametrize("language", TITLES)
def test_capitals_are_those_of_the_language(language: str) -> None:
    typed, printed = TITLES[language]
    assert capitals.upper(typed, language).split()[-1] == printed
    assert caseless(printed) == caseless(typed.split()[-1])


def test_readings_that_differ_by_more_than_capitals_differ() -> None:
    assert caseless("ПРОЦЕС") != caseless("Процесс")
    assert caseless("كَتب") != caseless("كتب")  # a script without capitals keeps its marks


# On the page


def raised(body: str) -> str:
    tree = lxml.html.document_fromstring(f'<html lang="tr"><body>{body}')
    capitals.set_in(tree, {"h1 strong": Style(word="x", capitals=True)}.items())
    return lxml.html.tostring(tree.body, encoding="unicode").removeprefix("<body>").removesuffix("</body>")


PAGES = {
    "<h1>girişim <strong>girişim</strong></h1>": (
        '<h1 data-title="girişim girişim">girişim <strong><span data-typed="girişim">GİRİŞİM</span></strong></h1>'
    ),
    "<h1><strong>a<!--key--><em>i</em> \u0131</strong></h1>": (
        '<h1 data-title="ai \u0131"><strong><span data-typed="a">A</span><!--key--><em><span data-typed="i">İ</span>'
        '</em><span data-typed=" \u0131"> I</span></strong></h1>'
    ),
    '<h1><strong><mark lang="en">it\u00adis</mark><br>it</strong></h1>': (
        '<h1 data-title="it\u00adis it"><strong><mark lang="en"><span data-typed="it\u00adis">IT\u00adIS</span></mark>'
        '<br><span data-typed="it">İT</span></strong></h1>'
    ),
    '<h1><strong><bdi><a href="#x">i</a> i</bdi></strong> j</h1>': (
        '<h1 data-title="i i j"><strong><bdi><span data-typed="i"><a href="#x">İ</a></span>'
        '<span data-typed=" i"> İ</span></bdi></strong> j</h1>'
    ),
    "<h1><strong>2014 ABC</strong></h1>": "<h1><strong>2014 ABC</strong></h1>",
    "<h2><strong>i</strong></h2>": "<h2><strong>i</strong></h2>",
}


@pytest.mark.parametrize("body", PAGES)
def test_marks_inside_keep_their_place(body: str) -> None:
    assert raised(body) == PAGES[body]


# In the files

NAME = "masthead.name"


@dataclass(frozen=True)
class Made:
    """The files of a leaflet whose masthead is a title in some language."""

    typed: str
    printed: str
    pdf: Path
    press: Path
    docx: Path
    html: Path


@pytest.fixture(scope="module")
def files(project: Root, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Made]:
    """Return what makes the files of a language, each once."""
    folder = tmp_path_factory.mktemp("capitals")
    (job,) = plan.plan(project, Selection(("2025-france",), ("en",), ("pdf",))).jobs
    return cache(lambda language: _made(job, language, folder))


def _made(job: RenderJob, language: str, folder: Path) -> Made:
    typed, printed = TITLES[language]
    first, _, word = typed.rpartition(" ")
    title = replace(markup.read(f"{first} **{word}**"), key=NAME)
    edition = replace(job.edition, locale=language, text={**job.edition.text, NAME: title})
    setting = copyfit.at(edition, job.theme, job.root, job.theme.body)
    assert setting.fits
    contents = {
        ".pdf": pdf.write(setting.document, setting.page, "x", fonts.of_theme(job.theme, job.root)),
        "-press.pdf": pressed(job, setting),
        ".docx": word_file.write(setting.page, setting.theme, job.root),
        ".html": web.write(edition, job.theme, job.root),
    }
    for ending, content in contents.items():
        (folder / f"{language}{ending}").write_bytes(content)
    return Made(typed, f"{first} {printed}", *(folder / f"{language}{ending}" for ending in contents))


def first(text: str, title: str) -> str:
    """Return as many words of a text as a title has."""
    return " ".join(text.split()[: len(title.split())])


@pytest.mark.parametrize("language", [each if each in WRITTEN else slow(each) for each in TITLES])
def test_what_is_printed_and_what_is_read(language: str, files: Callable[[str], Made]) -> None:
    made = files(language)
    assert first(page_texts(made.pdf.read_bytes())[0], made.typed) == made.typed
    assert first(page_texts(made.press.read_bytes())[0], made.printed) == made.printed
    assert first(docx_text(made.docx.read_bytes()), made.printed) == made.printed
    assert differ("\n".join(page_texts(made.pdf.read_bytes())), docx_text(made.docx.read_bytes()), "ltr") == []
    assert docx_faults(made.docx) == []
    with pikepdf.open(made.pdf) as document, document.open_outline() as outline:
        assert str(outline.root[0].title) == made.typed


def test_other_readers_read_what_was_typed(files: Callable[[str], Made]) -> None:
    if not shutil.which("pdftotext"):
        absent("pdftotext (poppler-utils)")
    for made in map(files, WRITTEN):
        for mode in ((), ("-raw",), ("-layout",)):
            read = subprocess.run(["pdftotext", *mode, made.pdf, "-"], capture_output=True, text=True, check=True)
            assert first(read.stdout, made.typed) == made.typed


def test_verapdf_finds_no_fault(files: Callable[[str], Made]) -> None:
    assert pdf_faults(files("tr").pdf) == []


def test_no_program_is_left_to_make_capitals(files: Callable[[str], Made]) -> None:
    styles = part(files("tr").docx, "word/styles.xml")
    assert not [*styles.iter(f"{W}caps"), *styles.iter(f"{W}smallCaps")]


def test_a_browser_shows_the_same_and_hands_out_what_was_typed(files: Callable[[str], Made]) -> None:
    with chromium() as browser:
        page = browser.new_page()
        for made in map(files, WRITTEN):
            page.goto(address(made.html))
            assert page.evaluate("document.querySelector('h1').innerText").split() == made.printed.split()
            assert page.evaluate("document.querySelector('h1').textContent").split() == made.typed.split()


def test_a_text_over_two_lines_is_read_as_typed(project: Root, tmp_path: Path) -> None:
    """Each line has its own words; a word that is split is split as typed too."""
    body = "<h1><strong>eins zwei dreißig vierzig fünf<br>sechs<i> sie</i>ben</strong></h1>"
    tree = lxml.html.document_fromstring(f"<html lang=de><title>x</title>{body}")
    capitals.set_in(tree, {"h1 strong": Style(word="x", capitals=True)}.items())
    style = "<style>h1 { font: 10pt Noto Sans; width: 60pt; overflow-wrap: anywhere }</style>"
    page = Page(lxml.html.tostring(tree, encoding="unicode").replace("</title>", f"</title>{style}"), {})
    path = tmp_path / "lines.pdf"
    path.write_bytes(
        pdf.write(pdf.render(page, project, "x"), page, "x", fonts.of_theme(layout.load(project), project))
    )
    assert pdf_faults(path) == []
    read = page_texts(path.read_bytes())[0]
    assert len(read.splitlines()) > 4
    assert "".join(read.split()) == "einszweidreißigvierzigfünfsechssieben"
    assert read.split()[:3] == ["eins", "zwei", "dreißig"]


def test_a_letter_that_stands_in_capitals_alone_is_looked_for(project: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    """Words are looked at as typed and in capitals: a font may have one and not the other."""
    (job,) = plan.plan(project, Selection(("2025-france",), ("en",), ("pdf",))).jobs
    edition = replace(job.edition, text={NAME: markup.read("**\u0131\u00df**")}, lists={}, watermark="")
    seen: set[str] = set()
    monkeypatch.setattr(letterforms, "hollow", lambda font, words, empty: seen.update(words) or ())
    assert list(letterforms.undrawn(edition, job.theme, project, {}, Place("x"))) == []
    assert seen == {"\u0131\u00df", "ISS"}
