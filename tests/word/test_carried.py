# ruff: noqa: E501
"""What Word would lose of a layout is an error at the line on which it was written."""

from __future__ import annotations

import lxml.html
import pytest
from lxml import etree

from factsheet.build import plan
from factsheet.build.freshness import Selection
from factsheet.build.plan import RenderJob
from factsheet.core.diagnostics import Problems
from factsheet.core.project import Root
from factsheet.page import page
from factsheet.theme.selectors import styled
from factsheet.word import carried

from ..conftest import Copy, copy_project

LAYOUT = "layouts/leaflet/page.html.j2"
HEAD = """<div class="row section">
      <h2>{{ text.activities.title }}</h2>
      <div><p class="lead">{{ text.activities.intro }}</p></div>
    </div>"""
# The head of a section, in the one line that stands for it here: what comes in its place is in no row.
INTRO = '<p class="lead">{{ text.activities.title }} {{ text.activities.intro }}</p>'
# By what Word cannot keep: what is in the layout, what is written instead, and what is reported.
CASES = {
    "a table": (INTRO, "<table><tr><td>x</td></tr></table>", "Word cannot show <table> here"),
    "a figure": (INTRO, '<figure><img src="picture:website.svg"></figure>', "Word cannot show <figure> here"),
    "a rule": (INTRO, INTRO + "<hr>", "Word cannot show <hr> here"),
    "a quote": (INTRO, "<blockquote><p>x</p></blockquote>", "Word cannot show <blockquote> here"),
    "a drawing": (INTRO, "<svg></svg>", "Word cannot show <svg> here"),
    "a picture in no text": (INTRO, '<img src="picture:website.svg">', "Word cannot show <img> here; put it in a p"),
    "a picture behind a part": (INTRO, '<div data-picture="picture:website.svg"></div>', "<div> has a data-picture"),
    "a picture behind words": (INTRO, '<p><span data-picture="picture:website.svg">x</span></p>', "<span> inside a text cannot have a data-picture"),
    "a picture without a size": (INTRO, '<p><img src="picture:x.svg"></p>', 'how large the picture "x.svg" is'),
    "subscript": (INTRO, "<p>x<sub>2</sub></p>", "Word cannot show <sub> in a text"),
    "bold by its look": (INTRO, "<p>x<b>2</b></p>", "Word cannot show <b> in a text; write strong"),
    "a list in an item": (INTRO, "<ul class='members'><li>x<ul><li>y</li></ul></li></ul>", "a list inside a text"),
    "a list in a list": (INTRO, "<ol><ol><li>y</li></ol></ol>", "Word cannot show a list inside a list"),
    "a part in a text": (INTRO, "<ol><li><p>x</p></li></ol>", "<p> is inside a text"),
    "a list that counts on": (INTRO, '<ol start="3"><li>x</li></ol>', "Word cannot number a list with start"),
    "an item without a style": (INTRO, "<ul><li>x</li></ul>", "there is no style for <li> in theme.yaml"),
    "a mark without a style": (INTRO, "<p><mark>x</mark></p>", "there is no style for <mark> in theme.yaml"),
    "a row in a row": (INTRO, '<div class="row framework"><div><div class="row cards"></div></div><div></div></div>', 'row "cards" is inside a row'),
    "columns in a cell": (INTRO, '<div class="row framework"><div><ul class="columns members"></ul></div><div></div></div>', 'columns "members" is inside a row'),
    "a cell too many": (INTRO, '<div class="row framework"><div></div><div></div><div></div></div>', "has 2 cells in theme.yaml, but 3 on the page"),
    "a cell too few": ("<div><dt>{{ text.facts.upcoming_chair }}</dt><dd>{{ text.facts.upcoming_chair_name }}</dd></div>", "", "has 4 cells in theme.yaml, but 3 on the page"),
    "a heading beside nothing": (INTRO, '<div class="row section"><h2>x</h2></div>', "has 2 cells in theme.yaml, but 1 on"),
    "a heading after its text": (INTRO, '<div class="row section"><div><p>x</p></div><h2>x</h2></div>', "<h2> is a cell on its own"),
    "a text beside its text": (INTRO, '<div class="row section"><p>x</p><div><p>x</p></div></div>', "<p> is a cell on its own"),
    "a cell that is a text": (INTRO, '<div class="row framework"><p>x</p><div></div></div>', "<p> is a cell on its own"),
    "a panel in no row": (INTRO, '<div class="panel plan"></div>', "a panel is not in a row"),
    "a part in columns": (INTRO, '<ul class="columns members"><div><li>x</li></div></ul>', "<div> is in columns that flow"),
    "a text in no sheet": ("<main{% if across and not web %} data-watermark=\"{{ picture(across) }}\" data-words=\"{{ edition.watermark.words }}\"{% endif %}>", "<main><p>x</p>", "<p> is not in a sheet"),
    "words in no sheet": ("<main{% if across and not web %} data-watermark=\"{{ picture(across) }}\" data-words=\"{{ edition.watermark.words }}\"{% endif %}>", "<main>x", 'the text "x" is not in a paragraph'),
    "a row that there is not": ('class="row cards"', 'class="row card"', 'there is no row "card" in theme.yaml'),
}  # fmt: skip


@pytest.fixture(scope="module")
def job(tmp_path_factory: pytest.TempPathFactory) -> RenderJob:
    """Plan an edition in a copy of the project, whose layout each case rewrites."""
    root = Root(copy_project(tmp_path_factory.mktemp("project")))
    (job,) = plan.plan(root, Selection()).jobs
    return job


def checked(job: RenderJob, source: str) -> None:
    """Make the page of a layout, and look through it as the writer of Word files does."""
    (job.root.folder / LAYOUT).write_text(source, "utf-8")
    tree = lxml.html.document_fromstring(page.make(job.edition, job.theme, job.root).html)
    etree.strip_tags(tree, etree.Comment)
    carried.check(tree, styled(tree, job.theme.styles.items()), job.theme, job.root)


@pytest.mark.parametrize("case", CASES)
def test_what_word_cannot_carry_is_told_at_its_line(case: str, job: RenderJob, project: Root) -> None:
    old, new, says = CASES[case]
    source = (project.folder / LAYOUT).read_text("utf-8").replace(HEAD, INTRO)
    assert source.count(old) == 1
    kept = "{% set printed = [text.activities.title, text.activities.intro, text.facts.upcoming_chair] %}"
    kept += "{% set printed = [text.facts.upcoming_chair_name] %}"
    with pytest.raises(Problems) as refused:
        checked(job, source.replace(old, new + kept))
    told = [problem for problem in refused.value.problems if says in str(problem).splitlines()[0]]
    assert len(told) == 1, refused.value
    lines = source.splitlines()
    line = next(number for number, line in enumerate(lines, 1) if old in line)
    around = next(number for number, line in enumerate(lines, 1) if 'class="row facts"' in line)
    assert told[0].place.line == (line if new else around)


def test_the_layout_as_it_is_can_be_carried(job: RenderJob, project: Root) -> None:
    checked(job, (project.folder / LAYOUT).read_text("utf-8"))


def test_the_build_says_so(copy: Copy) -> None:
    intro = '<p class="lead">{{ text.activities.intro }}</p>'
    copy.change(LAYOUT, intro, intro + "<p>x<sub>2</sub></p>")
    result = copy.build()
    assert result.status == 1
    line = next(n for n, line in enumerate((copy.root / LAYOUT).read_text("utf-8").splitlines(), 1) if "<sub>" in line)
    assert f"{LAYOUT}:{line}: Word cannot show <sub> in a text" in result.err
    assert copy.made == []
