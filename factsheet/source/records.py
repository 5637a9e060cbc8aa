"""Read the rows of a table as variants: each column is a fact, and each mistake is reported at its cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..core.diagnostics import Place, Problem, Problems, did_you_mean
from ..core.names import VariantId
from ..core.project import Root
from ..tables import reading
from ..tables.table import Row, Table
from . import naming
from .declaration import Axis, Declaration
from .fact_kinds import Fact
from .facts import Values
from .frame import plain
from .generated import row_model, value_of
from .schema import VariantSettings
from .validation import checked
from .yaml_reader import Keys, Located, Span, Value

NOWHERE = Span((0, 0), (0, 0), (0, 0))


@dataclass(frozen=True)
class Cells(Located):
    """A row, as if it were a file: its values, and the place of each in the table."""

    row: Row = field(default_factory=lambda: Row(Place(""), {}))

    def place(self, keys: Keys, *, key: bool = False, of: str = "") -> Place:
        """Return the place of the cell with a value, or else that of the row."""
        head = "_".join(str(each) for each in keys if isinstance(each, str))
        cell = self.row.cells.get(head) or self.row.cells.get(str(keys[0]) if keys else "")
        return cell.place if cell else self.row.place


@dataclass(frozen=True)
class Record:
    """A row: the name of its variant, its settings and its facts; or what is wrong with it."""

    id: VariantId
    settings: VariantSettings
    facts: Values
    located: Located
    problems: Sequence[Problem]


def read(root: Root, declared: Declaration, axis: Axis, problems: list[Problem]) -> Iterator[Record]:
    """Yield the rows of the table that an axis names. What affects more than one of them is added to `problems`."""
    try:
        table = reading.read(root, root.sources / axis.source, axis.sheet or "")
    except Problems as found:
        problems.extend(found.problems)
        return
    columns = dict(_columns(declared))
    if faults := list(_heads(table, columns, axis)):
        problems.extend(faults)
        return
    first: dict[VariantId, Place] = {}
    for row in table.rows:
        record = _record(row, table.name, declared, axis, columns)
        if record is None:
            problems.extend(_faults(row, table.name, declared, columns)[1])
        elif record.id in first:
            place = record.located.place((axis.named_by[-1],))
            what = f'"{record.id}" is here twice, first in {_where(first[record.id])}'
            problems.append(Problem(place, what, "delete one of the two rows, or correct it"))
        else:
            first[record.id] = record.located.place((axis.named_by[-1],))
            yield record


def _where(place: Place) -> str:
    return f"line {place.line}" if place.line else str(place).rpartition(", ")[2]


def _columns(declared: Declaration) -> Iterator[tuple[str, tuple[Keys, Fact | None]]]:
    """Yield what a column may be called, and what it has: a fact, a part of a group, or a setting."""
    for key, fact in {**declared.own, **declared.facts}.items():
        if fact.kind == "group":
            yield from ((f"{key}_{name}", ((key, name), part)) for name, part in fact.parts.items())
        elif fact.kind not in ("map", "table"):  # these are no single cell
            yield key, ((key,), fact)
    yield from ((name, ((name,), None)) for name in VariantSettings.model_fields)


def _heads(table: Table, columns: Mapping[str, tuple[Keys, Fact | None]], axis: Axis) -> Iterator[Problem]:
    """Yield the columns that are no facts, and the facts that have no column."""
    unknown = [head for head in table.heads if head not in columns]
    for head in unknown:
        hint = did_you_mean(head, columns) or f"delete this column; those known are {', '.join(columns)}"
        yield Problem(table.heads[head].place, f'"{head}" is not a fact of a {axis.axis}', hint)
    misspelt = {did_you_mean(head, columns) for head in unknown}
    for name, (keys, fact) in columns.items():
        own = fact is not None and keys[0] in axis.facts
        if own and fact and not fact.optional and name not in table.heads and f'did you mean "{name}"?' not in misspelt:
            yield Problem(table.place, f'there is no column "{name}"', f"add one. {fact.note}")


def _record(
    row: Row, file: str, declared: Declaration, axis: Axis, columns: Mapping[str, tuple[Keys, Fact | None]]
) -> Record | None:
    """Return a row; None if it cannot be named."""
    located, problems, model = _faults(row, file, declared, columns)
    if model is None:  # as far as can be told, so that a single wrong cell does not hide which row it is in
        id = _named(located, declared, axis)
        return Record(id, VariantSettings(), {}, located, problems) if id else None
    facts = plain(model, (*declared.own, *declared.facts))
    if any(facts[key] is None for key in axis.named_by):
        return None
    return Record(VariantId(naming.id_of(axis, facts)), model, facts, located, problems)


def _named(located: Located, declared: Declaration, axis: Axis) -> VariantId | None:
    """Return the name of a row in which other cells are wrong."""
    values, typed = dict[str, Any](), dict(located.value) if isinstance(located.value, dict) else {}
    for key in axis.named_by:
        try:
            values[key] = value_of(declared, axis.facts[key], str(typed.get(key, "")))
        except ValueError:
            return None
    return VariantId(naming.id_of(axis, values))


def _faults(
    row: Row, file: str, declared: Declaration, columns: Mapping[str, tuple[Keys, Fact | None]]
) -> tuple[Located, list[Problem], VariantSettings | None]:
    """Return a row as a file, what is wrong in it, and its values if nothing is."""
    value: dict[str, Value] = {}
    problems = []
    for head, cell in row.cells.items():
        keys, fact = columns[head]
        if cell.text:
            inside: Any = value
            for key in keys[:-1]:
                inside = inside.setdefault(key, {})
            inside[keys[-1]] = cell.text
        elif fact is not None and keys[0] in declared.own and not _is_optional(declared, keys, fact):
            problems.append(Problem(cell.place, f"{head} is empty", f"fill it in. {fact.note}"))
    located = Cells(file, value, (), {(): NOWHERE}, row)
    model = checked(row_model(declared), located, problems)
    return located, problems, model if not problems else None


def _is_optional(declared: Declaration, keys: Keys, fact: Fact) -> bool:
    """Tell whether a cell may be empty: by itself, or because the whole group is."""
    return fact.optional or (len(keys) > 1 and declared.own[str(keys[0])].optional)
