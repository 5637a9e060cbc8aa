# ruff: noqa: RUF001
"""Find quotation marks of another language: “...” in French, where « ... » belongs (CLDR, delimiters)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from .oddity import Oddity

# Double marks, as they open and close. Single ones may be apostrophes.
PAIRS = ("“”", "„“", "„”", "””", "”“", "«»", "»«", "»»", "「」", "『』", "〝〞", "〝〟", '""', "＂＂")
MARKS = frozenset("".join(PAIRS))
STRAIGHT = ('""', "＂＂")
# What is as good as what CLDR gives, by the rules or the usage of each language.
GOOD = {
    "ar": "«» “”",
    "am": "“”",
    "ti": "“”",
    "so": "«»",
    "fa": "“”",
    "ps": "“”",
    "he": '„” “” ""',
    "yi": '„” “” ""',
    "de": "»« «»",
    "nl": "“” „” «»",
    "da": "»« „“ ”” «»",
    "sv": "»» »« «»",
    "nb": "„“ „”",
    "nn": "„“ „”",
    "fi": "»»",
    "et": "«»",
    "pl": "»«",
    "cs": "»«",
    "sk": "»«",
    "sl": "»«",
    "hr": "„” »«",
    "bs": "„” »«",
    "sr": "„“ „” »«",
    "bg": "«»",
    "mk": "«»",
    "ro": "“”",
    "lt": "«»",
    "lv": "„” „“ «»",
    "el": "“”",
    "tr": "«»",
    "es": "«»",
    "ca": "“”",
    "gl": "“”",
    "eu": "“”",
    "pt": "«»",
    "it": "“”",
    "uk": "“”",
    "zh": "「」 『』",
    "ko": "「」 『』",
    "ug": "«»",
    "ur": "“” «»",
    "vi": "«»",
}
# The language's own, where CLDR has something that is hardly seen in print.
FIRST = {"ar": "«»", "de-CH": "«»"}
# Where they are set with a space inside.
SPACED = {"fr", "fr-FR", "fr-BE", "fr-CA"}


def odd(english: str, translation: str, locale: str) -> Iterable[Oddity]:
    """Yield a warning for each kind of quotation marks of another language in a translation.

    Words that are in quotation marks in the English too are a name or title that stays as it is.
    """
    good, stays = own(locale), {english[start + 1 : end].strip() for start, end in _quoted(english)}
    reported: set[str] = set()
    for start, end in _quoted(translation):
        pair = translation[start] + translation[end]
        if pair in good or pair in reported or translation[start + 1 : end].strip() in stays:
            continue
        reported.add(pair)
        kind = "straight quotation marks" if pair in STRAIGHT else "the quotation marks of another language"
        what = f"has {pair[0]}...{pair[1]}, {kind}"
        space = " " if locale in SPACED and good[0] == "«»" else ""
        hint = f"type {good[0][0]}{space}...{space}{good[0][1]}"
        yield Oddity("quotation marks", start, start + 1, pair, what, hint, grave=False)


@lru_cache(maxsize=64)
def own(locale: str) -> tuple[str, ...]:
    """Return the pairs of quotation marks that a language uses, the first for choice."""
    import icu

    data, kinds = icu.LocaleData(locale), icu.ULocaleDataDelimiterType
    main, inner = (
        data.getDelimiter(opening) + data.getDelimiter(closing)
        for opening, closing in (
            (kinds.QUOTATION_START, kinds.QUOTATION_END),
            (kinds.ALT_QUOTATION_START, kinds.ALT_QUOTATION_END),
        )
    )
    language = locale.split("-")[0]
    found = (FIRST.get(locale) or FIRST.get(language, main), main, inner, *GOOD.get(language, "").split())
    return tuple(dict.fromkeys(found))


def _quoted(text: str) -> Iterator[tuple[int, int]]:
    """Yield where quotation marks open and close, the outermost only."""
    open_at: list[int] = []
    for at, sign in enumerate(text):
        if sign not in MARKS or (sign == '"' and text[at - 1 : at].isdigit() and not open_at):  # inches
            continue
        if open_at and text[open_at[-1]] + sign in PAIRS:
            start = open_at.pop()
            if not open_at:
                yield start, at
        else:
            open_at.append(at)
