"""Put new files in place and remove unwanted ones, keeping output/ and the manifest in step."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from ..core import atomic
from ..core.formats import FINAL_ONLY, FORMATS, FURTHER
from ..core.names import EditionId, VariantId, output_path
from ..core.project import Root
from . import manifest
from .freshness import Selection
from .manifest import Entry, Manifest
from .prune import leftovers
from .staged import Made, StagedFile

if TYPE_CHECKING:
    from ..edition.edition import Edition
    from ..source.model import Sources
    from .plan import Plan, RenderJob


class Output:
    """The output folder with its manifest, and what was removed from it and why.

    The manifest is right whenever it is read: a file about to change is struck out first.
    """

    def __init__(self, root: Root, known: Manifest) -> None:
        self.root = root
        self.manifest = known
        self.removed: list[tuple[str, str]] = []

    def put(self, entries: Sequence[Entry], files: Sequence[StagedFile]) -> None:
        """Put the files of an edition in place, and record them."""
        old = {each.key: self.manifest.entries[each.key] for each in entries if each.key in self.manifest.entries}
        changing = [
            e.key for e in entries if e.key in old and (e.path, e.sha256) != (old[e.key].path, old[e.key].sha256)
        ]
        if changing:
            manifest.save(self.manifest.without(changing), self.root)
        for file in files:
            atomic.place(file.beside, file.path, self.root)
        for entry in old.values():
            if entry.path not in {each.path for each in entries}:  # formerly a draft
                self.remove(entry.path, f"replaced by {entries[0].path.rpartition('/')[2].rpartition('.')[0]}")
        self.note(self.manifest.having(entries))

    def link(self) -> None:
        """Link the web pages to what else is there of their leaflets, where that has changed."""
        from . import cross_links  # where something was made, what it takes is imported already

        changed = list(cross_links.changed(self.root, self.manifest))
        if not changed:
            return
        manifest.save(self.manifest.without([entry.key for entry, _ in changed]), self.root)
        atomic.put([(self.root.output / entry.path, page) for entry, page in changed], self.root)
        self.note(self.manifest.having([cross_links.as_linked(entry, page) for entry, page in changed]))

    def withdraw_drafts(self, jobs: Sequence[RenderJob]) -> None:
        """Remove what is not offered of the editions that are drafts."""
        for job in jobs:
            if job.edition.draft:
                self.withdraw(job.edition)

    def withdraw(self, edition: Edition) -> None:
        """Remove what was made of an edition when it was final, and is not offered of a draft."""
        keys = [(edition.variant, edition.language, format) for format in FINAL_ONLY]
        gone = [self.manifest.entries[key] for key in keys if key in self.manifest.entries]
        if gone:
            self.note(self.manifest.without([entry.key for entry in gone]))
        for entry in gone:
            renamed = edition.stem not in entry.path
            self.remove(entry.path, f"replaced by {edition.stem}" if renamed else "drafts have no press PDF")

    def outdate(self, job: RenderJob) -> None:
        """Remove the files of an edition that was made again in some formats, if they say what it no longer says."""
        variant, language = job.edition.variant, job.edition.language
        known = [self.manifest.entries.get((variant, language, format)) for format in FORMATS]
        gone = [entry for entry in known if entry and entry.digest != job.digest_of(entry.format)]
        if gone:
            self.note(self.manifest.without([entry.key for entry in gone]))
        for entry in gone:
            only = f" format={entry.format}" if entry.format in FURTHER else ""
            self.remove(entry.path, f"older than the sources; to make it again: make factsheet{only}")

    def note(self, now: Manifest) -> None:
        """Write into the manifest what is there now."""
        self.manifest = now
        manifest.save(now, self.root)

    def remove(self, path: str, why: str) -> None:
        """Remove a file, by its path below output/, and say why."""
        if not self.root.holds((self.root.output / path).parent):
            return  # a link that leads out of the project: the files there are not ours
        with suppress(OSError):
            (self.root.output / path).unlink()
            self.removed.append((path, why))


def entries(job: RenderJob, made: Made, made_with: str, sources: Mapping[str, str]) -> list[Entry]:
    """Return the manifest's entry for an edition that was made."""
    edition = job.edition
    return [
        Entry(
            path=output_path(edition.variant, file.path.name),
            variant=edition.variant,
            language=edition.language,
            format=file.format,
            pages=file.pages or made.pages,
            size=float(made.fit.size),
            units=made.fit.units,
            bytes=file.bytes,
            sha256=file.sha256,
            draft=made.draft,
            digest=job.digest_of(file.format),
            made_with=made_with,
            sources=sources,
            problems=[each.as_record() for each in made.problems],
            locale=edition.locale,
            title=edition.title,
            heading=edition.heading,
            since=edition.since.isoformat() if edition.since else "",
            revised=edition.revised.isoformat(),
            status=made.status,
            open=made.open,
        )
        for file in made.files
    ]


def _unasked(sources: Sources, variant: VariantId) -> str:
    """Say why nobody asks for the files of an edition any more."""
    axis = sources.declared.axis
    if axis and axis.is_table and variant not in sources.every:
        return f"it has no row in sources/{axis.source}"
    return "it is not listed in factsheet.yaml"


def sweep(output: Output, planned: Plan, selection: Selection, there: Collection[EditionId]) -> None:
    """Remove what the sources no longer ask for; keep older files of an edition that is not `there` now.

    A build of only some editions removes only their remains.
    """
    asked = set(planned.asked)
    known = output.manifest.entries
    gone = [key for key in known if key[:2] not in asked] if selection.everything else []
    if gone:
        output.note(output.manifest.without(gone))
        for key in gone:
            output.remove(known[key].path, _unasked(planned.sources, key[0]))
    kept = {entry.path for entry in output.manifest.entries.values()}
    for path, edition in leftovers(output.root, planned.sources.settings.name):
        failed = edition in asked and edition not in there
        if path not in kept and not failed and (selection.everything or edition in asked):
            output.remove(path, "it does not belong to any edition")
