"""A draft says so across each sheet, in every format and in its language."""

from __future__ import annotations

import ctypes
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
import resvg_py
from PIL import Image, ImageChops
from playwright.sync_api import Browser

from factsheet.build import plan
from factsheet.build.freshness import Selection
from factsheet.build.plan import RenderJob
from factsheet.check import source_checks, text_extraction, word_pages, word_xml
from factsheet.check.findings import Weight
from factsheet.core.project import Root
from factsheet.opendocument import libreoffice
from factsheet.page import outlines
from factsheet.page.page import Page
from factsheet.source import loader
from factsheet.theme import contrast, fonts, layout
from factsheet.typeset import copyfit, pdf
from factsheet.typeset.copyfit import Setting
from factsheet.word import rules, writer

from ..browser import accessibility_faults, address, chromium
from ..conftest import Copy, Leaflet, pipeline, prebuilt, slow
from ..validators import absent, docx_faults, pdf_faults

VARIANT, STEM = "2025-france", "khartoum-process-factsheet-2025-france"
WORDS = {"en": "DRAFT", "fr": "PROJET", "ar": "مسودة"}
MM = 72 / 25.4


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Root:
    """Return a project in which French and Arabic lack texts, and English is final; Amharic is only started."""
    whole, _ = prebuilt(tmp_path_factory, "en, fr, ar", VARIANT)
    folder = Path(shutil.copytree(whole, tmp_path_factory.mktemp("drafts") / "project"))
    assert pipeline("language", "am", "--root", folder).status == 0
    for language in ("fr", "ar"):
        path = folder / f"sources/text/{language}.yaml"
        text, found = re.subn(r"^  legend: .*\n", "", path.read_text("utf-8"), flags=re.MULTILINE)
        assert found == 1
        path.write_text(text, "utf-8")
    result = pipeline("build", "--root", folder)
    assert result.status == 0, result.err
    return Root(folder)


def made(root: Root, language: str, ending: str) -> Path:
    path = root.output / VARIANT / f"{STEM}-{language}{'' if language == 'en' else '-draft'}{ending}"
    if language == "am" and not path.exists():  # in the campaign
        assert pipeline("build", "--lang", language, "--root", root.folder).status == 0
    return path


def job(root: Root, language: str) -> RenderJob:
    (planned,) = plan.plan(root, Selection((VARIANT,), (language,))).jobs
    return planned


@cache
def settings(root: Root, language: str) -> tuple[Setting, Setting]:
    """Return an edition as it is laid out, and as it would be without the word across it."""
    of = job(root, language)
    plain = replace(of.edition, watermark="")
    setting = copyfit.fitted(plain, of.theme, root, of.english).setting
    return copyfit.again(setting, of.edition, root), setting


def written(setting: Setting, root: Root) -> bytes:
    return pdf.write(setting.document, setting.page, "x", fonts.of_theme(setting.theme, root))


# A language of each direction; a third script has more time in the campaign.
DRAFTS = pytest.mark.parametrize("language", ["fr", "ar", slow("am")])
# Where nothing depends on the direction, the one that is harder to set stands for the others.
HARDEST = pytest.mark.parametrize("language", ["ar", slow("fr"), slow("am")])


# On paper


def by_pdfium(content: bytes, folder: Path) -> list[Image.Image]:
    with pypdfium2.PdfDocument(content) as document:
        return [page.render(scale=1).to_pil().convert("L") for page in document]


def by_poppler(content: bytes, folder: Path) -> list[Image.Image]:
    if not shutil.which("pdftoppm"):
        absent("pdftoppm (poppler-utils)")
    (folder / "x.pdf").write_bytes(content)
    subprocess.run(["pdftoppm", "-r", "72", "-gray", folder / "x.pdf", folder / "x"], check=True)
    pages = [Image.open(path).convert("L") for path in sorted(folder.glob("x-*.pgm"))]
    for path in folder.glob("x-*.pgm"):
        path.unlink()
    return pages


