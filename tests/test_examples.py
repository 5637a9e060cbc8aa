"""The examples are factsheets of their own: what they share with the leaflet is the same, to the byte."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from factsheet.authoring import json_schema
from factsheet.authoring.starting import OF_A_LAYOUT
from factsheet.build import plan
from factsheet.build.freshness import Selection
from factsheet.check import wanted
from factsheet.core.names import VariantId
from factsheet.core.project import SHARED, Root
from factsheet.edition import overlays
from factsheet.page import page, web
from factsheet.source import loader
from factsheet.source.lock import State

from .browser import address, chromium
from .conftest import REPOSITORY, slow
from .examples import FLYER, STARTER, begun

EXAMPLES = sorted(path.name for path in (REPOSITORY / "examples").iterdir() if path.is_dir())
# The starter has only what is its own; the others can be built where they are.
WHOLE = [name for name in EXAMPLES if name != STARTER]
OWN = "words.yaml"  # of the download page
# What is only for whoever works on the program, or on its pages of help.
LEFT_OUT = (".py", ".png", ".pyc")


def shared(folder: Path) -> Iterator[Path]:
    """Yield what every factsheet has, besides its layout."""
    for name in ("fonts", *(f"layouts/{each}" for each in SHARED)):
        files = (path for path in (folder / name).rglob("*") if path.is_file())
        yield from (path.relative_to(folder) for path in files if path.name != OWN and path.suffix not in LEFT_OUT)


@pytest.mark.parametrize("example", WHOLE)
def test_what_an_example_shares_is_the_same(example: str) -> None:
    folder = REPOSITORY / "examples" / example
    assert set(shared(folder)) == set(shared(REPOSITORY))
    assert [path for path in shared(folder) if (folder / path).read_bytes() != (REPOSITORY / path).read_bytes()] == []


@pytest.mark.parametrize("example", WHOLE)
def test_so_is_what_layouts_share(example: str) -> None:
    ours, theirs = Root(REPOSITORY).layout, Root(REPOSITORY / "examples" / example).layout
    common = [path.relative_to(ours) for kind in OF_A_LAYOUT for path in ours.glob(kind)]
    assert {path.name for path in common} >= {"base.css.j2", "base-web.css.j2", "draft.svg", "theme.schema.json"}
    assert [path for path in common if (theirs / path).read_bytes() != (ours / path).read_bytes()] == []


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_schemas_of_an_example_are_those_of_today(example: str, tmp_path: Path) -> None:
    written = json_schema.schemas(Root(begun(tmp_path, example)))
    assert [path.name for path, text in written.items() if path.read_text("utf-8") != text] == []
    own = REPOSITORY / "examples" / example / "sources/schema"
    assert {path.name for path in own.iterdir()} == {path.name for path in written if path.parent.name == "schema"}


def test_the_flyer_has_what_the_leaflet_lacks() -> None:
    flyer, leaflet = (loader.load(Root(folder)) for folder in (REPOSITORY / "examples" / FLYER, REPOSITORY))
    kinds, ours = ({each.fact.kind for each in of.declared.placeholders.values()} for of in (flyer, leaflet))
    assert {"number", "percent", "money", "period", "day", "party", "choice"} <= kinds - ours
    assert flyer.declared.axis is None


def test_the_flyer_is_translated_and_confirmed() -> None:
    sources = loader.load(Root(REPOSITORY / "examples" / FLYER))
    others = [each for each in sources.languages.values() if each is not sources.master]
    assert {each.id for each in others} == {"sw", "ar"}
    assert {pair.state for each in others for pair in overlays.pairs(sources, each)} == {State.TRANSLATED}


# What the pages of each show that a layout can: by how it begins on the page.
SHOWN = {
    FLYER: ('<img class="photo cover"', '<div class="chart spending"', '<img class="code"', "<ul>"),
    "country-profile": (
        *('<div class="chart years"', '<div class="chart sectors"', '<table class="data money"', '<ul class="notes">'),
        *("<sup", "<dl>", 'src="picture:map-place.svg"'),
    ),
}


@pytest.mark.parametrize("example", WHOLE)
def test_an_example_shows_what_a_layout_can(example: str) -> None:
    variants = () if example == FLYER else (VariantId("malta"),)
    jobs = plan.plan(Root(REPOSITORY / "examples" / example), Selection(variants)).jobs
    editions = {job.edition.language: job for job in jobs}
    assert {job.edition.direction for job in editions.values()} == {"ltr", "rtl"}
    assert len(editions) == 3
    for job in editions.values():
        html = page.make(job.edition, job.theme, job.root).html
        assert [each for each in SHOWN[example] if each not in html] == []


def test_a_code_on_the_sheet_needs_no_other_in_print() -> None:
    for job in plan.plan(Root(REPOSITORY / "examples" / FLYER), Selection()).jobs:
        made = page.make(job.edition, job.theme, job.root)
        assert (made.inserts, made.codes) == ((), ())
        assert made.own_codes == wanted.codes(job) == ("https://www.daraja-programme.example/apply",)


@pytest.mark.parametrize("example", [slow("country-profile"), FLYER])
def test_a_phone_shows_all_of_an_example(example: str, tmp_path: Path) -> None:
    """Nothing is wider than the screen, pictures have no empty lines around them, and links to others no bullets."""
    variants = () if example == FLYER else (VariantId("kenya"),)
    jobs = plan.plan(Root(REPOSITORY / "examples" / example), Selection(variants)).jobs
    with chromium() as browser:
        for job in jobs:
            path = tmp_path / f"{job.edition.stem}.html"
            made = web.write(job.edition, job.theme, job.root).decode()
            links = "<ul><li><a href='x.pdf'>PDF</a></li></ul>"
            path.write_text(made.replace("<div data-others></div>", f"<div>{links}</div>"), "utf-8")
            tab = browser.new_page(viewport={"width": 360, "height": 800})
            tab.goto(address(path))
            assert tab.evaluate("document.documentElement.scrollWidth") <= 360
            bullet = "getComputedStyle(document.querySelector('.leaflets li'), '::before').content"
            assert tab.evaluate(bullet) == "none"
            for picture in tab.query_selector_all("p.picture:has(> img)"):
                around, image = picture.bounding_box(), picture.query_selector("img")
                inside = image and image.bounding_box()
                assert around
                assert inside
                assert abs(around["height"] - inside["height"]) < 1
