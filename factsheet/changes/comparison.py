"""Compare what an edition says with what it, or another, said: the texts and facts that differ, in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..text.word_diff import Piece, compared_runs
from .said import MEMBERS, Said, Wording, plain, spaced, spelled

NOT_THERE = "(not there)"


@dataclass(frozen=True)
class Change:
    """A text or fact, under its name, as it was and as it is; nothing where it is not there."""

    key: str
    before: Wording
    now: Wording

    @property
    def is_fact(self) -> bool:
        """Tell whether it is the same in every language."""
        return self.key == MEMBERS or self.key.startswith("{")

    @property
    def pieces(self) -> tuple[list[Piece], list[Piece]]:
        """Return both wordings in pieces, with what differs marked; the look of a piece is its run without words."""
        old, new = ([(run.text, run.model_copy(update={"text": ""})) for run in each] for each in self._spaced)
        return compared_runs(old, new)

    @property
    def lines(self) -> tuple[str, str]:
        """Return both wordings for a terminal: their words, or if these are the same, with the signs of their marks."""
        before, now = self._spaced
        old, new = plain(before), plain(now)
        if old == new:
            old, new = spelled(before), spelled(now)
        return old or NOT_THERE, new or NOT_THERE

    @property
    def _spaced(self) -> tuple[Wording, Wording]:
        """Return both wordings with plain spaces, unless they differ in these alone."""
        old, new = (
            tuple(run.model_copy(update={"text": spaced(run.text)}) for run in each) for each in (self.before, self.now)
        )
        return (old, new) if old != new else (self.before, self.now)


def compared(before: Said, now: Said) -> list[Change]:
    """Return what differs. Marks and links count if both sides have them."""
    if before.marked is None or now.marked is None:
        before, now = before.unmarked, now.unmarked
    old, new = before.parts, now.parts
    return [
        Change(key, old.get(key, ()), new.get(key, ()))
        for key in _in_order(list(old), list(new))
        if old.get(key, ()) != new.get(key, ())
    ]


def changed_members(one: Said, other: Said) -> set[str]:
    """Return the member states of one that are not, or not in the same role, in the other: by name."""
    return {each.name for each in {*one.members} - {*other.members}}


def _in_order(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    """Yield the keys in their new order; one that is gone follows the one that it followed."""
    known, gone = set(new), dict[str, list[str]]()
    last = ""
    for key in old:
        if key in known:
            last = key
        else:
            gone.setdefault(last, []).append(key)
    yield from gone.get("", ())
    for key in new:
        yield key
        yield from gone.get(key, ())
