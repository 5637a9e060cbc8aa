"""Check the texts as the sources have them: missing, outdated, odd, against the glossary, or needlessly allowed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from ..core.diagnostics import Problem
from ..core.names import LanguageTag, VariantId
from ..core.wording import because
from ..edition import address_lint, locales, number_lint, overlays, section_lint, term_lint, wording_lint
from ..edition.overlays import Pair
from ..source import facts, glossary, terms
from ..source.lock import State
from ..source.model import Allowed, Language, Sources
from ..source.schema import SAID
from ..source.terms import Term
from ..source.yaml_reader import Keys, Located
from ..text import markup
from ..text.oddity import Oddity
from .findings import Finding, Weight

Seen = dict[str, set[str] | None]  # what is odd in each text, None for a missing one


def of_sources(sources: Sources, languages: Sequence[LanguageTag]) -> Iterator[Finding]:
    """Find what is not translated, outdated, not confirmed, or without its English."""
    weights = {State.MISSING: Weight.WARNING, State.OUTDATED: Weight.WARNING, State.UNCONFIRMED: Weight.NOTE}
    hints = {
        State.MISSING: "translate it",
        State.OUTDATED: "update the translation, or confirm it: make confirm lang={} keys={}",
        State.UNCONFIRMED: "have it reviewed, then: make confirm lang={} keys={}",
    }
    for id in languages:
        language = sources.languages[id]
        if language.located is sources.master.located:
            continue
        for pair in overlays.pairs(sources, language):
            if pair.state is State.MISSING and not pair.variant and pair.key in SAID:
                problem = Problem(
                    pair.place(), f'{pair.id} is missing, so "{SAID[pair.key]}" is printed', "translate it"
                )
                yield Finding(Weight.NOTE, problem, "term")
            elif pair.state in weights:
                why = because(pair.doubts) if pair.state is State.UNCONFIRMED else ""
                what = f"{pair.id} is {pair.state.value}{why}"
                problem = Problem(pair.place(), what, hints[pair.state].format(id, pair.id))
                yield Finding(weights[pair.state], problem, pair.state.value)
        for key in language.orphans:
            problem = Problem(
                language.place(key), f"{key} no longer exists in English", "delete it if it is no longer needed"
            )
            yield Finding(Weight.NOTE, problem, "orphaned")


def of_variants(sources: Sources) -> Iterator[Finding]:
    """Find former variants whose leaflets would still change with factsheet.yaml."""
    for variant in terms.published(sources):
        kept = facts.kept(sources.declared, variant.facts)
        lacks = [key for key in sources.declared.facts if key not in kept]
        if lacks and terms.state(variant, sources) is Term.FORMER:
            what = f"the term of {variant.id} is over, but its file does not record the {', '.join(lacks)} at that time"
            hint = "copy them from factsheet.yaml, as they were then; otherwise they will change whenever that does"
            place = variant.located.place((terms.first_key(sources),))
            yield Finding(Weight.WARNING, Problem(place, what, hint), "facts")


def of_sections(sources: Sources, variants: Collection[VariantId]) -> Iterator[Finding]:
    """Find sections of some variants whose words were written for another one's fact."""
    for each in section_lint.findings(sources):
        if each.variant in variants:
            yield Finding(Weight.ERROR if each.elsewhere else Weight.WARNING, each.problem, "section")


def of_glossary(sources: Sources) -> Iterator[Finding]:
    """Find what keeps terms from being read: no text is compared with those."""
    yield from (Finding(Weight.ERROR, problem, "source") for problem in glossary.unread(sources.broken))


def of_wording(sources: Sources, languages: Sequence[LanguageTag]) -> Iterator[Finding]:
    """Find what is odd in the texts of some languages, those of variants included, or differs from the glossary."""
    for id in languages:
        language = sources.languages[id]
        if language is sources.master or language.located is not sources.master.located:
            yield from _of_language(sources, language)


def _of_language(sources: Sources, language: Language) -> Iterator[Finding]:
    locale = language.settings.locale
    script, terms = locales.script(locale), term_lint.Terms(sources, language)
    seen: Seen = {}
    for pair in overlays.pairs(sources, language):
        if not pair.translation:
            seen[pair.id] = None
            continue
        is_master = language is sources.master
        english = markup.read(pair.english)
        odd = (
            [
                *wording_lint.of_master(english),
                *address_lint.typed(english, sources.known()),
                *number_lint.typed(english, sources.known()),
            ]
            if is_master
            else wording_lint.of_pair(pair, locale, script)
        )
        odd = [*odd, *terms.of_pair(pair)]
        seen[pair.id] = {each.thing for each in odd}
        yield from _odd(pair, odd)
    yield from _unneeded(language.located, ("allow",), language.allow, "", seen)
    for variant in sources.variants.values():
        own = variant.allow.get(language.id, {})
        yield from _unneeded(variant.texts, ("text", language.id, "allow"), own, f"{variant.id}:", seen)


def _odd(pair: Pair, odd: Iterable[Oddity]) -> Iterator[Finding]:
    text = markup.read(pair.translation)
    for each in wording_lint.open_ones(odd, pair.allowed):
        weight = Weight.ERROR if each.grave else Weight.WARNING
        yield Finding(weight, wording_lint.problem(pair.id, each, text, pair.place), each.kind)


def _unneeded(located: Located, keys: Keys, allowed: Allowed, prefix: str, seen: Seen) -> Iterator[Finding]:
    """Find exceptions for things that a text does not have; a text that is still missing does not count."""
    for key, things in allowed.items():
        there = seen.get(prefix + key, set())
        for thing in things.keys() - there if there is not None else ():
            what = f'"{thing}" is allowed in {key}, but no longer needed'
            problem = Problem(located.place((*keys, key, thing), key=True), what, "delete this line")
            yield Finding(Weight.NOTE, problem, "allowed")
