"""Refuse whatever does not belong in a leaflet: anything that runs, fetches, sends, or embeds another document."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml.html import HtmlElement

from ..core import inputs
from ..core.diagnostics import Problem, Problems
from ..core.project import Root
from . import templates

# HTML, 4.8, 4.10, 4.11 and 4.12: embedded content except pictures, forms, interactive elements, scripts.
ACTIVE = {
    "script",
    "noscript",
    "template",
    "slot",
    "canvas",
    "iframe",
    "frame",
    "frameset",
    "object",
    "embed",
    "applet",
}
ACTIVE |= {"audio", "video", "source", "track", "map", "area", "base", "link", "portal", "dialog", "applet"}
ACTIVE |= {"form", "input", "button", "select", "textarea", "option", "output", "isindex", "keygen"}
FETCHES = {"srcset", "srcdoc", "ping", "background", "formaction", "action", "data", "poster", "manifest", "longdesc"}


def check(page: HtmlElement, root: Root, layout: Path) -> None:
    """Raise Problems for active elements and attributes; `layout` is the template that the page was made from."""
    if problems := list(_problems(page, root, layout)):
        raise Problems(problems)


def _problems(page: HtmlElement, root: Root, layout: Path) -> Iterator[Problem]:
    for element in page.iter():
        if not isinstance(element.tag, str):
            continue
        name = element.tag.lower()
        if name in ACTIVE or (name == "meta" and element.get("http-equiv")):
            yield _said(
                root,
                layout,
                f"<{name}",
                f"the layout has a <{name}>",
                "remove it; a leaflet must not contain anything active",
            )
        for attribute in map(str, element.attrib):
            if attribute.lower().startswith("on") or attribute.lower() in FETCHES:
                what = f"the layout has the attribute {attribute}"
                yield _said(root, layout, attribute, what, "remove it; a leaflet must not contain anything active")


def _said(root: Root, layout: Path, typed: str, what: str, hint: str) -> Problem:
    """Return a problem at the first line of the layout that contains something as typed."""
    lines = inputs.text(root, layout, inputs.TEMPLATE).splitlines()
    line = next((number for number, line in enumerate(lines, 1) if typed in line.lower()), 0)
    return Problem(templates.place(root, layout, line), what, hint)
