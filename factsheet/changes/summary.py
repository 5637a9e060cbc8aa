"""Sum up all changes at the top of the page, with links: first what may be wrong, then what is said differently."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..core.wording import counted
from . import entry
from .across import Seen, listed
from .entry import Known
from .marked import Values
from .review import Compared

GROUPS = (
    "Check these first: numbers, dates, names and addresses",
    "Wording that has changed in some languages only",
    "Other wording",
)


def of(seen: Sequence[Sequence[Seen]], known: Known, compared: Sequence[Compared]) -> Values:
    """Return the changes in groups, and what is certain about everything else."""
    every = [one for of_edition in seen for one in of_edition]
    groups: dict[tuple[str, str], list[Seen]] = {}
    repeated: dict[str, list[Seen]] = {}
    for one in every:
        if one.same:
            repeated.setdefault(one.same.id, []).append(one)
        else:
            groups.setdefault((one.edition[0], one.entry.key), []).append(one)
    sorted_in: list[list[list[Seen]]] = [[] for _ in GROUPS]
    for group in groups.values():
        sorted_in[_rank(group)].append(group)
    changed = [of_edition for of_edition in seen if of_edition]
    return {
        "count": f"{counted(len(groups), 'change')} in {counted(len(changed), 'edition')}" if changed else "",
        "groups": [
            {"title": words, "items": [_item(group, repeated, known) for group in found]}
            for words, found in zip(GROUPS, sorted_in, strict=True)
            if found
        ],
        "rest": list(_rest(compared, bool(changed))),
    }


def _rank(group: Sequence[Seen]) -> int:
    """Return in which group a change is."""
    if any(one.substance for one in group):
        return 0
    return 1 if any(one.only for one in group) else 2


def _item(group: Sequence[Seen], repeated: dict[str, list[Seen]], known: Known) -> Values:
    """Return a line of the summary: one place, in every language in which it has changed."""
    first = group[0]
    kinds = dict.fromkeys(point.kind.value for one in group for point in one.substance or one.points)
    return {
        "title": (title := entry.title(first, known)),
        "about": entry.about(first, title, known),
        "kinds": list(kinds),
        "note": _note(group),
        "at": [
            {
                "id": one.id,
                "reference": one.reference,
                "kinds": entry.kinds(one.substance, side.said.locale)
                if (side := known.editions[one.edition].now)
                else [],
                "also": [{"id": each.id, "reference": each.reference} for each in repeated.get(one.id, ())],
            }
            for one in group
        ],
    }


def _note(group: Sequence[Seen]) -> str:
    """Return which languages a change left out, if any."""
    unchanged = group[0].unchanged
    if not unchanged:
        return ""
    if len(group) == 1:
        return f"{listed([group[0].edition[1]])} only"
    return f"not in {listed(unchanged)}"


def _rest(compared: Sequence[Compared], changed: bool) -> Iterator[str]:
    """Yield what is known of everything that is not on the page."""
    whole = [each for each in compared if each.before and each.now]
    if whole and changed:
        yield "Nothing else has changed: every other text and fact is as it was."
    elif whole:
        yield "No text or fact has changed."
    if any(side.said.marked is None for each in whole for side in (each.before, each.now) if side):
        yield "Links and bold words were not compared: the earlier release did not keep them."
    if any(each.problems or (each.changes and not each.shown) for each in compared):
        yield "Not everything could be compared; what is missing is listed below."
    elif whole:
        yield "All pages were looked at. Those that are not shown look exactly as before."
