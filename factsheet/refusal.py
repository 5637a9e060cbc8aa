"""Say what does not fit, and by how much: the texts to shorten, the words to break."""

from __future__ import annotations

from collections.abc import Iterator

from .errors import Place, Problem
from .fit import Fitted, TooLong, TooWide
from .plan import Job
from .theme import MM


def refusals(job: Job, fitted: Fitted) -> Iterator[tuple[str, Problem]]:
    """Yield what keeps an edition from fitting, each with a word for programs."""
    yield from (("too-long", _too_long(job, each)) for each in fitted.too_long)
    yield from (("too-wide", _too_wide(job, each)) for each in fitted.too_wide)


def _too_long(job: Job, text: TooLong) -> Problem:
    what = (
        f"{text.key} is about {text.length - text.fits} characters ({text.lines} line{'s' if text.lines > 1 else ''}) "
        f"too long for its place; the smallest size allowed is {job.theme.sizes[-1]:g} pt"
    )
    return Problem(job.places[text.key], what, f"shorten it from {text.length} characters to {text.fits}")


def _too_wide(job: Job, word: TooWide) -> Problem:
    what = f'the word "{word.word}" is {word.excess / MM:.1f} mm too wide for its place'
    if word.key:
        remedy = 'write it shorter, or say where it may be broken: "\\u00AD" between double quotes is a soft hyphen'
        return Problem(job.places[word.key], f"in {word.key} {what}", remedy)
    return Problem(Place(job.file), what, "give the country a shorter name, under language, countries")
