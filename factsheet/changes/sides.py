"""An edition as it is on one side of a comparison: what it says, what it is, and what its pages are drawn from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from ..build.manifest import Manifest
from ..build.plan import RenderJob
from ..core.project import Root
from . import said
from .said import Said


@dataclass(frozen=True)
class Paper:
    """A PDF in a file, with its SHA-256; if it was sealed, `unsealed` is that of what is to be seen in it."""

    root: Root
    path: Path
    sha256: str
    unsealed: str = ""


@dataclass(frozen=True)
class Side:
    """An edition on one side: its pages are in a file, or still to be made.

    `made_of` is the digest of all that they are made of; of a release it is not known. Files of a project that is not
    the one here are named with a label.
    """

    said: Said
    status: str
    pages: Paper | RenderJob
    made_of: str = ""
    label: str = ""

    def looks_like(self, other: Side) -> bool:
        """Tell whether two editions are certainly the same to look at."""
        if self.made_of and self.made_of == other.made_of:
            return True
        sides = [each.pages for each in (self, other) if isinstance(each.pages, Paper)]
        papers = [each.unsealed or each.sha256 for each in sides]
        return len(papers) == 2 and papers[0] == papers[1]


def of_job(job: RenderJob, known: Manifest, label: str = "") -> Side:
    """Return an edition of the plan, with the PDF in output/ if it is the one that would be made.

    A draft is made again without its watermark, which would cover what has changed.
    """
    edition = job.edition
    entry = known.entries.get((edition.variant, edition.language, "pdf"))
    if entry and not entry.draft and entry.digest == job.digest_of("pdf") and entry.intact(job.root):
        made = Paper(job.root, job.root.output / entry.path, entry.sha256)
        return Side(said.of(edition), entry.status, made, job.digest)
    likely = replace(job, likely=known.fit(job.digest, edition.variant, edition.language))
    return Side(said.of(edition), edition.status.value, likely, job.digest, label)
