"""Know the numbers, dates and countries of a language when they are written as words, from CLDR and ICU."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

from babel import Locale, UnknownLocaleError

from ..edition.locales import canonical, cased, script

# Numbers that languages have words for; "one" is an article or a pronoun as well.
WRITTEN = (*range(2, 21), *range(30, 100, 10), 100, 1_000, 1_000_000)
# What some scripts write in front of a word, without a space: and, in, for, the.
PROCLITICS = {"Arab": "[وفبكل]*(?:ال|لل)?", "Hebr": "[ובהלמשכ]*"}
# Languages in which every noun has a capital.
NOUNS = {"de", "gsw", "lb", "nds"}

ADDRESS = re.compile(
    r"(?:[a-z]+://|www\.)\S*[\w/]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|@\w+|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}\b(?:/\S*\w/?)?"
)
YEAR = r"(?<!\d)(?:19|20)\d\d(?!\d)"
FIGURES = rf"\d{{1,4}}([-/.])\d{{1,2}}\1\d{{1,4}}|(?:\d+\s?[年月日년월일]\s?)+|{YEAR}"
DAY = r"\d{1,2}(?:\w{1,3}|\.)?(?:\s?[-\u2013]\s?\d{1,2}(?:\w{1,3}|\.)?)?"
NUMBER = r"(?<!\w)\d(?:[\d.,:\s]*\d)?\w{0,3}"


class Vocabulary:
    """How a language writes numbers, dates and the names of countries."""

    def __init__(self, tag: str) -> None:
        cldr = _cldr(tag)
        self.script = script(tag)
        # Whether a capital in the middle of a sentence is that of a name.
        self.capitals = cased(self.script) and (cldr is None or cldr.language not in NOUNS)
        months = _months(cldr) if cldr else []
        self.dates = re.compile(_dates(months)) if months else re.compile(FIGURES)
        countries = [name for code, name in cldr.territories.items() if len(code) == 2] if cldr else []
        before = PROCLITICS.get(self.script, "")
        self.countries = re.compile(rf"(?<!\w){before}({_any(countries)})(?!\w)") if countries else None
        words = set(_spelled(tag)) if cldr else set()
        spelled = rf"|(?<!\w){before}(?:{_any(words)})(?!\w)" if words else ""
        self.numbers = re.compile(NUMBER + spelled, re.IGNORECASE)


@cache
def of(tag: str) -> Vocabulary:
    """Return the vocabulary of a locale."""
    return Vocabulary(tag)


def plain_digits(text: str) -> str:
    """Return a text of the same length with digits as 0 to 9."""
    return "".join(str(unicodedata.digit(each)) if each.isdecimal() else each for each in text)


def _cldr(tag: str) -> Locale | None:
    try:
        return Locale.parse(canonical(tag), sep="-")
    except (UnknownLocaleError, ValueError):  # an invented one
        return None


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda each: (-len(each), each))))


def _months(cldr: Locale) -> list[str]:
    names = {name for use in ("format", "stand-alone") for name in cldr.months[use]["wide"].values()}
    written = {form for name in names for form in (name, f"{name[0].upper()}{name[1:]}", name.upper())}
    return sorted(name for name in written if not name[0].isdecimal())


def _dates(months: Iterable[str]) -> str:
    """Return a pattern for dates: around the name of a month, a day and a year as far as they are there."""
    of = r"[\s,]+(?:\w{1,3}\s+)?"
    month = rf"(?<!\w)(?:{_any(months)})(?!\w)"
    return rf"(?:{DAY}{of})?{month}(?:\s+{DAY}(?!\d))?(?:{of}(?:19|20)\d\d(?!\d))?|{FIGURES}"


def _spelled(tag: str) -> Iterator[str]:
    """Yield single words for numbers, in all of their forms that ICU knows."""
    import icu

    rules = icu.RuleBasedNumberFormat(icu.URBNFRuleSetTag.SPELLOUT, icu.Locale.forLanguageTag(tag))
    for index in range(rules.getNumberOfRuleSetNames()):
        for number in WRITTEN:
            word = str(rules.format(number, rules.getRuleSetName(index))).replace("\N{SOFT HYPHEN}", "")
            if word.isalpha() and len(word) > 1:
                yield (bare := word.removeprefix("ال"))
                yield bare.removesuffix(
                    "ة"
                )  # Arabic counts masculine nouns with the one, feminine nouns with the other
