"""Decide every word and fact of one edition: the leaflet under one chair, in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from . import lock, markup, typography
from .locales import Locale, script
from .markup import Inline
from .schema import CHAIR_PLACEHOLDERS
from .sources import Language, Sources

UPCOMING = CHAIR_PLACEHOLDERS[1]


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
    text: Mapping[str, Inline]
    members: tuple[State, ...]
    unofficial: Inline | None

    @property
    def draft(self) -> bool:
        """Tell whether a text of it is missing or outdated."""
        return any(text.draft for text in self.text.values())

    @property
    def stem(self) -> str:
        """Return the name of its files, without the ending."""
        return f"{self.name}-{self.chair}-{self.language}" + ("-draft" if self.draft else "")


def decide(sources: Sources, chair_id: str, language: Language) -> Edition:
    """Return the edition of a chair in a language, from sources that were checked."""
    leaflet, chair = sources.leaflet, sources.chairs[chair_id]
    settings = language.settings
    locale = Locale(settings.locale, settings.countries, settings.digits, tuple(settings.spaces))
    texts = {key: chosen(sources.master, language, key) for key in sources.master.text}
    of_chair = (
        locale.country(chair.country),
        locale.country(chair.upcoming) if chair.upcoming else str(texts["terms.to_be_determined"]),
        locale.date(chair.conference.date),
        locale.country(chair.conference.country),
    )
    nobody = texts["terms.to_be_determined"]
    if nobody.draft and not chair.upcoming:  # what says it is a draft as well
        texts |= {
            key: replace(text, draft=nobody.draft) for key, text in texts.items() if UPCOMING in text.placeholders
        }
    values = dict(zip(CHAIR_PLACEHOLDERS, of_chair, strict=True))
    committee = [locale.country(code) for code in locale.in_order(leaflet.steering_committee)]
    values["steering_committee"] = locale.listed(committee)
    values |= {key: locale.date(day) for key, day in leaflet.dates.items()}
    typeset = {key: typography.typeset(text.filled(values, leaflet.links), locale) for key, text in texts.items()}
    return Edition(
        name=leaflet.name,
        chair=chair_id,
        language=language.id,
        locale=locale.tag,
        direction=locale.direction,
        script=script(locale.tag),
        digits=locale.digits,
        revised=leaflet.revised,
        text={key: text for key, text in typeset.items() if not key.startswith("terms.")},
        members=tuple(
            State(code, locale.country(code), code in leaflet.steering_committee)
            for code in locale.in_order(leaflet.members)
        ),
        unofficial=typeset["terms.unofficial_translation"] if settings.status == "unofficial" else None,
    )


def chosen(master: Language, language: Language, key: str) -> Inline:
    """Return a text in a language: the translation, or where there is none the English; what is amiss is marked."""
    english = master.text[key]
    if language is master:
        return markup.read(english)
    translation = language.text.get(key)
    match lock.state(english, translation, language.lock.get(key)):
        case lock.State.MISSING:
            return replace(markup.read(english), draft="missing", language=master.settings.locale)
        case lock.State.OUTDATED:
            return replace(markup.read(translation or ""), draft="outdated")
    return markup.read(translation or "")
