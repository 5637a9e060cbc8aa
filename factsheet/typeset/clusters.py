"""Make PDF readers return letters with marks as they were typed, in every script.

WeasyPrint (70.0) draws a letter and its marks one by one and moves back and forth between them, which readers take for
spaces and for other lines; and it decides what a glyph stands for when it first meets it: of two in a cluster, one
stands for all of it and the other for nothing. Readers reverse right-to-left words glyph by glyph, so letters drawn as
one glyph come out in the wrong order.

Here a cluster becomes as many glyphs as it has letters, in the order of the line, one for each: the first with all the
ink, the others with none. It looks the same. tests/typeset/test_clusters.py holds the contract, in four readers.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from . import box_tree, glyphs, written
from .glyphs import Cluster, Glyph, Run
from .more_glyphs import Font, Letters, Looks

# The share of a cluster's width for each letter after the first. With none, poppler loses Ethiopic marks; with a tenth
# for each, MuPDF loses the third.
SHARE = 0.1
# PDFium does not reverse a mark and these, because it takes both for numbers: the mark ends up after a comma.
WEAK = {"CS", "ES", "ET", "EN", "AN", "BN"}
# Keeps a mark apart from them. MuPDF wants it at the end of a line, too.
RIGHT_TO_LEFT_MARK = "\u200f"
# A move that is too small to be written, in thousandths of an em.
LEAST = 0.1

# How far to move before a glyph, the glyph, and how far to move after it; to the left, as TJ counts.
Step = tuple[float, int, float]


def add(document: Any, pdf: Any) -> None:
    """Rewrite each piece of text in which readers would lose letters."""
    pages = [list(box_tree.pieces(page)) for page in document.pages]
    joined = _joined(document.fonts.values())
    if not joined and not any(_composed(piece.text) for page in pages for piece in page):
        return
    fonts: dict[str, Font] = {}
    for page, content in zip(pages, written.contents(pdf), strict=True):
        pieces = [each for each in page if _suspect(each.text) or (joined and _backwards(each.text))]
        found = {written.place(piece): glyphs.runs(piece, document.fonts) for piece in pieces}
        for name in dict.fromkeys(run.font.hash for runs in found.values() for run in runs):
            fonts[name] = fonts.get(name) or Font(pdf, name)
        _learn((run for runs in found.values() for run in runs), fonts)
        _rewrite(content, {place: runs for place, runs in found.items() if _lost(runs)}, fonts)
    for font in fonts.values():
        font.save()


def _joined(fonts: Iterable[Any]) -> bool:
    """Tell whether any glyph stands for several letters that are read from right to left."""
    return any(len(letters) > 1 and _backwards(letters) for font in fonts for letters in font.to_unicode.values())


def _composed(text: str) -> bool:
    """Tell whether a text has marks, or letters with marks that fonts put together: those of Vietnamese."""
    return glyphs.marked(text) or any("\u1e00" <= letter <= "\u1eff" for letter in text)


def _suspect(text: str) -> bool:
    """Tell whether a text may have a cluster, or a letter whose glyph also stands for one."""
    return glyphs.marked(unicodedata.normalize("NFD", text))


def _learn(runs: Iterable[Run], fonts: dict[str, Font]) -> None:
    """Record what a glyph stands for on its own, if WeasyPrint first met it in a cluster."""
    for run in runs:
        own = fonts[run.font.hash].letters.own
        for each in run.clusters:
            if len(each.drawn) == 1 and not _odd(each, run):
                own.setdefault(each.drawn[0].id, _letters(each))


def _backwards(text: str) -> bool:
    return not text.isascii() and any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)


def _lost(runs: Iterable[Run]) -> bool:
    """Tell whether readers lose any letter. What has no glyph is left to WeasyPrint, which warns of it."""
    drawn = [(run, cluster) for run in runs for cluster in run.clusters]
    known = all(glyph.id in run.font.widths for run, cluster in drawn for glyph in cluster.drawn)
    return known and any(_odd(cluster, run) for run, cluster in drawn)


def _odd(cluster: Cluster, run: Run) -> bool:
    """Tell whether a cluster is other than one glyph for one letter, or a ligature that reads from left to right."""
    letters, drawn = _letters(cluster), cluster.drawn
    if not drawn or letters.isascii():
        return False
    together = len(letters) > 1 and (run.backwards or glyphs.marked(letters))
    return together or len(drawn) > 1 or drawn[0].up != 0


def _letters(cluster: Cluster) -> str:
    """Return the letters of a cluster as they were typed, or the one that is the same as all of them."""
    one = unicodedata.normalize("NFC", cluster.text)
    return one if len(one) == 1 else cluster.text


def _rewrite(content: list[Any], wanted: dict[bytes, list[Run]], fonts: dict[str, Font]) -> None:
    """Replace the operators between the one that begins a text and the one that ends it."""
    new: list[Any] = []
    within = False
    for each in content:
        within = within and each != b"ET"
        if not within:
            new.append(each)
        if isinstance(each, bytes) and each in wanted:
            new += _operators(wanted[each], fonts)
            within = True
    content[:] = new


def _operators(runs: Iterable[Run], fonts: dict[str, Font]) -> list[bytes]:
    import pydyf

    stream = pydyf.Stream()
    for run in runs:
        letters = fonts[run.font.hash].letters
        stream.set_font_size(run.font.hash, run.size)
        beside = zip([None, *run.clusters], run.clusters, strict=False)
        stream.show_text(_array(step for left, each in beside for step in _steps(left, each, run, letters)))
    return list(stream.stream)


def _steps(left: Cluster | None, cluster: Cluster, run: Run, letters: Letters) -> Iterator[Step]:
    """Yield the glyphs of a cluster, from left to right; `left` is what is to its left."""
    if _odd(cluster, run):
        typed = _letters(cluster)
        yield from _apart(cluster, _kept(typed, left) if run.backwards else typed, run, letters)
        return
    for each in cluster.glyphs:
        if each.id == glyphs.EMPTY:
            yield 0, glyphs.EMPTY, -each.advance
        else:
            yield -each.right, each.id, run.font.widths[each.id] + each.right - each.advance


def _kept(typed: str, left: Cluster | None) -> str:
    """Return right-to-left letters, kept apart from what is to the left of them."""
    weak = left is None or unicodedata.bidirectional(left.text[0]) in WEAK
    return typed + RIGHT_TO_LEFT_MARK if weak and glyphs.marked(typed[-1]) else typed


def _apart(cluster: Cluster, typed: str, run: Run, letters: Letters) -> Iterator[Step]:
    """Yield a glyph for each letter of a cluster: that of the first has all ink."""
    base = max(cluster.drawn, key=lambda each: each.advance)
    width, others = run.font.widths[base.id], len(typed) - 1
    share = round(width * SHARE / others, 1) if others else 0
    ink, advance = _ink(cluster, base, share * others if run.backwards else 0)
    codes = [letters.glyph(ink, typed[0], width - share * others)]
    codes += [letters.glyph((), letter, share) for letter in typed[1:]]
    for code in reversed(codes) if run.backwards else codes:
        yield 0, code, 0
    yield 0, glyphs.EMPTY, width - advance


def _ink(cluster: Cluster, base: Glyph, after: float) -> tuple[Looks, float]:
    """Return how a cluster looks from a distance after the start of its base, and how far it advances."""
    at = start = 0.0
    placed = []
    for each in cluster.glyphs:
        start = at if each is base else start
        placed += [(each.id, at + each.right, each.up)] if each.id != glyphs.EMPTY else []
        at += each.advance
    return tuple((id, round(right - start - after, 1), round(up, 1)) for id, right, up in placed), at


def _array(steps: Iterable[Step]) -> str:
    """Return glyphs and moves as the operand of TJ (ISO 32000-1, 9.4.3)."""
    written, move = "", 0.0
    for before, glyph, after in steps:
        move += before
        if glyph != glyphs.EMPTY:
            if abs(move) >= LEAST:
                written, move = f"{written}{move:.2f}", 0.0
            written += f"<{glyph:04x}>"
        move += after
    return f"{written}{move:.2f}" if abs(move) >= LEAST else written
