"""End the term of a chair that is succeeded: its last day, and the facts during it, go into its own file.

From then on leaflet.yaml no longer changes what its leaflets say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from ..core import inputs
from ..core.diagnostics import Place, Problem, Problems
from ..core.names import ChairId
from ..core.project import Root
from ..source import facts, terms
from ..source.loader import Chair, Sources
from ..source.terms import Term
from ..source.yaml_facts import with_facts
from ..source.yaml_reader import Value, parsed

NOTE = ("", "# The facts during its term: changes in leaflet.yaml no longer affect these.")


@dataclass(frozen=True)
class Ended:
    """A chair that is succeeded: its file, and its new contents. `kept` are the facts that were recorded."""

    chair: Chair
    path: Path
    content: bytes
    until: date
    kept: Sequence[str]
    over: bool  # on the day of the leaflet


def superseded(sources: Sources, since: date) -> Chair | None:
    """Return the chair whose term is cut short by a new one. Raises Problems if both begin on the same day."""
    for chair in sources.chairs.values():
        if chair.facts.since == since:
            hint = "choose a later date"
            there = chair.located.place(("since",)).as_line()
            raise Problems(
                [Problem(Place(f"since={since}"), f"the term of {chair.id} already begins on that day ({there})", hint)]
            )
    earlier = [chair for chair in sources.chairs.values() if chair.facts.since < since]
    return max(earlier, key=lambda chair: chair.facts.since, default=None)


def ended(root: Root, sources: Sources, chair: Chair, since: date) -> Ended:
    """Return a chair as it is to be when another one begins.

    A chair whose own term has not begun gets only its last day: its facts are still those of leaflet.yaml.
    """
    path = root.folder / chair.located.file
    content = inputs.read(root, path, inputs.SOURCE)
    known = chair.facts.until
    until = known if known and known < since else since - timedelta(days=1)
    kept = () if terms.state(chair, sources) is Term.UPCOMING else (*facts.FACTS, "revised")
    dates: dict[str, Value] = {"until": until.isoformat()}
    if kept:
        dates["revised"] = (chair.facts.revised or sources.leaflet.revised).isoformat()
    content = with_facts(chair.located, content, dates, "since")
    if kept:
        located = parsed(content.decode("utf-8-sig"), chair.located.file)
        last = [key for key in dict(located.value) if key != "text"][-1]  # type: ignore[arg-type]
        content = with_facts(located, content, of_its_time(sources, chair), last, NOTE)
    return Ended(chair, path, content, until, kept, until < sources.leaflet.revised)


def lines(done: Ended) -> Iterable[str]:
    """Describe in words what was done."""
    file = done.chair.located.file
    yield f"{file}: the term ends on {done.until}."
    if done.kept:
        kept = ", ".join(done.kept)
        yield f"  It now keeps its own copy of the facts during its term: {kept}; leaflet.yaml no longer affects them."
    if done.kept and not done.over:
        yield "  If one of them changes before the term ends, change it there too."


def standing(sources: Sources, id: ChairId) -> Iterable[str]:
    """Describe in words which chair is the current one, and when a new one will be."""
    day = f'on {sources.leaflet.revised}, the date of "revised" in {sources.located.place(("revised",)).as_line()}'
    chair = terms.current(sources)
    yield f"{chair.id} is the current chair {day}." if chair else f"No published chair is current {day}."
    new = sources.chairs[id]
    if terms.state(new, sources) is Term.UPCOMING:
        yield (
            f"{id} will become the current chair once it is published and "
            f'"revised" is set to {new.facts.since} or later.'
        )


def of_its_time(sources: Sources, chair: Chair) -> dict[str, Value]:
    """Return the facts under a chair as they are typed."""
    known = facts.under(sources.leaflet, chair.facts)
    rolls: dict[str, Value] = {key: list(getattr(known, key)) for key in facts.ROLLS}
    return rolls | {
        key: {**_typed(sources.located.value, key), **_typed(chair.located.value, key)} for key in facts.MAPS
    }


def _typed(value: Value, key: str) -> Mapping[str, Value]:
    """Return the map under a key of a file, or an empty one."""
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, dict) else {}
