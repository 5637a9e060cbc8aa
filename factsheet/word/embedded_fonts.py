"""Embed the theme's fonts in a Word file, cut down to the letters of its script."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator
from functools import lru_cache, partial
from pathlib import Path
from uuid import NAMESPACE_URL, UUID, uuid5

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml.ns import qn

from ..core import disk_cache
from ..core.project import Root
from ..core.xml import Element
from ..theme import fonts
from ..theme.model import Theme
from .wordml import new

OBFUSCATED = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
FONT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/font"
# Of PANOSE: the family of Latin text, and the first of its serif styles that has no serifs.
LATIN_TEXT, SANS = 2, 11
# A cut that saves fewer bytes is not made: of Noto Sans Hebrew it would save 5 kB, and one engine crashes on it.
WORTH = 8_000
SLOTS = {"regular": "embedRegular", "bold": "embedBold", "italic": "embedItalic", "bold_italic": "embedBoldItalic"}


def embed(document: Document, theme: Theme, root: Root, script: str) -> None:
    """Put the fonts of the theme into the document's font table.

    `script` is an ISO 15924 code; Latin is included with every other, for names and addresses.
    """
    package = document.part.package
    assert package is not None
    table = new("fonts")
    name = PackURI("/word/fontTable.xml")
    part = XmlPart(name, CONTENT_TYPE.WML_FONT_TABLE, table, package)  # type: ignore[arg-type]  # any element will do
    document.part.relate_to(part, RELATIONSHIP_TYPE.FONT_TABLE)
    faces = {face.family: face for typeface in theme.typefaces.values() for face in typeface.faces(script)}
    for face in faces.values():
        files = {style: fonts.read(root, file) for style, file in face.files.items()}
        font = new("font", *described(files["regular"]), name=face.family)
        for style, slot in SLOTS.items():
            if file := face.files.get(style):
                letters = subset(files[style], script)
                key = font_key(letters)
                name = PackURI(f"/word/fonts/{Path(file).stem}.odttf")
                target = Part(name, OBFUSCATED, obfuscated(letters, key), package)
                embedded = new(slot, fontKey=f"{{{str(key).upper()}}}")
                embedded.set(qn("r:id"), part.relate_to(target, FONT))
                font.append(embedded)
        table.append(font)


def described(font: bytes) -> Iterator[Element]:
    """Yield what a font says about itself (OpenType 1.9, OS/2 and post), by which Word looks for a substitute."""
    face = fonts.face(font)
    os2, post = bytes(face.reference_table("OS/2").data), bytes(face.reference_table("post").data)
    panose, ranges, pages = os2[32:42], struct.unpack(">4I", os2[42:58]), struct.unpack(">2I", os2[78:86])
    yield new("panose1", val=panose.hex().upper())
    yield new("charset", val="00")
    family, serifs = panose[:2]
    yield new("family", val="auto" if family != LATIN_TEXT or not serifs else "roman" if serifs < SANS else "swiss")
    yield new("pitch", val="fixed" if any(post[12:16]) else "variable")
    signature = {f"usb{at}": f"{bits:08X}" for at, bits in enumerate(ranges)}
    yield new("sig", **signature, **{f"csb{at}": f"{bits:08X}" for at, bits in enumerate(pages)})


@lru_cache(maxsize=64)
def subset(font: bytes, script: str) -> bytes:
    """Return a font with the letters of a script, of Latin, and of no script (digits, punctuation); whole if small."""
    cut = disk_cache.cached("font", (fonts.digest(font), script), partial(_cut, font, script))
    return cut if len(cut) + WORTH < len(font) else font


def _cut(font: bytes, script: str) -> bytes:
    import icu
    import uharfbuzz

    face = fonts.face(font)
    wanted = {"Latn", "Zyyy", "Zinh", script}
    plan = uharfbuzz.SubsetInput()
    plan.unicode_set.update(p for p in face.unicodes if icu.Script.getScript(chr(p)).getShortName() in wanted)
    plan.flags = uharfbuzz.SubsetFlags.NO_HINTING
    return bytes(plan.subset(face).blob.data)


def font_key(font: bytes) -> UUID:
    """Return the key of a font, made from its bytes so that it is the same in every build."""
    return uuid5(NAMESPACE_URL, hashlib.sha256(font).hexdigest())


def obfuscated(font: bytes, key: UUID) -> bytes:
    """Return a font obfuscated as in ECMA-376 part 4, 2.8.1: the first 32 bytes XORed with the reversed key."""
    mask = key.bytes[::-1] * 2
    return bytes(a ^ b for a, b in zip(font[:32], mask, strict=True)) + font[32:]
