"""Find classes on a page that nothing knows: they are mistyped, and what they are for would be ignored."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml import etree
from lxml.html import HtmlElement

from ..core import inputs
from ..core.diagnostics import Problem, Problems, did_you_mean
from ..core.project import Root
from ..theme.model import Theme
from . import written_at
from .text_content import Fault

# What the program itself looks for, or writes.
OWN = {"sheet", "row", "columns", "column", "panel", "data", "number", "insert", "notes", "note", "picture", "photo"}
OWN |= {"code", "chart", "plot", "chart-label"}
CLASS = re.compile(r"\.([a-zA-Z][\w-]*)")


def check(tree: HtmlElement, theme: Theme, root: Root, stylesheet: str) -> None:
    """Raise Problems for classes of a page that are in no style sheet and not in the theme."""
    if found := list(_faults(tree, theme, root, stylesheet)):
        raise Problems(Problem(written_at.place(root, where), what, hint) for where, what, hint in found)


def _faults(tree: HtmlElement, theme: Theme, root: Root, stylesheet: str) -> Iterator[Fault]:
    known = OWN | _of_theme(theme) | _named(stylesheet) | _in_templates(root)
    for sheet in tree.iter("article"):
        for element in sheet.iter(etree.Element):
            for name in element.classes if element is not sheet else ():  # the theme's sheets are counted
                if name not in known and not name.startswith("on-"):
                    near = did_you_mean(name, known)
                    what = f'theme.yaml and the style sheets have no class "{name}", which <{element.tag!s}> has'
                    yield element, what, near or "add it there, or remove it"


def _of_theme(theme: Theme) -> set[str]:
    parts = (theme.sheets, theme.rows, theme.columns, theme.panels, theme.tables, theme.charts, theme.photos)
    return {name for part in parts for name in part} | {name for each in theme.styles for name in CLASS.findall(each)}


@lru_cache(maxsize=16)
def _named(stylesheet: str) -> frozenset[str]:
    return frozenset(CLASS.findall(stylesheet))


def _in_templates(root: Root) -> frozenset[str]:
    """Return the classes in the style sheets of the layout as they were typed."""
    paths = sorted(root.layout.glob("*.css.j2"))
    return frozenset[str]().union(*(_named(inputs.text(root, path, inputs.TEMPLATE)) for path in paths))
