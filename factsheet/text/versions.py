"""Find two versions of a translation in one place, left for somebody to choose: "Activités / Travaux"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from .oddity import Oddity
from .spot import HOLE

SLASH = re.compile(r"(?<=\S)\s+[/|\uff0f\uff5c]{1,2}\s+(?=\S)")
LABELLED = re.compile(r"[(\[\uff08]\s*(?:alt|var|opt)\w{0,12}\.?\s*[:\uff1a]", re.IGNORECASE)
HINT = "keep one, and delete the other"
# What CLDR does not know yet.
OR = {"mt": "jew", "om": "yookiin"}


def odd(english: str, translation: str, locale: str) -> Iterable[Oddity]:
    """Yield a warning where a translation offers a choice that the English does not."""
    for found in _choices(english, translation, locale):
        thing = found[0].strip()
        what = f'has "{thing}", as if it offered two versions'
        yield Oddity("versions", found.start(), found.end(), thing, what, HINT, grave=False)


def on_lines(english: int, number: int) -> Iterable[Oddity]:
    """Yield a warning for a translation that was typed on several lines, where the English has fewer."""
    if number > max(english, 1):
        what = f"is on {number} lines, as if it were two versions"
        yield Oddity("versions", 0, 0, "lines", what, HINT, grave=False)


def _choices(english: str, translation: str, locale: str) -> Iterator[re.Match[str]]:
    if not re.search(r"[/|]", english):
        yield from (each for each in SLASH.finditer(translation) if not _is_a_sign(each))
    if not LABELLED.search(english):
        yield from LABELLED.finditer(translation)
    if not re.search(r"\bor\b", english, re.IGNORECASE):
        bracketed, loud = _offered(locale)
        yield from bracketed.finditer(translation)
        if loud and not translation.isupper():
            yield from loud.finditer(translation)


def _is_a_sign(found: re.Match[str]) -> bool:
    """Tell whether a slash stands between two numbers (2024 / 2025) or quotation marks, or a bar for a full stop."""
    before, after = found.string[found.start() - 1], found.string[found.end()]
    between = all(sign.isdigit() or sign == HOLE or sign in "«»“”„\"'" for sign in (before, after))
    return between or ("|" in found[0] and unicodedata.category(before) in ("Lo", "Mn", "Mc"))


@lru_cache(maxsize=64)
def _offered(locale: str) -> tuple[re.Pattern[str], re.Pattern[str] | None]:
    """Return what "or" looks like in a language where it offers another version: in brackets, and in capitals."""
    import icu

    kinds = icu.UListFormatterType.OR, icu.UListFormatterWidth.WIDE
    listed = icu.ListFormatter.createInstance(icu.Locale.forLanguageTag(locale), *kinds).format(["0", "1"])
    between = OR.get(locale.split("-")[0]) or str(listed)[1:-1]
    word = between.strip()
    end = r"\s*[\s:\uff1a]" if between != word or locale in OR else ""
    bracketed = re.compile(rf"[(\[\uff08]\s*(?:{re.escape(word)}{end}|or\s*[\s:])", re.IGNORECASE)
    is_loud = len(word) > 1 and word.upper() != word
    return bracketed, re.compile(rf"(?<=\w)\s+(?:{re.escape(word.upper())}|OR)\s+(?=\w)") if is_loud else None
