"""Say which words may be divided at the end of a line, and mark those on a page that must not be.

The dictionaries are those of pyphen, with which WeasyPrint divides words; browsers and Word have their own. Where
pyphen has none (Arabic, Amharic, Finnish, Swahili), no format divides a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import pyphen
from babel import Locale as Cldr
from lxml.html import HtmlElement

from ..theme.selectors import styled
from ..theme.styles import Style, inline
from . import hyphen_patterns
from .capitals import TYPED

# On a word that is not divided.
WHOLE = "whole"
WORD = re.compile(r"\w+")
# An address, and a word. What is between two words of one name is within it.
TOKEN = re.compile(r"\S*\w[.@/]\w\S*|\w+")
BETWEEN = {" ", "\N{NO-BREAK SPACE}", "-"}
# In these every noun has a capital, so that one does not make a name.
NOUNS_IN_CAPITALS = {"de", "lb"}


@dataclass(frozen=True)
class Limits:
    """How many letters a word has at least that is divided, and each of its parts."""

    word: int
    before: int
    after: int

    def __str__(self) -> str:
        return f"{self.word} {self.before} {self.after}"


# Two letters are never worth a hyphen. English keeps four for the next line, as "-tion" and "-ment" are read at once;
# languages that write compounds as one word have so many long ones that the short ones can stay whole.
USUAL = Limits(7, 3, 3)
LIMITS = {
    "en": Limits(8, 3, 4),
    **dict.fromkeys(("da", "de", "et", "hu", "is", "nb", "nl", "nn", "sv"), Limits(8, 3, 3)),
}
# In headings and labels, words that are shorter stay whole; and only one that is wider than its line is divided.
LONG = Limits(15, 5, 5)
# A last word stays whole up to this: longer ones may not fit a narrow column.
LONGEST = 25


def language(tag: str) -> str:
    """Return the part of a tag that names the language: "en" of "en-GB"."""
    return tag.partition("-")[0]


def divides(tag: str) -> bool:
    """Tell whether there is a dictionary for a language."""
    return bool(pyphen.language_fallback(tag.replace("-", "_")))


def limits(tag: str) -> Limits:
    """Return the limits for running text in a language."""
    return LIMITS.get(language(tag), USUAL)


@cache
def _dictionary(tag: str, least: Limits) -> Any:
    return hyphen_patterns.dictionary(tag, least.before, least.after)


def parts(word: str, tag: str, least: Limits) -> list[str]:
    """Return the parts into which a dictionary divides a word; the word alone if it does not."""
    if len(word) < least.word or not divides(tag):
        return [word]
    return str(_dictionary(tag, least).inserted(word, "\u00ad")).split("\u00ad")


def kept_whole(word: str, tag: str) -> bool:
    """Tell whether a word is never divided: capitals, a name, an address, a number."""
    if not word.isalpha():
        return True
    if not word[:1].isupper():
        return False
    return word.isupper() or language(tag) not in NOUNS_IN_CAPITALS or word in _countries(tag)


@cache
def _countries(tag: str) -> frozenset[str]:
    names = Cldr.parse(tag, sep="-").territories.values()
    return frozenset(word for name in names for word in WORD.findall(name))


def set_in(tree: HtmlElement, styles: Iterable[tuple[str, Style]]) -> None:
    """Mark the words of a page that stay whole, in elements whose style divides words; `styles` are by selector."""
    for element, style in styled(tree, styles).items():
        if style.hyphenate == "none" or inline(str(element.tag)):
            continue
        texts = list(_texts(element))
        ends = [at for at, (_, _, text) in enumerate(texts) if WORD.search(text)][-1:]
        for at, (parent, before, text) in enumerate(texts):
            tag = _language(parent)
            least = LONG if style.hyphenate == "long" else limits(tag)
            if places := list(_places(text, tag, least, at in ends)):
                _mark(parent, before, text, places)


# A text of an element, behind the element `before` if there is one.
Text = tuple[HtmlElement, HtmlElement | None, str]


def _texts(element: HtmlElement) -> Iterator[Text]:
    """Yield the texts of an element in order, but for those in capitals, none of which is divided."""
    if element.get(TYPED) is not None:
        element.set("class", WHOLE)
        return
    yield element, None, element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            yield from _texts(child)
        yield element, child, child.tail or ""


def _mark(parent: HtmlElement, before: HtmlElement | None, text: str, places: list[tuple[int, int]]) -> None:
    """Put parts of a text into elements of their own. A link is innermost (see text/markup), so that it stays whole."""
    if parent.tag == "a":
        parent.classes.add(WHOLE)
        return
    ends = [*(start for start, _ in places[1:]), len(text)]
    at = 0 if before is None else parent.index(before) + 1
    for (start, end), following in zip(places, ends, strict=True):
        word = parent.makeelement("span", {"class": WHOLE})
        word.text, word.tail = text[start:end], text[end:following]
        parent.insert(at, word)
        at += 1
    if before is None:
        parent.text = text[: places[0][0]]
    else:
        before.tail = text[: places[0][0]]


def _places(text: str, tag: str, least: Limits, ends: bool) -> Iterator[tuple[int, int]]:
    """Yield where the words are that a dictionary would divide and must not; neighbours are taken together.

    The last word of a text that `ends` there is one: no last line is the rest of a word.
    """
    tokens = list(TOKEN.finditer(text))
    last = tokens[-1] if ends and len(tokens[-1][0]) < LONGEST else None
    start = end = 0
    for found in tokens:
        divided = any(len(parts(word, tag, least)) > 1 for word in WORD.findall(found[0]))
        if not divided or not (found is last or kept_whole(found[0], tag)):
            continue
        if end and text[end : found.start()] not in BETWEEN:
            yield start, end
            start = found.start()
        start, end = start if end else found.start(), found.end()
    if end:
        yield start, end


def _language(element: HtmlElement) -> str:
    return str(element.xpath("string(ancestor-or-self::*[@lang][1]/@lang)"))
