# ruff: noqa: E501
"""A map is drawn from the facts: who is a member is lit, in shapes and greys of its own; nothing else is promised."""

from __future__ import annotations

import runpy
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import lxml.html
import pikepdf
import pytest
import resvg_py
from lxml import etree
from PIL import Image

from factsheet.build import plan
from factsheet.build.freshness import Selection
from factsheet.core.diagnostics import Problems
from factsheet.core.project import Root
from factsheet.edition.edition import Edition
from factsheet.page import dotted_map, page, svg_safety, values, web
from factsheet.page.page import Page
from factsheet.theme import contrast, dots, layout
from factsheet.theme.contrast import of_hex
from factsheet.theme.dots import Table
from factsheet.theme.model import Theme

from ..conftest import REPOSITORY, Copy, Leaflet
from ..reading import part

FACTS = "sources/factsheet.yaml"
LAYOUT, THEME = "layouts/leaflet/page.html.j2", "layouts/leaflet/theme.yaml"
TABLE = "layouts/leaflet/maps/africa-europe.yaml"
SCRIPT = REPOSITORY / "layouts/leaflet/maps/make_table.py"
MAP = "map-route.svg"


@cache
def theme() -> Theme:
    return layout.load(Root(REPOSITORY))


@cache
def table() -> Table:
    return dots.read(Root(REPOSITORY), theme().maps["route"].table)


def made(root: Root, language: str = "en") -> Page:
    (job,) = plan.plan(root, Selection(("2025-france",), (language,))).jobs
    return page.make(job.edition, job.theme, root)


def lit(svg: bytes) -> dict[str, str]:
    """Return the colour of each country that has a path of its own."""
    tree = etree.fromstring(svg)
    paths = [each for each in tree.iter("{*}path") if each.get("id")]
    assert len({each.get("id") for each in paths}) == len(paths)
    return {str(each.get("id")): str(each.getparent().get("stroke")) for each in paths}


def is_on(edition: Edition, code: str) -> bool:
    """Tell whether a country is on the Steering Committee."""
    return code in {each.code for each in edition.lists["steering_committee"]}


@pytest.fixture(scope="module")
def english(project: Root) -> Page:
    return made(project)


def test_members_are_lit_each_with_a_path_of_its_own(english: Page, project: Root) -> None:
    (job,) = plan.plan(project, Selection(("2025-france",), ("en",))).jobs
    states = {state.code: is_on(job.edition, state.code) for state in job.edition.lists["members"]}
    colours = {steering: theme().colours["steering" if steering else "member"].screen for steering in (True, False)}
    assert lit(english.pictures[MAP]) == {code: colours[steering] for code, steering in states.items()}
    assert len(states) == 40


def test_a_map_is_a_picture_as_safe_and_as_small_as_any(english: Page) -> None:
    assert list(svg_safety.faults(english.pictures[MAP])) == []
    assert len(english.pictures[MAP]) < 12_000
    assert b"<text" not in english.pictures[MAP]


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_map_is_never_mirrored(language: str, english: Page, project: Root) -> None:
    assert made(project, language).pictures[MAP] == english.pictures[MAP]


def test_who_becomes_a_member_lights_up(copy: Copy) -> None:
    copy.change(FACTS, "CH, TN, UG,", "CH, TN, UG, TD,")
    copy.change(FACTS, "SS, SD, UG]", "SS, SD]")
    found = lit(made(Root(copy.root)).pictures[MAP])
    assert found["TD"] == found["UG"] == theme().colours["member"].screen
    assert found["SD"] == theme().colours["steering"].screen
    assert copy.build("en", "--format", "pdf").status == 0


def drawn(countries: dict[str, Sequence[str]]) -> bytes:
    return dotted_map.drawn(table(), theme().maps["route"], countries, values.colours(theme()))


def test_a_small_country_that_is_not_lit_leaves_no_hole_in_its_neighbour() -> None:
    assert table().inside["VA"] == "IT"
    (row, column, _), *_ = table().dots["VA"]
    alone, both = (lit_dots(drawn({"members": codes}), "IT") for codes in (["IT"], ["IT", "VA"]))
    assert alone - both == {(row, column)}


def lit_dots(svg: bytes, code: str) -> set[tuple[int, int]]:
    """Return the first dots of the runs of a country."""
    (path,) = etree.fromstring(svg).xpath(f"//*[@id='{code}']")
    starts = [map(float, move.split("h")[0].split()) for move in path.get("d").split("M")[1:]]
    spots = [(round(y / dotted_map.STEP / dots.ROW), x / dotted_map.STEP) for x, y in starts]
    return {(row, round(x - row % 2 / 2 + 0.01)) for row, x in spots}


