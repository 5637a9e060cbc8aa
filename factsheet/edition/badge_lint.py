"""Find badges whose words were written for another conference: its city and its number are words, not facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..core.diagnostics import Problem
from ..core.names import ChairId, TextKey
from ..source.loader import Chair, Sources
from ..source.schema import BADGE
from ..text import markup
from ..text.markup import Inline


@dataclass(frozen=True)
class Borrowed:
    """Words on the badge of a chair that are about another's conference, which is surely wrong if it is `elsewhere`."""

    chair: ChairId
    problem: Problem
    elsewhere: bool


def findings(sources: Sources) -> Iterator[Borrowed]:
    """Yield the words of the master that a badge takes over, though they were written for an earlier conference."""
    first: dict[TextKey, Chair] = {}  # to print each text
    for chair in sorted(sources.chairs.values(), key=lambda each: each.facts.since):
        own, held = chair.text.get(sources.master.id, {}), chair.facts.conference
        for key, text in sources.master.text.items():
            if not held or not key.startswith(f"{BADGE}.") or key in own:
                continue
            other = first.setdefault(key, chair)
            before = other.facts.conference
            if before and before != held and (words := _of_one(markup.read(text))):
                what = f'{key} says "{words}", which belongs to the conference under {other.id}'
                hint = f"if that is wrong, give this chair its own {key} under text, in every language"
                elsewhere = bool(before.country and held.country and before.country != held.country)
                if elsewhere:
                    hint = f"give this chair its own {key} under text, in every language"
                place = chair.located.place(("conference",), key=True)
                yield Borrowed(chair.id, Problem(place, what, hint), elsewhere)


def _of_one(text: Inline) -> str:
    """Return the words of a badge that are about one conference: those beside its facts, or with a number in them."""
    words = "".join(run.text for run in text.runs if not run.placeholder).strip(" ,")
    return words if text.placeholders or any(map(str.isdigit, words)) else ""
