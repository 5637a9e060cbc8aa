"""Write ordinals as their language does: "2e" with a raised e in French, "2.ª" in Spanish; others stay as typed.

The raised letters are letters, set as such: they are copied, searched for and read aloud as they were typed. U+1D49
would not be: NFKC alone makes an "e" of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ..text.markup import Run
from .ties import language

# What is raised: the last group.
RAISED = {
    "fr": re.compile(r"(?<![\w.,])(?:\d+|[IVX]{2,}|[IVX])(?<=[\dIVX])(ers?|res?|es?|de?s?|nde?s?)(?!\w)"),
}
# "e" and "d" after one Roman letter would be words or names ("Ve" is none, "Id" is one): these alone are ordinals.
ROMAN = re.compile(r"I(?:er|re)|[VX]e|[IVX]{2,}es?|\d.*")
# Signs of their own, with or without a full stop before them, and what people type instead.
SIGNS = {"es": ".", "it": "", "pt": "."}
TYPED = re.compile(r"(?<![\w.,])(\d{1,3})\.?([ao])(?= [^\W\d_])")
# The first day of a month, which CLDR writes as a plain number.
FIRST_DAY = {"fr": "1er", "it": "1\N{MASCULINE ORDINAL INDICATOR}"}


def signed(text: str, tag: str) -> str:
    """Return a text in which typed ordinals have the sign of the language: "2a Conferencia" is "2.ª Conferencia"."""
    stop = SIGNS.get(language(tag))
    if stop is None:
        return text
    signs = {"a": "\N{FEMININE ORDINAL INDICATOR}", "o": "\N{MASCULINE ORDINAL INDICATOR}"}
    return TYPED.sub(lambda found: f"{found[1]}{stop}{signs[found[2]]}", text)


def first_day(date: str, tag: str) -> str:
    """Return a date in which the first of a month is an ordinal where the language has it so."""
    ordinal = FIRST_DAY.get(language(tag))
    return re.sub(r"(?<!\d)1(?!\d)", ordinal, date) if ordinal else date


def raised(run: Run, tag: str) -> Iterator[Run]:
    """Split a run where letters of an ordinal are raised."""
    rule, end = RAISED.get(language(tag)), 0
    for found in rule.finditer(run.text) if rule and not run.verbatim else ():
        if ROMAN.fullmatch(found[0]):
            start = found.start(1)
            yield replace(run, text=run.text[end:start])
            yield replace(run, text=found[1], raised=True)
            end = found.end()
    if end < len(run.text) or not run.text:
        yield replace(run, text=run.text[end:])
