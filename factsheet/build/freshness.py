"""Tell whether everything asked for is already there, by digests alone, without reading a source."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from ..core import fingerprint, inputs
from ..core.atomic import PART
from ..core.diagnostics import Problems
from ..core.formats import DOCUMENTS, ENDINGS, FINAL_ONLY, USUAL
from ..core.names import LanguageTag, VariantId
from ..core.project import Root
from ..photos import placed
from . import releases
from .manifest import Entry, Key, Manifest

INDEX = "index.html"
# The words on it that are about this factsheet.
WORDS = "words.yaml"
# The same for other programs, and what describes it.
LISTING, SCHEMA = "index.json", "index.schema.json"
STATEMENT = "accessibility.html"
# The part of words.yaml without which there is no statement.
STATED = re.compile(rb"^[\"']?accessibility[\"']?\s*:", re.MULTILINE)
# What tells the web pages that the files they link to are there.
BESIDE = "leaflets.css"
SHEET = b"/* The leaflets that web pages link to are here. */\n:root { --beside: flex }\n"


@dataclass(frozen=True)
class Selection:
    """What is asked for; an empty list means everything published. Languages may be left out of that by name."""

    variants: Sequence[VariantId] = ()
    languages: Sequence[LanguageTag] = ()
    formats: Sequence[str] = ()
    without: Sequence[LanguageTag] = ()

    @property
    def everything(self) -> bool:
        return not (self.variants or self.languages or self.formats or self.without)

    def spoken(self, published: Iterable[LanguageTag]) -> list[LanguageTag]:
        """Return the languages asked for, where some are published."""
        return [language for language in self.languages or published if language not in self.without]


def versions() -> tuple[str, Mapping[str, str]]:
    """Return the versions that files are now made with, and the name of that list."""
    made_with = fingerprint.made_with()
    return fingerprint.digest(repr(sorted(made_with.items()))), made_with


class Digests:
    """The digests of the files that editions are made from, each computed once."""

    def __init__(self, root: Root, master: LanguageTag, files_of: Callable[[VariantId], list[str]]) -> None:
        self.root = root
        self.master = master
        self.files_of = files_of
        self._seen: dict[str, str] = {}

    def of(self, variant: VariantId, language: LanguageTag) -> dict[str, str]:
        """Return the digest of each file or folder that an edition is made from."""
        sources, text = self.root.sources, self.root.sources / "text"
        files = [
            sources / "factsheet.yaml",
            text / f"{self.master}.yaml",
            text / f"{language}.yaml",
            text / f"{language}.lock.yaml",
            *(self.root.folder / own for own in self.files_of(variant)),
        ]
        for path in files:
            with suppress(inputs.Missing):
                self._take(path, _of_source)
        folders = [self.root.layout, self.root.press, self.root.fonts]
        for folder in folders:
            self._take(folder, fingerprint.of_folder)
        names = map(self.root.name, (*files, *folders))
        return {name: self._seen[name] for name in names if name in self._seen}

    def _take(self, path: Path, digest: Callable[[Root, Path], str]) -> None:
        if (name := self.root.name(path)) not in self._seen:
            self._seen[name] = digest(self.root, path)


def _of_source(root: Root, path: Path) -> str:
    kind = inputs.SOURCE if path.suffix == ".yaml" else inputs.TABLE
    return fingerprint.digest(inputs.read(root, path, inputs.PHOTO if path.parent == placed.folder(root) else kind))


def standing(root: Root, manifest: Manifest, selection: Selection) -> list[Entry] | None:
    """Return the entries of everything asked for, if it is all there and nothing it was made from has changed.

    None means that there may be something to do, even if that is only to report a source that cannot be read.
    """
    try:
        return _standing(root, manifest, selection)
    except Problems:
        return None


def _standing(root: Root, manifest: Manifest, selection: Selection) -> list[Entry] | None:
    published = manifest.published
    leaflet = root.sources / "factsheet.yaml"
    if _of_source(root, leaflet) != published.digest:
        return None
    variants, languages = selection.variants or published.variants, selection.spoken(published.languages)
    asked = product(variants, languages, selection.formats or (*USUAL, *published.also))
    keys = [key for key in asked if not _spared(manifest, key, selection)]
    if any(key not in manifest.entries for key in keys):
        return None
    if selection.everything:
        keys += [key for key in manifest.entries.keys() - keys if key[0] in variants and key[1] in languages]
        if len(keys) != len(manifest.entries):
            return None
    made_with, _ = versions()
    entries = [manifest.entries[key] for key in keys]
    sources = Digests(root, published.languages[0], published.files_of)
    made_of = {(variant, language): sources.of(variant, language) for variant, language in product(variants, languages)}
    for entry in entries:
        if entry.made_with != made_with or entry.sources != made_of[entry.variant, entry.language]:
            return None
        if not entry.intact(root):
            return None
    if site_of(root, manifest) != {name: item.made_of for name, item in manifest.site.items()}:
        return None
    if not all(item.intact(root, name) for name, item in manifest.site.items()):
        return None
    return None if any(root.output.glob(f"**/.*{PART}")) else entries


def _spared(manifest: Manifest, key: Key, selection: Selection) -> bool:
    """Tell whether a file is not missing, because its edition is a draft, as its other files say, which are asked for.

    Anyone who asks for formats by name is told that a draft has none.
    """
    others = (entry for entry in manifest.entries.values() if entry.key[:2] == key[:2])
    return not selection.formats and key[2] in FINAL_ONLY and any(entry.draft for entry in others)


def site_of(root: Root, manifest: Manifest) -> dict[str, str]:
    """Return the files that the download page should have, by their paths below output/: the digest of each.

    The theme counts too, since the entries have the digest of its folder.
    """
    layout = fingerprint.of_folder(root, root.site)
    entries = [entry for _, entry in sorted(manifest.entries.items())]
    found = {}
    for variant in dict.fromkeys(entry.variant for entry in entries):
        if own := documents(entries, variant):
            parts = (f"{entry.path} {entry.sha256}" for entry in own)
            found[_packed(own[0])] = fingerprint.digest(layout, *parts)
    if any(entry.format == "web" for entry in entries):
        found[BESIDE] = fingerprint.digest(SHEET)
    released = [path.name for path in releases.folders(root)]
    found[LISTING] = found[SCHEMA] = fingerprint.digest(versions()[0], repr(entries), *released)
    if STATED.search(inputs.read(root, root.site / WORDS, inputs.SOURCE)):
        found[STATEMENT] = fingerprint.digest(layout, *sorted({entry.format for entry in entries}))
    found[INDEX] = fingerprint.digest(
        layout, repr(entries), repr(manifest.published.terms), manifest.published.axis, *released
    )
    return found


def _packed(entry: Entry) -> str:
    """Return the path of the ZIP with all documents of a variant, of which an entry is one."""
    folder, slash, file = entry.path.rpartition("/")
    whole = re.sub(rf"-{re.escape(entry.language)}(-draft)?{re.escape(ENDINGS[entry.format])}$", "", file)
    return f"{folder}{slash}{whole}-all.zip"


def documents(entries: Iterable[Entry], variant: VariantId) -> list[Entry]:
    """Return the files of a variant that are handed out."""
    return [entry for entry in entries if entry.variant == variant and entry.format in DOCUMENTS]
