"""Say on a page in which language words are that run the other way, so that screen readers pronounce them in it.

Where there are no elements, marks of direction keep their order.
"""

from __future__ import annotations

from lxml.html import HtmlElement

LEFT_TO_RIGHT_MARK = "\N{LEFT-TO-RIGHT MARK}"


def set_in(tree: HtmlElement, locale: str) -> None:
    """Give what is isolated (`bdi`) the language of a locale, if it has letters and no language of its own."""
    for element in tree.iter("bdi") if locale else ():
        if "lang" not in element.attrib and any(map(str.isalpha, element.text_content())):
            element.set("lang", locale)


def from_left_to_right(words: str) -> str:
    """Return words that keep their order in a text from right to left, where signs at an end would change sides.

    So would a number at the beginning: "15-14 October" (UAX 9, W7: it follows the letters before it).
    """
    before = "" if words[0].isalpha() else LEFT_TO_RIGHT_MARK
    return before + words + ("" if words[-1].isalnum() else LEFT_TO_RIGHT_MARK)
