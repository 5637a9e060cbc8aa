"""Build the models that depend on the layout: the facts and texts that each kind of source may contain.

They are made from what the layout declares in content.yaml.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache, partial
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    Field,
    StringConstraints,
    TypeAdapter,
    ValidationError,
    WithJsonSchema,
    create_model,
)

from ..core.diagnostics import Invalid
from ..core.names import VariantId, text_key
from ..kinds.catalogue import KINDS
from ..kinds.countries import distinct
from .declaration import Axis, Declaration
from .fact_kinds import Fact, GroupFact, MapFact, TableFact
from .pictures import Picture
from .scalars import VARIANT_ID, Countries, CountryCode, Day, Key, LanguageId, Link, Text
from .schema import SAID, LanguageSettings, OwnRoll, Settings, Shape, VariantSettings

# What a value is, of the kinds that other sources have too; the others are read as the catalogue says.
TYPES: Mapping[str, Any] = {
    "day": Day,
    "country": CountryCode,
    "countries": Countries,
    "link": Link,
    "id": Annotated[str, StringConstraints(pattern=VARIANT_ID)],
    "picture": Picture,
}


def _or_none(value: object) -> object:
    """Treat a key with nothing after it as missing."""
    return None if value == "" else value


def _or_empty(value: object) -> object:
    return {} if value == "" else value


# All are cached: for thirty languages and ten variants each would be made again, at 10 ms.
@lru_cache(maxsize=8)
def settings_model(declared: Declaration) -> type[Settings]:
    """Return the model of sources/factsheet.yaml: what is published, and the facts."""
    fields: dict[str, Any] = {
        key: (_required(declared, fact, key), _about(fact)) for key, fact in declared.facts.items()
    }
    if axis := declared.axis:
        about, listed = f"The {axis.plural} to publish.", _published(axis)
        fields[axis.plural] = (listed, Field(description=about))
        if axis.is_table:
            about += " If this is left out, all rows of the table are."
            fields[axis.plural] = (
                Annotated[listed | None, BeforeValidator(_or_none)],
                Field(default=None, description=about),
            )
    return create_model("Factsheet", __base__=Settings, **fields)


@lru_cache(maxsize=8)
def variant_model(declared: Declaration) -> type[VariantSettings]:
    """Return the model of a variant's file: its facts, those of the factsheet that differ, and the texts it replaces.

    It can replace what the layout prints, and nothing else.
    """
    sections = _sections(declared, Text | None, None)
    texts = create_model("Replacements", __base__=Shape, __doc__=None, allow=_allow(declared), **sections)
    differs = "What differs here."
    own: Any = Field(default={}, description="Texts that differ here: language, section, key.")
    fields: dict[str, Any] = {key: (_required(declared, fact, key), _about(fact)) for key, fact in declared.own.items()}
    fields |= {key: _differing(declared, fact, f"{fact.note} {differs}") for key, fact in declared.facts.items()}
    fields["text"] = (dict[LanguageId, texts], own)
    return create_model("Variant", __base__=VariantSettings, **fields)


@lru_cache(maxsize=8)
def row_model(declared: Declaration) -> type[VariantSettings]:
    """Return the model of a row of a table: the facts of a variant, each from a cell; any may be empty."""
    facts = {**declared.own, **declared.facts}
    fields: dict[str, Any] = {
        key: (_cell(declared, fact), None) for key, fact in facts.items() if not isinstance(fact, (MapFact, TableFact))
    }
    fields |= dict.fromkeys(facts.keys() - fields.keys(), (None, None))
    return create_model("Row", __base__=VariantSettings, **fields)


def _cell(declared: Declaration, fact: Fact) -> Any:
    """Return the type of what is in a cell: lists are typed in one, with commas."""
    if isinstance(fact, GroupFact):
        parts: Any = {key: (_cell(declared, part), None) for key, part in fact.parts.items()}
        return create_model("Cells", __base__=Shape, **parts) | None
    kind = KINDS.get(fact.kind)
    if kind and kind.several:
        return Annotated[Any, BeforeValidator(partial(kind.read, **declared.options(fact)))]
    return _type(declared, fact) | None


@lru_cache(maxsize=8)
def replacements_model(declared: Declaration) -> type[BaseModel]:
    """Return the model of a file with the texts that a row of a table replaces."""
    sections = _sections(declared, Text | None, None)
    texts = create_model("Replacements", __base__=Shape, __doc__=None, allow=_allow(declared), **sections)
    own: Any = Field(default={}, description="Texts that differ here: language, section, key.")
    return create_model("Texts", __base__=Shape, text=(dict[LanguageId, texts], own))


@lru_cache(maxsize=8)
def text_model(declared: Declaration, *, whole: bool) -> type[BaseModel]:
    """Return the model of a file in sources/text: its settings, and one text for each key of the layout.

    The master must be `whole`; a translation may leave texts out, which makes its leaflet a draft.
    """
    kind: Any = Text if whole else Annotated[str, StringConstraints(strip_whitespace=True)]
    sections = _sections(declared, kind, ... if whole else "")
    return create_model(
        "Language", __base__=Shape, language=(LanguageSettings, ...), allow=_allow(declared), **sections
    )


def value_of(declared: Declaration, fact: Fact, typed: str) -> Any:
    """Return the value of a fact as it was typed. Raises Invalid for what is none of its kind."""
    try:
        return TypeAdapter(_type(declared, fact)).validate_python(typed)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        if isinstance(invalid := first.get("ctx", {}).get("error"), Invalid):
            raise invalid from None
        raise Invalid(f'"{typed}" is not a {fact.kind}', first["msg"]) from None


def _required(declared: Declaration, fact: Fact, key: str) -> Any:
    """Return the type of a fact's value; an optional one may be left empty."""
    kind = _type(declared, fact, key)
    return Annotated[kind | None, BeforeValidator(_or_none)] if fact.optional else kind


