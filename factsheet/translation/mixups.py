"""Find translations that seem to stand beside the English of another text: swapped, or moved up or down a column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from ..core.diagnostics import Place
from ..edition.translation_lint import compared
from ..text import markup
from .merge import ACCEPTED, Outcome, Verdict
from .units import digests, mark

# The rejected texts that are compared with each other, each with each.
MOST = 30


def explained(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Return verdicts in which two texts that were rejected, and of which each fits the other's English, say so."""
    rejected = {each.row.id: each for each in verdicts if each.outcome is Outcome.REJECTED and _is_judged(each)}
    fits: dict[str, list[str]] = defaultdict(list)
    for one, other in combinations(list(rejected)[:MOST], 2):
        if _fits(rejected[one], rejected[other]) and _fits(rejected[other], rejected[one]):
            fits[one].append(other)
            fits[other].append(one)
    pairs = {id: others[0] for id, others in fits.items() if len(others) == 1 and fits[others[0]] == [id]}
    return [
        replace(each, why=f"swapped with {pairs[each.row.id]}? Each fits the other's English; {each.why}")
        if each.row.id in pairs and each is rejected[each.row.id]
        else each
        for each in verdicts
    ]


def remarks(verdicts: Sequence[Verdict]) -> Iterator[tuple[Place, str]]:
    """Yield where imported translations are what other texts had: swapped by two, or three or more in a chain.

    Nobody can tell whether they were wrong before or are now.
    """
    changed = {each.row.id: each for each in verdicts if each.outcome in ACCEPTED and each.pair}
    had = _had(changed)
    takes = {id: had[mark(verdict.text)] for id, verdict in changed.items() if had.get(mark(verdict.text), id) != id}
    for id, other in takes.items():
        verdict = changed[id]
        if _english(verdict) != _english(changed[other]) and (takes.get(other) == id or _chained(id, takes)):
            said = f"it now has the wording {other} used to have, and {other} has a different one"
            yield verdict.row.spot, f"{id}: {said}: is each beside the right English?"


def _is_judged(verdict: Verdict) -> bool:
    return bool(verdict.pair and not verdict.row.fault and verdict.row.target.strip())


def _fits(verdict: Verdict, other: Verdict) -> bool:
    """Tell whether a text has what the English of another one has: placeholders, links, numbers and marks."""
    assert other.pair is not None
    english, text = markup.read(other.pair.english), markup.read(verdict.row.target)
    return next(iter(compared("", english, text, lambda _: verdict.row.place)), None) is None


def _had(changed: Mapping[str, Verdict]) -> Mapping[str, str]:
    """Return the texts by the digest of the translation with which they went out, where only one had it."""
    found: dict[str, list[str]] = defaultdict(list)
    for id, verdict in changed.items():
        if (before := digests(verdict.row.fingerprint)[1]) not in ("", "0"):
            found[before].append(id)
    return {before: ids[0] for before, ids in found.items() if len(ids) == 1}


def _chained(id: str, takes: Mapping[str, str]) -> bool:
    """Tell whether a text is in a chain of three that each have the words of the next."""
    givers = {giver: taker for taker, giver in takes.items()}
    after, before = takes[id], givers.get(id)
    return takes.get(after) is not None or before is not None


def _english(verdict: Verdict) -> str:
    return mark(verdict.pair.english) if verdict.pair else ""
