"""Link each web page to the other languages and formats of its leaflet that are there.

Editions are made one by one, and only some of them by some builds; so these links are put in when all are in place. A
layout leaves room for them in an element with the attribute `data-others`. `leaflets.css` beside the download page says
that they lead somewhere, as long as a page is where it was put (see page/web_policy).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from html import escape
from pathlib import PurePosixPath

from ..core import inputs
from ..core.atomic import sha256
from ..core.formats import DOCUMENTS, FINAL_ONLY, TABLE
from ..core.names import VariantId
from ..core.project import Root
from ..core.status import Status
from . import cards
from .manifest import Entry, Manifest

HEAD = re.compile(rb"(<!-- elsewhere -->).*?(<!-- /elsewhere -->)", re.DOTALL)
ROOM = re.compile(rb"(<div data-others(?:=\"\")?>).*?(</div>)", re.DOTALL)
# What a reader has no use for is not linked.
HANDED_OUT = [format for format in DOCUMENTS if format not in FINAL_ONLY]
# A leaflet that is finished does not send its readers to one that is not.
UNFINISHED = (Status.DRAFT, Status.INVENTED)


def changed(root: Root, manifest: Manifest) -> Iterator[tuple[Entry, bytes]]:
    """Yield the web pages whose links are to be others, with what they become; one that was tampered with is left out.

    Raises Problems for a file that cannot be read.
    """
    variants: dict[VariantId, list[Entry]] = {}
    for _, entry in sorted(manifest.entries.items()):
        variants.setdefault(entry.variant, []).append(entry)
    for entries in variants.values():
        for own in (entry for entry in entries if entry.format == "web" and entry.intact(root)):
            before = inputs.read(root, root.output / own.path, inputs.LEAFLET)
            if (now := linked(before, own, entries, manifest.published.site)) != before:
                yield own, now


def relinked(files: Mapping[str, bytes], entries: Iterable[Entry], site: str) -> dict[str, bytes]:
    """Return files, by their paths, with the web pages among them linked to what is among some entries."""
    there = list(entries)
    pages = {entry.path: entry for entry in there if entry.format == "web" and entry.path in files}
    return {**files, **{path: linked(files[path], own, there, site) for path, own in pages.items()}}


def linked(page: bytes, own: Entry, entries: Iterable[Entry], site: str) -> bytes:
    """Return a web page with links to what else there is of its leaflet among some entries.

    Its head names them for search engines; where output/ is on a `site`, by their whole addresses (RFC 8288).
    """
    entries = list(entries)
    said = "".join(f"\n{tag}" for tag in _head(own, entries, site)).encode()
    page = HEAD.sub(lambda found: found[1] + said + found[2], page, count=1)
    lists = [("languages", list(_languages(own, entries))), ("formats", list(_formats(own, entries)))]
    links = "".join(f'<ul class="{name}">{"".join(items)}</ul>' for name, items in lists if items)
    return ROOM.sub(lambda found: found[1] + links.encode() + found[2], page)


def _head(own: Entry, entries: Sequence[Entry], site: str) -> Iterator[str]:
    """Yield what the head of a web page says of where it is, and where it is in other languages."""
    pages = [own, *_in_other_languages(own, entries)]
    if site:
        address = escape(f"{site}{own.path}")
        yield f'<link rel="canonical" href="{address}">'
        yield f'<meta property="og:url" content="{address}">'
        for each in entries:
            if each.key == (*own.key[:2], "social"):
                yield f'<meta property="og:image" content="{escape(site + each.path)}">'
                yield '<meta name="twitter:card" content="summary_large_image">'
    for each in sorted(pages, key=lambda page: page.locale) if len(pages) > 1 else ():
        where = escape(f"{site}{each.path}") if site else _beside(each)
        yield f'<link rel="alternate" hreflang="{each.locale}" href="{where}">'


def _in_other_languages(own: Entry, entries: Iterable[Entry]) -> Iterator[Entry]:
    """Yield the web pages of the same leaflet in other languages, but none that is not finished, unless this is not."""
    for entry in entries:
        other = entry.variant == own.variant and entry.format == "web" and entry.language != own.language
        if other and (entry.status not in UNFINISHED or own.status in UNFINISHED):
            yield entry


def _languages(own: Entry, entries: Iterable[Entry]) -> Iterator[str]:
    """Yield links to the same leaflet in other languages, each in its own language."""
    for entry in _in_other_languages(own, entries):
        name = cards.named(entry.language)
        said = f'rel="alternate" hreflang="{entry.locale}" lang="{entry.locale}" dir="{name["direction"]}"'
        yield f'<li><a href="{_beside(entry)}" {said}>{escape(name["own"])}</a></li>'


def _formats(own: Entry, entries: Iterable[Entry]) -> Iterator[str]:
    """Yield links to the same leaflet in other formats."""
    there = {entry.format: entry for entry in entries if entry.key[:2] == own.key[:2]}
    for format in HANDED_OUT:
        if format in there:
            yield f'<li><a href="{_beside(there[format])}" dir="ltr">{TABLE[format].label}</a></li>'


def _beside(entry: Entry) -> str:
    """Return the address of a file for the others in its folder."""
    return escape(PurePosixPath(entry.path).name)


def as_linked(entry: Entry, page: bytes) -> Entry:
    """Return the entry of a web page with the size and digest that it has now."""
    return replace(entry, bytes=len(page), sha256=sha256(page))
