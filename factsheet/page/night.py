"""Give the pictures of a web page a second version for dark screens, where they would look different there.

What is on a fill that is dark on any screen, such as a band, keeps its colours (see theme/dark). A style sheet names
the second version of a picture as `picture("name.svg")` with `.dark` after it.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy

import lxml.html
from lxml.html import HtmlElement

from ..theme import dark
from ..theme.model import Theme
from .page import Page

# On paper, the colours are those of light screens. A browser chooses among the sources of a `picture` element before it
# prints, and then prints the dark one; what a style sheet hides, it hides on paper as well.
DAY, NIGHT = "by-day", "by-night"
WHEN = "screen and (prefers-color-scheme: dark)"
STYLE = f"@media {WHEN} {{ .{DAY} {{ display: none !important }} }} "
STYLE += f"@media not {WHEN} {{ .{NIGHT} {{ display: none !important }} }}"
ENDING = ".dark"


def named(pictures: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the pictures of a dark page by the names that they have on the page for both."""
    return {f"{file}{ENDING}": drawn for file, drawn in pictures.items()}


def both(page: Page, by_night: Mapping[str, bytes], theme: Theme) -> str:
    """Return the HTML of a page in which each picture that changes has its dark version beside it."""
    tree = lxml.html.document_fromstring(page.html)
    bands = _dark_parts(theme)
    for image in list(tree.iter("img")):
        file = image.get("src", "").removeprefix("picture:")
        if page.pictures.get(file) != by_night.get(file) and not _on(image, bands):
            _doubled(image, f"picture:{file}{ENDING}")
    for head in tree.iter("head"):
        style = lxml.html.Element("style")
        style.text = STYLE
        head.append(style)
    return lxml.html.tostring(tree, encoding="unicode", doctype="<!DOCTYPE html>")


def _dark_parts(theme: Theme) -> list[set[str]]:
    """Return the classes of the rows and panels that are dark on any screen."""
    parts = [("row", name, row.fill) for name, row in theme.rows.items()]
    parts += [("panel", name, panel.fill) for name, panel in theme.panels.items()]
    return [{kind, name} for kind, name, fill in parts if dark.is_dark(theme, fill)]


def _on(image: HtmlElement, parts: list[set[str]]) -> bool:
    around = [set(each.get("class", "").split()) for each in image.iterancestors()]
    return any(part <= classes for part in parts for classes in around)


def _doubled(image: HtmlElement, address: str) -> None:
    """Put the dark version of a picture after it, of which one is shown and read at a time."""
    other = deepcopy(image)
    other.set("src", address)
    image.tail = None
    image.classes.add(DAY)
    other.classes.add(NIGHT)
    image.addnext(other)
