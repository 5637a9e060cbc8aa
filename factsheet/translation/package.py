"""Find the parts of a Word file as Word does: by content types and relationships, whatever their names are.

Word Online calls the text word/document2.xml, other programs write names in capitals or with backslashes, and "Strict
Open XML" has namespaces of its own. Clauses in brackets are those of ECMA-376 part 2 (OPC) and part 1.
"""

from __future__ import annotations

import posixpath
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from ..core.diagnostics import Place, Problem, Problems
from ..core.xml import Element
from . import untrusted

# What of a file is read, by the last word of the type of its relationship [part 1, 11.3].
ROLES = ("styles", "comments", "footnotes", "endnotes")
DOCUMENT, USUAL = "document", "word/document.xml"
RELATIONSHIPS, TYPES, ROOT_RELATIONSHIPS = ".rels", "[content_types].xml", "_rels/.rels"
MAIN = "wordprocessingml.document.main+xml", "wordprocessingml.template.main+xml", "macroenabled.main+xml"
# The namespaces of "Strict Open XML" [part 1, annex A], and what Word writes otherwise.
STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
    b"http://purl.oclc.org/ooxml/officeDocument/math": b"http://schemas.openxmlformats.org/officeDocument/2006/math",
}
# What the types of relationships begin with, in both kinds of Open XML.
BASES = {
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
}
HINT = "import the translated copy of the file that you sent: Word or XLIFF"


def parts(content: bytes, name: str) -> dict[str, Element]:
    """Return the parts of a Word file as XML, by what they are: "document" and ROLES, as far as they are there.

    `name` is the file's. Raises Problems for a file that is damaged, locked with a password, packed to do harm, or not
    a Word file.
    """
    archive = untrusted.archive(content, name)
    entries = dict(_entries(archive, name))

    def part(path: str) -> Element | None:
        entry = entries.get(path)
        return untrusted.xml(_plain(untrusted.unpacked(archive, entry, Place(name))), name) if entry else None

    if len(set(_targets(part(ROOT_RELATIONSHIPS), "").get("officedocument", ()))) > 1:
        raise Problems(
            [Problem(Place(name), "this file has two texts, of which a program shows one", untrusted.REMEDY)]
        )
    main = next((path for path in _main(part) if path in entries), None)
    if main is None:
        raise Problems([Problem(Place(name), *_stranger(entries))])
    found = {DOCUMENT: part(main)}
    folder, _, file = main.rpartition("/")
    beside = dict(_targets(part(f"{folder}/_rels/{file}{RELATIONSHIPS}".strip("/")), folder))
    for role in ROLES:  # the usual name, if no relationship leads to a part
        named = next((path for path in beside.get(role, ()) if path in entries), f"{folder}/{role}.xml")
        found[role] = part(named)
    return {role: tree for role, tree in found.items() if tree is not None}


def _entries(archive: zipfile.ZipFile, name: str) -> Iterator[tuple[str, zipfile.ZipInfo]]:
    """Yield the entries by names that can be compared [6.2.2.3: names that differ only in case are the same]."""
    said = [(_bare(entry.filename), entry) for entry in archive.infolist() if not entry.filename.endswith("/")]
    twice = [path for path, number in Counter(path for path, _ in said).items() if number > 1]
    if twice:
        raise Problems([Problem(Place(name), f"{twice[0]} is in this file twice", untrusted.REMEDY)])
    yield from said


def _bare(path: str) -> str:
    return posixpath.normpath(unicodedata.normalize("NFC", path.replace("\\", "/").lower())).lstrip("/")


def _main(part: object) -> Iterator[str]:
    """Yield where the text may be: where a relationship says, or else a content type, or else where it usually is."""
    assert callable(part)
    yield from _targets(part(ROOT_RELATIONSHIPS), "").get("officedocument", ())
    types = part(TYPES)
    for each in types.iter("{*}Override") if types is not None else ():
        if each.get("ContentType", "").lower().endswith(MAIN):
            yield _bare(each.get("PartName", ""))
    yield USUAL


def _targets(relationships: Element | None, folder: str) -> dict[str, list[str]]:
    """Return the parts that a part of a folder is related to, by the last word of the type, in small letters.

    Only the types of the standard count: others may end with the same word.
    """
    found: dict[str, list[str]] = {}
    for each in relationships.iter("{*}Relationship") if relationships is not None else ():
        base, _, role = each.get("Type", "").rpartition("/")
        target = unquote(each.get("Target", "").partition("#")[0])
        if base in BASES and each.get("TargetMode") != "External":
            path = _bare(target if target.startswith("/") else f"{folder}/{target}")
            found.setdefault(role.lower(), []).append(path)
    return found


def _plain(content: bytes) -> bytes:
    """Return a part of "Strict Open XML" as Word writes it otherwise."""
    for strict, usual in STRICT.items():
        content = content.replace(strict, usual)
    return content


def _stranger(entries: Mapping[str, zipfile.ZipInfo]) -> tuple[str, str]:
    """Return what a ZIP is that is not a Word file, and what to do."""
    for sign, what, hint in (
        ("meta-inf/manifest.xml", "this is an OpenDocument file", "save it as Word (.docx), and import that"),
        ("index/document.iwa", "this is a Pages file", "export it as Word (.docx), and import that"),
        ("xl/workbook.xml", "this is an Excel file", HINT),
        ("ppt/presentation.xml", "this is a PowerPoint file", HINT),
    ):
        if sign in entries:
            return what, hint
    return "this is not a Word file", HINT
