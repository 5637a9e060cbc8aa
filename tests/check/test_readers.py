"""What is on the page can be copied and found in the programs that people read PDFs in."""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import pikepdf
import pytest

from factsheet.check import lost_words
from factsheet.core.project import Root
from factsheet.edition import locales
from factsheet.page import page
from factsheet.source import loader
from factsheet.theme import fonts, layout
from factsheet.typeset import copyfit, pdf

from ..browser import chromium
from ..conftest import Leaflet, decided, job_of, slow
from ..languages import DRAFTS
from ..validators import absent

# Words that each reader loses, of some 370, and why. None in PDFium and poppler together, which `check` sees to.
# MuPDF    wrongly splits letters beside tatweel (Arabic).
# pdf.js   ignores ActualText, so that "Process" is "PROCESS"; and puts words of two columns or links together, from
#          right to left a heading and the text beside it too.
#          Before a space it splits a mark from its letter (Persian).
Of = TypeVar("Of")
READERS = ("PDFium", "poppler", "MuPDF", "pdf.js")
LOST = {
    "en": (0, 0, 0, 1),
    "fr": (0, 0, 0, 1),
    "ar": (0, 0, 2, 19),
    "el": (0, 0, 0, 2),
    "am": (0, 0, 0, 0),
    "he": (0, 0, 0, 4),
    "fa": (0, 0, 0, 8),
}
PDF_JS = [Path("/usr/share/javascript/pdf/build"), Path("/usr/share/javascript/pdf")]
READ = """async (data) => {
  const library = window["pdfjs-dist/build/pdf"] || window.pdfjsLib;
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  const document = await library.getDocument({data: bytes, disableFontFace: true}).promise;
  let text = "";
  for (let number = 1; number <= document.numPages; number++) {
    const content = await (await document.getPage(number)).getTextContent();
    text += content.items.map((item) => item.str + (item.hasEOL ? "\\n" : "")).join("") + "\\n";
  }
  return text;
}"""


# A script of each direction with letters that join; the others have more time in the campaign.
SOME = ("en", "ar", "fa")
EACH = pytest.mark.parametrize("id", [id if id in SOME else slow(id) for id in LOST])


@dataclass(frozen=True)
class Printed:
    """A leaflet as PDF, and the page that it was made from."""

    path: Path
    html: str


class Each(dict[str, Of]):
    """What is made for a language when it is first asked for."""

    def __init__(self, make: Callable[[str], Of]) -> None:
        super().__init__()
        self.make = make

    def __missing__(self, id: str) -> Of:
        self[id] = self.make(id)
        return self[id]


@pytest.fixture(scope="module")
def printed(
    project: Root, leaflets: dict[str, Leaflet], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Printed]:
    folder = tmp_path_factory.mktemp("drafts")

    def make(id: str) -> Printed:
        if id in DRAFTS:
            return _draft(id, project, folder)
        job = job_of(project, id)
        return Printed(leaflets[id].pdf, page.make(job.edition, job.theme, project).html)

    return Each(make)


def _draft(id: str, root: Root, folder: Path) -> Printed:
    sources = loader.load(root)
    settings = sources.master.settings.model_copy(update={"locale": id, "countries": {}, "status": "unofficial"})
    begun = replace(sources.master, id=id, settings=settings, text=DRAFTS[id], lock={})
    made = decided(sources, "2025-france", begun)
    theme = layout.load(root).in_script(made.script, cased=locales.cased(made.script))
    size = max(each for each in theme.sizes if each < theme.body)
    setting = copyfit.at(made, theme, root, size)
    path = folder / f"{id}.pdf"
    path.write_bytes(pdf.write(setting.document, setting.page, id, fonts.of_theme(theme, root)))
    return Printed(path, setting.page.html)


Read = dict[str, dict[str, str]]  # the text of each leaflet, by reader


@pytest.fixture(scope="module")
def read(printed: dict[str, Printed]) -> Read:
    if not lost_words.has_poppler():
        absent("pdftotext (poppler-utils)")

    def make(id: str) -> dict[str, str]:
        path = printed[id].path
        return {**lost_words.readers(path, path.read_bytes()), "MuPDF": _by_mupdf(path)}

    return Each(make)


def _by_mupdf(path: Path) -> str:
    import pymupdf

    with pymupdf.open(path) as document:
        return "\n".join(each.get_text() for each in document)


