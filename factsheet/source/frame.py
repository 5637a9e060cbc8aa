"""What all sources are checked against: what the layout declares, and factsheet.yaml as far as it can be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from ..core.diagnostics import Problem, Problems
from ..core.names import VariantId
from ..core.project import Root
from ..kinds.catalogue import KINDS
from . import data_tables, declaring, facts, markup_lint, pictures, slips
from .declaration import Declaration
from .fact_kinds import MapFact
from .facts import Values
from .generated import settings_model
from .model import ONLY
from .schema import SETTINGS, RollChanges, Settings, Shape
from .validation import checked
from .yaml_reader import Keys, Located, read

SETTINGS_FILE = "factsheet.yaml"


@dataclass(frozen=True)
class Frame:
    """What all files are checked against: what the layout declares, and factsheet.yaml as far as it can be read."""

    declared: Declaration | None = None
    located: Located | None = None
    settings: Settings | None = None
    facts: Values = field(default_factory=dict)
    published: Sequence[VariantId] | None = None  # None: all that there are

    def marks(self, located: Located, keys: Keys = ()) -> Iterable[Problem]:
        """Yield what is wrong with how the texts below `keys` are typed. A variant's can print what it keeps itself."""
        yield from slips.faults(located, keys, SETTINGS)
        if self.located and self.declared:
            both = (self.located, located if keys else None)
            dates, links = (
                [name for each in both for name in _in_maps(self.declared, each, of_links=of_links)]
                for of_links in (False, True)
            )
            single = self.declared.placeholders
            links += [name for name, each in single.items() if each.fact.kind == "link"]
            in_all = self.declared.in_all
            names, forms = [*dates, *single, *in_all, *links], {**self._forms(both), **self.declared.forms, **in_all}
            yield from markup_lint.faults(located, keys, names, links, forms)

    def _forms(self, files: Sequence[Located | None]) -> dict[str, Sequence[str] | None]:
        """Return the forms of what is in maps, by its key."""
        found: dict[str, Sequence[str] | None] = {}
        for key, fact in self.declared.facts.items() if self.declared else ():
            if isinstance(fact, MapFact):
                kind = KINDS[fact.of]
                own = None if kind.own_forms else kind.forms
                found |= {name: own for located in files for name in _keys(located, key)}
        return found


def _in_maps(declared: Declaration, located: Located | None, *, of_links: bool) -> Iterator[str]:
    """Yield the keys that a file has in maps of facts: those of links, or all others."""
    links = declared.of_kind("map:link")
    for key, fact in declared.facts.items():
        if fact.kind == "map" and (key in links) == of_links:
            yield from _keys(located, key)


def read_frame(root: Root, problems: list[Problem]) -> Frame:
    """Return what can be read of it; what is wrong is added to `problems`."""
    try:
        declared = declaring.declared(root)
    except declaring.Earlier:  # of which nothing else would make sense
        raise
    except Problems as found:
        problems.extend(found.problems)
        declared = None
    located = attempt(root, root.sources / SETTINGS_FILE, problems)
    whole = data_tables.filled(root, located, declared.facts, problems) if declared and located else None
    model = checked(settings_model(declared), whole, problems) if declared and whole else None
    if declared is None or whole is None or model is None:
        return Frame(declared, located)
    located = whole
    values = plain(model, declared.facts)
    problems += facts.faults(located, facts.usual(declared, values))
    problems += pictures.faults(root, located, declared.facts, values)
    listed = getattr(model, declared.axis.plural) if declared.axis else [ONLY]
    return Frame(declared, located, model, values, listed)


def plain(model: BaseModel, keys: Iterable[str]) -> dict[str, Any]:
    """Return some values of a model, those of a group as a mapping."""
    values = {key: getattr(model, key) for key in keys}
    return {key: _plain(value) for key, value in values.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return plain(value, type(value).model_fields) if _is_group(value) else value


def _is_group(value: object) -> bool:
    return isinstance(value, Shape) and not isinstance(value, RollChanges)


def attempt(root: Root, path: Path, problems: list[Problem]) -> Located | None:
    """Return a YAML file, or None, with what is wrong in it added to `problems`."""
    try:
        return read(root, path)
    except Problems as found:
        problems.extend(found.problems)
        return None


def _keys(located: Located | None, field: str) -> list[str]:
    """Return the keys of a map in a file, whatever else may be wrong with it."""
    value = located.value.get(field) if located and isinstance(located.value, dict) else None
    return list(value) if isinstance(value, dict) else []
