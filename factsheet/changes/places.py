"""Find where texts are printed in a PDF, by their letters: in one that was made now, and in one released years ago.

Letters are compared without case, accents and spaces, since capitals and spaces are a matter of layout. A text may be
printed twice, and a short one is part of others; so all texts are placed at once, in reading order, without overlap.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias, cast

from ..core.names import TextKey

# Pages that are read: a leaflet has two. Places of one text that are weighed: a name stands in a dozen at most.
PAGES, PLACES = 20, 40
# Around the ink of a text, in pt.
ROOM = 3.0

Chain: TypeAlias = (
    "tuple[Chain | None, TextKey, int, int]"  # what came before, then the name of a text, its start and end
)


@dataclass(frozen=True)
class Place:
    """A rectangle around letters on a page, which count from 0; in pt, from the upper left corner."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


class Letters:
    """The letters of a PDF in reading order, and where each of them is."""

    def __init__(self, document: Any) -> None:
        import pypdfium2

        self._pages = [document[number] for number in range(min(len(document), PAGES))]
        self._texts = [page.get_textpage() for page in self._pages]
        whole: list[str] = []
        self._at: list[tuple[int, int]] = []  # page, number of the letter there
        self._begins: list[bool] = []  # whether no letter stands right before it
        for page, text in enumerate(self._texts):
            apart = True
            for number in range(text.count_chars()):
                bare = folded(chr(pypdfium2.raw.FPDFText_GetUnicode(text.raw, number)))
                whole += bare
                self._at += [(page, number)] * len(bare)
                self._begins += [apart] * len(bare)
                apart = not bare
        self.text = "".join(whole)

    def starts(self, words: str, within: str) -> list[int]:
        """Return where words may stand; where letters stand right before or after, only if they stand nowhere else."""
        found = [each.start() for each in re.finditer(f"(?={re.escape(words)})", within)][: PLACES * PLACES]
        whole = [at for at in found if self._begins[at] and self._ends(at + len(words))]
        return (whole or found)[:PLACES]

    def _ends(self, at: int) -> bool:
        return at >= len(self._begins) or self._begins[at]

    def places(self, start: int, end: int) -> list[Place]:
        """Return the rectangles around a stretch of letters, one for each page."""
        boxes: dict[int, list[Sequence[float]]] = {}
        for page, number in dict.fromkeys(self._at[start:end]):
            around = (each for each in (number - 1, number + 1) if self._is_sign(page, each))
            boxes.setdefault(page, []).extend(self._texts[page].get_charbox(each) for each in (number, *around))
        return [self._around(page, found) for page, found in boxes.items()]

    def _is_sign(self, page: int, number: int) -> bool:
        """Tell whether a stop, a comma or another sign is there, which has a place but is no letter."""
        import pypdfium2

        if not 0 <= number < self._texts[page].count_chars():
            return False
        sign = chr(pypdfium2.raw.FPDFText_GetUnicode(self._texts[page].raw, number))
        return unicodedata.category(sign)[0] in "PS"

    def _around(self, page: int, boxes: Iterable[Sequence[float]]) -> Place:
        lefts, bottoms, rights, tops = zip(*boxes, strict=True)
        height = self._pages[page].get_height()
        edges = min(lefts) - ROOM, height - max(tops) - ROOM, max(rights) + ROOM, height - min(bottoms) + ROOM
        return Place(page, *(round(edge, 1) for edge in edges))


def folded(text: str) -> list[str]:
    """Return the letters and digits of a text without case and accents."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return [letter for letter in bare.replace("\N{LATIN SMALL LETTER DOTLESS I}", "i") if letter.isalnum()]


def found(
    document: Any, texts: Mapping[TextKey, str], names: Sequence[str]
) -> tuple[dict[TextKey, list[Place]], dict[str, list[Place]]]:
    """Return the places of texts, which are in reading order, by their keys; and of names that are in none of them.

    A text that is not printed, such as the description of a picture, has no place.
    """
    letters = Letters(document)
    printed: dict[TextKey, list[Place]] = {}
    rest = list(letters.text)
    for key, start, end in _placed(letters, texts):
        printed[key] = letters.places(start, end)
        rest[start:end] = " " * (end - start)
    return printed, _listed(letters, "".join(rest), names)


def _listed(letters: Letters, rest: str, names: Sequence[str]) -> dict[str, list[Place]]:
    """Return the places of names that follow one another."""
    listed, after = {}, 0
    for name in names:
        words = "".join(folded(name))
        start = next((at for at in letters.starts(words, rest) if at >= after), -1) if words else -1
        if start >= 0:
            after = start + len(words)
            listed[name] = letters.places(start, after)
    return listed


def _placed(letters: Letters, texts: Mapping[TextKey, str]) -> list[tuple[TextKey, int, int]]:
    """Return where each text stands: of all ways to place them in order, the one that places the most letters."""
    ends, worth, chains = [0], [0], [cast("Chain | None", None)]  # the best way to each end, both ever larger
    for key, text in texts.items():
        words = "".join(folded(text))
        new: list[tuple[int, int, Chain]] = []
        for start in letters.starts(words, letters.text) if words else ():
            best = bisect_right(ends, start) - 1
            # Of two that place the same letters, more texts are better: a title is not the name and the line under it.
            new.append(
                (start + len(words), worth[best] + 10 * len(words) + 1, (chains[best], key, start, start + len(words)))
            )
        for end, value, chain in new:
            _keep(ends, worth, chains, end, value, chain)
    way, placed = chains[-1], list[tuple[TextKey, int, int]]()
    while way:
        placed.append(way[1:])
        way = way[0]
    return placed[::-1]


def _keep(ends: list[int], worth: list[int], chains: list[Chain | None], end: int, value: int, chain: Chain) -> None:
    """Keep a way to place texts, if none that ends no later is worth as much; drop those that it betters."""
    at = bisect_right(ends, end)
    if worth[at - 1] >= value:
        return
    if ends[at - 1] == end:
        at -= 1
    last = at
    while last < len(ends) and worth[last] <= value:
        last += 1
    ends[at:last], worth[at:last], chains[at:last] = [end], [value], [chain]
