"""Tell which variant is the current one, by the dates in the sources and never by the clock.

Where variants have terms, one lasts from its first day to its last, or if that is empty, to the day before the next
published variant begins. The day that counts is the `revised` of factsheet.yaml: what the factsheet says is true then.
Where they have none, all of them are current.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from ..core.names import VariantId
from .model import Sources, Variant


class Term(StrEnum):
    """The state of a variant's term on the day of the leaflet."""

    FORMER = "former"
    CURRENT = "current"
    UPCOMING = "upcoming"


def first_key(sources: Sources) -> str:
    """Return the fact that is the first day of a term; "" where variants have none."""
    axis = sources.declared.axis
    return axis.term[0] if axis and axis.term else ""


def begins(variant: Variant, sources: Sources) -> date | None:
    """Return the first day of a variant's term; None where variants have no terms."""
    axis = sources.declared.axis
    day = variant.facts[axis.term[0]] if axis and axis.term else None
    return day if isinstance(day, date) else None


def ends(variant: Variant, sources: Sources) -> date | None:
    """Return the last day of a variant's term as its file has it; None if it is not known."""
    axis = sources.declared.axis
    day = variant.facts[axis.term[1]] if axis and axis.term else None
    return day if isinstance(day, date) else None


def state(variant: Variant, sources: Sources) -> Term:
    """Return the state of a variant's term."""
    begin = begins(variant, sources)
    if begin and begin > sources.settings.revised:
        return Term.UPCOMING
    last = last_day(variant, sources)
    return Term.FORMER if last and last < sources.settings.revised else Term.CURRENT


def last_day(variant: Variant, sources: Sources) -> date | None:
    """Return the last day of a variant's term, or None while it has no end."""
    begin = begins(variant, sources)
    if begin is None:
        return None
    if last := ends(variant, sources):
        return last
    later = [day for each in published(sources) if (day := begins(each, sources)) and day > begin]
    return min(later) - timedelta(days=1) if later else None


def published(sources: Sources) -> list[Variant]:
    """Return the published variants that can be read, in the order of factsheet.yaml."""
    return [sources.variants[id] for id in sources.published if id in sources.variants]


def current(sources: Sources) -> Variant | None:
    """Return the first published variant whose term includes the day of the factsheet. No two terms overlap."""
    return next((variant for variant in published(sources) if state(variant, sources) is Term.CURRENT), None)


def leading(sources: Sources) -> VariantId:
    """Return the variant to show by default: the current one, or the first in factsheet.yaml if there is none."""
    variant = current(sources)
    return variant.id if variant else sources.published[0]
