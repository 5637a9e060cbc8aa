"""The download page and the web leaflets, in a real browser: links, typing, accessibility, nothing from elsewhere."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import lxml.html
import pypdfium2
import pytest

from factsheet.build import cards, download_page, manifest
from factsheet.core.project import Root
from factsheet.theme import layout

from ..browser import accessibility_faults, address, chromium
from ..conftest import Copy, Leaflet, Result, copy_project, once, prebuilt_further, prebuilt_site, slow
from ..languages import LANGUAGES
from ..releasing import release

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WIDTHS = (320, 768, 1280)
NOTHING = "No leaflet found. Type a language or a country, in English or in any of the leaflet's languages."


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return prebuilt_site(tmp_path_factory) / "output"


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Page:
    return browser.new_page(viewport={"width": 1280, "height": 900})


@pytest.fixture
def page(tab: Page) -> Page:
    """Return a page that shows nothing, as wide as a desk's: a new one would take 0.3 s of CPU each time."""
    tab.goto("about:blank")
    tab.set_viewport_size({"width": 1280, "height": 900})
    tab.emulate_media(media="null", color_scheme="light")
    return tab


@pytest.fixture(scope="module")
def served(folder: Path) -> Iterator[str]:
    """Serve the folder as any static host would."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *about: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def said(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "manifest.json").read_text("utf-8"))


def test_every_download_is_the_file_of_the_manifest(page: Page, served: str, folder: Path) -> None:
    content = said(folder)
    known = {entry["path"]: entry["sha256"] for entry in content["files"]}
    known |= {path: item["sha256"] for path, item in content["site"].items()}
    page.goto(served)
    links = page.locator("a[download]")
    got = {}
    for number in range(links.count()):
        if number % 8 == 0:  # the browser takes more than ten from one page for an attack
            page.goto(served)
        with page.expect_download() as download:
            links.nth(number).click()
        link = links.nth(number).get_attribute("href") or ""
        got[link] = hashlib.sha256(Path(download.value.path()).read_bytes()).hexdigest()
        assert download.value.suggested_filename == Path(link).name
    assert got == {path: known[path] for path in known if path.endswith((".pdf", ".docx", ".zip"))}
    assert len(got) == 6 * 3 - 2 + 2  # the French drafts have no press PDF


def test_every_other_link_and_picture_leads_to_a_file_that_is_there(page: Page, folder: Path) -> None:
    page.goto(address(folder / "index.html"))
    for name in page.eval_on_selector_all(
        "[href], [src]", "all => all.map(e => e.getAttribute('href') ?? e.getAttribute('src'))"
    ):
        if name.startswith("#"):
            assert page.locator(f'[id="{name[1:]}"]').count() == 1, name
        else:
            assert name == "data:," or (folder / name).is_file(), name


def test_it_opens_from_a_disk_and_asks_for_nothing_from_elsewhere(browser: Browser, folder: Path) -> None:
    asked: list[str] = []
    context = browser.new_context()
    context.on("request", lambda request: asked.append(request.url))
    paths = [folder / "index.html", *folder.glob("2025-france/*.html")]
    opened = [context.new_page() for _ in paths]
    for path, each in zip(paths, opened, strict=True):
        each.goto(address(path))
    for path, each in zip(paths, opened, strict=True):  # waits for half a second of silence once, for all
        each.wait_for_load_state("networkidle")
        fonts = each.evaluate("[...document.fonts].filter(font => font.status === 'loaded').map(font => font.family)")
        assert any("Noto Sans" in font or "Vazirmatn" in font for font in fonts), path
    inside = (address(folder), "data:")
    assert [url for url in asked if not url.startswith(inside)] == []
    pictures = "(p => (p.loading = 'eager', p.decode().then(() => p.naturalWidth)))(document.images[0])"
    assert opened[0].evaluate(pictures) == 480
    context.close()


def test_cards_stand_by_variant_with_state_and_language(page: Page, folder: Path) -> None:
    page.goto(address(folder / "index.html"))
    assert page.locator("h2").all_inner_texts() == [
        "France in the chair since April 2025",
        "Egypt former chair, April 2024 to April 2025",
    ]
    assert page.locator(".variant p").all_inner_texts()[0].startswith("Not released yet: all files in one ZIP (")
    cards = page.locator(".cards > li")
    assert cards.count() == 6
    first = [cards.nth(number).inner_text() for number in range(3)]
    assert [[line for line in text.splitlines() if line][:2] for text in first] == [
        ["English", "English"],
        ["العربية", "Arabic"],
        ["français", "French"],
    ]
    assert [page_state(text) for text in first] == [
        "Final",
        "Unofficial translation",
        "Draft: 1 text outdated",
    ]
    assert "2 pages, text dated 9\u00a0April\u00a02025" in first[0]
    arabic = cards.nth(1)
    assert (arabic.get_attribute("lang"), arabic.get_attribute("dir")) == ("ar", "rtl")


def page_state(card: str) -> str:
    """Return the line of a card that says what its edition is."""
    lines = [line for line in card.splitlines() if line]
    return lines[2]


def test_typing_narrows_what_is_shown(page: Page, folder: Path) -> None:
    page.goto(address(folder / "index.html"))
    field = page.get_by_label("Language or chair")
    for typed, shown, told in (
        ("fren", 2, "2 of 6 leaflets"),
        ("FRANÇ", 4, "4 of 6 leaflets"),
        ("مصر", 3, "3 of 6 leaflets"),
        ("égypte", 3, "3 of 6 leaflets"),
        ("egypt ar", 1, "1 of 6 leaflets"),
        ("العرب", 2, "2 of 6 leaflets"),
        ("anglais", 2, "2 of 6 leaflets"),
        ("égypte arabe", 1, "1 of 6 leaflets"),
        ("الإنجليزية", 2, "2 of 6 leaflets"),
        ("xyz", 0, NOTHING),
        ("", 6, ""),
    ):
        field.fill("")
        field.press_sequentially(typed) if typed else field.press("Backspace")
        assert page.locator(".cards > li:visible").count() == shown, typed
        assert page.get_by_role("status").inner_text() == told
    field.press_sequentially("kenya")
    assert page.locator("section:visible").count() == 0


def test_without_scripts_everything_is_there(browser: Browser, folder: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address(folder / "index.html"))
    assert page.locator(".cards > li:visible").count() == 6
    assert page.locator("input:visible").count() == 0
    context.close()


@pytest.mark.parametrize(
    ("scheme", "widths"),
    [("light", (320,)), slow("light", (1280,)), slow("dark", (768,)), slow("light", WIDTHS), slow("dark", WIDTHS)],
)
def test_axe_finds_nothing(scheme: str, widths: tuple[int, ...], page: Page, folder: Path) -> None:
    """At each width, and in each scheme: the schemes differ in colours alone, the widths in places alone."""
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    for path in [*sorted(folder.glob("*.html")), *sorted(folder.glob("2025-france/*.html"))]:
        page.goto(address(path))
        for width in widths:
            page.set_viewport_size({"width": width, "height": 900})
            assert accessibility_faults(page) == [], (path.name, width)
            assert page.evaluate("document.scrollingElement.scrollWidth") <= width, (path.name, width)


def test_every_link_of_a_web_leaflet_leads_to_a_file_and_a_final_one_to_no_draft(folder: Path) -> None:
    """French is a draft here: its readers may go on to what is final, but nobody is sent to it."""
    pages = sorted(folder.glob("*/*.html"))
    assert len(pages) == 6
    for path in pages:
        tree = lxml.html.fromstring(path.read_bytes())
        links = [link for link in tree.xpath("//@href") if not re.match(r"(https?|mailto):", link)]
        assert all((path.parent / link).resolve().is_file() for link in links), links
        languages = tree.xpath("//nav//@hreflang")
        assert languages == (["ar", "en-GB"] if path.name.endswith("-fr-draft.html") else languages[:1])
        assert len(languages) == (2 if "draft" in path.name else 1)
        in_head = tree.xpath("//head/link[@rel='alternate']/@hreflang")
        assert in_head == sorted([*languages, tree.get("lang")])
        # The style sheet, all leaflets, languages, PDF and Word
        assert len(links) == 2 + len(languages) + 2 + len(in_head)


def test_each_card_has_a_link_of_its_own(page: Page, folder: Path) -> None:
    page.set_viewport_size({"width": 360, "height": 600})
    page.goto(address(folder / "index.html") + "#2024-egypt-ar")
    card = page.locator(".cards > li:target")
    assert card.get_attribute("lang") == "ar"
    assert card.locator("h3").evaluate("e => e.getBoundingClientRect().top < innerHeight")
    links = page.eval_on_selector_all(".cards h3 a", "all => all.map(e => e.getAttribute('href'))")
    assert len(set(links)) == len(links) == 6
    page.get_by_role("link", name="France", exact=True).click()
    assert page.url.endswith("#2025-france")


def test_the_current_variant_comes_first_and_cannot_be_mistaken(page: Page, folder: Path) -> None:
    page.goto(address(folder / "index.html"))
    first, second = page.locator("section .variant").all()
    fills = [each.evaluate("e => getComputedStyle(e).backgroundColor") for each in (first, second)]
    sizes = [each.locator("h2").evaluate("e => parseFloat(getComputedStyle(e).fontSize)") for each in (first, second)]
    assert "in the chair since" in first.inner_text()
    assert fills == ["rgb(18, 63, 99)", "rgba(0, 0, 0, 0)"]
    assert sizes[0] >= 1.4 * sizes[1]


def test_axe_catches_a_bad_page(page: Page, folder: Path, tmp_path: Path) -> None:
    text = (folder / "index.html").read_text("utf-8")
    bad = tmp_path / "bad.html"
    bad.write_text(text.replace('alt=""', "").replace("<h3>", "<h6>").replace('lang="en-GB"', "", 1), "utf-8")
    page.goto(address(bad))
    kinds = {fault.partition(":")[0] for fault in accessibility_faults(page)}
    assert {"html-has-lang", "heading-order"} <= kinds


def test_a_web_leaflet_says_what_the_pdf_says(page: Page, leaflets: dict[str, Leaflet]) -> None:
    from factsheet.check.text_extraction import differ, page_texts

    for language, leaflet in leaflets.items():
        path = leaflet.pdf.with_suffix(".html")
        page.goto(address(path))
        assert page.evaluate("document.documentElement.lang").startswith(language)
        assert page.evaluate("document.documentElement.dir") == ("rtl" if language == "ar" else "ltr")
        shown = page.evaluate("document.querySelector('main').textContent")
        printed = re.sub(r"(?m)^[1-5]\. ", "", "\n".join(page_texts(leaflet.pdf)))  # the browser's numbers are not text
        if language != "ar":  # read from right to left, the two cannot be compared line by line
            assert not differ(printed, shown, "ltr")
        assert "<!--" not in path.read_text("utf-8").partition("<body>")[2]


def test_the_zip_of_a_variant_has_its_documents(folder: Path) -> None:
    for variant in ("2024-egypt", "2025-france"):
        (path,) = (folder / variant).glob("*-all.zip")
        with ZipFile(path) as packed:
            documents = {each.name for each in (folder / variant).iterdir() if each.suffix in (".pdf", ".docx")}
            assert set(packed.namelist()) == documents
            assert packed.testzip() is None


def test_printed_it_is_a_list(page: Page, folder: Path) -> None:
    page.goto(address(folder / "index.html"))
    page.emulate_media(media="print")
    assert page.locator("input:visible").count() == 0
    assert page.locator(".cards > li:visible").count() == 6
    with pypdfium2.PdfDocument(page.pdf(format="A4")) as printed:
        assert len(printed) <= 2


# What was released, and what is newer


@pytest.fixture(scope="module")
def newer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a variant in two languages that was released; since then, the printer asks for more bleed."""

    def build(folder: Path) -> Result:
        shutil.copytree(prebuilt_further(tmp_path_factory, "en, ar", "2025-france"), folder, dirs_exist_ok=True)
        release(folder, "2025-france", date(2026, 11, 25))
        Copy(folder).change("layouts/press/coated.yaml", "bleed: 3mm", "bleed: 5mm")
        return Copy(folder).build()

    return once(tmp_path_factory, "newer", build)[0] / "output"


