"""Find what somebody has typed beside our own words in a file that came back: notes, the English, around the table."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence

from docx.oxml.ns import qn

from ..core.diagnostics import Place
from . import bilingual, pending, xliff, xliff_notes
from .bilingual import CHANGED, HERE, LABELS, NOTE, THERE, WHY
from .merge import OVER_ENGLISH, Verdict
from .tables import shortened
from .units import ROOM as ROOM_IN_ALL
from .units import Outgoing, Row, Unit, digests, endless, is_as_sent, mark

# Said with other numbers and values when it went out (see units), or in the words of an earlier version.
ROOM = (
    r"There is room for [\d,]+ characters?(?: if nothing else changes)?\."
    r"|Room for [\d,]+ characters?, if all else stays as it is\."
)
SPARE = re.compile(r"[\w ,]+".join(map(re.escape, ROOM_IN_ALL.split("{sheets}"))))
VALUE = r"\{[a-z0-9_:]+\} (?:stands for|prints) .*\."
# What stands around the tables, and in the head of an XLIFF file.
AROUND = (
    bilingual.TITLE, *bilingual.HELP, pending.REJECTS_TITLE, *pending.REJECTS_HELP,
    pending.CONFLICTS_TITLE, *pending.CONFLICTS_HELP, xliff.HELP, "{title}",
)  # fmt: skip


def of_rows(rows: Sequence[Row], units: Iterable[Unit]) -> Iterator[tuple[Place, str]]:
    """Yield the remarks beside the texts: the place of each, and the text that it is on, with its words."""
    ours = {unit.id: unit for unit in units}
    lines = {*LABELS.values(), *(line for unit in ours.values() for line in _lines(unit))}
    # A file that does not say what it was sent with may have notes that were reworded here since.
    sealed = any(is_as_sent(row.fingerprint, "") is not None for row in rows)
    for row in rows:
        unit = ours.get(row.id)
        said = _in_notes(row, unit, sealed=sealed) if unit else _in_notes_of_none(row, lines)
        for remark in (*said, *_in_reasons(row)):
            yield row.spot, f"{row.id}: {shortened(remark)}".removeprefix(": ")


def _in_notes(row: Row, unit: Unit, *, sealed: bool) -> Iterator[str]:
    """Yield what is in the notes of a text that we did not write."""
    note = row.extra.get(NOTE, "")
    as_sent = is_as_sent(row.fingerprint, note)
    for line in note.splitlines() if not as_sent else ():
        more = _more(line, unit, sealed=as_sent is not None)
        if more and (sealed or more != line):
            yield more
    for line in row.extra.get(xliff_notes.UNSIGNED, "").splitlines():
        if more := _more(line, unit, sealed=False):
            yield more


def _in_notes_of_none(row: Row, known: Container[str]) -> Iterator[str]:
    """Yield what is in the notes of something that is none of our texts."""
    if is_as_sent(row.fingerprint, row.extra.get(NOTE, "")):
        return
    for name in (NOTE, xliff_notes.UNSIGNED):
        yield from (line for line in row.extra.get(name, "").splitlines() if line not in known)


def _in_reasons(row: Row) -> Iterator[str]:
    """Yield what somebody has typed into a table of what was not imported, in a column that nobody reads."""
    said = [row.extra.get(name, "") for name in ((THERE, HERE) if THERE in row.extra else (WHY,))]
    if not any(said) or is_as_sent(row.fingerprint, "\n".join(said)) is not False:
        return
    name, words = (WHY, said[0]) if len(said) == 1 else (THERE, said[0].replace("\n", " | "))
    if len(said) > 1 and mark(said[1]) != digests(row.fingerprint)[1]:
        name, words = HERE, said[1]
    yield f'the "{name}" column was changed, but it is not imported: {words}'


def of_english(verdicts: Iterable[Verdict]) -> Iterator[tuple[Place, str]]:
    """Yield what somebody has typed into the English column: it is not imported, and may be meant for us."""
    for verdict in verdicts:
        row, pair = verdict.row, verdict.pair
        if not pair or row.fault or endless(row.english) or verdict.why == OVER_ENGLISH:
            continue
        sent, now = digests(row.fingerprint)[0], mark(row.english.strip())
        known = [sent] if sent else [mark(pair.made.english)] if pair.made else []
        if now not in (*known, mark(pair.english)):
            what = "the English was changed in the file" if sent else "the English in the file differs from ours"
            said = shortened(row.english) if row.english.strip() else "it was deleted"
            yield row.spot, f"{row.id}: {what}: {said}"


def around(passages: Iterable[str], out: Outgoing) -> Iterator[str]:
    """Yield what somebody has written above or below the table, or in the head of an XLIFF file."""
    ours = [line.format(name=out.name, title=out.title, language=out.language) for line in AROUND]
    for passage in passages:
        if SPARE.fullmatch(passage):
            continue
        known = max((line for line in ours if passage.startswith(line)), key=len, default="")
        if more := passage[len(known) :].strip():
            yield shortened(more)


def _more(line: str, unit: Unit, *, sealed: bool) -> str:
    """Return what a line of a note has after our own words.

    Only a file that is not `sealed` may have been sent with other values.
    """
    if line.startswith(CHANGED.strip()) and not sealed:
        return ""
    known = filter(None, [unit.note, *_lines(unit), *LABELS.values(), *_comparison(unit)])
    ours = "|".join([*map(re.escape, known), ROOM, *([] if sealed else [VALUE])])
    return re.sub(rf"^(?:(?:{ours})\s*)*", "", line).strip()


def _lines(unit: Unit) -> list[str]:
    """Return what goes out beside a text, in a table or in XLIFF."""
    return [*unit.lines, *xliff.tags(unit.pair.english)]


def _comparison(unit: Unit) -> Iterator[str]:
    """Yield what a note says about how the English has changed."""
    if unit.was:
        runs = bilingual.compared(unit.was, unit.pair.english)
        words = "".join(text.text or "" for run in runs for text in run.iter(qn("w:t")))
        yield " ".join(f"{CHANGED}{words}".split())
