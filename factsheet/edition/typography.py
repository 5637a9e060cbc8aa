"""Set a text as its language does: ties between words, spaces before punctuation, digits, isolates.

No language is named here: a language file says what it needs (`spaces`, `digits`), and the rest
follows from its direction.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from ..text.markup import Inline, Run
from .locales import Locale

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"

# What must not be separated at the end of a line: a number from the word after it, a short word from
# the number after it, an acronym from what follows ("9 April", "of 2014", "DG Home").
NUMBERS = re.compile(r"(?<=\d) (?=\w)|(?<=\b\w\w) (?=\d)")
ACRONYMS = re.compile(r"(?<=\b[A-Z]{2}) (?=\w)|(?<=\b[A-Z]{3}) (?=\w)")

# In a text from right to left, what keeps its own order: words and addresses in letters that run
# from left to right, with the spaces and hyphens between them, and ranges of numbers (UAX 9 lays out
# "2024-2026" from the right: the numbers are weak, and the hyphen between them is neutral).
LEFT_TO_RIGHT = re.compile(
    r"[@+]?(?:[^\W\d_\u0590-\u08ff\ufb1d-\ufefc][\w.@:/+&'\u2019-]*)"
    r"(?:[ \u00a0-]+[^\W\d_\u0590-\u08ff\ufb1d-\ufefc][\w.@:/+&'\u2019-]*)*"
    r"|\d[\d.,:/]*(?:\s?[-\u2013]\s?\d[\d.,:/]*)+"
)

# The spaces of a date, thin ones too, that hold it together. A period may be broken after its dash.
DATE_SPACES = {" ": NO_BREAK_SPACE, "\N{THIN SPACE}": "\N{NARROW NO-BREAK SPACE}"}
WITHIN_DATE = re.compile("(?<!\N{EN DASH})[ \N{THIN SPACE}]")
# Between the dates of a period: what is on both sides of it is not a range of numbers ("2026 - 2 January").
BETWEEN_DATES = re.compile(r"(\s\u2013\s)")


def typeset(text: Inline, locale: Locale) -> Inline:
    """Return a text, its placeholders filled, as the language sets it."""
    runs = _respaced(text.runs, locale)
    if locale.direction == "ltr":
        runs = _tied(runs)
    elif not text.language:  # no ties: readers of a PDF lose a no-break space between Arabic and a number
        runs = tuple(part for run in runs for part in _isolated(run))
    return replace(text, runs=tuple(_digits(run, locale) for run in runs))


def _respaced(runs: tuple[Run, ...], locale: Locale) -> tuple[Run, ...]:
    """Make the spaces that the language puts around signs unbreakable, and narrow if it says so."""

    def respace(text: str) -> str:
        for rule in locale.spaces:
            space = rule.as_typeset
            for sign in rule.before:
                text = re.sub(rf"[ \u00a0\u202f](?={re.escape(sign)})", space, text)
            for sign in rule.after:
                text = re.sub(rf"(?<={re.escape(sign)})[ \u00a0\u202f]", space, text)
        return text

    return _whole(runs, respace)


def _tied(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Tie numbers and acronyms to their words; a date that was filled in stays on one line."""

    def tie(text: str) -> str:
        text = NUMBERS.sub(NO_BREAK_SPACE, text)
        # In a text all of capitals no word is an acronym.
        return text if text.isupper() else ACRONYMS.sub(NO_BREAK_SPACE, text)

    dates = [run.placeholder and any(letter.isdigit() for letter in run.text) for run in runs]
    bound = [
        replace(run, text=WITHIN_DATE.sub(lambda found: DATE_SPACES[found[0]], run.text)) if date else run
        for run, date in zip(runs, dates, strict=True)
    ]
    return _whole(tuple(bound), tie)


def _whole(runs: tuple[Run, ...], change: Callable[[str], str]) -> tuple[Run, ...]:
    """Change the text across the borders of runs. One letter replaces one: every run keeps its length."""
    whole = change("".join(run.text for run in runs))
    changed, start = [], 0
    for run in runs:
        changed.append(replace(run, text=whole[start : start + len(run.text)]))
        start += len(run.text)
    return tuple(changed)


def _isolated(run: Run) -> Iterable[Run]:
    """Split a run of right-to-left text where something inside it runs the other way."""
    if run.verbatim:
        yield replace(run, isolated=True)
        return
    for part in BETWEEN_DATES.split(run.text) if run.placeholder else [run.text]:
        end = 0
        for match in LEFT_TO_RIGHT.finditer(part):
            if match.start() > end:
                yield replace(run, text=part[end : match.start()])
            yield replace(run, text=match[0], isolated=True)
            end = match.end()
        if end < len(part):
            yield replace(run, text=part[end:])


def _digits(run: Run, locale: Locale) -> Run:
    """Write numbers in the digits of the language; those inside names and addresses stay."""
    if locale.digits == "0123456789" or run.verbatim or (run.isolated and re.search(r"[^\W\d_]", run.text)):
        return run
    return replace(run, text=run.text.translate(str.maketrans("0123456789", locale.digits)))
