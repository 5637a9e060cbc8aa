"""What is wider than its place is refused at its line: it would be cut, or cover what is beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from factsheet.core.diagnostics import Problems

from .. import blocks, charted
from ..blocks import Blocks

CELL = '<div class="row main"><div class="panel text"></div><div class="panel facts">{}</div></div>'


def test_a_chart_wider_than_its_cell(tmp_path: Path) -> None:
    root = charted.charted(tmp_path / "wide")
    source = root.layout / "page.html.j2"
    html = source.read_text("utf-8")
    call = "{{ blocks.chart(chart(" + html.partition("{{ blocks.chart(chart(")[2].partition("}}")[0] + "}}"
    band = "{#- A band at the foot."
    assert html.count(band) == 1
    source.write_text(html.replace(band, CELL.format(call) + band), "utf-8")
    with pytest.raises(
        Problems, match=r'the chart "\w+" is [\d.]+ mm wide, but its place only [\d.]+ mm; make it'
    ) as refused:
        Blocks(root).page()
    (told,) = refused.value.problems
    assert "more columns" in told.hint


def test_a_qr_code_wider_than_its_cell(tmp_path: Path) -> None:
    root = blocks.factsheet(tmp_path / "wide")
    theme = root.layout / "theme.yaml"
    theme.write_text(theme.read_text("utf-8").replace("code: {width: 20mm", "code: {width: 60mm"), "utf-8")
    line = blocks.put(root, CELL.format("{{ blocks.code(qr_code(facts.links.website), text.connect.title) }}"))
    with pytest.raises(Problems, match=r"the picture is 60\.0 mm wide, but its place only") as refused:
        Blocks(root).page()
    assert refused.value.problems[0].place.line >= line - 1
