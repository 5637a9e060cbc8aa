"""Add glyphs to a font in a PDF, each for one letter: some look like several of its own, others have no ink."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from .written import behind

# Glyphs, and how far right and up each is drawn, in thousandths of an em.
Looks = tuple[tuple[int, float, float], ...]
# How many entries a block of a ToUnicode map may have (Adobe technical note 5014).
BLOCK = 100
# Of lines from top to bottom, of which the new glyphs know nothing.
VERTICAL = {"vhea", "vmtx", "VORG"}


@dataclass
class Letters:
    """What the glyphs of a font stand for: its own, and those to be added."""

    number: int
    own: dict[int, str] = field(default_factory=dict)
    added: dict[tuple[Looks, str, float], int] = field(default_factory=dict)

    def glyph(self, looks: Looks, letter: str, width: float) -> int:
        """Return the glyph that has this width and look, and stands for a letter."""
        return self.added.setdefault((looks, letter, width), self.number + len(self.added))


class Font:
    """A font in a PDF that is being written, found by WeasyPrint's name for it."""

    def __init__(self, pdf: Any, name: str) -> None:
        from fontTools.ttLib import TTFont

        fonts = next(each for each in pdf.objects if isinstance(each, dict) and name in each)
        whole = behind(pdf, fonts[name])
        self.below = behind(pdf, whole["DescendantFonts"][0])
        self.map = behind(pdf, whole["ToUnicode"]).stream
        self.stream = behind(pdf, behind(pdf, self.below["FontDescriptor"])["FontFile2"])
        self.file = TTFont(BytesIO(self.stream.stream[0]), recalcTimestamp=False, recalcBBoxes=False)
        self.letters = Letters(self.file["maxp"].numGlyphs)

    def save(self) -> None:
        """Write the new glyphs into the PDF, and what each stands for."""
        import pydyf

        if self.letters.added:
            for table in VERTICAL & set(self.file.keys()):
                del self.file[table]
            for (looks, _, width), code in self.letters.added.items():
                self._draw(looks, width)
                self.below["W"] += [code, pydyf.Array([width])]
            self._bound()
            result = BytesIO()
            self.file.save(result)
            self.stream.stream[:] = [result.getvalue()]
            self.stream.extra["Length1"] = len(result.getvalue())
        self._map()

    def _draw(self, looks: Looks, width: float) -> None:
        from fontTools.pens.ttGlyphPen import TTGlyphPen

        names, scale = self.file.getGlyphOrder(), self.file["head"].unitsPerEm / 1000
        glyphs, metrics = self.file["glyf"], self.file["hmtx"].metrics
        pen = TTGlyphPen(glyphs)
        for id, right, up in looks:
            pen.addComponent(names[id], (1, 0, 0, 1, round(right * scale), round(up * scale)))
        glyph = pen.glyph()
        glyph.recalcBounds(glyphs)
        name = f"letter{len(names)}"
        self.file.setGlyphOrder([*names, name])
        glyphs.glyphs[name] = glyph
        metrics[name] = (round(width * scale), getattr(glyph, "xMin", 0))

    def _bound(self) -> None:
        """Set the limits that the new glyphs need. Having fontTools measure them takes five times as long."""
        most, parts = self.file["maxp"], max(len(looks) for looks, _, _ in self.letters.added)
        most.numGlyphs = len(self.file.getGlyphOrder())
        most.maxComponentElements = max(most.maxComponentElements, parts)
        most.maxComponentDepth += 1
        most.maxCompositePoints = parts * max(most.maxPoints, most.maxCompositePoints)
        most.maxCompositeContours = parts * max(most.maxContours, most.maxCompositeContours)

    def _map(self) -> None:
        """Correct the map of the font's own glyphs, and add the new ones to it (ISO 32000-1, 9.10.3)."""
        for number, line in enumerate(self.map):
            found = re.fullmatch(rb"<(\w{4})> <\w*>", line)
            if found and (letter := self.letters.own.get(int(found[1], 16))):
                self.map[number] = _entry(int(found[1], 16), letter)
        new = [_entry(code, letter) for (_, letter, _), code in self.letters.added.items()]
        blocks = [new[at : at + BLOCK] for at in range(0, len(new), BLOCK)]
        end = self.map.index(b"endcmap")
        self.map[end:end] = [line for each in blocks for line in (b"%d beginbfchar" % len(each), *each, b"endbfchar")]


def _entry(code: int, letter: str) -> bytes:
    return b"<%04x> <%s>" % (code, letter.encode("utf-16-be").hex().encode())
