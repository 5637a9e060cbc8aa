"""Make the download page: a card for each edition that is there, and everything of a variant in one ZIP.

All of it is made from the manifest, in one file that asks for nothing but the files beside it. `index.json` beside it
lists the same files for other programs.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import PurePosixPath
from typing import Any

from markupsafe import Markup

from ..core import archive, inputs
from ..core.project import Root
from ..edition.locales import script
from ..source import page_words
from ..text import markup
from ..theme.model import Theme
from . import cards, listing, released, site_pages
from .freshness import BESIDE, INDEX, LISTING, SCHEMA, SHEET, STATEMENT, documents, site_of
from .manifest import Entry, Manifest
from .site_script import SCRIPT

LAYOUT, STATEMENT_LAYOUT = "index.html.j2", "accessibility.html.j2"


def makers(root: Root, manifest: Manifest, theme: Theme) -> dict[str, Callable[[], bytes]]:
    """Return functions that make the files of the download page, by their paths below output/."""
    entries = [entry for _, entry in sorted(manifest.entries.items())]
    wanted = site_of(root, manifest)
    zips = [name for name in wanted if name.endswith(".zip")]
    variants = {entry.variant for entry in entries}
    made: dict[str, Callable[[], bytes]] = {
        name: partial(_packed, root, documents(entries, variant))
        for name in zips
        for variant in variants
        if name.rpartition("/")[0] == variant
    }
    sheet = {BESIDE: lambda: SHEET} if any(entry.format == "web" for entry in entries) else {}
    listed = {LISTING: lambda: listing.listed(entries, released.latest(root)), SCHEMA: listing.schema}
    if STATEMENT in wanted:
        listed[STATEMENT] = partial(_statement, root, manifest, theme)
    return {**made, **sheet, **listed, INDEX: partial(_index, root, manifest, theme, zips)}


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
        "variants": variants,
        "axis": manifest.published.axis.replace("_", " "),
        "words": {**words.model_dump(exclude={"accessibility"}), "title": markup.read(words.title)},
        "languages": json.dumps(cards.languages(entries), ensure_ascii=False),
        "statement": STATEMENT if words.accessibility else "",
        "script": Markup(SCRIPT),
    }
    # The names of a variant in all languages, and those of the languages, are only searched.
    shown = {**said, "variants": [{**each, "names": ""} for each in variants], "languages": ""}
    scripts = [script(entry.locale) for entry in entries]
    return site_pages.written(root, theme, LAYOUT, said, seen=shown, scripts=scripts, script=SCRIPT)


def _statement(root: Root, manifest: Manifest, theme: Theme) -> bytes:
    """Return the accessibility statement. It says what there is of each kind: "large" only if it is there."""
    words = page_words.load(root)
    assert words.accessibility
    about = words.accessibility
    said: dict[str, Any] = {
        "words": {**words.model_dump(exclude={"accessibility"}), "title": markup.read(words.title)},
        "about": {**about.model_dump(), "reviewed": cards.day(about.reviewed)},
        "formats": sorted({entry.format for entry in manifest.entries.values()}),
    }
    return site_pages.written(root, theme, STATEMENT_LAYOUT, said)
