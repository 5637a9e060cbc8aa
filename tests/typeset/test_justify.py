"""Lists are placed in columns, and the parts of a sheet moved apart, exactly as the engine itself does it."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from PIL import ImageChops

from factsheet.build.plan import RenderJob
from factsheet.core.project import Root
from factsheet.page import page
from factsheet.theme import fonts
from factsheet.typeset import copyfit, pdf, setting
from factsheet.typeset.setting import Setting

from ..conftest import Copy, job_of, slow

CSS = "layouts/leaflet/base.css.j2"
# What the engine can do itself: to lay out a list in columns, and a sheet with its parts apart.
FLEX = (
    ".{0} {{ display: flex; flex-direction: column; justify-content: space-between; "
    "min-height: {1}pt }} .{0} > * {{ display: block }}"
)
HAIR = 4  # of 255: where lengths are rounded at the sixth place
LONG = "The Federal Democratic Republic of the Mountains and of the Plains"


def laid_out(job: RenderJob, size: float = 0) -> Setting:
    return setting.at(job.edition, job.theme, job.root, size or job.theme.body)


def by_the_engine(job: RenderJob, found: Setting) -> bytes:
    """Return an edition as PDF whose lists and sheets are laid out by the engine alone, in one document."""
    made = page.make(job.edition, found.theme, job.root)
    (unit,) = set(found.units.values())
    sheets = job.theme.sheets.items()
    flex = "".join(FLEX.format(name, job.theme.page.height - each.top - each.bottom) for name, each in sheets)
    style = f"<style>html {{ font-size: {unit:.3f}pt }} {flex}</style>"
    html = re.sub(r"(?s)<style>\.columns\[data-list=.*?</style>", style, made.html)
    assert html != made.html
    made = replace(made, html=html)
    document = pdf.render(made, job.root, "x")
    return pdf.write(document.copy(document.pages[:2]), made, "x", fonts.of_theme(job.theme, job.root))


def written(found: Setting, job: RenderJob) -> bytes:
    return pdf.write(found.document, found.page, "x", fonts.of_theme(job.theme, job.root))


def difference(ours: bytes, theirs: bytes) -> int:
    """Return by how much, of 255, two files differ at most in any dot of any page, as PDFium draws them."""
    with pypdfium2.PdfDocument(ours) as first, pypdfium2.PdfDocument(theirs) as second:
        assert len(first) == len(second)
        pairs = [[page.render(scale=2).to_pil() for page in pages] for pages in zip(first, second, strict=True)]
        return max(band[1] for pair in pairs for band in ImageChops.difference(*pair).getextrema())


@pytest.mark.parametrize("language", [slow("en"), slow("fr"), "ar"])
def test_pages_are_those_of_the_engine(project: Root, language: str) -> None:
    job = job_of(project, language)
    found = laid_out(job, copyfit.fitted(job.edition, job.theme, job.root).setting.size)
    assert len(found.document.pages) == 2
    assert difference(written(found, job), by_the_engine(job, found)) <= HAIR


@pytest.mark.parametrize(
    ("language", "long"),
    [slow("en", [0]), ("en", [9, 20, 39]), ("ar", [10]), slow("en", [10]), slow("ar", [0]), slow("ar", [9, 20, 39])],
)
def test_a_name_of_two_lines_moves_those_after_it(project: Root, language: str, long: list[int]) -> None:
    """The engine may break a name between two columns; a list of ours keeps it whole."""
    job = job_of(project, language)
    members = [
        replace(state, name=LONG if at in long else state.name) for at, state in enumerate(job.edition.lists["members"])
    ]
    job = replace(job, edition=replace(job.edition, lists={"members": tuple(members), "steering_committee": ()}))
    found = laid_out(job, job.theme.sizes[-1])
    items = [text for text in found.texts if text.tag == "li" and text.planned]
    assert [text.words.strip() for text in items] == [str(each.name) for each in members]
    assert [at for at, text in enumerate(items) if len(text.lines) > 1] == long
    assert all(len(text.lines) == text.planned for text in items)
    # Four columns, each from the top down without a gap, and none taller than it must be.
    lefts = dict.fromkeys(round(text.left) for text in items)
    assert len(lefts) == 4
    heights = []
    for left in lefts:
        lines = [line for text in items if round(text.left) == left for line in text.lines]
        steps = {round(below.top - above.top, 1) for above, below in pairwise(lines)}
        assert steps == {round(lines[0].height, 1)}
        heights.append(len(lines))
        assert lines[0].top == pytest.approx(items[0].lines[0].top)
    assert max(heights) <= -(-sum(heights) // 4) + 1
    # What follows the list begins below its tallest column.
    lowest = max(line.top + line.height for text in items for line in text.lines)
    (heading,) = (text for text in found.texts if text.key == "stakeholders.title")
    assert heading.lines[0].top >= lowest


@pytest.mark.parametrize("number", [0, *map(slow, (1, 3, 4)), 5, slow(13)])
def test_lists_of_any_length(project: Root, number: int) -> None:
    job = job_of(project, "en")
    lists = {"members": job.edition.lists["members"][:number], "steering_committee": ()}
    job = replace(job, edition=replace(job.edition, lists=lists))
    found = laid_out(job)
    items = [text for text in found.texts if text.planned]
    assert len(items) == number
    if number:
        assert difference(written(found, job), by_the_engine(job, found)) <= HAIR


@pytest.mark.campaign
def test_a_list_with_space_between_its_items_is_left_to_the_engine(copy: Copy) -> None:
    theme = "layouts/leaflet/theme.yaml"
    copy.change(theme, "    word: List\n", "    word: List\n    before: 1pt\n")
    found = laid_out(job_of(Root(copy.root), "en"))
    assert not [text for text in found.texts if text.planned]
    assert len({round(text.left) for text in found.texts if text.tag == "li" and not text.key}) == 4


def test_links_and_pictures_move_with_their_part(project: Root, tmp_path: Path) -> None:
    """In the file too: the link of each address lies on its words, and the band on the foot of the sheet."""
    job = job_of(project, "en")
    found = laid_out(job)
    band = max(cell.band.top + cell.band.height for cell in found.cells)
    assert band == pytest.approx(job.theme.page.height, abs=0.1)
    (address,) = (text for text in found.texts if text.key == "connect.email")
    links = [
        (y, y + height) for kind, _, (x, y, width, height), _ in found.document.pages[1].links if kind == "external"
    ]
    line = address.lines[0]
    assert any(top * 0.75 < line.top + line.height / 2 < bottom * 0.75 for top, bottom in links)
