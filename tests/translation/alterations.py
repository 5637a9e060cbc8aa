# ruff: noqa: E501
"""Ways in which a program or a person may alter a file on its way, as data, and what must come of each.

In each file, three texts were translated: one that is plain, one with bold words, one with placeholders. Beside what
a way says, these alone are imported, and nothing else is reported.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from lxml import etree

from factsheet.core.diagnostics import Problems
from factsheet.core.project import Root
from factsheet.core.xml import Element
from factsheet.translation import incoming
from factsheet.translation.importer import Import
from factsheet.translation.merge import ACCEPTED, Outcome

from ..exchange import Word, X, all_translated, changed_xliff, sent, unit_of

LEGEND, NAME, PLACE = "members.legend", "masthead.name", "badge.place"


@dataclass(frozen=True)
class Case:
    """A language, what is translated into it, and a word in it that somebody adds."""

    language: str
    legend: str
    name: str
    place: str
    word: str
    new: bool = False

    @property
    def typed(self) -> dict[str, str]:
        return {LEGEND: self.legend, NAME: self.name, PLACE: self.place}


CASES = (
    Case("fr", "Les membres du Comité directeur sont en vert", "Le Processus de **Khartoum**", "{conference_date}, au Caire ({conference_country})", "zibeline"),
    Case("ar", "أعضاء اللجنة باللون الأخضر", "عملية ال**خرطوم**", "{conference_date}، القاهرة في {conference_country}", "سمور"),
    Case("de", "Mitglieder des Lenkungsausschusses in Grün", "Der Prozess **für Khartum**", "{conference_date}, Kairo, für {conference_country}", "Zobel", new=True),
)  # fmt: skip
Alter = Callable[[Path, Case], object]
Expected = Sequence[str] | Callable[[Case], Sequence[str]]


def word(edit: Callable[[Word, Case], object]) -> Alter:
    """Return a way to alter a Word file, taken apart."""

    def alter(path: Path, case: Case) -> None:
        table = Word(path)
        edit(table, case)
        table.save()

    return alter


def xliff(edit: Callable[[Element, Case], object]) -> Alter:
    """Return a way to alter XLIFF, as a tree."""
    return lambda path, case: changed_xliff(path, lambda tree: edit(tree, case))


def raw(edit: Callable[[bytes, Case], bytes]) -> Alter:
    """Return a way to alter the bytes of a file."""
    return lambda path, case: path.write_bytes(edit(path.read_bytes(), case))


@dataclass(frozen=True)
class Way:
    """A way to alter a file.

    `becomes` are the translations that are imported in another wording; `rejected` and `conflicts` are those that are
    not; `ignored` are in the file no longer. `says` are patterns, one for each thing that is reported, in any order.
    `refused` is a pattern for a file of which nothing is imported, `name` another name of the file.
    """

    program: str
    what: str
    format: str
    alter: Alter
    becomes: Callable[[Case], Mapping[str, str]] = lambda case: {}
    rejected: Expected = ()
    conflicts: Expected = ()
    ignored: Sequence[str] = ()
    says: Expected = ()
    refused: str = ""
    name: str = ""

    def __str__(self) -> str:
        return f"{self.program}: {self.what}"


def of(expected: Expected, case: Case) -> Sequence[str]:
    return expected(case) if callable(expected) else expected


@dataclass
class Came:
    """What came of a file."""

    accepted: dict[str, str] = field(default_factory=dict)
    rejected: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


def imported(root: Path, path: Path) -> Came:
    """Import a file, and write nothing."""
    brought = incoming.importing(Root(root), path)
    assert isinstance(brought, Import)
    came = Came(said=[f"{place}: {comment}" for place, comment in brought.comments])
    for verdict in brought.verdicts:
        id = verdict.row.id
        if verdict.outcome in ACCEPTED:
            came.accepted[id] = verdict.text
        elif verdict.outcome is Outcome.REJECTED:
            came.rejected.append(id)
            came.said.append(f"{verdict.row.where}: {verdict.why}")
        elif verdict.outcome is Outcome.CONFLICT:
            came.conflicts.append(id)
        elif verdict.outcome is Outcome.EMPTY and verdict.row.fault:
            came.said.append(f"{verdict.row.where}: {verdict.row.fault}")
    return came


def in_tags(unit: Element, text: str) -> None:
    """Type a translation into a unit, with the tags of its English."""
    source, target = unit.find(f"{X}source"), unit.find(f"{X}target")
    for child in list(target):
        target.remove(child)
    target.text = None
    for piece in re.split(r"(\*\*.*?\*\*|\{.*?\})", text):
        bold = piece.startswith("**")
        if bold or piece.startswith("{"):
            wanted = ("ctype", "bold") if bold else ("equiv-text", piece)
            (tag,) = (each for each in source if each.get(wanted[0]) == wanted[1])
            made = etree.SubElement(target, tag.tag, dict(tag.attrib))
            made.text = piece.strip("*") if bold else None
        elif len(target):
            target[-1].tail = piece
        else:
            target.text = piece


def tried(root: Path, way: Way, case: Case) -> None:
    """Alter a file in a way, import it, and assert that of it comes what must."""
    path = sent(root, case.language, way.format)
    if way.format == "docx":
        all_translated(path, case.typed)
    else:
        changed_xliff(path, lambda tree: [in_tags(unit_of(tree, key), text) for key, text in case.typed.items()])
    way.alter(path, case)
    if way.name:
        path = path.rename(path.with_name(way.name.format(case.language)))
    if way.refused:
        with pytest.raises(Problems, match=way.refused):
            incoming.importing(Root(root), path)
        return
    came = imported(root, path)
    rejected, conflicts = (list(of(expected, case)) for expected in (way.rejected, way.conflicts))
    assert (came.rejected, came.conflicts) == (rejected, conflicts), came
    assert came.accepted == {
        key: said
        for key, said in (case.typed | dict(way.becomes(case))).items()
        if key not in {*rejected, *conflicts, *way.ignored}
    }
    said = list(came.said)
    for pattern in of(way.says, case):
        found = next((each for each in said if re.search(pattern.replace("WORD", case.word), each)), None)
        assert found is not None, (pattern, came.said)
        said.remove(found)
    assert said == [], "reported, and not expected"
