"""Compare a returned translation with its English: what keeps it from being imported, and what to look at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..core.diagnostics import Place, Problem
from ..edition import wording_lint
from ..edition.locales import script
from ..edition.missing_signs import Lacking
from ..edition.overlays import Pair
from ..edition.term_lint import KIND as TERMS
from ..edition.term_lint import Terms
from ..edition.translation_lint import compared
from ..source import markup_lint
from ..source.model import Language, Sources
from ..text import markup, versions
from ..text.markup import Inline
from ..text.oddity import Oddity, plain
from ..text.spot import HOLE
from .units import Row

# A tool that splits a text into sentences leaves untranslated ones in English. This many words are not a name.
SENTENCES, A_SENTENCE = re.compile(r"(?<=[.!?]) "), 4


@dataclass(frozen=True)
class Held:
    """What was found: `faults`, each with its hint, for which a text is rejected, and `doubts` about it."""

    faults: Sequence[Problem]
    doubts: Sequence[Oddity]

    @property
    def open(self) -> list[Oddity]:
        """Return the doubts for which a text is to be confirmed: not a missing term, which may just be inflected."""
        return [each for each in self.doubts if each.kind != TERMS]


class Measure:
    """What a translation into a language is checked against. `lacking` returns the characters that no font has."""

    def __init__(self, sources: Sources, language: Language, lacking: Lacking) -> None:
        self.sources = sources
        self.locale = language.settings.locale
        self.script = script(self.locale)
        self.lacking = lacking
        self.terms = Terms(sources, language)

    def held(self, row: Row, pair: Pair, english: str, text: str) -> Held:
        """Return what is wrong with a row's text, spelled as it will be written, as a translation of some English."""

        def place(of: str) -> Place:
            return row.place

        translation = markup.read(text)
        odd = [
            *wording_lint.of_translation(markup.read(english), translation, self.locale, self.script),
            *self.terms.odd(markup.read(english), translation),
        ]
        unexcused = list(wording_lint.open_ones([*odd, *versions.on_lines(*row.lines)], pair.allowed))
        whole = [each for each in odd if each.stops or each.thing in pair.allowed]
        faults = [
            *self._wording(row, pair, text, place),
            *compared(row.id, markup.read(english), translation, place, whole),
            *(wording_lint.problem(row.id, each, translation, place) for each in unexcused if each.grave),
            *self._unprinted(row, translation),
            *_untranslated(row, english, text),
        ]
        return Held(faults, [each for each in unexcused if not each.grave])

    def _wording(self, row: Row, pair: Pair, text: str, place: wording_lint.Placer) -> Iterable[Problem]:
        known = self.sources.known(self.sources.variants[pair.variant] if pair.variant else None)
        links = list(known.links)
        in_all = self.sources.declared.in_all
        names = [*known.named, *in_all, *links]
        for typed in dict.fromkeys((row.target, text)):  # as it was typed, and as it will be written
            yield from markup_lint.of_text(typed, place, names, links, {**known.forms, **in_all})

    def _unprinted(self, row: Row, translation: Inline) -> Iterable[Problem]:
        words = plain(translation).replace(HOLE, "")
        if signs := self.lacking(words):
            shown = ", ".join(f'"{sign}" (U+{ord(sign):04X})' for sign in signs[:5])
            yield Problem(row.place, f"no font has {shown}", "write it another way")


def _untranslated(row: Row, english: str, text: str) -> Iterable[Problem]:
    """Yield sentences that are still the English."""
    for sentence in SENTENCES.split(english):
        if sentence != english and len(sentence.split()) >= A_SENTENCE and sentence in text:
            yield Problem(row.place, f'"{sentence}" is still in English', "translate it too")
