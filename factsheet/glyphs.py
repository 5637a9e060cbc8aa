"""Find letters that no font of the leaflet has, before a page shows a box in their place."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from .edition import Edition
from .errors import Place, Problem
from .root import Root
from .theme import Theme

# Formatting characters have no shape, and need none.
SHAPELESS = frozenset(
    map(chr, [0x0A, 0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A)])
)


@cache
def letters(path: Path) -> frozenset[int]:
    """Return the code points that a font has a glyph for."""
    import uharfbuzz

    return frozenset(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path))).unicodes)


Placer = Callable[[str, str], Place]


def missing(edition: Edition, theme: Theme, root: Root, place: Placer) -> Iterable[Problem]:
    """Yield each text with a letter that none of the fonts it may be set in has.

    `place` tells where a text, by its key, has some letter.
    """
    faces = theme.typefaces["text"].faces(edition.script)
    known = frozenset().union(*(letters(root.fonts / face.regular) for face in faces))
    texts = {key: str(text) for key, text in edition.text.items()}
    names = {f"countries.{state.code}": state.name for state in edition.members}
    for key, text in {**texts, **names}.items():
        lacking = sorted({letter for letter in text if ord(letter) not in known and letter not in SHAPELESS})
        if lacking:
            signs = ", ".join(f'"{letter}" (U+{ord(letter):04X})' for letter in lacking[:5])
            remedy = f"add a font of the script {edition.script} to fonts/ and theme.yaml, or write it another way"
            yield Problem(place(key, lacking[0]), f"{key}: no font has {signs}", remedy)
