"""Say on a page in which language words are that run the other way, so that screen readers pronounce them in it."""

from __future__ import annotations

from lxml.html import HtmlElement


def set_in(tree: HtmlElement, locale: str) -> None:
    """Give what is isolated (`bdi`) the language of a locale, if it has letters and no language of its own."""
    for element in tree.iter("bdi") if locale else ():
        if "lang" not in element.attrib and any(map(str.isalpha, element.text_content())):
            element.set("lang", locale)
