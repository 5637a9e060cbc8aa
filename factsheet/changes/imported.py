"""Show on a web page what an import took in, and what it did not: the English, the old translation and the new one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..build.cards import named
from ..core.names import TITLE, LanguageTag, TextKey
from ..core.printable import printable
from ..core.project import Root
from ..core.unfit import MAX_TEXT
from ..text import markup
from ..text.spelling import spelled
from ..text.word_diff import Piece, compared
from ..translation import wordings
from ..translation.importer import Import, standing
from ..translation.merge import ACCEPTED, Outcome, Verdict
from .comparison import Change
from .entry import ENGLISH, kinds
from .kinds import points
from .marked import DIFFERENT, GONE, NEW, Values, version
from .rendering import written
from .said import Run

# The number of a text, as in the table and on the leaflet that were sent.
NUMBER = re.compile("[0-9]{1,3}")
# Texts on the page; a file that is not meant to do harm has no more.
SHOWN = 1_000
# Characters of a text that was not imported; one that could be has no more.
MOST = MAX_TEXT


def page(root: Root, brought: Import, file: str) -> bytes | None:
    """Return the page about an import of a file; None if that brought nothing to look at.

    Raises Problems for a fault in its template.
    """
    weighed = [each for each in brought.verdicts if each.outcome in (*ACCEPTED, Outcome.CONFLICT, Outcome.REJECTED)]
    if not weighed:
        return None
    sources = brought.sources
    part = {
        "id": f"imported-{brought.language}",
        **named(brought.language),
        "heading": "Translation",
        "short": "",
        "language": brought.language,
        "origin": "",
        "count": brought.counted.partition(": ")[2],
        "status": [],
        "changes": [_change(brought, each, sources.notes, sources.master.id) for each in weighed[:SHOWN]],
        "same": [],
        "sheets": [],
        "alike": "",
        "unseen": "",
        "problems": [],
    }
    said = {
        "leaflet": printable(str(markup.read(sources.master.text.get(TITLE, sources.settings.name)))),
        "title": "What was imported",
        "summary": None,
        "about": [("File", printable(file))],
        "parts": [part],
        "lines": [("Not shown", [f"{len(weighed) - SHOWN} more texts"])] if len(weighed) > SHOWN else [],
        "hint": f"To see it on the page, type make preview lang={brought.language}.",
    }
    return written(root, brought.theme, said)


def _change(brought: Import, verdict: Verdict, notes: Mapping[TextKey, str], master: LanguageTag) -> Values:
    imported = verdict.outcome in ACCEPTED
    number = verdict.row.number if NUMBER.fullmatch(verdict.row.number) else None
    remarks = [*standing(verdict), *map(str, verdict.doubts)] if imported else [verdict.why]
    return {
        "id": "",
        "number": number,
        "reference": "",
        "title": {"text": ((notes.get(verdict.pair.key) if verdict.pair else "") or "Text").rstrip("."), **ENGLISH},
        "about": "",
        "keys": [printable(verdict.row.id)],
        "kinds": _kinds(brought, verdict),
        "pages": [],
        "where": "" if number else printable(verdict.row.where),
        "only": False,
        "outcome": verdict.outcome.value,
        "notes": [printable(each) for each in remarks if each],
        "versions": list(_imported(brought, verdict, master) if imported else _held(brought, verdict, master)),
        "saves": [],
    }


def _kinds(brought: Import, verdict: Verdict) -> list[Values]:
    """Return in what respects an imported text differs from the translation that was there."""
    if verdict.outcome is not Outcome.CHANGED or not verdict.pair:
        return []
    locale = brought.sources.languages[brought.language].settings.locale
    before, now = (
        (Run(text=printable(str(markup.read(text)))),) for text in (spelled(verdict.pair.translation), verdict.text)
    )
    return kinds(points(Change(verdict.pair.key, before, now), locale), locale)


def _imported(brought: Import, verdict: Verdict, master: LanguageTag) -> Iterator[Values]:
    for each in wordings.versions(verdict):
        mark = GONE if each.marks == wordings.GONE else NEW
        alone, name = each.name == "English", f"{each.name[0].upper()}{each.name[1:]}"
        yield version(name, each.pieces, master if each.english else brought.language, mark, wide=alone)


def _held(brought: Import, verdict: Verdict, master: LanguageTag) -> Iterator[Values]:
    """Yield the wordings of a text that was not imported: the English, the one here, and the one in the file.

    In a conflict, somebody has to choose between these, so what differs is marked.
    """
    english = verdict.pair.english if verdict.pair else verdict.row.english
    yield version("English", _whole(english), master, wide=True)
    here, there = verdict.pair.translation if verdict.pair else "", verdict.text or verdict.row.target
    old, new = _whole(here), _whole(there)
    if verdict.outcome is Outcome.CONFLICT:
        old, new = compared(_cut(here), _cut(there))
    if here:
        yield version("Here", old, brought.language, DIFFERENT)
    yield version("In the file, not imported", new, brought.language, DIFFERENT)


def _whole(text: str) -> list[Piece]:
    return [Piece(_cut(text), changed=False)] if text else []


def _cut(text: str) -> str:
    """Return a text as it can be shown: what was rejected may be without end."""
    return printable(text[:MOST]) + (" ..." if len(text) > MOST else "")
