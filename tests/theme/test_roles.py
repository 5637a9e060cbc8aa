# ruff: noqa: E501
"""The roles of colours: whatever a theme calls its colours, what is the same in every factsheet finds them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from factsheet.build import download_page
from factsheet.build.manifest import Manifest
from factsheet.core.diagnostics import Problem, Problems
from factsheet.core.project import Root
from factsheet.page import values
from factsheet.theme import layout
from factsheet.theme.model import Theme
from factsheet.translation.bilingual_styles import styles
from factsheet.word import colour_theme

from ..conftest import Copy

THEME = "layouts/leaflet/theme.yaml"
# A line to change, what it becomes, what is said, and a part of the line at which that is said.
CASES = {
    "a role that is missing": ("  band: blue\n", "", 'missing key "band" under "roles"', "roles:"),
    "a role that is misspelt": ("  band: blue\n", "  bond: blue\n", 'unknown key "bond"; did you mean "band"?', "bond: blue"),
    "no such colour": ("  heading: blue\n", "  heading: bleu\n", 'no colour "bleu"; did you mean "blue"?', "heading: bleu"),
    "no colour at all": ("  heading: blue\n", "  heading:\n", '"roles.heading" is empty', "heading:"),
    "headings that are pale": ("  heading: blue\n", "  heading: line\n", "heading on paper has a contrast of 1.74:1, but needs 4.5:1", "heading: line"),
    "a band that is pale": ("  band: blue\n", "  band: tint\n", "paper on band has a contrast of 1.15:1, but needs 4.5:1", "paper: paper"),
    "an accent like the band": ("  accent: accent\n", "  accent: ink\n", "accent on band has a contrast of 1.34:1, but needs 3:1", "accent: ink"),
    "no style for a mark": ("  mark.outdated:", "  mark.old:", 'styles has no "mark.outdated"; every theme needs one', "styles:"),
    "a mark that cannot be seen": ("    fill: outdated\n", "", 'the style "mark.outdated" has no fill; name a colour', "mark.outdated:"),
    "no typeface for words": ("typefaces:\n  text:", "typefaces:\n  body:", 'typefaces has no "text"; every theme needs one', "typefaces:"),
    "no style for words": ("  p:\n", "  p.body:\n", 'styles has no "p"; every theme needs one', "styles:"),
}  # fmt: skip


def problems(folder: Path) -> list[Problem]:
    with pytest.raises(Problems) as refused:
        layout.load(Root(folder))
    return list(refused.value.problems)


@pytest.mark.parametrize("case", CASES)
def test_each_mistake_is_named_once_at_its_line(case: str, changed: Callable[[str, str, str], Copy]) -> None:
    old, new, said, line = CASES[case]
    found = [each for each in problems(changed(THEME, old, new).root) if said in str(each)]
    assert len(found) == 1
    assert line in found[0].place.source


def test_a_theme_without_roles_is_told_which_there_are(copy: Copy) -> None:
    path = copy.root / THEME
    path.write_text(re.sub(r"(?m)^roles:\n(  .*\n)+", "", path.read_text("utf-8")), "utf-8")
    (problem,) = problems(copy.root)
    assert 'missing key "roles"; add "roles:", with these keys under it: text, paper, heading' in str(problem)


def renamed(copy: Copy) -> Theme:
    """Return the theme with another name for each of its colours."""
    path = copy.root / THEME
    whole = re.fullmatch(r"(?s)(.*\ncolours:\n)(.*?)(\nroles:\n)(.*?)(\n\n.*)", path.read_text("utf-8"))
    assert whole
    before, colours, between, roles, after = whole.groups()
    colours = re.sub(r"(?m)^  (\w+): ", r"  my \1: ", colours)
    roles = re.sub(r"(\w+)$", r"my \1", roles, flags=re.MULTILINE)
    after = re.sub(r"\b(colour|fill|number|on): (\w+)", r"\1: my \2", after)
    path.write_text(before + colours + between + roles + after, "utf-8")
    return layout.load(Root(copy.root))


def test_colours_can_have_any_names(copy: Copy, project: Root) -> None:
    mine, usual = renamed(copy), layout.load(project)
    assert not mine.colours.keys() & usual.colours.keys()
    for theme in (mine.accented("coral"), mine):
        assert values.of_roles(theme) == values.of_roles(usual.accented("coral" if theme is not mine else None))
    assert colour_theme.roles(mine) == colour_theme.roles(usual)
    sheets = [
        [etree.tostring(each) for each in styles(theme, ("en", "ar"), "Arab", rtl=True)] for theme in (mine, usual)
    ]
    assert sheets[0] == sheets[1]
    pages = [download_page.makers(project, Manifest(), theme)["index.html"]() for theme in (mine, usual)]
    assert pages[0] == pages[1]
