"""Draw lam-alef as two glyphs: python fonts/lam_alef.py ORIGINAL.ttf RESULT.ttf

An Arabic font draws lam and alef as one glyph. Programs that read a PDF turn a line from right to left by its glyphs,
and give the two letters of that one back in the wrong order: poppler, pdf.js and PDFium lose one Arabic word in eight.
Here each such ligature becomes two glyphs of half its width, all ink in the one that stands for lam. It looks the
same, and what is copied, searched or read aloud is the two letters, in every program and every format. The same is
done to the name of God, which is four letters.

The line of the font is made lower, too, from 1.56 to 1.28 em, with four fifths of it above the baseline. Where the
leading is lower than that, as in titles, Word files give it as a share of the font's line. LibreOffice then sets the
baseline four fifths of the way down; programs that follow Word set it as far down as the font has it, which is now the
same. It is also as far below the middle of the line as in Noto Sans, so a line with both is no higher than its leading.
Letters are drawn as before, and reach as far above and below.

The Vazirmatn files beside this script were made with it of version 33.003, as the npm package
@expo-google-fonts/vazirmatn 0.4.1 carries it. The same original gives the same bytes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from typing import Any

from fontTools.otlLib.builder import ChainContextSubstBuilder, ChainContextualRule, SingleSubstBuilder, buildCoverage
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables

# OpenType 1.9, GSUB and GPOS: the types of lookups that are read or made.
LIGATURE, MARK_TO_BASE, MARK_TO_LIGATURE, EXTENSION = 4, 4, 5, 9
RIGHT_TO_LEFT = 1  # of the flags of a lookup
BASE = 1  # of GDEF: a glyph that marks stand on
NAME_VERSION = 5
SAYS = "; lam-alef drawn as two glyphs, line 1.28 em high"
ABOVE = 4  # times as much of a line is above the baseline as is below it


@dataclass(frozen=True)
class Ligature:
    """Letters that are drawn as one glyph, all by their names, and what is drawn in place of it."""

    letters: tuple[str, ...]
    glyph: str

    @property
    def parts(self) -> tuple[str, ...]:
        """Return a glyph for each letter: that of the first has all ink."""
        return f"{self.glyph}.drawn", *(f"{self.glyph}.empty{number}" for number in range(1, len(self.letters)))


def taken_apart(original: bytes) -> bytes:
    """Return a font in which no two Arabic letters are drawn as one. Raises ValueError where none are."""
    font = TTFont(BytesIO(original), recalcTimestamp=False)
    ligatures = {index: found for index, lookup in enumerate(_lookups(font["GSUB"])) if (found := _found(font, lookup))}
    if not ligatures:
        raise ValueError("no lam-alef is drawn as one glyph in this font")
    for index, found in ligatures.items():
        for ligature in found:
            _part(font, ligature)
        _substitute(font, index, found)
    _attach(_lookups(font["GPOS"]), font, [each for found in ligatures.values() for each in found])
    _lower(font)
    font["maxp"].numGlyphs = len(font.getGlyphOrder())
    font["post"].extraNames = []  # rebuilt from the names that there are
    for record in font["name"].names:
        if record.nameID == NAME_VERSION:
            record.string = f"{record.toUnicode()}{SAYS}"
    result = BytesIO()
    font.save(result)
    return result.getvalue()


def _lower(font: TTFont) -> None:
    """Make a line reach a fifth of its height down; what Windows clips (usWinDescent) stays."""
    font["hhea"].descent = font["OS/2"].sTypoDescender = -round(font["hhea"].ascent / ABOVE)


def _lookups(table: Any) -> list[Any]:
    return list(table.table.LookupList.Lookup)


def _subtables(lookup: Any, kind: int) -> list[Any]:
    tables = [getattr(each, "ExtSubTable", each) for each in lookup.SubTable]
    return [each for each in tables if each.LookupType == kind]


def _found(font: TTFont, lookup: Any) -> list[Ligature]:
    """Return the ligatures of a lookup for a script from right to left that are made of letters alone."""
    classes = font["GDEF"].table.GlyphClassDef.classDefs
    return [
        Ligature((first, *ligature.Component), ligature.LigGlyph)
        for table in _subtables(lookup, LIGATURE)
        if lookup.LookupFlag & RIGHT_TO_LEFT
        for first, ligatures in table.ligatures.items()
        for ligature in ligatures
        if all(classes.get(letter) == BASE for letter in (first, *ligature.Component))
    ]


def _part(font: TTFont, ligature: Ligature) -> None:
    """Add a glyph for each letter of a ligature, of a share of its width; the first, on the right, is drawn."""
    width, number = font["hmtx"][ligature.glyph][0], len(ligature.letters)
    share = width // number
    shift = share * (number - 1)
    pen = TTGlyphPen(font.getGlyphSet())
    font.getGlyphSet()[ligature.glyph].draw(TransformPen(pen, (1, 0, 0, 1, -shift, 0)))
    glyph = pen.glyph()
    glyph.recalcBounds(font["glyf"])
    drawn, *empty = ligature.parts
    _add(font, drawn, glyph, width - shift, glyph.xMin)
    for name in empty:
        _add(font, name, TTGlyphPen(None).glyph(), share, 0)


def _add(font: TTFont, name: str, glyph: Any, width: int, left: int) -> None:
    font.setGlyphOrder([*font.getGlyphOrder(), name])
    font["glyf"].glyphs[name] = glyph
    font["hmtx"].metrics[name] = (width, left)
    font["GDEF"].table.GlyphClassDef.classDefs[name] = BASE


def _substitute(font: TTFont, index: int, ligatures: list[Ligature]) -> None:
    """Put a rule in place of some ligatures of a lookup: of letters side by side, each becomes its part."""
    lookups = font["GSUB"].table.LookupList
    lookup = lookups.Lookup[index]
    glyphs = {each.glyph for each in ligatures}
    for table in _subtables(lookup, LIGATURE):
        left = {
            first: [each for each in found if each.LigGlyph not in glyphs] for first, found in table.ligatures.items()
        }
        table.ligatures = {first: found for first, found in left.items() if found}
    chain = ChainContextSubstBuilder(font, None)
    chain.lookupflag = lookup.LookupFlag
    for ligature in ligatures:
        steps = []
        for letter, part in zip(ligature.letters, ligature.parts, strict=True):
            single = SingleSubstBuilder(font, None)
            single.mapping, single.lookupflag = {letter: part}, lookup.LookupFlag
            single.lookup_index = _append(lookups, single.build())
            steps.append([single])
        chain.rules.append(ChainContextualRule([], [[letter] for letter in ligature.letters], [], steps))
    _use(font["GSUB"], index, _append(lookups, chain.build()))


def _append(lookups: Any, lookup: Any) -> int:
    lookups.Lookup.append(lookup)
    lookups.LookupCount = len(lookups.Lookup)
    return lookups.LookupCount - 1


def _use(table: Any, beside: int, lookup: int) -> None:
    """Let every feature that uses a lookup use another one too."""
    for record in table.table.FeatureList.FeatureRecord:
        if beside in record.Feature.LookupListIndex:
            record.Feature.LookupListIndex.append(lookup)
            record.Feature.LookupCount += 1


def _attach(lookups: list[Any], font: TTFont, ligatures: list[Ligature]) -> None:
    """Put marks where they were on a ligature: those of its first letter on the one glyph, and so on.

    This goes into the lookup before, which does it for single letters: a mark on a mark is placed after both.
    """
    for before, lookup in pairwise(lookups):
        for table in _subtables(lookup, MARK_TO_LIGATURE):
            if not _subtables(before, MARK_TO_BASE) or before.LookupFlag != lookup.LookupFlag:
                raise ValueError("no lookup for marks on single letters stands before that for marks on ligatures")
            new = _on_parts(font, table, ligatures)
            before.SubTable.append(_extended(new) if before.LookupType == EXTENSION else new)
            before.SubTableCount = len(before.SubTable)


def _extended(table: Any) -> Any:
    """Return a subtable as it is in a lookup of extensions only (OpenType 1.9, GPOS lookup type 9)."""
    extension = otTables.ExtensionPos()
    extension.Format, extension.ExtensionLookupType, extension.ExtSubTable = 1, table.LookupType, table
    return extension


def _on_parts(font: TTFont, table: Any, ligatures: Iterable[Ligature]) -> Any:
    """Return a table that attaches marks to the parts of ligatures, made from one that attaches them to the whole."""
    attached = dict(zip(table.LigatureCoverage.glyphs, table.LigatureArray.LigatureAttach, strict=True))
    ids = font.getReverseGlyphMap(rebuild=True)
    records = dict(sorted(_records(font, attached, ligatures), key=lambda record: ids[record[0]]))
    new = otTables.MarkBasePos()
    new.Format, new.ClassCount = 1, table.ClassCount
    new.MarkCoverage, new.MarkArray = deepcopy(table.MarkCoverage), deepcopy(table.MarkArray)
    new.BaseCoverage = buildCoverage(records, ids)
    new.BaseArray = otTables.BaseArray()
    new.BaseArray.BaseRecord, new.BaseArray.BaseCount = list(records.values()), len(records)
    return new


def _records(font: TTFont, attached: dict[str, Any], ligatures: Iterable[Ligature]) -> Iterator[tuple[str, Any]]:
    for ligature in ligatures:
        if ligature.glyph in attached:
            share = font["hmtx"][ligature.parts[-1]][0]
            components = attached[ligature.glyph].ComponentRecord
            for number, (name, component) in enumerate(
                zip(reversed(ligature.parts), reversed(components), strict=True)
            ):
                record = otTables.BaseRecord()
                record.BaseAnchor = deepcopy(component.LigatureAnchor)
                for anchor in record.BaseAnchor:
                    if anchor:
                        anchor.XCoordinate -= share * number
                yield name, record


if __name__ == "__main__":
    source, target = sys.argv[1:]
    with open(source, "rb") as file:  # noqa: PTH123
        made = taken_apart(file.read())
    with open(target, "wb") as file:  # noqa: PTH123
        file.write(made)
