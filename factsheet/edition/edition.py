"""Decide every word and fact of one edition: the leaflet under one variant, in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ..core.diagnostics import Problem, Problems
from ..core.names import NO_KEY, LanguageTag, TextKey, VariantId, stem, text_key
from ..core.status import Status
from ..kinds.parties import Party
from ..source import lock, pictures, terms
from ..source.facts import Facts, Known
from ..source.model import Language, Sources, Variant
from ..source.schema import ALL_LEAFLETS, DRAFT, UNOFFICIAL
from ..source.yaml_reader import Keys
from ..text import markup
from ..text.markup import Inline
from . import data, placeholders, typography
from .locales import Locale, script
from .overlays import Pair, Wording

# The page of all editions is in English, like the messages.
ENGLISH = Locale("en-GB", {})


@dataclass(frozen=True)
class Country:
    """A country in a list: its ISO 3166 code, and its name in the edition's language."""

    code: str
    name: str


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
    variant: VariantId
    title: str  # what the variant is called, in the edition's language
    heading: str  # the same in English
    since: date | None  # when its term began, if it has one
    language: LanguageTag
    locale: str
    direction: str
    script: str
    digits: str
    numbering: str | None  # how CLDR calls these digits, if they are not the usual ones of the locale
    revised: date
    accent: str | None
    text: Mapping[TextKey, Inline]
    lists: Mapping[str, tuple[Country, ...]]  # the facts that are lists of countries, in the language's order
    facts: Mapping[str, str]  # what each placeholder prints
    kinds: Mapping[str, str]  # the kind of each
    data: Mapping[str, Any]  # the facts by their keys, as plain values
    tables: Mapping[str, Any]  # those that are tables, with their columns and totals
    within: Mapping[str, str]  # the list that must contain another
    lacking: Mapping[TextKey, tuple[str, str]]  # what the language lacks to print a text, and what to do
    unofficial: Inline | None
    all_leaflets: Inline  # the words that lead to the page with all leaflets; its language is English where it has none
    unconfirmed: int = 0  # texts that nobody who knows the language has confirmed
    invented: bool = False  # in a pseudo-language, for trying a layout
    foreign: str = ""  # the locale of what is isolated in a text from right to left: that of the master
    watermark: str = ""  # the word printed across it while it is a draft
    overflows: bool = False  # something on its page does not fit, whether or not it is a text of the sources
    pictures: tuple[str, ...] = ()  # the files in sources/pictures/ that its facts name
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
        return stem(self.name, self.variant, self.language) + ("-draft" if self.draft else "")


@dataclass(frozen=True)
class _Spoken:
    """What an edition says, in its language: its texts before and after they are filled in, and the facts in words."""

    texts: Mapping[TextKey, Inline]
    typeset: Mapping[TextKey, Inline]
    words: Mapping[str, str]
    lacking: Mapping[TextKey, tuple[str, str]]


