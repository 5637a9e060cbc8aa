"""What a release consists of: the documents, what they say, the sources they are made from, and sums of all.

The same sources give the same bytes, whenever they are released.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

import yaml

from ..build.manifest import Entry
from ..build.released import Document
from ..core import archive, atomic, inputs
from ..core.diagnostics import Place, Problem, Problems
from ..core.formats import DOCUMENTS
from ..core.names import LanguageTag, VariantId
from ..core.project import Root
from ..edition.edition import Edition
from ..source import data_tables
from ..source.frame import SETTINGS_FILE
from ..source.model import Sources
from ..source.records import Cells
from ..source.signoff import without_names
from ..source.slips import misread
from ..source.yaml_reader import read
from ..tables import reading
from ..tables.table import Row
from . import bill

SUMS = "SHA256SUMS"
SOURCES = "sources.zip"
LOOK: dict[str, Any] = {"allow_unicode": True, "sort_keys": False, "width": 120}

Files = Mapping[str, bytes]


def documents(root: Root, entries: Sequence[Entry]) -> Files:
    """Return the files of some editions, by name. Raises Problems for one that is not as it was made."""
    files = {}
    for entry in entries:
        content = inputs.read(root, root.output / entry.path, inputs.LEAFLET)
        if atomic.sha256(content) != entry.sha256:
            what = "this file has changed since it was made"
            raise Problems([Problem(Place(f"output/{entry.path}"), what, "run make factsheet, then make release")])
        files[Path(entry.path).name] = content
    return files


def packed(files: Files, documents: Sequence[Document], materials: bytes) -> bytes:
    """Return the ZIP to send: the documents, what they were made with, and their sums. They are compressed already."""
    names = [each.name for each in documents if each.format in DOCUMENTS]
    inside = {**{name: files[name] for name in names}, bill.NAME: materials}
    return archive.zipped([(SUMS, sums(inside, documents)), *inside.items()], effort=0)


def sums(files: Files, documents: Iterable[Document]) -> bytes:
    """Return the SHA-256 of files, as sha256sum writes and checks them.

    In a comment, which it skips, is that of each document before it was sealed: of its first bytes.
    """
    lines = [f"{atomic.sha256(content)}  {name}" for name, content in files.items()]
    lines += [
        f"# before it was sealed: {each.unsealed.sha256}  {each.name}, its first {each.unsealed.bytes} bytes"
        for each in documents
        if each.unsealed and each.name in files
    ]
    return "".join(f"{line}\n" for line in lines).encode()


def as_json(value: object) -> bytes:
    """Return a value as JSON for people and programs."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def sources(root: Root, read_sources: Sources, variant: VariantId, editions: Mapping[LanguageTag, Edition]) -> bytes:
    """Return the sources of some editions as a ZIP, without comments, which may contain names.

    Names of translators and reviewers are left out too, except those that the leaflets print. Tables are in it as CSV,
    which has nothing but their texts; of a table with a row for each variant, there is only the row of this one.
    """
    return archive.zipped(dict(_data(root, read_sources, variant, editions)).items(), effort=9)


def _data(
    root: Root, read_sources: Sources, variant: VariantId, editions: Mapping[LanguageTag, Edition]
) -> Iterator[tuple[str, bytes]]:
    master = read_sources.master.id
    texts = [f"text/{language}{kind}.yaml" for language in dict.fromkeys((master, *editions)) for kind in ("", ".lock")]
    named = {f"text/{language}.yaml" for language, edition in editions.items() if edition.signed}
    declared, row = read_sources.declared, read_sources.variants[variant].located
    own = read_sources.own_file(variant).removeprefix("sources/") or SETTINGS_FILE
    for name in dict.fromkeys((SETTINGS_FILE, own, *texts)):
        path = root.sources / name
        if path.is_file():  # the master has no lock, and a row need not have texts
            located = read(root, path)
            value = located.value if name in named else without_names(located.value)
            yield f"sources/{name}", yaml.dump(value, Dumper=_Dumper, **LOOK).encode()
            for key, fact, file in data_tables.named(located, declared.all if name in (SETTINGS_FILE, own) else {}):
                path = Path(file)
                kept = path.with_stem(f"{path.stem}-{key}") if fact.sheet else path  # a workbook can have several
                yield _as_csv(kept.as_posix(), reading.read(root, root.sources / file, fact.sheet or "").rows)
    if declared.axis and isinstance(row, Cells):
        yield _as_csv(declared.axis.source, [row.row])


def _as_csv(name: str, rows: Iterable[Row]) -> tuple[str, bytes]:
    """Return the rows of a table as a CSV file: its name among the sources, and its content."""
    said = [{head: cell.text for head, cell in row.cells.items()} for row in rows]
    file = StringIO(newline="")
    table = csv.DictWriter(file, said[0], lineterminator="\n")
    table.writeheader()
    table.writerows(said)
    return f"sources/{Path(name).with_suffix('.csv')}", file.getvalue().encode()


class _Dumper(yaml.SafeDumper):
    """Write plain values, with quotes around what would be taken for a slip without them."""


_Dumper.add_representer(
    str, lambda to, text: to.represent_scalar("tag:yaml.org,2002:str", text, style='"' if misread(text) else None)
)
