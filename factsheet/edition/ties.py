# ruff: noqa: RUF001, RUF003
"""Tie what belongs together, so that no line ends between: a no-break space takes the place of a space.

What is tied in every language is said once; what one language ties is in a table, by its tag without a region. Each
rule replaces one letter by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from babel import Locale as Cldr
from lxml.html import HtmlElement

TIE = "\N{NO-BREAK SPACE}"

# In every language: a number and what follows it ("9 April", "45 %", "10 000"), but a year only and its abbreviation
# ("2014 г."); a sign and its number ("§ 4", "€ 5"); two letters and a number ("of 2014"); abbreviations of single
# letters ("z. B.").
USUAL = (
    r"(?<=\d)(?<!\b19\d\d)(?<!\b20\d\d) (?=[\w%\u2030\u20ac$\u00a3\u00b0])",
    r"(?<=\b\d\d\d\d) (?=[^\W\d_]{1,2}\.)",
    r"(?<=[\u00a7\u2116#\u20ac$\u00a3]) (?=\d)",
    r"(?<=\b\w\w) (?=\d)",
    r"(?<=\b[^\W\d_]\.) (?=[^\W\d_]\.)",
)
# An initial and what follows it ("J. R. Garang").
INITIAL = re.compile(r"\b([^\W\d_])\. (?=([^\W\d_]))")
# An acronym of two or three letters and its word ("DG Home"), of any length and a bracket, and the other way round.
ACRONYM = re.compile(r"\b([^\W\d_]{2,3}) (?=\w)|\b([^\W\d_]{2,}) (?=\()")
BRACKETED = re.compile(r"(?<=\w) (?=\(([^\W\d_]{2,8})\))")

# Words that belong to the number after them: the year as CLDR calls it, as texts inflect it, and how parts are cited.
BEFORE_NUMBERS = {
    "ar": "عام لعام بعام سنة لسنة المادة رقم صفحة",
    "bg": "година №",
    "cs": "rok roce roku č. čl. odst. str.",
    "de": "Jahr Jahre Jahres Nr. Art. Artikel Abs. Absatz Kapitel Seite S. Ziffer",
    "el": "έτος άρθρο αριθ. σελ.",
    "en": "year No. Nos Article Articles Art. page pp. Section Chapter paragraph",
    "es": "año art. artículo n.º núm. pág.",
    "fa": "سال مادهٔ شمارهٔ صفحهٔ",
    "fr": "année article art. n° nº nos page chapitre paragraphe an",
    "he": "שנת בשנת סעיף עמוד מס׳",
    "it": "anno art. articolo n. pag.",
    "nl": "jaar nr. artikel art. blz.",
    "pl": "rok roku nr art. ust. str.",
    "ps": "کال",
    "pt": "ano art. artigo n.º pág.",
    "ro": "anul anului nr. art. pag.",
    "sv": "år nr artikel sid.",
    "tr": "yılı madde no. sayfa",
    "ur": "سال دفعہ نمبر صفحہ",
    "vi": "năm tháng ngày số điều trang",
}
# Where an ordinal is a number with a full stop: it belongs to the word after it ("2. Ministerkonferenz").
ORDINAL_STOP = {
    "bs",
    "cs",
    "da",
    "de",
    "et",
    "fi",
    "hr",
    "hu",
    "is",
    "lb",
    "lv",
    "nb",
    "nn",
    "pl",
    "sk",
    "sl",
    "sr",
    "tr",
}
# Words of one letter that no line may end with: prepositions and conjunctions.
NEVER_LAST = {
    "be": "аіуўзкв",
    "bg": "вкси",
    "cs": "aikosuvz",
    "pl": "aiouwz",
    "ru": "аивкосуя",
    "sk": "aikosuvz",
    "uk": "аівзоуяйж",
}

# A last line is more than one short word: up to so many letters are tied to the word before, where both are no longer
# than so many. Texts of few words are labels, in narrow places.
SHORT, BOTH, WORDS = 5, 16, 4
# On the page, what no line ends within: a pair of numbers, whose dash would let it (UAX 14, BA); and from right to left
# a tie beside a number. PDFium moves a no-break space there to the other side of the number, but not a space.
TIED = "tied"
PAIR = r"\S*\d\.?\u2013\d\S*"
PAIRS = re.compile(PAIR)
GROUPS = re.compile(rf"\S+(?:{TIE}\S+)+|{PAIR}")
# A country's name is tied where it is no longer than this: "South Sudan".
NAME = 14


def language(tag: str) -> str:
    """Return the part of a tag that names the language: "en" of "en-GB"."""
    return tag.partition("-")[0]


def tied(text: str, tag: str) -> str:
    """Return a text in which no line ends between what belongs together."""
    for rule in _rules(language(tag)):
        text = rule.sub(TIE, text)
    text = INITIAL.sub(
        lambda found: f"{found[1]}.{TIE}" if found[1].isupper() and found[2].isupper() else found[0], text
    )
    if not text.isupper():  # in a text all of capitals no word is an acronym
        text = ACRONYM.sub(lambda found: _if_capitals(found, found[1] or found[2]), text)
        text = BRACKETED.sub(lambda found: TIE if found[1].isupper() else found[0], text)
    if names := _names(tag):
        text = names.sub(lambda found: found[0].replace(" ", TIE), text)
    return _last(text)


def _if_capitals(found: re.Match[str], word: str) -> str:
    return f"{word}{TIE}" if word.isupper() else found[0]


@cache
def _rules(language: str) -> list[re.Pattern[str]]:
    before = [*BEFORE_NUMBERS.get(language, "").split(), *_months(language)]
    rules = [*USUAL, "(?:" + "|".join(rf"(?<={_bounded(word)})" for word in before) + r") (?=\d)"]
    if language in ORDINAL_STOP:
        rules += [r"(?<=\b\d\.) (?=\w)", r"(?<=\b\d\d\.) (?=\w)"]
    if letters := NEVER_LAST.get(language):
        rules.append(rf"(?<=\b[{letters}{letters.upper()}]) (?=\w)")
    return [re.compile(rule) for rule in rules]


def _bounded(word: str) -> str:
    return (r"\b" if word[0].isalpha() else "") + re.escape(word)


def _months(language: str) -> Iterable[str]:
    """Return the names of the months as CLDR has them, in a date and alone."""
    months = Cldr.parse(language).months
    return sorted({name for context in ("format", "stand-alone") for name in months[context]["wide"].values()})


@cache
def _names(tag: str) -> re.Pattern[str] | None:
    """Return what finds the short names of countries that have a space in them."""
    names = [name for name in Cldr.parse(tag, sep="-").territories.values() if " " in name and len(name) <= NAME]
    return (
        re.compile("|".join(rf"\b{re.escape(name)}\b" for name in sorted(names, key=len, reverse=True)))
        if names
        else None
    )


def _last(text: str) -> str:
    """Tie a short last word to the one before it."""
    words = text.split(" ")
    if len(words) < WORDS or _letters(words[-1]) > SHORT or len(words[-2]) + len(words[-1]) > BOTH:
        return text
    return f"{text[: len(text) - len(words[-1]) - 1]}{TIE}{words[-1]}"


def _letters(word: str) -> int:
    return sum(map(str.isalnum, word))


def set_in(tree: HtmlElement, *, rtl: bool) -> None:
    """Put what no line ends within into elements of its own where the signs of a text do not keep it together."""
    for element in list(tree.iter()):
        if isinstance(element.tag, str) and element.tag not in ("style", "title", "script"):
            _set(element, None, element.text, rtl)
        parent = element.getparent()
        if parent is not None:
            _set(parent, element, element.tail, rtl)


def _set(parent: HtmlElement, before: HtmlElement | None, text: str | None, rtl: bool) -> None:
    groups = [found for found in (GROUPS if rtl else PAIRS).finditer(text or "") if re.search(r"\d", found[0])]
    if not text or not groups:
        return
    if parent.tag == "a":  # it is innermost (see text/markup), so that it stays whole if it is short
        parent.text = text.replace(TIE, " ") if rtl else text
        if len(text) <= BOTH:
            parent.classes.add(TIED)
        return
    at = 0 if before is None else parent.index(before) + 1
    ends = [*(found.start() for found in groups[1:]), len(text)]
    for found, end in zip(groups, ends, strict=True):
        span = parent.makeelement("span", {"class": TIED})
        span.text, span.tail = found[0].replace(TIE, " ") if rtl else found[0], text[found.end() : end]
        parent.insert(at, span)
        at += 1
    if before is None:
        parent.text = text[: groups[0].start()]
    else:
        before.tail = text[: groups[0].start()]
