"""Decide what becomes of each returned text: three versions meet, and none is lost.

The fingerprint of a text tells what was sent out. If the returned translation differs from it, it was changed in the
file; if the one in the sources does, it was changed there meanwhile. If both were changed, neither wins.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from ..core.diagnostics import did_you_mean
from ..core.unfit import unfit
from ..edition import overlays
from ..edition.missing_signs import Lacking
from ..edition.overlays import Pair
from ..source import lock
from ..source.lock import Made, State
from ..source.model import Language, Sources
from ..text import spelling
from ..text.garbled import garbled
from ..text.oddity import Oddity
from . import states
from .acceptance import Held, Measure
from .units import Returned, Row, Standing, digests, endless, mark


class Outcome(Enum):
    """What happens to a text."""

    NEW = "new"
    CHANGED = "changed"
    CONFIRMED = "confirmed"  # the same words, and the file says that they are right
    UNCHANGED = "unchanged"
    EMPTY = "left empty"  # empty, or still the English
    CONFLICT = "conflict"
    REJECTED = "rejected"


ACCEPTED = {Outcome.NEW, Outcome.CHANGED, Outcome.CONFIRMED}
WEIGHED = ACCEPTED | {Outcome.CONFLICT}
# Kept beside each of them in a table of rejects, so it says nothing of the file that brought them: rows, or how many.
SEVERAL = "the file has more than one translation of it: keep one, and delete the others"
OVER_ENGLISH = "somebody typed over the English, and the translation is empty: check the text, and import this table"
SOFT_HYPHEN = "\N{SOFT HYPHEN}"
# The number of unknown keys for which the nearest known one is looked up.
HINTS = 20


@dataclass(frozen=True)
class Verdict:
    """What happens to a row, and why. `pair` is what the sources have for it, `text` the translation as it is spelled.

    `made` is what the lock is to say about it from now on, and why it is to be confirmed if it is. `doubts` are what a
    reviewer should look at in an imported text.
    """

    row: Row
    outcome: Outcome
    why: str = ""
    pair: Pair | None = None
    text: str = ""
    made: Made | None = None
    doubts: Sequence[Oddity] = ()

    @property
    def outdated(self) -> bool:
        """Tell whether it was made from English that has changed since."""
        return bool(self.pair and self.made and self.made.english != self.pair.english)


def merged(sources: Sources, language: Language, returned: Returned, lacking: Lacking) -> list[Verdict]:
    """Return what becomes of each row of a file, in the order of the file; `lacking` finds signs that no font has."""
    pairs = {pair.id: pair for pair in overlays.pairs(sources, language)}
    judge = _Judge(language, pairs, Measure(sources, language, lacking))
    verdicts = [judge.verdict(row) for row in returned.rows]
    return _once(verdicts)


def _once(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Reject a text that is in a file more than once with different words; of equal ones, keep the first."""
    said: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        if verdict.outcome in WEIGHED:
            said[verdict.row.id].append(verdict)
    kept: list[Verdict] = []
    for verdict in verdicts:
        same = said[verdict.row.id] if verdict.outcome in WEIGHED else []
        if len({each.text for each in same}) > 1:
            verdict = replace(verdict, outcome=Outcome.REJECTED, why=SEVERAL)
        elif same and verdict is not same[0]:
            verdict = replace(verdict, outcome=Outcome.UNCHANGED, why="it is in the file twice, with the same words")
        kept.append(verdict)
    return kept


