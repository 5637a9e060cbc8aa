"""Find what a text of a page may not contain, and what it lacks: a style, a level."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement

from ..core.diagnostics import did_you_mean
from ..theme.model import Theme
from ..theme.selectors import depth, styled
from ..theme.styles import INLINE
from . import list_starts
from .blocks import BLOCKS, IN_TEXTS, LISTS, PARTS, TEXTS
from .list_starts import START

# Attributes of a numbered list: which way it counts, in which numerals. Word's counts 1, 2, 3.
COUNTED = {"reversed", "type", "value"}
# How deep lists may be in one another.
DEEPEST = 3
STYLE = "add one, with the Word style it becomes"
AFTER = "write one after the other"
# What else is known by another name.
MEANT = {"b": "write strong", "i": "write em", "img": "put it in a p", "svg": "save it in pictures/, and put it in a p"}

Fault = tuple[HtmlElement, str, str]  # where, what is wrong, what to do


class Texts:
    """The texts of a page, with their styles."""

    def __init__(self, tree: HtmlElement, theme: Theme) -> None:
        self.theme = theme
        self.styles = styled(tree, theme.styles.items())
        self.depths = {id(style): depth(selector) for selector, style in theme.styles.items()}

    def faults(self, text: HtmlElement, around: HtmlElement) -> Iterator[Fault]:
        """Yield the faults of a text in the element around it."""
        yield from self.unstyled(text)
        yield from _placed(text, around)
        yield from _counted(text)
        if text.tag == "li":
            yield from self._item(text)
        yield from self._picture(text, text.get("data-picture"))
        yield from self._inline(text, lists=text.tag == "li")

    def unstyled(self, element: HtmlElement) -> Iterator[Fault]:
        """Yield that an element has no style, if that is so."""
        if element not in self.styles:
            yield element, f"there is no style for <{element.tag!s}> in theme.yaml", f'{STYLE}: "{_selector(element)}"'

    def _item(self, item: HtmlElement) -> Iterator[Fault]:
        """Yield what is wrong with the level of an item, and with the lists in it."""
        level = sum(each.tag in LISTS for each in item.iterancestors())
        if level > DEEPEST:
            yield item, f"lists are more than {DEEPEST} deep", "use fewer levels"
        elif item in self.styles and self.depths[id(self.styles[item])] != level:
            parents = " ".join(str(each.tag) for each in reversed([*item.iterancestors()]) if each.tag in LISTS)
            yield item, f"an item on level {level} is styled as one on another", f'add a style "{parents} li"'
        for whole in children(item):
            if whole.tag in LISTS:
                yield from items_only(whole)
                yield from loose(whole)
                for each in whole.iterchildren("li"):
                    yield from self.faults(each, whole)

    def _inline(self, element: HtmlElement, *, lists: bool = False) -> Iterator[Fault]:
        """Yield the faults of the elements in a text, in which there may be `lists`, at its end."""
        ended = False
        for child in children(element):
            if lists and child.tag in ("ul", "ol"):
                ended = True
                if (child.tail or "").strip():
                    yield child, "words follow a list in its item", "put them before it"
                continue
            if child.tag in LISTS:
                yield child, f"<{child.tag!s}> is inside a text", "put it in an li, or after the text"
            elif child.tag in PARTS | TEXTS | {"table", "figure", "hr"}:
                yield child, f"<{child.tag!s}> is inside a text", AFTER
            elif child.tag not in IN_TEXTS:
                yield child, f"<{child.tag!s}> cannot be used in a text", known_as(str(child.tag))
            else:
                if ended:
                    yield child, "words follow a list in its item", "put them before it"
                if child.tag in INLINE:
                    yield from self.unstyled(child)
                if "data-picture" in child.attrib:
                    yield child, f"<{child.tag!s}> inside a text cannot have a data-picture", "make it an img"
                yield from self._picture(child, child.get("src") if child.tag == "img" else None)
                yield from self._inline(child)

    def _picture(self, element: HtmlElement, source: str | None) -> Iterator[Fault]:
        if source is None or (element.tag == "img" and "photo" in element.classes):  # which photos.check looks at
            return
        scheme, _, file = source.partition(":")
        if scheme != "picture":
            what = f"the page refers to {source[:80]}, which is not one of its pictures"
            yield element, what, "name it with picture() in the layout"
        elif self.theme.size_of(file) is None:
            yield element, f'theme.yaml does not say how large the picture "{file}" is', "add it to pictures"


def _selector(element: HtmlElement) -> str:
    """Return the selector of a style for an element: its class, or that of the list that it is in."""
    parent, own = element.getparent(), ".".join([str(element.tag), *sorted(element.classes)])
    if element.tag != "li" or parent is None:
        return own
    return f"{'.'.join([str(parent.tag), *sorted(set(parent.classes) - {'columns'})])} {own}"


def items_only(whole: HtmlElement) -> Iterator[Fault]:
    """Yield the faults of a list itself: what is in it, and how it counts."""
    yield from _counted(whole)
    if whole.tag != "dl":
        for child in children(whole):
            if child.tag in LISTS:
                yield child, f"<{child.tag!s}> is not in an item", "put it at the end of the li before it"


def loose(element: HtmlElement) -> Iterator[Fault]:
    """Yield text that is not in a paragraph: it would show on the page."""
    for words in (element.text, *(child.tail for child in element)):
        if words and words.strip():
            yield element, f'the text "{words.strip()[:60]}" is not in a paragraph', "put it in a p"


def children(element: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the elements in an element, without comments."""
    return element.iterchildren(tag=etree.Element)


def known_as(tag: str) -> str:
    """Return what to write in place of an element that there is not."""
    names = {block.element for block in BLOCKS}
    return MEANT.get(tag) or did_you_mean(tag, names) or "docs/layouts.md lists what can be used"


def _placed(text: HtmlElement, around: HtmlElement) -> Iterator[Fault]:
    """Yield that a text is not in what it belongs in."""
    homes = {"li": ("ul", "ol"), "dt": ("dl", "div"), "dd": ("dl", "div"), "figcaption": ("figure",)}
    homes |= {"caption": ("table",), "th": ("tr",), "td": ("tr",)}
    wanted = homes.get(str(text.tag), ())
    if wanted and around.tag not in wanted:
        yield text, f"<{text.tag!s}> is not in a {wanted[0]}", f"put it in a {wanted[0]}"
    elif around.tag in ("ul", "ol") and text.tag != "li":
        yield text, f"<{text.tag!s}> is not an item of the list", "make it an li"


def _counted(element: HtmlElement) -> Iterator[Fault]:
    if element.tag in ("ol", "li") and (said := COUNTED & set(map(str, element.attrib))):
        yield element, f"a list cannot be numbered with {', '.join(sorted(said))}", "remove it"
    if element.tag == "ol" and START in element.attrib:
        if any(each.tag == "li" for each in element.iterancestors()):
            yield element, "a list inside another has a start", "remove it"
        elif element.get(START) != "1" and list_starts.number(element) == 1:
            yield element, f'start="{element.get(START, "")[:20]}" is not a number from 1 to 999', "correct it"
