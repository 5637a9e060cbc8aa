"""Set a text as its language does: ties between words, spaces before punctuation, digits, isolates.

No language is named here: a language file says what it needs (`spaces`, `digits`), `ties` has what languages tie, and
the rest follows from its direction.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

from ..text.markup import Inline, Run
from . import ordinals, ties
from .locales import Locale
from .ties import TIE

# In a text from right to left, what keeps its own order: words and addresses in letters that run from left to right,
# with the spaces and hyphens between them, and signs of money behind them ("US$"). A pair of numbers ("14\u201315") is
# not among them: CLDR's intervals have no isolates either, and leave it to the direction of the text. There the numbers
# count as Arabic (UAX 9, W2), the dash between them runs with the text (N1), and whoever reads from the right comes to
# 14 first.
LEFT_TO_RIGHT = re.compile(
    r"[@+]?(?:[^\W\d_\u0590-\u08ff\ufb1d-\ufefc][\w.@:/+&'\u2019$-]*)"
    r"(?:[ \u00a0-]+[^\W\d_\u0590-\u08ff\ufb1d-\ufefc][\w.@:/+&'\u2019$-]*)*"
)

# The spaces of a date, thin ones too, that hold it together. A period may be broken after its dash.
DATE_SPACES = {" ": TIE, "\N{THIN SPACE}": "\N{NARROW NO-BREAK SPACE}"}
WITHIN_DATE = re.compile("(?<!\N{EN DASH})[ \N{THIN SPACE}]")


def typeset(text: Inline, locale: Locale) -> Inline:
    """Return a text, its placeholders filled, as the language sets it."""
    tag = text.language or locale.tag
    signed = tuple(run if run.verbatim else replace(run, text=ordinals.signed(run.text, tag)) for run in text.runs)
    runs = _tied(_respaced(signed, locale), tag)
    runs = tuple(part for run in runs for part in ordinals.raised(run, tag))
    if locale.direction == "rtl" and not text.language:
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


def _tied(runs: tuple[Run, ...], tag: str) -> tuple[Run, ...]:
    """Tie what belongs together; a date that was filled in stays on one line."""
    dates = [run.placeholder and any(letter.isdigit() for letter in run.text) for run in runs]
    bound = [
        replace(run, text=WITHIN_DATE.sub(lambda found: DATE_SPACES[found[0]], run.text)) if date else run
        for run, date in zip(runs, dates, strict=True)
    ]
    return _whole(tuple(bound), partial(ties.tied, tag=tag))


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
    if run.verbatim or run.note:
        yield replace(run, isolated=run.verbatim)
        return
    end = 0
    for match in LEFT_TO_RIGHT.finditer(run.text):
        if match.start() > end:
            yield replace(run, text=run.text[end : match.start()])
        yield replace(run, text=match[0], isolated=True)
        end = match.end()
    if end < len(run.text):
        yield replace(run, text=run.text[end:])


def _digits(run: Run, locale: Locale) -> Run:
    """Write numbers in the digits of the language; those inside names and addresses stay."""
    if locale.digits == "0123456789" or run.verbatim or (run.isolated and re.search(r"[^\W\d_]", run.text)):
        return run
    return replace(run, text=run.text.translate(str.maketrans("0123456789", locale.digits)))
