"""Decide every word and fact of one edition: the leaflet under one chair, in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from ..core.diagnostics import Problem, Problems
from ..source import lock
from ..source.schema import BADGE, CHAIR_PLACEHOLDERS, CONFERENCE_PLACEHOLDERS, Chairmanship, Leaflet
from ..source.sources import Chair, Language, Sources
from ..text import markup
from ..text.markup import Inline
from . import overlays, typography
from .locales import Locale, script

UPCOMING = CHAIR_PLACEHOLDERS[1]
# What stands for the upcoming chair while nobody knows it.
NOBODY = "terms.to_be_determined"


@dataclass(frozen=True)
class State:
    """A member state: its name in the edition's language, and whether it sits on the Steering Committee."""

    code: str
    name: str
    steering: bool


@dataclass(frozen=True)
class Edition:
    """All that an edition says, and nothing about how it looks."""

    name: str
    chair: str
    language: str
    locale: str
    direction: str
    script: str
    digits: str
    revised: date
    accent: str | None
    text: Mapping[str, Inline]
    members: tuple[State, ...]
    facts: Mapping[str, str]  # what each placeholder prints
    unofficial: Inline | None
    overflows: bool = False  # something on its page does not fit, whether or not it is a text of the sources

    @property
    def draft(self) -> bool:
        """Tell whether a text is missing, outdated or too long, or something else does not fit."""
        return self.overflows or any(text.draft for text in self.text.values())

    @property
    def stem(self) -> str:
        """Return the name of its files, without the ending."""
        return f"{self.name}-{self.chair}-{self.language}" + ("-draft" if self.draft else "")


def decide(sources: Sources, chair_id: str, language: Language) -> Edition:
    """Return the edition of a chair in a language, from sources that were checked."""
    leaflet, chair = sources.leaflet, sources.chairs[chair_id]
    facts, settings = chair.facts, language.settings
    locale = Locale(settings.locale, settings.countries, settings.digits, tuple(settings.spaces))
    texts = _texts(sources, chair, language)
    values = printed(leaflet, facts, locale, str(texts[NOBODY]))
    typeset = {
        key: replace(typography.typeset(text.filled(values, leaflet.links), locale), key=key)
        for key, text in texts.items()
    }
    return Edition(
        name=leaflet.name,
        chair=chair_id,
        language=language.id,
        locale=locale.tag,
        direction=locale.direction,
        script=script(locale.tag),
        digits=locale.digits,
        revised=facts.revised or leaflet.revised,
        accent=facts.accent,
        text={key: text for key, text in typeset.items() if not key.startswith("terms.")},
        members=tuple(
            State(code, locale.country(code), code in leaflet.steering_committee)
            for code in locale.in_order(leaflet.members)
        ),
        facts=values,
        # It has no key, so that nobody is told to shorten it.
        unofficial=replace(typeset["terms.unofficial_translation"], key="")
        if settings.status == "unofficial"
        else None,
    )


def _texts(sources: Sources, chair: Chair, language: Language) -> dict[str, Inline]:
    """Return the texts of an edition, by key. Raises Problems for those that tell of a conference where there is none.

    A text that prints the word for a chair not known is a draft where that word is one.
    """
    has_badge = chair.facts.conference is not None
    keys = [key for key in sources.master.text if has_badge or not key.startswith(f"{BADGE}.")]
    texts = {key: chosen(sources, chair, language, key) for key in keys}
    if not has_badge:
        _without_conference(sources, chair, language, texts)
    draft = texts[NOBODY].draft
    if draft and not chair.facts.upcoming:
        texts |= {key: replace(text, draft=draft) for key, text in texts.items() if UPCOMING in text.placeholders}
    return texts


def printed(leaflet: Leaflet, facts: Chairmanship, locale: Locale, nobody: str) -> dict[str, str]:
    """Return what each placeholder prints in a language, under a chair; `nobody` is its word for an unknown chair."""
    of_chair = (
        locale.country(facts.country),
        locale.country(facts.upcoming) if facts.upcoming else nobody,
        locale.date(facts.conference.date) if facts.conference else "",
        locale.country(facts.conference.country) if facts.conference else "",
    )
    committee = [locale.country(code) for code in locale.in_order(leaflet.steering_committee)]
    return {
        **dict(zip(CHAIR_PLACEHOLDERS, of_chair, strict=True)),
        "steering_committee": locale.listed(committee),
        **{key: locale.date(day) for key, day in leaflet.dates.items()},
    }


def chosen(sources: Sources, chair: Chair, language: Language, key: str) -> Inline:
    """Return a text of an edition: the translation, or the English if there is none; problems are marked."""
    pair = overlays.pair(sources, chair, language, key)
    if language.id == sources.master.id:
        return markup.read(pair.english)
    match pair.state:
        case lock.State.MISSING:
            return replace(markup.read(pair.english), draft="missing", language=sources.master.settings.locale)
        case lock.State.OUTDATED:
            return replace(markup.read(pair.translation), draft="outdated")
    return markup.read(pair.translation)


def _without_conference(sources: Sources, chair: Chair, language: Language, texts: Mapping[str, Inline]) -> None:
    """Raise Problems for texts about a conference if there is none."""
    problems = []
    for key, text in texts.items():
        for name in set(text.placeholders) & set(CONFERENCE_PLACEHOLDERS):
            place = overlays.stack(sources, chair, language, key)[-1].place(f"{{{name}")
            what = f"{key} prints {{{name}}}, but {chair.id} has no conference"
            remedy = f"fill in the conference in {chair.located.file}, or replace the text there"
            problems.append(Problem(place, what, remedy))
    if problems:
        raise Problems(problems)
