"""Embed the theme's fonts in a web page, cut down to the letters on it."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from io import BytesIO

from ..core import disk_cache
from ..core.project import Root
from ..edition.glyph_coverage import letters as covered
from ..theme import fonts
from ..theme.model import Theme
from ..theme.styles import Face

WEIGHTS = {
    "regular": (400, "normal"),
    "bold": (700, "normal"),
    "italic": (400, "italic"),
    "bold_italic": (700, "italic"),
}


@dataclass(frozen=True)
class WebFont:
    """A face as a style sheet names it; `source` is the font itself, as a data: address."""

    family: str
    weight: int
    style: str
    source: str


def webfonts(theme: Theme, root: Root, script: str, letters: Iterable[str]) -> Iterator[WebFont]:
    """Yield the faces for a text in a script, each with those of the letters that it has."""
    wanted = frozenset(map(ord, letters))
    faces = {face.family: face for typeface in theme.typefaces.values() for face in typeface.faces(script)}
    for face in faces.values():
        for style, file in face.files.items():
            yield from _font(face, style, fonts.read(root, file), wanted)


def in_turn(
    theme: Theme, root: Root, typeface: str, scripts: Iterable[str], style: str, letters: Iterable[str]
) -> Iterator[WebFont]:
    """Yield the faces of a typeface for a page of many scripts: each with the letters that none before it has."""
    left = frozenset(map(ord, letters))
    faces = {face.family: face for script in scripts for face in theme.typefaces[typeface].faces(script)}
    for face in faces.values():
        if file := face.files.get(style):
            font = fonts.read(root, file)
            yield from _font(face, style, font, left)
            left -= covered(font)


def _font(face: Face, style: str, font: bytes, wanted: frozenset[int]) -> Iterator[WebFont]:
    if cut := _cut(font, wanted):
        weight, slant = WEIGHTS[style]
        yield WebFont(face.family, weight, slant, f"data:font/woff;base64,{base64.b64encode(cut).decode()}")


def _cut(font: bytes, wanted: frozenset[int]) -> bytes:
    """Return a font with some letters, as WOFF: woff2 is a quarter smaller, and takes thirty times as long."""
    letters = wanted & covered(font)
    if not letters - {0x20, 0xA0}:
        return b""
    made_from = fonts.digest(font), "".join(map(chr, sorted(letters)))
    return disk_cache.cached("woff", made_from, partial(_woff, font, letters))


def _woff(font: bytes, letters: Iterable[int]) -> bytes:
    import uharfbuzz
    from fontTools.ttLib import TTFont

    plan = uharfbuzz.SubsetInput()
    plan.unicode_set.update(letters)
    plan.flags = uharfbuzz.SubsetFlags.NO_HINTING
    cut = TTFont(BytesIO(bytes(plan.subset(fonts.face(font)).blob.data)), recalcTimestamp=False)
    cut.flavor = "woff"
    packed = BytesIO()
    cut.save(packed)
    return packed.getvalue()