def corners(page: Image.Image) -> tuple[int, int, int, int]:
    """Return how much is marked in each quarter of what a picture marks: upper left and right, lower left and right."""
    left, top, right, bottom = page.getbbox() or (0, 0, 0, 0)
    x, y = (left + right) // 2, (top + bottom) // 2
    quarters = (left, top, x, y), (x, top, right, y), (left, y, x, bottom), (x, y, right, bottom)
    return tuple(sum(page.crop(each).histogram()[1:]) for each in quarters)  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("drawn", "language"),
    [(by_pdfium, "ar"), slow(by_poppler, "fr"), slow(by_poppler, "ar"), slow(by_pdfium, "fr"), slow(by_pdfium, "am")],
)
def test_the_word_runs_upwards_across_each_sheet_in_grey(language: str, drawn: Any, root: Root, tmp_path: Path) -> None:
    """It is seen in grey, is large, and goes from the lower corner where reading begins to the upper one."""
    with_it, without = (drawn(written(each, root), tmp_path) for each in settings(root, language))
    assert len(with_it) == len(without) == 2
    for one, other in zip(with_it, without, strict=True):
        marked = ImageChops.difference(one, other).point(lambda grey: 255 if grey > 5 else 0)
        left, top, right, bottom = marked.getbbox() or (0, 0, 0, 0)
        assert right - left > 140 * MM
        assert bottom - top > 140 * MM
        upper_left, upper_right, lower_left, lower_right = corners(marked)
        along, against = (lower_left + upper_right, lower_right + upper_left)
        assert along > 3 * against if language != "ar" else against > 3 * along
        paper = Counter(
            pixel for pixel, before in zip(one.tobytes(), other.tobytes(), strict=True) if before == 255 != pixel
        )
        grey = paper.most_common(1)[0][0] / 255
        assert contrast.ratio((grey,) * 3, (1, 1, 1)) > 1.2
    assert drawn(written(settings(root, "en")[0], root), tmp_path) == drawn(
        made(root, "en", ".pdf").read_bytes(), tmp_path
    )


def test_all_words_under_it_keep_their_contrast(root: Root) -> None:
    """It is drawn over everything but the bands: inks and fills both become greyer."""
    of = job(root, "fr")
    svg = (root.layout / "pictures/draft.svg").read_text("utf-8")
    name, share = re.search(r"colours\.(\w+).*fill-opacity=\"([.\d]+)\"", svg).groups()  # type: ignore[union-attr]
    colour, opacity = contrast.of_hex(of.theme.colours[name].screen), float(share)

    def under(ink: contrast.Colour) -> contrast.Colour:
        return tuple(part + (over - part) * opacity for part, over in zip(ink, colour, strict=True))  # type: ignore[return-value]

    inks = {ink for language in ("fr", "ar", "am") for text in settings(root, language)[0].texts for ink in text.inks}
    marks = {contrast.of_hex(of.theme.colours[mark].screen) for mark in ("missing", "outdated", "long")}
    ink = contrast.of_hex(of.theme.colours["ink"].screen)
    pairs = {(each.colour, each.fill) for each in inks} | {(ink, mark) for mark in marks}
    band = contrast.of_hex(of.theme.colours["blue"].screen)
    beside = [(one, other) for one, other in pairs if other != band]
    assert len(beside) > 6
    assert min(contrast.ratio(under(one), under(other)) for one, other in beside) > 4.5


@HARDEST
def test_it_keeps_clear_of_the_bands(language: str, root: Root, tmp_path: Path) -> None:
    one, other = (by_pdfium(written(each, root), tmp_path) for each in settings(root, language))
    masthead = (0, 0, int(210 * MM), int(70 * MM))
    highest = layout.load(root).rows["footer"].highest
    footer = (0, round(297 * MM - highest) + 1, int(210 * MM), int(297 * MM))
    for page, band in enumerate((masthead, footer)):
        assert ImageChops.difference(one[page].crop(band), other[page].crop(band)).getbbox() is None


@DRAFTS
def test_the_page_below_is_laid_out_as_without_it(language: str, root: Root) -> None:
    one, other = settings(root, language)

    def places(setting: Setting) -> list[tuple[Any, ...]]:
        return [(line.words, *line.edges) for text in setting.texts for line in text.lines]

    assert places(one) == places(other)
    assert one.sheets == other.sheets
    assert one.too_near == other.too_near == ()
    assert "data-watermark" in one.page.html
    assert "data-watermark" not in other.page.html


@HARDEST
def test_it_is_no_text_of_the_page_but_an_artifact(language: str, root: Root, tmp_path: Path) -> None:
    one, other = (written(each, root) for each in settings(root, language))
    assert text_extraction.page_texts(one) == text_extraction.page_texts(other)
    assert tags(one) == tags(other)
    ours, theirs = marks(one), marks(other)
    assert ours["Artifact"] == theirs["Artifact"] + 2
    assert ours - theirs == Counter({"Artifact": 2})
    assert not ours[""]
    assert pdf_faults(made(root, language, ".pdf")) == []


