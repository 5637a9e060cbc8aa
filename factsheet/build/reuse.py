"""Split a plan into what is already there, made from the same sources, and what has to be made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..core.formats import FINAL_ONLY
from ..core.project import Root
from . import freshness
from .freshness import Digests
from .manifest import Entry, Manifest, Published

if TYPE_CHECKING:
    from .plan import Plan, RenderJob


@dataclass(frozen=True)
class Reuse:
    """What can stay, by the stem of its edition, and what has to be made: only the other formats.

    `manifest` lists what can stay, and what is published; `made_with` names the current versions in it.
    """

    manifest: Manifest
    made_with: str
    standing: Mapping[str, Sequence[Entry]]
    stale: Sequence[RenderJob]

    @property
    def unchanged(self) -> list[Entry]:
        """Return the files of the editions for which nothing has to be made."""
        stale = {job.edition.stem for job in self.stale}
        return [entry for stem, entries in self.standing.items() if stem not in stale for entry in entries]


def reused(root: Root, planned: Plan, known: Manifest, sources: Digests, *, force: bool) -> Reuse:
    """Go through a plan; with `force`, nothing can stay."""
    name, versions = freshness.versions()
    damaged = [key for key, entry in known.entries.items() if not entry.intact(root)]
    made_with = {**known.made_with, name: versions}
    manifest = replace(known.without(damaged), made_with=made_with, published=_published(planned, known))
    standing: dict[str, Sequence[Entry]] = {}
    stale = []
    for job in planned.jobs:
        entries = [] if force else _standing(job, manifest, sources)
        manifest = manifest.having(entries)
        standing[job.edition.stem] = entries
        there = {entry.format for entry in entries}
        if not force and _too_long(job, manifest):
            there |= set(FINAL_ONLY)
        if formats := [format for format in job.formats if format not in there]:
            fit = None if force else known.fit(job.digest, job.edition.variant, job.edition.language)
            stale.append(replace(job, formats=formats, likely=fit))
    return Reuse(manifest, name, standing, stale)


def _published(planned: Plan, known: Manifest) -> Published:
    """Return what is published. While a variant cannot be read, the terms are those of when it last could be.

    Where another term ends may depend on it too. Without the digest of factsheet.yaml, the next build looks again.
    """
    now = planned.published
    if not any(map(planned.sources.is_of_variant, planned.sources.broken)):
        return now
    return replace(now, digest="", terms={**now.terms, **known.published.terms})


def _standing(job: RenderJob, manifest: Manifest, sources: Digests) -> list[Entry]:
    """Return the entries of an edition's files that are there, intact, and made from the same sources."""
    variant, language = job.edition.variant, job.edition.language
    found = []
    for format in job.formats:
        entry = manifest.entries.get((variant, language, format))
        if entry is None or entry.digest != job.digest_of(format):
            continue
        now = sources.of(variant, language)
        # Its problems are reported with line numbers in the sources, which may have moved.
        if not entry.problems or entry.sources == now:
            found.append(replace(entry, sources=now))
    return found


def _too_long(job: RenderJob, manifest: Manifest) -> bool:
    """Tell whether just this edition turned out to be a draft when it was laid out."""
    return any(entry.draft and entry.digest == job.digest_of(entry.format) for entry in manifest.entries.values())
