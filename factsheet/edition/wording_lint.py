"""Find everything odd in a text that its English does not explain, and report what is not allowed, each thing once.

A thing may be odd in two ways, such as a letter of another script in an address. The worse comes first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from ..core.diagnostics import Place, Problem
from ..source.lock import State
from ..text import (
    doubled,
    invisible,
    lookalikes,
    markup,
    proportion,
    quotes,
    scripts,
    stops,
    typed_html,
    versions,
)
from ..text.markup import Inline
from ..text.oddity import Oddity, plain
from . import addresses
from .addresses import Address
from .overlays import Pair

Placer = Callable[[str], Place]  # returns the place of a word in a text, or with "" of all of it


def of_translation(english: Inline, translation: Inline, locale: str, script: str) -> list[Oddity]:
    """Return what is odd in a translation into a language, which has a locale and a script."""
    ours, theirs = plain(english), plain(translation)
    known, found = scripts.words(ours), list(addresses.find(theirs))
    written = _places(found)
    elsewhere = _linked(translation) | written
    return [
        *scripts.mixed(theirs, known),
        *addresses.odd(ours, theirs, found),
        *typed_html.odd(ours, theirs),
        *scripts.foreign(theirs, known, script, elsewhere),
        *lookalikes.odd(theirs, ours),
        *invisible.odd(theirs),
        *proportion.odd(ours, theirs, locale, script),
        *versions.odd(ours, theirs, locale),
        *doubled.odd(ours, theirs, locale),
        *stops.odd(ours, theirs, locale, script, written),
        *quotes.odd(ours, theirs, locale),
    ]


def of_master(english: Inline) -> list[Oddity]:
    """Return what is odd in the English itself: look-alike letters, invisible characters, slips of the keyboard."""
    text = plain(english)
    return [
        *scripts.mixed(text, scripts.Words()),
        *lookalikes.odd(text, ""),
        *invisible.odd(text),
        *doubled.odd("", text, "en"),
        *stops.joined("", text, _places(addresses.find(text))),
    ]


def _places(found: Iterable[Address]) -> frozenset[int]:
    """Return the places that some addresses take up."""
    return frozenset[int]().union(*(range(each.start, each.end) for each in found))


def of_pair(pair: Pair, locale: str, script: str) -> Sequence[Oddity]:
    """Return what is odd in a translation in the sources, compared with the English that it was made from."""
    english = pair.made.english if pair.made and pair.state is State.OUTDATED else pair.english
    return _of_texts(english, pair.translation, locale, script)


# Cached: each variant prints the same texts, and at 0.4 ms a text ten variants in thirty languages would take seconds.
@lru_cache(maxsize=4096)
def _of_texts(english: str, translation: str, locale: str, script: str) -> tuple[Oddity, ...]:
    return tuple(of_translation(markup.read(english), markup.read(translation), locale, script))


def open_ones(found: Iterable[Oddity], allowed: Mapping[str, str]) -> Iterator[Oddity]:
    """Yield what is not allowed, each thing once, and nothing that overlaps one already reported."""
    things = set(allowed)
    reported: set[int] = set()
    for each in found:
        places = range(each.start, each.end)
        if each.thing not in things and reported.isdisjoint(places):
            things.add(each.thing)
            reported.update(places)
            yield each


def problem(id: str, oddity: Oddity, text: Inline, place: Placer) -> Problem:
    """Return an oddity as a problem in a text, at its line and column."""
    words = plain(text)[oddity.start : oddity.end]
    return Problem(place(words), f"{id} {oddity.what}", oddity.hint)


def _linked(text: Inline) -> frozenset[int]:
    """Return the places of the words that are links."""
    places: set[int] = set()
    start = 0
    for run in text.runs:
        end = start + (1 if run.placeholder else len(run.text))
        places.update(range(start, end) if run.link else ())
        start = end
    return frozenset(places)
