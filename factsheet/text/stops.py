# ruff: noqa: RUF001
"""Compare the full stops of a translation with the English: is one missing at the end, or a space behind one?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable

from .oddity import Oddity
from .proportion import NO_ENDS
from .spot import HOLE

# What ends a sentence as a full stop does, in any script: Latin, Arabic (Urdu), Ethiopic, Indic, CJK, Khmer, Burmese,
# Armenian, Syriac; and what ends one in another way.
FULL = ".۔።।॥。．｡។၊။։܁܂"
OTHERS = "!?…؟！？՞՜፧‼⁇"
# What people type for the full stop of their script.
TYPED = {"Ethi": ("፡፡", "::"), "Armn": (":",), "Deva": ("|",), "Beng": ("|",)}
# The question mark of Greek looks like a semicolon.
ALSO = {"Grek": ";\N{GREEK QUESTION MARK}"}
CLOSING = " \u00a0\u202f\u200e\u200f\u061c\u2066\u2067\u2068\u2069»›”’“\"')]}」』）】"
# Words that end with a stop of their own; an ordinal or a year does in some languages, and so may a date.
SHORT = frozenset(
    "etc inc ltd co no nos approx fig vol jan feb mar apr aug sep sept okt oct nov dec déc janv févr "
    "usw bzw itd itp atd apod stb enz osv "
    "ecc vgl tzn κλπ др".split()
)
IN_DATES = frozenset({"hr", "bs", "sr", "hu", "bg", "mk", "sl", "lv", "kk"})
# The least words of a text with a full stop of its own, and the least letters of its last word if it has few words.
WORDS, FEW, LETTERS = 3, 6, 4
# What may be joined to the sentence before it without a space: nothing, but in these scripts spaces part no words.
SPACELESS = frozenset({"Hani", "Hira", "Kana", "Thai", "Laoo", "Khmr", "Mymr", "Tibt"})
ENDS = re.compile("[.!?…؟۔።፧।։]")


def odd(english: str, translation: str, locale: str, script: str, addresses: Collection[int]) -> Iterable[Oddity]:
    """Yield a warning for a full stop that is missing or added at the end, and for sentences with no space between.

    `addresses` are the places of web addresses, in which a stop has no space.
    """
    yield from joined(english, translation, addresses, greek=script == "Grek")
    what = _at_end(english.rstrip(CLOSING), translation.rstrip(CLOSING), locale, script)
    if what and script not in NO_ENDS:
        end, hint = len(translation), "end it the way the English does"
        yield Oddity("full stop", end, end, "full stop", what, hint, grave=False)


def _at_end(english: str, translation: str, locale: str, script: str) -> str:
    """Return what is wrong with the end of a translation, or nothing."""
    if not english or not translation:
        return ""
    last = translation[-1]
    ended = last in FULL + OTHERS + ALSO.get(script, "") or translation.endswith(TYPED.get(script, ()))
    if english[-1] == "." and not _is_short(english, 1):
        unsure = last == HOLE and locale.split("-")[0] in IN_DATES
        return "" if ended or unsure else "does not end with a full stop, as the English does"
    if (english[-1].isalnum() or english[-1] == HOLE) and last in FULL:
        words = len(translation.split())
        is_short = words < WORDS or _is_short(translation, LETTERS if words < FEW else 2)
        return "" if last == "." and is_short else "ends with a full stop, which the English does not"
    return ""


def _is_short(text: str, least: int) -> bool:
    """Tell whether a text that ends with a stop ends with an abbreviation, or with a number or name that has one."""
    word = re.split(r"[\s(«“„/]", text[:-1])[-1]
    letters = word.strip("’'").casefold()
    return not letters or not letters[-1].isalpha() or "." in word or len(letters) < least or letters in SHORT


def joined(english: str, text: str, addresses: Collection[int], *, greek: bool = False) -> Iterable[Oddity]:
    """Yield a warning for each sentence that begins right after the stop of the one before it."""
    for stop in (re.compile("[.!?…؟۔።፧।։;]") if greek else ENDS).finditer(text):
        before, after = _word(text, stop.start(), -1), _word(text, stop.end(), 1)
        thing = f"{before}{stop[0]}{after}"
        around = text[: stop.start() - len(before)][-1:] + text[stop.end() + len(after) :][:1]
        if stop.start() in addresses or not (before and after) or "." in around or thing in english:
            continue
        if _parts(before.rstrip(")]»”’\"'"), stop[0], after):
            start = stop.start() - len(before)
            what, hint = f'has "{thing}" without a space'.replace(HOLE, "{...}"), f'type a space after "{stop[0]}"'
            yield Oddity("joined", start, stop.end() + len(after), thing, what, hint, grave=False)


def _word(text: str, at: int, step: int) -> str:
    """Return the word that ends before a place, with the brackets and quotes that close it, or begins at it."""
    end, inside = at, range(len(text))
    closing = ")]»”’\"'" if step < 0 else ""
    while (place := end - (step < 0)) in inside and (_is_letter(text[place]) or text[place] in closing):
        end += step
    return text[end:at] if step < 0 else text[at:end]


def _is_letter(sign: str) -> bool:
    return sign == HOLE or unicodedata.category(sign)[0] in "LMN"


def _parts(before: str, stop: str, after: str) -> bool:
    """Tell whether a stop parts two sentences, and not the letters of an abbreviation, a number or a name."""
    import icu

    if HOLE in after or not after[0].isalpha():
        return False
    scripts = {icu.Script.getScript(word[-1]).getShortName() for word in (before or " ", after)}
    if scripts & SPACELESS:
        return False
    if stop in "؟۔።፧।։":
        return bool(before)
    least = 3 if stop == "." else 2  # shorter words with a stop are abbreviations
    long = HOLE in before or re.fullmatch(r"\d{4}", before) or (len(before) >= least and not before[-1].isdigit())
    if unicodedata.category(after[0]) == "Lo":  # a script without capitals
        return bool(long) and len(after) > 2
    return bool(long) and after[0].isupper() and after[1:2].islower()
