"""Write the rules of large print for what a theme names: rows and panels, tables, pictures, charts.

A fill stays if words on it have a strong contrast; these are then all in one colour, `--on`. Otherwise it stays behind
pictures alone, which were drawn for it.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..edition.edition import Edition
from ..page import values
from ..theme.charts import Chart
from ..theme.model import Theme, map_file
from ..theme.parts import Row
from ..theme.tables import DataTable
from .look import MARGIN, words_on

# How far a band runs over the edge of the paper, in pt: no hairline of white where a pixel is cut.
BLEED = 1
# On a row that begins the page.
FIRST = "opening"


def quoted(words: str) -> str:
    """Return words as CSS writes them: whatever is no letter or digit, by its code."""
    return '"' + "".join(sign if sign.isalnum() or sign == " " else f"\\{ord(sign):x} " for sign in words) + '"'


def rules(theme: Theme, edition: Edition) -> Iterator[str]:
    """Yield the rules for the parts of a page, in a look that was enlarged."""
    for name, row in theme.rows.items():
        yield from _row(f".row.{name}", row, theme)
    for name, panel in theme.panels.items():
        yield from _filled(f".panel.{name}", panel.fill, theme, "padding: .8rem 1rem; break-inside: avoid")
    for name, table in theme.tables.items():
        yield from _table(f"table.{name}", table, theme)
    yield from _pictures(theme)
    for name, chart in theme.charts.items():
        yield from _chart(name, chart, theme, edition.script)


def _row(selector: str, row: Row, theme: Theme) -> Iterator[str]:
    """Yield the rules for a row; a band runs over the margins, and to the edge of the paper if it begins the page."""
    side = theme.page.side + BLEED
    if row.bleed:
        yield from _filled(selector, row.fill, theme, f"margin-inline: -{side}pt; padding: 1.2rem {side}pt")
        yield f"{selector} {{ break-inside: avoid }}"
        yield f"{selector}.{FIRST} {{ margin-top: -{MARGIN + BLEED}pt; padding-top: {MARGIN + BLEED}pt }}"
    elif row.fill:
        yield from _filled(f"{selector} > *", row.fill, theme, "padding: .8rem 1rem; break-inside: avoid")
    for edge, rule in (("top", row.rule_above), ("bottom", row.rule_below)):
        if rule:
            line = f"{rule.width}pt solid {theme.colours[rule.colour].screen}"
            yield f"{selector} {{ border-{edge}: {line}; padding-{edge}: .6rem }}"


def _filled(selector: str, fill: str | None, theme: Theme, room: str) -> Iterator[str]:
    """Yield the rules for a part with a fill, which needs room around its words."""
    if not fill or fill == theme.roles.paper:
        return
    colour = theme.colours[fill].screen
    if words := words_on(theme, fill):
        yield f"{selector} {{ background: {colour}; --on: {theme.colours[words].screen}; {room} }}"
    else:
        yield f"{selector} img {{ background: {colour} }}"


def _table(selector: str, table: DataTable, theme: Theme) -> Iterator[str]:
    """Yield the rules for a table of data, with its lines and fills."""
    rows = {"thead tr": table.head, "tbody tr:nth-child(even)": table.rows, "tfoot tr": table.totals}
    for of, part in rows.items():
        yield from _filled(f"{selector} {of}", part.fill, theme, "")
    if any(part.fill for part in rows.values()):
        yield f"{selector} tr > :first-child {{ padding-inline-start: .2em }}"
    cells = ":is(th, td)"
    for of, edge, line in (
        (f"thead tr:last-child {cells}", "bottom", table.head.line),
        (f"tbody tr + tr {cells}", "top", table.rows.line),
        (f"tfoot tr:first-child {cells}", "top", table.totals.line),
    ):
        if line:
            yield f"{selector} {of} {{ border-{edge}: {line.width}pt solid {theme.colours[line.colour].screen} }}"


def _pictures(theme: Theme) -> Iterator[str]:
    """Yield the rules for pictures, maps, photos and codes."""
    for file, size in theme.drawn.items():
        yield f"img[src$={quoted(file)}] {{ width: {size.width}pt; height: {size.height}pt }}"
    for name, each in theme.maps.items():
        yield f"img[src$={quoted(map_file(name))}] {{ background: {theme.colours[each.on].screen} }}"
    for name, photo in theme.photos.items():
        crop = f"width: {photo.width}pt; height: {photo.height}pt"
        whole = f"max-width: {photo.width}pt; max-height: {photo.height}pt"
        yield f"img.photo.{name} {{ {crop if photo.fit == 'crop' else whole} }}"
    yield f"img.code {{ width: {theme.code.width}pt; height: {theme.code.width}pt }}"


def _chart(name: str, chart: Chart, theme: Theme, script: str) -> Iterator[str]:
    """Yield the rules for a chart and the words over it."""
    of_type, plot = values.of_type(theme, script), f".chart.{name} .plot"
    size, leading = chart.size * of_type["scale"], chart.lines * of_type["scale"]
    font = f"{size}pt/{leading}pt {of_type['families'][chart.face]}"
    yield f"{plot} {{ width: {theme.chart_width(chart)}pt }}"
    yield f"{plot} .chart-label {{ font: {font}; color: {theme.colours[chart.colour].screen} }}"
    for fill in chart.colours:
        behind, words = (theme.colours[each].screen for each in (fill, theme.written_on(fill)))
        yield f"{plot} .on-{fill.replace(' ', '-')} {{ background: {behind}; color: {words} }}"