def decide(sources: Sources, wording: Wording, *, signed: bool = False) -> Edition:
    """Return the edition that has a wording, from sources that were checked; `signed` is who signed it off included."""
    variant, settings = wording.variant, wording.language.settings
    known, locale = sources.known(variant), Locale.of(settings)
    revised = variant.settings.revised or sources.settings.revised
    spoken, lists = _spoken(sources, wording, known, locale, revised), _lists(known, locale)
    in_english = placeholders.values(known, revised, ENGLISH, _read(sources.master.text)).words
    facts = data.of(known, locale, spoken.texts)
    not_printed = {"terms", *sources.declared.names}
    return Edition(
        name=sources.settings.name,
        variant=variant.id,
        title=_title(known, spoken.words),
        heading=_title(known, in_english),
        since=terms.begins(variant, sources),
        language=wording.language.id,
        locale=locale.tag,
        direction=locale.direction,
        script=script(locale.tag),
        digits=locale.digits,
        numbering=locale.numbering,
        revised=revised,
        accent=variant.settings.accent,
        text={key: text for key, text in spoken.typeset.items() if key.partition(".")[0] not in not_printed},
        lists=lists,
        lacking=spoken.lacking,
        facts={name: words for name, words in spoken.words.items() if ":" not in name},
        data=facts,
        tables=data.tables(known, locale, spoken.texts, facts),
        kinds={name: each.kind for name, each in known.named.items()},
        within={key: fact.within for key, fact in known.declared.facts.items() if key in lists and fact.within},
        # It has no key, so that nobody is told to shorten it.
        unofficial=replace(spoken.typeset[UNOFFICIAL], key=NO_KEY) if settings.status == "unofficial" else None,
        all_leaflets=replace(spoken.typeset[ALL_LEAFLETS], key=NO_KEY, draft=""),
        unconfirmed=len(_unconfirmed(sources, wording)),
        invented=wording.language.located is sources.master.located and wording.language.id != sources.master.id,
        foreign=_foreign(sources),
        watermark=str(spoken.typeset[DRAFT]),
        pictures=tuple(sorted({file for _, file in pictures.files(known.declared.all, known.values)})),
        signed=tuple(Signature(each.role, each.name, locale.date(each.date)) for each in settings.signed if signed),
    )


def _spoken(sources: Sources, wording: Wording, known: Facts, locale: Locale, revised: date) -> _Spoken:
    """Return what an edition says. Raises Problems for a text that cannot be printed."""
    texts = _texts(wording, known, sources)
    formed = [each for text in texts.values() for each in text.formed]
    said = placeholders.values(known, revised, locale, texts, formed)
    _all_printable(wording, texts, known, said)
    lacking = _lacking(texts, said)
    texts |= {key: replace(texts[key], draft=texts[key].draft or "missing") for key in lacking}
    english = Locale.of(sources.master.settings)
    in_english = placeholders.values(known, revised, english, _read(sources.master.text), formed)

    def typeset(text: Inline) -> Inline:
        """Fill in and set a text as its own language does: English that stands in has English dates and names."""
        own, words = (english, in_english.words) if text.language else (locale, said.words)
        if text.lone:
            words = {name: value if name in known.addresses else own.alone(value) for name, value in words.items()}
        return typography.typeset(text.filled(words, known.links, known.addresses), own)

    return _Spoken(texts, {key: replace(typeset(text), key=key) for key, text in texts.items()}, said.words, lacking)


def _foreign(sources: Sources) -> str:
    """Return the locale of words from left to right in a text from right to left; "" if that of the master is no such.

    They are names and addresses, which are taken over from the master or written as in it.
    """
    master = Locale.of(sources.master.settings)
    return master.tag if master.direction == "ltr" else ""


def _title(known: Facts, words: Mapping[str, str]) -> str:
    """Return what the variant is called: a fact in words, or as it is typed if it has none."""
    axis = known.declared.axis
    if axis is None:
        return ""
    return words.get(known.declared.title) or str(known.values[axis.title] or "")


def _lists(known: Facts, locale: Locale) -> dict[str, tuple[Country, ...]]:
    """Return the lists of countries, each in the order of a language."""
    lists = {key: known.values[key] or () for key, fact in known.declared.all.items() if fact.kind == "countries"}
    return {
        key: tuple(Country(code, locale.country(code)) for code in locale.in_order(codes))
        for key, codes in lists.items()
    }


def _unconfirmed(sources: Sources, wording: Wording) -> list[TextKey]:
    """Return the keys of the translations that nobody has confirmed."""
    if wording.language.located is sources.master.located:
        return []
    printed = (key for key in wording.pairs if key.partition(".")[0] != "terms")
    return [key for key in printed if wording.pairs[key].state is lock.State.UNCONFIRMED]


