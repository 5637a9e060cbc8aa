"""Find the parts of a Word file as Word does: by content types and relationships, whatever their names are.

Word Online calls the text word/document2.xml, other programs write names in capitals or with backslashes, and "Strict
Open XML" has namespaces of its own. Clauses in brackets are those of ECMA-376 part 2 (OPC) and part 1.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from ..core import opc, untrusted
from ..core.diagnostics import Place, Problem, Problems
from ..core.untrusted import Package, bare
from ..core.xml import Element

# What of a file is read, by the last word of the type of its relationship [part 1, 11.3]: a part for each, or several.
ROLES = ("styles", "comments", "footnotes", "endnotes", "header", "footer")
DOCUMENT, USUAL = "document", "word/document.xml"
TYPES = "[content_types].xml"
MAIN = "wordprocessingml.document.main+xml", "wordprocessingml.template.main+xml", "macroenabled.main+xml"
# The namespaces of "Strict Open XML" [part 1, annex A], and what Word writes otherwise.
STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
    b"http://purl.oclc.org/ooxml/officeDocument/math": b"http://schemas.openxmlformats.org/officeDocument/2006/math",
}
HINT = "import the translated copy of the file that you sent: Word or XLIFF"


def parts(package: Package) -> dict[str, Sequence[Element]]:
    """Return the parts of a Word file as XML, by what they are: "document" and ROLES, as far as they are there.

    Raises Problems for a file that is damaged, locked with a password, packed to do harm, or not a Word file.
    """
    place = Place(package.name)
    if len(set(_targets(package, "").get(opc.WHOLE, ()))) > 1:
        what = "this file holds two different texts, and a program shows only one of them"
        raise Problems([Problem(place, what, untrusted.REMEDY)])
    main = next((path for path in _main(package) if path in package.entries), None)
    if main is None:
        raise Problems([Problem(place, *_stranger(package))])
    folder = main.rpartition("/")[0]
    beside = _targets(package, main)
    found = {DOCUMENT: [main]}
    for role in ROLES:  # the usual name, if no relationship leads to a part
        named = [path for path in dict.fromkeys(beside.get(role, ())) if path in package.entries]
        found[role] = named or [path for path in [f"{folder}/{role}.xml"] if path in package.entries]
    said = package.contents(path for paths in found.values() for path in paths)
    return {role: [untrusted.xml(_plain(said[path]), package.name) for path in paths] for role, paths in found.items()}


def _main(package: Package) -> Iterator[str]:
    """Yield where the text may be: where a relationship says, or else a content type, or else where it usually is."""
    yield from _targets(package, "").get(opc.WHOLE, ())
    types = package.tree(TYPES)
    for each in types.iter("{*}Override") if types is not None else ():
        if each.get("ContentType", "").lower().endswith(MAIN):
            yield bare(each.get("PartName", ""))
    yield USUAL


def _targets(package: Package, part: str) -> dict[str, list[str]]:
    """Return the parts that a part is related to, by what they are to it."""
    found: dict[str, list[str]] = {}
    for each in opc.related(package, part):
        found.setdefault(each.role, []).append(each.path)
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
