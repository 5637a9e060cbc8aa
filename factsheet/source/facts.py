"""Work out the facts under one chair: those of leaflet.yaml, unless the chair's own file keeps others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..core.diagnostics import Problem
from ..kinds.dates import PartialDate
from ..text import link_address
from .schema import PLACEHOLDERS, Chairmanship, Leaflet, Roll, RollChanges
from .yaml_reader import Keys, Located

ROLLS = {"members": "a member state", "steering_committee": "on the Steering Committee"}
MAPS = ("dates", "links")
FACTS = (*ROLLS, *MAPS)


@dataclass(frozen=True)
class Facts:
    """Who takes part under a chair, and the dates and addresses that its texts can print."""

    members: Sequence[str]
    steering_committee: Sequence[str]
    dates: Mapping[str, PartialDate]
    links: Mapping[str, str]

    @property
    def addresses(self) -> dict[str, str]:
        """Return what `{key}` prints for a link. If a date or the chair has that name, it prints that instead."""
        taken = {*self.dates, *PLACEHOLDERS}
        return {key: link_address.shown(link) for key, link in self.links.items() if key not in taken}


def usual(leaflet: Leaflet) -> Facts:
    """Return the facts of leaflet.yaml."""
    return Facts(leaflet.members, leaflet.steering_committee, leaflet.dates, leaflet.links)


def under(leaflet: Leaflet, chair: Chairmanship) -> Facts:
    """Return the facts under a chair. Dates and links are in the order of their keys, whoever wrote them."""
    return Facts(
        _roll(leaflet.members, chair.members),
        _roll(leaflet.steering_committee, chair.steering_committee),
        dict(sorted({**leaflet.dates, **chair.dates}.items())),
        dict(sorted({**leaflet.links, **chair.links}.items())),
    )


def _roll(usual: Sequence[str], own: Roll | None) -> list[str]:
    """Return a list of countries as a chair keeps it."""
    if isinstance(own, RollChanges):
        return [*(code for code in usual if code not in own.remove), *own.add]
    return list(usual if own is None else own)


def kept(chair: Chairmanship) -> list[str]:
    """Return which facts a chair keeps whatever happens to those of leaflet.yaml; changes to a list depend on these."""
    own = {key: getattr(chair, key) for key in FACTS}
    return [key for key, value in own.items() if value and not isinstance(value, RollChanges)]


def faults(located: Located, leaflet: Leaflet, chair: Chairmanship) -> Iterable[Problem]:
    """Yield where the facts that a chair keeps contradict leaflet.yaml, or each other."""
    for key, role in ROLLS.items():
        if isinstance(own := getattr(chair, key), RollChanges):
            yield from _idle(located, key, role, own, getattr(leaflet, key))
    for key in chair.dates:
        if key in PLACEHOLDERS:
            yield Problem(located.place(("dates", key), key=True), f'the name "{key}" is taken', "choose another")
    known = under(leaflet, chair)
    own_rolls = chair.members is not None or chair.steering_committee is not None
    for code in known.steering_committee if own_rolls else ():
        if code not in known.members:
            what = f'"{code}" sits on the Steering Committee but is not a member state under this chair'
            hint = f'add it to members, or write "remove: [{code}]" under steering_committee'
            yield Problem(located.place(_where(located, code)), what, hint)


def _idle(located: Located, key: str, role: str, own: RollChanges, usual: Sequence[str]) -> Iterable[Problem]:
    """Yield the countries to be added to a list that already has them, or removed from one that does not."""
    for index, code in enumerate(own.add):
        if code in usual:
            what = f'"{code}" is to be added, but is already {role}'
            yield Problem(located.place((key, "add", index)), what, "delete it here, or correct it")
    for index, code in enumerate(own.remove):
        if code not in usual:
            what = f'"{code}" is to be removed, but is not {role}'
            yield Problem(located.place((key, "remove", index)), what, "delete it here, or correct it")


def _where(located: Located, code: str) -> Keys:
    """Return where a chair's file names a country of the committee, or else what it says about the members."""
    lists = ((key, *inside) for key in ("steering_committee", "members") for inside in ((), ("add",), ("remove",)))
    for keys in lists:
        for item in (each for each in located.spans if each[:-1] == keys and isinstance(each[-1], int)):
            if _value(located, item) == code:
                return item
    return ("members",)


def _value(located: Located, keys: Keys) -> object:
    value: object = located.value
    for key in keys:
        value = value[key]  # type: ignore[index]
    return value
