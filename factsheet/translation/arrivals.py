"""Tell what kind of file came back, and read it if it is a translation; say about any other what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from ..core import inputs, untrusted
from ..core.diagnostics import Place, Problem, Problems
from . import archived, bilingual_read, docx_tables, odt_tables, package, po_read, provenance, xliff_read
from .tables import MOST
from .units import Returned

AS_WORD = 'open it in Word, and save it as "Word document (*.docx)"'
COPY = "import the translated copy of the file that you sent: Word, OpenDocument, XLIFF or PO, or a ZIP with one"
UNPACK = "unpack it, and import the translation in it"
OLE = b"\xd0\xcf\x11\xe0"
# What other files begin with.
STRANGERS = {
    rb"{\rtf": ("this is a file in Rich Text Format (.rtf)", AS_WORD),
    b"%PDF": ("this is a PDF", COPY),
    b"Rar!": ("this is a RAR archive", UNPACK),
    b"7z\xbc\xaf": ("this is a 7z archive", UNPACK),
    b"\x1f\x8b": ("this is a gzip archive", UNPACK),
}


def received(path: Path) -> bytes:
    """Return what is in a file. Raises Problems for one that is not there, is not a file, or is far too large."""
    return inputs.read_named(path, inputs.TRANSLATION, "give the path of the file that the translator sent")


def read(content: bytes, name: str, english: Mapping[str, str], factsheet: str) -> Returned:
    """Return the contents of a file: a table of Word or OpenDocument, XLIFF, PO, or a ZIP with one. Raises Problems.

    `english` is the English of today, by the ids of texts; `factsheet` is the name of this one.
    """
    returned = _read(content, name, english, factsheet)
    provenance.check(returned, factsheet, english, name)
    return returned


def _read(content: bytes, name: str, english: Mapping[str, str], factsheet: str) -> Returned:
    place = Place(name)
    if content.startswith(untrusted.ZIP):
        if inside := archived.only(content, name):
            returned = read(*inside, english, factsheet)
            left = tuple((place, f"not imported: {each}") for each in archived.others(content, name))
            return replace(returned, comments=(*returned.comments, *left))
        returned = table(content, name)
        if not returned.rows:
            raise Problems([Problem(place, "the table in this file has no rows", "ask for the file again")])
        return returned
    if content.startswith(OLE):
        raise Problems([Problem(place, *_before_2007(content))])
    for sign, said in STRANGERS.items():
        if content.startswith(sign):
            raise Problems([Problem(place, *said)])
    if not content.strip():
        raise Problems([Problem(place, "this file is empty", untrusted.REMEDY)])
    if po_read.is_one(content):
        return po_read.rows(content, name)
    if b"<" not in content[:8]:  # after a byte order mark, at most
        raise Problems([Problem(place, "this kind of file cannot be imported", COPY)])
    return xliff_read.rows(untrusted.xml(content, name, comments=True), name, english, factsheet)


def table(content: bytes, name: str, most: int = MOST) -> Returned:
    """Return the contents of a file with a table of up to `most` rows. Raises Problems for any other."""
    opened = untrusted.package(content, name)
    if odt_tables.is_one(opened):
        return bilingual_read.rows(odt_tables.contents(opened, most), name)
    return bilingual_read.rows(docx_tables.contents(package.parts(opened), name, most), name)


def _before_2007(content: bytes) -> tuple[str, str]:
    """Return what a file in Microsoft's older container is, by the names of its streams, and what to do."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return "this file is locked with a password", "save it without one"
    if "WordDocument".encode("utf-16-le") in content:
        return "this Word file is in the format used before 2007 (.doc)", AS_WORD
    return "this is not a Word file, or it is a damaged one from before 2007", COPY