@pytest.fixture(scope="module")
def read_in_browser(printed: dict[str, Printed]) -> Iterator[Read]:
    folder = next((each for each in PDF_JS if (each / "pdf.js").is_file()), None)
    if not folder:
        absent("pdf.js (libjs-pdf)")
    with chromium() as browser:
        window = browser.new_page()
        for file in ("pdf.js", "pdf.worker.js"):
            window.add_script_tag(path=folder / file)

        def make(id: str) -> dict[str, str]:
            return {"pdf.js": window.evaluate(READ, base64.b64encode(printed[id].path.read_bytes()).decode())}

        yield Each(make)


def more_than_before(id: str, printed: Printed, read: Mapping[str, str]) -> dict[str, Counter[str]]:
    """Return what readers lose of a leaflet, for those that lose more than is known."""
    expected, _ = lost_words.expected(printed.html)
    assert lost_words.words(expected).total() > 300
    known = dict(zip(READERS, LOST[id], strict=True))
    lost = {reader: lost_words.missing(expected, text) for reader, text in read.items()}
    return {reader: words for reader, words in lost.items() if words.total() > known[reader]}


@EACH
def test_words_are_handed_out(id: str, read: Read, printed: dict[str, Printed]) -> None:
    assert not more_than_before(id, printed[id], read[id])


@EACH
def test_words_are_handed_out_in_a_browser(id: str, read_in_browser: Read, printed: dict[str, Printed]) -> None:
    assert not more_than_before(id, printed[id], read_in_browser[id])
    _, addresses = lost_words.expected(printed[id].html)
    assert all(address in "".join(read_in_browser[id]["pdf.js"].split()) for address in addresses)


@EACH
def test_no_word_is_lost_in_two_readers_and_every_address_is_in_order(
    id: str, read: Read, printed: dict[str, Printed]
) -> None:
    _, addresses = lost_words.expected(printed[id].html)
    assert addresses == ["www.khartoumprocess.net", "KhartoumProcess@icmpd.org"]
    for text in read[id].values():
        assert all(address in "".join(text.split()) for address in addresses)
    both = {each: read[id][each] for each in ("PDFium", "poppler")}
    assert not list(lost_words.lost(printed[id].html, both))


# What the check itself sees


def without_words(pdf: pikepdf.Pdf) -> None:
    """Leave the letters in a PDF, and take out what says which they are."""
    for each in pdf.objects:
        if isinstance(each, pikepdf.Dictionary) and "/ToUnicode" in each:
            del each["/ToUnicode"]


def from_right_to_left(pdf: pikepdf.Pdf) -> None:
    """Say that two pages side by side are read from right to left (ISO 32000-1, 12.2): PDFium reverses addresses."""
    pdf.Root.ViewerPreferences.Direction = pikepdf.Name.R2L


BAD = {
    "letters that nobody knows": (without_words, "words cannot be copied or found in a PDF reader"),
    "a direction": (from_right_to_left, 'PDFium does not reproduce the address "KhartoumProcess@icmpd.org" exactly'),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_is_found(case: str, printed: dict[str, Printed], tmp_path: Path) -> None:
    if not lost_words.has_poppler():
        absent("pdftotext (poppler-utils)")
    spoil, says = BAD[case]
    path = tmp_path / "bad.pdf"
    with pikepdf.open(printed["ar"].path) as document:
        spoil(document)
        document.save(path)
    found = list(lost_words.lost(printed["ar"].html, lost_words.readers(path, path.read_bytes())))
    assert any(says in each for each in found)


def test_what_counts_as_a_word() -> None:
    text = "9\u00a0April, caf\u0065\u0301 \ufefb \u0645\u06cc\u200c\u06a9\u0646\u062f a-b"
    words = "9 April caf\u00e9 \u0644\u0627 \u0645\u06cc\u06a9\u0646\u062f a b".split()
    assert lost_words.words(text) == dict.fromkeys(words, 1)
    assert not lost_words.missing("migration EU-Horn of", "mi-\ngration of EU-\nHorn")
    assert lost_words.missing("one two two", "two one") == {"two": 1}
    page = '<p>a<b>b</b> c<br>d<!--x--> <span data-typed="e">E</span><li>f</li><aside>no</aside>'
    assert lost_words.expected(page)[0].split() == ["ab", "c", "d", "e", "f"]