# Where cities are, from another book than the outlines of the countries.
CITIES = {
    "SD": (32.5, 15.6), "EG": (31.2, 30.0), "ET": (38.7, 9.0), "KE": (36.8, -1.3), "DE": (13.4, 52.5),
    "FR": (2.3, 48.9), "ES": (-3.7, 40.4), "SE": (15.2, 60.5), "SO": (46.0, 3.0), "LY": (17.0, 27.0),
    "PL": (21.0, 52.2), "RO": (25.0, 45.5), "UG": (32.6, 0.8), "SS": (31.0, 7.5), "TN": (9.5, 34.5),
}  # fmt: skip


@pytest.mark.parametrize("code", CITIES)
def test_a_dot_belongs_to_the_country_of_its_city(code: str) -> None:
    right, down = table().spot(CITIES[code])
    near = min(
        ((column + row % 2 / 2 - right) ** 2 + (row * dots.ROW - down) ** 2, each)
        for each, runs in table().dots.items()
        for row, first, more in runs
        for column in range(first, first + more + 1)
    )
    assert near[1] == code


def pixels(svg: bytes) -> Any:
    size = 560
    png = bytes(resvg_py.svg_to_bytes(svg_string=svg.decode(), width=size, background=theme().colours["blue"].screen))
    return Image.open(BytesIO(png)).convert("RGB")


def test_what_has_a_meaning_stands_out_by_three_to_one_as_it_is_drawn(english: Page) -> None:
    """Counted on the drawing: each colour of a meaning is there, and far enough from the band; so is its grey."""
    picture = pixels(english.pictures[MAP])
    counted = {tuple(colour): number for number, colour in picture.getcolors(maxcolors=1 << 24)}
    behind = of_hex(theme().colours["blue"].screen)
    greys = {}
    for name in ("member", "steering", "accent"):
        colour = theme().colours[name].screen
        assert counted[tuple(round(part * 255) for part in of_hex(colour))] > 300, name
        assert contrast.ratio(of_hex(colour), behind) >= 3, name
        greys[name] = contrast.luminance(of_hex(colour))
    assert (greys["steering"] + 0.05) / (greys["member"] + 0.05) >= 1.5
    for accent in theme().accents.values():
        assert contrast.ratio(of_hex(accent.screen), behind) >= 3


def test_the_committee_is_told_apart_without_colour() -> None:
    look = theme().maps["route"].groups
    assert (look["members"].shape, look["steering"].shape) == ("round", "square")
    assert look["steering"].size > look["members"].size > theme().maps["route"].land.size


def test_a_map_keeps_its_shape_in_every_box(english: Page) -> None:
    for width, height in ((92, 119), (119, 92), (30, 90)):
        look = theme().maps["route"].model_copy(update={"width": width, "height": height})
        svg = dotted_map.drawn(table(), look, {}, values.colours(theme()))
        left, top, across, down = map(int, etree.fromstring(svg).get("viewBox", "").split())
        assert across / down == pytest.approx(width / height, abs=0.01)
        wide, high = (side * dotted_map.STEP for side in table().size)
        assert across == pytest.approx(wide, abs=1) or down == pytest.approx(high, abs=1)
        assert (left, top) == pytest.approx(((wide - across) / 2 - 50, (high - down) / 2 - 50), abs=1)


def test_every_format_says_what_the_map_shows(leaflet: Leaflet) -> None:
    (said,) = [
        picture.get("alt") for picture in lxml.html.document_fromstring(made(Root(leaflet.root)).html).iter("img")
    ][:1]
    for words in ("member states", "Steering Committee", "Horn of Africa", "Europe", "Khartoum"):
        assert words in said
    with pikepdf.open(leaflet.pdf) as opened:
        figures = [
            each
            for each in opened.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/S") == pikepdf.Name.Figure
        ]
        assert [str(each.Alt) for each in figures].count(said) == 1
    described = part(leaflet.docx, "word/document.xml").iter("{*}docPr")
    assert {each.get("name"): each.get("descr") for each in described}[MAP] == said
    page = lxml.html.document_fromstring(next(leaflet.pdf.parent.glob("*-en.html")).read_bytes())
    assert [each.get("alt") for each in page.iter("img")].count(said) == 1


