"""Check where the links of a page lead, including those written in the layout itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lxml.html import HtmlElement

from ..core import inputs
from ..core.diagnostics import Problem, Problems, suggestion
from ..core.project import Root
from ..text import link_address
from . import templates, written_at

# What Word has as the name of a bookmark too, but for the hyphen.
PLACE = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


def check(page: HtmlElement, root: Root, layout: Path, *, web: bool = False) -> None:
    """Raise Problems for links that lead to no page, mailbox or place on this page; on the `web`, files count too.

    `layout` is the template that the page was made from.
    """
    if problems := list(_problems(page, root, layout, web=web)):
        raise Problems(problems)


def _problems(page: HtmlElement, root: Root, layout: Path, *, web: bool) -> Iterator[Problem]:
    lines = inputs.text(root, layout, inputs.TEMPLATE).splitlines()
    for element in page.iter():
        address = element.get("href") if isinstance(element.tag, str) and element.tag != "link" else None
        if address is None or address.startswith("#") or (web and _beside(address)):
            continue
        if hint := link_address.mended(address):
            words = element.text_content()
            typed = [number for number, line in enumerate(lines, 1) if address and address in line]
            line = max(typed, key=lambda number: words in lines[number - 1], default=0)
            what = f'the link "{words}" leads to "{address}", which is not an address'
            yield Problem(templates.place(root, layout, line), what, hint)


def check_places(page: HtmlElement, root: Root) -> None:
    """Raise Problems for places and links within a page that would not work in every format."""
    if problems := list(_places(page, root)):
        raise Problems(problems)


def _places(page: HtmlElement, root: Root) -> Iterator[Problem]:
    """Find places of the page to which no link can lead in every format, and links that lead to no place."""
    known: dict[str, str] = {}
    for element in page.iter():
        name = element.get("id") if isinstance(element.tag, str) else None
        if name is None:
            continue
        if not PLACE.fullmatch(name):
            what, hint = f'id="{name[:50]}" is not a name for a place', "use letters from a to z, digits and hyphens"
            yield Problem(written_at.place(root, element), what, hint)
        elif name.lower() in known:  # Word does not tell capitals apart
            other = known[name.lower()]
            what = f'id="{name}" is there twice' + (f', as "{other}"' if other != name else "")
            yield Problem(written_at.place(root, element), what, "give one of them another name")
        known.setdefault(name.lower(), name)
    for link in page.iter("a"):
        address = link.get("href", "")
        if address.startswith("#") and address[1:] not in known.values() and "note" not in link.classes:
            hint = suggestion(address[1:], known.values()) if known else "give that place an id"
            yield Problem(
                written_at.place(root, link), f'the link "{address[:50]}" leads to no place on the page', hint
            )


def _beside(address: str) -> bool:
    """Tell whether an address is that of a file beside the page: it names no scheme and no host."""
    return bool(address.strip()) and ":" not in address and not address.startswith(("/", "\\"))
