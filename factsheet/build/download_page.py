"""Make the download page: a card for each edition that is there, and everything of a variant in one ZIP.

All of it is made from the manifest, in one file that asks for nothing but the files beside it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import PurePosixPath
from typing import Any

import lxml.html
from markupsafe import Markup

from ..core import archive, inputs
from ..core.project import Root
from ..edition.locales import script
from ..page import hrefs, templates, values
from ..page.web_policy import closed
from ..page.webfonts import in_turn
from ..source import page_words
from ..text import markup
from ..theme.model import Theme
from . import cards, released
from .freshness import BESIDE, INDEX, SHEET, documents, site_of
from .manifest import Entry, Manifest
from .site_script import SCRIPT

LAYOUT = "index.html.j2"


def makers(root: Root, manifest: Manifest, theme: Theme) -> dict[str, Callable[[], bytes]]:
    """Return functions that make the files of the download page, by their paths below output/."""
    entries = [entry for _, entry in sorted(manifest.entries.items())]
    zips = [name for name in site_of(root, manifest) if name not in (INDEX, BESIDE)]
    variants = {entry.variant for entry in entries}
    made: dict[str, Callable[[], bytes]] = {
        name: partial(_packed, root, documents(entries, variant))
        for name in zips
        for variant in variants
        if name.rpartition("/")[0] == variant
    }
    sheet = {BESIDE: lambda: SHEET} if any(entry.format == "web" for entry in entries) else {}
    return {**made, **sheet, INDEX: partial(_index, root, manifest, theme, zips)}


def _packed(root: Root, entries: Iterable[Entry]) -> bytes:
    parts = [
        (PurePosixPath(entry.path).name, inputs.read(root, root.output / entry.path, inputs.LEAFLET))
        for entry in entries
    ]
    return archive.zipped(parts, effort=0)


def _index(root: Root, manifest: Manifest, theme: Theme, zips: Sequence[str]) -> bytes:
    """Return the page."""
    entries = [entry for _, entry in sorted(manifest.entries.items())]
    words = page_words.load(root)
    variants = cards.variants(root, manifest, released.latest(root), zips)
    said: dict[str, Any] = {
        "theme": values.of_theme(theme),
        **values.of_roles(theme),
        "variants": [{**each, "names": ""} for each in variants],
        "axis": manifest.published.axis.replace("_", " "),
        "words": {**words.model_dump(), "title": markup.read(words.title)},
        "languages": "",
        "fonts": [],
        "script": Markup(SCRIPT),
    }
    # Rendered twice: the first time to see which letters its fonts need. What is only searched is never shown.
    draft = templates.rendered(root, root.site, LAYOUT, said)
    letters, heading = set(draft), "".join(map(str, lxml.html.document_fromstring(draft).xpath("//h1/text()")))
    scripts = dict.fromkeys(["Latn", *(script(entry.locale) for entry in entries)])
    fonts = [
        *in_turn(theme, root, "text", ["Latn"], "regular", letters),  # only a language's own name is in its letters
        *in_turn(theme, root, "text", scripts, "bold", letters),
    ]
    if "display" in theme.typefaces:
        fonts += in_turn(theme, root, "display", ["Latn"], "regular", "".join(heading.split()))
    said["fonts"] = values.of_fonts(fonts)
    said |= {"variants": variants, "languages": json.dumps(cards.languages(entries), ensure_ascii=False)}
    page = templates.rendered(root, root.site, LAYOUT, said)
    path = root.site / LAYOUT
    hrefs.check(lxml.html.document_fromstring(page), root, path, web=True)
    return closed(page, root, path, files=True, script=SCRIPT).encode()
