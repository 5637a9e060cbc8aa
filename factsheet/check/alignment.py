"""Pair what is the same in two sequences, in order, and tell what is in one of them only, or elsewhere in the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Parting(Generic[Thing]):
    """A place where two sequences part: what is there in one and in the other."""

    ours: list[Thing]
    theirs: list[Thing]


@dataclass(frozen=True)
class Aligned(Generic[Thing]):
    """Two sequences side by side: what is the same in both, what stands elsewhere, and where they part."""

    pairs: list[tuple[Thing, Thing]] = field(default_factory=list)
    moved: list[tuple[Thing, Thing]] = field(default_factory=list)
    partings: list[Parting[Thing]] = field(default_factory=list)


def aligned(ours: Sequence[Thing], theirs: Sequence[Thing], key: Callable[[Thing], str]) -> Aligned[Thing]:
    """Align two sequences of things, which are the same if their keys are."""
    known, others = [key(each) for each in ours], [key(each) for each in theirs]
    steps = SequenceMatcher(None, known, others, autojunk=False).get_opcodes()
    found = Aligned[Thing]()
    elsewhere: defaultdict[str, list[int]] = defaultdict(list)
    for kind, _, _, begin, end in steps:
        for at in range(begin, end) if kind != "equal" else ():
            elsewhere[others[at]].append(at)
    taken = set[int]()
    lefts: list[tuple[list[Thing], range]] = []
    for kind, first, last, begin, end in steps:
        if kind == "equal":
            found.pairs.extend(zip(ours[first:last], theirs[begin:end], strict=True))
            continue
        left = []
        for at in range(first, last):
            if places := elsewhere[known[at]]:
                taken.add(places[0])
                found.moved.append((ours[at], theirs[places.pop(0)]))
            else:
                left.append(ours[at])
        lefts.append((left, range(begin, end)))
    for left, span in lefts:
        right = [theirs[at] for at in span if at not in taken]
        if left or right:
            found.partings.append(Parting(left, right))
    return found
