"""Draw lam-alef as two glyphs: python fonts/lam_alef.py ORIGINAL.ttf RESULT.ttf

An Arabic font draws lam and alef as one glyph. Programs that read a PDF turn a line from right to left by its glyphs,
and give the two letters of that one back in the wrong order: poppler, pdf.js and PDFium lose one Arabic word in eight.
Here each such ligature becomes two glyphs of half its width, all ink in the one that stands for lam. It looks the
same, and what is copied, searched or read aloud is the two letters, in every program and every format.

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
BASE = 1  # of GDEF: a glyph that marks stand on
NAME_VERSION = 5
SAYS = "; lam-alef drawn as two glyphs"


@dataclass(frozen=True)
class Pair:
    """Two glyphs that are drawn as one, by name, and what is drawn in their place."""

    first: str
    second: str
    ligature: str

    @property
    def drawn(self) -> str:
        return f"{self.ligature}.lam"

    @property
    def empty(self) -> str:
        return f"{self.ligature}.alef"


def taken_apart(original: bytes) -> bytes:
    """Return a font in which no two Arabic letters are drawn as one. Raises ValueError where none are."""
    font = TTFont(BytesIO(original), recalcTimestamp=False)
    pairs = {index: found for index, lookup in enumerate(_lookups(font["GSUB"])) if (found := _pairs(font, lookup))}
    if not pairs:
        raise ValueError("no lam-alef is drawn as one glyph in this font")
    for index, found in pairs.items():
        for pair in found:
            _halve(font, pair)
        _substitute(font, index, found)
    every = [pair for found in pairs.values() for pair in found]
    _attach(_lookups(font["GPOS"]), font, every)
    font["maxp"].numGlyphs = len(font.getGlyphOrder())
    font["post"].extraNames = []  # written anew, of the names that there are
    for record in font["name"].names:
        if record.nameID == NAME_VERSION:
            record.string = f"{record.toUnicode()}{SAYS}"
    result = BytesIO()
    font.save(result)
    return result.getvalue()


def _lookups(table: Any) -> list[Any]:
    return list(table.table.LookupList.Lookup)


def _subtables(lookup: Any, kind: int) -> list[Any]:
    tables = [getattr(each, "ExtSubTable", each) for each in lookup.SubTable]
    return [each for each in tables if each.LookupType == kind]


def _pairs(font: TTFont, lookup: Any) -> list[Pair]:
    """Return the ligatures of a lookup that marks can stand on in two places: those are of two letters, such as fi."""
    of_two = {
        glyph
        for each in _lookups(font["GPOS"])
        for table in _subtables(each, MARK_TO_LIGATURE)
        for glyph, attached in zip(table.LigatureCoverage.glyphs, table.LigatureArray.LigatureAttach, strict=True)
        if len(attached.ComponentRecord) == 2
    }
    return [
        Pair(first, ligature.Component[0], ligature.LigGlyph)
        for table in _subtables(lookup, LIGATURE)
        for first, ligatures in table.ligatures.items()
        for ligature in ligatures
        if len(ligature.Component) == 1 and ligature.LigGlyph in of_two
    ]


def _halve(font: TTFont, pair: Pair) -> None:
    """Add two glyphs of half the width of a ligature. The one for lam stands on the right, and has all ink."""
    width = font["hmtx"][pair.ligature][0]
    half = width // 2
    pen = TTGlyphPen(font.getGlyphSet())
    font.getGlyphSet()[pair.ligature].draw(TransformPen(pen, (1, 0, 0, 1, -half, 0)))
    drawn = pen.glyph()
    drawn.recalcBounds(font["glyf"])
    _add(font, pair.drawn, drawn, width - half, drawn.xMin)
    _add(font, pair.empty, TTGlyphPen(None).glyph(), half, 0)


def _add(font: TTFont, name: str, glyph: Any, width: int, left: int) -> None:
    font.setGlyphOrder([*font.getGlyphOrder(), name])
    font["glyf"].glyphs[name] = glyph
    font["hmtx"].metrics[name] = (width, left)
    font["GDEF"].table.GlyphClassDef.classDefs[name] = BASE


def _substitute(font: TTFont, index: int, pairs: list[Pair]) -> None:
    """Put a rule in place of some ligatures of a lookup: of two letters side by side, each becomes its half."""
    lookups = font["GSUB"].table.LookupList
    lookup = lookups.Lookup[index]
    for table in _subtables(lookup, LIGATURE):
        for pair in pairs:
            left = [each for each in table.ligatures.get(pair.first, ()) if each.LigGlyph != pair.ligature]
            table.ligatures[pair.first] = left
        table.ligatures = {first: left for first, left in table.ligatures.items() if left}
    chain = ChainContextSubstBuilder(font, None)
    chain.lookupflag = lookup.LookupFlag
    for pair in pairs:
        halves = []
        for glyph, becomes in ((pair.first, pair.drawn), (pair.second, pair.empty)):
            single = SingleSubstBuilder(font, None)
            single.mapping, single.lookupflag = {glyph: becomes}, lookup.LookupFlag
            single.lookup_index = _append(lookups, single.build())
            halves.append([single])
        chain.rules.append(ChainContextualRule([], [[pair.first], [pair.second]], [], halves))
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


def _attach(lookups: list[Any], font: TTFont, pairs: list[Pair]) -> None:
    """Let marks stand where they stood on a ligature: those of its first letter on the one glyph, and so on.

    It is said in the lookup before, which does so for single letters: a mark on a mark is placed after both.
    """
    for before, lookup in pairwise(lookups):
        for table in _subtables(lookup, MARK_TO_LIGATURE):
            if not _subtables(before, MARK_TO_BASE) or before.LookupFlag != lookup.LookupFlag:
                raise ValueError("no lookup for marks on single letters stands before that for marks on ligatures")
            new = _on_halves(font, table, pairs)
            before.SubTable.append(_extended(new) if before.LookupType == EXTENSION else new)
            before.SubTableCount = len(before.SubTable)


def _extended(table: Any) -> Any:
    """Return a subtable as a lookup has it that has only extensions (OpenType 1.9, GPOS lookup type 9)."""
    extension = otTables.ExtensionPos()
    extension.Format, extension.ExtensionLookupType, extension.ExtSubTable = 1, table.LookupType, table
    return extension


def _on_halves(font: TTFont, table: Any, pairs: Iterable[Pair]) -> Any:
    """Return a table that attaches marks to the halves of ligatures, of one that attaches them to the whole."""
    attached = dict(zip(table.LigatureCoverage.glyphs, table.LigatureArray.LigatureAttach, strict=True))
    ids = font.getReverseGlyphMap(rebuild=True)
    records = dict(sorted(_records(font, attached, pairs), key=lambda record: ids[record[0]]))
    new = otTables.MarkBasePos()
    new.Format, new.ClassCount = 1, table.ClassCount
    new.MarkCoverage, new.MarkArray = deepcopy(table.MarkCoverage), deepcopy(table.MarkArray)
    new.BaseCoverage = buildCoverage(records, ids)
    new.BaseArray = otTables.BaseArray()
    new.BaseArray.BaseRecord, new.BaseArray.BaseCount = list(records.values()), len(records)
    return new


def _records(font: TTFont, attached: dict[str, Any], pairs: Iterable[Pair]) -> Iterator[tuple[str, Any]]:
    for pair in pairs:
        if pair.ligature in attached:
            half = font["hmtx"][pair.empty][0]
            halves = zip((pair.drawn, pair.empty), (half, 0), attached[pair.ligature].ComponentRecord, strict=True)
            for name, shift, part in halves:
                record = otTables.BaseRecord()
                record.BaseAnchor = deepcopy(part.LigatureAnchor)
                for anchor in record.BaseAnchor:
                    if anchor:
                        anchor.XCoordinate -= shift
                yield name, record


if __name__ == "__main__":
    source, target = sys.argv[1:]
    with open(source, "rb") as file:  # noqa: PTH123
        made = taken_apart(file.read())
    with open(target, "wb") as file:  # noqa: PTH123
        file.write(made)
