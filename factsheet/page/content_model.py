"""Refuse whatever a page may not contain, at its line in the layout, before anything is written.

`blocks` lists what there is. Sheets contain parts, and these contain texts (text_content), lists, figures, tables
(table_content) and lines. Rows, columns, panels and tables go by the names that theme.yaml gives them. Anything else
would be lost in one format or another.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml.html import HtmlElement

from ..core.diagnostics import Problem, Problems, suggestion
from ..core.project import Root
from ..core.wording import counted
from ..theme.model import Theme
from ..theme.parts import Columns, Row
from . import table_content, text_content, widths, written_at
from .blocks import CHART, HEADINGS, LISTS, PARTS, TEXTS, is_whole
from .text_content import Fault, children, items_only, known_as

IN_A_SHEET = 'put it into an <article class="sheet NAME">'


def check(tree: HtmlElement, theme: Theme, root: Root, charts: Container[str] = ()) -> None:
    """Raise Problems for whatever a page contains that cannot be made in every format; it has charts, by picture."""
    body = next(tree.iterchildren("body"))
    content = _Content(theme, text_content.Texts(tree, theme), charts)
    found = [*content.beside_sheets(body)] or [*widths.faults(tree, theme)]
    if found:
        raise Problems(Problem(written_at.place(root, where), what, hint) for where, what, hint in found)


@dataclass(frozen=True)
class _Content:
    """What a page may contain: the parts that the theme names, and texts that have a style."""

    theme: Theme
    texts: text_content.Texts
    charts: Container[str]

    def beside_sheets(self, element: HtmlElement) -> Iterator[Fault]:
        """Yield what is not in a sheet, and the faults of the sheets; leave out what is laid over one in print."""
        yield from text_content.loose(element)
        for child in children(element):
            if child.tag == "article":
                yield from self._part(child, inside="")
            elif child.tag not in PARTS | LISTS:
                yield child, f"<{child.tag!s}> is not in a sheet", IN_A_SHEET
            elif "insert" not in child.classes:
                yield from self.beside_sheets(child)

    def _part(self, part: HtmlElement, inside: str) -> Iterator[Fault]:
        """Yield the faults of a part that holds others; `inside` is the kind of part around it, "" if none."""
        yield from text_content.loose(part)
        yield from self._named(part, inside)
        if "data-picture" in part.attrib:
            what = f"<{part.tag!s}> has a data-picture, which only a text can have"
            yield part, what, 'put it in a text: <p data-picture="...">'
        if part.tag in LISTS:
            yield from items_only(part)
        kind = next((kind for kind in ("row", "columns") if kind in part.classes), "")
        for child in children(part):
            if child.tag in TEXTS:
                if kind and not self._flows(part) and not self._is_heading_beside(child, part):
                    yield child, f"<{child.tag!s}> is a cell on its own", "put it into a div"
                yield from self.texts.faults(child, part)
            elif self._flows(part):
                yield child, f"<{child.tag!s}> is in columns that flow", "put only texts in them"
            elif is_whole(child):
                yield from self._whole(child, "row" if kind == "row" else inside)
            elif child.tag in PARTS | LISTS | {"figure"}:
                yield from self._part(child, self._inner(part, kind, inside))
            else:
                yield child, f"<{child.tag!s}> cannot be used here", known_as(str(child.tag))

    def _whole(self, block: HtmlElement, place: str) -> Iterator[Fault]:
        """Yield the faults of a table, chart or line in a kind of part: "band" if that is a row that does not grow."""
        if place == "band" and CHART not in block.classes:
            yield block, f"<{block.tag!s}> is in a band", "put it where there is room for it to grow"
        elif place == "row" and (parent := block.getparent()) is not None and "row" in parent.classes:
            yield block, f"<{block.tag!s}> is a cell on its own", "put it into a div"
        if block.tag == "table":
            yield from table_content.faults(block, self.theme, self.texts)
        elif CHART in block.classes:
            yield from self._chart(block)
        else:
            yield from self.texts.unstyled(block)

    def _chart(self, block: HtmlElement) -> Iterator[Fault]:
        """Yield what is wrong with a chart that no macro has written."""
        pictures = [image.get("src", "").removeprefix("picture:") for image in block.iter("img")]
        if len(pictures) != 1 or pictures[0] not in self.charts:
            yield block, "this is not a chart", "write it with blocks.chart(chart(...))"

    def _inner(self, part: HtmlElement, kind: str, inside: str) -> str:
        """Return the kind of part that is around what is in a part."""
        row = self._row(part)
        return "band" if row and row.height else kind or inside

    def _row(self, part: HtmlElement | None) -> Row | None:
        if part is None or "row" not in part.classes:
            return None
        return next((self.theme.rows[name] for name in part.classes if name in self.theme.rows), None)

    def _named(self, part: HtmlElement, inside: str) -> Iterator[Fault]:
        """Yield what is wrong with a part that the theme describes: its name, its cells, its place."""
        kinds: dict[str, Mapping[str, Any]] = {
            "row": self.theme.rows,
            "columns": self.theme.columns,
            "panel": self.theme.panels,
        }
        for kind in kinds.keys() & part.classes:
            name = next((name for name in part.classes if name != kind), "")
            known = kinds[kind].get(name)
            if known is None:
                yield part, f'there is no {kind} "{name}" in theme.yaml', suggestion(name, kinds[kind])
            elif kind == "panel":
                if inside not in ("row", "band"):
                    yield part, "a panel is not in a row", "make it a cell of a row"
                elif (row := self._row(part.getparent())) is not None and row.foot:
                    what = "a panel is in a band at the foot, which Word fills as a whole"
                    yield part, what, "make it a div without a class, or the row full instead of foot"
            elif inside:
                yield part, f'{kind} "{name}" is inside a {inside}', "put one after the other"
            if isinstance(known, Row) or (isinstance(known, Columns) and not known.flow):
                cells, there = len(known.cells), len(list(children(part)))
                if cells != there:
                    what = f'{kind} "{name}" has {counted(cells, "cell")} in theme.yaml, but {there} on the page'
                    yield part, what, "correct cells in theme.yaml"

    def _is_heading_beside(self, child: HtmlElement, part: HtmlElement) -> bool:
        """Tell whether a text is the first cell of a row that is a heading and the text beside it."""
        row = self._row(part)
        return child is next(children(part)) and child.tag in HEADINGS and row is not None and row.align == "baseline"

    def _flows(self, part: HtmlElement) -> bool:
        names = part.classes if "columns" in part.classes else ()
        return any(self.theme.columns[name].flow for name in names if name in self.theme.columns)
