"""Find the parts of a Word file as Word does: by content types and relationships, whatever their names are.

Word Online calls the text word/document2.xml, other programs write names in capitals or with backslashes, and "Strict
Open XML" has namespaces of its own. Clauses in brackets are those of ECMA-376 part 2 (OPC) and part 1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from urllib.parse import unquote

from ..core.diagnostics import Place, Problem, Problems
from ..core.xml import Element
from . import untrusted
from .untrusted import Package, bare

# What of a file is read, by the last word of the type of its relationship [part 1, 11.3]: a part for each, or several.
ROLES = ("styles", "comments", "footnotes", "endnotes", "header", "footer")
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
Part = Callable[[str], Element | None]


def parts(package: Package) -> dict[str, Sequence[Element]]:
    """Return the parts of a Word file as XML, by what they are: "document" and ROLES, as far as they are there.

    Raises Problems for a file that is damaged, locked with a password, packed to do harm, or not a Word file.
    """

    def part(path: str) -> Element | None:
        content = package.content(path)
        return untrusted.xml(content, package.name) if content is not None else None

    place = Place(package.name)
    if len(set(_targets(part(ROOT_RELATIONSHIPS), "").get("officedocument", ()))) > 1:
        what = "this file holds two different texts, and a program shows only one of them"
        raise Problems([Problem(place, what, untrusted.REMEDY)])
    main = next((path for path in _main(part) if path in package.entries), None)
    if main is None:
        raise Problems([Problem(place, *_stranger(package))])
    folder, _, file = main.rpartition("/")
    beside = _targets(part(f"{folder}/_rels/{file}{RELATIONSHIPS}".strip("/")), folder)
    found = {DOCUMENT: [main]}
    for role in ROLES:  # the usual name, if no relationship leads to a part
        named = [path for path in dict.fromkeys(beside.get(role, ())) if path in package.entries]
        found[role] = named or [path for path in [f"{folder}/{role}.xml"] if path in package.entries]
    said = package.contents(path for paths in found.values() for path in paths)
    return {role: [untrusted.xml(_plain(said[path]), package.name) for path in paths] for role, paths in found.items()}


def _main(part: Part) -> Iterator[str]:
    """Yield where the text may be: where a relationship says, or else a content type, or else where it usually is."""
    yield from _targets(part(ROOT_RELATIONSHIPS), "").get("officedocument", ())
    types = part(TYPES)
    for each in types.iter("{*}Override") if types is not None else ():
        if each.get("ContentType", "").lower().endswith(MAIN):
            yield bare(each.get("PartName", ""))
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
            path = bare(target if target.startswith("/") else f"{folder}/{target}")
            found.setdefault(role.lower(), []).append(path)
    return found


def _plain(content: bytes) -> bytes:
    """Return a part of "Strict Open XML" as Word writes it otherwise."""
    for strict, usual in STRICT.items():
        content = content.replace(strict, usual)
    return content


def _stranger(package: Package) -> tuple[str, str]:
    """Return what a ZIP is that is not a Word file, and what to do."""
    for sign, what, hint in (
        ("index/document.iwa", "this is a Pages file", "export it as Word (.docx), and import that"),
        ("xl/workbook.xml", "this is an Excel file", HINT),
        ("ppt/presentation.xml", "this is a PowerPoint file", HINT),
    ):
        if sign in package.entries:
            return what, hint
    if package.name.lower().endswith(".zip"):
        inside = ", ".join(entry.filename[:60] for entry in islice(package.entries.values(), 5))
        return f"there is no translation in this ZIP, only {inside or 'nothing'}", HINT
    return "this is not a Word file", HINT
