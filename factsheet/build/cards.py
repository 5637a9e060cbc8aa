"""List what the download page shows: variants, newest term first, each with a card for every language.

A card offers the latest release. Anything newer that is not released yet is offered separately beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton

from ..core.formats import DOCUMENTS, TABLE
from ..core.names import LanguageTag, VariantId
from ..core.project import Root
from ..edition.locales import canonical
from .manifest import Entry, Manifest
from .released import Release

Values = dict[str, Any]
# The page itself is in English, like the master.
ENGLISH = Locale("en", "GB")


@dataclass(frozen=True)
class _Variant:
    """A variant that has leaflets here, or had them at its latest release."""

    id: VariantId
    heading: str
    since: str
    entries: Sequence[Entry]
    release: Release | None


def variants(
    root: Root, manifest: Manifest, releases: Mapping[VariantId, Release], zips: Iterable[str]
) -> list[Values]:
    """Return the variants: the current one, then the upcoming ones, then the former ones from the latest back."""
    entries = [entry for _, entry in sorted(manifest.entries.items())]
    known = {(entry.variant, entry.heading, entry.since) for entry in entries}
    known |= {(each.variant, each.heading, each.begun) for each in releases.values()}
    listed = list(manifest.published.variants)
    order = sorted(known, key=lambda each: (listed.index(each[0]) if each[0] in listed else len(listed), each[1]))
    found = []
    for id, heading, since in sorted(order, key=lambda each: each[2], reverse=True):
        of_variant = [entry for entry in entries if entry.variant == id and entry.since == since]
        variant = _Variant(id, heading, since, of_variant, releases.get(id))
        term, until = manifest.published.terms.get(id, ("former", ""))
        names = " ".join(dict.fromkeys(filter(None, (heading, *(entry.title for entry in of_variant)))))
        said = {"term": term if since else "", "when": _when(term, since, until), "names": names}
        all_of_it = next((_file(root, path) for path in zips if path.rpartition("/")[0] == id), None)
        found.append({**_of_variant(root, variant), **said, "zip": all_of_it})
    return sorted(found, key=lambda each: ("current", "", "upcoming", "former").index(each["term"]))


def languages(entries: Iterable[Entry]) -> dict[LanguageTag, str]:
    """Return the names of each language in all of them, to search for."""
    spoken = {entry.language: entry.locale for entry in entries}
    locales = [Locale.parse(tag, sep="-") for tag in sorted({*spoken.values()})]
    return {id: _called(id, locales) for id in sorted(spoken)}


def _called(language: LanguageTag, locales: Iterable[Locale]) -> str:
    try:
        cldr = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):  # an invented one
        return ""
    return " ".join(dict.fromkeys(filter(None, (cldr.get_display_name(each) for each in locales))))


def _of_variant(root: Root, variant: _Variant) -> Values:
    release = variant.release
    here: dict[LanguageTag, dict[str, Entry]] = {}
    for entry in variant.entries:
        here.setdefault(entry.language, {})[entry.format] = entry
    spoken = dict.fromkeys([*here, *(release.revised if release else ())])
    cards = [_card(root, language, here.get(language, {}), release) for language in spoken]
    return {
        "id": variant.id,
        "name": variant.heading,
        "release": _packed(root, release) if release else None,
        "cards": sorted(cards, key=lambda card: (card["language"] != "en", card["english"])),
    }


def _packed(root: Root, release: Release) -> Values:
    return {"day": day(release.day), **_file(root, f"releases/{release.folder}/{release.packed}")}


def _when(term: str, since: str, until: str) -> str:
    """Return in words how long the term of a variant is: "since April 2025"; nothing if it has none."""
    if not since:
        return ""
    begin = month(since)
    if term == "upcoming":
        return f"from {begin}"
    return f"since {begin}" if term == "current" or not until else f"{begin} to {month(until)}"


def _card(root: Root, language: LanguageTag, of: Mapping[str, Entry], release: Release | None) -> Values:
    """Return the card of a language: what was released, if anything, and what is newer than that."""
    now = _built(root, of) if of else None
    then = _released(root, release, language) if release and language in release.revised else None
    same = not then or then["sums"] == {format: of[format].sha256 for format in DOCUMENTS if format in of}
    offered = now if now and same else then or now
    if offered and then and then["sealed"]:  # what was made is the same, but has no seal
        offered = {**offered, "documents": then["documents"]}
    return {
        **named(language),
        "language": language,
        **(offered or {}),
        "released": bool(then),
        "newer": _newer(now, then, of) if now and then and not same else None,
    }


def _newer(now: Values, then: Values, of: Mapping[str, Entry]) -> Values:
    """Return what has been made since a release: the documents that are not the same, and the date if it is another."""
    documents = [each for each in now["documents"] if then["sums"].get(each["format"]) != of[each["format"]].sha256]
    return {
        **now,
        "documents": documents,
        "changed": ", ".join(each["label"] for each in documents),
        "revised": now["revised"] if now["revised"] != then["revised"] else "",
    }


def _built(root: Root, of: Mapping[str, Entry]) -> Values:
    """Return what a build has made for an edition."""
    first = next(iter(of.values()))
    return {
        "documents": [_file(root, of[format].path, format) for format in DOCUMENTS if format in of],
        "picture": of["picture"].path if "picture" in of else None,
        "web": of["web"].path if "web" in of else None,
        "status": first.status,
        "open": dict(first.open),
        "pages": of.get("pdf", first).pages,
        "revised": day(date.fromisoformat(first.revised)),
    }


def _released(root: Root, release: Release, language: LanguageTag) -> Values:
    """Return what a release has for a language."""
    of = {each.format: each for each in release.of(language)}
    path = {format: f"releases/{release.folder}/{each.name}" for format, each in of.items()}
    return {
        "documents": [_file(root, path[format], format) for format in DOCUMENTS if format in path],
        "picture": path.get("picture"),
        "web": None,
        "status": release.status[language].value,
        "open": {},
        "pages": release.pages,
        "revised": day(release.revised[language]),
        "sums": {format: of[format].made for format in DOCUMENTS if format in of},
        "sealed": release.seal is not None,
    }


def named(language: LanguageTag) -> Values:
    """Return the names of a language, its own and the English one, and its direction of writing."""
    try:
        cldr = Locale.parse(canonical(language), sep="-")
    except (UnknownLocaleError, ValueError):  # an invented language, for trying a layout
        return {"own": language, "english": language, "direction": "ltr"}
    own, english = cldr.get_display_name(cldr), cldr.get_display_name(ENGLISH)
    return {"own": own or language, "english": english or language, "direction": cldr.text_direction}


def _file(root: Root, path: str, format: str = "") -> Values:
    """Return a file's path, name, label, and size in words."""
    size = (root.output / path).stat().st_size if (root.output / path).is_file() else 0
    return {
        "path": path,
        "name": PurePosixPath(path).name,
        "size": f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(size / 1000, 1):.0f} kB",
        "format": format,
        "label": TABLE[format].label if format else "",
    }


def month(day: str) -> str:
    """Return the month of a day (2026-11-25) in words: "November 2026"."""
    return format_skeleton("yMMMM", date.fromisoformat(day), locale=ENGLISH)


def day(of: date) -> str:
    """Return a day in words: "25 November 2026", on one line."""
    return str(format_date(of, "long", locale=ENGLISH)).replace(" ", "\u00a0")
