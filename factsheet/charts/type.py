"""Measure the words of a chart, and break them into lines: what is drawn has to leave room for them. Lengths in pt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any

from ..core.project import Root
from ..theme import fonts
from ..theme.charts import Chart
from ..theme.model import Theme

# What no line breaks after is no white space here.
SPACE = " "
# By how much a line may be wider in an engine than as HarfBuzz shapes it.
TRACE = 0.2


@dataclass(frozen=True)
class Type:
    """The type of a chart in a script: its size and leading in pt, and its fonts, in the order in which to try them."""

    size: float
    leading: float
    files: tuple[bytes, ...]

    @classmethod
    def of(cls, look: Chart, theme: Theme, root: Root, script: str) -> Type:
        faces = theme.typefaces[look.face].faces(script)
        scale = theme.typefaces["text"].faces(script)[-1].scale
        files = tuple(fonts.read(root, face.regular) for face in reversed(faces))
        return cls(look.size * scale, look.lines * scale, files)

    def width(self, words: str) -> float:
        """Return how wide words are on one line."""
        return sum(_advance(font, part) for font, part in self._parts(words)) * self.size + TRACE

    def _parts(self, words: str) -> Iterator[tuple[bytes, str]]:
        """Yield runs of letters with the first font that has them."""

        def font_of(letter: str) -> int:
            return next((at for at, font in enumerate(self.files) if ord(letter) in _letters(font)), 0)

        for at, letters in groupby(words, font_of):
            yield self.files[at], "".join(letters)

    def lines(self, words: str, most: float) -> list[str]:
        """Return words broken into lines no wider than `most`; a word that is wider alone is a line."""
        lines: list[str] = []
        for word in filter(None, words.split(SPACE)):
            longer = f"{lines[-1]}{SPACE}{word}" if lines else word
            if lines and self.width(longer) <= most:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines or [""]

    def widest(self, lines: list[str]) -> float:
        return max(map(self.width, lines), default=0.0)


@lru_cache(maxsize=32)
def _letters(font: bytes) -> frozenset[int]:
    return frozenset(fonts.face(font).unicodes)


@lru_cache(maxsize=4096)
def _advance(font: bytes, words: str) -> float:
    """Return how far words in one font advance, in em."""
    import uharfbuzz

    shaped: Any = uharfbuzz.Buffer()
    shaped.add_str(words)
    shaped.guess_segment_properties()
    face = fonts.face(font)
    uharfbuzz.shape(uharfbuzz.Font(face), shaped)
    return float(sum(position.x_advance for position in shaped.glyph_positions) / face.upem)
