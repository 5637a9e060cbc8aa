"""Place the items of a list that flows through columns, each by its margins, for print.

They come where CSS columns put them, but are laid out once: the engine tries a multi-column box at one height after the
other until its columns are even, and that was a third of the time of a whole leaflet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cssselect import GenericTranslator
from lxml.html import HtmlElement

from ..theme.model import Theme
from ..theme.parts import Columns

# On an item that was placed: how many lines it was thought to take.
LINES = "data-lines"
# What is narrower than the sheet.
NARROW = ("row", "columns")


def place(tree: HtmlElement, theme: Theme, lines: Sequence[int] = ()) -> None:
    """Place the items of the lists of a page that flow through columns, by a style sheet in its head.

    `lines` tells how many lines each of them takes, in the order of the page; one if left out. A list in a cell or a
    column, and one whose items have space between them, is left to the engine.
    """
    left, rules = list(lines), list[str]()
    for number, (whole, columns) in enumerate(_lists(tree, theme), 1):
        items = list(whole)
        takes = [*left[: len(items)], *[1] * len(items)][: len(items)]
        del left[: len(items)]
        for item, each in zip(items, takes, strict=True):
            item.set(LINES, str(each))
        whole.set("data-list", str(number))
        rules += _rules(f".columns[data-list='{number}']", takes, columns, theme)
    if rules:
        style = tree.makeelement("style")
        style.text = "\n".join(rules)
        head = tree.find("head")
        (tree if head is None else head).append(style)


def _lists(tree: HtmlElement, theme: Theme) -> Iterator[tuple[HtmlElement, Columns]]:
    """Yield the lists that can be placed, each with its columns."""
    flows = {f"columns {name}": columns for name, columns in theme.columns.items() if columns.flow}
    spaced = _spaced(tree, theme)
    for whole in list(tree.iter("ul")):
        columns = flows.get(whole.get("class", ""))
        if columns and len(whole) and not _is_inside(whole) and spaced.isdisjoint(whole):
            yield whole, columns


def _rules(selector: str, lines: Sequence[int], columns: Columns, theme: Theme) -> Iterator[str]:
    """Yield the rules that place the items of a list; lh is the leading of an item."""
    number = len(columns.cells)
    width = theme.span(columns.cells[0])
    breaks = list(_breaks(lines, number))
    heights = [sum(lines[start:end]) for start, end in breaks]
    yield f"{selector} {{ columns: auto; display: flow-root }} {selector} > li {{ width: {width:.6f}pt }}"
    for column, (start, _) in enumerate(breaks[1:], 1):
        shift = column * (width + theme.page.gutter)
        yield f"{selector} > li:nth-child(n+{start + 1}) {{ margin-inline-start: {shift:.6f}pt }}"
        yield f"{selector} > li:nth-child({start + 1}) {{ margin-top: -{heights[column - 1]}lh }}"
    yield f"{selector} > li:last-child {{ margin-bottom: {max(heights) - heights[-1]}lh }}"


def _breaks(lines: Sequence[int], number: int) -> Iterator[tuple[int, int]]:
    """Yield where each column begins and ends, for the lowest columns of which no more than `number` are needed."""
    height = max(max(lines), -(-sum(lines) // number))
    while len(ends := list(_filled(lines, height))) > number:
        height += 1
    yield from zip([0, *ends], ends, strict=False)


def _filled(lines: Sequence[int], height: int) -> Iterator[int]:
    """Yield where each column ends, if each is filled up to a height before the next begins."""
    used = 0
    for at, takes in enumerate(lines):
        if used + takes > height:
            yield at
            used = 0
        used += takes
    yield len(lines)


def _is_inside(whole: HtmlElement) -> bool:
    """Tell whether a list is inside a part of the page that is narrower than the sheet."""
    return any(name in each.get("class", "").split() for each in whole.iterancestors() for name in NARROW)


def _spaced(tree: HtmlElement, theme: Theme) -> set[HtmlElement]:
    """Return the items of lists that have space above or below, or a rule."""
    spaced = [
        selector
        for selector, style in theme.styles.items()
        if selector.split()[-1].startswith("li") and (style.before or style.after or style.rule_below)
    ]
    return {each for selector in spaced for each in tree.xpath(GenericTranslator().css_to_xpath(selector))}
