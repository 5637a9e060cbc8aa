"""Fill in the page in a worker: its pictures and fonts are inside, and the fonts have the letters on it alone."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ..core.project import Root
from ..workers.pool import Workers
from ..workers.task import Step, Task
from .marked import Values

if TYPE_CHECKING:
    from ..theme.model import Theme

LAYOUT = "changes.html.j2"
NAME = "what has changed"


def written(root: Root, theme: Theme, said: Values) -> bytes:
    """Return the page. Raises Problems for a fault in its template."""
    with Workers() as workers:
        return workers.one(Task(NAME, partial(_rendered, root, theme, said)))


def _rendered(root: Root, theme: Theme, said: Values, step: Step) -> bytes:
    import lxml.html

    from ..edition.locales import script
    from ..page import hrefs, templates, values
    from ..page.web_policy import closed
    from ..page.webfonts import in_turn

    step(NAME, "the page")
    with_look = {**said, "theme": values.of_theme(theme), **values.of_roles(theme), "fonts": []}
    # Rendered twice: the first time to see which letters its fonts need.
    letters = set(templates.rendered(root, root.site, LAYOUT, with_look))
    locales = {version["lang"] for part in said["parts"] for each in part["changes"] for version in each["versions"]}
    scripts = dict.fromkeys(["Latn", *(script(locale) for locale in sorted(locales))])
    fonts = [font for style in ("regular", "bold") for font in in_turn(theme, root, "text", scripts, style, letters)]
    page = templates.rendered(root, root.site, LAYOUT, {**with_look, "fonts": values.of_fonts(fonts)})
    path = root.site / LAYOUT
    hrefs.check(lxml.html.document_fromstring(page), root, path, web=True)
    return closed(page, root, path).encode()
