"""Open a file that came from outside: it is read with limits, in memory, and nothing in it is run.

Only the parts that are asked for are unpacked. Macros, embedded objects and what a file links to are never looked at.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from lxml import etree

from ..core import inputs
from ..core.diagnostics import Place, Problem, Problems
from ..core.xml import Element

# A table of a thousand texts as Word writes it has 4 MB of XML. lxml takes ten times as much memory.
LARGEST_PART = 8_000_000
# How far ZIP shrinks a part: repetitive XML, 40 times; a bomb of zeros, 1,000 times.
RATIO = 150
ENTRIES = 2_000
# As it stands in ASCII, UTF-8 and both kinds of UTF-16.
DOCTYPE = re.compile(rb"<\0?!\0?D\0?O\0?C\0?T\0?Y\0?P\0?E")
ZIP, OLE = b"PK", b"\xd0\xcf\x11\xe0"
REMEDY = "ask for the file again, or open it in the program that wrote it and save it again"


def read(path: Path) -> bytes:
    """Return what is in a file. Raises Problems for one that is not there, is not a file, or is far too large."""
    return inputs.read_named(path, inputs.TRANSLATION, "give the path of the file that the translator sent")


def parts(content: bytes, name: str, wanted: Iterable[str]) -> dict[str, Element]:
    """Return parts of a Word file as XML, by their names; those that are not there are left out.

    `name` is the file's. Raises Problems for a file that is damaged, locked with a password, or packed to do harm.
    """
    place = Place(name)
    try:
        archive = zipfile.ZipFile(BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError) as error:
        raise Problems([Problem(place, f"this file is damaged ({error})", REMEDY)]) from None
    entries = archive.infolist()
    if len(entries) > ENTRIES:
        raise Problems([Problem(place, f"{len(entries):,} parts in one file; a Word file has fewer than 100", REMEDY)])
    names = [entry.filename for entry in entries]
    return {part: xml(_unpacked(archive, part, place), name) for part in wanted if _once(names, part, place)}


def _once(names: list[str], part: str, place: Place) -> bool:
    if names.count(part) > 1:
        raise Problems([Problem(place, f"{part} is in this file twice", REMEDY)])
    return part in names


def _unpacked(archive: zipfile.ZipFile, part: str, place: Place) -> bytes:
    """Return a part of a ZIP. What it says of its size is checked before, and not believed after."""
    entry = archive.getinfo(part)
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):  # OPC, annex C.2
        raise Problems([Problem(place, f"{part} is packed in a way that Word never uses", REMEDY)])
    if entry.flag_bits & 1:
        raise Problems([Problem(place, "this file is locked with a password", "save it without one")])
    if entry.file_size > LARGEST_PART or entry.file_size > RATIO * max(entry.compress_size, 1) + 100_000:
        what = f"{part} would unpack from {entry.compress_size:,} to {entry.file_size:,} bytes"
        raise Problems([Problem(place, what, REMEDY)])
    try:
        with archive.open(entry) as packed:
            content = packed.read(LARGEST_PART + 1)
    except (zipfile.BadZipFile, zipfile.zlib.error, EOFError, NotImplementedError, ValueError, OSError) as error:  # type: ignore[attr-defined]
        raise Problems([Problem(place, f"this file is damaged ({part}: {error})", REMEDY)]) from None
    if len(content) > LARGEST_PART:
        raise Problems([Problem(place, f"{part} unpacks to more than {LARGEST_PART:,} bytes", REMEDY)])
    return content


def xml(content: bytes, name: str) -> Element:
    """Return XML as a tree. Raises Problems for what is damaged, and for a DOCTYPE: no translation needs entities."""
    if len(content) > LARGEST_PART:
        what = f"this file has {len(content) / 1e6:,.0f} MB of text; the limit is {LARGEST_PART / 1e6:.0f}"
        raise Problems([Problem(Place(name), what, "ask for a smaller one")])
    if DOCTYPE.search(content):  # before a parser sees it, which would follow what it says
        what = "this file declares a DOCTYPE, which may hide entities"
        raise Problems([Problem(Place(name), what, "delete everything from <!DOCTYPE to the first element")])
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line, column = getattr(error, "position", (0, 0))
        said = re.sub(r", line .*", "", str(error)) or "it is empty"
        what = f"this is not readable XML ({said})"
        raise Problems([Problem(Place(name, line or 0, column or 0), what, REMEDY)]) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise Problems([Problem(Place(name), "this file declares a DOCTYPE", "save it as UTF-8, without one")])
    return root