def tags(content: bytes) -> list[str]:
    """Return the structure elements of a PDF in order."""

    def below(element: Any) -> Iterator[str]:
        yield str(element.get("/S"))
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield from below(kid)

    with pikepdf.open(BytesIO(content)) as document:
        return list(below(document.Root.StructTreeRoot))


def marks(content: bytes) -> Counter[str]:
    """Return how many objects of a PDF stand in marked content of each kind, as PDFium reads them."""
    found: Counter[str] = Counter()
    with pypdfium2.PdfDocument(content) as document:
        for page in document:
            for each in page.get_objects(max_depth=1):
                names = []
                for number in range(pdfium.FPDFPageObj_CountMarks(each.raw)):
                    length = ctypes.c_ulong()
                    name = ctypes.create_string_buffer(200)
                    mark = pdfium.FPDFPageObj_GetMark(each.raw, number)
                    pdfium.FPDFPageObjMark_GetName(
                        mark, ctypes.cast(name, ctypes.POINTER(ctypes.c_ushort)), 200, length
                    )
                    names.append(name.raw[: length.value - 2].decode("utf-16-le"))
                found["Artifact" if "Artifact" in names else "".join(names)] += 1
    return found


@pytest.mark.parametrize(("word", "script"), [("DRAFT", "Latn"), ("مسودة", "Arab"), ("טיוטה", "Hebr"), ("ረቂቅ", "Ethi")])
def test_its_letters_join_as_pango_joins_them(word: str, script: str, root: Root) -> None:
    """Another engine sets the same word as text; the two pictures are the same except for the edges of the letters."""
    theme = layout.load(root)
    outline = outlines.drawn(word, theme, root, script)
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{outline.box}"><path d="{outline.path}"/></svg>'
    ours = Image.open(BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=svg, width=400)))).getchannel("A")
    family = theme.typefaces["text"].faces(script)[-1].family
    style = f'@page {{ size: 900px 300px }} p {{ font: bold 100px "{family}"; margin: 50px }}'
    html = f'<html lang="en"><title>x</title><style>{style}</style><p>{word}</p></html>'
    document = pdf.render(Page(html, {}), root, "x")
    with pypdfium2.PdfDocument(document.write_pdf()) as printed:
        theirs = ImageChops.invert(printed[0].render(scale=4).to_pil().convert("L"))
    theirs = theirs.crop(theirs.getbbox()).resize(ours.size)
    shared, either = ImageChops.darker(ours, theirs), ImageChops.lighter(ours, theirs)
    assert sum(shared.tobytes()) > 0.93 * sum(either.tobytes())


# In Word


@HARDEST
def test_word_has_it_in_the_header_of_each_sheet(language: str, root: Root, tmp_path: Path) -> None:
    path = made(root, language, ".docx")
    headers = [word_xml.part(path.read_bytes(), f"word/header{number}.xml") for number in (1, 2)]
    drawn = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
    said = [each.get("descr") for header in headers for each in header.iter(drawn) if each.get("name") == "Watermark"]
    assert said == [WORDS.get(language, "DRAFT")] * 2
    assert rules.broken(path.read_bytes()) == []
    assert docx_faults(path) == []
    assert WORDS.get(language, "DRAFT") not in text_extraction.docx_text(path.read_bytes())
    plain = settings(root, language)[1]
    other = tmp_path / "plain.docx"
    other.write_bytes(writer.write(plain.page, plain.theme, root, plain.laid))
    if not libreoffice.program():
        absent("LibreOffice (libreoffice-writer-nogui)")
    pdfs = word_pages.drawn([path, other])  # it takes a second to start
    pages, before = (by_pdfium(pdfs[each], tmp_path) for each in (path, other))
    assert len(pages) == len(before) == 2
    assert len(set(pages[0].crop((3, 0, 6, 60)).tobytes())) == 1  # no white over the band that begins at the edge
    back = ImageChops.difference(pages[1], before[1]).point(lambda grey: 255 if grey > 5 else 0)
    left, _, right, _ = back.getbbox() or (0, 0, 0, 0)
    assert right - left > 130 * MM  # the panels hide some of it


