"""Decide every word and fact of one edition: the leaflet under one chair, in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from ..core.diagnostics import Problem, Problems
from ..core.names import NO_KEY, ChairId, LanguageTag, TextKey
from ..core.status import Status
from ..source import facts, lock
from ..source.facts import Facts
from ..source.loader import Language, Sources
from ..source.schema import (
    ALL_LEAFLETS,
    BADGE,
    CHAIR_PLACEHOLDERS,
    CONFERENCE_PLACEHOLDERS,
    DRAFT,
    NOBODY,
    UNOFFICIAL,
    Chairmanship,
    Conference,
)
from ..text import markup
from ..text.markup import Inline
from . import typography
from .locales import Locale, script
from .overlays import Pair, Wording

UPCOMING = CHAIR_PLACEHOLDERS[1]


@dataclass(frozen=True)
class State:
    """A member state: its name in the edition's language, and whether it sits on the Steering Committee."""

    code: str
    name: str
    steering: bool


@dataclass(frozen=True)
class Signature:
    """Who translated or reviewed an edition: their role, their name if it is recorded, and the date in its language."""

    role: str
    name: str
    date: str


@dataclass(frozen=True)
class Edition:
    """All that an edition says, and nothing about how it looks."""

    name: str
    chair: ChairId
    country: str  # in the chair, by its ISO 3166 code
    since: date  # when its term began
    language: LanguageTag
    locale: str
    direction: str
    script: str
    digits: str
    revised: date
    accent: str | None
    text: Mapping[TextKey, Inline]
    members: tuple[State, ...]
    facts: Mapping[str, str]  # what each placeholder prints
    unofficial: Inline | None
    all_leaflets: Inline  # the words that lead to the page with all leaflets; its language is English where it has none
    unconfirmed: int = 0  # texts that nobody who knows the language has confirmed
    invented: bool = False  # in a pseudo-language, for trying a layout
    watermark: str = ""  # the word printed across it while it is a draft
    overflows: bool = False  # something on its page does not fit, whether or not it is a text of the sources
    signed: tuple[Signature, ...] = ()  # of a layout that prints them; otherwise no edition knows

    @property
    def draft(self) -> bool:
        """Tell whether a text is missing, outdated or too long, or something else does not fit."""
        return self.overflows or any(text.draft for text in self.text.values())

    @property
    def status(self) -> Status:
        """Return the least that readers must be told about it before it is handed out."""
        if self.invented:
            return Status.INVENTED
        if self.draft:
            return Status.DRAFT
        if self.unconfirmed:
            return Status.UNCONFIRMED
        return Status.UNOFFICIAL if self.unofficial else Status.FINAL

    @property
    def stem(self) -> str:
        """Return the name of its files, without the ending."""
        return f"{self.name}-{self.chair}-{self.language}" + ("-draft" if self.draft else "")


def decide(sources: Sources, wording: Wording, *, signed: bool = False) -> Edition:
    """Return the edition that has a wording, from sources that were checked; `signed` is who signed it off included."""
    leaflet, chair, settings = sources.leaflet, wording.chair.facts, wording.language.settings
    known = facts.under(leaflet, chair)
    locale = Locale.of(settings)
    texts = _texts(sources, wording)
    revised = chair.revised or leaflet.revised
    values = printed(known, chair, revised, locale, str(texts[NOBODY]))
    english = Locale.of(sources.master.settings)
    in_english = printed(known, chair, revised, english, str(markup.read(sources.master.text[NOBODY])))

    def typeset_of(text: Inline) -> Inline:
        """Fill in and set a text as its own language does: English that stands in has English dates and names."""
        own, said = (english, in_english) if text.language else (locale, values)
        if text.lone:
            said = {name: value if name in known.addresses else own.alone(value) for name, value in said.items()}
        return typography.typeset(text.filled(said, known.links, known.addresses), own)

    typeset = {key: replace(typeset_of(text), key=key) for key, text in texts.items()}
    return Edition(
        name=leaflet.name,
        chair=wording.chair.id,
        country=chair.country,
        since=chair.since,
        language=wording.language.id,
        locale=locale.tag,
        direction=locale.direction,
        script=script(locale.tag),
        digits=locale.digits,
        revised=revised,
        accent=chair.accent,
        text={key: text for key, text in typeset.items() if not key.startswith("terms.")},
        members=_members(known, locale),
        facts=values,
        # It has no key, so that nobody is told to shorten it.
        unofficial=replace(typeset[UNOFFICIAL], key=NO_KEY) if settings.status == "unofficial" else None,
        all_leaflets=replace(typeset[ALL_LEAFLETS], key=NO_KEY, draft=""),
        unconfirmed=len(_unconfirmed(sources, wording)),
        invented=wording.language.located is sources.master.located and wording.language.id != sources.master.id,
        watermark=str(typeset[DRAFT]),
        signed=tuple(Signature(each.role, each.name, locale.date(each.date)) for each in settings.signed if signed),
    )


