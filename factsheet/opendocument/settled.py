"""Settle an ODT that LibreOffice has made of a Word file: the same bytes each time, and what it has lost put back.

It numbers lists at random and embeds the fonts of the machine, but not every one of the Word file. Clauses are those of
OpenDocument 1.3.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from lxml import etree

from ..core.archive import EPOCH
from ..core.xml import Element

MIMETYPE = "mimetype"
MANIFEST, CONTENT, STYLES = "META-INF/manifest.xml", "content.xml", "styles.xml"
SETTINGS, META = "settings.xml", "meta.xml"
# Of the program or of the machine: a preview, menus, fonts, what RDF says of the parts.
LEFT_OUT = ("Thumbnails/", "Configurations2/", "Fonts/", "manifest.rdf")
NAMES = {
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
    "manifest": "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
# The faces of a font in Word: how LibreOffice calls each.
FACES = {
    "embedRegular": ("normal", "normal"),
    "embedBold": ("normal", "bold"),
    "embedItalic": ("italic", "normal"),
    "embedBoldItalic": ("italic", "bold"),
}
# The names of lists, the numbers of a session, how much LibreOffice had counted by then.
LISTS = re.compile(rb'(?<=")list\d+(?=")')
REVISIONS = re.compile(rb'<config:config-item config:name="Rsid\w*"[^>]*>[^<]*</[^>]*>')
STATISTICS = re.compile(rb"<meta:document-statistic[^>]*/>")
EFFORT = 9

Fonts = Mapping[str, Mapping[str, str]]  # the file of each face, by family


def settled(odt: bytes, docx: bytes) -> bytes:
    """Return an ODT as it is each time, with the fonts and the descriptions of the Word file that it was made of."""
    parts, word = _parts(odt), _parts(docx)
    parts = {name: part for name, part in parts.items() if not name.startswith(LEFT_OUT) and not name.endswith("/")}
    fonts, files = _fonts(word)
    for name in (CONTENT, STYLES):
        tree = etree.fromstring(_numbered(parts[name]))
        _embed(tree, fonts)
        if name == CONTENT:
            _describe(tree, etree.fromstring(word["word/document.xml"]))
        parts[name] = _written(tree)
    parts[SETTINGS] = REVISIONS.sub(b"", parts[SETTINGS])
    parts[META] = STATISTICS.sub(b"", parts[META])
    parts |= files
    parts[MANIFEST] = _manifest(etree.fromstring(parts[MANIFEST]), parts, files)
    return _zipped(parts)


def _parts(package: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _numbered(part: bytes) -> bytes:
    """Return a part with its lists numbered in the order in which they come."""
    known = {name: b"list%d" % number for number, name in enumerate(dict.fromkeys(LISTS.findall(part)), 1)}
    return LISTS.sub(lambda found: known[found[0]], part)


def _written(tree: Element) -> bytes:
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8"))


def _fonts(word: Mapping[str, bytes]) -> tuple[Fonts, dict[str, bytes]]:
    """Return the fonts that a Word file embeds: the file of each face by its family, and these files."""
    relations = etree.fromstring(word["word/_rels/fontTable.xml.rels"])
    targets = {each.get("Id"): each.get("Target", "") for each in relations}
    found: dict[str, dict[str, str]] = {}
    files: dict[str, bytes] = {}
    for font in etree.fromstring(word["word/fontTable.xml"]).iter(f"{W}font"):
        for face in FACES:
            embedded = font.find(f"{W}{face}")
            if embedded is not None:
                target = targets[embedded.get(f"{R}id")]
                path = f"Fonts/{posixpath.splitext(posixpath.basename(target))[0]}.ttf"
                files[path] = _clear(word[f"word/{target}"], embedded.get(f"{W}fontKey", ""))
                found.setdefault(font.get(f"{W}name", ""), {})[face] = path
    return found, files


def _clear(font: bytes, key: str) -> bytes:
    """Return a font as it was before its first 32 bytes were XORed with the reversed key (ECMA-376 part 4, 2.8.1)."""
    mask = UUID(key).bytes[::-1] * 2
    return bytes(a ^ b for a, b in zip(font[:32], mask, strict=True)) + font[32:]


def _embed(tree: Element, fonts: Fonts) -> None:
    """Let each declaration of a font (19.526) refer to the files of its family, and to no others."""
    for face in tree.iter(_name("style", "font-face")):
        for source in list(face):
            face.remove(source)
        family = face.get(_name("svg", "font-family"), "").strip("'\"")
        if files := fonts.get(family):
            source = etree.SubElement(face, _name("svg", "font-face-src"))
            for kind, path in files.items():
                slant, weight = FACES[kind]
                uri = etree.SubElement(source, _name("svg", "font-face-uri"))
                uri.set(_name("xlink", "href"), path)
                uri.set(_name("xlink", "type"), "simple")
                uri.set(_name("loext", "font-style"), slant)
                uri.set(_name("loext", "font-weight"), weight)
                etree.SubElement(uri, _name("svg", "font-face-format")).set(_name("svg", "string"), "truetype")


def _describe(tree: Element, document: Element) -> None:
    """Say of each chart what the Word file says of it, for those who cannot see it (10.4.4)."""
    charts = [frame for frame in tree.iter(_name("draw", "frame")) if frame.find(_name("draw", "object")) is not None]
    for frame, said in zip(charts, _said_of_charts(document), strict=False):
        if frame.find(_name("svg", "desc")) is None:
            etree.SubElement(frame, _name("svg", "desc")).text = said


def _said_of_charts(document: Element) -> Iterator[str]:
    for inline in document.iter(f"{WP}inline", f"{WP}anchor"):
        if next(inline.iter(f"{C}chart"), None) is not None:
            yield next(inline.iter(f"{WP}docPr")).get("descr", "")


def _manifest(tree: Element, parts: Mapping[str, bytes], fonts: Mapping[str, bytes]) -> bytes:
    """Return the list of parts: those that are there, folders of those, and the fonts."""
    path, kind = _name("manifest", "full-path"), _name("manifest", "media-type")
    for entry in list(tree):
        name = entry.get(path, "")
        kept = name == "/" or any(part == name or (name[-1:] == "/" and part.startswith(name)) for part in parts)
        if not kept or name.startswith(LEFT_OUT):
            tree.remove(entry)
    for name in sorted(fonts):
        entry = etree.SubElement(tree, _name("manifest", "file-entry"))
        entry.set(path, name)
        entry.set(kind, "application/x-font-ttf")
    tree[:] = sorted(tree, key=lambda entry: entry.get(path, ""))
    return _written(tree)


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    """Return the parts as a package: what it is comes first, and is not packed (part 2, 3.3)."""
    result = BytesIO()
    with ZipFile(result, "w") as made:
        made.writestr(ZipInfo(MIMETYPE, EPOCH), parts[MIMETYPE], ZIP_STORED)
        for name in sorted(parts.keys() - {MIMETYPE}):
            made.writestr(ZipInfo(name, EPOCH), parts[name], ZIP_DEFLATED, EFFORT)
    return result.getvalue()


def _name(prefix: str, name: str) -> str:
    return f"{{{NAMES[prefix]}}}{name}"
