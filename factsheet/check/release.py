"""Release the leaflets of a chair: one ZIP for the conference, of files without faults."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from ..build import manifest
from ..build.manifest import Entry
from ..core import atomic, inputs
from ..core.diagnostics import Place, Problem, Problems
from ..core.formats import DOCUMENTS
from ..core.project import Root
from .findings import Finding, Weight
from .runner import Review

# What a reviewer still has to do. Other warnings are printed, but do not keep a leaflet back.
OPEN = {"missing", "outdated", "unconfirmed"}


def held_back(findings: Iterable[Finding], entries: Iterable[Entry], *, drafts: bool) -> Iterator[Problem]:
    """Yield what keeps the leaflets from being released. `drafts` lets them out as drafts, marked as such."""
    first = [each for each in findings if each.weight is Weight.ERROR or (each.kind in OPEN and not drafts)]
    yield from (finding.problem for finding in first)
    for entry in entries:
        if entry.draft and not drafts and not first:  # otherwise the reason has been reported
            what = "a draft is not released"
            yield Problem(Place(f"output/{entry.path}"), what, "correct what is reported, or add drafts=yes")


def release(root: Root, reviewed: Review, *, drafts: bool) -> list[Path]:
    """Write a ZIP for each chair that was reviewed, of what is published, with a SHA256SUMS in it; return them.

    Raises Problems, and writes nothing, when anything keeps a leaflet back.
    """
    if not reviewed.plan:
        raise Problems(held_back(reviewed.findings, (), drafts=drafts))
    leaflet, chairs = reviewed.plan.sources.leaflet, dict.fromkeys(chair for chair, _ in reviewed.plan.asked)
    known, _ = manifest.read(root)
    published = (entry for _, entry in sorted(known.entries.items()) if entry.language in leaflet.languages)
    documents = [entry for entry in published if entry.format in DOCUMENTS]
    of_chairs = {chair: [entry for entry in documents if entry.chair == chair] for chair in chairs}
    entries = [entry for each in of_chairs.values() for entry in each]
    if problems := list(held_back(reviewed.findings, entries, drafts=drafts)):
        raise Problems(problems)
    made = {
        root.output / f"{leaflet.name}-{chair}.zip": _packed(root, each) for chair, each in of_chairs.items() if each
    }
    atomic.put(made.items(), root)
    return list(made)


def _packed(root: Root, entries: list[Entry]) -> bytes:
    """Return files and their sums as a ZIP. They are compressed already."""
    sums = "".join(f"{entry.sha256}  {Path(entry.path).name}\n" for entry in entries)
    parts = [("SHA256SUMS", sums.encode())]
    for entry in entries:
        content = inputs.read(root, root.output / entry.path, inputs.LEAFLET)
        if atomic.sha256(content) != entry.sha256:
            what = "has changed since it was made"
            raise Problems([Problem(Place(f"output/{entry.path}"), what, "run make factsheet, then make release")])
        parts.append((Path(entry.path).name, content))
    return atomic.zipped(parts, effort=0)
