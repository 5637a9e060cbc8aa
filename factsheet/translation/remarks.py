"""Find what somebody has typed beside our own words in a file that came back: into the notes, or into the English."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..core.diagnostics import Place
from .bilingual import CHANGED, LABELS, NOTE
from .bilingual_read import LONGEST
from .merge import OVER_ENGLISH, Verdict
from .units import Row, Unit, digests, endless, is_as_sent, mark

# Said with other numbers and values when it went out (see units), or in the words of an earlier version.
ROOM = (
    r"There is room for [\d,]+ characters? if nothing else changes\."
    r"|Room for [\d,]+ characters?, if all else stays as it is\."
)
VALUE = r"\{[a-z0-9_]+\} (?:stands for|prints) .*\."


def of_rows(rows: Iterable[Row], units: Iterable[Unit]) -> Iterator[tuple[Place, str]]:
    """Yield the remarks in the Note column: the place of each, and the text that it is on, with its words."""
    ours = {unit.id: unit for unit in units}
    for row in rows:
        note = row.extra.get(NOTE, "")
        as_sent = is_as_sent(row.fingerprint, note)
        for line in note.splitlines() if row.id in ours and not as_sent else ():
            more = _more(line, ours[row.id], sealed=as_sent is not None)[:LONGEST]
            # A file that does not say what it was sent with may have a note that was reworded here since.
            if more and (as_sent is False or more != line):
                yield row.place, f"{row.id}: {more}"


def of_english(verdicts: Iterable[Verdict]) -> Iterator[tuple[Place, str]]:
    """Yield what somebody has typed into the English column: it is not imported, and may be meant for us."""
    for verdict in verdicts:
        row, (sent, _) = verdict.row, digests(verdict.row.fingerprint)
        if endless(row.english) or not sent or verdict.why == OVER_ENGLISH or not row.english.strip():
            continue
        if mark(row.english) != sent and verdict.pair and mark(row.english) != mark(verdict.pair.english):
            yield row.place, f"{row.id}: the English was changed in the file: {row.english[:LONGEST]}"


def _more(line: str, unit: Unit, *, sealed: bool) -> str:
    """Return what a line of a note has after our own words; nothing of a comparison, which is ours as a whole.

    Only a file that is not `sealed` may have been sent with other values.
    """
    if line.startswith(CHANGED.strip()) and (unit.was or not sealed):
        return ""
    known = filter(None, [unit.note, *unit.lines, *LABELS.values()])
    ours = "|".join([*map(re.escape, known), ROOM, *([] if sealed else [VALUE])])
    return re.sub(rf"^(?:(?:{ours})\s*)*", "", line).strip()
