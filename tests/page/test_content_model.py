# ruff: noqa: E501
"""What cannot be made in every format is an error at its line in the layout, before anything is written."""

from __future__ import annotations

import pytest

from factsheet.build import plan
from factsheet.build.freshness import Selection
from factsheet.build.plan import RenderJob
from factsheet.core.diagnostics import Problems
from factsheet.core.project import Root
from factsheet.page import page

from ..conftest import Copy, copy_project

LAYOUT = "layouts/leaflet/page.html.j2"
HEAD = """<div class="row section">
      <h2>{{ text.activities.title }}</h2>
      <div><p class="lead">{{ text.activities.intro }}</p></div>
    </div>"""
# The head of a section, in the one line that stands for it here: what comes in its place is in no row.
INTRO = '<p class="lead">{{ text.activities.title }} {{ text.activities.intro }}</p>'
CELLS = "<thead><tr><th>x</th></tr></thead>"
# By what is wrong: what is in the layout, what is written instead, and what is reported.
CASES = {
    "a table without a name": (INTRO, "<table><thead><tr><th>x</th></tr></thead></table>", "the table has no name"),
    "a table that there is not": (INTRO, f'<table class="data x">{CELLS}</table>', 'there is no table "x" in theme.yaml'),
    "a table without heads": (INTRO, '<table class="data x"><tbody><tr><td>x</td></tr></tbody></table>', "the table has no heads of columns"),
    "a row in no part of its table": (INTRO, '<table class="data x"><tr><td>x</td></tr></table>', "<tr> cannot be in a table; put rows into"),
    "a cell that spans": (INTRO, '<table class="data x"><thead><tr><th colspan="2">x</th></tr></thead></table>', "a cell has a colspan"),
    "a cell over two rows": (INTRO, '<table class="data x"><thead><tr><th rowspan="2">x</th></tr></thead></table>', "a cell has a rowspan"),
    "a head of nothing": (INTRO, f'<table class="data x">{CELLS}<tbody><tr><th>x</th></tr></tbody></table>', "what this th is the head of"),
    "a cell too few in a table": (INTRO, f'<table class="data x">{CELLS}<tbody><tr><td>x</td><td>y</td></tr></tbody></table>', "has 1 cell, but this one has 2"),
    "a paragraph in a cell": (INTRO, f'<table class="data x">{CELLS}<tbody><tr><td><p>x</p></td></tr></tbody></table>', "<p> is inside a text"),
    "words in a table": (INTRO, f'<table class="data x">{CELLS}<tbody>x</tbody></table>', 'the text "x" is not in a paragraph'),
    "a table in a band": ('<h2 class="reversed">{{ text.connect.title }}</h2>', f'<h2 class="reversed">{{{{ text.connect.title }}}}</h2><table class="data x">{CELLS}</table>', "<table> is in a band"),
    "a caption of nothing": (INTRO, "<figcaption>x</figcaption>", "<figcaption> is not in a figure"),
    "a line without a style": (INTRO, INTRO + "<hr>", "there is no style for <hr> in theme.yaml"),
    "an unknown element": (INTRO, "<parag>x</parag>", "<parag> cannot be used here"),
    "a drawing": (INTRO, "<svg></svg>", "<svg> cannot be used here; save it in pictures/"),
    "a picture in no text": (INTRO, '<img src="picture:website.svg">', "<img> cannot be used here; put it in a p"),
    "a picture behind a part": (INTRO, '<div data-picture="picture:website.svg"></div>', "<div> has a data-picture"),
    "a picture behind words": (INTRO, '<p><span data-picture="picture:website.svg">x</span></p>', "<span> inside a text cannot have a data-picture"),
    "a picture without a size": (INTRO, '<p><img src="picture:x.svg"></p>', 'how large the picture "x.svg" is'),
    "a picture from elsewhere": (INTRO, '<p><img src="x.svg"></p>', "x.svg, which is not one of its pictures"),
    "bold by its look": (INTRO, "<p>x<b>2</b></p>", "<b> cannot be used in a text; write strong"),
    "a list in a list": (INTRO, "<ol><ol><li>y</li></ol></ol>", "<ol> is not in an item"),
    "a list in a text": (INTRO, "<dl><dd>x<ul><li>y</li></ul></dd></dl>", "<ul> is inside a text"),
    "words after a list": (INTRO, "<ul class='members'><li>x<ul></ul>y</li></ul>", "words follow a list in its item"),
    "a level without a style": (INTRO, "<ul class='members'><li>x<ul><li>y</li></ul></li></ul>", 'an item on level 2 is styled as one on another; add a style "ul ul li"'),
    "too many levels": (INTRO, f"{'<ul><li>x' * 4}{'</li></ul>' * 4}", "lists are more than 3 deep"),
    "a part in a text": (INTRO, "<ol><li><p>x</p></li></ol>", "<p> is inside a text"),
    "a paragraph in a list": (INTRO, "<ul><p>x</p></ul>", "<p> is not an item of the list"),
    "an item in no list": (INTRO, "<li>x</li>", "<li> is not in a ul"),
    "a list that counts down": (INTRO, '<ol reversed><li>x</li></ol>', "a list cannot be numbered with reversed"),
    "a list that begins oddly": (INTRO, '<ol start="-3"><li>x</li></ol>', 'start="-3" is not a number from 1 to 999'),
    "a list inside another that goes on": (INTRO, '<ol><li>x<ol start="3"><li>x</li></ol></li></ol>', "a list inside another has a start"),
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
    "a cell that is a line": (INTRO, '<div class="row framework"><hr><div></div></div>', "<hr> is a cell on its own"),
    "a panel in no row": (INTRO, '<div class="panel plan"></div>', "a panel is not in a row"),
    "a part in columns": (INTRO, '<ul class="columns members"><div><li>x</li></div></ul>', "<div> is in columns that flow"),
    "a text in no sheet": ("<main{% if across and not web %} data-watermark=\"{{ picture(across) }}\" data-words=\"{{ edition.watermark.words }}\"{% endif %}>", "<main><p>x</p>", "<p> is not in a sheet"),
    "words in no sheet": ("<main{% if across and not web %} data-watermark=\"{{ picture(across) }}\" data-words=\"{{ edition.watermark.words }}\"{% endif %}>", "<main>x", 'the text "x" is not in a paragraph'),
    "a mistyped class": (INTRO, '<p class="led">x</p>', 'theme.yaml and the style sheets have no class "led", which <p> has; did you mean "lead"?'),
    "a link to no place": (INTRO, '<p><a href="#nowhere">x</a></p>', 'the link "#nowhere" leads to no place on the page'),
    "a place with a space": (INTRO, '<p id="a b">x</p>', 'id="a b" is not a name for a place'),
    "two places of one name": (INTRO, '<p>x</p><h4 id="Abc">x</h4><p id="abc">x</p>', 'id="abc" is there twice, as "Abc"'),
    "a row that there is not": ('class="row cards"', 'class="row card"', 'there is no row "card" in theme.yaml'),
}  # fmt: skip