class _Judge:
    """Compare rows with the sources."""

    def __init__(self, language: Language, pairs: dict[str, Pair], measure: Measure) -> None:
        self.pairs = pairs
        self.language = language
        self.measure = measure
        self.hints = HINTS

    def verdict(self, row: Row) -> Verdict:
        pair = self.pairs.get(row.id)
        if pair and _over_english(row, pair):
            moved = replace(row, english=pair.english, target=row.english)
            return Verdict(moved, Outcome.REJECTED, OVER_ENGLISH, pair)
        if not row.target.strip():
            return Verdict(row, Outcome.EMPTY, row.fault, pair)
        if pair is None:
            return Verdict(row, Outcome.REJECTED, self._unknown(row))
        if fault := row.fault or endless(row.target) or endless(row.english) or _unfit(row.target) or _garbled(row):
            return Verdict(row, Outcome.REJECTED, fault, pair)
        text = spelling.spelled(row.target)
        here, (of_english, before) = spelling.spelled(pair.translation), digests(row.fingerprint)
        if text == here or mark(text) == before:
            return self._as_it_was(row, pair, text, is_here=text == here)
        if row.standing in (Standing.UNTOUCHED, Standing.UNSURE) and text == spelling.spelled(row.english):
            return Verdict(row, Outcome.EMPTY, "it is still in English", pair)
        english = self._english(row, pair, of_english)
        if english is None:
            return Verdict(
                row,
                Outcome.REJECTED,
                "its English was changed in the file, so it is not clear what it translates",
                pair,
            )
        held = self.measure.held(row, pair, english, text)
        if held.faults:
            return Verdict(row, Outcome.REJECTED, _told(held), pair)
        text = _hyphenated(text, pair.translation)
        made = replace(lock.confirmed(pair.made, english, text), unconfirmed=_open(row, held))
        if here and mark(pair.translation) != before:
            why = (
                "it was also changed here after it was sent out"
                if before
                else "the file does not say what the translation was before"
            )
            return Verdict(row, Outcome.CONFLICT, why, pair, text, made, held.doubts)
        return Verdict(row, Outcome.CHANGED if here else Outcome.NEW, "", pair, text, made, held.doubts)

    def _as_it_was(self, row: Row, pair: Pair, text: str, *, is_here: bool) -> Verdict:
        """Judge a translation that is the one that went out, or the one that is here already.

        Words that were changed in the file and are here already came with an earlier import: what that would
        have written into the lock is written now, in case it was stopped before it did. What was doubtful about them
        still is, unless the file says about just these words that they are right.
        """
        of_english, before = digests(row.fingerprint)
        is_new = mark(text) != before
        said = row.standing is Standing.DONE or (is_new and row.standing is not Standing.UNSURE)
        if is_here and said and pair.state in (State.UNCONFIRMED, State.OUTDATED):
            english = self._english(row, pair, of_english)
            made = lock.confirmed(pair.made, english, pair.translation) if english is not None else None
            # The lock of an outdated one knows what it was made from; only the English of today says more.
            says_more = pair.state is State.UNCONFIRMED or english == pair.english
            if made and says_more and made != pair.made:
                held = self.measure.held(row, pair, made.english, text)
                why = f"marked as final, but {held.faults[0].what}" if held.faults else ""
                if not (is_new and held.open):
                    outcome = Outcome.UNCHANGED if held.faults else Outcome.CONFIRMED
                    return Verdict(row, outcome, why, pair, text, made, held.doubts)
        why = "still outdated" if is_here and pair.state is State.OUTDATED else ""
        if row.unsure == states.REJECTED:
            why = "it was rejected in a review: correct it"
        return Verdict(row, Outcome.UNCHANGED, why, pair, text)

    def _english(self, row: Row, pair: Pair, of_english: str) -> str | None:
        """Return the English that a row translates, as the sources spell it where they know it; None if nobody knows.

        The fingerprint vouches for it, since people type into the English column by mistake.
        """
        known = [pair.english, *([pair.made.english] if pair.made else [])]
        if of_english:
            if same := [english for english in known if mark(english) == of_english]:
                return same[0]
            return (
                spelling.spelled(row.english) if mark(row.english) == of_english and not _unfit(row.english) else None
            )
        return next((english for english in known if spelling.spelled(english) == spelling.spelled(row.english)), None)

    def _unknown(self, row: Row) -> str:
        if not row.id:
            return row.fault or "its key is missing, so it is not clear which text it is"
        if row.id in self.language.lock:
            return "this text no longer exists in English"
        self.hints -= 1
        hint = did_you_mean(row.id, self.pairs) if len(row.id) < 100 and self.hints >= 0 else ""
        return f'there is no text "{row.id[:100]}"' + (f"; {hint}" if hint else "")


def _over_english(row: Row, pair: Pair) -> bool:
    """Tell whether somebody has typed into the English column, and nothing into that of the translation.

    The fingerprint says what the English was, so this is not an older one.
    """
    of_english, _ = digests(row.fingerprint)
    if endless(row.english) or endless(row.target):
        return False
    typed = row.english.strip() and of_english and mark(row.english) != of_english
    empty = not row.target.strip() or mark(row.target) in (of_english, mark(pair.english))
    return bool(typed and empty and mark(row.english) not in (mark(pair.english), mark(pair.translation)))


def _open(row: Row, held: Held) -> tuple[str, ...]:
    """Return why a text that is imported is to be confirmed: what its file says, and what looks wrong in it."""
    return (*filter(None, [row.unsure]), *(each.what for each in held.open))


def _told(held: Held) -> str:
    return "; ".join(dict.fromkeys(f"{each.what}: {each.hint}" for each in held.faults))


def _unfit(text: str) -> str:
    """Return which letters a text has that no text may have."""
    return "; ".join("; ".join(found) for found in unfit(text))


def _garbled(row: Row) -> str:
    """Return which letters of a translation were lost or garbled on the way, and what to do."""
    found, meant = garbled(row.target)
    if not found or found in row.english:
        return ""
    if meant:
        return f'its letters are garbled ("{found}" for "{meant}"): ask for the file again, saved as UTF-8'
    return f'some letters have been replaced by "{found}": type them again, or ask for the file again, saved as UTF-8'


def _hyphenated(text: str, before: str) -> str:
    """Return a text in which the words have the soft hyphens that they had before: programs drop them, or add some."""
    for word in set(re.findall("\\w+\u00ad[\\w\u00ad]+", before)):
        text = re.sub(rf"\b{word.replace(SOFT_HYPHEN, '')}\b", word, text)
    return text
