"""Put the words of a text together: their look, their spaces, and marks where lines run from right to left."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from lxml.html import HtmlElement

from ..page.foreign_words import from_left_to_right
from ..text.invisible import SOFT_HYPHEN
from .document import Run, Said

# White space in HTML, and spaces that are only wider. No-break spaces are kept: they belong to how a language is spelt.
SPACES = re.compile("[ \n\r\t\N{EN SPACE}\N{EM SPACE}]+")
# What can be raised or lowered without a look: "m²". The letters of an ordinal stay letters.
LEVELS = {
    "sup": ("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"),
    "sub": ("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋"),
}
RIGHT_TO_LEFT_MARK = "\N{RIGHT-TO-LEFT MARK}"


def spaced(text: str) -> str:
    """Return a text with its white space as single spaces, and without places for hyphens."""
    return SPACES.sub(" ", text).replace(SOFT_HYPHEN, "")


def dressed(look: Run, text: str) -> Run:
    """Return words in the look of what is around them."""
    return replace(look, words=spaced(text))


def styled(element: HtmlElement, look: Run) -> Run:
    """Return the look of what is in an element. A link to a place on the page leads nowhere else."""
    if element.tag == "strong":
        return replace(look, strong=True)
    if element.tag == "em":
        return replace(look, stressed=True)
    address = element.get("href", "")
    return replace(look, address=address) if element.tag == "a" and not address.startswith("#") else look


def levelled(run: Run, tag: str) -> Run:
    """Return words that are raised or lowered, as signs for that where each of them has one."""
    plain, level = LEVELS[tag]
    if run.words.strip(plain):
        return run
    return replace(run, words=run.words.translate(str.maketrans(plain, level)))


def isolated(runs: Sequence[Run]) -> list[Run]:
    """Return words from left to right with the marks that they need in a text from right to left."""
    whole = "".join(run.words for run in runs)
    if not whole.strip():
        return list(runs)
    marked, found = from_left_to_right(whole), list(runs)
    if not marked.startswith(whole[0]):
        found[0] = replace(found[0], words=marked[0] + found[0].words)
    if not marked.endswith(whole[-1]):
        found[-1] = replace(found[-1], words=found[-1].words + marked[-1])
    return found


def without_space(runs: Sequence[Run]) -> list[Run]:
    """Return runs without a no-break space at their beginning."""
    return [replace(runs[0], words=runs[0].words.lstrip("\N{NO-BREAK SPACE}")), *runs[1:]] if runs else []


def settled(runs: Iterable[Run], *, rtl: bool) -> Said:
    """Return the runs of a text: those of one look as one, without spaces at its ends and those of its lines."""
    found = list[Run]()
    for run in runs:
        before = found[-1].words[-1:] if found else "\n"
        words = run.words if run.note or run.words == "\n" else _after(before, run.words)
        if run.words == "\n" and found:
            found[-1] = replace(found[-1], words=found[-1].words.rstrip(" "))
        if words or run.note:
            found.append(replace(run, words=words))
    while found and not found[-1].note and not (last := found[-1].words.rstrip(" \n")):
        found.pop()
    if found and not found[-1].note:
        found[-1] = replace(found[-1], words=last)
    merged = tuple(_as_one(list(group)) for _, group in groupby(found, lambda run: replace(run, words="")))
    return (Run(RIGHT_TO_LEFT_MARK), *merged) if rtl and _begins_otherwise(merged) else merged


def _after(before: str, words: str) -> str:
    """Return words as they follow a sign, "" for none: no space after another, or at the beginning of a line."""
    return words.lstrip(" ") if before in (" ", "\n") else words


def _as_one(runs: Sequence[Run]) -> Run:
    return replace(runs[0], words="".join(run.words for run in runs))


def _begins_otherwise(runs: Iterable[Run]) -> bool:
    """Tell whether a text from right to left begins with letters of the other direction.

    A program that goes by the first letter of a paragraph (UAX 9, P2 and P3) would set all of it from left to right.
    """
    strong = [
        kind for run in runs for sign in run.words if (kind := unicodedata.bidirectional(sign)) in ("L", "R", "AL")
    ]
    return bool(strong) and strong[0] == "L" and len(set(strong)) > 1
