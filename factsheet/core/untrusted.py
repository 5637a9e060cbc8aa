"""Open a file that came from outside: it is read with limits, in memory, and nothing in it is run.

Only the parts that are asked for are unpacked. Macros, embedded objects and what a file links to are never looked at.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO

from lxml import etree

from . import inputs
from .diagnostics import Place, Problem, Problems
from .xml import Element

# A table of a thousand texts as Word writes it has 4 MB of XML. lxml takes ten times as much memory.
LARGEST_PART = 8_000_000
# How far ZIP shrinks a part: repetitive XML, 40 times; a bomb of zeros, 1,000 times.
RATIO = 150
ENTRIES = 2_000
# The list of entries at the end of a ZIP, in bytes: Python reads it whole before it counts them.
LIST = 500_000
END = b"PK\5\6"
# Signs that begin a tag. A table of a thousand texts as Word writes it has 200,000; each takes 300 bytes of memory.
TAGS = 300_000
# Signs before the value of an attribute, which takes 200 bytes. Such a table has a third as many.
ATTRIBUTES = 500_000
# As it stands in ASCII, UTF-8 and both kinds of UTF-16.
DOCTYPE = re.compile(rb"<\0?!\0?D\0?O\0?C\0?T\0?Y\0?P\0?E")
DECLARED = re.compile(rb"""(\A\s*(?:\xef\xbb\xbf)?<\?xml[^>]*encoding=["'])utf-?16(?:le|be)?(["'])""", re.IGNORECASE)
ENCODING = re.compile(rb"""\A\s*(?:\xef\xbb\xbf)?<\?xml[^>]*encoding=["']([\w.:-]{1,40})["']""")
ZIP = b"PK"
REMEDY = "ask for the file again, or open it in the program that wrote it and save it again"


def archive(content: bytes, name: str) -> zipfile.ZipFile:
    """Open a ZIP; `name` is the file's. Raises Problems for one that is damaged, or has far too many entries."""
    place = Place(name)
    end = content.rfind(END)  # APPNOTE.TXT, 4.3.16: the size of the list is 12 bytes on
    if end >= 0 and int.from_bytes(content[end + 12 : end + 16], "little") > LIST:
        raise Problems([Problem(place, "this ZIP lists far too many parts; a document has fewer than 100", REMEDY)])
    try:
        opened = zipfile.ZipFile(BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError) as error:
        raise Problems([Problem(place, f"this file is damaged ({error})", REMEDY)]) from None
    if len(entries := opened.infolist()) > ENTRIES:
        raise Problems([Problem(place, f"{len(entries):,} parts in one file; a document has fewer than 100", REMEDY)])
    return opened


@dataclass(frozen=True)
class Package:
    """A file that is a ZIP of parts: its name, and its parts by names that can be compared."""

    name: str
    archive: zipfile.ZipFile
    entries: Mapping[str, zipfile.ZipInfo]

    def content(self, path: str) -> bytes | None:
        """Return a part, or None if there is none. Raises Problems as `unpacked` does."""
        entry = self.entries.get(path)
        return unpacked(self.archive, entry, Place(self.name)) if entry else None

    def tree(self, path: str) -> Element | None:
        """Return a part that is XML as a tree, or None if there is none. Raises Problems as `content` and `xml` do."""
        content = self.content(path)
        return xml(content, self.name) if content is not None else None

    def contents(self, paths: Iterable[str]) -> dict[str, bytes]:
        """Return several parts that are XML. Raises Problems as `content` does, and if they are too large together."""
        read: dict[str, bytes] = {}
        size = tags = 0
        for path in paths:
            read[path] = self.content(path) or b""
            size, tags = size + len(read[path]), tags + read[path].count(b"<")
            _measured(size, tags, self.name)
        return read


def package(content: bytes, name: str) -> Package:
    """Open a file that is a ZIP of parts. Raises Problems as `archive` does, and for two parts of one name.

    Names that differ only in case are the same (ECMA-376 part 2, 6.2.2.3).
    """
    opened = archive(content, name)
    said = [(bare(entry.filename), entry) for entry in opened.infolist() if not entry.filename.endswith("/")]
    twice = [path for path, number in Counter(path for path, _ in said).items() if number > 1]
    if twice:
        raise Problems([Problem(Place(name), f"{twice[0]} is in this file twice", REMEDY)])
    return Package(name, opened, dict(said))


def bare(path: str) -> str:
    """Return the name of a part in a form that can be compared."""
    return posixpath.normpath(unicodedata.normalize("NFC", path.replace("\\", "/").lower())).lstrip("/")


def unpacked(opened: zipfile.ZipFile, entry: zipfile.ZipInfo, place: Place) -> bytes:
    """Return what is in a ZIP. What it says about its size is checked before, and not believed after.

    Raises Problems for an entry that is damaged, locked with a password, or packed to do harm.
    """
    part = entry.filename
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):  # OPC, annex C.2
        raise Problems([Problem(place, f"{part} is packed in a way that no office program uses", REMEDY)])
    if entry.flag_bits & 1:
        raise Problems([Problem(place, "this file is locked with a password", "save it without one")])
    if entry.file_size > LARGEST_PART or entry.file_size > RATIO * max(entry.compress_size, 1) + 100_000:
        what = f"{part} would unpack from {entry.compress_size:,} to {entry.file_size:,} bytes"
        raise Problems([Problem(place, what, REMEDY)])
    try:
        with opened.open(entry) as packed:
            content = packed.read(LARGEST_PART + 1)
    except (zipfile.BadZipFile, zipfile.zlib.error, EOFError, NotImplementedError, ValueError, OSError) as error:  # type: ignore[attr-defined]
        raise Problems([Problem(place, f"this file is damaged ({part}: {error})", REMEDY)]) from None
    if len(content) > LARGEST_PART:
        raise Problems([Problem(place, f"{part} unpacks to more than {LARGEST_PART:,} bytes", REMEDY)])
    return content


def _measured(size: int, tags: int, name: str) -> None:
    """Raise Problems for XML that is too large to be read, in one part or in several together."""
    if size > LARGEST_PART:
        what = f"this file has {size / 1e6:,.1f} MB of text; the limit is {LARGEST_PART / 1e6:.1f}"
        raise Problems([Problem(Place(name), what, "ask for a smaller one")])
    if tags > TAGS:
        what = f"this file has {tags:,} tags; the limit is {TAGS:,}"
        raise Problems([Problem(Place(name), what, "ask for a smaller one")])


def _declared(content: bytes, name: str) -> None:
    """Raise Problems for text that is not in the encoding that it says: letters would be lost, or garbled."""
    said = ENCODING.match(content)
    if content.isascii() or b"\0" in content[:100]:
        return
    if not said or said[1].lower() in (b"utf-8", b"utf8"):
        inputs.decoded(content, name)
        return
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return
    what = f"this file says that it is encoded in {said[1].decode('ascii')}, but it is in UTF-8"
    hint = 'ask for it again, saved as UTF-8; or put encoding="UTF-8" in its first line'
    raise Problems([Problem(Place(name, 1), what, hint)])


def xml(content: bytes, name: str, *, comments: bool = False) -> Element:
    """Return XML as a tree, with or without its comments.

    Raises Problems for what is damaged, and for a DOCTYPE: nothing that comes in needs entities.
    """
    _measured(len(content), 0, name)
    if DOCTYPE.search(content):  # before a parser sees it, which would follow what it says
        what = "this file declares a DOCTYPE, which may hide entities"
        raise Problems([Problem(Place(name), what, "delete everything from <!DOCTYPE to the first element")])
    _measured(0, content.count(b"<"), name)
    if (number := content.count(b"=")) > ATTRIBUTES:
        what = f"this file has {number:,} attributes; the limit is {ATTRIBUTES:,}"
        raise Problems([Problem(Place(name), what, "ask for a smaller one")])
    if b"\0" not in content[:100] and DECLARED.match(content):  # .NET writes UTF-8, and may call it UTF-16
        content = DECLARED.sub(rb"\1UTF-8\2", content, count=1)
    _declared(content, name)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=not comments, remove_pis=True
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
