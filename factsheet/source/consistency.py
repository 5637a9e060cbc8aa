"""Check what one file says against the others: who is a member, what has a file."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

from ..core.diagnostics import Problem, did_you_mean
from ..core.project import Root
from . import facts
from .schema import PLACEHOLDERS, Chairmanship, Leaflet
from .yaml_reader import Located


def without_file(leaflet: Located, field: str, root: Root, folder: Path) -> Iterable[Problem]:
    """Yield a problem for each published id that has no file."""
    ids = leaflet.value[field] if isinstance(leaflet.value, dict) else []
    for index, id in enumerate(ids):
        path = folder / f"{id}.yaml"
        if not path.exists():
            near = did_you_mean(str(id), (other.stem for other in folder.glob("*.yaml")))
            hint = near or "create the file, or remove the name from this list"
            yield Problem(leaflet.place((field, index)), f'"{id}" has no file {root.name(path)}', hint)


def strangers(located: Located, leaflet: Leaflet) -> Iterable[Problem]:
    """Yield a problem for each member of the Steering Committee that is not a member state, and each misnamed date."""
    for index, code in enumerate(leaflet.steering_committee):
        if code not in leaflet.members:
            what = f'"{code}" sits on the Steering Committee but is not a member state'
            yield Problem(located.place(("steering_committee", index)), what, "add it to members, or remove it here")
    for key in leaflet.dates:
        if key in PLACEHOLDERS:
            yield Problem(located.place(("dates", key), key=True), f'the name "{key}" is taken', "choose another")


def of_chair(located: Located, chair: Chairmanship, leaflet: Leaflet) -> Iterable[Problem]:
    """Yield contradictions in the facts that a chair keeps, and countries it names that are not members under it."""
    yield from facts.faults(located, leaflet, chair)
    members = facts.under(leaflet, chair).members
    whose = "sources/leaflet.yaml" if chair.members is None else located.file
    for key, code in (("country", chair.country), ("upcoming", chair.upcoming)):
        if code and code not in members:
            hint = f"correct it, or add it to members in {whose}"
            yield Problem(located.place((key,)), f'"{code}" is not a member state', hint)


def clashes(chairs: Iterable[tuple[Located, Chairmanship]]) -> Iterable[tuple[str, Problem]]:
    """Yield a problem for each term that ends after the next has begun, with the file that it is in."""
    in_order = sorted(chairs, key=lambda each: (each[1].since, each[0].file))
    for (located, chair), (next_located, following) in pairwise(in_order):
        begins = next_located.place(("since",)).as_line()
        if chair.since == following.since:
            what = f"two terms begin on {chair.since}: the other one is in {begins}"
            yield located.file, Problem(located.place(("since",)), what, "correct one of the two dates")
        elif chair.until and chair.until >= following.since:
            what = f"this term ends on {chair.until}, but the next one begins on {following.since} ({begins})"
            yield located.file, Problem(located.place(("until",)), what, "correct one of the two dates")
