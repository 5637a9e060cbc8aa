"""A sheet is laid out when it has changed, and only then; joined, the sheets are one document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from factsheet.build.plan import RenderJob
from factsheet.core.names import TextKey
from factsheet.core.project import Root
from factsheet.text.markup import Inline, Run
from factsheet.theme import fonts
from factsheet.typeset import pdf, setting, sheetwise
from factsheet.typeset.setting import Setting

from ..conftest import job_of


@pytest.fixture
def job(project: Root) -> RenderJob:
    return job_of(project, "en")


@pytest.fixture
def laid(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Note what is laid out from now on, by the names of its sheets."""
    seen: list[str] = []
    render = pdf.render

    def noted(page: object, *others: object) -> object:
        html = page.html  # type: ignore[attr-defined]
        seen.extend(name for name in ("front", "back") if f'class="sheet {name}"' in html)
        seen.extend(["insert"] if 'class="insert' in html else [])
        return render(page, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(pdf, "render", noted)
    sheetwise._remembered.clear()
    yield seen
    sheetwise._remembered.clear()


def at(job: RenderJob, **texts: str) -> Setting:
    said = {TextKey(key.replace("__", ".")): Inline((Run(words),)) for key, words in texts.items()}
    edition = replace(job.edition, text={**job.edition.text, **said})
    return setting.at(edition, job.theme, job.root, job.theme.body)


def test_only_the_changed_sheet_is_laid_out(job: RenderJob, laid: list[str]) -> None:
    at(job)
    assert laid == ["front", "back"]
    at(job, lead__title="Another title")
    assert laid[2:] == ["front"]
    at(job, plan__protection="Another area")
    assert laid[3:] == ["back"]
    at(job)
    assert laid[4:] == []


def test_what_was_laid_out_before_is_the_same_again(job: RenderJob, laid: list[str]) -> None:
    """The parts of a sheet are moved apart once, however often it is used."""

    def written() -> bytes:
        found = at(job)
        return pdf.write(found.document, found.page, "x", fonts.of_theme(job.theme, job.root))

    first, again = written(), written()
    assert len(laid) == 2
    assert first == again


def test_links_and_bookmarks_lead_to_the_pages_of_the_whole(job: RenderJob) -> None:
    found = at(job)
    content = pdf.write(found.document, found.page, "x", fonts.of_theme(job.theme, job.root))
    with pikepdf.open(BytesIO(content)) as file, file.open_outline() as outline:
        pages = [file.pages.index(pikepdf.Page(item.destination[0])) for item in _all(outline.root)]
    headings = [text for text in found.texts if text.tag in ("h1", "h2", "h3")]
    assert pages == [text.lines[0].page for text in headings]
    assert set(pages) == {0, 1}


def _all(items: list[pikepdf.OutlineItem]) -> Iterator[pikepdf.OutlineItem]:
    for item in items:
        yield item
        yield from _all(item.children)
