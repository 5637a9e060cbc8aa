"""Make PDF readers return letters with marks as they were typed, in every script.

WeasyPrint (70.0) draws a letter and its marks one by one and moves back and forth between them, which readers take for
spaces and for other lines; and it decides what a glyph stands for when it first meets it: of two in a cluster, one
stands for all of it and the other for nothing. Readers reverse right-to-left words glyph by glyph, so letters drawn as
one glyph come out in the wrong order.

Here a cluster becomes as many glyphs as it has letters, in the order of the line, where `letter_rows` says: one with
all the ink, the others with none. It looks the same. tests/typeset/test_clusters.py holds the contract.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from . import box_tree, glyphs, written
from .glyphs import Cluster, Run
from .letter_rows import RIGHT_TO_LEFT_MARK, row
from .more_glyphs import Font, Letters, Looks

# PDFium does not reverse a mark and these, because it takes both for numbers: the mark ends up after a comma.
WEAK = {"CS", "ES", "ET", "EN", "AN", "BN"}
# MuPDF reads from right to left after these, from left to right after those, and otherwise as it did before; at first,
# from left to right.
RIGHT_TO_LEFT, LEFT_TO_RIGHT = {"R", "AL"}, {"L", "EN", "ES", "ET"}
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
    beside = Beside()
    for run in runs:
        letters, steps = fonts[run.font.hash].letters, list[Step]()
        stream.set_font_size(run.font.hash, run.size)
        for each in run.clusters:
            steps += _steps(each, run, letters, beside)
            beside = beside.after(each.text[::-1] if run.backwards else each.text)
        stream.show_text(_array(steps))
    return list(stream.stream)


class Beside(NamedTuple):
    """What is to the left of a cluster: the nearest sign, and whether MuPDF reads from right to left there."""

    sign: str = ""
    turned: bool = False

    def after(self, signs: str) -> Beside:
        """Return what it is after more signs, from left to right."""
        turned = self.turned
        for sign in signs:
            kind = unicodedata.bidirectional(sign)
            turned = kind in RIGHT_TO_LEFT or (turned and kind not in LEFT_TO_RIGHT)
        return Beside(signs[-1:] or self.sign, turned)


def _steps(cluster: Cluster, run: Run, letters: Letters, beside: Beside) -> Iterator[Step]:
    """Yield the glyphs of a cluster, from left to right."""
    if _odd(cluster, run):
        typed = _letters(cluster)
        yield from _apart(cluster, _kept(typed, beside) if run.backwards else typed, run, letters, beside)
        return
    for each in cluster.glyphs:
        if each.id == glyphs.EMPTY:
            yield 0, glyphs.EMPTY, -each.advance
        else:
            yield -each.right, each.id, run.font.widths[each.id] + each.right - each.advance


def _kept(typed: str, beside: Beside) -> str:
    """Return right-to-left letters, kept apart from what is to the left of them where a reader needs it.

    Elsewhere, who searches for two words at once would miss them.
    """
    alone = not beside.turned or unicodedata.bidirectional(beside.sign) in WEAK
    return typed + RIGHT_TO_LEFT_MARK if alone and glyphs.marked(typed[-1]) else typed


def _apart(cluster: Cluster, typed: str, run: Run, letters: Letters, beside: Beside) -> Iterator[Step]:
    """Yield a glyph for each letter of a cluster: one has all ink."""
    spaced = beside.sign.isspace() and typed[-1] != RIGHT_TO_LEFT_MARK
    places = row(typed, _width(cluster, run), backwards=run.backwards, spaced=spaced)
    inked = min(places, key=lambda each: abs(each.left))  # where it was drawn, so that each pixel stays as it is
    ink, advance = _ink(cluster, inked.left)
    pen = 0
    for each in places:
        looks = ink if each is inked else ()
        yield pen - each.left, letters.glyph(looks, each.letter, each.width), 0
        pen = each.left + each.width
    yield 0, glyphs.EMPTY, pen - advance


def _width(cluster: Cluster, run: Run) -> int:
    """Return the width of the letters of a cluster: of the only one that advances, or of all: a vowel beside it."""
    wide = [each for each in cluster.drawn if each.advance > 0]
    if len(wide) == 1:
        return int(run.font.widths[wide[0].id])
    return round(sum(each.advance for each in cluster.glyphs))


def _ink(cluster: Cluster, start: float) -> tuple[Looks, float]:
    """Return how a cluster looks from a distance after its left end, and how far it advances."""
    at = 0.0
    placed = []
    for each in cluster.glyphs:
        placed += [(each.id, at + each.right, each.up)] if each.id != glyphs.EMPTY else []
        at += each.advance
    return tuple((id, round(right - start, 1), round(up, 1)) for id, right, up in placed), at


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
