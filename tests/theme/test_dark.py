"""Colours for dark screens: what can be read in the light can be read in the dark, or the theme is refused."""

from __future__ import annotations

import re

import pytest

from factsheet.core.diagnostics import Problems
from factsheet.core.project import Root
from factsheet.theme import contrast, dark, layout
from factsheet.theme.model import Theme

from ..conftest import Copy

THEME = "layouts/leaflet/theme.yaml"


def test_words_on_every_fill_can_be_read_in_the_dark(project: Root) -> None:
    """What has no use for a colour on some fill in the light, such as white on white, need not have one in the dark."""
    by_day, by_night = (theme.colours for theme in (layout.load(project), layout.load(project).dimmed))
    tried = 0
    for fill in ("paper", "tint"):
        for ink in ("ink", "blue", "green", "grey"):
            light, dim = (
                contrast.ratio(*(contrast.of_hex(colours[name].screen) for name in (ink, fill)))
                for colours in (by_day, by_night)
            )
            tried += light >= 4.5
            assert dim >= 4.5, (ink, fill)
    assert tried == 8
    for mark in ("missing", "outdated", "long"):
        assert contrast.ratio(*(contrast.of_hex(by_night[name].screen) for name in ("ink", mark))) >= 4.5


def test_bands_are_dark_on_any_screen(project: Root) -> None:
    theme = layout.load(project)
    bands = [row.fill for row in theme.rows.values() if row.bleed]
    assert bands
    assert all(dark.is_dark(theme, fill) for fill in bands)
    assert not dark.is_dark(theme, "paper")
    assert not dark.is_dark(theme, None)


BAD = {
    "words as dark as the page": ("blue", "#123f63", "blue on paper has a contrast of "),
    "a mark as light as its words": ("missing", "#ffe3a3", "ink on missing has a contrast of "),
    "no colour at all": ("green", "#84d3a", "is not a colour"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_read_is_refused_at_its_line(case: str, copy: Copy) -> None:
    name, colour, said = BAD[case]
    path = copy.root / THEME
    text, found = re.subn(rf'(?m)^(  {name}: .*dark: )"[^"]*"', rf'\1"{colour}"', path.read_text("utf-8"))
    assert found == 1
    path.write_text(text, "utf-8")
    with pytest.raises(Problems) as refused:
        layout.load(Root(copy.root))
    problems = [problem for problem in refused.value.problems if said in problem.what]
    assert problems
    (line,) = {problem.place.line for problem in problems}
    assert text.splitlines()[line - 1].startswith((f"  {name}: ", "  ink: "))  # one of the two


def test_a_theme_without_dark_colours_stays_light(copy: Copy) -> None:
    path = copy.root / THEME
    path.write_text(re.sub(r' dark: "[^"]*",', "", path.read_text("utf-8")), "utf-8")
    theme: Theme = layout.load(Root(copy.root))
    assert theme.dimmed == theme
