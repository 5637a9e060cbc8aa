# ruff: noqa: RUF001
"""Find a term in a text, however it is written there: in capitals, over two lines, with other apostrophes and hyphens.

Whole words count, or in scripts without spaces the signs alone. A "*" at either end of a word stands for any letters.
Arabic words may have an article and what is written together with it: "wa", "fa", "bi", "li", "ka".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from .invisible import unseen

STAR = "*"
# Vowel points of Arabic and Hebrew, and the line that stretches Arabic words: readers do without them.
POINTS = re.compile(
    "[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]"
)
ALIKE = str.maketrans({**dict.fromkeys("‘’ʼ′`´", "'"), **dict.fromkeys("\u2010\u2011\u2012\u2013\u2212", "-")})
# What can be part of a word: everything but spaces, placeholders and punctuation.
LETTER = r"[^\s\0!-/:-@\[-`{-\x7f\xa1\xa7\xab\xb6\xb7\xbb\xbf\u2000-\u206f\u3000-\u303f،؛؟۔।॥\u1361-\u1368]"
A_LETTER = re.compile(LETTER)
# Thai, Lao, Tibetan, Burmese, Khmer, Balinese, Javanese, kana, Han.
UNSPACED = re.compile(
    r"[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u1b00-\u1b7f\ua980-\ua9df\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    r"\uf900-\ufaff\U00020000-\U0003ffff]"
)
ARTICLE = "ال"
# Before the first word of an Arabic term. After "li" the article loses its first letter, and merges with another "l".
PARTICLES = "[وف]?(?:[بك]?|لل?)"
# Small letters of "I" and "İ" in Turkish and Azerbaijani.
TURKIC = str.maketrans({"I": "ı", "İ": "i"})


@dataclass(frozen=True)
class Searchable:
    """A text in a form that can be searched; each sign of it, and its end, came from a place in the text itself."""

    text: str
    places: tuple[int, ...]
    language: str


# Cached: the English of a text is searched for each of its translations.
@lru_cache(maxsize=4_096)
def searchable(text: str, locale: str) -> Searchable:
    """Return a text of a locale without what makes no difference: capitals, points, invisible signs, more spaces."""
    language = locale.partition("-")[0]
    signs: list[str] = []
    places: list[int] = []
    for start, cluster in _clusters(text):
        for sign in _folded(cluster, language):
            if sign.isspace():
                sign = " "
            if sign != " " or signs[-1:] != [" "]:
                signs.append(sign)
                places.append(start)
    return Searchable("".join(signs), (*places, len(text)), language)


def spans(term: str, within: Searchable) -> Iterator[tuple[int, int]]:
    """Yield where a term begins and ends in a text."""
    pattern, text = _pattern(term, within.language), within.text
    at = 0
    while found := pattern.search(text, at):
        start, end = found.span()
        if _apart(text, start) and _apart(text, end):
            yield within.places[start], within.places[end]
            at = end
        else:
            at = start + 1


def same(term: str, locale: str) -> str:
    """Return a term in a form that is equal for all its spellings."""
    return searchable(term.strip(), locale).text


def _clusters(text: str) -> Iterator[tuple[int, str]]:
    """Yield each sign of a text together with the marks on it, and where it is."""
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or not unicodedata.combining(text[at]):
            yield start, text[start:at]
            start = at


def _folded(cluster: str, language: str) -> str:
    """Return a sign with its marks in the form in which it is compared."""
    if cluster.isascii() and language not in ("tr", "az"):
        return cluster.lower().translate(ALIKE)
    plain = unicodedata.normalize("NFKC", cluster)
    if language in ("tr", "az"):
        plain = plain.translate(TURKIC)
    plain = plain.casefold()
    if language == "el":  # capitals have no accents
        plain = unicodedata.normalize("NFD", plain).replace("\u0301", "")
    return "".join(sign for sign in POINTS.sub("", plain).translate(ALIKE) if not unseen(sign))


def _apart(text: str, at: int) -> bool:
    """Tell whether a word may begin or end at a place, which is not in the middle of one."""
    beside = text[max(at - 1, 0) : at + 1]
    return len(beside) < 2 or not all(map(A_LETTER.match, beside)) or any(map(UNSPACED.match, beside))


# Each term is looked for in every text of its language.
@lru_cache(maxsize=20_000)
def _pattern(term: str, language: str) -> re.Pattern[str]:
    words = same(term, language).split(" ")
    particles = PARTICLES if language == "ar" else ""
    return re.compile(particles + " ".join(_word(word, language) for word in words))


def _word(word: str, language: str) -> str:
    """Return the pattern of a word of a term; an Arabic one may have its article or not."""
    core, article = word.strip(STAR), ""
    if language == "ar":
        core = core.removeprefix(ARTICLE) if len(core) > len(ARTICLE) + 1 else core
        article = f"(?:{ARTICLE})?"
    begins = f"(?<!{LETTER}){LETTER}*" if word.startswith(STAR) else article
    return begins + re.escape(core) + (f"{LETTER}*" if word.endswith(STAR) else "")
