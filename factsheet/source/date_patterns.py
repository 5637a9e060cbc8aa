"""Check the patterns by which a language writes dates, where it does not write them as CLDR has it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from ..core.diagnostics import Invalid

# The letters for each part of a date, and for what may stand beside it: a weekday, an era (UTS 35, Date Field Symbols).
LETTERS = {"day": "d", "month": "ML", "year": "yu"}
BESIDE = {"day": "EG", "month": "G", "year": "G"}
# What each pattern must print; anything else would be invented where a date is known to a month alone.
NEEDED = {"day": ("day", "month", "year"), "month": ("month", "year"), "year": ("year",)}
EXAMPLES = {"day": "d. MMMM y", "month": "LLLL y", "year": "y"}
# What other programs call the parts of a date.
MISTAKEN = {"D": "d", "m": "M", "Y": "y"}
WORDS = "put words in single quotes, as in d 'de' MMMM 'de' y"
QUOTED = re.compile(r"'(?:[^']|'')*'")
# Dates that differ in one part each.
PROBES = [date(2023, month, 1) for month in range(1, 13)] + [date(2024, 1, 1) + timedelta(day) for day in range(31)]


def checked(of: str) -> Callable[[str], str]:
    """Return a function that returns a pattern as it is, if it can write a day, a month or a year.

    It raises Invalid for any other.
    """

    def pattern(text: str) -> str:
        bare = QUOTED.sub("", text)
        if "'" in bare:
            raise Invalid(f'a single quote in "{text}" is not closed', WORDS)
        allowed = "".join(LETTERS[part] for part in NEEDED[of]) + BESIDE[of]
        if strange := re.search(rf"([A-Za-z])\1*(?<![{allowed}])", bare):
            raise Invalid(*_strange(text, strange[0], allowed))
        for part in NEEDED[of]:
            if not re.search(f"[{LETTERS[part]}]", bare):
                raise Invalid(f'"{text}" does not print the {part}', f"write it as in {EXAMPLES[of]}")
        _told_apart(text, of)
        return text

    return pattern


def _strange(text: str, letters: str, allowed: str) -> tuple[str, str]:
    """Say that letters of a pattern stand for nothing in a date."""
    meant = MISTAKEN.get(letters[0], "")
    if meant in allowed and meant:
        return f'"{letters}" is no part of the date in "{text}"', f'did you mean "{meant * len(letters)}"?'
    if letters[0] in "".join(LETTERS.values()):
        return f'"{text}" prints more of a date than is known', "take that part out"
    return f'"{letters}" is no part of the date in "{text}"', WORDS


def _told_apart(text: str, of: str) -> None:
    """Raise Invalid for a pattern by which ICU writes two dates alike."""
    import icu

    known = {tuple(getattr(day, part) for part in NEEDED[of]): day for day in PROBES}
    try:
        written = icu.SimpleDateFormat(text, icu.Locale("en@calendar=gregorian;numbers=latn"))
        times = (icu.GregorianCalendar(day.year, day.month - 1, day.day).getTime() for day in known.values())
        said = {str(written.format(time)) for time in times}
    except icu.ICUError:
        raise Invalid(f'"{text}" is not a pattern for dates', f"write it as in {EXAMPLES[of]}") from None
    if len(said) < len(known):
        raise Invalid(f'"{text}" writes two dates alike', f"write it as in {EXAMPLES[of]}")
