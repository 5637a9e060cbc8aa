"""Check that small text and thin lines of a theme can be printed: inks never meet exactly, and tints are made of dots.

In small type the smallest shift of a plate shows as a coloured edge, and a thin line in a tint as a row of dots. The
limits are those that printers give for sheet-fed offset.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..core.diagnostics import Problem, Problems
from ..core.project import Root
from ..source.yaml_reader import Keys, Located, read
from .model import Theme
from .styles import Line

# Text below a size, in pt: how many inks besides black, and how strong the strongest must be, in %.
SMALL, INKS, STRONGEST = 12, 2, 85
# Lines below a width, in pt, are of one solid ink; thinner ones than the second break up.
THIN, FINEST = 1, 0.25


def check(theme: Theme, root: Root) -> None:
    """Raise Problems for what a press could not print cleanly; on a screen all of that may be."""
    if problems := list(faults(theme, read(root, root.layout / "theme.yaml"))):
        raise Problems(problems)


def faults(theme: Theme, located: Located) -> Iterator[Problem]:
    """Yield what is wrong with the colours of small text and of lines, at its line in the theme."""
    for keys, colour in _small_text(theme):
        inks = theme.colours[colour].press if colour in theme.colours else ()
        if any(inks) and (sum(map(bool, inks[:3])) > INKS or max(inks) < STRONGEST):
            what = f"text below {SMALL} pt is in {colour}, which uses {_said(inks)}"
            hint = (
                f"use at most {INKS} inks besides black, the strongest at {STRONGEST}% or more, or make the text larger"
            )
            yield Problem(located.place(keys), f"{what}: its edges would be ragged in print", hint)
    for keys, rule in _lines(theme):
        inks = theme.colours[rule.colour].press if rule.colour in theme.colours else ()
        if rule.width < FINEST:
            what = f"a line of {rule.width:g} pt breaks up in print"
            yield Problem(located.place((*keys, "width")), what, f"make it {FINEST:g} pt or more")
        elif rule.width < THIN and inks and sorted(inks) != [0, 0, 0, 100]:
            what = f"a line below {THIN} pt is in {rule.colour}, which uses {_said(inks)}"
            hint = "use one solid ink, or make it 1pt"
            yield Problem(located.place((*keys, "colour")), f"{what}: in print it would be dotted", hint)


def _small_text(theme: Theme) -> Iterator[tuple[Keys, str]]:
    """Yield the colours of texts that may be set small, and where each is said."""
    least = theme.fit.smallest / theme.body if theme.body else 1
    for selector, style in theme.styles.items():
        size = style.smallest or (style.size or theme.body) * least
        for name in ("colour", "number"):
            if (colour := getattr(style, name)) and size < SMALL and "mark" not in selector:
                yield ("styles", selector, name), colour
    for name, chart in theme.charts.items():
        if chart.size < SMALL:
            yield ("charts", name, "colour"), chart.colour
    if theme.code.size < SMALL:
        yield ("code", "colour"), theme.code.colour


def _lines(theme: Theme) -> Iterator[tuple[Keys, Line]]:
    for selector, style in theme.styles.items():
        if style.rule_below:
            yield ("styles", selector, "rule_below"), style.rule_below
    for name, chart in theme.charts.items():
        yield ("charts", name, "grid"), chart.grid
    for name, row in theme.rows.items():
        for edge in ("rule_above", "rule_below"):
            if rule := getattr(row, edge):
                yield ("rows", name, edge), rule
    for name, table in theme.tables.items():
        for part in ("head", "rows", "totals"):
            if line := getattr(table, part).line:
                yield ("tables", name, part, "line"), line


def _said(inks: tuple[float, ...]) -> str:
    """Return inks as people write them: "95% cyan, 60% magenta"."""
    names = ("cyan", "magenta", "yellow", "black")
    return ", ".join(f"{ink:g}% {name}" for ink, name in zip(inks, names, strict=True) if ink)
