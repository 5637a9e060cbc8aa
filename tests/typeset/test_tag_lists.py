"""Who listens hears which states are on the Steering Committee; nothing is added to what is printed or copied."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from factsheet.build import plan
from factsheet.build.freshness import Selection
from factsheet.build.plan import RenderJob
from factsheet.check import lost_words
from factsheet.core.project import Root
from factsheet.page import page
from factsheet.theme import fonts
from factsheet.typeset import pdf

from ..browser import address, chromium
from ..conftest import PUBLISHED, Leaflet, slow

Heard = list[tuple[str, str]]  # what a bullet means, and the name that follows


def job(root: Root, language: str) -> RenderJob:
    return plan.plan(root, Selection(("2025-france",), (language,))).jobs[0]


def committee(planned: RenderJob) -> Heard:
    """Return what is to be heard of each member."""
    sign = str(planned.edition.text["members.steering_picture"])
    lists = planned.edition.lists
    return [(sign if state in lists["steering_committee"] else "", str(state.name)) for state in lists["members"]]


def tags(tag: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield the tags below one, in the order in which they are read."""
    for kid in tag.get("/K", []):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from tags(kid)


def spoken(path: Path) -> list[str]:
    """Return what the items of the lists of a PDF say instead of their bullets; "" for those that say nothing."""
    with pikepdf.open(path) as opened:
        root = opened.Root.StructTreeRoot
        items = [tag for tag in tags(pikepdf.Dictionary(K=root.K)) if tag.S == pikepdf.Name.LI]
        return ["".join(str(each.Alt) for each in tags(item) if "/Alt" in each) for item in items]


@pytest.mark.parametrize("language", PUBLISHED)
def test_the_tags_of_a_pdf_name_the_committee(language: str, leaflets: dict[str, Leaflet]) -> None:
    """The order of the tags is that of the members, so that each is before its own name."""
    leaflet = leaflets[language]
    meant = [sign for sign, _ in committee(job(Root(leaflet.root), language))]
    assert sum(map(bool, meant)) == 12
    found = spoken(leaflet.pdf)
    start = found.index(next(filter(None, found))) - meant.index(next(filter(None, meant)))
    assert found[start : start + len(meant)] == meant
    assert sum(map(bool, found)) == 12


@pytest.mark.parametrize("language", [slow("en"), slow("fr"), "ar"])
def test_nothing_is_added_to_what_is_copied(language: str, leaflets: dict[str, Leaflet], tmp_path: Path) -> None:
    planned = job(Root(leaflets[language].root), language)
    silent = page.make(planned.edition, planned.theme, planned.root)
    html = silent.html.replace("data-sign=", "data-silent=")
    read = []
    for number, each in enumerate((silent.html, html)):
        made = page.Page(each, silent.pictures, silent.direction, silent.inserts, silent.digits, silent.codes)
        written = pdf.write(pdf.render(made, planned.root, "x"), made, "x", fonts.of_theme(planned.theme, planned.root))
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(written)
        assert any(spoken(path)) is (each is silent.html)
        read.append(lost_words.readers(path, written))
    assert read[0] == read[1]


@pytest.mark.parametrize("language", [slow("en"), "ar"])
def test_a_browser_names_the_committee(language: str, leaflets: dict[str, Leaflet]) -> None:
    leaflet = leaflets[language]
    path = next(leaflet.pdf.parent.glob(f"*-{language}.html"))
    with chromium() as browser:
        shown = browser.new_page()
        shown.goto(address(path))
        nodes = shown.context.new_cdp_session(shown).send("Accessibility.getFullAXTree")["nodes"]
        visible = shown.locator("ul.members").inner_text()
    by_id = {node["nodeId"]: node for node in nodes}

    def words(node: dict) -> list[str]:
        if node.get("role", {}).get("value") == "StaticText":
            return [node["name"]["value"]]
        return [each for kid in node.get("childIds", []) for each in words(by_id[kid])]

    items = [words(node) for node in nodes if node.get("role", {}).get("value") == "listitem"]
    expected = committee(job(Root(leaflet.root), language))
    heard = [[each for each in pair if each] for pair in expected]
    start = items.index(heard[0])  # after the links to other languages and formats
    assert items[start : start + len(heard)] == heard
    assert max(pair[0] for pair in expected) not in visible
