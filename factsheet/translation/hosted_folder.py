"""What a folder of hosted texts has in a language, as a platform left it: what would be lost, and what stays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..core import inputs
from ..core.diagnostics import Place, Problem
from ..core.project import Root
from ..core.unfit import unfit
from ..core.wording import counted
from . import pending, po_read, sent
from .units import Outgoing, Row, Standing, Unit, endless, mark

# How many keys are named of texts that were not imported.
NAMED = 5


@dataclass(frozen=True)
class There:
    """What a folder has in a language that goes out, in the file `name`.

    `was` has the digests of what was put there, by the ids of texts. `rejected` and `disputed` are those that were
    imported, and wait for a correction or a decision here, by their ids and words; the first with the reason.
    """

    out: Outgoing
    name: str
    content: bytes
    rows: Sequence[Row]
    was: Mapping[str, tuple[str, str]]
    rejected: Mapping[tuple[str, str], str]
    disputed: frozenset[tuple[str, str]]

    @classmethod
    def read(cls, root: Root, folder: Path, out: Outgoing) -> There:
        """Read the file of a language. Raises Problems for one that is damaged."""
        id, name = out.language, sent.path(sent.called(folder, out.name), out.language)
        path = folder / name
        hint = "restore it from the repository"
        content = inputs.read_named(path, inputs.TRANSLATION, hint) if path.is_file() else b""
        rows = po_read.rows(content, name).rows if content else ()
        rejects, conflicts = (pending.read(of(root, id), root) for of in (pending.rejects, pending.conflicts))
        return cls(
            out,
            name,
            content,
            rows,
            (sent.read(folder) or {}).get(id, {}),
            {(kept.id, kept.target): kept.why for kept in rejects},
            frozenset((kept.id, kept.target) for kept in conflicts),
        )

    @property
    def units(self) -> dict[str, Unit]:
        return {unit.id: unit for unit in self.out.units}

    def problems(self, folder: Path) -> Iterator[Problem]:
        """Yield a problem if any translation was not imported yet."""
        if rows := list(self._unknown()):
            keys = ", ".join([row.id[:100] for row in rows[:NAMED]] + ["..."] * (len(rows) > NAMED))
            what = f"{counted(len(rows), 'translation')} here would be lost, since nobody has imported them: {keys}"
            yield Problem(Place(self.name, rows[0].place.line), what, f'first: make import file="{folder / self.name}"')

    def _unknown(self) -> Iterator[Row]:
        """Yield the translations that neither the sources have nor anybody has seen."""
        units = self.units
        for row in self.rows:
            id, _, words = pending.name(row)
            if not words or (id, words) in self.rejected or (id, words) in self.disputed:
                continue
            ours = units[row.id].pair.translation if row.id in units else ""
            known = {mark(ours), *self.was.get(row.id, ()), "" if endless(row.english) else mark(row.english)}
            if endless(row.target) or mark(row.target) not in known:
                yield row

    @property
    def waiting(self) -> dict[str, tuple[str, str]]:
        """Return the translations that were rejected and are still there, each with the reason, by their ids."""
        found = ((row, self.rejected.get((row.id, pending.name(row)[2]), "")) for row in self.rows)
        return {row.id: (row.target, why) for row, why in found if why and not any(unfit(row.target))}

    @property
    def sure(self) -> set[str]:
        """Return the texts that were put there to be confirmed, as a translation of today's English, and are.

        A text that came from there and looked doubtful is not among them: it goes back to be confirmed.
        """
        units = self.units
        done = [row for row in self.rows if row.id in units and row.standing is Standing.DONE]
        return {row.id for row in done if _same(row, units[row.id]) and self._was_put(units[row.id])}

    def _was_put(self, unit: Unit) -> bool:
        return self.was.get(unit.id, ("", ""))[0] == mark(unit.pair.translation)

    def put(self, out: Outgoing) -> dict[str, tuple[str, str]]:
        """Return the digests of what is put there now, by the ids of texts."""
        left = {id: mark(target) for id, (target, _) in self.waiting.items()}
        return {unit.id: (mark(unit.pair.translation), left.get(unit.id, "")) for unit in out.units}

    def is_said_by(self, ours: bytes, template: bytes) -> bool:
        """Tell whether a PO file says what is there already: a platform wraps lines and writes a head of its own.

        It may also have taken all notes from the template.
        """
        if not self.content:
            return False
        there, here, bare = (po_read.entries(each, self.name) for each in (self.content, ours, template))
        notes = [entry.notes for entry in there]
        return [*map(_said, there)] == [*map(_said, here)] and notes in (_notes(here), _notes(bare))


def _same(row: Row, unit: Unit) -> bool:
    if endless(row.target) or endless(row.english):
        return False
    return mark(row.target) == mark(unit.pair.translation) and mark(row.english) == mark(unit.pair.english)


def _said(entry: po_read.Entry) -> tuple[str, str, str, bool]:
    return entry.id, entry.text("msgid"), entry.said, "fuzzy" in entry.flags


def _notes(entries: Iterable[po_read.Entry]) -> list[list[str]]:
    return [entry.notes for entry in entries]
