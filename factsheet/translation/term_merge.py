"""Decide what becomes of the terms of a file: the glossary only grows, and stays as it is where the two disagree."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count

from ..core.diagnostics import Invalid, Place
from ..core.names import LanguageTag
from ..core.unfit import unfit
from ..edition import wording_lint
from ..edition.locales import script
from ..source import glossary
from ..source.glossary import Term
from ..source.model import Sources
from ..text.markup import Inline, Run
from ..text.term_search import same
from .merge import Outcome
from .tbx_read import Said

# The longest name that is made up for a term, and the longest note that is imported, in characters.
NAME, NOTE = 40, 500
# Terms of one language for one thing.
MOST = 50
NO_ENGLISH = "it has no English term, so it is not clear what it stands for"
UNDECIDED = "it says only which terms to avoid, and not which one to use"


@dataclass(frozen=True)
class Arrived:
    """An entry of a file: its id and place, what it has in English and in the language, and a note on it."""

    id: str
    place: Place
    english: Said
    own: Said
    note: str


@dataclass(frozen=True)
class Verdict:
    """What becomes of an entry of a file, and why; `name` is that in the glossary, or what it is in English."""

    place: Place
    name: str
    outcome: Outcome
    why: str = ""


class Merge:
    """The terms of the master and of a language, which grow with each entry of a file."""

    def __init__(self, sources: Sources, language: LanguageTag) -> None:
        terms, master = sources.glossary, sources.master
        self.english, self.own = dict(terms.of(master.id)), dict(terms.of(language))
        self.locales = master.settings.locale, sources.languages[language].settings.locale
        self.script = script(self.locales[1])
        self.known = {self._key(each): name for name, term in self.english.items() for each in term.names}

    def verdict(self, entry: Arrived) -> Verdict:
        """Return what becomes of an entry, and let the terms grow if it is new or says more."""
        english, own = entry.english, entry.own
        name = next((self.known[key] for key in map(self._key, english.names) if key in self.known), "")
        called = name or next(iter([*english.names, *own.names]), entry.id)
        verdict = Verdict(entry.place, called, Outcome.REJECTED)
        if not own.names and not own.forbidden:
            return replace(verdict, outcome=Outcome.EMPTY)
        if not english.names:
            return replace(verdict, why=NO_ENGLISH)
        if not name and entry.id in self.english:
            here = self.english[entry.id].preferred
            return replace(verdict, why=f'in English it is "{english.names[0]}", but "{entry.id}" is "{here}" here')
        if why := "; ".join(dict.fromkeys(self._faults(english, own, new=not name))):
            return replace(verdict, why=why)
        try:
            outcome, remarks = self._more(name, entry) if name in self.own else self._new(name, entry)
        except Invalid as error:
            return replace(verdict, why=str(error))
        return replace(verdict, outcome=outcome, why="; ".join(remarks))

    def _new(self, name: str, entry: Arrived) -> tuple[Outcome, list[str]]:
        """Add a term that the language does not have, or not even the English. Raises Invalid for what is none."""
        if not entry.own.names:
            return Outcome.REJECTED, [UNDECIDED]
        note, remarks = _note(entry.own.note)
        own = self._term(entry.own.names, entry.own.forbidden, note)
        if name:
            remarks += self._of_english(name, entry)
        else:
            note, more = _note(" ".join(filter(None, [entry.note, entry.english.note])))
            english = self._term(entry.english.names, entry.english.forbidden, note)
            name = _name(english.preferred, self.english)
            self.english[name] = english
            self.known |= {self._key(each): name for each in english.names}
            remarks += more
        self.own[name] = own
        return Outcome.NEW, remarks

    def _more(self, name: str, entry: Arrived) -> tuple[Outcome, list[str]]:
        """Add to a term what the file says besides. Raises Invalid for what cannot be in a glossary."""
        said, here = entry.own, self.own[name]
        if clashes := list(self._clashes(said, here)):
            return Outcome.CONFLICT, clashes
        also = self._without(said.names, [*here.names, *here.forms])
        avoid = self._without(said.forbidden, here.forbidden)
        note, remarks = _note(said.note)
        if note and here.note:
            remarks += [f'its note differs, and was not imported: "{note}"'] if note != here.note else []
            note = ""
        grown = self._term([*here.names, *also], [*here.forbidden, *avoid], note or here.note or "")
        self.own[name] = grown.model_copy(update={"forms": here.forms})
        remarks += self._of_english(name, entry)
        news = [f"{what} {_quoted(terms)}" for what, terms in (("also", also), ("forbidden", avoid)) if terms]
        news += ["a note"] if note else []
        return (Outcome.CHANGED, [f"added: {', '.join(news)}", *remarks]) if news else (Outcome.UNCHANGED, remarks)

    def _clashes(self, said: Said, here: Term) -> Iterator[str]:
        """Yield in what a file and the glossary disagree about a term."""
        names, forbidden, theirs = ({*map(self._same, terms)} for terms in (here.names, here.forbidden, said.names))
        preferred = self._same(here.preferred)
        if said.names and (preferred not in theirs or (said.sure and self._same(said.names[0]) != preferred)):
            yield f'in the file: "{said.names[0]}"; here: "{here.preferred}"; if the file is right, change it here'
        yield from (f'"{each}" is forbidden here' for each in said.names if self._same(each) in forbidden)
        yield from (f'"{each}" is forbidden in the file' for each in said.forbidden if self._same(each) in names)

    def _of_english(self, name: str, entry: Arrived) -> list[str]:
        """Return what a file says about the English that the glossary does not: that is for its owner to decide."""
        here = self.english[name]
        others = self._without(entry.english.names, [*here.names, *here.forms])
        note, _ = _note(" ".join(filter(None, [entry.note, entry.english.note])))
        return [
            *([f"in English the file also has {_quoted(others)}"] if others else []),
            *([f'a note on the English was not imported: "{note}"'] if note and note != here.note else []),
        ]

    def _faults(self, english: Said, own: Said, *, new: bool) -> Iterator[str]:
        """Yield what keeps the terms of an entry from being imported, as it would keep texts."""
        for terms in ([*english.names, *english.forbidden], [*own.names, *own.forbidden]):
            if len(terms) > MOST:
                yield f"{len(terms):,} terms in one language; the limit is {MOST}"
                return
            yield from (f"{what}: {hint}" for each in terms for what, hint in unfit(each))
        first = _inline(english.names[0])
        odd = [
            each
            for term in (*own.names, *own.forbidden)
            for each in wording_lint.of_translation(first, _inline(term), self.locales[1], self.script)
        ]
        odd += [each for term in english.names if new for each in wording_lint.of_master(_inline(term))]
        yield from (f"it {each.what}" for each in odd if each.grave)

    def _term(self, names: Sequence[str], forbidden: Sequence[str], note: str) -> Term:
        """Return a term from the glossary. Raises Invalid for one that cannot be in it."""
        names, forbidden = self._without(names), self._without(forbidden)
        if len(forbidden) > len(self._without(forbidden, names)):
            raise Invalid("a term is listed both as one to use and as forbidden", "correct it in the file")
        return glossary.term(names[0], names[1:], forbidden, note)

    def _without(self, terms: Iterable[str], known: Iterable[str] = ()) -> list[str]:
        """Return terms, each once, without those that are known, however they are written."""
        fresh: dict[str, str] = {}
        for each in terms:
            fresh.setdefault(self._same(each), each)
        for each in known:
            fresh.pop(self._same(each), None)
        return list(fresh.values())

    def _key(self, english: str) -> str:
        return same(english, self.locales[0])

    def _same(self, term: str) -> str:
        return same(term, self.locales[1])


def _inline(term: str) -> Inline:
    return Inline((Run(term),))


def _quoted(terms: Iterable[str]) -> str:
    return ", ".join(f'"{each}"' for each in terms)


def _note(note: str) -> tuple[str, list[str]]:
    """Return a note that can be imported, or none and why."""
    if len(note) > NOTE:
        return "", [f"a note of {len(note):,} characters was not imported; the limit is {NOTE}"]
    if any(unfit(note)):
        return "", ["a note was not imported: it has invisible characters"]
    return note, []


def _name(english: str, known: Collection[str]) -> str:
    """Return a name for a new term that no other has."""
    plain = unicodedata.normalize("NFKD", english).encode("ascii", "ignore").decode().lower()
    words = re.sub("[^a-z0-9]+", "_", plain).strip("_")[:NAME].strip("_")
    name = words if words[:1].isalpha() else f"term_{words}".rstrip("_")
    return next(each for each in chain([name], (f"{name}_{number}" for number in count(2))) if each not in known)
