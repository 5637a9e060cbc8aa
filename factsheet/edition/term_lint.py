"""Compare a translation with the glossary: terms of the English that it lacks, and terms that it must not have."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..source.glossary import Term
from ..source.lock import State
from ..source.model import Language, Sources
from ..text import markup, term_search
from ..text.markup import Inline
from ..text.oddity import Oddity, plain
from ..text.spot import HOLE
from ..text.term_search import STAR, Searchable
from . import addresses
from .overlays import Pair

KIND, QUOTE = "glossary", '"'


@dataclass(frozen=True)
class Found:
    """A term in a text, from `start` to `end`: the name it has in the glossary, and what is written there.

    It may be another `form` of the term than those that are to be used.
    """

    name: str
    term: str
    start: int
    end: int
    form: bool = False

    def part_of(self, other: Found) -> bool:
        """Tell whether it is only part of a longer term."""
        return other.start <= self.start and self.end <= other.end and other.length > self.length

    @property
    def length(self) -> int:
        return self.end - self.start


class Terms:
    """The terms of a language beside those of the master, to be looked for in texts."""

    def __init__(self, sources: Sources, language: Language) -> None:
        master = sources.master
        self.file = language.located.file.replace("/text/", "/glossary/")
        self.english, self.own = sources.glossary.of(master.id), sources.glossary.of(language.id)
        self.locales = master.settings.locale, language.settings.locale
        self.is_master = language.id == master.id

    def of_english(self, english: Inline) -> Mapping[str, str]:
        """Return the terms in an English text that the language has too, by their names: what they are in English."""
        found = sorted(_used(self.english, _searched(english, self.locales[0])), key=lambda each: each.start)
        whole = (each for each in found if each.name in self.own and not any(map(each.part_of, found)))
        terms: dict[str, str] = {}
        for each in whole:
            terms.setdefault(each.name, each.term)
        return terms

    def lines(self, english: Inline) -> list[str]:
        """Return in words what the language has for the terms in an English text."""
        found = self.of_english(english).items()
        return [said(term, self.own[name], self.english[name].note, self.own[name].note) for name, term in found]

    def of_pair(self, pair: Pair) -> list[Oddity]:
        """Return what is odd about a translation in the sources, compared with the English it was made from."""
        english = pair.made.english if pair.made and pair.state is State.OUTDATED else pair.english
        return self.odd(markup.read(english), markup.read(pair.translation))

    def odd(self, english: Inline, translation: Inline) -> list[Oddity]:
        """Return which terms of the English a translation lacks, and which it has that are forbidden.

        The English itself is only searched for what is forbidden.
        """
        if not self.own:
            return []
        text = _searched(translation, self.locales[1])
        used = list(_used(self.own, text))
        wanted = self.of_english(english)
        names = [each for each in used if each.name in wanted and not each.form]
        there = {each.name for each in used if each.form or not any(map(each.part_of, names))}
        wrong = list(self._forbidden(text, used, wanted))
        there |= {each.name for each in wrong}  # one mistake, one report
        lacking = [] if self.is_master else [name for name in wanted if name not in there]
        words = plain(translation)
        return [*(self._avoid(each, words) for each in wrong), *(self._lacks(name, wanted[name]) for name in lacking)]

    def _forbidden(self, text: Searchable, used: Collection[Found], wanted: Collection[str]) -> Iterator[Found]:
        """Yield the forbidden terms in a text, unless they are a part of one to use, or the right one for another."""
        right = {(each.start, each.end) for each in used if each.name in wanted}
        for name, term in self.own.items():
            for each in _places(name, term.forbidden, text, term.preferred):
                if (each.start, each.end) not in right and not any(map(each.part_of, used)):
                    yield each

    def _avoid(self, found: Found, words: str) -> Oddity:
        thing, term = words[found.start : found.end], self.own[found.name]
        hint = f"write {_either(term.names, QUOTE)}" + (f" ({term.note})" if term.note else "")
        return Oddity(KIND, found.start, found.end, thing, f'has "{thing}", a term to avoid', hint, grave=False)

    def _lacks(self, name: str, english: str) -> Oddity:
        names = self.own[name].names
        use = "use it" if len(names) == 1 else f"use {_either(names, QUOTE)}"
        hint = f"{use}; if it is there in another form, add that to forms in {self.file}"
        return Oddity(KIND, 0, 0, names[0], f'lacks "{names[0]}", the term for "{english}"', hint, grave=False)


def said(english: str, term: Term, *notes: str | None) -> str:
    """Return in words what a term is in a language, and what it is not, for somebody who translates it."""
    wrong = f", not {_either(term.forbidden)}" if term.forbidden else ""
    more = ". ".join(["", *(note.removesuffix(".") for note in notes if note)])
    return f"{english} = {_either(term.names)}{wrong}{more and f'{more}.'}"


def _either(terms: Iterable[str], quote: str = "") -> str:
    return " or ".join(f"{quote}{term.replace(STAR, '…')}{quote}" for term in terms)


def _used(terms: Mapping[str, Term], text: Searchable) -> Iterator[Found]:
    """Yield the terms to use in a text, and their other forms."""
    for name, term in terms.items():
        for each in term.names:
            yield from _places(name, [each], text, each)
        yield from _places(name, term.forms, text, term.preferred, form=True)


def _places(name: str, terms: Iterable[str], text: Searchable, said: str, *, form: bool = False) -> Iterator[Found]:
    for term in terms:
        yield from (Found(name, said, start, end, form) for start, end in term_search.spans(term, text))


def _searched(text: Inline, locale: str) -> Searchable:
    """Return a text to be searched, without its addresses: the name of an account is no term."""
    words = plain(text)
    for each in addresses.find(words):
        words = words[: each.start] + HOLE * (each.end - each.start) + words[each.end :]
    return term_search.searchable(words, locale)
