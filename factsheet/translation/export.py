"""Gather what goes out to the translator of a language: every text, or those that are still to be done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from ..core.names import LanguageTag, VariantId
from ..edition import overlays, placeholders, term_lint
from ..edition.locales import Locale
from ..edition.overlays import Pair
from ..source import terms
from ..source.lock import State
from ..source.model import Language, Sources
from ..text import markup
from .units import Outgoing, Unit

# What needs the most work comes first; within a kind, in reading order.
ORDER = (State.MISSING, State.OUTDATED, State.UNCONFIRMED, State.TRANSLATED)


def outgoing(
    sources: Sources,
    id: LanguageTag,
    rooms: Mapping[str, int] | None = None,
    spare: Mapping[str, int] | None = None,
    *,
    everything: bool = False,
) -> Outgoing:
    """Return what goes out: what is still to be done, or all texts if nothing is, or `everything` is asked for.

    `rooms` tells how long texts may be, by their ids, and `spare` what each sheet has left, in characters. A text keeps
    its number, its place in reading order, whatever goes out with it. Of the master, its own texts go out.
    Raises Problems for a language that does not exist.
    """
    language = sources.master if id == sources.master.id else sources.translation(id)
    values, terms = _values(sources, language), term_lint.Terms(sources, language)
    units = [
        Unit(
            number,
            pair,
            _note(sources, pair),
            (rooms or {}).get(pair.id),
            {name: values(pair.variant, name) for name in dict.fromkeys(markup.read(pair.english).formed)},
            terms.lines(markup.read(pair.english)),
        )
        for number, pair in enumerate(overlays.pairs(sources, language), 1)
    ]
    units.sort(key=lambda unit: (ORDER.index(unit.state), unit.number))
    to_do = [unit for unit in units if unit.state is not State.TRANSLATED]
    name = Locale(language.settings.locale, {}).cldr
    return Outgoing(
        name=sources.settings.name,
        language=id,
        title=f"{name.get_display_name('en')} ({id})",
        languages=(sources.master.settings.locale, language.settings.locale),
        official=language.settings.status == "official",
        units=tuple(units if everything or not to_do else to_do),
        total=len(units),
        spare=spare or {},
    )


def _note(sources: Sources, pair: Pair) -> str:
    """Return what a text is for, and whether it is a variant's own."""
    return sources.notes.get(pair.key, "") + (f" Used only in the leaflet of {pair.variant}." if pair.variant else "")


def _values(sources: Sources, language: Language) -> Callable[[VariantId | None, str], str]:
    """Return a function that gives the value of a placeholder under a variant, or else under the current one."""
    locale = Locale.of(language.settings)
    texts = {key: markup.read(language.text.get(key) or english) for key, english in sources.master.text.items()}

    @cache
    def under(variant: VariantId | None) -> dict[str, str]:
        own = sources.variants[variant or terms.leading(sources)]
        revised = own.settings.revised or sources.settings.revised
        formed = [each for key in sources.master.text for each in markup.read(sources.master.text[key]).formed]
        return placeholders.values(sources.known(own), revised, locale, texts, formed).words

    return lambda variant, name: under(variant).get(name, "")