def _about(fact: Fact) -> Any:
    return Field(default=None if fact.optional else ..., description=fact.note)


def _type(declared: Declaration, fact: Fact, key: str = "fact") -> Any:
    """Return the type of the value of a fact; `key` names the shape of a group."""
    if isinstance(fact, MapFact):
        return _map(_single(fact.of, {}))
    if isinstance(fact, GroupFact):
        parts: Any = {key: (_required(declared, part, key), _about(part)) for key, part in fact.parts.items()}
        return create_model(key.title(), __base__=Shape, __doc__=fact.note, **parts)
    if isinstance(fact, TableFact):
        columns: Any = {name: (_required(declared, part, name), _about(part)) for name, part in fact.parts.items()}
        row = create_model(f"{key.title()}Row", __base__=Shape, __doc__=fact.note, **columns)
        return _rows(row)
    return _single(fact.kind, declared.options(fact))


def _rows(row: Any) -> Any:
    return Annotated[list[row], Field(min_length=1)]


def _single(kind: str, options: Mapping[str, Any]) -> Any:
    """Return the type of a single value."""
    if kind in TYPES:
        return TYPES[kind]
    of = KINDS[kind]
    return Annotated[Any, BeforeValidator(partial(of.read, **options)), WithJsonSchema(of.schema(**options))]


def _map(of: Any) -> Any:
    return dict[Key, of]


def _differing(declared: Declaration, fact: Fact, about: str) -> Any:
    """Return the field of a fact of the factsheet that a variant may have its own value for."""
    if fact.kind == "countries":
        hint = " A whole list, or only the changes to the one in factsheet.yaml, under `add:` and `remove:`."
        return OwnRoll, Field(default=None, description=about + hint)
    if isinstance(fact, MapFact):
        kind: Any = Annotated[_type(declared, fact), BeforeValidator(_or_empty)]
        return kind, Field(default={}, description=about + " The others come from factsheet.yaml.")
    return Annotated[_type(declared, fact) | None, BeforeValidator(_or_none)], Field(default=None, description=about)


def _published(axis: Axis) -> Any:
    """Return the type of the list of variants to publish."""
    return Annotated[
        list[Annotated[VariantId, StringConstraints(pattern=VARIANT_ID)]],
        Field(min_length=1),
        AfterValidator(distinct),
    ]


def _allow(declared: Declaration) -> Any:
    """Return what may be allowed in a text though its English does not have it: text, thing, reason."""
    keys: Any = Literal[tuple(declared.notes)]
    about = "What a text may contain even though the English does not: the text's key, the thing itself, the reason."
    return dict[keys, dict[str, Text]], Field(default={}, description=about)


def _sections(declared: Declaration, kind: Any, default: Any) -> dict[str, Any]:
    sections: dict[str, Any] = {}
    said = SAID if default is ... else {}
    for section, notes in declared.texts.items():
        keys: dict[str, Any] = {
            key: (kind, Field(default=said.get(text_key(section, key), default), description=note))
            for key, note in notes.items()
        }
        model = create_model(section, __base__=Shape, __doc__=None, **keys)
        sections[section] = (model, ... if default is ... else model())
    return sections
