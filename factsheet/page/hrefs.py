"""Check where the links of a page lead, including those written in the layout itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml.html import HtmlElement

from ..core import inputs
from ..core.diagnostics import Problem, Problems
from ..core.project import Root
from ..text import link_address
from . import templates


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


def _beside(address: str) -> bool:
    """Tell whether an address is that of a file beside the page: it names no scheme and no host."""
    return bool(address.strip()) and ":" not in address and not address.startswith(("/", "\\"))
