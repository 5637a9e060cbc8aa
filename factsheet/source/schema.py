"""Define the shape of each source: what a file may contain, and what kind of value each key has.

The same models are written out as JSON Schemas, so that editors can help people as they type.
Which texts a language must have is decided not here but by the layout, which prints them (see `generated`).
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    ValidationInfo,
    WithJsonSchema,
)

from ..core.diagnostics import Invalid
from ..core.names import text_key
from ..kinds.countries import country_code
from . import date_patterns
from .scalars import (
    Chairs,
    Countries,
    CountryCode,
    Day,
    Digits,
    Key,
    Languages,
    Link,
    LocaleTag,
    Named,
    SomeDate,
    Text,
    When,
)
from .signoff import SignOff
from .yaml_reader import Value

# What a text may print about the chair, the members and itself, besides the dates and links of leaflet.yaml.
CHAIR_PLACEHOLDERS = ("chair", "upcoming_chair", "conference_date", "conference_country")
PLACEHOLDERS = (*CHAIR_PLACEHOLDERS, "steering_committee", "revised")

# Words that the pipeline adds by itself. Every language file has them besides what the layout prints.
TERMS: dict[str, Value] = {
    "to_be_determined": "What to print for the upcoming chair until it is known. Keep it short.",
    "unofficial_translation": "The line at the foot of a leaflet whose translation has not been signed off.",
    "draft": "Printed large across each page of a draft. One short word, in capitals if the script has them.",
    "all_leaflets": "The words on a web page that link to the page with all leaflets.",
}
# Their keys among the texts, in the same order.
NOBODY, UNOFFICIAL, DRAFT, ALL_LEAFLETS = (text_key("terms", name) for name in TERMS)
# What a term says where no language has it: sources that are older than the term stay valid.
SAID = {DRAFT: "DRAFT", ALL_LEAFLETS: "All leaflets"}

# The section about the conference, left out if a chair has none.
BADGE = "badge"
CONFERENCE_PLACEHOLDERS = CHAIR_PLACEHOLDERS[2:]

# What a language file has besides its sections.
SETTINGS, ALLOW = "language", "allow"


class Shape(BaseModel):
    """A part of a source: only the keys it names, never changed after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Leaflet(Shape):
    """sources/leaflet.yaml: the facts that are the same in every language."""

    name: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")] = Field(
        description="The beginning of every file name. Use lower-case letters, digits and hyphens."
    )
    revised: Day = Field(
        description="The date of the texts, for the file properties. To print it in a text, write {revised}."
    )
    languages: Languages = Field(
        description="The languages to publish. The first is the master, from which the others are translated."
    )
    chairs: Chairs = Field(
        description="The chairs to publish, each a file in sources/chairs. Their terms say which one is current."
    )
    press: Key = Field(
        description="The printer's settings: the name of a file in layouts/press. "
        "A language or a chair may have its own."
    )
    dates: dict[Key, SomeDate] = Field(description="Dates that a text can print: `{key}`.")
    members: Countries = Field(description="The member states, as ISO 3166 codes, in any order.")
    steering_committee: Countries = Field(description="The member states that sit on the Steering Committee.")
    links: dict[Key, Link] = Field(
        description="Addresses that a text can link to, `[words](#key)`, and print, `{key}` or `[{key}](#key)`."
    )


def _or_none(value: object) -> object:
    """Treat a key with nothing after it as missing."""
    return None if value == "" else value


def _or_empty(value: object) -> object:
    return {} if value == "" else value


def _or_nobody(value: object) -> object:
    return [] if value == "" else value


class Conference(Shape):
    """The conference that the badge at the leaflet's end announces, as far as it is known."""

    date: Annotated[When | None, BeforeValidator(_or_none)] = Field(
        default=None,
        description="Its date: a day, a month or a year, or a range of these: 2026-10-14/2026-10-15. "
        "To print it in a text, write `{conference_date}`.",
    )
    country: Annotated[CountryCode | None, BeforeValidator(_or_none)] = Field(
        default=None,
        description="The country where it is held. To print it in a text, write `{conference_country}`.",
    )


def _country_or_nobody(code: object) -> object:
    return None if code in ("", None) else country_code(code)


def _another(code: str | None, info: ValidationInfo) -> str | None:
    if code and code == info.data.get("country"):
        raise Invalid(f'"{code}" is this chair\'s own country', "name the next one, or leave it empty")
    return code


CountryOrNobody = Annotated[
    str | None,
    BeforeValidator(_country_or_nobody),
    AfterValidator(_another),
    WithJsonSchema({"anyOf": [{"type": "string", "pattern": "^[A-Z]{2}$"}, {"type": "null"}]}),
]


class RollChanges(Shape):
    """How a list of countries differs under a chair."""

    add: list[CountryCode] = []
    remove: list[CountryCode] = []


def _not_both(value: object) -> object:
    """Refuse `add` and `remove` inside a whole list."""
    if isinstance(value, list) and any(isinstance(each, dict) for each in value):
        what = "this has both a whole list and changes to one"
        raise Invalid(what, "write only the list, or only add: and remove:")
    return _or_none(value)


def _kind_of_roll(value: object) -> str:
    return "[changes]" if isinstance(value, (dict, RollChanges)) else "[list]"


