"""Set the page for a browser: the same HTML, a style sheet that follows the width of the window, all in one file."""

from __future__ import annotations

import base64
import re

from ..core.project import Root
from ..edition.capitals import upper, wanted
from ..edition.edition import Edition
from ..theme.model import Theme
from . import page
from .web_policy import closed
from .webfonts import webfonts

STYLE = "web.css.j2"


def write(edition: Edition, theme: Theme, root: Root) -> bytes:
    """Return an edition as one HTML file with its pictures and fonts inside, so that it can be e-mailed."""
    letters = set(page.make(edition, theme, root, STYLE, web=True).html)
    if wanted(theme.styles.values()):
        letters |= {letter for text in edition.text.values() for letter in upper(str(text), edition.locale)}
    fonts = list(webfonts(theme, root, edition.script, letters))
    made = page.make(edition, theme, root, STYLE, fonts, web=True)

    def inside(found: re.Match[str]) -> str:
        return "data:image/svg+xml;base64," + base64.b64encode(made.pictures[found[1]]).decode()

    html = re.sub(r"<!--.*?-->", "", made.html, flags=re.DOTALL)
    return re.sub(r"picture:([\w.-]+)", inside, closed(html, root, root.layout / STYLE)).encode()