def test_what_is_newer_is_offered_with_its_web_page_and_said(page: Page, newer: Path) -> None:
    page.goto(address(newer / "index.html"))
    for card in page.locator(".cards > li").all():
        first, further = card.locator("div > ul").all_inner_texts()[0], card.locator("details")
        assert "Web page" not in first  # a release has none
        further.locator("summary").click()
        web = further.get_by_role("link", name="Web page")
        assert (newer / (web.get_attribute("href") or "")).is_file()
        assert "Changed since: Press PDF" in further.inner_text()
        assert "Text dated" not in further.inner_text()  # it has the same date
        assert further.locator("a[download]").all_inner_texts()[0].startswith("Press PDF")
        assert further.locator("a[download]").count() == 1
    offered = set(page.eval_on_selector_all("a", "all => all.map(e => e.getAttribute('href'))"))
    assert {path.relative_to(newer).as_posix() for path in newer.glob("*/*.html")} <= offered
    assert accessibility_faults(page) == []


# Where the words of an element end, on one side of the page.
END = """(element, side) => {
  const range = document.createRange();
  range.selectNodeContents(element);
  return range.getBoundingClientRect()[side];
}"""


def test_cards_from_right_to_left_keep_to_the_right(page: Page, newer: Path) -> None:
    page.goto(address(newer / "index.html"))
    for card in page.locator(".cards > li").all():
        side = "right" if card.get_attribute("dir") == "rtl" else "left"
        card.locator("summary").click()
        words = card.locator("h3, p:visible, summary").all()
        ends = [each.evaluate(END, side) for each in words]
        assert len(ends) >= 6
        assert max(ends) - min(ends) < 20, ends  # the mark of what can be opened