def _texts(wording: Wording, known: Facts, sources: Sources) -> dict[TextKey, Inline]:
    """Return the texts of an edition, by key, without sections about a fact that is empty.

    A text that prints the word for an empty fact is a draft if that word is. Raises Problems for a text that prints an
    empty fact for which there is no word.
    """
    left_out = [section for section, fact in known.declared.when.items() if not known.values[fact]]
    pairs = {key: pair for key, pair in wording.pairs.items() if key.partition(".")[0] not in left_out}
    texts = {key: _chosen(sources, wording.language, pair) for key, pair in pairs.items()}
    _all_known(wording, texts, known)
    for name, each in known.named.items():
        words = {TextKey(each.fact.empty)} if each.value is None and each.fact.empty else _names(each)
        if draft := next((texts[key].draft for key in sorted(words) if texts[key].draft), ""):
            texts |= {key: replace(text, draft=draft) for key, text in texts.items() if name in text.placeholders}
    return texts


def _names(known: Known) -> set[TextKey]:
    """Return the texts with the names of the bodies or the choice that a fact is."""
    if known.value is None or not known.fact.called:
        return set()
    parts = known.value.parts if isinstance(known.value, Party) else [known.value]
    return {text_key(known.fact.called, part) for part in parts if part.islower()}


def _all_printable(wording: Wording, texts: Mapping[TextKey, Inline], known: Facts, said: placeholders.Values) -> None:
    """Raise Problems for texts that print a fact in a form that it cannot have."""
    problems = []
    for key, text in texts.items():
        for typed in dict.fromkeys(each for each in text.formed if each in said.unprintable):
            error, placeholder = said.unprintable[typed], known.declared.placeholders.get(typed.partition(":")[0])
            place = wording.pairs[key].printed.place(f"{{{typed}")
            what, hint = f"{key} prints {{{typed}}}, but {error.what}", error.hint
            if placeholder and placeholder.of_variant:
                fact, own = _written(wording.variant, known, placeholder.keys)
                what += f" under {wording.variant.id}"
                hint += f" ({fact}), or give it other words in {own}"
            problems.append(Problem(place, what, hint))
    if problems:
        raise Problems(problems)


def _written(variant: Variant, known: Facts, keys: Keys) -> tuple[str, str]:
    """Return where a variant has a fact, and where it has texts of its own: its file, or a cell and a file."""
    axis, file = known.declared.axis, variant.located.file
    if axis and axis.is_table:
        return str(variant.located.place(keys)), known.declared.files[-1].format(variant.id)
    return file, file


def _lacking(texts: Mapping[TextKey, Inline], said: placeholders.Values) -> dict[TextKey, tuple[str, str]]:
    """Return what a language lacks to print a text, by its key, and what to do."""
    lacking = ((key, typed) for key, text in texts.items() for typed in text.formed if typed in said.missing)
    return {key: said.missing[typed] for key, typed in lacking}


def _read(texts: Mapping[TextKey, str]) -> dict[TextKey, Inline]:
    return {key: markup.read(text) for key, text in texts.items()}


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


def _all_known(wording: Wording, texts: Mapping[TextKey, Inline], known: Facts) -> None:
    """Raise Problems for texts that print a fact that is empty."""
    variant, problems = wording.variant, []
    empty = {name for name, each in known.named.items() if each.value is None and not each.fact.empty}
    for key, text in texts.items():
        for name in sorted(set(text.placeholders) & empty):
            whole, *part = known.declared.placeholders[name].keys
            in_group = bool(part) and bool(known.values[str(whole)])
            lacks = f"has no {part[0]} for its {whole}" if in_group else f"has no {whole}"
            fill = f"the {part[0]} under {whole}" if in_group else f"the {whole}"
            place = wording.pairs[key].printed.place(f"{{{name}")
            fact, own = _written(variant, known, (whole,))
            hint = f"fill in {fill} in {fact}, or replace the text {'there' if own == fact else f'in {own}'}"
            problems.append(
                Problem(place, f"{key} prints {{{name}}}, but {variant.id or 'factsheet.yaml'} {lacks}", hint)
            )
    if problems:
        raise Problems(problems)
