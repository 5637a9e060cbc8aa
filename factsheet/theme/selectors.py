"""Find the style of each element of a page, as CSS does."""

from __future__ import annotations

from collections.abc import Iterable

from cssselect import GenericTranslator, parse
from lxml.html import HtmlElement

from .styles import Style


def styled(tree: HtmlElement, styles: Iterable[tuple[str, Style]]) -> dict[HtmlElement, Style]:
    """Return the style of every element that has one, by specificity, then by order; `styles` are by selector."""
    ranked = sorted(
        (parse(selector)[0].specificity(), order, selector, style) for order, (selector, style) in enumerate(styles)
    )
    chosen: dict[HtmlElement, Style] = {}
    for _, _, selector, style in ranked:
        chosen |= dict.fromkeys(tree.xpath(GenericTranslator().css_to_xpath(selector)), style)
    return chosen


def depth(selector: str) -> int:
    """Return how deep in lists the items are that a selector is for: 2 of "ul ul li"; 1 if it does not say."""
    tags = [part.split(".")[0] for part in selector.split()]
    return max(1, sum(tag in ("ul", "ol") for tag in tags), tags.count("li"))
