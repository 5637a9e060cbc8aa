"""Photos on the page: how a layout asks for them, what it must say of them, and what is in the finished files."""

from __future__ import annotations

import base64
import re
from io import BytesIO
from pathlib import Path

import pikepdf
import pymupdf
import pytest
from PIL import Image

from factsheet.build import plan
from factsheet.build.freshness import Selection
from factsheet.build.plan import RenderJob
from factsheet.core.diagnostics import Problems
from factsheet.core.project import Root
from factsheet.page import page, web
from factsheet.theme import fonts
from factsheet.theme.measures import MM
from factsheet.typeset import copyfit, pdf

from ..photos.making import (
    FACTSHEET,
    PAGE,
    PICTURES,
    SHOWN,
    TELLS,
    THEME,
    TURNED,
    change,
    illustrated,
    logo,
    taken,
)  # fmt: skip
from ..validators import pdf_faults

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><path fill="{{ colours.pine }}" d="M0 0h40v20"/></svg>'
)


@pytest.fixture(scope="module")
def pictures() -> tuple[bytes, bytes]:
    return taken(1500, 1000, TURNED), logo()


@pytest.fixture
def root(tmp_path: Path, pictures: tuple[bytes, bytes]) -> Root:
    return illustrated(tmp_path, *pictures)


def job_of(root: Root) -> RenderJob:
    (job,) = plan.plan(root, Selection()).jobs
    return job


def made(root: Root) -> page.Page:
    job = job_of(root)
    return page.make(job.edition, job.theme, root)


def refused(root: Root) -> str:
    with pytest.raises(Problems) as found:
        made(root)
    return str(found.value)


def test_a_page_has_each_photo_once_in_its_size(root: Root) -> None:
    found = made(root)
    hero, mark = found.photos.values()
    assert (hero.file, hero.look, hero.size, hero.wide) == ("market.jpg", "hero", (595.276, 170.079), True)
    assert (mark.file, mark.size, mark.box, mark.wide) == (
        "donor.png",
        pytest.approx((30 * MM, 15 * MM), abs=0.01),
        (0, 0, 1, 1),
        False,
    )
    assert hero.box[0] > 0
    assert (hero.box[1] + hero.box[3]) / 2 == pytest.approx(0.3)
    kinds = {name.rpartition(".")[2]: Image.open(BytesIO(found.pictures[name])).format for name in found.photos}
    assert kinds == {"jpg": "JPEG", "png": "PNG"}


