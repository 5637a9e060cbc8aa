"""Digest what a leaflet is made of: files, the program, the engines. File times do not count."""

from __future__ import annotations

import ctypes
import hashlib
import os
import stat
import sys
import sysconfig
import time
import zlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from . import inputs
from .project import Root

# The installed packages that shape a file.
ENGINES = [
    "babel",
    "cssselect2",
    "fonttools",
    "jinja2",
    "lxml",
    "markdown-it-py",
    "pydantic",
    "pikepdf",
    "pillow",
    "pydyf",
    "pyicu-wheels",
    "pypdfium2",
    "pyphen",
    "python-docx",
    "resvg-py",
    "segno",
    "tinycss2",
    "tinyhtml5",
    "uharfbuzz",
    "weasyprint",
]
# Shared libraries, by their names on Linux and on macOS, and the call that returns the version.
LIBRARIES = {
    "pango": (("libpango-1.0.so.0", "libpango-1.0.dylib"), "pango_version_string"),
    "harfbuzz": (("libharfbuzz.so.0", "libharfbuzz.0.dylib"), "hb_version_string"),
    "fontconfig": (("libfontconfig.so.1", "libfontconfig.1.dylib"), "FcGetVersion"),
}


def digest(*parts: str | bytes) -> str:
    """Return the digest of some content, short enough to read."""
    whole = hashlib.sha256()
    for part in parts:
        data = part.encode(errors="surrogateescape") if isinstance(part, str) else part
        whole.update(len(data).to_bytes(8, "big") + data)
    return whole.hexdigest()[:16]


def of_files(root: Root, folder: Path, paths: Iterable[Path]) -> str:
    """Return the digest of files of a project, and of their names below a folder, whatever order they come in."""
    named = sorted((path.relative_to(folder).as_posix(), path) for path in paths)
    return digest(*(part for name, path in named for part in (name, inputs.read(root, path, inputs.FONT))))


State = tuple[tuple[str, int, int, int, int], ...]
# The last digests of folders, with the state that the files were in: every layout asks for that of the fonts.
_digests: dict[Path, tuple[State, str]] = {}
# How many are kept, and for how long (ns) a file must have been as it is: two changes may get the same time.
MOST, SETTLED = 8, 200_000_000


def of_folder(root: Root, folder: Path) -> str:
    """Return the digest of everything in a folder of a project. Raises Problems for anything but regular files.

    The files are read again when a name, a number, a size or a time in the folder is not what it was.
    """
    before = _state(folder)
    known = _digests.get(folder)
    if before is not None and known and known[0] == before:
        return known[1]
    found = of_files(root, folder, inputs.regular(root, folder))
    if before is not None and before == _state(folder):
        if len(_digests) >= MOST:
            _digests.clear()
        _digests[folder] = before, found
    return found


def _state(folder: Path) -> State | None:
    """Return what tells whether a file in a folder was touched; None if one just was, or if there is a link."""
    found = list[tuple[str, int, int, int, int]]()
    folders = [] if folder.is_symlink() else [os.fspath(folder)]
    try:
        while folders:
            with os.scandir(folders.pop()) as entries:
                for entry in entries:
                    of = entry.stat(follow_symlinks=False)
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(entry.path)
                    elif not stat.S_ISREG(of.st_mode) or time.time_ns() - of.st_ctime_ns < SETTLED:
                        return None
                    found.append((entry.path, of.st_ino, of.st_size, of.st_mtime_ns, of.st_ctime_ns))
    except OSError:
        return None
    return tuple(sorted(found)) or None


def of_program(package: Path) -> str:
    """Return the digest of a program: of every module in every package below a folder."""
    files = sorted((path.relative_to(package).as_posix(), path) for path in package.rglob("*.py"))
    return digest(*(part for name, path in files for part in (name, path.read_bytes())))


@cache
def made_with() -> Mapping[str, str]:
    """Return the versions of the program (a digest of its code) and of everything that shapes a file."""
    return {
        "factsheet": of_program(Path(__file__).parents[1]),
        "python": ".".join(map(str, sys.version_info[:3])),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        **_installed(),
        **_libraries(),
    }


def _installed() -> dict[str, str]:
    """Read versions off the names of folders: importlib.metadata takes 0.05 s to say the same."""
    found: dict[str, str] = {}
    for path in Path(sysconfig.get_path("platlib")).glob("*.dist-info"):
        name, _, version = path.name.removesuffix(".dist-info").partition("-")
        found[name.lower().replace("_", "-")] = version
    return {name: found[name] for name in ENGINES if name in found}


def _libraries() -> dict[str, str]:
    found: dict[str, str] = {}
    for name, (files, call) in LIBRARIES.items():
        for file in files:
            with suppress(OSError, AttributeError):
                found[name] = _version(getattr(ctypes.CDLL(file), call))
                break
    return found


def _version(call: Any) -> str:
    """Return what a library says its version is: a text, or fontconfig's number (21402 for 2.14.2)."""
    if call.__name__ == "FcGetVersion":
        number = call()
        return f"{number // 10_000}.{number // 100 % 100}.{number % 100}"
    call.restype = ctypes.c_char_p
    return str(call().decode())
