"""Set a page of the download site: one file with its fonts inside, which fetches nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import lxml.html

from ..core.project import Root
from ..page import hrefs, templates, values
from ..page.web_policy import closed
from ..page.webfonts import in_turn
from ..theme.model import Theme


def written(
    root: Root,
    theme: Theme,
    layout: str,
    said: Mapping[str, Any],
    *,
    scripts: Iterable[str] = (),
    seen: Mapping[str, Any] | None = None,
    script: str = "",
) -> bytes:
    """Return a page from its layout and what that is given; `scripts` are those of the languages named on it.

    `seen` is the part of it whose letters are shown, if it is not all. The page may run one `script`.
    Raises Problems for a fault in the layout.
    """
    look = {"theme": values.of_theme(theme), **values.of_roles(theme)}
    # Rendered twice: the first time to see which letters its fonts need.
    draft = templates.rendered(root, root.site, layout, {**look, **(seen or said), "fonts": []})
    letters, heading = set(draft), "".join(map(str, lxml.html.document_fromstring(draft).xpath("//h1/text()")))
    fonts = [
        *in_turn(theme, root, "text", ["Latn"], "regular", letters),  # only a language's own name is in its letters
        *in_turn(theme, root, "text", dict.fromkeys(["Latn", *scripts]), "bold", letters),
    ]
    if "display" in theme.typefaces:
        fonts += in_turn(theme, root, "display", ["Latn"], "regular", "".join(heading.split()))
    page = templates.rendered(root, root.site, layout, {**look, **said, "fonts": values.of_fonts(fonts)})
    path = root.site / layout
    hrefs.check(lxml.html.document_fromstring(page), root, path, web=True)
    return closed(page, root, path, files=True, script=script).encode()
