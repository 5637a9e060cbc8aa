"""Small text takes few inks, and thin lines one: what a press could not print cleanly is refused, at its line."""

from __future__ import annotations

import pytest

from factsheet.build import plan
from factsheet.build.freshness import Selection
from factsheet.core.project import Root
from factsheet.source.yaml_reader import read
from factsheet.theme import layout
from factsheet.theme.model import Theme
from factsheet.theme.press_checks import faults

from ..conftest import Copy

THEME = "layouts/leaflet/theme.yaml"
# What is written instead of what, where it is then reported, and in which words.
BAD = {
    "three inks": ("press: [90, 0, 85, 50]", "press: [90, 5, 85, 50]", "green", "90% cyan, 5% magenta, 85% yellow"),
    "a tint": ("press: [0, 0, 0, 85]", "press: [0, 0, 0, 84]", "grey", "which uses 84% black"),
    "a number": ("    number: blue", "    number: member", "member", "50% cyan, 20% magenta, 10% yellow, 5% black"),
    "words under a code": ("gap: 4pt, colour: paper", "gap: 4pt, colour: mist", "mist", "text below 12 pt is in mist"),
    "a thin line": ("{colour: line, width: 1pt", "{colour: line, width: .9pt", "line", "in print it would be dotted"),
    "a hairline": ("{colour: line, width: 1pt", "{colour: ink, width: .2pt", ".2pt", "0.2 pt breaks up in print"),
}  # fmt: skip


def found(project: Root, theme: Theme) -> list[str]:
    return [str(each) for each in faults(theme, read(project, project.layout / "theme.yaml"))]


def test_ours_has_none(project: Root) -> None:
    assert found(project, layout.load(project)) == []


@pytest.mark.parametrize("case", BAD)
def test_each_is_found_at_its_line(case: str, copy: Copy) -> None:
    old, new, at, says = BAD[case]
    copy.change(THEME, old, new)
    result = copy.build("", "--format", "press")
    assert result.status == 1
    lines = (copy.root / THEME).read_text("utf-8").splitlines()
    told = [line for line in result.err.splitlines() if line.startswith(f"{THEME}:") and says in line]
    assert told
    for each in told:
        assert at in lines[int(each.split(":")[1]) - 1]
    assert copy.made == []
    on_screen = plan.plan(Root(copy.root), Selection(formats=("pdf",)))  # where it may be
    assert (len(on_screen.jobs), on_screen.problems) == (1, [])


def test_large_text_and_a_solid_hairline_may_be_anything(project: Root) -> None:
    theme = layout.load(project)
    title = theme.styles["h1"].model_copy(update={"colour": "mist"})
    rule = theme.styles["ol li"].rule_below
    assert rule
    thin = theme.styles["ol li"].model_copy(
        update={"rule_below": rule.model_copy(update={"colour": "ink", "width": 0.25})}
    )
    assert found(project, theme.model_copy(update={"styles": {**theme.styles, "h1": title, "ol li": thin}})) == []
