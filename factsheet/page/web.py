"""Set the page for a browser: the same HTML, a style sheet that follows the width of the window, all in one file."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping

from ..core.project import Root
from ..edition.capitals import upper, wanted
from ..edition.edition import Edition
from ..theme.model import Theme
from . import night, page, shared
from .photos import media_type
from .web_policy import closed
from .webfonts import webfonts

STYLE = "web.css.j2"
# The style sheet beside the download page, which is above the folder of a variant if there are any (see web_policy).
BESIDE = "leaflets.css"


def write(edition: Edition, theme: Theme, root: Root) -> bytes:
    """Return an edition as one HTML file with its pictures and fonts inside, so that it can be e-mailed."""
    dark = page.make(edition, theme.dimmed, root, STYLE, web=True)  # its letters are those of the light one
    letters = set(dark.html)
    if wanted(theme.styles.values()):
        letters |= {letter for text in edition.text.values() for letter in upper(str(text), edition.locale)}
    fonts = list(webfonts(theme, root, edition.script, letters))
    made = page.make(edition, theme, root, STYLE, fonts, web=True)
    by_day = {
        name: made.pictures[name] for name in made.photos if not name.endswith(".svg")
    }  # a photo is the same at night
    html = re.sub(r"<!--.*?-->", "", night.both(made, {**dark.pictures, **by_day}, theme), flags=re.DOTALL)
    beside = f"../{BESIDE}" if edition.variant else BESIDE
    pictures = {**made.pictures, **night.named(dark.pictures)}
    whole = shared.described(closed(html, root, root.layout / STYLE, beside=beside), edition.locale)
    return _filled(whole, pictures).encode()


def _filled(html: str, pictures: Mapping[str, bytes]) -> str:
    """Return a page with its pictures in it."""

    def inside(found: re.Match[str]) -> str:
        return f"data:{media_type(found[1])};base64," + base64.b64encode(pictures[found[1]]).decode()

    return re.sub(r"picture:([\w.-]+)", inside, html)
