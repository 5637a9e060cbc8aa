"""Two bands that touch on the page are one in Word too, which requires a paragraph between two tables."""

from __future__ import annotations

import pytest
from docx.oxml.ns import qn

from factsheet.core.xml import Element
from factsheet.word import flow, styles, wordml

PLUM, CLAY = "#4b1c48", "#b4431d"


def row(fill: str | None, side: float) -> Element:
    cell = wordml.cell(100, (0, 0, 0, 0), fill, "top")
    return wordml.table(styles.TABLE, [cell], [100], -side, 30, [], title="", rtl=False)


def test_what_parts_two_bands_has_the_colour_of_the_first_and_its_width() -> None:
    _, seam, _ = flow.apart([row(PLUM, 34), row(CLAY, 34)])
    shade, indent = (next(seam.iter(qn(f"w:{name}"))) for name in ("shd", "ind"))
    assert shade.get(qn("w:fill")) == "4B1C48"
    assert {indent.get(qn(f"w:{edge}")) for edge in ("left", "right")} == {"-680"}


@pytest.mark.parametrize(("one", "other"), [(0, 0), (34, 0), (0, 34)])
def test_between_other_rows_it_is_not_seen(one: float, other: float) -> None:
    _, seam, _ = flow.apart([row(PLUM, one), row(CLAY, other)])
    assert not list(seam.iter(qn("w:shd")))
    _, plain, _ = flow.apart([row(None, 34), row(CLAY, 34)])
    assert not list(plain.iter(qn("w:shd")))
