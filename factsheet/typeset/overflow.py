"""Find what does not fit on a laid-out page: words too wide or too near an edge, and bands too full.

A leaflet in which any of this is found is a draft.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ..core.names import TextKey
from ..theme.model import Theme
from ..theme.parts import Row
from .placed import Band, Line, Text

# By how much a line may be wider than its space, in pt: less is the end of an italic, and invisible.
HAIR = 0.5
# How much nearer to the trim edge ink may be than it should, in pt. The preflight of the press PDF allows no more.
TRACE = 0.1
# Where a line may be broken: at any white space except those that hold two words together.
BREAKS = re.compile(r"[^\S\u00a0\u2007\u202f]+")


@dataclass(frozen=True)
class TooWide:
    """A word that is wider than the place of its text, and by how many pt."""

    text: Text
    word: str
    excess: float

    @property
    def key(self) -> TextKey:
        """Return the key of its text; empty if it is not a text of the sources, such as a country's name."""
        return self.text.key


@dataclass(frozen=True)
class TooNear:
    """Words too near an edge: they are `gap` away from it and should be at least `least` away (pt).

    A negative gap is beyond the edge of their place, their band or the sheet.
    """

    text: Text
    words: str
    edge: Literal["place", "band", "sheet"]
    gap: float
    least: float

    @property
    def key(self) -> TextKey:
        return self.text.key


@dataclass(frozen=True)
class Cell:
    """The texts below one another in a cell of a band: the height that they take, and the room there is (pt)."""

    band: Band
    row: Row
    texts: tuple[Text, ...]
    takes: float
    room: float
    nearest: Text  # to the band's upper or lower edge
    gap: float  # between the two

    @property
    def excess(self) -> float:
        """Return the height that is missing; negative if there is room for more."""
        slack = self.texts[0].slack
        if slack < -HAIR:  # the band was broken between two pages: its height says nothing
            return self.takes - self.room
        return max(self.takes - self.room, self.band.height - self.row.highest - slack)


# Words


def too_wide(texts: Iterable[Text]) -> Iterator[TooWide]:
    """Yield the words that are wider than the place of their text."""
    for text in texts:
        for line in text.lines:
            if line.over > HAIR and line.width > text.measure + HAIR and (word := _whole(line, text.measure)):
                yield TooWide(text, word, line.width - text.measure)


def _whole(line: Line, measure: float) -> str:
    """Return the word that makes a line wider than its place, or nothing if no word does.

    Where a box has grown with a long word in it, the lines of its other texts are too wide as well.
    """
    words = [word for word in BREAKS.split(line.words) if word]
    longest = max(words, key=len, default="")
    share = len(longest) / max(len(" ".join(words)), 1)
    return longest if len(words) == 1 or line.width * share > measure else ""


# Edges


def too_near(texts: Sequence[Text], theme: Theme, wide: Iterable[TooWide], full: Collection[str]) -> Iterator[TooNear]:
    """Yield the texts that run out of their place or off the sheet, or are nearer an edge than the theme allows.

    Each text is reported once, where it is nearest. Texts that a `wide` word, a crowded band or a `full` sheet has
    pushed away are not reported: they are not to blame.
    """
    all_cells = cells(texts, theme)
    reported = {id(each.text) for each in wide}
    pushed = {each.text.sheet for each in wide}
    crowded = {id(text) for cell in all_cells if cell.excess > HAIR for text in cell.texts}
    for text in texts:
        if id(text) not in reported:
            lines = [line for line in text.lines if line.words.strip()]
            if text.sheet in pushed:
                lines = [line for line in lines if line.over <= HAIR]
            beside = id(text) in crowded or text.sheet in full
            near = [*_out_of_place(text, lines), *_off_sheet(text, lines, theme, beside=beside)]
            yield from sorted(near, key=lambda each: each.gap - each.least)[:1]
            reported |= {id(each.text) for each in near}
    for cell in all_cells:
        least = theme.kept(cell.row)
        if cell.excess <= HAIR and cell.gap < least - HAIR and not reported & {id(text) for text in cell.texts}:
            yield TooNear(cell.nearest, cell.nearest.words, "band", cell.gap, least)


def _out_of_place(text: Text, lines: Iterable[Line]) -> Iterator[TooNear]:
    for line in lines:
        if line.over > HAIR:
            yield TooNear(text, line.words.strip(), "place", -line.over, 0)


def _off_sheet(text: Text, lines: Iterable[Line], theme: Theme, *, beside: bool) -> Iterator[TooNear]:
    """Yield the lines printed too near an edge of the sheet; with `beside`, only the left and right edges count."""
    width, height, clear = theme.page.width, theme.page.height, theme.page.clear
    # Ink is only measured where it may be near: no letter rises above its line by more than the size of its type.
    near = clear + max((ink.size for ink in text.inks), default=0)
    for line in lines:
        right, bottom = width - line.left - line.width, height - line.top - line.height
        if min(line.left, line.top, right, bottom) < near:
            ink = line.ink()
            gap = min(ink[0], width - ink[2]) if beside else min(ink[0], ink[1], width - ink[2], height - ink[3])
            if gap < clear - TRACE:
                yield TooNear(text, line.words.strip(), "sheet", gap, clear)


# Bands


def cells(texts: Iterable[Text], theme: Theme) -> tuple[Cell, ...]:
    """Return the cells of the bands."""
    groups: dict[tuple[Band, int], list[Text]] = {}
    for text in texts:
        if text.band:
            groups.setdefault((text.band, text.cell), []).append(text)
    return tuple(_cell(band, group, theme) for (band, _), group in groups.items())


def _cell(band: Band, texts: Sequence[Text], theme: Theme) -> Cell:
    row = theme.rows[band.name]
    lines = [(line, text) for text in texts for line in text.lines if line.page == band.page]
    first, last = min(lines, key=_top), max(lines, key=_bottom)
    above, below = _top(first) - band.top, band.top + band.height - _bottom(last)
    nearest = first[1] if above < below else last[1]
    takes, room = _bottom(last) - _top(first), row.highest - 2 * theme.kept(row)
    return Cell(band, row, tuple(texts), takes, room, nearest, min(above, below))


def _top(line: tuple[Line, Text]) -> float:
    return line[0].top


def _bottom(line: tuple[Line, Text]) -> float:
    return line[0].top + line[0].height
