"""The web leaflet in a real browser: on phones, on dark screens, on paper, and by itself in somebody's mail."""

from __future__ import annotations

import base64
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest

from factsheet.theme import contrast

from ..browser import address, chromium
from ..conftest import PUBLISHED, Leaflet, slow

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

BLUE = (0x12, 0x3F, 0x63)
WORDS = {"en": "All leaflets", "fr": "Tous les dépliants", "ar": "جميع المطويات"}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Page:
    return browser.new_page(viewport={"width": 360, "height": 800})


@pytest.fixture
def page(tab: Page) -> Page:
    """Return a page that shows nothing, as wide as a phone's: a new one would take 0.3 s of CPU each time."""
    tab.goto("about:blank")
    tab.set_viewport_size({"width": 360, "height": 800})
    tab.emulate_media(media="null", color_scheme="light")
    return tab


def web(leaflet: Leaflet) -> Path:
    return leaflet.pdf.with_suffix(".html")


# What words and their signs are set in: the colour, that behind them, the size in CSS px, whether they are bold.
SET = """[...document.querySelectorAll('main *, nav *')].flatMap(element => {
  const own = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
  if (!own || !element.checkVisibility()) return [];
  let behind = element, fill;
  do fill = getComputedStyle(behind).backgroundColor; while (/, 0\\)$/.test(fill) && (behind = behind.parentElement));
  const { color, fontSize, fontWeight } = getComputedStyle(element);
  const sign = getComputedStyle(element, '::before');
  const words = element.textContent, size = parseFloat(fontSize), bold = fontWeight >= 700;
  const shown = [{ tag: element.tagName, colour: color, fill, size, bold, words }];
  if (!['none', 'normal'].includes(sign.content))
    shown.push({ tag: '', colour: sign.color, fill, words: sign.content });
  return shown;
})"""


def colour_of(css: str) -> contrast.Colour:
    red, green, blue = (int(part) / 255 for part in re.findall(r"\d+", css)[:3])
    return red, green, blue


def unreadable(page: Page) -> list[dict[str, Any]]:
    """Return what has too little contrast or is too small; an ordinal's raised letters are no words."""
    shown = page.evaluate(SET)
    assert len(shown) > 80
    return [each for each in shown if pale(each) or (each["tag"] not in ("", "SUP") and each["size"] < 12)]


def pale(each: dict[str, Any]) -> bool:
    """Tell whether words or a sign have too little contrast (WCAG 2.2, 1.4.3 and 1.4.11)."""
    needed = contrast.needed(each["size"] * 0.75, bold=each["bold"]) if each["tag"] else 3
    return contrast.ratio(colour_of(each["colour"]), colour_of(each["fill"])) < needed


@pytest.mark.parametrize("language", PUBLISHED)
def test_everything_has_enough_contrast_and_is_large_enough(
    language: str, leaflets: dict[str, Leaflet], page: Page
) -> None:
    """Computed from what the browser shows; axe computes it in another way (see test_download_page)."""
    page.goto(address(web(leaflets[language])))
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert unreadable(page) == []
        body = page.locator("main p:not([class])").first
        assert body.evaluate("e => getComputedStyle(e).fontSize") == "16px"
        paper = colour_of(page.evaluate("getComputedStyle(document.querySelector('main')).backgroundColor"))
        assert (contrast.luminance(paper) < 0.05) is (scheme == "dark")


def test_a_page_that_cannot_be_read_is_caught(leaflets: dict[str, Leaflet], page: Page) -> None:
    page.goto(address(web(leaflets["en"])))
    page.add_style_tag(content=":root { --grey: #8a949c } p.legend { font-size: 11px } li::before { color: #ccc }")
    found = unreadable(page)
    assert {each["tag"] for each in found} == {"", "DT", "P"}


