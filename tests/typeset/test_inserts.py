"""QR codes in print: any number finds room or is refused; none touches another, the text, the trim edge or a band."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageChops, ImageFilter

from factsheet.build import refusal
from factsheet.build.plan import RenderJob
from factsheet.build.worker import settled as as_settled
from factsheet.core.project import Root
from factsheet.text.markup import Run
from factsheet.theme import fonts
from factsheet.typeset import pdf
from factsheet.typeset.setting import Setting

from ..conftest import Copy, pressed, slow
from .test_overflow import fitted, job_of, settled, smallest

CSS = "layouts/leaflet/page.css.j2"  # where the codes are placed

Change = Callable[[str, str, str], Copy]
TEXT = "stakeholders.eu_bodies"
ROOM = 4  # codes in the leaflet's band
WORDS = {"en": "Rome Declaration", "fr": "Déclaration de Rome", "ar": "إعلان روما"}


def address(number: int) -> str:
    return f"https://www.khartoumprocess.net/activities/declaration-{number}"


def linking(job: RenderJob, number: int) -> RenderJob:
    """Return a job with links to a number of addresses that are not shown: two exist, the others are added."""
    edition = job.edition
    runs = edition.text[TEXT].runs
    more = [Run(f"{WORDS[edition.language]} {each}", link=address(each)) for each in range(number - 2)]
    for run in more:
        runs = (*runs, Run(", "), run)
    texts = {**edition.text, TEXT: replace(edition.text[TEXT], runs=runs)}
    if number == 1:
        intro = texts["framework.intro"]
        texts["framework.intro"] = replace(intro, runs=tuple(replace(run, link="") for run in intro.runs))
    return replace(job, edition=replace(edition, text=texts))


def drawn(document: pypdfium2.PdfDocument, number: int) -> Image.Image:
    """Return a page of A4 as a picture at 100 dots per inch."""
    picture: Any = document[number].render(scale=100 / 72).to_pil()
    return picture.convert("RGB")


def printed(picture: Image.Image, *grounds: tuple[int, int, int]) -> Image.Image:
    """Return where a page is printed: what differs from each of its grounds."""
    masks = []
    for ground in grounds:
        parts = ImageChops.difference(picture, Image.new("RGB", picture.size, ground)).split()
        masks.append(ImageChops.lighter(ImageChops.lighter(*parts[:2]), parts[2]).point(lambda by: 255 * (by > 60)))
    mask = masks[0]
    for other in masks[1:]:
        mask = ImageChops.darker(mask, other)
    return mask


def apart(setting: Setting, root: Root) -> tuple[Image.Image, Image.Image]:
    """Return where the back is printed, and where its insert is, with the quiet zone and more around it (2.2 mm)."""
    allowed = fonts.of_theme(setting.theme, root)
    back, insert = (
        drawn(pypdfium2.PdfDocument(pdf.untagged(document, setting.page, "x", allowed)), number)
        for document, number in ((setting.document, 1), (setting.printed_over, 0))
    )
    return printed(back, (255, 255, 255), (0x12, 0x3F, 0x63)), printed(insert, (255, 255, 255)).filter(
        ImageFilter.MaxFilter(19)
    )


def read(job: RenderJob, setting: Setting) -> set[str]:
    with pypdfium2.PdfDocument(pressed(job, setting)) as document:
        picture: Any = document[1].render(scale=4).to_pil()
    return {code.text for code in zxingcpp.read_barcodes(picture)}


@pytest.mark.campaign
@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_four_codes_neither_overlap_nor_touch_text(language: str, project: Root) -> None:
    job = linking(job_of(project, language), ROOM)
    setting, problems = as_settled(job, fitted(job))
    assert problems == []
    assert len(setting.page.codes) == ROOM
    back, insert = apart(setting, project)
    assert insert.histogram()[255] > 0.02 * insert.width * insert.height
    assert ImageChops.multiply(back, insert).getbbox() is None
    assert read(job, setting) == set(setting.page.codes)


@pytest.mark.parametrize("number", [slow(1), slow(2), slow(3), 4, *map(slow, (5, 6, 7)), 8])
def test_any_number_of_codes_has_room_or_is_refused(number: int, project: Root) -> None:
    job = smallest(linking(job_of(project), number))
    found = fitted(job)
    told = settled(job, found)
    if number <= ROOM:
        assert told == []
        assert read(job, found.setting) == set(found.setting.page.codes)
        assert len(found.setting.page.codes) == number
    else:
        assert len(told) == number - ROOM
        for each in told:
            assert each.startswith("sources/text/en.yaml:")
            assert ": in print, there is no room left for the QR code for https://www.khartoumprocess.net/" in each
            assert "show an address in the text, take a link out" in each


BAD = {
    "one on the other": (
        ".code { min-height",
        ".code + .code { margin-top: -60pt } .code { min-height",
        "declaration-1 overlaps the QR code for https://www.khartoumprocess.net/activities/2nd-ministerial-conference",
    ),
    "words on a code": (
        ".code { min-height",
        ".code + .code { margin-top: -30pt } .code { min-height",
        "under a QR code overlap the QR code for https://",
    ),
    "near the trim edge": (
        ".codes.last {",
        ".codes.last { width: 20mm; margin-inline-end: -41.4pt;",
        "is 2.6 mm too close to the edge of the sheet, or over it",
    ),
    "over the band's edge": (
        ".codes { top: {{ theme.page.height - highest + clear",
        ".codes { top: {{ theme.page.height - highest - clear",
        "runs 5 mm over the edge of the band",
    ),
    "on a picture": (
        ".codes.first {",
        ".codes.first { margin-right: 70mm;",
        'overlaps the picture "E-mail"',
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_a_code_that_collides_makes_a_draft(case: str, changed: Change) -> None:
    old, new, says = BAD[case]
    copy = changed(CSS, old, new)
    job = smallest(linking(job_of(copy.root), ROOM))
    found = fitted(job)
    told = [str(each) for _, each in refusal.refusals(job, found)]  # settled() shows that each makes a draft
    assert any(says in each for each in told), told
    assert all(each.startswith("sources/text/en.yaml:") for each in told)


def test_a_code_on_the_text_makes_a_draft_of_it(changed: Change) -> None:
    copy = changed(CSS, ".codes.first {", ".codes.first { margin-right: 60mm;")
    told = settled(smallest(linking(job_of(copy.root), ROOM)))
    assert any('in print, "KhartoumProcess@icmpd.org" overlaps a QR code' in each for each in told), told