# Without variants


@pytest.fixture(scope="module")
def plain(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the page of a factsheet without variants, in three languages."""
    root = copy_project(tmp_path_factory.mktemp("plain"))
    shutil.copytree(folder / "2025-france", root / "output", dirs_exist_ok=True)
    for path in root.glob("output/*-all.zip"):
        path.unlink()
    known, _ = manifest.read(Root(folder.parent))
    entries = [
        replace(entry, path=entry.path.partition("/")[2], variant="", heading="", title="", since="")
        for entry in known.entries.values()
        if entry.variant == "2025-france"
    ]
    published = replace(known.published, variants=("",), axis="", files=(), terms={})
    whole = manifest.Manifest({entry.key: entry for entry in entries}, known.made_with, published)
    made = download_page.makers(Root(root), whole, layout.load(Root(root)))
    for name in sorted(made, key=lambda name: name == "index.html"):
        (root / "output" / name).write_bytes(made[name]())
    return root / "output"


def test_without_variants_the_languages_come_at_once(page: Page, plain: Path) -> None:
    page.goto(address(plain / "index.html"))
    assert page.locator("h1, h2, h3").all_inner_texts()[1:] == ["English", "العربية", "français"]
    assert page.locator("h3").count() == 0
    assert page.locator("section").inner_text().startswith("Not released yet: all files in one ZIP (")
    assert page.locator(".cards > li").evaluate_all("all => all.map(e => e.id)") == ["en", "ar", "fr"]
    links = page.eval_on_selector_all("a[href]", "all => all.map(e => e.getAttribute('href'))")
    assert [link for link in links if not link.startswith("#") and not (plain / link).is_file()] == []
    page.get_by_label("Language", exact=True).fill("arab")
    assert page.locator(".cards > li:visible").count() == 1
    assert page.get_by_role("status").inner_text() == "1 of 3 leaflets"
    assert accessibility_faults(page) == []
    page.set_viewport_size({"width": 320, "height": 900})
    assert accessibility_faults(page) == []


# With every build


def test_the_page_and_links_follow_what_is_there(leaflet: Leaflet, tmp_path: Path) -> None:
    """A build of some formats, or of another language, changes the links of pages that it does not make."""
    copy = Copy(Path(shutil.copytree(leaflet.root, tmp_path / "project")))
    english, index = copy.only(".html"), copy.root / "output/index.html"
    before = english.read_bytes(), index.read_bytes()
    assert b"French" not in before[0]
    assert copy.build("fr", "--format", "web").status == 0
    assert b'hreflang="fr" lang="fr" dir="ltr">fran\xc3\xa7ais' in english.read_bytes()
    assert b"fran" in index.read_bytes()
    assert copy.build().status == 0  # French is not published here
    assert (english.read_bytes(), index.read_bytes()) == before
    english.write_bytes(before[0] + b" ")  # what somebody has changed is made again, not taken for ours
    index.write_bytes(b"spoilt")
    assert copy.build("fr", "--format", "picture").status == 0
    assert english.read_bytes() == before[0] + b" "
    assert b"fran" in index.read_bytes()
    index.write_bytes(b"spoilt")
    assert copy.build().status == 0
    assert (english.read_bytes(), index.read_bytes()) == before
    copy.change("layouts/site/words.yaml", "The leaflet to read", "Our leaflet to read")
    assert copy.build().status == 0
    assert b"Our leaflet to read" in index.read_bytes()


def test_a_fault_of_its_layout_is_named(copy: Copy) -> None:
    copy.change("layouts/site/index.html.j2", "{%- for variant in variants %}", "{%- for variant in variant %}")
    result = copy.build("", "--format", "picture")
    assert result.status == 1
    assert "layouts/site/index.html.j2" in result.err
    assert "1 problem; everything else was made." in result.err
    assert len(copy.made) == 1


@pytest.mark.campaign
def test_three_hundred_editions_are_one_light_page(
    page: Page, project: Root, leaflets: dict[str, Leaflet], tmp_path: Path
) -> None:
    known, _ = manifest.read(Root(leaflets["en"].root))
    english = [entry for entry in known.entries.values() if entry.language == "en"]
    many = [
        replace(
            entry,
            variant=f"20{25 + year}-{country.lower()}",
            heading=cards.ENGLISH.territories[country],
            title=cards.ENGLISH.territories[country],
            since=f"20{25 + year}-04-09",
            language=language,
            locale=language,
        )
        for year, country in enumerate("FR KE UG ET DE IT SE NL EG FI".split())
        for language in LANGUAGES
        for entry in english
    ]
    whole = manifest.Manifest({entry.key: entry for entry in many}, known.made_with, known.published)
    content = download_page.makers(project, whole, layout.load(project))["index.html"]()
    assert len(content) < 300_000
    path = tmp_path / "index.html"
    path.write_bytes(content)
    page.goto(address(path))
    assert page.locator(".cards > li").count() == 300
    page.get_by_label("Language or chair").fill("swahili kenya")
    assert page.locator(".cards > li:visible").count() == 1
    assert accessibility_faults(page) == []
