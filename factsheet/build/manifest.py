"""What is in the output folder: `output/manifest.json`, for this pipeline, for the download page, and for others."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..core import inputs
from ..core.atomic import put, sha256
from ..core.diagnostics import Problem, Problems
from ..core.formats import FORMATS, FURTHER
from ..core.names import LanguageTag, TextKey, VariantId
from ..core.project import Root
from ..core.status import Status

if TYPE_CHECKING:
    from ..typeset.placed import Fit

NAME = "manifest.json"
# A folder and a file in it: a manifest from elsewhere must not lead out of output/.
PATH = re.compile(r"([\w-]+/)?[\w-][\w.-]*")

SITE = re.compile(r"(index|accessibility)\.html|index(\.schema)?\.json|leaflets\.css|([\w-]+/)?[\w-]+\.zip")
DIGEST = r"[0-9a-f]+"
# The form of those values of an entry that become part of a page, a path or a date.
LOOKS = {
    "path": PATH.pattern,
    "variant": r"[\w-]*",
    "language": r"[A-Za-z-]+",
    "format": "|".join(FORMATS),
    "sha256": DIGEST,
    "digest": DIGEST,
    "made_with": DIGEST,
    "locale": r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*",
    "status": "|".join(Status),
}

TERMS = ("current", "upcoming", "former")

Key = tuple[VariantId, LanguageTag, str]  # variant, language, format


@dataclass(frozen=True)
class Entry:
    """One file. `path` is below output/, `size` that of its body text and `units`
    the unit of each sheet, in pt; `digest` covers all it depends on.

    `sources` has the digest of each file it was read from; `made_with` names one of the manifest's lists of
    versions; `problems` are what keeps it a draft though every text is there. `title` is what the variant is called in
    its language, `heading` the same in English, `since` the first day of its term or "", `revised` the date of the
    text, `status` what the edition is; `open` counts the texts that are missing, outdated, too long or unconfirmed.
    """

    path: str
    variant: VariantId
    language: LanguageTag
    format: str
    pages: int
    size: float
    units: Mapping[str, float]
    bytes: int
    sha256: str
    draft: bool
    digest: str
    made_with: str
    sources: Mapping[str, str]
    problems: Sequence[Mapping[str, str | int]]
    locale: str
    title: str
    heading: str
    since: str
    revised: str
    status: str
    open: Mapping[str, int]

    @property
    def key(self) -> Key:
        return self.variant, self.language, self.format

    def intact(self, root: Root) -> bool:
        """Tell whether the file is there, and unchanged since it was made."""
        return _intact(root, self.path, self.bytes, self.sha256)


@dataclass(frozen=True)
class Item:
    """A file of the download page; `made_of` is the digest of all it depends on."""

    bytes: int
    sha256: str
    made_of: str

    def intact(self, root: Root, name: str) -> bool:
        """Tell whether the file, by its path below output/, is there, and unchanged since it was made."""
        return _intact(root, name, self.bytes, self.sha256)


def _intact(root: Root, name: str, bytes: int, digest: str) -> bool:
    path = root.output / name
    try:
        return path.stat().st_size == bytes and sha256(inputs.read(root, path, inputs.LEAFLET)) == digest
    except (OSError, Problems):
        return False


@dataclass(frozen=True)
class Published:
    """What factsheet.yaml publishes, and the digest of that file at the time; `axis` is what a variant is called.

    `terms` says whether each variant is current, former or upcoming, and gives the last day of its term, or "";
    `warnings` are what should be looked at in the facts of a variant, though it keeps nothing from being made; `files`
    are those that a variant is read from: {} stands for its name; `also` are formats made besides the usual ones;
    `site` is the address at which output/ is on the web, or "".
    """

    digest: str = ""
    variants: tuple[VariantId, ...] = ()
    languages: tuple[LanguageTag, ...] = ()
    terms: Mapping[VariantId, tuple[str, str]] = field(default_factory=dict)
    warnings: Mapping[VariantId, Sequence[Mapping[str, str | int]]] = field(default_factory=dict)
    axis: str = ""
    files: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    site: str = ""

    def files_of(self, variant: VariantId) -> list[str]:
        """Return the files that a variant is read from, as far as they are there."""
        return [file.replace("{}", variant) for file in self.files]

    def warned(self, variants: Sequence[VariantId]) -> list[Problem]:
        """Return what should be looked at under some variants, or if none are named, under those that are published."""
        return [
            Problem.of(record) for variant in variants or self.variants for record in self.warnings.get(variant, ())
        ]


@dataclass(frozen=True)
class Budget:
    """How long the texts of an edition can be, in characters.

    `texts` has the length of each, what it can be if all grow in proportion, and what it can be if no other does
    (none: no limit). `spare` is what the long texts of each sheet may have more in all.
    """

    texts: Mapping[TextKey, tuple[int, int | None, int | None]]
    spare: Mapping[str, int]


Budgets = Mapping[str, Budget]  # by the digest of the edition


@dataclass(frozen=True)
class Manifest:
    """The files in output/, by variant, language and format; and how long their texts can be."""

    entries: Mapping[Key, Entry] = field(default_factory=dict)
    made_with: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    published: Published = Published()
    site: Mapping[str, Item] = field(default_factory=dict)  # by its path below output/
    budgets: Budgets = field(default_factory=dict)

    def without(self, keys: Iterable[Key]) -> Manifest:
        gone = set(keys)
        return replace(self, entries={key: entry for key, entry in self.entries.items() if key not in gone})

    def having(self, entries: Iterable[Entry]) -> Manifest:
        return replace(self, entries={**self.entries, **{entry.key: entry for entry in entries}})

    def fit(self, digest: str, variant: VariantId, language: LanguageTag) -> Fit | None:
        """Return what an edition was found to fit at, or its last state, or that of another variant in its language."""
        from ..typeset.placed import Fit

        near = [entry for entry in self.entries.values() if entry.language == language]
        same = [entry for entry in near if entry.digest == digest]
        own = [entry for entry in near if entry.variant == variant]
        for entry in [*same, *(each for each in [*own, *near] if not each.draft)]:
            return Fit(entry.size, entry.units, largest=entry in same)
        return None


def path(root: Root) -> Path:
    """Return the path of the manifest."""
    return root.output / NAME


def read(root: Root) -> tuple[Manifest, str]:
    """Return the manifest, and any problem with it; if there is one, it is empty and everything is made again."""
    try:
        content = json.loads(inputs.text(root, path(root), inputs.MANIFEST))
        entries = [_entry(entry) for entry in content["files"]]
        versions = {str(name): {str(k): str(v) for k, v in of.items()} for name, of in content["made_with"].items()}
        budgets = {str(digest): _budget(of) for digest, of in content["budgets"].items() if "texts" in of}
        site = {str(name): _item(of) for name, of in content["site"].items() if SITE.fullmatch(name)}
        published = _published(content["published"])
    except inputs.Missing:
        return Manifest(), ""
    except (Problems, ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError):
        return Manifest(), f"{root.name(path(root))} is damaged; it will be made again, together with every leaflet"
    return Manifest({entry.key: entry for entry in entries}, versions, published, site, budgets), ""


def _published(said: Mapping[str, Any]) -> Published:
    """Return what is published, as it was read. Raises ValueError, KeyError or TypeError for anything else."""
    terms = {}
    for variant, (term, until) in said["terms"].items():
        if term not in TERMS:
            raise ValueError(term)
        terms[VariantId(str(variant))] = (str(term), date.fromisoformat(until).isoformat() if until else "")
    variants = tuple(VariantId(str(each)) for each in said["variants"])
    languages = tuple(LanguageTag(str(each)) for each in said["languages"])
    warnings = {VariantId(str(variant)): [dict(each) for each in of] for variant, of in said["warnings"].items()}
    if any(Problem.of(each).as_record() != each for of in warnings.values() for each in of):
        raise ValueError("warnings")
    axis, files = str(said["axis"]), tuple(str(each) for each in said["files"])
    if not all(re.fullmatch(r"sources(/[\w{}-][\w.{}-]*)+", each) for each in files):
        raise ValueError("files")
    also = tuple(said["also"])
    site = str(said["site"])
    if site and not re.fullmatch(r"https://[^\s\"<>]+/", site):
        raise ValueError("site")
    if not {*also} <= {*FURTHER}:
        raise ValueError("also")
    return Published(str(said["digest"]), variants, languages, terms, warnings, axis, files, also, site)


def _budget(said: Mapping[str, Any]) -> Budget:
    """Return a budget as it was read. Raises ValueError, KeyError or TypeError for anything else."""

    def most(value: object) -> int | None:
        return None if value is None else int(str(value))

    texts = {TextKey(str(key)): (int(now), most(all), most(one)) for key, (now, all, one) in said["texts"].items()}
    return Budget(texts, {str(sheet): int(spare) for sheet, spare in said["spare"].items()})


def _entry(said: Mapping[str, object]) -> Entry:
    """Return an entry as it was read. Raises ValueError, KeyError or TypeError for anything else."""
    kinds = {"pages": int, "size": float, "units": dict, "bytes": int, "draft": bool}
    kinds |= {"sources": dict, "problems": list, "open": dict}
    values = {each.name: said[each.name] for each in fields(Entry)}
    for name, value in values.items():
        if type(value) is not kinds.get(name, str):
            raise TypeError(name)
    for name, look in LOOKS.items():
        if not re.fullmatch(look, str(values[name]), re.ASCII):
            raise ValueError(name)
    entry = Entry(**values)  # type: ignore[arg-type]
    _likely(entry)
    return entry


def _likely(entry: Entry) -> None:
    """Raise ValueError, KeyError or TypeError for values that no build writes."""
    date.fromisoformat(entry.since or entry.revised), date.fromisoformat(entry.revised)
    if not (entry.path.rpartition("/")[0] == entry.variant and entry.pages > 0 and entry.bytes > 0 and entry.size >= 0):
        raise ValueError(entry.path)
    if not all(type(unit) is float and unit > 0 for unit in entry.units.values()):
        raise TypeError("units")
    if not all(type(value) is str for value in entry.sources.values()):
        raise TypeError("sources")
    if not all(type(number) is int for number in entry.open.values()):
        raise TypeError("open")
    problems = [Problem.of(each) for each in entry.problems]
    if [each.as_record() for each in problems] != list(entry.problems):
        raise ValueError("problems")
    json.dumps(vars(entry), ensure_ascii=False, allow_nan=False).encode()  # half of a surrogate pair


def _item(said: Mapping[str, object]) -> Item:
    """Return a file of the download page as it was read. Raises ValueError, KeyError or TypeError for anything else."""
    item = Item(**said)  # type: ignore[arg-type]
    if (type(item.bytes), type(item.sha256), type(item.made_of)) != (int, str, str):
        raise TypeError("site")
    return item


def written(manifest: Manifest) -> bytes:
    """Return a manifest as written to disk: one line for each file, in order, so that diffs are readable."""
    used = {entry.made_with for entry in manifest.entries.values()}
    head = {
        "published": asdict(manifest.published),
        "made_with": {name: of for name, of in sorted(manifest.made_with.items()) if name in used},
        "site": {name: asdict(item) for name, item in sorted(manifest.site.items())},
    }
    lines = [json.dumps(asdict(entry), ensure_ascii=False) for _, entry in sorted(manifest.entries.items())]
    known = {entry.digest for entry in manifest.entries.values()}
    budgets = [
        f"{json.dumps(digest)}: {json.dumps(asdict(of))}"
        for digest, of in sorted(manifest.budgets.items())
        if digest in known
    ]
    body = json.dumps(head, ensure_ascii=False, indent=1)[:-2]
    files = ",\n  ".join(lines)
    listed = ",\n  ".join(budgets)
    return f'{body},\n "files": [\n  {files}\n ],\n "budgets": {{\n  {listed}\n }}\n}}\n'.encode()


def save(manifest: Manifest, root: Root) -> None:
    """Put the manifest in place."""
    put([(path(root), written(manifest))], root)
