"""How a language names countries, writes dates, sorts and runs (CLDR, through Babel and ICU)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from babel import Locale as Cldr
from babel.dates import format_date, format_skeleton

from ..kinds.dates import PartialDate, Period
from ..source.schema import CountryName, LanguageSettings, Spaces
from . import intervals, ordinals


def script(tag: str) -> str:
    """Return the script that a language is written in, as its ISO 15924 code ("Latn")."""
    import icu

    return str(icu.Locale.createCanonical(icu.Locale.forLanguageTag(tag).getName()).addLikelySubtags().getScript())


def canonical(tag: str) -> str:
    """Return the tag under which CLDR has a language: fa-AF for prs (Dari), he for iw.

    Raises ValueError for what is no tag at all.
    """
    import icu

    try:
        return str(icu.Locale.createCanonical(icu.Locale.forLanguageTag(tag).getName()).toLanguageTag())
    except icu.ICUError:
        raise ValueError(f"{tag!r} is not a language tag") from None


def regional(tag: str) -> str:
    """Return a language with its region, as in Word's list of languages: fr-FR for fr."""
    import icu

    locale = icu.Locale.createCanonical(icu.Locale.forLanguageTag(tag).getName())
    return tag if locale.getCountry() else f"{tag}-{locale.addLikelySubtags().getCountry()}"


def cased(script: str) -> bool:
    """Tell whether a script has capitals and small letters."""
    import icu

    return not icu.UnicodeSet(f"[[:sc={script}:]&[:Cased:]]").isEmpty()


@dataclass(frozen=True)
class Locale:
    """A language as CLDR describes it, with the names that the leaflet changes.

    `forms` are other forms of names, by country code or key of a text; `patterns` those of dates, by what they print.
    """

    tag: str
    overrides: Mapping[str, CountryName]
    numbering: str | None = None
    spaces: tuple[Spaces, ...] = ()
    forms: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    patterns: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, settings: LanguageSettings) -> Locale:
        """Return the locale that a language file asks for."""
        patterns = settings.dates.model_dump(exclude_none=True) if settings.dates else {}
        return cls(
            settings.locale, settings.countries, settings.digits, tuple(settings.spaces), settings.forms, patterns
        )

    @cached_property
    def cldr(self) -> Cldr:
        return Cldr.parse(self.tag, sep="-")

    @cached_property
    def direction(self) -> str:
        """Return "ltr" or "rtl"."""
        return self.cldr.text_direction

    @cached_property
    def digits(self) -> str:
        """Return the ten digits that the language writes with."""
        import icu

        system = self.numbering or icu.NumberingSystem.createInstance(icu.Locale.forLanguageTag(self.tag)).getName()
        return str(icu.NumberingSystem.createInstanceByName(system).getDescription())

    def country(self, code: str) -> str:
        """Return the name of a country, by its ISO 3166 code."""
        return self.overrides[code].name if code in self.overrides else self.cldr.territories[code]

    def in_order(self, codes: Sequence[str]) -> list[str]:
        """Return countries in the order of this language's names (ICU's collation of it)."""
        import icu

        collator = icu.Collator.createInstance(icu.Locale.forLanguageTag(self.tag))
        return sorted(codes, key=lambda code: collator.getSortKey(self._sorted_under(code)))

    def _sorted_under(self, code: str) -> str:
        override = self.overrides.get(code)
        return (override and override.sort) or self.country(code)

    def listed(self, names: list[str]) -> str:
        """Return names as a written list: "A, B and C". ICU knows what changes before a vowel: "Francia e Italia"."""
        import icu

        return str(icu.ListFormatter.createInstance(icu.Locale.forLanguageTag(self.tag)).format(names))

    def _ordinal(self, written: str, day: date | PartialDate) -> str:
        """Return a date of days in which the first of a month is an ordinal, if the language has it so.

        Not in one of digits alone, by a pattern of the language's own.
        """
        return ordinals.first_day(written, self.tag) if day.day and any(map(str.isalpha, written)) else written

    def date(self, day: date | PartialDate | Period) -> str:
        """Return a date in words, as far as it is known: "9 April 2025", "November 2014", "14-15 October 2026"."""
        if isinstance(day, Period):
            ends = self.date(day.first), self.date(day.last)
            if day.first.precision in self.patterns:
                return intervals.in_full(self.tag, *ends)
            return self._ordinal(intervals.written(day, self.tag, *ends), day.first)
        precision = day.precision if isinstance(day, PartialDate) else "day"
        known = date(day.year, day.month or 1, day.day or 1)
        if pattern := self.patterns.get(precision):
            return self._ordinal(intervals.by_pattern(pattern, known, self.tag), day)
        if precision != "day":
            return format_skeleton(intervals.SKELETONS[precision], known, locale=self.cldr)
        return self._ordinal(format_date(known, format="long", locale=self.cldr), day)

    def alone(self, value: str) -> str:
        """Return what stands alone, as the value of a fact, with a capital if CLDR begins dates so ("Novembre")."""
        import icu

        first = value.split(" ", 1)[0]
        if not (self._capital_alone and first.isalpha() and first.islower()):
            return value
        return str(icu.UnicodeString(first).toTitle(icu.Locale.forLanguageTag(self.tag))) + value[len(first) :]

    @cached_property
    def _capital_alone(self) -> bool:
        """Tell whether a month that stands alone has a capital: its own, or from CLDR's contextTransforms."""
        import icu

        month = icu.SimpleDateFormat("LLLL", icu.Locale.forLanguageTag(self.tag))
        month.setContext(icu.UDisplayContext.CAPITALIZATION_FOR_STANDALONE)
        return str(month.format(icu.GregorianCalendar(2024, 3, 1).getTime()))[:1].isupper()
