"""Keep what could not be imported: conflicts and rejects, each in a Word table to be corrected and imported.

A table is added to, never started again. A text is removed once the sources have it, or once somebody who saw it has
settled the conflict: all versions of a text that wait for the same decision share a row.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from ..core.diagnostics import Problem, Problems
from ..core.names import LanguageTag
from ..core.project import Root
from ..core.unfit import MAX_TEXT
from ..core.xml import Element
from ..text import markup, spelling
from ..word.wordml import new, twips
from . import arrivals
from .bilingual import HERE, KEY, NUMBER, THERE, WHY
from .bilingual_look import Line, Look, document
from .bilingual_read import UNREADABLE
from .merge import Outcome, Verdict
from .units import Row, endless, fingerprint, mark, sealed, unsealed

REJECTS_TITLE, CONFLICTS_TITLE = "Not imported: {title}", "Conflicts: {title}"
REJECTS_HELP = (
    "These translations could not be imported; the last column says why. Correct them, and import this file. Each "
    "text is removed from this file once it has been imported. You may delete rows that you do not need.",
)
CONFLICTS_HELP = (
    "These texts were changed both in a file and in the sources, so somebody has to decide which version is right. If "
    "several files changed a text, their versions are listed one below the other. Write the text you want to keep in "
    "the “{title}” column, and import this file: that replaces every version in the row. Empty rows change nothing.",
)


@dataclass(frozen=True)
class Kept:
    """A translation that was not imported.

    If it is in conflict, `english` and `here` are what the sources have, `fingerprint` is theirs, and `decided` is what
    somebody has written to settle it, which stays in the table until it has been imported.
    """

    id: str
    english: str
    target: str
    fingerprint: str
    why: str = ""
    here: str = ""
    decided: str = ""
    number: str = ""

    @property
    def name(self) -> tuple[str, str, str]:
        return self.id, self.english, self.target


def _reasoned(kept: Kept) -> str:
    """Return the fingerprint of a reject, sealed with the reason beside it."""
    return kept.fingerprint and sealed(kept.fingerprint, kept.why)


def folder(root: Root) -> Path:
    """Return the folder of the files for translators, and of whatever they sent that was not imported."""
    return root.output / "translate"


def conflicts(root: Root, language: LanguageTag) -> Path:
    """Return the path of the conflicts in a language."""
    return folder(root) / f"{language}-conflicts.docx"


def rejects(root: Root, language: LanguageTag) -> Path:
    """Return the path of the rejected translations into a language."""
    return folder(root) / f"{language}-rejects.docx"


def _reject(verdict: Verdict) -> Kept:
    """Return a rejected row in the form in which it is kept."""
    row = verdict.row
    id, english, target = name(row)
    known = unsealed(row.fingerprint)
    why = f"{verdict.why} ({mark(target)})" if verdict.why in UNREADABLE and not endless(target) else verdict.why
    return Kept(id, english, target, known, _bare(why), number=row.number)


def _conflict(verdict: Verdict, held: Mapping[str, str]) -> Kept:
    """Return a row in conflict in the form in which it is kept.

    The person who decides sees the sources as they are now. Next to an older English, they would translate that, and
    the text would pass for a translation of the new one.
    """
    assert verdict.pair is not None
    id, _, target = name(verdict.row)
    here = held[verdict.pair.id]
    english = _spelled(verdict.pair.english)
    return Kept(id, english, target, fingerprint(english, here), here=_bare(here), number=verdict.row.number)


def untouched(row: Row) -> str:
    """Return why a row of a table of rejects could not be read, if nobody has changed it since; else nothing.

    It looks right there, but is half of a text, or two texts.
    """
    why, _, code = _bare(row.extra.get(WHY, "")).rstrip(")").rpartition(" (")
    return why if why in UNREADABLE and not endless(row.target) and mark(_bare(row.target)) == code else ""


def name(row: Row) -> tuple[str, str, str]:
    """Return what identifies a row among those that were kept."""
    return _bare(row.id)[:200], _bare(row.english)[:MAX_TEXT], _bare(row.target)[:MAX_TEXT]


def _bare(text: str) -> str:
    """Return a text in a form that can be compared."""
    return "".join(run.text for run in spelling.tidied([markup.Run(text)]))


def _spelled(text: str) -> str:
    return text if endless(text) else spelling.spelled(text)


def read(path: Path, root: Root) -> list[Kept]:
    """Return what a table of conflicts or rejects has. Raises Problems for one that has been damaged since."""
    if not path.exists():
        return []
    try:
        rows = arrivals.table(arrivals.received(path), root.name(path), most=sys.maxsize).rows
    except Problems as found:
        hint = "rename it, so that nothing in it is lost, and import again"
        raise Problems(Problem(each.place, each.what, hint) for each in found.problems) from None
    return [kept for row in rows for kept in _read(row)]


def _read(row: Row) -> Iterator[Kept]:
    english, target, known = _bare(row.english), _bare(row.target), unsealed(row.fingerprint)
    if THERE not in row.extra:
        yield Kept(row.id, english, target, known, _bare(row.extra.get(WHY, "")), number=row.number)
        return
    here = _bare(row.extra.get(HERE, ""))
    for version in _versions(row) or [""]:
        yield Kept(row.id, english, version, known, here=here, decided=target, number=row.number)


def _versions(row: Row) -> list[str]:
    """Return the versions that a row of a table of conflicts has from files."""
    return [_bare(line) for line in row.extra.get(THERE, "").splitlines()]


def rejects_of(before: Iterable[Kept], verdicts: Collection[Verdict], held: Mapping[str, str]) -> list[Kept]:
    """Return the new rejects: the old ones and those that were added, without those that are settled.

    `held` is each translation as the sources will have it, as it is spelled.
    """
    came = (_reject(verdict) for verdict in verdicts if verdict.outcome is Outcome.REJECTED)
    every = {kept.name: kept for kept in (*before, *came)}
    gone = _settled(verdicts, held)
    return [kept for kept in every.values() if (kept.id, _spelled(kept.target)) not in gone]


def in_conflict(before: Iterable[Kept], verdicts: Collection[Verdict], held: Mapping[str, str]) -> list[Kept]:
    """Return the new conflicts: the old ones and those that were added, without those that are settled.

    A decision that nobody has imported yet keeps its row as it is, since it was made on what that row shows. One that
    came too late becomes a version like the others.
    """
    came = [_conflict(verdict, held) for verdict in verdicts if verdict.outcome is Outcome.CONFLICT]
    decisions = [each for each in verdicts if _settles(each, held) or each.outcome is Outcome.CONFLICT]
    spent = {(each.row.id, name(each.row)[2]) for each in decisions if THERE in each.row.extra}
    now = {each.row.id: _conflict(each, held) for each in decisions}
    every: list[Kept] = []
    for kept in before:
        if (kept.id, kept.decided) in spent:
            kept = replace(kept, decided="")
        every.append(replace(now[kept.id], target=kept.target) if kept.id in now and not kept.decided else kept)
    there = {(kept.id, kept.target) for kept in every}
    every += [kept for kept in came if (kept.id, kept.target) not in there]
    gone = _settled(verdicts, held)
    return [kept for kept in dict.fromkeys(every) if kept.decided or (kept.id, _spelled(kept.target)) not in gone]


def _settles(verdict: Verdict, held: Mapping[str, str]) -> bool:
    """Tell whether a row is a decision between versions, and the sources hold it."""
    text = verdict.text
    return THERE in verdict.row.extra and bool(text) and _spelled(text) == held.get(verdict.row.id)


def _settled(verdicts: Iterable[Verdict], held: Mapping[str, str]) -> set[tuple[str, str]]:
    """Return the texts that need not be kept: those in the sources, and those listed beside a decision."""
    seen = ((each.row.id, _spelled(text)) for each in verdicts if _settles(each, held) for text in _versions(each.row))
    return {*held.items(), *seen}


def rejected(kept: Iterable[Kept], look: Look, root: Root, revised: datetime, title: str) -> bytes:
    """Return the table of rejected texts."""
    columns = [NUMBER, KEY, look.english, title, WHY]
    lines = [
        Line(
            [
                [look.words(each.number, "Number")],
                look.key(each.id, _reasoned(each)),
                [_text(look, each.english, "English")],
                [_text(look, each.target)],
                [look.words(each.why, "Note")],
            ],
            look.theme.marks["outdated"],
        )
        for each in kept
    ]
    help = [line.format(title=title) for line in REJECTS_HELP]
    return document(look, root, revised, REJECTS_TITLE.format(title=title), help, columns, (11, 42, 80, 80, 56), lines)


def conflicting(kept: Iterable[Kept], look: Look, root: Root, revised: datetime, title: str) -> bytes:
    """Return the table of conflicts."""
    columns = [NUMBER, KEY, look.english, title, THERE, HERE]
    lines = [
        Line(
            [
                [look.words(each.number, "Number")],
                look.key(each.id, each.fingerprint and sealed(each.fingerprint, "\n".join([*versions, each.here]))),
                [_text(look, each.english, "English")],
                [_text(look, each.decided)],
                _apart([_text(look, version) for version in versions]),
                [_text(look, each.here)],
            ],
            look.theme.marks["missing"],
        )
        for each, versions in _rows(kept)
    ]
    help = [line.format(title=title) for line in CONFLICTS_HELP]
    return document(
        look, root, revised, CONFLICTS_TITLE.format(title=title), help, columns, (11, 38, 55, 55, 55, 55), lines
    )


def _rows(kept: Iterable[Kept]) -> list[tuple[Kept, list[str]]]:
    """Return conflicts by rows: versions that wait for the same decision share one, and the rows of a text meet."""
    versions: dict[Kept, list[str]] = defaultdict(list)
    first: dict[str, int] = {}
    for each in kept:
        versions[replace(each, target="")].append(each.target)
        first.setdefault(each.id, len(first))
    return sorted(versions.items(), key=lambda row: first[row[0].id])


def _text(look: Look, text: str, style: str = "Translation") -> Element:
    """Return a text as a paragraph; if it is malformed, as it was typed, so that the mistake can be seen."""
    return look.text(text, style) if _spelled(text) == text and not endless(text) else look.typed(text, style)


def _apart(paragraphs: list[Element]) -> list[Element]:
    """Return paragraphs with a gap between one and the next, so that each is seen as a text of its own."""
    for paragraph in paragraphs[:-1]:
        paragraph[0].insert(1, new("spacing", after=twips(8)))  # after the style
    return paragraphs
