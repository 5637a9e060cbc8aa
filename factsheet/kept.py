"""Keep what an import could not take in: conflicts and rejects, each in a Word table that can be mended and imported.

A table is added to, never begun anew: what stands in it leaves it when the sources have it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from lxml.etree import _Element as Element

from . import bilingual_read, markup, parcel
from .bilingual import HERE, KEY, NUMBER, THERE, WHY
from .bilingual_look import Line, Look, document
from .bilingual_read import UNREADABLE
from .errors import Problem, Problems
from .exchange import SEAL, Row, endless, mark, seal
from .located import MAX_TEXT
from .merge import Outcome, Verdict
from .root import Root

REJECTS_HELP = (
    "These translations could not be taken in; the last column says why. Mend them and import this file: what was "
    "taken in leaves it. What is not wanted may be deleted.",
)
CONFLICTS_HELP = (
    "These texts were changed in a file and in the sources, and nobody knows which is right. Write what shall hold "
    "into the column “{title}” and import this file; a row that is left empty changes nothing.",
)


@dataclass(frozen=True)
class Kept:
    """A translation that was not taken in.

    Where it is in conflict, `here` is what the sources have instead, and `decided` what somebody has written to
    settle it; that stands in the table until it has been taken in.
    """

    id: str
    english: str
    target: str
    seal: str
    why: str = ""
    here: str = ""
    decided: str = ""
    number: str = ""

    @property
    def name(self) -> tuple[str, str, str]:
        return self.id, self.english, self.target


def folder(root: Root) -> Path:
    """Return where all that goes out to translators stands, and what was not taken in of what they sent."""
    return root.output / "translate"


def conflicts(root: Root, language: str) -> Path:
    """Return where the texts of a language stand that were changed on both sides."""
    return folder(root) / f"{language}-conflicts.docx"


def rejects(root: Root, language: str) -> Path:
    """Return where the translations into a language stand that were refused."""
    return folder(root) / f"{language}-rejects.docx"


def of(verdict: Verdict) -> Kept:
    """Return a row that was not taken in, as it is kept. A conflict is decided against the sources of now."""
    row, pair = verdict.row, verdict.pair
    id, english, target = name(row)
    if verdict.outcome is Outcome.CONFLICT and pair:
        now = seal(pair.english, pair.translation)
        return Kept(id, english, target, now, here=_bare(pair.translation), number=row.number)
    sealed = row.seal if SEAL.fullmatch(row.seal) else ""
    why = f"{verdict.why} ({mark(target)})" if verdict.why in UNREADABLE and not endless(target) else verdict.why
    return Kept(id, english, target, sealed, _bare(why), number=row.number)


def untouched(row: Row) -> str:
    """Return why a row of a table of rejects could not be read, if nobody has changed it since; else nothing.

    It looks well enough there, and is half of a text, or two.
    """
    why, _, code = row.extra.get(WHY, "").rstrip(")").rpartition(" (")
    return why if why in UNREADABLE and not endless(row.target) and mark(_bare(row.target)) == code else ""


def name(row: Row) -> tuple[str, str, str]:
    """Return what a row is known by among those that were kept."""
    return _bare(row.id)[:200], _bare(row.english)[:MAX_TEXT], _bare(row.target)[:MAX_TEXT]


def _bare(text: str) -> str:
    """Return a text as two readings of it can be compared."""
    return "".join(run.text for run in markup.tidied([markup.Run(text)]))


def _spelled(text: str) -> str:
    return text if endless(text) else markup.spelled(text)


def read(path: Path, root: Root) -> list[Kept]:
    """Return what a table of conflicts or rejects has. Raises Problems for one that was damaged meanwhile."""
    if not path.exists():
        return []
    try:
        parts = parcel.parts(parcel.read(path), root.name(path), bilingual_read.PARTS)
        rows = bilingual_read.rows(parts, root.name(path), most=sys.maxsize).rows
    except Problems as found:
        remedy = "give it another name, so that nothing in it is lost, and import again"
        raise Problems(Problem(each.place, each.what, remedy) for each in found.problems) from None
    return [_read(row) for row in rows]


def _read(row: Row) -> Kept:
    english, target = _bare(row.english), _bare(row.target)
    if THERE not in row.extra:
        return Kept(row.id, english, target, row.seal, _bare(row.extra.get(WHY, "")), number=row.number)
    there, here = (_bare(row.extra.get(name, "")) for name in (THERE, HERE))
    return Kept(row.id, english, there, row.seal, here=here, decided=target, number=row.number)


def added(before: Iterable[Kept], verdicts: Iterable[Verdict], outcome: Outcome, held: Mapping[str, str]) -> list[Kept]:
    """Return what is kept from now on: what was, and what has come with an outcome, less what is settled by now.

    Settled is what the sources hold (`held`, each translation as it is spelled), and what was decided in a
    table of conflicts.
    """
    verdicts = list(verdicts)
    # Who has settled a text in a table of conflicts has seen all the versions of it that stand there.
    settled = {each.row.id for each in verdicts if THERE in each.row.extra and each.text == held.get(each.row.id)}
    seen = {(each.row.id, _bare(each.row.extra.get(THERE, ""))) for each in verdicts if each.row.id in settled}
    again = {each.row.id: of(each) for each in verdicts if THERE in each.row.extra and each.outcome is Outcome.CONFLICT}
    every = {kept.name: kept for kept in before}
    for id, name in [(kept.id, kept.name) for kept in before if kept.id in again]:  # its decision is a version by now
        every[name] = replace(every[name], decided="", here=again[id].here, seal=again[id].seal)
    for kept in (of(each) for each in verdicts if each.outcome is outcome):
        if kept.name not in every or not every[kept.name].decided:  # a decision holds against what it was made on
            every[kept.name] = kept
    return [
        kept
        for kept in every.values()
        if held.get(kept.id) != _spelled(kept.target) and (kept.id, kept.target) not in seen
    ]


def rejected(kept: Iterable[Kept], look: Look, root: Root, revised: datetime, title: str) -> bytes:
    """Return the table of what was refused."""
    columns = [NUMBER, KEY, look.english, title, WHY]
    lines = [
        Line(
            [
                [look.words(each.number, "Number")],
                look.key(each.id, each.seal),
                *_texts(look, each.english, each.target),
                [look.words(each.why, "Note")],
            ],
            "outdated",
        )
        for each in kept
    ]
    help = [line.format(title=title) for line in REJECTS_HELP]
    return document(look, root, revised, f"Not taken in: {title}", help, columns, (11, 42, 80, 80, 56), lines)


def conflicting(kept: Iterable[Kept], look: Look, root: Root, revised: datetime, title: str) -> bytes:
    """Return the table of what is to be decided."""
    columns = [NUMBER, KEY, look.english, title, THERE, HERE]
    lines = [
        Line(
            [
                [look.words(each.number, "Number")],
                look.key(each.id, each.seal),
                *_texts(look, each.english, each.decided, each.target, each.here),
            ],
            "missing",
        )
        for each in kept
    ]
    help = [line.format(title=title) for line in CONFLICTS_HELP]
    return document(look, root, revised, f"To be decided: {title}", help, columns, (11, 38, 55, 55, 55, 55), lines)


def _texts(look: Look, english: str, *translations: str) -> list[list[Element]]:
    """Return texts as cells; one that is malformed, as it is typed, so that what is wrong in it is seen."""

    def cell(text: str, style: str) -> list[Element]:
        return [look.text(text, style) if _spelled(text) == text and not endless(text) else look.typed(text, style)]

    return [cell(english, "English"), *(cell(each, "Translation") for each in translations)]
