"""Hold what one file says against the others: who is a member, what has a file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ..core.diagnostics import Problem, did_you_mean
from ..core.project import Root
from .schema import PLACEHOLDERS, Chairmanship, Leaflet
from .yaml_reader import Located


def without_file(facts: Located, field: str, root: Root, folder: Path) -> Iterable[Problem]:
    """Yield a problem for each published id that has no file."""
    ids = facts.value[field] if isinstance(facts.value, dict) else []
    for index, id in enumerate(ids):
        path = folder / f"{id}.yaml"
        if not path.exists():
            near = did_you_mean(str(id), (other.stem for other in folder.glob("*.yaml")))
            hint = near or "create the file, or remove the name from this list"
            yield Problem(facts.place((field, index)), f'"{id}" has no file {root.name(path)}', hint)


def strangers(facts: Located, leaflet: Leaflet) -> Iterable[Problem]:
    """Yield a problem for each member of the Steering Committee that is no member state, and each date misnamed."""
    for index, code in enumerate(leaflet.steering_committee):
        if code not in leaflet.members:
            what = f'"{code}" sits on the Steering Committee but is not a member state'
            yield Problem(facts.place(("steering_committee", index)), what, "add it to members, or remove it here")
    for key in leaflet.dates:
        if key in PLACEHOLDERS:
            yield Problem(facts.place(("dates", key), key=True), f'"{key}" is a name that is taken', "choose another")


def no_members(located: Located, facts: Chairmanship, leaflet: Leaflet) -> Iterable[Problem]:
    """Yield a problem for each country that a chair names and that is not a member."""
    for key, code in (("country", facts.country), ("upcoming", facts.upcoming)):
        if code and code not in leaflet.members:
            hint = "correct it, or add it to members in sources/leaflet.yaml"
            yield Problem(located.place((key,)), f'"{code}" is not a member state', hint)
