"""Compare two wordings word by word, in any script: which words of the old one are gone, and which are new."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

# A placeholder, a mark, the target of a link, a run of spaces; else what stands between spaces.
TOKEN = re.compile(r"\{\w+(?::\w+)?\}|\*+|\[|\]\(#\w+\)|\s+|[^\s*\[\]{]+|.")
# Signs at the edges of a word, which can change on their own.
EDGES = re.compile(r"(\W*)(.*?)(\W*)", re.DOTALL)
# Scripts without spaces, and with letters that stand for words: Thai to Burmese, Khmer, kana, Han.
UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]")
# Texts of more words and spaces are not compared: 3,000 can take two seconds. The longest of a leaflet has 150.
MOST = 1_000
# If less than this share of the letters is left, it is another text: a few words in common mean nothing.
SHARED = 0.25


Look = Hashable  # how words are set: what is compared as well, but is no word


@dataclass(frozen=True)
class Piece:
    """A stretch of a wording in one look; `changed` if the other does not have it."""

    text: str
    changed: bool
    look: Look = None


def compared(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    """Return two wordings in pieces, those marked that only one of them has."""
    return compared_runs([(before, None)], [(after, None)])


def compared_runs(
    before: Sequence[tuple[str, Look]], after: Sequence[tuple[str, Look]]
) -> tuple[list[Piece], list[Piece]]:
    """Return two wordings in pieces, those marked that only one of them has: a word in another look is another."""
    old, new = ([(word, look) for text, look in runs for word in tokens(text)] for runs in (before, after))
    if max(len(old), len(new)) > MOST:
        return _whole(before), _whole(after)
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    shared = sum(len("".join(word for word, _ in old[block.a : block.a + block.size]).strip()) for block in blocks)
    if shared < SHARED * max(sum(len(text) for text, _ in runs) for runs in (before, after)):
        return _whole(before), _whole(after)
    kept_old = {place for block in blocks for place in range(block.a, block.a + block.size)}
    kept_new = {place for block in blocks for place in range(block.b, block.b + block.size)}
    return _pieces(old, kept_old), _pieces(new, kept_new)


def _whole(runs: Sequence[tuple[str, Look]]) -> list[Piece]:
    """Return a wording of which nothing is left in the other."""
    return [Piece(text, True, look) for text, look in runs]


def tokens(text: str) -> list[str]:
    """Return the words of a text, the spaces and signs between them, and its marks, each on its own."""
    found: list[str] = []
    for token in TOKEN.findall(text):
        if UNSPACED.search(token):
            found += _segmented(token)
        elif re.match(r"[\s*\[\]{]", token):
            found.append(token)
        else:
            found += [part for part in EDGES.fullmatch(token).groups() if part]  # type: ignore[union-attr]
    return found


def _segmented(text: str) -> Iterable[str]:
    """Yield the words of a text without spaces, as ICU's dictionaries know them."""
    import icu

    breaks = icu.BreakIterator.createWordInstance(icu.Locale.getRoot())
    whole = icu.UnicodeString(text)
    breaks.setText(whole)
    start = 0
    for end in breaks:
        yield str(whole[start:end])
        start = end


def _pieces(words: Sequence[tuple[str, Look]], kept: set[int]) -> list[Piece]:
    """Return words as pieces; what is between two changed words, but is not a word, changes with them."""
    pieces: list[Piece] = []
    for at, (word, look) in enumerate(words):
        changed = at not in kept or (word.isspace() and _lone(at, kept, len(words)))
        if pieces and (pieces[-1].changed, pieces[-1].look) == (changed, look):
            pieces[-1] = Piece(pieces[-1].text + word, changed, look)
        else:
            pieces.append(Piece(word, changed, look))
    return pieces


def _lone(at: int, kept: set[int], length: int) -> bool:
    """Tell whether both words beside a space have changed."""
    return 0 < at < length - 1 and not {at - 1, at + 1} & kept
