"""Find the style of each element of a page, as CSS does."""

from __future__ import annotations

from collections.abc import Iterable

from cssselect import GenericTranslator, parse
from lxml.html import HtmlElement

from .styles import Style


def styled(tree: HtmlElement, styles: Iterable[tuple[str, Style]]) -> dict[HtmlElement, Style]:
    """Return the style of every element that has one, by specificity, then by order; `styles` are by selector."""
    ranked = sorted((specificity(selector), order, selector, style) for order, (selector, style) in enumerate(styles))
    chosen: dict[HtmlElement, Style] = {}
    for _, _, selector, style in ranked:
        chosen |= dict.fromkeys(tree.xpath(GenericTranslator().css_to_xpath(selector)), style)
    return chosen


def depth(selector: str) -> int:
    """Return how deep in lists the items are that a selector is for: 2 of "ul ul li"; 1 if it does not say."""
    tags = [part.split(".")[0] for part in selector.split()]
    return max(1, sum(tag in ("ul", "ol") for tag in tags), tags.count("li"))


def covers(general: str, special: str) -> bool:
    """Tell whether a selector is for every element that a more special one is for: "li" for "ul.points li"."""
    *around, own = map(_compound, general.split())
    *outside, its = map(_compound, special.split())
    left = iter(outside)
    return _includes(own, its) and all(any(_includes(each, other) for other in left) for each in around)


def specificity(selector: str) -> tuple[int, ...]:
    """Return the weight of a selector (Selectors 4, 17)."""
    return tuple(parse(selector)[0].specificity())


Compound = tuple[str, frozenset[str]]  # an element, "" for any, and its classes


def _compound(part: str) -> Compound:
    tag, *classes = part.split(".")
    return tag, frozenset(classes)


def _includes(general: Compound, special: Compound) -> bool:
    return general[0] in ("", special[0]) and general[1] <= special[1]
