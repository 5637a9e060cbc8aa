"""Make the download page: a card for each edition that is there, and everything of a chair in one ZIP.

All of it is made from the manifest, in one file that asks for nothing but the files beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import PurePosixPath
from typing import Any

import lxml.html
from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from markupsafe import Markup

from ..core import atomic, inputs
from ..core.formats import DOCUMENTS
from ..core.project import Root
from ..edition.locales import script
from ..page import hrefs, templates, values
from ..page.web_policy import closed
from ..page.webfonts import in_turn
from ..theme.model import Theme
from .freshness import INDEX, documents, site_of
from .manifest import Entry, Manifest
from .site_script import SCRIPT

LAYOUT = "index.html.j2"
LABELS = {"pdf": "PDF", "press": "Press PDF", "docx": "Word"}
# The page itself is in English, as the master is.
ENGLISH = Locale("en", "GB")


def makers(root: Root, manifest: Manifest, theme: Theme) -> dict[str, Callable[[], bytes]]:
    """Return the function that makes each file of the download page, by its path below output/."""
    entries = [entry for _, entry in sorted(manifest.entries.items())]
    zips = [name for name in site_of(root, manifest) if name != INDEX]
    made: dict[str, Callable[[], bytes]] = {
        name: partial(_packed, root, documents(entries, name.partition("/")[0])) for name in zips
    }
    return {**made, INDEX: partial(_index, root, entries, theme, zips)}


def _packed(root: Root, entries: Iterable[Entry]) -> bytes:
    parts = [
        (PurePosixPath(entry.path).name, inputs.read(root, root.output / entry.path, inputs.LEAFLET))
        for entry in entries
    ]
    return atomic.zipped(parts, effort=0)


def _index(root: Root, entries: Sequence[Entry], theme: Theme, zips: Sequence[str]) -> bytes:
    """Return the page."""
    chairs = sorted({(entry.since, entry.chair, entry.country) for entry in entries}, reverse=True)
    said: dict[str, Any] = {
        "theme": values.of_theme(theme),
        "colours": values.colours(theme),
        "chairs": [
            {
                "id": chair,
                "name": ENGLISH.territories.get(country, country),
                "since": format_date(date.fromisoformat(since), "MMMM y", locale=ENGLISH),
                "zip": next((_file(root, path) for path in zips if path.startswith(f"{chair}/")), None),
                "cards": _cards(root, [entry for entry in entries if entry.chair == chair]),
            }
            for since, chair, country in chairs
        ],
        "fonts": [],
        "script": Markup(SCRIPT),
    }
    # Rendered twice: the first time to see which letters its fonts must have.
    letters = set(templates.rendered(root, root.site, LAYOUT, said))
    scripts = dict.fromkeys(["Latn", *(script(entry.locale) for entry in entries)])
    fonts = [
        *in_turn(theme, root, "text", ["Latn"], "regular", letters),  # only its own name is in a language's letters
        *in_turn(theme, root, "text", scripts, "bold", letters),
        *in_turn(theme, root, "display", ["Latn"], "regular", "Khartoum"),
    ]
    said["fonts"] = values.of_fonts(fonts)
    page = templates.rendered(root, root.site, LAYOUT, said)
    path = root.site / LAYOUT
    hrefs.check(lxml.html.document_fromstring(page), root, path, web=True)
    return closed(page, root, path, files=True, script=SCRIPT).encode()


def _cards(root: Root, entries: Sequence[Entry]) -> list[dict[str, Any]]:
    """Return a card for each language, in the order of their English names; English first."""
    by_language: dict[str, dict[str, Entry]] = {}
    for entry in entries:
        by_language.setdefault(entry.language, {})[entry.format] = entry
    cards = [_card(root, language, of) for language, of in by_language.items()]
    return sorted(cards, key=lambda card: (card["language"] != "en", card["english"]))


def _card(root: Root, language: str, of: Mapping[str, Entry]) -> dict[str, Any]:
    first = next(iter(of.values()))
    try:
        cldr = Locale.parse(language, sep="-")
        names = cldr.get_display_name(cldr), cldr.get_display_name(ENGLISH)
        direction = cldr.text_direction
    except (UnknownLocaleError, ValueError):  # an invented language, to try a layout with
        names, direction = (language, language), "ltr"
    return {
        "language": language,
        "own": names[0] or language,
        "english": names[1] or language,
        "direction": direction,
        "picture": of["picture"].path if "picture" in of else None,
        "web": of["web"].path if "web" in of else None,
        "documents": [
            {"label": LABELS[format], **_file(root, of[format].path)} for format in DOCUMENTS if format in of
        ],
        "pages": first.pages,
        "draft": first.draft,
        "open": dict(first.open),
        "revised": format_date(date.fromisoformat(first.revised), "long", locale=ENGLISH),
    }


def _file(root: Root, path: str) -> dict[str, Any]:
    """Return a file's path, name, and size in words."""
    size = (root.output / path).stat().st_size if (root.output / path).is_file() else 0
    shown = f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(size / 1000, 1):.0f} kB"
    return {"path": path, "name": PurePosixPath(path).name, "size": shown}
