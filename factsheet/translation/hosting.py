"""Gather the texts of every language as platforms on the web host them: a folder of PO files, for a repository.

What translators have written there, and nobody has imported yet, is never written over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..build.freshness import Selection
from ..build.plan import plan
from ..core.diagnostics import Problems
from ..core.names import LanguageTag
from ..core.project import Root
from ..source import loader
from ..source.lock import Made, digest
from ..workers.pool import Workers
from . import crops, po, sent
from .export import outgoing
from .hosted_folder import There
from .pages import Pages
from .units import Outgoing


@dataclass(frozen=True)
class Hosted:
    """What goes out in each language, and the files of a folder of hosted texts, by their paths in it.

    A PO file that says the same already, in whatever form, is not among them. `name` is what these files are called.
    """

    languages: Sequence[Outgoing]
    files: Mapping[str, bytes]
    name: str

    def path(self, language: LanguageTag) -> str:
        """Return the path of the file of a language."""
        return sent.path(self.name, language)


def hosted(root: Root, folder: Path) -> Hosted:
    """Return what goes into a folder of hosted texts.

    Raises Problems for what keeps a leaflet from being laid out, and for translations in the folder that nobody has
    imported yet.
    """
    planned = plan(root, Selection((), tuple(loader.load(root).languages), ("pdf",)))
    if planned.problems:
        raise Problems(planned.problems)
    sources = planned.sources
    others = [id for id in sources.languages if id != sources.master.id]
    there = [There.read(root, folder, outgoing(sources, id, everything=True)) for id in others]
    if problems := [problem for each in there for problem in each.problems(folder)]:
        raise Problems(problems)
    with Workers() as workers:
        pages = {id: Pages(root, planned, id, workers) for id in sources.languages}
        every = {id: outgoing(sources, id, *of.lengths(), everything=True) for id, of in pages.items()}
        originals = _originals(every[sources.master.id])
        pictures = pages[sources.master.id].shown(originals).pictures
    outs = [_like(originals, every[id]) for id in others]
    revised, names = sources.settings.revised, {id: crops.file(id) for id in pictures}
    files = {f"screenshots/{names[id]}": picture for id, picture in pictures.items()}
    name = sent.called(folder, sources.settings.name)
    files[template := sent.template(name)] = po.template(originals, revised, names)
    for out, before in zip(outs, there, strict=True):
        written = po.written(out, revised, names, before.waiting, before.sure)
        if not before.is_said_by(written, files[template]):
            files[before.name] = written
    files[sent.NAME] = sent.written({each.out.language: each.put(out) for out, each in zip(outs, there, strict=True)})
    return Hosted(outs, files, name)


def _originals(out: Outgoing) -> Outgoing:
    """Return the English as what goes out, in reading order; nothing of it is still to be done."""
    confirmed = (Made(unit.pair.english, digest(unit.pair.translation)) for unit in out.units)
    units = (replace(unit, pair=replace(unit.pair, made=made)) for unit, made in zip(out.units, confirmed, strict=True))
    return replace(out, units=tuple(sorted(units, key=lambda unit: unit.number)))


def _like(originals: Outgoing, out: Outgoing) -> Outgoing:
    """Return what goes out in a language with the texts of the template, in its order and with its numbers.

    What a variant has in one language only is not hosted.
    """
    units = {unit.id: unit for unit in out.units}
    return replace(out, units=tuple(replace(units[each.id], number=each.number) for each in originals.units))
