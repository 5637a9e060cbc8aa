"""What the web pages say of themselves to search engines and social networks, and the accessibility statement."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import lxml.html
import pytest
from lxml.html import HtmlElement
from PIL import Image

from ..conftest import Copy, prebuilt

FACTS, WORDS = "sources/factsheet.yaml", "layouts/site/words.yaml"
STEM = "2025-france/khartoum-process-factsheet-2025-france"
SITE = "https://www.example.org/leaflets/"


def meta(page: HtmlElement) -> dict[str, str]:
    """Return what a page says in its head: by its properties, and by the relations of its links."""
    said = {each.get("property"): each.get("content") for each in page.xpath("//head/meta[@property]")}
    return said | {each.get("rel"): each.get("href") for each in page.xpath("//head/link[not(@hreflang)]")}


@pytest.fixture
def made(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Copy:
    root, _ = prebuilt(tmp_path_factory, "en", "2025-france")
    return Copy(Path(shutil.copytree(root, tmp_path / "made")))


def test_a_page_says_what_it_is_and_where_if_it_is_on_a_site(made: Copy) -> None:
    page = made.root / f"output/{STEM}-en.html"
    said = meta(lxml.html.parse(page).getroot())
    assert said["og:type"] == "article"
    assert said["og:title"] == "Khartoum Process: EU-Horn of Africa Migration Route Initiative"
    assert said["og:description"]
    assert said["og:locale"] == "en_GB"
    assert "canonical" not in said
    assert "og:image" not in said
    made.change(FACTS, "press: coated ", "site: https://www.example.org/leaflets\npress: coated ")
    result = made.build()
    assert result.status == 0, result.err
    said = meta(lxml.html.parse(page).getroot())
    assert said["canonical"] == said["og:url"] == f"{SITE}{STEM}-en.html"
    assert said["og:image"] == f"{SITE}{STEM}-en-social.png"
    with Image.open(made.root / "output" / said["og:image"].removeprefix(SITE)) as picture:
        assert picture.size == (1200, 630)
        colours = picture.convert("RGB").getcolors(1 << 16) or []
    assert max(colours)[1] == (255, 255, 255) or len(colours) > 20  # drawn, and not empty
    assert "unchanged" in made.build().out


@pytest.mark.parametrize(
    "address", ["http://www.example.org/", "mailto:a@example.org", "https://www.example.org/?a=b", "www.example.org"]
)
def test_a_site_is_a_folder_on_the_web(address: str, copy: Copy) -> None:
    copy.change(FACTS, "press: coated ", f"site: {address}\npress: coated ")
    result = copy.build()
    assert result.status == 1
    assert "sources/factsheet.yaml:9:7: " in result.err
    assert "https://www.example.org" in result.err


def test_the_statement_says_what_there_is_and_is_there_only_if_it_has_words(made: Copy) -> None:
    path = made.root / "output/accessibility.html"
    text = " ".join(lxml.html.parse(path).getroot().text_content().split())
    assert "KhartoumProcess@icmpd.org" in text
    assert "Word files" in text
    assert "Large print" not in text
    assert 'href="accessibility.html"' in (made.root / "output/index.html").read_text("utf-8")
    words = (made.root / WORDS).read_text("utf-8")
    (made.root / WORDS).write_text(re.sub(r"^accessibility:\n(  .*\n)+", "", words, flags=re.MULTILINE), "utf-8")
    assert made.build().status == 0
    assert not path.exists()
    assert "accessibility.html" not in (made.root / "output/index.html").read_text("utf-8")


def test_a_statement_without_a_contact_is_refused_at_its_line(made: Copy) -> None:
    made.change(WORDS, "  contact: mailto:KhartoumProcess@icmpd.org\n", "")
    result = made.build()
    assert result.status == 1
    assert re.search(r"layouts/site/words\.yaml:\d+:\d+: .*contact", result.err)
