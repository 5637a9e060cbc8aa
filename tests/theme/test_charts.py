# ruff: noqa: E501
"""The look of a chart: colours that can be told from what is behind them, and words that can be read and printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from factsheet.core.diagnostics import Problems
from factsheet.source.yaml_reader import read
from factsheet.theme import layout, press_checks

from ..charted import CHARTS, charted

LINE = "grid: {colour: line, width: 1pt}"
BAD = {
    "no such colour": ("colours: [sky]", "colours: [skye]", 'no colour "skye"; did you mean "sky"?'),
    "no such colour for words": ("colour: ink, grid", "colour: inc, grid", 'no colour "inc"'),
    "no such colour for lines": ("grid: {colour: line", "grid: {colour: lime", 'no colour "lime"'),
    "no such typeface": ("size: 8pt, colour", "face: serif, size: 8pt, colour", 'no typeface "serif"'),
    "a pale part": ("colours: [sky]", "colours: [sun]", "sun on paper has a contrast of 1.72:1, but needs 3:1"),
    "pale words": ("colour: ink, grid", "colour: sun, grid", "sun on paper has a contrast of 1.72:1, but needs 4.5:1"),
    "on a dark fill": ("colours: [sky]", "colours: [sky], on: pine", "sky on pine has a contrast of 1.96:1, but needs 3:1"),
    "a stacked line": ("kind: line,", "kind: line, stacked: true,", "a line cannot be stacked"),
    "a scale beside a donut": ("kind: donut,", "kind: donut, scale: true,", "a donut has no scale"),
    "too wide": ("kind: bars, width: 84mm", "kind: bars, width: 190mm", "538.583 pt wide, but the text 493.228 pt"),
    "too high": ("kind: bars, width: 84mm, height: 32mm", "kind: bars, height: 600mm", "600 mm is not allowed here"),
    "a kind that there is not": ("kind: bars", "kind: pie", "kind"),
    "no colours": ("colours: [sky]", "colours: []", "colours"),
}  # fmt: skip


def test_what_cannot_be_seen_or_is_no_chart_is_refused_at_its_line(tmp_path: Path) -> None:
    root = charted(tmp_path / "charts")
    assert {"columns", "stacked", "bars", "line", "donut", "share", "shares"} < set(layout.load(root).charts)
    theme = root.layout / "theme.yaml"
    whole = theme.read_text("utf-8")
    for case, (old, new, says) in BAD.items():
        bad = CHARTS.replace(old, new, 1)
        assert bad != CHARTS, case
        theme.write_text(whole.replace(CHARTS, bad), "utf-8")
        with pytest.raises(Problems) as refused:
            layout.load(root)
        told = [each for each in refused.value.problems if says in str(each)]
        assert told, (case, str(refused.value))
        assert "kind:" in theme.read_text("utf-8").splitlines()[told[0].place.line - 1], case


def test_words_on_a_part_are_in_the_colour_that_is_read_better(tmp_path: Path) -> None:
    theme = layout.load(charted(tmp_path / "charts"))
    assert {theme.written_on(name) for name in ("pine", "brick", "sky", "plum")} == {"paper"}
    assert theme.written_on("sun") == "ink"
    assert theme.dimmed.written_on("pine") == "paper"  # which is dark there


def test_what_a_press_could_not_print_is_refused(tmp_path: Path) -> None:
    charts = CHARTS.replace(LINE, "grid: {colour: line, width: .5pt}", 1).replace("colour: ink", "colour: sky", 1)
    root = charted(tmp_path / "charts", charts=charts)
    theme = root.layout / "theme.yaml"
    theme.write_text(theme.read_text("utf-8").replace("press: [85, 40, 0, 10]", "press: [85, 40, 5, 10]"), "utf-8")
    located = read(root, root.layout / "theme.yaml")
    found = "\n".join(map(str, press_checks.faults(layout.load(root), located)))
    assert "a line below 1 pt is in line" in found
    assert "text below 12 pt is in sky" in found


def test_colours_that_are_told_apart_only_by_day_are_refused(tmp_path: Path) -> None:
    root = charted(tmp_path / "charts")
    theme = root.layout / "theme.yaml"
    theme.write_text(theme.read_text("utf-8").replace('dark: "#86bdec"', 'dark: "#20303c"'), "utf-8")
    with pytest.raises(Problems, match=r"sky on paper has a contrast of 1.* on a dark screen, but needs"):
        layout.load(root)


def test_a_chart_is_as_wide_as_the_text_if_it_has_no_width(tmp_path: Path) -> None:
    theme = layout.load(charted(tmp_path / "charts"))
    assert theme.chart_width(theme.charts["share"]) == theme.measure
    higher = theme.spaced(theme.page.unit * 2)
    assert higher.charts["bars"].before == 2 * theme.charts["bars"].before
    assert higher.charts["bars"].height == theme.charts["bars"].height