CODES = {"type": "array", "items": {"type": "string", "pattern": "^[A-Z]{2}$"}}
CHANGES = {"type": "object", "properties": {"add": CODES, "remove": CODES}, "additionalProperties": False}
Roll = list[str] | RollChanges
OwnRoll = Annotated[
    Annotated[
        Annotated[Countries, Tag("[list]")] | Annotated[RollChanges, Tag("[changes]")], Discriminator(_kind_of_roll)
    ]
    | None,
    BeforeValidator(_not_both),
    WithJsonSchema({"anyOf": [CODES, CHANGES, {"type": "null"}]}),
]


def _after_since(until: date | None, info: ValidationInfo) -> date | None:
    since = info.data.get("since")
    if until and since and until < since:
        raise Invalid(f"the term ends on {until}, before it begins ({since})", "correct one of the two dates")
    return until


OWN_ROLL = "a whole list, or only the changes to the one in leaflet.yaml, under `add:` and `remove:`."


class Chairmanship(Shape):
    """sources/chairs/<year>-<country>.yaml: what a chairmanship changes."""

    country: CountryCode = Field(description="The country in the chair.")
    since: Day = Field(description="The first day of its term.")
    until: Annotated[Day | None, BeforeValidator(_or_none), AfterValidator(_after_since)] = Field(
        default=None,
        description="The last day of its term. If it is left out, the term lasts until the next one begins.",
    )
    upcoming: CountryOrNobody = Field(
        default=None, description='The next chair. Leave it empty until it is known; the leaflet then prints "TBD".'
    )
    conference: Annotated[Conference | None, BeforeValidator(_or_none)] = Field(
        default=None, description="The conference that the badge announces. If it is empty, there is no badge."
    )
    accent: Annotated[Text | None, BeforeValidator(_or_none)] = Field(
        default=None, description="One of the accents in theme.yaml, instead of the usual one."
    )
    revised: Annotated[Day | None, BeforeValidator(_or_none)] = Field(
        default=None, description="The date of this chair's texts, if it differs from leaflet.yaml."
    )
    press: Annotated[Key | None, BeforeValidator(_or_none)] = Field(
        default=None, description="The settings of its own printer, whatever leaflet.yaml or the language says."
    )
    members: OwnRoll = Field(default=None, description=f"The member states under this chair: {OWN_ROLL}")
    steering_committee: OwnRoll = Field(
        default=None, description=f"The Steering Committee under this chair: {OWN_ROLL}"
    )
    dates: Annotated[dict[Key, SomeDate], BeforeValidator(_or_empty)] = Field(
        default={}, description="Dates that differ under this chair. The others come from leaflet.yaml."
    )
    links: Annotated[dict[Key, Link], BeforeValidator(_or_empty)] = Field(
        default={}, description="Addresses that differ under this chair. The others come from leaflet.yaml."
    )


class CountryName(Shape):
    """A name that differs from CLDR's."""

    name: Text = Field(description="The name to print.")
    sort: Text | None = Field(default=None, description="What to sort it by, if not the name itself.")
    reason: Text = Field(description="Why the name in CLDR is not the right one here.")


class Spaces(Shape):
    """Signs that need a space, and its width; a translator types an ordinary one."""

    before: str = Field(default="", description='The punctuation that has a space before it, such as ";!?".')
    after: str = Field(default="", description='The punctuation that has a space after it, such as "«".')
    width: Literal["word", "narrow"] = Field(
        description="As wide as a space between words, or narrow. A line never breaks there."
    )

    @property
    def as_typeset(self) -> str:
        return "\N{NARROW NO-BREAK SPACE}" if self.width == "narrow" else "\N{NO-BREAK SPACE}"


class DatePatterns(Shape):
    """How a language writes dates, in the letters of CLDR's patterns."""

    day: Annotated[Text, AfterValidator(date_patterns.checked("day"))] | None = Field(
        default=None, description="A day, as in `d. MMMM y`."
    )
    month: Annotated[Text, AfterValidator(date_patterns.checked("month"))] | None = Field(
        default=None, description="A month, as in `LLLL y`."
    )
    year: Annotated[Text, AfterValidator(date_patterns.checked("year"))] | None = Field(
        default=None, description="A year, as in `y 'm.'`."
    )


class LanguageSettings(Shape):
    """How a language is set."""

    status: Literal["official", "unofficial"] = Field(
        description="An unofficial translation says so in print. Set this to official when a reviewer has approved it."
    )

    locale: LocaleTag = Field(description="The CLDR locale for names and dates, such as en-GB.")
    digits: Digits | None = Field(
        default=None,
        description="The digits, by their name in CLDR, such as arab or latn. If left out, those of the locale.",
    )
    spaces: list[Spaces] = Field(default=[], description="Spaces around punctuation, if the language has them.")
    press: Annotated[Key | None, BeforeValidator(_or_none)] = Field(
        default=None, description="The settings of its own printer, if it differs from leaflet.yaml."
    )
    countries: dict[CountryCode, CountryName] = Field(
        default={}, description="Country names that differ from those in CLDR, by code."
    )
    forms: Annotated[dict[Named, dict[Key, Text]], BeforeValidator(_or_empty)] = Field(
        default={},
        description="Other forms of a name: of a country by its code, of a body by the key of its text. "
        'To print one in a text, write `{chair:in}`, say, for "in der Schweiz".',
    )
    dates: Annotated[DatePatterns | None, BeforeValidator(_or_none)] = Field(
        default=None, description="How dates are written, if not as CLDR has it."
    )
    signed: Annotated[list[SignOff], BeforeValidator(_or_nobody)] = Field(
        default=[], description="Who has translated the texts as a whole, who has reviewed them, and when."
    )
