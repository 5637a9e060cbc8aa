"""Check what one file says against the others: what has a file, which terms overlap, how a file is called."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from ..core.diagnostics import Problem, did_you_mean
from ..core.names import VariantId
from ..core.project import Root
from ..kinds.dates import PartialDate
from .declaration import Axis
from .facts import Values
from .yaml_reader import Located


def without_file(settings: Located, field: str, root: Root, folder: Path) -> Iterable[Problem]:
    """Yield a problem for each published id that has no file."""
    ids: Any = settings.value[field] if isinstance(settings.value, dict) else []
    for index, id in enumerate(ids):
        path = folder / f"{id}.yaml"
        if not path.exists():
            near = did_you_mean(str(id), (other.stem for other in folder.glob("*.yaml")))
            hint = near or "create the file, or remove the name from this list"
            yield Problem(settings.place((field, index)), f'"{id}" has no file {root.name(path)}', hint)


def without_row(settings: Located, axis: Axis, rows: Sequence[str]) -> Iterable[Problem]:
    """Yield a problem for each published id that has no row."""
    ids: Any = settings.value.get(axis.plural) if isinstance(settings.value, dict) else None
    for index, id in enumerate(ids or ()):
        if id not in rows:
            hint = did_you_mean(str(id), rows) or "add one, or remove the name from this list"
            yield Problem(settings.place((axis.plural, index)), f'"{id}" has no row in sources/{axis.source}', hint)


def misnamed(located: Located, id: str, axis: Axis, facts: Values) -> Iterable[Problem]:
    """Yield a problem for a file that begins with another year than the date that it is named by."""
    key = axis.named_by[0]
    year = facts[key].year if isinstance(facts[key], (date, PartialDate)) else None
    if year and not id.startswith(str(year)):
        began = "the term begins" if axis.term and key == axis.term[0] else f"{key} is"
        what = f"{began} in {year}, but the file is called {id}"
        hint = f"call it {year}{id[4:]}.yaml, or correct the date"
        yield Problem(located.place((key,)), what, hint)


def how_to_name(axis: Axis, example: str = "") -> str:
    """Return how to write the id of a variant: "year-country"."""
    dated = ("day", "date")
    parts = ["year" if axis.facts[key].kind in dated else key for key in axis.named_by]
    return f"write it as {'-'.join(parts)}, in lower-case letters, digits and hyphens"


def clashes(axis: Axis, variants: Iterable[tuple[VariantId, Located, Values]]) -> Iterable[tuple[VariantId, Problem]]:
    """Yield a problem for each term that ends after the next has begun, with the variant whose it is."""
    if not axis.term:
        return
    begins, ends = axis.term
    in_order = sorted(variants, key=lambda each: (each[2][begins], each[0]))
    for (id, located, one), (_, next_located, following) in pairwise(in_order):
        since, until, after = one[begins], one[ends], following[begins]
        there = next_located.place((begins,)).as_line()
        if since == after:
            what = f"two terms begin on {since}: the other one is in {there}"
            yield id, Problem(located.place((begins,)), what, "correct one of the two dates")
        elif until and until >= after:
            what = f"this term ends on {until}, but the next one begins on {after} ({there})"
            yield id, Problem(located.place((ends,)), what, "correct one of the two dates")
