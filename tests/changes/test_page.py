"""The page that is mailed: three planted faults are found on it, in every language and script, on paper and aloud."""

from __future__ import annotations

import base64
import os
import re
import shutil
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import lxml.html
import pytest
from lxml.html import HtmlElement
from PIL import Image

from factsheet.build.freshness import Selection
from factsheet.changes import page, rendering, review, said
from factsheet.changes.authors import Save
from factsheet.changes.page import Heading
from factsheet.changes.sides import Paper, Side
from factsheet.changes.versions import Ready
from factsheet.core.names import EditionId, LanguageTag, VariantId
from factsheet.core.project import Root
from factsheet.source import loader
from factsheet.source.model import Sources
from factsheet.theme import layout

from ..browser import accessibility_faults, address, asked_for, chromium
from ..conftest import Copy, Result, copy_project, decided, once, pipeline, prebuilt_site
from .saving import AR, EN, FACTS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FRANCE = VariantId("2025-france")
ARABIC = "مؤكدة من جديد", "مشيرة إلى"
TRICK = '<script>alert(1)</script> "&\N{RIGHT-TO-LEFT OVERRIDE}x'


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def against_egypt(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Return the page about France compared with Egypt in English and Arabic, made by the command line."""

    def compare(folder: Path) -> Result:
        shutil.copytree(prebuilt_site(tmp_path_factory), folder, dirs_exist_ok=True, copy_function=os.link)
        asked = "--chair=2025-france", "--against=2024-egypt", "--lang=en ar"
        return pipeline("changes", *asked, "--root", folder)

    folder, printed = once(tmp_path_factory, "against Egypt", compare)
    return folder / "output/changes.html", printed


@pytest.fixture(scope="module")
def shown(against_egypt: tuple[Path, str]) -> HtmlElement:
    return lxml.html.fromstring(against_egypt[0].read_text("utf-8"))


def test_both_sides_of_every_change_are_framed_on_pictures_that_are_inside(shown: HtmlElement) -> None:
    sections = shown.xpath("//section")
    assert [each.get("id") for each in sections] == ["2025-france-en", "2025-france-ar"]
    for section in sections:
        language = section.get("id")[-2:].upper()
        references = [each.text for each in section.find_class("number")]
        printed = [2, 3, 4, 5, 6, 7]  # two of the facts, the framework, three of the panels
        assert sorted(references) == [f"France {language} {number}" for number in [1, *printed]]  # 1 is the date
        figures = section.xpath(".//figure")
        assert [each.get("class") for each in figures] == ["before", "now"] * 2
        for side in ("before", "now"):
            (links,) = {
                tuple(
                    each.get("href")
                    for each in section.xpath(f".//figure[@class='{side}']//*[local-name()='svg']/*[@href]")
                )
            }
            assert list(links) == [f"#{section.get('id')}-{number}" for number in printed]
        for picture in section.xpath(".//img"):
            kind, _, content = picture.get("src").partition(",")
            drawn = Image.open(BytesIO(base64.b64decode(content)))
            assert (kind, drawn.format, drawn.width) == ("data:image/png;base64", "PNG", 1000)
        assert section.xpath(".//p[@class='where']/a[text()='Page 1']/@href") == [f"#{section.get('id')}-page-1"] * 2


def test_texts_come_in_reading_order_each_in_its_language(shown: HtmlElement) -> None:
    english, arabic = shown.xpath("//section")
    order = [
        "facts.current_chair_name", "facts.upcoming_chair_name",
        "framework.intro", "declaration.title", "declaration.text", "plan.title",
    ]  # fmt: skip
    for section in (english, arabic):
        assert section.xpath(".//li//code/text()") == order  # a fact is shown where it is printed, and not again
    assert {(p.get("lang"), p.get("dir")) for p in english.xpath(".//div[@class='versions']//p")} == {("en-GB", "ltr")}
    assert {(p.get("lang"), p.get("dir")) for p in arabic.xpath(".//div[@class='versions']//p")} == {("ar", "rtl")}
    assert "في الطريق إلى القاهرة" in arabic.text_content()


def test_the_command_says_the_same_and_where_the_page_is(against_egypt: tuple[Path, str]) -> None:
    path, printed = against_egypt
    assert printed.startswith("compared with 2024-egypt, as it is now:\n\n2025-france en: 7 changes\n")
    variant = "2  facts.current_chair_name, {chair}: name\n  before          [-Egypt-]\n  now             {+France+}\n"
    assert variant in printed
    assert "1  {revised}: as in France EN 1\n" in printed
    assert f"to read and to e-mail: output/changes.html, {path.stat().st_size / 1e6:,.1f} MB\n" in printed


def test_it_can_be_read_in_a_browser_by_everyone(against_egypt: tuple[Path, str], browser: Browser) -> None:
    """At each width, in each scheme, and in print; nothing is asked for, since it was mailed."""
    tab = browser.new_page()
    asked = asked_for(tab)
    tab.goto(address(against_egypt[0]))
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    for width, scheme in ((320, "light"), (1280, "dark")):
        tab.set_viewport_size({"width": width, "height": 900})
        tab.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert accessibility_faults(tab) == [], (width, scheme)
    for width in (320, 768, 1280):
        tab.set_viewport_size({"width": width, "height": 900})
        assert tab.evaluate("document.scrollingElement.scrollWidth") <= width
    for media in ("screen", "print"):  # not by colour alone
        tab.emulate_media(media=media)  # type: ignore[arg-type]
        assert looks(tab, "del", "textDecorationLine") == {"line-through"}
        assert looks(tab, "ins", "textDecorationLine") == {"underline"}
    assert tab.evaluate("getComputedStyle(document.querySelector('ins'), '::before').content") == '" [new: "'
    assert looks(tab, "p[dir=rtl]", "textAlign") == {"start"}
    tab.close()


def looks(tab: Page, selector: str, what: str) -> set[str]:
    return set(tab.eval_on_selector_all(selector, f"all => all.map(each => getComputedStyle(each).{what})"))


# What a reviewer finds


@pytest.fixture(scope="module")
def of_faults(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the page about three faults: a number, an address that is not printed, and a sentence made softer.

    A long address that no text names has changed, too.
    """
    copy = Copy(copy_project(tmp_path_factory.mktemp("planted"), "en, ar"))
    root = Root(copy.root)
    before = editions(loader.load(root))
    copy.change(FACTS, "rome_declaration: 2014", "rome_declaration: 2015")
    copy.change(
        FACTS, "cairo_declaration: https://www.khartoumprocess", "cairo_declaration: https://www.khartoumproces"
    )
    copy.change(FACTS, " conference: https://www.khartoumprocess", " conference: https://www.khartoumproces")
    copy.change(EN, "reaffirming their commitment to", "recalling their interest to")
    copy.change(AR, *ARABIC)
    now = editions(sources := loader.load(root))
    saves = [Save(TRICK, date(2026, 11, 25), TRICK), Save("", None, "")]
    found = list(review.review(Ready("then", before), Ready("now", now), Selection(), lambda *_: saves))
    content = rendering.written(root, layout.load(root), page.of_editions(Heading("then", TRICK, sources.notes), found))
    (copy.root / "changes.html").write_bytes(content)
    return copy.root / "changes.html"


@pytest.fixture(scope="module")
def planted(of_faults: Path) -> HtmlElement:
    return lxml.html.fromstring(of_faults.read_text("utf-8"))


def test_a_long_address_does_not_widen_it(of_faults: Path, browser: Browser) -> None:
    tab = browser.new_page(viewport={"width": 320, "height": 900})
    tab.goto(address(of_faults))
    assert tab.evaluate("document.scrollingElement.scrollWidth") == 320
    tab.close()


def editions(sources: Sources) -> dict[EditionId, Side]:
    """Return both editions, without the pages: these are looked at above."""
    found = {}
    for id in (LanguageTag("en"), LanguageTag("ar")):
        edition = decided(sources, FRANCE, sources.languages[id])
        found[FRANCE, id] = Side(said.of(edition), edition.status.value, Paper(Root(Path("/none")), Path("none"), ""))
    return found


def marks(section: HtmlElement, key: str) -> list[list[str]]:
    (item,) = (each for each in section.xpath(".//ol/li") if each.xpath(".//code/text()")[0] == key)
    return [[each.text_content() for each in item.iter(tag)] for tag in ("del", "ins")]


def test_three_planted_faults_are_found_and_nothing_else(planted: HtmlElement) -> None:
    old, new = ("https://www.khartoumprocess.net/", "https://www.khartoumproces.net/")
    for language, title, softer in (
        ("en", "Cairo Declaration", [["reaffirming", "commitment"], ["recalling", "interest"]]),
        ("ar", "إعلان القاهرة", [[ARABIC[0]], [ARABIC[1]]]),
    ):
        section = planted.get_element_by_id(f"2025-france-{language}")
        keys = section.xpath(".//li//code/text()")
        assert keys == ["framework.intro", "{rome_declaration}", "{conference}", "declaration.text"]
        assert marks(section, "framework.intro") == [["s", "2014"], ["2015"]]  # the letter that is missing now
        assert section.xpath(".//bdi/span[@class='gap']")  # and where it was
        was, is_now = (each.text_content() for each in section.xpath(".//bdi[@class='address']"))
        assert (was.startswith(f"({old}"), is_now.startswith(f"({new}")) == (True, True)
        assert title in section.text_content()
        assert marks(section, "declaration.text") == softer


def test_of_too_many_editions_it_says_which_command_shows_one(copy: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review, "SHOWN", 0)
    before = editions(loader.load(Root(copy.root)))
    copy.change(EN, "reaffirming their commitment to", "recalling their interest to")
    now = editions(sources := loader.load(Root(copy.root)))
    found = list(review.review(Ready("then", before), Ready("now", now), Selection(), lambda *_: []))
    about = page.of_editions(page.heading("then", "now", sources), found)
    assert about["parts"][0]["unseen"] == "make changes chair=2025-france lang=en"
    tree = lxml.html.fromstring(rendering.written(Root(copy.root), layout.load(Root(copy.root)), about).decode())
    said = " ".join(tree.text_content().split())
    assert "To see them, type make changes chair=2025-france lang=en." in said
    assert "refer to a change by its chair, language and number, such as “France EN 1”." in said


def test_who_and_why_are_said_as_words_and_run_nothing(planted: HtmlElement) -> None:
    assert not planted.xpath("//script | //iframe | //object | //*[@onclick or @onload or @onerror]")
    shown = TRICK.replace("\N{RIGHT-TO-LEFT OVERRIDE}", "[U+202E]")
    (who,) = planted.xpath("//header//dt[text()='Changed by']/following-sibling::dd[1]")
    said = who.text_content().replace("\N{NO-BREAK SPACE}", " ")
    assert said == f"{shown}, 25 November 2026: {shown}; not saved yet"
    assert not planted.find_class("who")  # all changes have the same authors: they are named once


def test_its_policy_lets_it_fetch_and_run_nothing(planted: HtmlElement) -> None:
    (policy,) = planted.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline';")
    assert all(re.match("(data:|#)", link) for link in planted.xpath("//@href | //@src"))
