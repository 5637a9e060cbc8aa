"""Compare what an edition says with what it, or another, said: the texts and facts that differ, in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..text.word_diff import Piece, compared_runs
from .said import Said, Wording, plain, spaced, spelled

NOT_THERE = "(not there)"


@dataclass(frozen=True)
class Change:
    """A text or fact, under its name, as it was and as it is; nothing where it is not there.

    `kind` is that of a fact, and `within` the list of countries that it is within.
    """

    key: str
    before: Wording
    now: Wording
    kind: str = ""
    within: str = ""

    @property
    def is_fact(self) -> bool:
        """Tell whether it is the same in every language."""
        return self.is_list or self.key.startswith("{")

    @property
    def is_list(self) -> bool:
        """Tell whether it is a list of countries that is printed as such, and not in a text."""
        return "." not in self.key and not self.key.startswith("{")

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
        Change(key, old.get(key, ()), new.get(key, ()), *_about(key.strip("{}"), before, now))
        for key in _in_order(list(old), list(new))
        if old.get(key, ()) != new.get(key, ())
    ]


def _about(name: str, before: Said, now: Said) -> tuple[str, str]:
    """Return the kind of a fact, and the list that it is within."""
    return now.kinds.get(name) or before.kinds.get(name, ""), now.within.get(name) or before.within.get(name, "")


def changed_countries(one: Said, other: Said) -> dict[str, set[str]]:
    """Return the countries in lists of one that are not, or not in the same role, in the other: names, by list."""
    return {key: {each.name for each in {*of} - {*other.lists.get(key, ())}} for key, of in one.lists.items()}


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
