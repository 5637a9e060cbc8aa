"""Define the shape of each source: what a file may contain, and what kind of value each key has.

The same models are written out as JSON Schemas, so that editors can help people as they type.
Which texts a language must have is decided not here but by the layout, which prints them (see `generated`).
"""

from __future__ import annotations

import re
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
    WithJsonSchema,
)

from ..core.diagnostics import Invalid
from ..core.names import text_key
from . import date_patterns
from .scalars import (
    Countries,
    CountryCode,
    Day,
    Digits,
    Key,
    Languages,
    LocaleTag,
    Named,
    Text,
)
from .signoff import SignOff

# What every text can print, besides the facts that the layout declares.
REVISED = "revised"
# The section with the texts of notes, to which {note:key} refers.
NOTES = "notes"

# Words that the pipeline adds by itself. Every language file has them besides what the layout prints.
TERMS = {
    "unofficial_translation": "The line at the foot of a leaflet whose translation has not been signed off.",
    "draft": "Printed large across each page of a draft. One short word, in capitals if the script has them.",
    "all_leaflets": "The words on a web page that link to the page with all leaflets.",
}
# Their keys among the texts, in the same order.
UNOFFICIAL, DRAFT, ALL_LEAFLETS = (text_key("terms", name) for name in TERMS)
# What a term says where no language has it: sources that are older than the term stay valid.
SAID = {DRAFT: "DRAFT", ALL_LEAFLETS: "All leaflets"}

# What a language file has besides its sections.
SETTINGS, ALLOW = "language", "allow"
# The keys in factsheet.yaml, or in the file of a variant, that are not facts.
RESERVED = ("name", REVISED, "languages", "press", "pdf", "site", "also", "accent", "text")


class Shape(BaseModel):
    """A part of a source: only the keys it names, never changed after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


SITE = {"type": "string", "pattern": "^https://"}


def _on_the_web(address: object) -> str:
    """Return the address of a folder on the web. Raises Invalid for anything else."""
    said = str(address)
    if not re.fullmatch(r"https://[^\s/?#\"<>]+\.[^\s?#\"<>]+", said):
        raise Invalid(
            f'"{said}" is not the address of a folder on the web', "write it like https://www.example.org/leaflets"
        )
    return said if said.endswith("/") else f"{said}/"


class Settings(Shape):
    """sources/factsheet.yaml: what is published; besides this it has the facts that the layout declares."""

    name: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")] = Field(
        description="The beginning of every file name. Use lower-case letters, digits and hyphens."
    )
    revised: Day = Field(
        description="The date of the texts, for the file properties. To print it in a text, write {revised}."
    )
    languages: Languages = Field(
        description="The languages to publish. The first is the master, from which the others are translated."
    )
    press: Key = Field(
        description="The printer's settings: the name of a file in layouts/press. "
        "A language or a variant may have its own."
    )
    pdf: Literal["a-2a", "a-3a", "ua-2"] = Field(
        default="a-2a",
        description="The standards of each PDF for the screen: a-2a, for archives (PDF/A-2a) and screen readers "
        "(PDF/UA-1); a-3a, the same with the files that it is made from attached; ua-2, the newer PDF/UA-2, which few "
        "readers know yet.",
    )
    site: Annotated[str, BeforeValidator(_on_the_web), WithJsonSchema(SITE)] = Field(
        default="",
        description="The address at which output/ is on the web, such as https://www.example.org/leaflets/. With this, "
        "web pages tell search engines their addresses, and have a picture where they are shared.",
    )
    also: list[Literal["large", "social", "txt", "md", "odt"]] = Field(
        default=[],
        description="What is made each time besides PDF, press PDF, Word and web page: large print, a picture for "
        "social networks, plain text, Markdown, OpenDocument. Without this, make factsheet format=txt makes one.",
    )


def _or_none(value: object) -> object:
    """Treat a key with nothing after it as missing."""
    return None if value == "" else value


def _or_empty(value: object) -> object:
    return {} if value == "" else value


def _or_nobody(value: object) -> object:
    return [] if value == "" else value


class RollChanges(Shape):
    """How a list of countries differs in a variant."""

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


class VariantSettings(Shape):
    """The file of a variant in sources/: besides this it has its facts, and the texts that it replaces."""

    accent: Annotated[Text | None, BeforeValidator(_or_none)] = Field(
        default=None, description="One of the accents in theme.yaml, instead of the usual one."
    )
    revised: Annotated[Day | None, BeforeValidator(_or_none)] = Field(
        default=None, description="The date of these texts, if it differs from factsheet.yaml."
    )
    press: Annotated[Key | None, BeforeValidator(_or_none)] = Field(
        default=None, description="The settings of its own printer, whatever factsheet.yaml or the language says."
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
        default=None, description="The settings of its own printer, if it differs from factsheet.yaml."
    )
    countries: dict[CountryCode, CountryName] = Field(
        default={}, description="Country names that differ from those in CLDR, by code."
    )
    forms: Annotated[dict[Named, dict[Key, Text]], BeforeValidator(_or_empty)] = Field(
        default={},
        description="Other forms of a name: of a country by its code, of a body by the key of its text: bodies.auc. "
        'To print one in a text, write `{country:in}`, say, for "in der Schweiz".',
    )
    dates: Annotated[DatePatterns | None, BeforeValidator(_or_none)] = Field(
        default=None, description="How dates are written, if not as CLDR has it."
    )
    signed: Annotated[list[SignOff], BeforeValidator(_or_nobody)] = Field(
        default=[], description="Who has translated the texts as a whole, who has reviewed them, and when."
    )