@pytest.fixture(scope="module")
def job(tmp_path_factory: pytest.TempPathFactory) -> RenderJob:
    """Plan an edition in a copy of the project, whose layout each case rewrites."""
    root = Root(copy_project(tmp_path_factory.mktemp("project")))
    (job,) = plan.plan(root, Selection()).jobs
    return job


def checked(job: RenderJob, source: str) -> None:
    """Make the page of a layout."""
    (job.root.folder / LAYOUT).write_text(source, "utf-8")
    page.make(job.edition, job.theme, job.root)


@pytest.mark.parametrize("case", CASES)
def test_what_no_page_may_contain_is_told_at_its_line(case: str, job: RenderJob, project: Root) -> None:
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


def test_the_layout_as_it_is_may_contain_what_it_does(job: RenderJob, project: Root) -> None:
    checked(job, (project.folder / LAYOUT).read_text("utf-8"))


def test_the_build_says_so(copy: Copy) -> None:
    intro = '<p class="lead">{{ text.activities.intro }}</p>'
    copy.change(LAYOUT, intro, intro + "<p>x<b>2</b></p>")
    result = copy.build()
    assert result.status == 1
    line = next(n for n, line in enumerate((copy.root / LAYOUT).read_text("utf-8").splitlines(), 1) if "<b>" in line)
    assert f"{LAYOUT}:{line}: <b> cannot be used in a text" in result.err
    assert copy.made == []