def test_a_final_word_file_has_no_header(root: Root) -> None:
    with pytest.raises(KeyError):
        word_xml.part(made(root, "en", ".docx").read_bytes(), "word/header1.xml")


# On the web


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


ACROSS = "getComputedStyle(document.querySelector('.sheet.back'), '::after')"


@pytest.mark.parametrize(("language", "width"), [slow("fr", 1280), ("ar", 360), slow("am", 360)])
def test_the_web_page_shows_it_and_stays_as_it_was(language: str, width: int, root: Root, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(address(made(root, language, ".html")))
    if language != "fr":  # axe looks at a French draft in test_download_page
        assert accessibility_faults(page) == []
    assert page.evaluate(f"{ACROSS}.pointerEvents") == "none"
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width
    assert WORDS.get(language, "DRAFT") not in page.inner_text("body")
    for media in ("screen", "print"):
        page.emulate_media(media=media)  # type: ignore[arg-type]
        shown = Image.open(BytesIO(page.screenshot(full_page=True))).convert("L")
        page.add_style_tag(content=".sheet::after { display: none }")
        without = Image.open(BytesIO(page.screenshot(full_page=True))).convert("L")
        assert shown.size == without.size
        left, top, right, bottom = ImageChops.difference(shown, without).getbbox() or (0, 0, 0, 0)
        assert right - left > 0.35 * width
        assert bottom - top > 0.5 * shown.height
        page.evaluate("document.querySelector('style:last-of-type').remove()")
    page.close()


def test_a_final_web_page_has_none(root: Root, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(address(made(root, "en", ".html")))
    assert page.evaluate(f"{ACROSS}.content") == "none"
    page.close()


# What is not a draft, and what shows one


@pytest.mark.campaign
def test_the_leaflet_with_numbers_does_not_carry_it(root: Root, tmp_path: Path) -> None:
    assert pipeline("translate", "fr", "--root", root.folder).status == 0
    pages = by_pdfium((root.output / "translate/fr.pdf").read_bytes(), tmp_path)
    one, other = (by_pdfium(written(each, root), tmp_path) for each in settings(root, "fr"))
    stroke = ImageChops.difference(one[0], other[0]).point(lambda grey: 255 if grey > 20 else 0)
    white = other[0].point(lambda grey: 255 if grey == 255 else 0)
    where = ImageChops.darker(stroke, white)
    assert where.getbbox()
    seen = ImageChops.darker(ImageChops.invert(pages[0]), where).histogram()
    assert sum(seen[10:]) < 0.02 * where.histogram()[255]  # numbers in circles


def test_a_language_without_the_word_has_the_english_and_is_no_draft_for_it(copy: Copy) -> None:
    path = copy.root / "sources/text/fr.yaml"
    path.write_text(path.read_text("utf-8").replace("  draft: PROJET\n", ""), "utf-8")
    lock = copy.root / "sources/text/fr.lock.yaml"
    lock.write_text(re.sub(r"terms\.draft:\n(  .*\n)+", "", lock.read_text("utf-8")), "utf-8")
    of = job(Root(copy.root), "fr").edition
    assert (of.draft, of.watermark) == (False, "DRAFT")
    (found,) = source_checks.of_sources(loader.load(Root(copy.root)), ["fr"])
    assert (found.weight, found.problem.place.file) == (Weight.NOTE, "sources/text/fr.yaml")
    assert 'terms.draft is missing, so "DRAFT" is printed' in found.problem.what


def test_a_master_that_is_older_than_the_word_stays_valid(changed: Any) -> None:
    copy = changed("sources/text/en.yaml", "  draft: DRAFT\n", "")
    assert job(Root(copy.root), "en").edition.watermark == "DRAFT"


def test_the_word_changes_nothing_of_a_final_edition(leaflet: Leaflet, tmp_path: Path) -> None:
    copy = Copy(Path(shutil.copytree(leaflet.root, tmp_path / "project")))
    before = {path.name: path.read_bytes() for path in copy.made}
    copy.change("sources/text/en.yaml", "draft: DRAFT", "draft: NOT FINAL")
    assert copy.build("en").status == 0
    assert {path.name: path.read_bytes() for path in copy.made} == before


def test_a_word_that_no_font_has_is_named(changed: Any) -> None:
    result = changed("sources/text/en.yaml", "draft: DRAFT", "draft: 草稿").build("en")
    assert result.status == 1
    assert re.search(r"sources/text/en\.yaml:\d+:\d+: terms\.draft: no font has", result.err)