def _members(known: Facts, locale: Locale) -> tuple[State, ...]:
    """Return the member states in the order of a language."""
    codes = locale.in_order(known.members)
    return tuple(State(code, locale.country(code), code in known.steering_committee) for code in codes)


def _unconfirmed(sources: Sources, wording: Wording) -> list[TextKey]:
    """Return the keys of the translations that nobody has confirmed."""
    if wording.language.located is sources.master.located:
        return []
    printed = (key for key in wording.pairs if key.partition(".")[0] != "terms")
    return [key for key in printed if wording.pairs[key].state is lock.State.UNCONFIRMED]


def _texts(sources: Sources, wording: Wording) -> dict[TextKey, Inline]:
    """Return the texts of an edition, by key. Raises Problems for what a text prints of a conference but is not known.

    A text that prints the word for an unknown chair is a draft if that word is.
    """
    chair = wording.chair.facts
    pairs = {key: pair for key, pair in wording.pairs.items() if chair.conference or not key.startswith(f"{BADGE}.")}
    texts = {key: _chosen(sources, wording.language, pair) for key, pair in pairs.items()}
    _conference_known(wording, texts)
    draft = texts[NOBODY].draft
    if draft and not chair.upcoming:
        texts |= {key: replace(text, draft=draft) for key, text in texts.items() if UPCOMING in text.placeholders}
    return texts


def printed(known: Facts, chair: Chairmanship, revised: date, locale: Locale, nobody: str) -> dict[str, str]:
    """Return what each placeholder prints in a language, under a chair.

    `revised` is the date of the texts, `nobody` the language's word for an unknown chair.
    """
    held = chair.conference or Conference()
    of_chair = (
        locale.country(chair.country),
        locale.country(chair.upcoming) if chair.upcoming else nobody,
        locale.date(held.date) if held.date else "",
        locale.country(held.country) if held.country else "",
    )
    committee = [locale.country(code) for code in locale.in_order(known.steering_committee)]
    return {
        **dict(zip(CHAIR_PLACEHOLDERS, of_chair, strict=True)),
        "steering_committee": locale.listed(committee),
        "revised": locale.date(revised),
        **{key: locale.date(day) for key, day in known.dates.items()},
        **known.addresses,
    }


def _chosen(sources: Sources, language: Language, pair: Pair) -> Inline:
    """Return a text of an edition: the translation, or the English if there is none; problems are marked."""
    said = markup.read(pair.printed.text)
    if language.id == sources.master.id:
        return said
    match pair.state:
        case lock.State.MISSING:
            return replace(said, draft="missing", language=sources.master.settings.locale)
        case lock.State.OUTDATED:
            return replace(said, draft="outdated")
    return said


def _conference_known(wording: Wording, texts: Mapping[TextKey, Inline]) -> None:
    """Raise Problems for texts that print something unknown about a conference, or mention one if there is none."""
    chair = wording.chair
    held = chair.facts.conference or Conference()
    known = dict(zip(CONFERENCE_PLACEHOLDERS, (("date", held.date), ("country", held.country)), strict=True))
    problems = []
    for key, text in texts.items():
        for name in sorted(set(text.placeholders) & set(known)):
            field, value = known[name]
            if value:
                continue
            lacks = f"has no {field} for its conference" if chair.facts.conference else "has no conference"
            fill = f"the {field} under conference" if chair.facts.conference else "the conference"
            place = wording.pairs[key].printed.place(f"{{{name}")
            hint = f"fill in {fill} in {chair.located.file}, or replace the text there"
            problems.append(Problem(place, f"{key} prints {{{name}}}, but {chair.id} {lacks}", hint))
    if problems:
        raise Problems(problems)
