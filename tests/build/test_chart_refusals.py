"""Words that have no room on a chart are told once for each chart, at its line in the theme."""

from __future__ import annotations

import re
from pathlib import Path

from factsheet.build import refusal
from factsheet.core.project import Root
from factsheet.typeset import copyfit

from ..blocks import Blocks
from ..charted import CHARTS, PAGE, charted
from ..typeset.test_overflow import usual


def told(root: Root) -> list[str]:
    job = usual(Blocks(root).job())
    fitted = copyfit.fitted(job.edition, job.theme, root, job.english)
    said = (str(problem).splitlines()[0] for _, problem in refusal.refusals(job, fitted))
    return [line for line in said if "chart" in line and "theme.yaml:" in line]


def line_of(root: Root, name: str) -> int:
    lines = (root.layout / "theme.yaml").read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if line.startswith(f"  {name}: {{kind"))


def test_words_without_room_are_told_once(tmp_path: Path) -> None:
    narrow = CHARTS.replace("columns: {kind: columns, width: 84mm", "columns: {kind: columns, width: 34mm")
    root = charted(tmp_path / "charts", charts=narrow)
    (message,) = told(root)
    assert f"theme.yaml:{line_of(root, 'columns')}:3: " in message
    assert re.search(
        r'the chart "columns" has no room for "1,022" and \d others \(\d+(\.\d)? mm\); make it wider', message
    )
    assert "set values: false" in message


def test_a_chart_that_runs_off_the_page_is_told_once(tmp_path: Path) -> None:
    """Its numbers do, too: a second chart that fits is not told."""
    root = charted(tmp_path / "charts", page=PAGE)
    css = root.layout / "page.css.j2"
    moved = "{%- block own %}\n.chart.bars { position: relative; left: 60mm }"
    css.write_text(css.read_text("utf-8").replace("{%- block own %}", moved), "utf-8")
    (message,) = told(root)
    assert f"theme.yaml:{line_of(root, 'bars')}:3: " in message
    assert 'the chart "bars" runs off the page by ' in message
    assert "make it narrower" in message
