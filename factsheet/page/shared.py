"""Say in the head of a web page what to show of it where its address is shared: the Open Graph protocol (ogp.me)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

import lxml.html

END = re.compile(r"</head>", re.IGNORECASE)
# Between these, addresses are put in when it is known what else there is; a page alone has none.
ROOM = "<!-- elsewhere --><!-- /elsewhere -->"


def described(page: str, locale: str) -> str:
    """Return a page with its title and description in its head, in a locale (BCP 47), and room for addresses."""
    tags = "".join(f'<meta property="og:{name}" content="{escape(value)}">\n' for name, value in _said(page, locale))
    return END.sub(lambda found: f"\n{tags}{ROOM}\n{found[0]}", page, count=1)


def _said(page: str, locale: str) -> Iterator[tuple[str, str]]:
    tree = lxml.html.document_fromstring(page)
    title = " ".join((tree.findtext("head/title") or "").split())
    description = next(iter(tree.xpath("head/meta[@name='description']/@content")), "")
    yield "type", "article"
    yield "title", title
    if description:
        yield "description", str(description)
    yield "locale", locale.replace("-", "_")
