"""Look across editions: how each change is referred to, in which languages it was made, and where it is repeated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..build.cards import named
from ..core.names import EditionId, LanguageTag, VariantId
from .entries import Entry
from .kinds import SUBSTANCE, Kind, Point
from .review import Compared

# Languages that are named one by one; of more, it is said how many they are.
NAMED = 4
# What can be told of any language: a name needs capitals.
TOLD = (Kind.NUMBER, Kind.DATE, Kind.ADDRESS)


@dataclass(frozen=True)
class Seen:
    """An entry of an edition, seen beside all others.

    `reference` is how people call it ("Kenya EN 5"), `id` its anchor. `languages` says in which
    others it was changed, `unchanged` are those in which it was not, and `lacking` says what has changed there, but not
    here. `same` is the entry of another edition that is the same change.
    """

    edition: EditionId
    entry: Entry
    reference: str
    id: str
    points: tuple[Point, ...]
    languages: str = ""
    unchanged: tuple[LanguageTag, ...] = ()
    lacking: str = ""
    same: Seen | None = None

    @property
    def only(self) -> bool:
        """Tell whether a language has not changed."""
        return bool(self.unchanged)

    @property
    def substance(self) -> list[Point]:
        """Return in what respects it differs that may make a leaflet wrong."""
        return [point for point in self.points if point.kind in SUBSTANCE]


def seen(found: Sequence[Compared]) -> dict[EditionId, list[Seen]]:
    """Return the entries of all editions that could be compared."""
    whole = [each for each in found if each.before and each.now]
    names = _names(whole)
    every = [
        Seen(
            each.edition,
            entry,
            f"{names[each.edition[0]]} {each.edition[1].upper()} {entry.number}".strip(),
            f"{each.name.replace(' ', '-')}-{entry.number}",
            tuple(entry.points(each.now.said.locale)),
        )
        for each in whole
        if each.now
        for entry in each.entries
    ]
    spoken: dict[VariantId, list[LanguageTag]] = {}
    for each in whole:
        spoken.setdefault(each.edition[0], []).append(each.edition[1])
    first: dict[tuple[object, ...], Seen] = {}
    listed: dict[EditionId, list[Seen]] = {each.edition: [] for each in whole}
    for one in _compared(every, spoken):
        earlier = next((first[name] for name in _identities(one) if name in first), None)
        for name in _identities(one):
            first.setdefault(name, one)
        listed[one.edition].append(replace(one, same=earlier))
    return listed


def _names(whole: Sequence[Compared]) -> dict[VariantId, str]:
    """Return a name for each variant: what it is called, with the year if another has the same name."""
    variants = {each.edition[0]: each.now.said for each in whole if each.now}
    times = Counter(said.heading for said in variants.values())
    return {
        variant: said.heading + (f" {said.since[:4]}" if times[said.heading] > 1 else "")
        for variant, said in variants.items()
    }


def _identities(one: Seen) -> list[tuple[object, ...]]:
    """Return what makes another entry the same change: a fact is one in every language, words are in every variant."""
    change = one.entry.change
    words = (one.edition[1], change.key, change.before, change.now)
    return [words, (one.edition[0], change.key)] if change.is_fact else [words]


def _compared(every: Sequence[Seen], spoken: dict[VariantId, list[LanguageTag]]) -> Iterator[Seen]:
    """Yield entries with what is to be said of other languages."""
    of: dict[tuple[VariantId, str], dict[LanguageTag, Seen]] = {}
    for one in every:
        of.setdefault((one.edition[0], one.entry.key), {})[one.edition[1]] = one
    for one in every:
        variant, language = one.edition
        changed = of[variant, one.entry.key]
        others = [each for each in spoken[variant] if each != language]
        if not others or one.entry.change.is_fact:
            yield one
            continue
        also, not_in = ([each for each in others if (each in changed) is there] for there in (True, False))
        yield replace(
            one,
            languages=_said(language, also, not_in),
            unchanged=tuple(not_in),
            lacking=_lacking(one, list(changed.values())),
        )


def _said(language: LanguageTag, also: Sequence[LanguageTag], not_in: Sequence[LanguageTag]) -> str:
    if not also:
        return f"Changed in {listed([language])} only"
    if not not_in:
        return "Changed in every language" if len(also) > 1 else f"{listed(also)} also changed"
    return f"{listed(also)} also changed; {listed(not_in)} did not"


def _lacking(one: Seen, all_of_it: Sequence[Seen]) -> str:
    """Return what has changed in the same text in other languages, but not in this one."""
    here = {point.kind for point in one.points}
    there = {
        kind: [each.edition[1] for each in all_of_it if kind in {point.kind for point in each.points}]
        for kind in TOLD
        if kind not in here
    }
    said = (
        f"In {listed(of)}, the {kind.lower()} has changed, too; here it has not." for kind, of in there.items() if of
    )
    return " ".join(said)


def listed(languages: Sequence[LanguageTag]) -> str:
    """Return languages in words."""
    names = [named(each)["english"] for each in languages]
    if len(names) > NAMED:
        return f"{len(names)} other languages"
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