def test_pictures_can_be_seen_on_dark_screens_and_bands_stay(leaflets: dict[str, Leaflet], page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(address(web(leaflets["en"])))
    shown = page.locator("img.by-night").all()
    assert len(shown) == 3  # the cards; what is in the bands has one version
    for image in shown:
        assert image.is_visible()
        by_night, by_day = (
            base64.b64decode((each or "").partition(",")[2]).decode()
            for each in (image.get_attribute("src"), image.evaluate("e => e.previousElementSibling.src"))
        )
        behind = colour_of(image.evaluate("e => getComputedStyle(e.closest('.row > *')).backgroundColor"))
        strokes = [re.findall(r'stroke="(#\w{6})"', drawn)[0] for drawn in (by_night, by_day)]
        assert contrast.ratio(contrast.of_hex(strokes[0]), behind) >= 3
        assert contrast.ratio(contrast.of_hex(strokes[1]), behind) < 3
    band = page.locator(".row.masthead").evaluate("e => getComputedStyle(e).backgroundColor")
    assert band == f"rgb{BLUE}"


@pytest.mark.parametrize("language", [slow("en"), slow("fr"), "ar"])
def test_printed_it_is_two_sheets_with_their_colours(
    language: str, leaflets: dict[str, Leaflet], page: Page, tmp_path: Path
) -> None:
    """On paper it is light, whatever the screen is. Two more lines would fit: browsers do not break lines alike."""
    page.emulate_media(color_scheme="dark")
    page.goto(address(web(leaflets[language])))
    printed = page.pdf(prefer_css_page_size=True)  # without the option to print backgrounds
    with pypdfium2.PdfDocument(printed) as document:
        assert [tuple(map(round, each.get_size())) for each in document] == [(595, 842)] * 2
        front, back = (each.render(scale=1).to_pil().convert("RGB") for each in document)
        words = [each.get_textpage().get_text_range() for each in document]
    assert front.getpixel((3, 3)) == back.getpixel((3, back.height - 3)) == BLUE
    assert front.getpixel((3, 600)) == back.getpixel((3, 300)) == (255, 255, 255)
    assert WORDS[language] not in words[0]
    assert all(len(each) > 500 for each in words)
    page.emulate_media(color_scheme="light")
    page.reload()
    with pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True)) as by_day:
        assert [each.render(scale=1).to_pil().convert("RGB") for each in by_day] == [front, back]
    page.set_viewport_size({"width": 794, "height": 1123})  # A4, in CSS px
    page.emulate_media(media="print")
    page.add_style_tag(content=".sheet { min-height: 0 !important }")
    heights = page.eval_on_selector_all(".sheet", "all => all.map(e => e.getBoundingClientRect().height)")
    assert max(heights) < 1123 - 2 * 20


@pytest.mark.parametrize("language", PUBLISHED)
def test_it_leads_to_the_other_languages_and_formats(language: str, leaflets: dict[str, Leaflet], page: Page) -> None:
    page.goto(address(web(leaflets[language])))
    links = page.locator("nav a").all()
    assert links[0].inner_text() == WORDS[language]
    assert (links[0].get_attribute("lang") or "").partition("-")[0] == language
    found = {link.inner_text(): link for link in links[1:]}
    others = {"en": "English", "fr": "français", "ar": "العربية"}
    assert list(found) == [others[each] for each in ("ar", "en", "fr") if each != language] + ["PDF", "Word"]
    for link in links:
        assert link.is_visible()
        assert (web(leaflets[language]).parent / (link.get_attribute("href") or "")).resolve().is_file()
    for tag, name in others.items():
        if tag != language:
            assert [(found[name].get_attribute(each) or "")[:2] for each in ("lang", "hreflang")] == [tag, tag]
            assert found[name].get_attribute("dir") == ("rtl" if tag == "ar" else "ltr")


def test_by_itself_it_shows_no_link_that_leads_nowhere(
    leaflets: dict[str, Leaflet], page: Page, tmp_path: Path
) -> None:
    """As somebody gets it by e-mail, or saves it in another folder."""
    alone = Path(shutil.copy(web(leaflets["fr"]), tmp_path / "mail.html"))
    page.goto(address(alone))
    shown = [link.get_attribute("href") or "" for link in page.locator("a:visible").all()]
    assert len(shown) >= 5
    assert all(re.match(r"(https?|mailto):", link) for link in shown)
    assert page.locator("nav").is_hidden()


def test_it_runs_nothing_and_may_take_one_style_sheet(leaflets: dict[str, Leaflet], page: Page) -> None:
    text = web(leaflets["en"]).read_text("utf-8")
    assert "<script" not in text
    links = [link for link in re.findall(r"<link[^>]*>", text) if 'rel="alternate"' not in link]  # fetched by nobody
    assert links == ['<link rel="stylesheet" href="../leaflets.css">']
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', text)
    assert "script-src" not in policy
    assert "default-src &#x27;none&#x27;" in policy
    assert "style-src &#x27;unsafe-inline&#x27; &#x27;self&#x27; file:;" in policy
