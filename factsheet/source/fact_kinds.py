"""What can be declared of a fact, by its kind: options of its own, and the facts that it consists of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from ..kinds import catalogue
from ..kinds.money import currency_code
from .scalars import Key, Text
from .schema import Shape

# The files that a table can be in.
TABLES = (".csv", ".xlsx", ".ods")
YES = {"yes": True, "true": True, "no": False, "false": False}


def _flag(value: object) -> object:
    return YES.get(str(value), value)


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


Flag = Annotated[bool, BeforeValidator(_flag)]
Names = Annotated[list[Key], BeforeValidator(_listed), Field(min_length=1)]


class Fact(Shape):
    """A fact: a value that is the same in every language."""

    kind: str
    note: Text = Field(description="What it is, for whoever fills it in.")
    optional: Flag = Field(default=False, description="Whether it can be left empty.")
    placeholder: Key | None = Field(default=None, description="Its name in texts, if not its key: {name}.")
    empty: str | None = Field(default=None, description="The text that its placeholder prints while it is empty.")

    @property
    def within(self) -> str | None:
        """Return the fact that must contain it."""
        return None

    @property
    def parts(self) -> Mapping[str, Fact]:
        """Return the facts that it consists of."""
        return {}

    @property
    def called(self) -> str:
        """Return the section of texts that names its bodies or choices; "" if it has none."""
        return ""


class Inside(Fact):
    """A fact whose countries must be among those of another."""

    inside: Key | None = Field(default=None, alias="within", description="The fact whose countries it must be among.")
    other_than: Key | None = Field(default=None, description="A fact that must have another value.")

    @property
    def within(self) -> str | None:
        return self.inside


class DateFact(Fact):
    """A date, or several days if it may be."""

    or_period: Flag = Field(default=False, description="Whether it may be several days: 2026-10-14/2026-10-15.")


class MoneyFact(Fact):
    """An amount of money."""

    currency: Annotated[str, AfterValidator(currency_code)] | None = Field(
        default=None, description="The code of its currency; the source then has the amount alone."
    )


class PartyFact(Inside):
    """A country, a body whose name is a text, or several of these."""

    bodies: Key | None = Field(default=None, description="The section of texts that names the bodies.")

    @property
    def called(self) -> str:
        return self.bodies or ""


class ChoiceFact(Fact):
    """One of several words."""

    names: Key = Field(description="The section of texts with what each is called; its keys are the choices.")

    @property
    def called(self) -> str:
        return self.names


class MapFact(Fact):
    """Facts of one kind whose keys the source chooses; each key is a placeholder."""

    of: Literal["date", "day", "period", "number", "percent", "money", "country", "link"]


class TableFact(Fact):
    """Rows of facts: typed in the source, or in a file that it names."""

    columns: dict[str, Any] = Field(description="The facts in each row.")
    sheet: Text | None = Field(default=None, description="The sheet of a spreadsheet that has the table.")

    @property
    def parts(self) -> Mapping[str, Fact]:
        return self.columns


class GroupFact(Fact):
    """Facts that belong together, and are there or not there together."""

    facts: dict[str, Any]

    @property
    def parts(self) -> Mapping[str, Fact]:
        return self.facts


# What is declared of each kind. The kinds of single values are those of the catalogue.
KINDS: dict[str, type[Fact]] = {
    **dict.fromkeys(catalogue.KINDS, Fact),
    "date": DateFact,
    "country": Inside,
    "countries": Inside,
    "party": PartyFact,
    "money": MoneyFact,
    "choice": ChoiceFact,
    "id": Fact,
    "map": MapFact,
    "group": GroupFact,
    "table": TableFact,
}
# What has no words: these are no placeholders.
WORDLESS = ("map", "group", "table", "picture", "id")
