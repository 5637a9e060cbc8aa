"""Read facts that are tables from the files that a source names, so that each of their cells knows where it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from ..core.diagnostics import Place, Problem, Problems, did_you_mean
from ..core.project import Root
from ..tables import reading
from .fact_kinds import TABLES, Fact, TableFact
from .yaml_reader import Keys, Located, Value


@dataclass(frozen=True)
class WithTables(Located):
    """A source in which tables stand in place of the names of their files."""

    cells: Mapping[Keys, Place] = field(default_factory=dict)

    def place(self, keys: Keys, *, key: bool = False, of: str = "") -> Place:
        """Return the place of a value: of a cell, in its own file."""
        return self.cells.get(keys) or super().place(keys, key=key, of=of)


def named(located: Located, facts: Mapping[str, Fact]) -> Iterator[tuple[str, TableFact, str]]:
    """Yield the tables that are in files of their own: key, fact, and the name of the file in sources/."""
    typed = located.value if isinstance(located.value, dict) else {}
    for key, fact in facts.items():
        value = typed.get(key)
        if isinstance(fact, TableFact) and isinstance(value, str) and value.lower().endswith(TABLES):
            yield key, fact, value


def filled(root: Root, located: Located, facts: Mapping[str, Fact], problems: list[Problem]) -> Located | None:
    """Return a source with its tables filled in; None if one cannot be read, which is added to `problems`."""
    value: dict[str, Value] = dict(located.value) if isinstance(located.value, dict) else {}
    cells: dict[Keys, Place] = {}
    for key, fact, name in named(located, facts):
        try:
            table = reading.read(root, root.sources / name, fact.sheet or "")
        except Problems as found:
            problems.extend(found.problems)
            return None
        for head, cell in table.heads.items():
            if head not in fact.columns:
                hint = did_you_mean(head, fact.columns) or f"those declared are {', '.join(fact.columns)}"
                problems.append(Problem(cell.place, f'"{head}" is not a column of {key}', hint))
        rows: list[Value] = []
        for number, row in enumerate(table.rows):
            cells[key, number] = row.place
            cells |= {(key, number, head): cell.place for head, cell in row.cells.items()}
            rows.append({head: cell.text for head, cell in row.cells.items() if cell.text})
        value[key] = rows
    if not cells:
        return located
    same: dict[str, Any] = {each.name: getattr(located, each.name) for each in fields(Located)}
    return WithTables(**{**same, "value": value}, cells=cells)
