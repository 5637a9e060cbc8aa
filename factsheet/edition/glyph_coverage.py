"""Find letters that no font of the leaflet has, before a page shows a box instead."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from ..core.diagnostics import Place, Problem
from ..core.names import TextKey, text_key
from ..core.project import Root
from ..source.schema import DRAFT
from ..theme import fonts
from ..theme.model import Theme
from .edition import Edition


@lru_cache(maxsize=128)
def letters(font: bytes) -> frozenset[int]:
    """Return the code points that a font has a glyph for."""
    return frozenset(fonts.face(font).unicodes)


def shapeless(letter: str) -> bool:
    """Tell whether a character needs no shape: a space, or one that Unicode lets a font ignore."""
    import icu

    return letter.isspace() or icu.Char.hasBinaryProperty(letter, icu.UProperty.DEFAULT_IGNORABLE_CODE_POINT)


def texts_of(edition: Edition) -> dict[TextKey, str]:
    """Return what an edition prints, by key, including the names of countries and the word across a draft."""
    texts = {key: str(text) for key, text in edition.text.items()} | {DRAFT: edition.watermark}
    named = (country for countries in edition.lists.values() for country in countries)
    return texts | {text_key("countries", country.code): country.name for country in named}


Placer = Callable[[TextKey, str], Place]


def missing(edition: Edition, theme: Theme, root: Root, place: Placer) -> Iterable[Problem]:
    """Yield each text with a letter that none of the fonts it may be set in has.

    `place` returns where a text, by its key, has a letter.
    """
    faces = theme.typefaces["text"].faces(edition.script)
    known = frozenset[int]().union(*(letters(fonts.read(root, face.regular)) for face in faces))
    for key, text in texts_of(edition).items():
        lacking = sorted({letter for letter in text if ord(letter) not in known and not shapeless(letter)})
        if lacking:
            signs = ", ".join(f'"{letter}" (U+{ord(letter):04X})' for letter in lacking[:5])
            hint = f"add a font for the script {edition.script} to fonts/ and theme.yaml, or write it another way"
            yield Problem(place(key, lacking[0]), f"{key}: no font has {signs}", hint)
