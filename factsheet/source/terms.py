"""Tell which chair is the current one, by the dates in the sources and never by the clock.

A term lasts from `since` to `until`, or if there is no `until`, to the day before the next published chair begins.
The day that counts is the `revised` of leaflet.yaml: what the leaflet says is true on that day.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from ..core.names import ChairId
from .loader import Chair, Sources


class Term(StrEnum):
    """The state of a chair's term on the day of the leaflet."""

    FORMER = "former"
    CURRENT = "current"
    UPCOMING = "upcoming"


def state(chair: Chair, sources: Sources) -> Term:
    """Return the state of a chair's term."""
    if chair.facts.since > sources.leaflet.revised:
        return Term.UPCOMING
    last = last_day(chair, sources)
    return Term.FORMER if last and last < sources.leaflet.revised else Term.CURRENT


def last_day(chair: Chair, sources: Sources) -> date | None:
    """Return the last day of a chair's term, or None while it has no end."""
    if chair.facts.until:
        return chair.facts.until
    begins = [each.facts.since for each in published(sources) if each.facts.since > chair.facts.since]
    return min(begins) - timedelta(days=1) if begins else None


def published(sources: Sources) -> list[Chair]:
    """Return the published chairs that can be read, in the order of leaflet.yaml."""
    return [sources.chairs[id] for id in sources.leaflet.chairs if id in sources.chairs]


def current(sources: Sources) -> Chair | None:
    """Return the published chair whose term includes the day of the leaflet. No two terms overlap."""
    return next((chair for chair in published(sources) if state(chair, sources) is Term.CURRENT), None)


def leading(sources: Sources) -> ChairId:
    """Return the chair to show by default: the current one, or the first in leaflet.yaml if there is none."""
    chair = current(sources)
    return chair.id if chair else sources.leaflet.chairs[0]
