"""Find the characters of a text that no font of its script has, before the text is imported."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from ..core.project import Root
from ..theme import fonts
from ..theme.model import Theme
from . import glyph_coverage

Lacking = Callable[[str], list[str]]  # the characters of a text that cannot be printed


def lacking(theme: Theme, script: str, root: Root) -> Lacking:
    """Return a function that finds the characters no font has; private ones count, since their shape is unknown."""
    faces = theme.typefaces["text"].faces(script)
    known = frozenset[int]().union(*(glyph_coverage.letters(fonts.read(root, face.regular)) for face in faces))

    def found(text: str) -> list[str]:
        return sorted({sign for sign in text if not sign.isspace() and not _printed(sign, known)})

    return found


def _printed(sign: str, known: frozenset[int]) -> bool:
    return glyph_coverage.shapeless(sign) or (ord(sign) in known and unicodedata.category(sign) != "Co")