ASKED = {
    "no alt": (' alt="{{ text.head.hero | plain }}"', "", "the photo market.jpg has no alternative text"),
    "an empty alt": ("{{ text.head.hero | plain }}", " ", "the photo market.jpg has no alternative text"),
    "no class": ('class="photo hero" ', "", 'has not the class "photo hero", which gives it its size'),
    "another class": ("photo hero", "photo logo", 'has not the class "photo hero", which gives it its size'),
    "another size": ("'hero')", "'heroe')", 'theme.yaml has no photo "heroe"; did you mean "hero"?'),
    "a word": ("facts.hero,", "'market.jpg',", "this is not a photo; name a fact of the kind picture"),
    "nothing": ("photo(facts.hero, 'hero')", "photo()", 'theme.yaml has no photo ""'),
    "no photo": ("{{ photo(facts.hero, 'hero') }}", "data:,", "this image has the class of a photo, but is none"),
    "decoration": (
        SHOWN.format("hero"), "<p class=\"picture\" data-picture=\"{{ photo(facts.hero, 'hero') }}\"></p>",
        "the photo market.jpg is only decoration here",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", ASKED)
def test_a_mistake_in_the_layout_is_reported_at_its_line(case: str, root: Root) -> None:
    old, new, says = ASKED[case]
    change(root, PAGE, old, new)
    if "text.head.hero" in old and "text.head.hero" not in new:  # which must be printed somewhere
        change(root, PAGE, "<title>", "<title>{{ text.head.hero | plain }} ")
    said = refused(root)
    assert says in said
    lines = (root.folder / PAGE).read_text("utf-8").splitlines()
    line = next(number for number, each in enumerate(lines, 1) if "<header>" in each) + 1
    assert re.search(rf"^{re.escape(PAGE)}:{line}\b", said, re.MULTILINE), said


def test_a_photo_that_is_a_background_is_refused(root: Root) -> None:
    css = "layouts/starter/page.css.j2"
    change(root, css, "{%- block own %}", "{%- block own %}.x { background: url({{ photo(facts.hero, 'hero') }}) }")
    assert f"{css}: the photo market.jpg is a background" in refused(root)


def test_an_empty_fact_is_nothing_that_can_be_shown(root: Root) -> None:
    change(root, "layouts/starter/content.yaml", "hero: {kind: picture,", "hero: {kind: picture, optional: yes,")
    change(root, FACTSHEET, 'hero: {file: market.jpg, credit: "Jane Doe / Agency", focus: [0.5, 0.3]}', "hero:")
    assert "this photo is empty; print it only if there is one: {% if facts.KEY %}" in refused(root)
    shown = SHOWN.format("hero")
    change(root, PAGE, shown, f"{{% if facts.hero %}}{shown}{{% endif %}}{{% set x = text.head.hero %}}")
    assert len(made(root).photos) == 1


def test_the_credit_can_be_printed(root: Root) -> None:
    change(root, PAGE, SHOWN.format("hero"), SHOWN.format("hero") + '<p class="label">{{ facts.hero.credit }}</p>')
    assert '<p class="label">Jane Doe / Agency</p>' in made(root).html


def test_a_drawing_stays_one_and_can_use_the_theme_s_colours(root: Root) -> None:
    (root.folder / PICTURES / "donor.svg").write_text(SVG, "utf-8")
    change(root, FACTSHEET, "logo: donor.png", "logo: donor.svg")
    found = made(root)
    name, photo = next((name, photo) for name, photo in found.photos.items() if name.endswith(".svg"))
    assert b"#17473f" in found.pictures[name]
    assert photo.size == pytest.approx((30 * MM, 15 * MM), abs=0.01)
    job = job_of(root)
    night = web.write(job.edition, job.theme, root).decode()
    assert len(re.findall(r'alt="Example Fund"', night)) == 2  # by day and by night
    (root.folder / PICTURES / "donor.svg").write_text(SVG.replace("path", "image"), "utf-8")
    assert "sources/pictures/donor.svg:1: the picture has a <image>" in refused(root)


def test_a_theme_that_would_cut_a_whole_photo_is_refused(root: Root) -> None:
    change(root, THEME, "fit: whole, on: sage", "fit: whole, bleed: true, on: saeg")
    with pytest.raises(Problems) as found:
        plan.plan(root, Selection())
    assert "logo reaches the edge of the paper" in str(found.value)
    assert 'no colour "saeg"; did you mean "sage"?' in str(found.value)


def test_the_pdf_has_the_photo_upright_where_it_belongs_and_nothing_about_it(root: Root) -> None:
    job = job_of(root)
    setting = copyfit.fitted(job.edition, job.theme, root, job.english).setting
    content = pdf.write(setting.document, setting.page, "x", fonts.of_theme(job.theme, root))
    assert not [word for word in TELLS if word in content]
    path = root.folder / "x.pdf"
    path.write_bytes(content)
    assert pdf_faults(path) == []
    with pymupdf.open(stream=content) as document:
        images = document[0].get_images(full=True)
        places = {round(rect.width): rect for each in images for rect in document[0].get_image_rects(each[0])}
        red = document[0].get_pixmap(dpi=72).pixel(10, 10)
    assert {each[5] for each in images} == {"DeviceRGB"}
    assert tuple(places[595]) == pytest.approx((0, 0, 595.28, 170.08), abs=0.1)
    assert places[85].height == pytest.approx(15 * MM, abs=0.1)
    assert red[0] > 200 > 60 > max(red[1:])
    with pikepdf.open(BytesIO(content)) as read:
        elements = [each for each in read.objects if isinstance(each, pikepdf.Dictionary)]
        figures = [str(each.Alt) for each in elements if each.get("/S") == "/Figure"]
    assert figures == ["A market in Kampala", "Example Fund"]


def test_the_web_page_has_the_same_photos_inside(root: Root) -> None:
    job = job_of(root)
    html = web.write(job.edition, job.theme, root).decode()
    inside = dict(re.findall(r"data:(image/(?:jpeg|png));base64,([A-Za-z0-9+/=]+)", html))
    assert sorted(inside) == ["image/jpeg", "image/png"]
    found = made(root)
    contents = [base64.b64decode(each) for each in inside.values()]
    assert sorted(contents) == sorted(found.pictures[name] for name in found.photos)
    assert not [word for word in TELLS for each in contents if word in each]
    assert html.count('alt="A market in Kampala"') == 1  # the same by day and by night


def test_a_photo_that_has_changed_is_seen(root: Root) -> None:
    before = made(root)
    (root.folder / PICTURES / "market.jpg").write_bytes(taken(1600, 900))
    after = made(root)
    assert before.photos.keys() == after.photos.keys()
    name = next(name for name in before.photos if name.startswith("market"))
    assert before.pictures[name] != after.pictures[name]
