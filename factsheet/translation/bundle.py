"""Make what a translator needs: the texts as Word and as XLIFF, the glossary, the leaflet with their numbers on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path

from ..build.freshness import Selection
from ..build.plan import plan
from ..core.diagnostics import Problems
from ..core.names import LanguageTag
from ..core.project import Root
from ..source import glossary
from ..workers.pool import Workers
from . import bilingual, crops, pending, tbx, tmx, xliff
from .export import outgoing
from .pages import Pages
from .units import Outgoing


@dataclass(frozen=True)
class Bundle:
    """What goes out to a translator: its files, and pictures (PNG) of the places of texts, in a folder of their own.

    What was written before, and is not any more, is None.
    """

    out: Outgoing
    files: Sequence[tuple[Path, bytes | None]]
    folder: Path
    pictures: Sequence[tuple[Path, bytes | None]]


def translating(root: Root, id: LanguageTag, *, everything: bool = False, memory: bool = False) -> Bundle:
    """Return what goes out to the translator of a language; with a `memory`, TMX as well.

    Raises Problems for a language that does not exist, and for what keeps its leaflet from being laid out.
    """
    planned = plan(root, Selection((), (id,), ("pdf",)))
    sources = planned.sources
    sources.translation(id)
    if problems := [*planned.problems, *glossary.unread(sources.broken)]:
        raise Problems(problems)
    every = outgoing(sources, id, everything=True)
    with Workers() as workers:
        pages = Pages(root, planned, id, workers)
        lengths, shown = pages.lengths(), pages.shown(every)
    out = outgoing(sources, id, *lengths, everything=everything)
    folder = pending.folder(root)
    revised = datetime.combine(sources.settings.revised, time())
    made: list[tuple[Path, bytes | None]] = [
        (folder / f"{id}.docx", bilingual.written(out, planned.theme, root, revised, shown.pictures)),
        (folder / f"{id}.xliff", xliff.written(out)),
    ]
    terms = tbx.written(sources.glossary, sources.master.id, out) if sources.glossary.of(id) else None
    made += [(folder / f"{id}.tbx", terms), (folder / f"{id}.pdf", shown.leaflet)]
    if memory:
        made.append((folder / f"{id}.tmx", tmx.written(every)))
    return Bundle(out, made, folder / id, _placed(folder / id, shown.pictures))


def _placed(folder: Path, pictures: Mapping[str, bytes]) -> list[tuple[Path, bytes | None]]:
    """Return pictures by their paths in a folder, and what else is there of this kind as None."""
    now: dict[Path, bytes | None] = {folder / crops.file(id): picture for id, picture in pictures.items()}
    return [*now.items(), *((path, None) for path in sorted(folder.glob("*.png")) if path not in now)]
