"""What a layout declares: its facts, its variants and its texts.

Everything that depends on a factsheet's content is generated from this: what the sources may contain, which
placeholders a text can use, what a new file looks like, and what the messages call things.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, Any

from pydantic import Field

from ..core.diagnostics import suggestion
from ..core.names import TextKey, text_key
from ..kinds import catalogue
from ..text.markup import NOTE
from .fact_kinds import TABLES, WORDLESS, ChoiceFact, DateFact, Fact, MapFact, MoneyFact, Names, PartyFact
from .scalars import Key, Text
from .schema import NOTES, REVISED, Shape
from .yaml_reader import Keys


class Axis(Shape):
    """What the editions of a factsheet differ in, besides their language."""

    axis: Key = Field(description="What one of them is called, in lower case: country, programme, year.")
    plural: Key = Field(description="What several are called; the list in factsheet.yaml has this name.")
    source: Text = Field(
        alias="from",
        description="The folder in sources/ that has a file for each, or the table that has a row for each.",
    )
    sheet: Text | None = Field(default=None, description="The sheet of a spreadsheet that has the table.")
    named_by: Names = Field(description="The facts that give the file its name.")
    title: Key = Field(description="The fact that is the heading on the download page.")
    term: Annotated[list[Key], Field(min_length=2, max_length=2)] | None = Field(
        default=None, description="The facts that are the first and the last day of its term, if it has one."
    )
    facts: dict[str, Any] = Field(default={}, description="The facts of each, as under facts.")

    @property
    def set_up(self) -> str:
        """Say how to set up another one."""
        if self.is_table:
            return f"to add one: write a row into sources/{self.source}"
        return f"to set one up: make {self.axis} {' '.join(f'{key}=...' for key in self.named_by)}"

    @property
    def is_table(self) -> bool:
        """Tell whether each is a row of a table."""
        return self.source.lower().endswith(TABLES)


@dataclass(frozen=True)
class Placeholder:
    """A value that a text can print: the fact, where it is written, and whether that is in a variant's file."""

    name: str
    fact: Fact
    keys: Keys
    of_variant: bool


@dataclass(frozen=True, eq=False)  # it is read once, and models are cached by it
class Declaration:
    """What a layout prints. `when` names the fact without which a section of texts is left out."""

    facts: Mapping[str, Fact] = field(default_factory=dict)
    axis: Axis | None = None
    when: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def own(self) -> Mapping[str, Fact]:
        """Return the facts of a variant."""
        return self.axis.facts if self.axis else {}

    @cached_property
    def notes(self) -> dict[TextKey, str]:
        """Return what each text is for, in reading order."""
        return {text_key(section, key): note for section, notes in self.texts.items() for key, note in notes.items()}

    @cached_property
    def placeholders(self) -> dict[str, Placeholder]:
        """Return what texts can print, by name; the keys of maps, which the sources choose, are not among them.

        The days of a term are, if they are given a name for it.
        """
        term = self.axis.term or () if self.axis else ()
        own = {key: fact for key, fact in self.own.items() if fact.placeholder or key not in term}
        found = [*_printed(own, (), of_variant=True), *_printed(self.facts, (), of_variant=False)]
        return {each.name: each for each in found}

    @property
    def all(self) -> dict[str, Fact]:
        """Return the facts of a variant, and those of the factsheet."""
        return {**self.own, **self.facts}

    @property
    def files(self) -> tuple[str, ...]:
        """Return the files that a variant is read from; {} in one stands for its name."""
        if self.axis is None:
            return ()
        if self.axis.is_table:
            return f"sources/{self.axis.source}", f"sources/{self.axis.plural}/{{}}.yaml"
        return (f"sources/{self.axis.source}/{{}}.yaml",)

    def file(self, variant: str) -> str:
        """Return the file with the facts of a variant; if there are no variants, that of the factsheet."""
        return self.files[0].format(variant) if self.files else "sources/factsheet.yaml"

    def named(self, variant: str) -> str:
        """Return the name under which faults of a variant are kept: its file, or its row."""
        return f"{self.file(variant)}, {variant}" if self.axis and self.axis.is_table else self.file(variant)

    def variant_named(self, name: str) -> str | None:
        """Return the variant whose faults are kept under a name."""
        if self.axis is None:
            return None
        before, _, after = self.named("\0").partition("\0")
        inside = name.removeprefix(before).removesuffix(after)
        return inside if name == f"{before}{inside}{after}" else None

    @property
    def called_axis(self) -> str:
        """Return what one variant is called: "variant"."""
        return self.axis.axis if self.axis else "variant"

    def unknown(self, variant: str, known: Iterable[str]) -> tuple[str, str]:
        """Say that there is no variant by a name, and what to do instead."""
        if not self.axis:
            return "this factsheet has no variants", "leave this out"
        return f"there is no such {self.axis.axis}", suggestion(variant, known)

    @property
    def title(self) -> str:
        """Return the placeholder that prints what a variant is called."""
        titles = (each.name for each in self.placeholders.values() if self.axis and each.keys == (self.axis.title,))
        return next(titles, "")

    def of_kind(self, kind: str) -> list[str]:
        """Return the facts of the factsheet that are of a kind: "map:link" is a map of links."""
        return [key for key, fact in self.facts.items() if _kind(fact) == kind]

    @property
    def names(self) -> set[str]:
        """Return the sections of texts that name bodies and choices; no layout prints them by itself."""
        return {fact.called for facts in (self.facts, self.own) for fact in _flat(facts) if fact.called}

    def options(self, fact: Fact) -> dict[str, Any]:
        """Return what the reader of a fact's kind has to be told."""
        if isinstance(fact, DateFact):
            return {"or_period": fact.or_period}
        if isinstance(fact, MoneyFact):
            return {"currency": fact.currency}
        if isinstance(fact, PartyFact):
            return {"bodies": tuple(self.texts.get(fact.called, ()))}
        return {"of": tuple(self.texts[fact.called])} if isinstance(fact, ChoiceFact) else {}

    @property
    def in_all(self) -> dict[str, Sequence[str]]:
        """Return what texts can print besides facts, each with its forms: of a note, the keys of all notes."""
        return {REVISED: (), **({NOTE: tuple(self.texts[NOTES])} if NOTES in self.texts else {})}

    @cached_property
    def forms(self) -> dict[str, Sequence[str] | None]:
        """Return the forms that each placeholder has; None for one of which a language can have its own."""
        kinds = {name: catalogue.KINDS[each.fact.kind] for name, each in self.placeholders.items()}
        return {name: None if kind.own_forms else kind.forms for name, kind in kinds.items()}

    def inside(self, key: str) -> list[str]:
        """Return the lists of countries that are within another."""
        return [name for name, fact in self.facts.items() if fact.kind == "countries" and fact.within == key]


def _flat(facts: Mapping[str, Fact]) -> Iterator[Fact]:
    """Yield facts, and those that they consist of."""
    for fact in facts.values():
        yield fact
        yield from _flat(fact.parts)


def _kind(fact: Fact) -> str:
    return f"{fact.kind}:{fact.of}" if isinstance(fact, MapFact) else fact.kind


def _printed(facts: Mapping[str, Fact], above: tuple[str, ...], *, of_variant: bool) -> Iterator[Placeholder]:
    for key, fact in facts.items():
        if fact.kind == "group":
            yield from _printed(fact.parts, (*above, key), of_variant=of_variant)
        elif fact.kind not in WORDLESS:
            yield Placeholder(fact.placeholder or "_".join((*above, key)), fact, (*above, key), of_variant)
