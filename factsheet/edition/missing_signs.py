"""Tell which signs of a text none of the fonts has that a script is set in, before the text is taken in."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from ..core.project import Root
from ..theme import fonts
from ..theme.model import Theme
from . import glyph_coverage

Lacking = Callable[[str], list[str]]  # the signs of a text that cannot be printed


def lacking(theme: Theme, script: str, root: Root) -> Lacking:
    """Return what tells the signs of a text that no font has; private ones count, whose shape is anybody's guess."""
    faces = theme.typefaces["text"].faces(script)
    known = frozenset[int]().union(*(glyph_coverage.letters(fonts.read(root, face.regular)) for face in faces))

    def found(text: str) -> list[str]:
        return sorted({sign for sign in text if not sign.isspace() and not _printed(sign, known)})

    return found


def _printed(sign: str, known: frozenset[int]) -> bool:
    return glyph_coverage.shapeless(sign) or (ord(sign) in known and unicodedata.category(sign) != "Co")
