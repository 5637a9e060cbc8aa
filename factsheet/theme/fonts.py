"""Read a font of the project, and check that it is complete before anything is set in it.

A font that was cut short still opens, but prints nothing for its last glyphs. One that draws the wrong letters is
complete, so fonts are recognised by a digest that somebody has accepted.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any

from ..core import disk_cache, fingerprint, inputs
from ..core.diagnostics import Place, Problem, Problems
from ..core.project import Root
from .model import Theme

# OpenType 1.9, "Required tables", and where outlines are.
NEEDED = {"cmap", "head", "hhea", "hmtx", "maxp", "name", "OS/2", "post"}
OUTLINES = ({"glyf", "loca"}, {"CFF "}, {"CFF2"})
# Tables of pictures and colours, which would be drawn unchecked.
PICTURES = {"SVG ", "COLR", "CBDT", "sbix", "EBDT"}
CONFIGURATION = "fonts.conf"
# The digests of the fonts, as `sha256sum` writes and checks them.
ACCEPTED = "SHA256SUMS"
# All that the configuration may say, comments aside: two parsers could not differ on it.
OWN_FOLDER = (
    r'(<\?xml version="1\.0"\?>)?(<!DOCTYPE fontconfig SYSTEM "[\w:./-]*">)?'
    r'<fontconfig><dir prefix="relative">\.</dir></fontconfig>'
)

Fonts = tuple[bytes, ...]


def read(root: Root, file: str) -> bytes:
    """Return a font of fonts/. Raises Missing if there is none, and Problems as `inputs.read` does."""
    return inputs.read(root, root.fonts / file, inputs.FONT)


@lru_cache(maxsize=128)
def fault(font: bytes) -> str:
    """Return what is wrong with a font; "" if it is complete: each table there, with its stated checksum.

    Kept on disk: adding up 15 fonts takes as long as reading all sources.
    """
    return disk_cache.cached("whole", (digest(font),), lambda: _fault(font).encode()).decode()


def _fault(font: bytes) -> str:
    from fontTools.ttLib.sfnt import SFNTReader

    try:
        reader = SFNTReader(BytesIO(font), checkChecksums=2)  # 2: an error, not a log
        for tag in reader.keys():  # noqa: SIM118
            reader[tag]
    except Exception as error:  # whatever the reader trips over
        return f"it is damaged ({str(error)[:80] or type(error).__name__})"
    tables = set(reader.keys())
    if pictures := tables & PICTURES:
        return f"it has pictures in place of outlines ({', '.join(sorted(pictures))})"
    if missing := NEEDED - tables:
        return f"it has no table {', '.join(sorted(missing))}"
    if not any(tables >= outlines for outlines in OUTLINES):
        return "it has no outlines"
    return ""


def accepted(root: Root) -> Mapping[str, str]:
    """Return the digest of each accepted font, by its file. Raises Problems if there are none."""
    path = root.fonts / ACCEPTED
    try:
        lines = inputs.text(root, path, inputs.SOURCE).splitlines()
    except inputs.Missing:
        hint = "restore it, or, if you trust the fonts that are there, run: make fonts"
        raise Problems([Problem(Place(root.name(path)), "this file is missing", hint)]) from None
    return {file: digest for digest, _, file in (line.partition("  ") for line in lines)}


def accepting(root: Root) -> str:
    """Return the file that accepts the fonts of fonts/ as they are. Raises Problems for one that is not whole."""
    files = sorted(path for path in inputs.regular(root, root.fonts) if path.suffix in (".ttf", ".otf"))
    fonts = {path.relative_to(root.fonts).as_posix(): inputs.read(root, path, inputs.FONT) for path in files}
    if faults := {file: found for file, font in fonts.items() if (found := fault(font))}:
        raise Problems(
            Problem(Place(root.name(root.fonts / file)), f"it cannot be used: {found}", "replace it with a good copy")
            for file, found in faults.items()
        )
    return "".join(f"{digest(font)}  {file}\n" for file, font in fonts.items())


@lru_cache(maxsize=128)
def digest(font: bytes) -> str:
    """Return the digest that identifies a font."""
    return hashlib.sha256(font).hexdigest()


@lru_cache(maxsize=128)
def face(font: bytes) -> Any:
    """Return a font as HarfBuzz has it."""
    import uharfbuzz

    return uharfbuzz.Face(uharfbuzz.Blob(font))


def family(font: bytes) -> str:
    """Return the family name in a font (name 1, by which Word and fontconfig both find it)."""
    import uharfbuzz

    return face(font).get_name(uharfbuzz.OTNameIdPredefined.FONT_FAMILY) or ""


@dataclass(frozen=True)
class Said:
    """What a font says about itself; "" for what it does not."""

    name: str
    version: str
    licence: str


def said(font: bytes) -> Said:
    """Return what a font says about itself (names 4, 5 and 13)."""
    import uharfbuzz

    ids = uharfbuzz.OTNameIdPredefined
    asked = (ids.FULL_NAME, ids.VERSION_STRING, ids.LICENSE)
    return Said(*(face(font).get_name(each) or "" for each in asked))


def of_script(theme: Theme, script: str) -> dict[str, list[str]]:
    """Return the files that a text in a script may be set in, each with the glyphs that are empty on purpose."""
    faces = [face for typeface in theme.typefaces.values() for face in typeface.faces(script)]
    return {file: face.empty for face in faces for file in face.files.values()}


def of_theme(theme: Theme, root: Root) -> Fonts:
    """Return every font of the theme: a file may contain no others."""
    return _contents(root, _files(theme), fingerprint.of_folder(root, root.fonts))


def named(theme: Theme, root: Root) -> dict[str, bytes]:
    """Return every font of the theme, by its file."""
    return dict(sorted(zip(_files(theme), of_theme(theme, root), strict=True)))


def _files(theme: Theme) -> tuple[str, ...]:
    scripts = ["Latn", *(script for typeface in theme.typefaces.values() for script in typeface.scripts)]
    return tuple(dict.fromkeys(file for script in scripts for file in of_script(theme, script)))


@lru_cache(maxsize=2)
def _contents(root: Root, files: Sequence[str], digest: str) -> Fonts:
    """Read fonts, once for each state of the folder: the theme has 5 MB of them, and each file needs them all."""
    return tuple(read(root, file) for file in files)


def configured(root: Root) -> None:
    """Check that the folder contains nothing that could block fontconfig, and names no fonts but its own.

    Raises Problems for a configuration that is missing or different: other fonts would be used unnoticed.
    """
    list(inputs.regular(root, root.fonts))
    path = root.fonts / CONFIGURATION
    said = re.sub(r"<!--.*?-->", "", inputs.text(root, path, inputs.SOURCE), flags=re.DOTALL)
    if not re.fullmatch(OWN_FOLDER, re.sub(r"\s*\n\s*", "", said).strip()):
        hint = 'it must contain <fontconfig><dir prefix="relative">.</dir></fontconfig>, and nothing else'
        raise Problems([Problem(Place(root.name(path)), "this file refers to fonts outside fonts/", hint)])


def strangers(used: Iterable[tuple[str, bytes]], allowed: Fonts) -> Iterator[Problem]:
    """Yield a problem for each font, by name and content, that a file uses and the theme does not name."""
    for name, content in used:
        if content not in allowed:
            what = f'the font "{name}" was used, but it is not one of the theme\'s files'
            yield Problem(Place("fonts"), what, "remove other fonts from fonts/, and restore those named in theme.yaml")
