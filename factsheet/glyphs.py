"""Find letters that no font of the leaflet draws, before a page shows a box or nothing in their place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Any

from . import fonts
from .edition import Edition
from .errors import Place, Problem
from .root import Root
from .theme import Theme

# Capitals may be set as small ones.
FEATURES: tuple[dict[str, bool], ...] = ({}, {"smcp": True, "c2sc": True})


@lru_cache(maxsize=128)
def letters(font: bytes) -> frozenset[int]:
    """Return the code points that a font has a glyph for."""
    return frozenset(fonts.face(font).unicodes)


def shapeless(letter: str) -> bool:
    """Tell whether a letter has no shape, and needs none: a space, or what Unicode lets a font ignore."""
    import icu

    return letter.isspace() or icu.Char.hasBinaryProperty(letter, icu.UProperty.DEFAULT_IGNORABLE_CODE_POINT)


Placer = Callable[[str, str], Place]


def missing(edition: Edition, theme: Theme, root: Root, place: Placer) -> Iterable[Problem]:
    """Yield each text with a letter that none of the fonts it may be set in has, or that one of them draws as nothing.

    `place` tells where a text, by its key, has some letter.
    """
    faces = theme.typefaces["text"].faces(edition.script)
    known = frozenset[int]().union(*(letters(fonts.read(root, face.regular)) for face in faces))
    texts = {key: str(text) for key, text in edition.text.items()}
    texts |= {f"countries.{state.code}": state.name for state in edition.members}
    for key, text in texts.items():
        lacking = sorted({letter for letter in text if ord(letter) not in known and not shapeless(letter)})
        if lacking:
            signs = ", ".join(f'"{letter}" (U+{ord(letter):04X})' for letter in lacking[:5])
            remedy = f"add a font of the script {edition.script} to fonts/ and theme.yaml, or write it another way"
            yield Problem(place(key, lacking[0]), f"{key}: no font has {signs}", remedy)
    yield from _undrawn(edition, theme, root, texts, place)


def _undrawn(edition: Edition, theme: Theme, root: Root, texts: dict[str, str], place: Placer) -> Iterator[Problem]:
    words: dict[str, str] = {}  # each word, with the key of the first text that has it
    for key, text in texts.items():
        for word in text.split():
            words.setdefault(word, key)
    for file, empty in fonts.of_script(theme, edition.script).items():
        for word, letter in hollow(fonts.read(root, file), tuple(words), frozenset(empty)):
            what = f'{words[word]}: fonts/{file} draws nothing for "{letter}" in "{word}"'
            yield Problem(place(words[word], word), what, "put the font there anew")


@lru_cache(maxsize=512)
def hollow(font: bytes, words: Collection[str], empty: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """Return the words in which a font draws nothing for a letter that it has, each with that letter.

    What it draws is asked of HarfBuzz, as the page will: a ligature is one glyph, and can be empty where its letters
    are not. `empty` are the names of glyphs that are empty on purpose.
    """
    import icu

    known = letters(font)
    scripts: dict[str, list[str]] = defaultdict(list)
    for word in words:
        kept = "".join(letter if ord(letter) in known else " " for letter in word)
        if kept.strip():
            first = next((letter for letter in kept if letter.isalpha()), kept.strip()[0])
            scripts[icu.Script.getScript(first).getShortName()].append(word)
    found: dict[str, str] = {}
    for of_script in scripts.values():
        for features in FEATURES:
            found |= dict(_hollow(font, of_script, features, empty))
    return tuple(found.items())


def _hollow(
    font: bytes, words: list[str], features: dict[str, bool], empty: frozenset[str]
) -> Iterator[tuple[str, str]]:
    """Yield what `hollow` returns, for the words of one script, set with some features: all in one go."""
    import uharfbuzz

    known = letters(font)
    text = "\n".join("".join(letter if ord(letter) in known else " " for letter in word) for word in words)
    owner = [word for word in words for _ in f"{word}\n"]
    shaped = uharfbuzz.Buffer()
    shaped.add_str(text)
    shaped.guess_segment_properties()
    of = uharfbuzz.Font(fonts.face(font))
    uharfbuzz.shape(of, shaped, features)
    blank = _blank(of, {info.codepoint for info in shaped.glyph_infos}, empty)
    drawn_as_nothing = Counter(info.cluster for info in shaped.glyph_infos if info.codepoint in blank)
    after = dict(pairwise(sorted({info.cluster for info in shaped.glyph_infos} | {len(text)})))
    for cluster, number in drawn_as_nothing.items():
        letters_of = text[cluster : after[cluster]]
        visible = [letter for letter in letters_of if not shapeless(letter)]
        if visible and number > len(letters_of) - len(visible):  # a letter without a shape may be a glyph without one
            yield owner[cluster], "".join(visible)


def _blank(font: Any, glyphs: Iterable[int], empty: frozenset[str]) -> set[int]:
    """Return those of some glyphs that draw nothing, and should draw something."""
    found = set()
    for glyph in glyphs:
        extents = font.get_glyph_extents(glyph)
        if not (extents and (extents.width or extents.height)) and font.glyph_to_string(glyph) not in empty:
            found.add(glyph)
    return found
