"""The shape of each source: what a file may say, and of what kind each value is.

Every value arrives as the string that was typed; the types here say what it means. The same models
are written out as JSON Schemas, so that an editor helps while one types. Which texts a language
must have is not said here but by the layout, which prints them (`layouts/leaflet/content.yaml`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
    create_model,
)

from ..core.diagnostics import Invalid, did_you_mean
from ..text import link_address
from .yaml_reader import Value

# What a text may print of the chair, and of the members, beside the dates of leaflet.yaml.
CHAIR_PLACEHOLDERS = ("chair", "upcoming_chair", "conference_date", "conference_country")
PLACEHOLDERS = (*CHAIR_PLACEHOLDERS, "steering_committee")

# Words that the pipeline puts in by itself. Every language file has them beside what the layout prints.
TERMS: dict[str, Value] = {
    "to_be_determined": "What stands for the upcoming chair while nobody knows it. Short.",
    "unofficial_translation": "The line at the foot of a leaflet whose translation nobody has signed off.",
}

# The section that tells of the conference; it is left out where a chair has none.
BADGE = "badge"
CONFERENCE_PLACEHOLDERS = CHAIR_PLACEHOLDERS[2:]

# What stands beside the sections of a language file.
SETTINGS, ALLOW = "language", "allow"

KEY = r"^[a-z][a-z0-9_]*$"
CHAIR_ID = r"^\d{4}-[a-z]+(-[a-z]+)*$"
LANGUAGE_ID = r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$"


class Shape(BaseModel):
    """A part of a source: only the keys it names, never changed after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


@cache
def country_codes() -> frozenset[str]:
    """Return the ISO 3166-1 alpha-2 codes, as ICU has them."""
    import icu

    return frozenset(icu.Locale.getISOCountries())


def country_code(code: object) -> object:
    """Return an ISO 3166-1 alpha-2 code as it is. Raises Invalid for anything else."""
    if not isinstance(code, str) or code in country_codes():
        return code
    from babel.core import get_global

    hint = did_you_mean(code, country_codes()) if code.upper() in country_codes() else ""
    if code.upper() == "EL":  # what the EU's offices write for Greece
        hint = 'did you mean "GR"?'
    elif alias := get_global("territory_aliases").get(code.upper()):  # UK is GB
        hint = f'did you mean "{alias[0]}"?'
    raise Invalid(
        f'"{code}" is no country code', f"{hint or 'use the two capital letters of ISO 3166, as in FR or KE'}"
    )


def _country_or_nobody(code: object) -> object:
    return None if code in ("", None) else country_code(code)


def _or_none(value: object) -> object:
    """Take a key with nothing after it for a key that is not there."""
    return None if value == "" else value


def _another(code: str | None, told: ValidationInfo) -> str | None:
    if code and code == told.data.get("country"):
        raise Invalid(f'"{code}" is the country in the chair itself', "name the next one, or leave it empty")
    return code


@dataclass(frozen=True, order=True)
class PartialDate:
    """A date as far as it is known: a year, a year and month, or a whole day."""

    year: int
    month: int | None = None
    day: int | None = None


def _partial(text: object) -> PartialDate:
    if isinstance(text, PartialDate):
        return text
    match = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", str(text), re.ASCII)
    if not match:
        raise Invalid(f'"{text}" is no date', "write it as 2025-04-09, 2025-04 or 2025")
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    _real(str(text), year, month or 1, day or 1)
    return PartialDate(year, month, day)


def day(text: object) -> date:
    """Return a day, written as 2025-04-09. Raises Invalid for anything else."""
    if isinstance(text, date):
        return text
    match = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", str(text), re.ASCII)
    if not match:
        raise Invalid(f'"{text}" is no date', "write it as year-month-day: 2025-04-09")
    return _real(str(text), *map(int, match.groups()))


