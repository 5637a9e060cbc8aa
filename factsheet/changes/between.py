"""Show what has changed between two releases of a variant, from the files that they hold.

Nobody is named: a release goes out to everyone. The same releases give the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..build import releases
from ..build.freshness import Selection
from ..build.manifest import Entry
from ..build.plan import Plan
from ..build.released import Release
from ..core.diagnostics import Problem
from ..core.names import EditionId
from ..core.project import Root
from . import page, rendering, review, said
from .sides import Paper, Side
from .versions import PDF, Ready, Released, titled

PAGE = "changes.html"


def page_of(
    root: Root, plan: Plan, before: Release, now: Release, entries: Sequence[Entry]
) -> tuple[bytes, Sequence[Problem]]:
    """Return the page, and what could not be compared; the newer release is made of `entries`, and still to be written.

    Raises Problems for a fault in the template of the page.
    """
    papers = {entry.key[:2]: entry for entry in entries if entry.format == PDF}
    sides: dict[EditionId, Side] = {}
    for job in plan.jobs:
        edition = job.edition
        if entry := papers.get((edition.variant, edition.language)):
            paper = Paper(root, root.output / entry.path, entry.sha256)
            sides[edition.variant, edition.language] = Side(said.of(edition), entry.status, paper)
    old = Released(root, {before.variant: (releases.folder(root) / before.folder, before)})
    new = Ready(titled(now), sides)
    found = list(review.review(old, new, Selection()))
    heading = page.heading(titled(before), new.name, plan.sources)
    problems = [problem for each in found for problem in each.problems]
    return rendering.written(root, plan.theme, page.of_editions(heading, found)), problems
