"""Compare two wordings word by word, in any script: which words of the old one are gone, and which are new."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

# A placeholder, a mark, the target of a link, a run of spaces; else what stands between spaces.
TOKEN = re.compile(r"\{\w+\}|\*+|\[|\]\(#\w+\)|\s+|[^\s*\[\]{]+|.")
# Signs at the edges of a word, which can change on their own.
EDGES = re.compile(r"(\W*)(.*?)(\W*)", re.DOTALL)
# Scripts without spaces, and with letters that stand for words: Thai to Burmese, Khmer, kana, Han.
UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]")
# Texts of more words and spaces are not compared: 3,000 can take two seconds. The longest of a leaflet has 150.
MOST = 1_000
# If less than this share of the letters is left, it is another text: a few words in common mean nothing.
SHARED = 0.25


@dataclass(frozen=True)
class Piece:
    """A stretch of a wording; `changed` if the other does not have it."""

    text: str
    changed: bool


def compared(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    """Return two wordings in pieces, those marked that only one of them has."""
    old, new = tokens(before), tokens(after)
    if max(len(old), len(new)) > MOST:
        return [Piece(before, changed=True)], [Piece(after, changed=True)]
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    shared = sum(len("".join(old[block.a : block.a + block.size]).strip()) for block in blocks)
    if shared < SHARED * max(len(before), len(after)):
        return [Piece(before, changed=True)], [Piece(after, changed=True)]
    kept_old = {place for block in blocks for place in range(block.a, block.a + block.size)}
    kept_new = {place for block in blocks for place in range(block.b, block.b + block.size)}
    return _pieces(old, kept_old), _pieces(new, kept_new)


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


def _pieces(words: Sequence[str], kept: set[int]) -> list[Piece]:
    """Return words as pieces; what is between two changed words, but is not a word, changes with them."""
    pieces: list[Piece] = []
    for at, word in enumerate(words):
        changed = at not in kept or (word.isspace() and _lone(at, kept, len(words)))
        if pieces and pieces[-1].changed == changed:
            pieces[-1] = Piece(pieces[-1].text + word, changed)
        else:
            pieces.append(Piece(word, changed))
    return pieces


def _lone(at: int, kept: set[int], length: int) -> bool:
    """Tell whether both words beside a space have changed."""
    return 0 < at < length - 1 and not {at - 1, at + 1} & kept
