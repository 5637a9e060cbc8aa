"""If one format of an edition cannot be made, the others are, and the build says what is missing and ends with 1."""

from __future__ import annotations

import pytest

from factsheet.build import plan, worker
from factsheet.build.freshness import Selection
from factsheet.core.diagnostics import Place, Problem, Problems
from factsheet.core.project import Root
from factsheet.word import writer

from ..conftest import Copy, slow

COATED, THEME = "layouts/press/coated.yaml", "layouts/leaflet/theme.yaml"
DRAWING = "layouts/leaflet/pictures/website.svg"
GRADIENT = (
    '<defs><linearGradient id="g"><stop stop-color="#123f63"/><stop offset="1" stop-color="#ffffff"/></linearGradient>'
    '</defs><rect width="9" height="9" fill="url(#g)"/>'
)
# What a press cannot print: what is changed, and what is said of it.
UNPRINTABLE = {
    "a booklet of two pages": (COATED, "marks:", "binding: stitched\nmarks:", "a stitched booklet has 4, 8, 12 pages"),
    "a gradient": (DRAWING, "</svg>", f"{GRADIENT}</svg>", "the press PDF could not be made"),
}  # fmt: skip


@pytest.mark.parametrize("case", [slow(case) if case == "a booklet of two pages" else case for case in UNPRINTABLE])
def test_what_cannot_be_printed_is_made_in_every_other_format(case: str, copy: Copy) -> None:
    file, old, new, says = UNPRINTABLE[case]
    copy.change(file, old, new)
    result = copy.build()
    assert result.status == 1
    assert says in result.err
    assert "everything else was made" in result.err
    kinds = sorted(path.name.rpartition("-en")[2] for path in copy.made if "-en" in path.name)
    assert kinds == [".docx", ".html", ".pdf", ".png"]
    again = copy.build()  # it is not forgotten
    assert again.status == 1
    assert says in again.err
    copy.change(file, new, old)
    assert copy.build().status == 0
    assert any(path.name.endswith("-press.pdf") for path in copy.made)


def test_colours_that_cannot_be_printed_take_only_the_press_pdf(copy: Copy) -> None:
    assert copy.build().status == 0
    copy.change(THEME, "press: [100, 62, 0, 52]", "press: [40, 30, 20, 10]")
    result = copy.build()
    assert result.status == 1
    assert "its edges would be ragged in print" in result.err
    kinds = sorted(path.name.rpartition("-en")[2] for path in copy.made if "-en" in path.name)
    assert kinds == [".docx", ".html", ".pdf", ".png"]  # and the earlier press PDF is gone


@pytest.mark.parametrize(
    "error", [Problems([Problem(Place("x"), "it is odd", "mend it")]), ValueError("odd")], ids=["told", "a mistake"]
)
def test_a_word_file_that_fails_leaves_the_others(
    error: Exception, project: Root, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No source is known that makes the writer fail: whatever Word cannot hold is refused before."""

    def fail(*_: object) -> bytes:
        raise error

    monkeypatch.setattr(writer, "write", fail)
    (job,) = plan.plan(project, Selection(("2025-france",), ("en",))).jobs
    whole = worker.whole(job, lambda name, doing: None)
    assert [each.format for each in whole.contents] == ["pdf", "press", "web", "picture"]
    assert any("Word file" in str(problem) for problem in whole.made.problems)
    assert any("odd" in str(problem) for problem in whole.made.problems)
