"""Say what each placeholder prints in an edition, in each form that a text asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from ..core.diagnostics import Invalid
from ..core.names import TextKey, text_key
from ..source.facts import Facts, Known
from ..source.schema import REVISED
from ..text.markup import Inline
from .locales import Locale
from .printing import NO_NAMES, Names, printed

Texts = Mapping[TextKey, Inline]


@dataclass(frozen=True)
class Values:
    """What placeholders print, by the way they are typed: "country", "country:in".

    `missing` says what a language lacks to print one, with what to do; `unprintable` why one cannot be printed at all.
    """

    words: dict[str, str] = field(default_factory=dict)
    missing: dict[str, tuple[str, str]] = field(default_factory=dict)
    unprintable: dict[str, Invalid] = field(default_factory=dict)


def values(known: Facts, revised: date, locale: Locale, texts: Texts, formed: Iterable[str] = ()) -> Values:
    """Return what the placeholders print in a language: all in their plain form, and some as they are `formed`.

    `revised` is the date of the texts, which have the words for facts that are empty, and the names of bodies and
    choices.
    """
    found = Values()
    addresses = known.addresses
    asked = [name for name in known.named if name not in addresses] + [each for each in formed if ":" in each]
    for typed in dict.fromkeys(asked):
        name, _, form = typed.partition(":")
        if name in known.named:
            _say(found, typed, form, known.named[name], known, locale, texts)
    found.words.update({REVISED: locale.date(revised), **addresses})
    return found


def _say(found: Values, typed: str, form: str, fact: Known, known: Facts, locale: Locale, texts: Texts) -> None:
    """Add what a fact prints in one form."""
    found.words[typed] = ""
    if fact.value is None:
        found.words[typed] = str(texts.get(TextKey(fact.fact.empty or ""), ""))
        return
    try:
        said = printed(fact.kind, fact.value, locale, form, names(fact, known, texts))
    except Invalid as error:
        found.unprintable[typed] = error
        return
    found.words[typed] = said.words
    if said.missing:
        found.missing[typed] = said.missing, said.hint


def names(fact: Known, known: Facts, texts: Texts) -> Names:
    """Return what the bodies or choices of a fact are called."""
    section = fact.fact.called
    if not section:
        return NO_NAMES
    keys = known.declared.texts[section]
    return Names(section, {key: str(texts.get(text_key(section, key), "")) for key in keys})
