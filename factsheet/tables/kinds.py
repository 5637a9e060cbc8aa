"""Tell what kind of file a table is in, by its contents; what it is called must agree."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from ..core import untrusted
from ..core.diagnostics import Place, Problem, Problems
from ..core.untrusted import Package

CSV, XLSX, ODS = ".csv", ".xlsx", ".ods"
KINDS = {CSV: "text, as in a CSV file", XLSX: "an Excel workbook", ODS: "an OpenDocument spreadsheet"}
OLE = b"\xd0\xcf\x11\xe0"
SPREADSHEET = "open it in a spreadsheet program, and save it as .xlsx"
MACROS = "this workbook has macros, and they are never run", "save it as .xlsx, which has none"
# What text begins with that is marked up: a web page that is called .xls, a workbook of 2003, a flat OpenDocument file.
MARKED = re.compile(rb"\s*<(\?xml|!doctype|!--|html|head|meta|body|table|div|style|workbook)\b", re.IGNORECASE)
# What other files begin with.
STRANGERS = {
    b"%PDF": ("this is a PDF", "ask for the spreadsheet that it was made from"),
    rb"{\rtf": ("this is a text document (.rtf)", "copy its table into a spreadsheet, and save that as .xlsx"),
    b"Rar!": ("this is a RAR archive", "unpack it"),
    b"7z\xbc\xaf": ("this is a 7z archive", "unpack it"),
    b"\x1f\x8b": ("this is a gzip archive", "unpack it"),
    b"\x89PNG": ("this is a picture", "ask for the spreadsheet that it was made from"),
    b"\xff\xd8\xff": ("this is a picture", "ask for the spreadsheet that it was made from"),
}
# Parts of packages that are no spreadsheets, or none that is read.
OTHERS = {
    "xl/workbook.bin": ("this is a binary Excel workbook (.xlsb)", SPREADSHEET),
    "index/document.iwa": ("this is a Numbers file", "export it from Numbers as Excel (.xlsx)"),
    "index.zip": ("this is a Numbers file", "export it from Numbers as Excel (.xlsx)"),
    "word/document.xml": ("this is a Word file", "copy its table into a spreadsheet, and save that as .xlsx"),
    "ppt/presentation.xml": ("this is a PowerPoint file", SPREADSHEET),
}


def kind(content: bytes, name: str) -> str:
    """Return which of KINDS a file is. Raises Problems for any other, and for one that is called something else."""
    place, path = Place(name), PurePosixPath(name)
    if not content.strip():
        raise Problems([Problem(place, "this file is empty", "write the heads in its first row, and the data below")])
    found = _found(content, name)
    ending = path.suffix.lower()
    if ending == found:
        return found
    if found == XLSX and ending in (".xlsm", ".xltm"):
        raise Problems([Problem(place, *MACROS)])
    what = f"this file is {KINDS[found]}, but its name does not end in {found}"
    raise Problems([Problem(place, what, f"rename it: {path.stem}{found}")])


def _found(content: bytes, name: str) -> str:
    stranger = next((said for sign, said in STRANGERS.items() if content.startswith(sign)), None)
    if content.startswith(untrusted.ZIP):
        return _packed(untrusted.package(content, name))
    if content.startswith(OLE):
        stranger = "this is a file from before Excel 2007 (.xls)", SPREADSHEET
        if "EncryptedPackage".encode("utf-16-le") in content:
            stranger = "this file is locked with a password", "remove the password, and save it"
    elif MARKED.match(content[:1000].removeprefix(b"\xef\xbb\xbf")):
        stranger = "this is a web page or another file with markup, whatever it is called", SPREADSHEET
    if stranger:
        raise Problems([Problem(Place(name), *stranger)])
    return CSV


def _packed(package: Package) -> str:
    """Return which of KINDS a ZIP is."""
    if "meta-inf/manifest.xml" in package.entries:
        return ODS
    for path, said in OTHERS.items():
        if path in package.entries:
            raise Problems([Problem(Place(package.name), *said)])
    if "[content_types].xml" in package.entries:
        return XLSX
    raise Problems([Problem(Place(package.name), "this is a ZIP file, and no spreadsheet", "unpack it")])
