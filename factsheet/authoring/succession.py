"""End the term of a variant that is succeeded: its last day, and the facts during it, go into its own file.

From then on factsheet.yaml no longer changes what its leaflets say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from ..core import inputs
from ..core.diagnostics import Place, Problem, Problems
from ..core.names import VariantId
from ..core.project import Root
from ..source import terms
from ..source.model import Sources, Variant
from ..source.schema import REVISED
from ..source.terms import Term
from ..source.yaml_facts import with_facts
from ..source.yaml_reader import Value, parsed

NOTE = ("", "# The facts during its term: changes in factsheet.yaml no longer affect these.")


@dataclass(frozen=True)
class Ended:
    """A variant that is succeeded: its file, and its new contents. `kept` are the facts that were recorded."""

    variant: Variant
    path: Path
    content: bytes
    until: date
    kept: Sequence[str]
    over: bool  # on the day of the leaflet


def superseded(sources: Sources, since: date) -> Variant | None:
    """Return the variant whose term is cut short by a new one. Raises Problems if both begin on the same day."""
    begun = {variant.id: day for variant in sources.variants.values() if (day := terms.begins(variant, sources))}
    for id, day in begun.items():
        if day == since:
            begins, _ = _term(sources)
            there = sources.variants[id].located.place((begins,)).as_line()
            what = f"the term of {id} already begins on that day ({there})"
            raise Problems([Problem(Place(f"{begins}={since}"), what, "choose a later date")])
    earlier = [id for id, day in begun.items() if day < since]
    return sources.variants[max(earlier, key=lambda id: begun[id])] if earlier else None


def _term(sources: Sources) -> tuple[str, str]:
    """Return the facts that are the first and the last day of a term."""
    assert sources.declared.axis
    assert sources.declared.axis.term
    begins, ends = sources.declared.axis.term
    return begins, ends


def ended(root: Root, sources: Sources, variant: Variant, since: date) -> Ended:
    """Return a variant as it is to be when another one begins.

    A variant whose own term has not begun gets only its last day: its facts are still those of factsheet.yaml.
    """
    begins, ends = _term(sources)
    path = root.folder / variant.located.file
    content = inputs.read(root, path, inputs.SOURCE)
    known = terms.ends(variant, sources)
    until = known if known and known < since else since - timedelta(days=1)
    kept = () if terms.state(variant, sources) is Term.UPCOMING else (*sources.declared.facts, REVISED)
    dates: dict[str, Value] = {ends: until.isoformat()}
    if kept:
        dates[REVISED] = (variant.settings.revised or sources.settings.revised).isoformat()
    content = with_facts(variant.located, content, dates, begins)
    if kept:
        located = parsed(content.decode("utf-8-sig"), variant.located.file)
        last = [key for key in dict(located.value) if key != "text"][-1]  # type: ignore[arg-type]
        content = with_facts(located, content, of_its_time(sources, variant), last, NOTE)
    return Ended(variant, path, content, until, kept, until < sources.settings.revised)


def lines(done: Ended) -> Iterable[str]:
    """Describe in words what was done."""
    file = done.variant.located.file
    yield f"{file}: the term ends on {done.until}."
    if done.kept:
        kept = ", ".join(done.kept)
        own = f"  It now keeps its own copy of the facts during its term: {kept};"
        yield f"{own} factsheet.yaml no longer affects them."
    if done.kept and not done.over:
        yield "  If one of them changes before the term ends, change it there too."


def standing(sources: Sources, id: VariantId) -> Iterable[str]:
    """Describe in words which variant is the current one, and when a new one will be."""
    day = f'on {sources.settings.revised}, the date of "revised" in {sources.located.place(("revised",)).as_line()}'
    variant = terms.current(sources)
    called = sources.declared.called_axis
    yield f"{variant.id} is the current {called} {day}." if variant else f"No published {called} is current {day}."
    new = sources.variants[id]
    if terms.state(new, sources) is Term.UPCOMING:
        yield (
            f"{id} will become the current {called} once it is published and "
            f'"revised" is set to {terms.begins(new, sources)} or later.'
        )


def of_its_time(sources: Sources, variant: Variant) -> dict[str, Value]:
    """Return the facts of a variant that are those of the factsheet, as they are typed."""
    known, typed = sources.known(variant), dict[str, Value]()
    for key, fact in sources.declared.facts.items():
        if fact.kind == "countries":
            typed[key] = list(known.values[key] or ())
        elif fact.kind == "map":
            typed[key] = {**_map(sources.located.value, key), **_map(variant.located.value, key)}
        elif said := _typed(variant.located.value, key) or _typed(sources.located.value, key):
            typed[key] = said
    return typed


def _typed(value: Value, key: str) -> Value | None:
    """Return what is typed under a key of a file."""
    return value.get(key) if isinstance(value, dict) else None


def _map(value: Value, key: str) -> Mapping[str, Value]:
    """Return the map under a key of a file, or an empty one."""
    found = _typed(value, key)
    return found if isinstance(found, dict) else {}