REFUSED = {
    "a country off the map": (FACTS, "CH, TN, UG,", "CH, TN, UG, BR,", '"BR" is not on the map; it has no dot in maps/africa-europe.yaml', LAYOUT),
    "no country": (LAYOUT, "{'members': states,", "{'members': ['XX'],", '"XX" is not on the map', LAYOUT),
    "no group": (LAYOUT, "{'members': states,", "{'mebers': states,", 'the map has no group "mebers"; did you mean "members"?', LAYOUT),
    "no map": (LAYOUT, "dotted_map('route'", "dotted_map('rout'", 'theme.yaml has no map "rout"; did you mean "route"?', LAYOUT),
    "no table": (THEME, "table: africa-europe.yaml", "table: africa-eurpe.yaml", 'the table layouts/leaflet/maps/africa-eurpe.yaml is missing; did you mean "africa-europe.yaml"?', THEME),
    "a table elsewhere": (THEME, "table: africa-europe.yaml", "table: ../theme.yaml", "is not in the right form", THEME),
    "a place elsewhere": (THEME, "{at: [12, 50.2], ring: 1}", "{at: [50.2, 112], ring: 1}", "there is no such place on Earth; write its longitude", THEME),
    "a place off the map": (THEME, "{at: [12, 50.2], ring: 1}", "{at: [-60, -12], ring: 1}", "the place [-60.0, -12.0] is not on the map; longitude comes first", THEME),
    "no colour": (THEME, "members: {colour: member,", "members: {colour: membr,", 'no colour "membr"; did you mean "member"?', THEME),
    "no colour behind": (THEME, "    on: blue\n", "    on: bleu\n", 'no colour "bleu"; did you mean "blue"?', THEME),
    "a pale group": (THEME, "members: {colour: member,", "members: {colour: map,", "map on blue has a contrast of 1.68:1, but needs 3:1", THEME),
    "a pale accent": (THEME, 'rose: {screen: "#e58fa3"', 'rose: {screen: "#553f63"', "accent on blue has a contrast of 1.1", THEME),
    "no dots": (TABLE, '  AD: "31.10"', '  AD: "31,10"', "these are not dots; write", TABLE),
    "a dot off the map": (TABLE, '  AD: "31.10"', '  AD: "31.10+90"', "a dot for AD is off the map; make the table again", TABLE),
    "a small country without a dot": (TABLE, "  AD: ES\n", "  AD: XX\n", "AD or XX has no dots", TABLE),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_a_mistake_in_a_map_is_told_at_its_line(case: str, copy: Copy) -> None:
    file, old, new, says, where = REFUSED[case]
    copy.change(file, old, new)
    with pytest.raises(Problems) as refused:
        made(Root(copy.root))
    found = [each for each in refused.value.problems if says in str(each)]
    assert len(found) == 1, refused.value
    assert found[0].place.file == where
    assert found[0].place.line


def test_the_web_page_has_the_map_inside(project: Root) -> None:
    (job,) = plan.plan(project, Selection(("2025-france",), ("en",))).jobs
    assert b"picture:" not in web.write(job.edition, job.theme, project)


# The script that makes the table, tried on a world of two square countries.


def square(west: int, south: int, side: int) -> list[list[int]]:
    """Return the outline of a square as an arc of TopoJSON, in degrees: each point as its distance from the last."""
    return [[west, south], [side, 0], [0, side], [-side, 0], [0, -side]]


def test_the_script_makes_a_table_in_which_each_dot_is_on_its_land(tmp_path: Path) -> None:
    world = {
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": [square(20, 10, 15), square(0, 40, 9), [[40, 20], [0, -1], [1, 0], [0, 1], [-1, 0]], square(0, 0, 5)],
        "objects": {
            "countries": {
                "geometries": [
                    {"type": "MultiPolygon", "arcs": [[[0]]], "id": "729", "properties": {"name": "Sudan"}},
                    {"type": "Polygon", "arcs": [[1]], "id": "800", "properties": {"name": "Uganda"}},
                    {"type": "Polygon", "arcs": [[-3]], "properties": {"name": "Somaliland"}},
                    {"type": "Polygon", "arcs": [[3]], "properties": {"name": "Nowhere"}},
                ]
            }
        },
    }
    script = runpy.run_path(str(SCRIPT))
    folder = tmp_path / "layouts/leaflet/maps"
    folder.mkdir(parents=True)
    (folder / "world.yaml").write_text(script["table"](world), "utf-8")
    read = dots.read(Root(tmp_path), "world.yaml")
    assert set(read.dots) == {"SD", "SO", "UG"}
    for code, (west, south, side) in {"SD": (20, 10, 15), "UG": (0, 40, 9)}.items():
        spots = [(row, first + more) for row, first, run in read.dots[code] for more in range(run + 1)]
        assert len(spots) > 20
        for spot in spots:
            east, north = script["on_earth"](spot)
            assert west <= east <= west + side
            assert south <= north <= south + side
            right, down = read.spot((east, north))
            assert (right, down / dots.ROW) == pytest.approx((spot[1] + spot[0] % 2 / 2, spot[0]), abs=1e-6)
