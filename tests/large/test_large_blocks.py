"""Whatever may be on a page, in large print: tables, lists, charts; and every example."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from factsheet.build import plan
from factsheet.build.freshness import Selection
from factsheet.build.plan import RenderJob
from factsheet.check import large_print, type_sizes
from factsheet.core.diagnostics import Problems
from factsheet.core.project import Root
from factsheet.large import look
from factsheet.page import page
from factsheet.theme import fonts
from factsheet.typeset import copyfit, pdf

from .. import blocks, charted
from ..blocks import Blocks
from ..conftest import REPOSITORY, slow
from ..reading import words
from ..validators import page_texts, pdf_faults
from .conftest import enlarged

Written = Callable[[bytes], Path]
LANGUAGES = pytest.mark.parametrize("language", ["en", slow("ar")])


def table(columns: int, rows: int) -> str:
    """Return a table of data with some columns of long numbers, under a heading."""
    heads = "".join(f'<th class="number">{{{{ text.years.people }}}} {number}</th>' for number in range(columns))
    cells = '<td class="number">12,345,678</td>' * (columns - 1)
    body = "".join(f'<tr><th scope="row">{row:03} name of a row</th>{cells}</tr>' for row in range(rows))
    caption = "<caption>{{ text.years.caption }}</caption>"
    return (
        "<h2>{{ text.what.title }}</h2>"
        f'<table class="data figures">{caption}<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>'
    )


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Root:
    return blocks.factsheet(tmp_path_factory.mktemp("large") / "blocks")


def as_set(job: RenderJob) -> bytes:
    """Return an edition as PDF in its usual size."""
    setting = copyfit.fitted(job.edition, job.theme, job.root, job.english).setting
    return pdf.write(setting.document, setting.page, "x", fonts.of_theme(job.theme, job.root))


def sound(job: RenderJob, written: Written) -> bytes:
    """Return an edition in large print, in which nothing is wrong."""
    made = enlarged(job)
    assert list(large_print.faults(made, look.LEAST)) == []
    assert list(large_print.between(as_set(job), made, job.edition.direction)) == []
    assert pdf_faults(written(made)) == []
    return made


@LANGUAGES
def test_everything_that_may_be_on_a_page_can_be_large(language: str, root: Root, written: Written) -> None:
    blocks.put(root, blocks.EVERYTHING)
    sound(Blocks(root).job(language), written)


def test_a_long_table_has_its_head_on_each_page_and_whole_rows(root: Root, written: Written) -> None:
    blocks.put(root, table(3, 60))
    pages = page_texts(enlarged(Blocks(root).job()))
    with_rows = [page for page in pages if "name of a row" in page]
    assert len(with_rows) > 1
    assert all(page.count("People 1") == 1 for page in with_rows)
    assert [words(page).count("name") for page in with_rows] == [page.count("12,345,678") // 2 for page in with_rows]
    assert "Arrivals by country" in with_rows[0]  # not parted from its caption, nor from the heading before that
    assert "What it does" in with_rows[0]


def test_a_wide_table_is_on_a_page_turned_on_its_side(root: Root, written: Written) -> None:
    import pymupdf

    blocks.put(root, table(6, 4))
    made = enlarged(Blocks(root).job())
    assert list(type_sizes.smaller(made, look.LEAST - 0.01)) == []
    assert pdf_faults(written(made)) == []
    with pymupdf.open(stream=made) as document:
        turned = [page for page in document if page.rect.width > page.rect.height]
        (page,) = turned
        assert page.search_for("What it does")  # its heading goes with it
        found = [page.rect.contains(place) for place in page.search_for("12,345,678")]
        assert (len(found), all(found)) == (20, True)


def test_a_table_that_is_too_wide_is_refused_by_its_name(root: Root) -> None:
    blocks.put(root, table(12, 2))
    with pytest.raises(Problems) as refused:
        enlarged(Blocks(root).job())
    (problem,) = refused.value.problems
    assert 'in large print, the table "Arrivals by country" is' in problem.what
    assert "too wide for the paper, even on its side" in problem.what


def test_a_chart_grows_with_its_words(tmp_path: Path) -> None:
    """One that is too low for the words of large print is drawn higher, but not in the usual size."""
    root = charted.charted(tmp_path / "charts", charts=charted.CHARTS.replace("height: 44mm", "height: 14mm"))
    job = charted.job(root)
    with pytest.raises(Problems) as refused:
        page.make(job.edition, job.theme, root)
    assert "is too low for its" in refused.value.problems[0].what
    theme = look.enlarged(job.theme, job.edition.script)
    drawn = {each.chart.name: each.size for each in page.enlarged(job.edition, theme, root, "").charts.values()}
    assert drawn["columns"][1] > theme.charts["columns"].height
    assert drawn["share"] == (theme.measure, theme.charts["share"].height)


@pytest.mark.campaign
@pytest.mark.parametrize("language", ["en", "ar"])
def test_charts_of_every_kind_can_be_large(language: str, tmp_path: Path, written: Written) -> None:
    sound(charted.job(charted.charted(tmp_path / "charts"), language), written)


@pytest.mark.campaign
@pytest.mark.parametrize("example", ["country-profile", "programme-flyer"])
def test_every_example_can_be_large(example: str, written: Written) -> None:
    """Of the table of countries, those with the longest and the shortest names."""
    planned = plan.plan(Root(REPOSITORY / "examples" / example), Selection())
    every = [job for job in planned.jobs if job.edition.variant in ("", "congo-kinshasa", "chad", "south-sudan")]
    assert every
    for job in every:
        sound(job, written)
