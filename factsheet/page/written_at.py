"""Find the line of the layout on which an element of the page was written.

A rendered page no longer has the lines of its template. So the template is read as HTML here, without its Jinja code,
to find the element that is most like the one on the page.
"""

from __future__ import annotations

import re
from functools import lru_cache

import lxml.html
from lxml.html import HtmlElement

from ..core import inputs
from ..core.diagnostics import Place
from ..core.project import Root
from . import templates

LAYOUT = "page.html.j2"
JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)


def place(root: Root, element: HtmlElement) -> Place:
    """Return where an element of the page was written, or else where the element around it was."""
    path = root.layout / LAYOUT
    written = _written(inputs.text(root, path, inputs.TEMPLATE))
    for around in (element, *element.iterancestors()):  # what comes from a text or a macro is not in this template
        if alike := [each for each in written if each.tag == around.tag and _may_be(each, around)]:
            return templates.place(root, path, max(alike, key=lambda each: _likeness(each, around)).sourceline or 0)
    return templates.place(root, path, 0)


@lru_cache(maxsize=4)
def _written(layout: str) -> list[HtmlElement]:
    """Return the elements of a layout, which know their lines."""
    bare = JINJA.sub(lambda found: "\n" * found[0].count("\n"), layout)
    return [each for each in lxml.html.document_fromstring(bare).iter() if isinstance(each.tag, str)]


def _may_be(written: HtmlElement, element: HtmlElement) -> bool:
    """Tell whether an element of the page may be one of the template: they share a class, or it is filled in."""
    own, its = set(element.classes), set(written.classes)
    return not own or bool(own & its) or ("class" in written.attrib and not its)


def _likeness(written: HtmlElement, element: HtmlElement) -> tuple[int, ...]:
    """Return how similar an element of the template, and each one around it, is to those of the page."""
    one, other = ([each, *each.iterancestors()] for each in (written, element))
    return tuple(_alike(each, its) for each, its in zip(one, other, strict=False))


def _alike(one: HtmlElement, other: HtmlElement) -> int:
    if one.tag != other.tag:
        return 0
    same_words = (one.text or "").strip() == (other.text or "").strip()
    return 1 + (dict(one.attrib) == dict(other.attrib)) + (one.get("class") == other.get("class")) + same_words
