"""Check that a font draws every letter of a text, and spaces them properly, as HarfBuzz lays them out.

A ligature is one glyph, and can be empty even if its letters are not. What a glyph looks like cannot be checked: a
font that draws an "a" for an "e" passes.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from functools import lru_cache
from itertools import pairwise
from typing import Any

from ..core import disk_cache
from ..core.diagnostics import Place, Problem
from ..core.names import TextKey
from ..core.project import Root
from ..core.wording import counted
from ..theme import fonts
from ..theme.model import Theme
from .capitals import upper, wanted
from .edition import Edition
from .glyph_coverage import letters, shapeless, texts_of

# In em squared: the full stop of the thinnest font here has ten times as much ink.
LEAST_INK = 0.0005
# In em, for each letter of a word: the narrowest word here ("ill") has 0.26, the widest 0.9.
NARROWEST, WIDEST = 0.1, 3.0


def undrawn(
    edition: Edition, theme: Theme, root: Root, places: Mapping[TextKey, Place], otherwise: Place
) -> Iterator[Problem]:
    """Yield each letter that a font does not draw, and each font that sets letters on top of one another.

    `places` has the place of each text; anything that is not a text of the sources is placed at `otherwise`.
    """
    capitals = wanted(theme.styles.values())
    words: dict[str, TextKey] = {}  # each word, with the key of the first text that has it
    for key, text in texts_of(edition).items():
        for word in (*text.split(), *(upper(text, edition.locale).split() if capitals else ())):
            words.setdefault(word, key)
    for file, empty in fonts.of_script(theme, edition.script).items():
        found: dict[str, list[str]] = defaultdict(list)
        for word, what in hollow(fonts.read(root, file), tuple(words), frozenset(empty)):
            found[what].append(word)
        for what, in_words in found.items():
            more = f" and {counted(len(in_words) - 1, 'more word')}" if len(in_words) > 1 else ""
            place = places.get(words[in_words[0]], otherwise)
            yield Problem(place, f'fonts/{file} {what} "{in_words[0]}"{more}', "restore that font")


# Words that are remembered of each font: all those of thirty languages.
REMEMBERED = 20_000


def hollow(font: bytes, words: Collection[str], empty: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """Return the words that a font does not draw as they are, each with what it does ("draws nothing for "o" in").

    `empty` are the names of glyphs that are empty on purpose, "*" for any letters of one. Only words that are new are
    looked at: most are those of another variant, or of before the last save.
    """
    known = _looked_at(font, empty)
    if len(known) > REMEMBERED:
        known.clear()
    new = [word for word in words if word not in known]
    known |= dict.fromkeys(new, "")
    if new:
        made_from = fonts.digest(font), *sorted(empty), "", *new
        known |= json.loads(disk_cache.cached("hollow", made_from, lambda: _looked(font, new, empty)))
    return tuple((word, known[word]) for word in words if known[word])


def _looked(font: bytes, words: Iterable[str], empty: frozenset[str]) -> bytes:
    """Return what a font does wrong in words, as JSON."""
    found = (each for of_script in _by_script(font, words) for each in _hollow(font, of_script, empty))
    return json.dumps(dict(found)).encode()


@lru_cache(maxsize=64)
def _looked_at(font: bytes, empty: frozenset[str]) -> dict[str, str]:
    """Return what a font does wrong in words, nothing where all is well; `hollow` adds to it."""
    return {}


def _by_script(font: bytes, words: Iterable[str]) -> Collection[list[str]]:
    """Return the words of which a font has any letters, those of each script together."""
    import icu

    known = letters(font)
    scripts: dict[str, list[str]] = defaultdict(list)
    for word in words:
        kept = "".join(letter if ord(letter) in known else " " for letter in word)
        if kept.strip():
            first = next((letter for letter in kept if letter.isalpha()), kept.strip()[0])
            scripts[icu.Script.getScript(first).getShortName()].append(word)
    return scripts.values()


def _hollow(font: bytes, words: list[str], empty: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Yield what `hollow` returns, for all words of one script at once."""
    import uharfbuzz

    known = letters(font)
    text = "\n".join("".join(letter if ord(letter) in known else " " for letter in word) for word in words)
    owner = [word for word in words for _ in f"{word}\n"]
    shaped = uharfbuzz.Buffer()
    shaped.add_str(text)
    shaped.guess_segment_properties()
    of = uharfbuzz.Font(fonts.face(font))
    uharfbuzz.shape(of, shaped)
    glyphs = [(info.codepoint, info.cluster) for info in shaped.glyph_infos]
    advances = [position.x_advance for position in shaped.glyph_positions]
    yield from _crowded(owner, text, zip((cluster for _, cluster in glyphs), advances, strict=True), of.face.upem)
    blank = {glyph for glyph in {glyph for glyph, _ in glyphs} if _is_blank(of, glyph, empty)}
    drawn_as_nothing = Counter(cluster for glyph, cluster in glyphs if glyph in blank)
    after = dict(pairwise(sorted({cluster for _, cluster in glyphs} | {len(text)})))
    for cluster, number in drawn_as_nothing.items():
        letters_of = text[cluster : after[cluster]]
        visible = [letter for letter in letters_of if not shapeless(letter)]
        if visible and number > len(letters_of) - len(visible):  # a letter without a shape may be a glyph without one
            yield owner[cluster], f'draws nothing for "{"".join(visible)}" in'


def _is_blank(font: Any, glyph: int, empty: frozenset[str]) -> bool:
    """Tell whether a glyph draws nothing although it should. The outline is drawn: a font's own data can be wrong."""
    pen = _Areas()
    font.draw_glyph_with_pen(glyph, pen)
    em = max(font.face.upem, 1)
    if pen.most / em**2 >= LEAST_INK:
        return False
    name = font.glyph_to_string(glyph)
    return not any(fnmatchcase(name, each) for each in empty)


def _crowded(owner: list[str], text: str, advances: Iterable[tuple[int, int]], em: int) -> Iterator[tuple[str, str]]:
    """Yield the words whose letters overlap or are far apart; `advances` are those of the glyphs, by cluster."""
    bases: Counter[str] = Counter()
    for word, letter in zip(owner, text, strict=False):
        bases[word] += letter.isalnum()  # a mark above a letter does not count
    widths: Counter[str] = Counter()
    for cluster, advance in advances:
        widths[owner[cluster]] += advance if text[cluster] not in " \n" else 0
    for word, width in widths.items():
        if bases[word] > 1 and not NARROWEST <= width / max(em, 1) / bases[word] <= WIDEST:
            yield word, "does not space the letters properly in"


class _Areas:
    """A pen that measures the area of each contour, treating control points as points."""

    def __init__(self) -> None:
        self.most = 0.0
        self._points: list[tuple[float, float]] = []

    def moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802
        self._points = [point]

    def lineTo(self, *points: tuple[float, float]) -> None:  # noqa: N802
        self._points += points

    curveTo = qCurveTo = lineTo  # noqa: N815

    def closePath(self) -> None:  # noqa: N802
        closed = pairwise([*self._points, *self._points[:1]])
        self.most = max(self.most, abs(sum(x * v - u * y for (x, y), (u, v) in closed)) / 2)
