"""Open files: the one place where anything is read.

A file of the project must be inside it once links are followed, be a regular file (a FIFO waits for ever, a device
never ends), and be no larger than its kind can need. Anything else is refused with a message.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .diagnostics import Place, Problem, Problems
from .project import Root


@dataclass(frozen=True)
class Kind:
    """A kind of file: its name, and its maximum size in bytes."""

    name: str
    most: int


# Each is about ten times the largest seen so far.
SOURCE = Kind("source", 1_000_000)
TEMPLATE = Kind("template", 1_000_000)
PICTURE = Kind("picture", 1_000_000)
FONT = Kind("font", 20_000_000)
PROFILE = Kind("colour profile", 20_000_000)
LEAFLET = Kind("leaflet", 200_000_000)
MANIFEST = Kind("manifest", 20_000_000)
TRANSLATION = Kind("translation", 20_000_000)
TABLE = Kind("table", 10_000_000)
# A photo of 48 megapixels has 25 MB as JPEG, one of 24 with 16 bits to a colour 100 as PNG.
PHOTO = Kind("photo", 120_000_000)
KEY = Kind("key", 1_000_000)
# A passphrase, in letters.
LONGEST_SECRET = 1_000


# In a folder of the project; the fonts folder has 14 files and 5 MB.
MOST_FILES, MOST_BYTES = 2_000, 300_000_000


class Missing(Problems):
    """There is no such file."""


def read(root: Root, path: Path, kind: Kind) -> bytes:
    """Return what is in a file of the project.

    Raises Missing where there is none, and Problems for one that leads out of the project, is not a regular file, or
    is too large.
    """
    place = Place(root.name(path))
    return _content(_inside(root, path, place), kind, place)


def text(root: Root, path: Path, kind: Kind) -> str:
    """Return what is in a text file of the project, which is UTF-8. Raises as `read` does, and for other encodings."""
    return decoded(read(root, path, kind), root.name(path))


def decoded(content: bytes, name: str, hint: str = 'save the file with the encoding "UTF-8"') -> str:
    """Return UTF-8 as text, without a byte order mark. Raises Problems at the first byte that is something else."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        column = error.start - content.rfind(b"\n", 0, error.start)
        what = f"byte 0x{content[error.start]:02x} is not UTF-8 text"
        raise Problems([Problem(Place(name, line, column), what, hint)]) from None


def read_named(path: Path, kind: Kind, hint: str) -> bytes:
    """Return what is in a file named on the command line, which may be anywhere.

    Raises Missing, with a hint, where there is none, and Problems as `read` does.
    """
    place = Place(path.name or str(path))
    try:
        path.stat()
    except (OSError, ValueError):
        raise Missing([Problem(Place(str(path)), "there is no such file", hint)]) from None
    if path.is_dir():
        raise Problems([Problem(place, "this is a folder, not a file", hint)])
    return _content(path, kind, place)


def secret(descriptor: int, place: str) -> str:
    """Return what can be read from a file that is open already: its first line, and there must be no other.

    `place` is where its number was given, for messages. Raises Problems for one that is not open, is too long or empty.
    """
    hint = "give the number of a file that is open for reading and has one line"
    try:
        with os.fdopen(descriptor, "rb") as file:
            content = file.read(LONGEST_SECRET + 1)
    except OSError as error:
        what = f"file {descriptor} cannot be read ({error.strerror})"
        raise Problems([Problem(Place(place), what, hint)]) from None
    text = decoded(content, place).removesuffix("\n").removesuffix("\r")
    if not text or "\n" in text or len(content) > LONGEST_SECRET:
        what = f"file {descriptor} {'is empty' if not text else 'has more than one line, or is far too long'}"
        raise Problems([Problem(Place(place), what, hint)])
    return text


def regular(root: Root, folder: Path) -> Iterator[Path]:
    """Yield the files in a folder of the project, and in its folders. Raises Problems for anything but regular files.

    Hidden files are left out: they belong to editors and file managers. Raises Problems also for a folder that is a
    link, and for one that is far too large.
    """
    _inside(root, folder, Place(root.name(folder)))
    number = total = 0
    for path in folder.rglob("*"):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        place = Place(root.name(path))
        if path.is_dir():
            if path.is_symlink():
                raise Problems([Problem(place, "this folder is a link", "put the folder itself here")])
            continue
        if hidden:
            continue
        real = _inside(root, path, place)
        number, total = number + 1, total + _checked(real, place).st_size
        if number > MOST_FILES or total > MOST_BYTES:
            what = f"this folder has more than {MOST_FILES:,} files, or {MOST_BYTES / 1e6:,.0f} MB"
            raise Problems([Problem(Place(root.name(folder)), what, "remove what is not needed")])
        yield path


def _inside(root: Root, path: Path, place: Place) -> Path:
    """Return a path with its links followed."""
    try:
        real = path.resolve(strict=True)
    except (FileNotFoundError, NotADirectoryError):
        raise Missing([Problem(place, "this file is missing", "put it back")]) from None
    except PermissionError as error:
        what = f"this file cannot be read ({error.strerror})"
        raise Problems([Problem(place, what, "check that you are allowed to read it")]) from None
    except (OSError, RuntimeError, ValueError):  # a circle of links, a name that is far too long
        raise Problems([Problem(place, "this file cannot be reached", "put the file itself here")]) from None
    if not real.is_relative_to(root.real):
        what = "this file is a link that leads out of the project"
        raise Problems([Problem(place, what, "put the file itself here")])
    return real


def _checked(path: Path, place: Place) -> os.stat_result:
    """Raise Problems for anything but a regular file, before opening it: opening alone could block or wake a device."""
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise Problems([Problem(place, "this is not a regular file", "delete it, and put the file itself here")])
    return found


def _content(path: Path, kind: Kind, place: Place) -> bytes:
    try:
        _checked(path, place)
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(handle, "rb") as file:
            now = os.fstat(handle)
            if not stat.S_ISREG(now.st_mode):  # replaced since it was checked
                raise Problems([Problem(place, "this is not a regular file", "put the file itself here")])
            content = file.read(min(now.st_size, kind.most) + 1)  # room for the most would cost more than the file
            if len(content) > now.st_size:  # it has grown, or its size is not known
                content += file.read(kind.most + 1 - len(content))
    except OSError as error:
        what = f"this file cannot be read ({error.strerror})"
        raise Problems([Problem(place, what, "check that you are allowed to read it")]) from None
    if len(content) > kind.most:
        size = max(path.stat().st_size, len(content))
        what = f"this file is {size / 1e6:,.1f} MB; a {kind.name} can be at most {kind.most / 1e6:,.0f} MB"
        raise Problems([Problem(place, what, "make it smaller")])
    return content
