"""Decide every word and fact of one edition: the leaflet under one chair, in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from . import markup
from .locales import Locale
from .markup import Inline
from .schema import CHAIR_PLACEHOLDERS
from .sources import Sources


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
    revised: date
    text: Mapping[str, Inline]
    members: tuple[State, ...]

    @property
    def stem(self) -> str:
        """Return the name of its files, without the ending."""
        return f"{self.name}-{self.chair}-{self.language}"


def decide(sources: Sources, chair_id: str, language_id: str) -> Edition:
    """Return the edition of a chair in a language, from sources that were checked."""
    leaflet, chair, language = sources.leaflet, sources.chairs[chair_id], sources.languages[language_id]
    locale = Locale(language.settings.locale, language.settings.countries)
    of_chair = (
        locale.country(chair.country),
        locale.country(chair.upcoming) if chair.upcoming else language.settings.to_be_determined,
        locale.date(chair.conference.date),
        locale.country(chair.conference.country),
    )
    values = dict(zip(CHAIR_PLACEHOLDERS, of_chair, strict=True))
    values |= {key: locale.date(day) for key, day in leaflet.dates.items()}
    return Edition(
        name=leaflet.name,
        chair=chair_id,
        language=language_id,
        locale=locale.tag,
        direction=locale.direction,
        revised=leaflet.revised,
        text={key: markup.read(text).filled(values, leaflet.links) for key, text in language.text.items()},
        members=tuple(
            State(code, locale.country(code), code in leaflet.steering_committee)
            for code in locale.in_order(leaflet.members)
        ),
    )