def _real(text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise Invalid(f'"{text}" is no date', "the calendar has no such day") from None


def _distinct(codes: list[str]) -> list[str]:
    for code in codes:
        if codes.count(code) > 1:
            raise Invalid(f'"{code}" stands in this list twice', "keep it once")
    return codes


def _locale(tag: str) -> str:
    from babel import Locale, UnknownLocaleError

    try:
        Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        raise Invalid(f'"{tag}" is no locale that CLDR knows', "write it as fr, sw or en-GB") from None
    return tag


def _numbering(name: str) -> str:
    import icu

    known = list(icu.NumberingSystem.getAvailableNames())
    if name not in known:
        raise Invalid(
            f'"{name}" are no digits', f"{did_you_mean(name, known) or 'latn and arab are two names of some'}"
        )
    return name


Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Key = Annotated[str, StringConstraints(pattern=KEY)]
CountryCode = Annotated[str, BeforeValidator(country_code), WithJsonSchema({"type": "string", "pattern": "^[A-Z]{2}$"})]
Countries = Annotated[list[CountryCode], Field(min_length=1), AfterValidator(_distinct)]
Link = Annotated[
    str, BeforeValidator(link_address.checked), WithJsonSchema({"type": "string", "pattern": "^(https?://|mailto:)"})
]
Day = Annotated[date, BeforeValidator(day), WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"})]
# An editor's YAML reads a bare 2014 as a number, so its schema must let one through.
SomeDate = Annotated[
    PartialDate,
    BeforeValidator(_partial),
    WithJsonSchema({"anyOf": [{"type": "string", "pattern": r"^\d{4}(-\d\d(-\d\d)?)?$"}, {"type": "integer"}]}),
]
CountryOrNobody = Annotated[
    str | None,
    BeforeValidator(_country_or_nobody),
    AfterValidator(_another),
    WithJsonSchema({"anyOf": [{"type": "string", "pattern": "^[A-Z]{2}$"}, {"type": "null"}]}),
]
LanguageId = Annotated[str, StringConstraints(pattern=LANGUAGE_ID)]
ChairId = Annotated[str, StringConstraints(pattern=CHAIR_ID)]


class Leaflet(Shape):
    """sources/leaflet.yaml: the facts that no language changes."""

    name: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")] = Field(
        description="What every file name begins with: lower-case letters, digits and hyphens."
    )
    revised: Day = Field(description="The date of the text, for the properties of the files. It is not printed.")
    languages: Annotated[list[LanguageId], Field(min_length=1), AfterValidator(_distinct)] = Field(
        description="The languages to publish. The first is the master, from which the others are translated."
    )
    chairs: Annotated[list[ChairId], Field(min_length=1), AfterValidator(_distinct)] = Field(
        description="The chairs to publish, each a file in sources/chairs. The first is the current one."
    )
    press: Key = Field(description="The printing house's settings: the name of a file in layouts/press.")
    dates: dict[Key, SomeDate] = Field(description="Dates that a text can print: `{key}`.")
    members: Countries = Field(description="The member states, as ISO 3166 codes, in any order.")
    steering_committee: Countries = Field(description="The member states that sit on the Steering Committee.")
    links: dict[Key, Link] = Field(description="Addresses that a text can link to: `[words](#key)`.")


class Conference(Shape):
    """The conference that the badge at the leaflet's end announces."""

    date: Day = Field(description="The day of the conference.")
    country: CountryCode = Field(description="The country where it is held.")


class Chairmanship(Shape):
    """sources/chairs/<year>-<country>.yaml: what a chairmanship changes."""

    country: CountryCode = Field(description="The country in the chair.")
    since: Day = Field(description="The first day of its term.")
    upcoming: CountryOrNobody = Field(
        default=None, description='The next chair. Leave it empty while nobody knows; the leaflet then prints "TBD".'
    )
    conference: Annotated[Conference | None, BeforeValidator(_or_none)] = Field(
        default=None, description="The conference that the badge announces. If it is empty, there is no badge."
    )
    accent: Annotated[Text | None, BeforeValidator(_or_none)] = Field(
        default=None, description="One of the accents of theme.yaml, instead of the usual one."
    )
    revised: Annotated[Day | None, BeforeValidator(_or_none)] = Field(
        default=None, description="The date of this chair's texts, if it differs from leaflet.yaml."
    )


class CountryName(Shape):
    """A name that differs from CLDR's."""

    name: Text = Field(description="The name to print.")
    sort: Text | None = Field(default=None, description="What to sort it by, if not the name itself.")
    reason: Text = Field(description="Why the name in CLDR is not the right one here.")


class Spaces(Shape):
    """Signs that want a space, and of what width; a translator types an ordinary one."""

    before: str = Field(default="", description='The signs that have a space before them, such as ";!?".')
    after: str = Field(default="", description='The signs that have a space after them, such as "«".')
    width: Literal["word", "narrow"] = Field(
        description="As wide as between words, or narrow. A line never breaks there."
    )

    @property
    def as_typeset(self) -> str:
        return "\N{NARROW NO-BREAK SPACE}" if self.width == "narrow" else "\N{NO-BREAK SPACE}"


class LanguageSettings(Shape):
    """How a language is set."""

    status: Literal["official", "unofficial"] = Field(
        description="An unofficial translation says so in print. Set it to official when a reviewer has signed it off."
    )

    locale: Annotated[str, StringConstraints(pattern=LANGUAGE_ID), AfterValidator(_locale)] = Field(
        description="The CLDR locale for names and dates, such as en-GB."
    )
    digits: Annotated[str, AfterValidator(_numbering)] | None = Field(
        default=None,
        description="The digits, by their name in CLDR, such as arab or latn. If left out, those of the locale.",
    )
    spaces: list[Spaces] = Field(default=[], description="Spaces before and after signs, if the language has them.")
    countries: dict[CountryCode, CountryName] = Field(
        default={}, description="Names of countries that differ from CLDR, by code."
    )


# Section -> key -> note, as `layouts/leaflet/content.yaml` has them; and the same in a form that can be remembered.
Content = Mapping[str, Value]
Frozen = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


def text_model(content: Content, *, whole: bool) -> type[BaseModel]:
    """Return the model of a file in sources/text: its settings, and one text for each key of the layout.

    The master must be `whole`; a translation may leave texts out, which makes its leaflet a draft.
    """
    return _text_model(_frozen(content), whole)


def chair_model(content: Content) -> type[Chairmanship]:
    """Return the model of a file in sources/chairs: its facts, and the texts that it replaces, per language.

    It can replace what `content` names, and nothing else.
    """
    return _chair_model(_frozen(content))


def _frozen(content: Content) -> Frozen:
    sections = {**content, "terms": TERMS}.items()
    return tuple((section, tuple(dict(notes).items())) for section, notes in sections)  # type: ignore[arg-type]


# Remembered: of thirty languages and ten chairs each would be made anew, at 10 ms.
@lru_cache(maxsize=8)
def _text_model(content: Frozen, whole: bool) -> type[BaseModel]:
    kind: Any = Text if whole else Annotated[str, StringConstraints(strip_whitespace=True)]
    sections = _sections(content, kind, ... if whole else "")
    return create_model("Language", __base__=Shape, language=(LanguageSettings, ...), allow=_allow(content), **sections)


@lru_cache(maxsize=8)
def _chair_model(content: Frozen) -> type[Chairmanship]:
    sections = _sections(content, Text | None, None)
    texts = create_model("Replacements", __base__=Shape, __doc__=None, allow=_allow(content), **sections)
    own: Any = Field(default={}, description="Texts that are different under this chair: language, section, key.")
    return create_model("Chair", __base__=Chairmanship, text=(dict[LanguageId, texts], own))


def _allow(content: Frozen) -> Any:
    """Return what may be allowed in a text though its English does not have it: text, thing, reason."""
    keys: Any = Literal[tuple(f"{section}.{key}" for section, notes in content for key, _ in notes)]
    about = "What a text may have although the English does not: the key of the text, what it has, and the reason."
    return dict[keys, dict[str, Text]], Field(default={}, description=about)


def _sections(content: Frozen, kind: Any, default: Any) -> dict[str, Any]:
    sections: dict[str, Any] = {}
    for section, notes in content:
        keys: dict[str, Any] = {key: (kind, Field(default=default, description=str(note))) for key, note in notes}
        model = create_model(section, __base__=Shape, __doc__=None, **keys)
        sections[section] = (model, ... if default is ... else model())
    return sections
