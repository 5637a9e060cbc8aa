"""What the leaflet is compared with: releases, or what some sources make, with the layout and fonts beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from ..build.cards import day
from ..build.manifest import Manifest
from ..build.plan import Plan
from ..build.released import Release
from ..core.diagnostics import Place, Problem, Problems
from ..core.names import EditionId, VariantId
from ..core.project import Root
from . import said, sides
from .sides import Paper, Side

PDF = "pdf"


class Version(Protocol):
    """A state of the leaflet: its editions, and what each was part of, in words after the relation to it.

    `later` are the options by which git finds what was saved since; none if it does not know.
    """

    @property
    def relation(self) -> str: ...

    @property
    def editions(self) -> Sequence[EditionId]: ...

    def has(self, edition: EditionId) -> bool: ...

    def origin(self, edition: EditionId) -> str: ...

    def later(self, edition: EditionId) -> tuple[str, ...]: ...

    def side(self, edition: EditionId) -> Side:
        """Return an edition. Raises Problems if it cannot be read, or could not be made."""
        ...


def titled(release: Release) -> str:
    """Return in words which release it is."""
    return (
        f"the release of {day(release.day)}"
        if release.number == 1
        else f"release {release.number} from {day(release.day)}"
    )


@dataclass(frozen=True)
class Released:
    """Some releases, one for each variant, and the folder of each in a project or elsewhere."""

    root: Root
    releases: Mapping[VariantId, tuple[Path, Release]]
    relation: str = "since"

    @property
    def editions(self) -> Sequence[EditionId]:
        return [(variant, language) for variant, (_, release) in self.releases.items() for language in release.revised]

    def has(self, edition: EditionId) -> bool:
        return edition[0] in self.releases and edition[1] in self.releases[edition[0]][1].revised

    def origin(self, edition: EditionId) -> str:
        return titled(self.releases[edition[0]][1])

    def later(self, edition: EditionId) -> tuple[str, ...]:
        return (f"--since={self.releases[edition[0]][1].day}T00:00:00",)

    def side(self, edition: EditionId) -> Side:
        variant, language = edition
        folder, release = self.releases[variant]
        paper = next((each for each in release.of(language) if each.format == PDF), None)
        if paper is None:
            what = f"the release has no PDF in {language}"
            raise Problems([Problem(Place(self.root.name(folder)), what, "restore it from a copy")])
        name = release.name_of(paper)
        words = said.read(self.root, folder / said.file(name, variant, language))
        status = release.status[language].value if language in release.status else ""
        return Side(words, status, Paper(self.root, folder / paper.name, paper.sha256, paper.made))


@dataclass(frozen=True)
class Planned:
    """What some sources make, under a name; the files there are named with a label. `range` is for git."""

    plan: Plan
    name: str
    known: Manifest = field(default_factory=Manifest)
    label: str = ""
    range: tuple[str, ...] = ()
    relation: str = "since"

    @property
    def editions(self) -> Sequence[EditionId]:
        return self.plan.asked

    def has(self, edition: EditionId) -> bool:
        return edition in self.plan.asked

    def origin(self, edition: EditionId) -> str:
        return self.name

    def later(self, edition: EditionId) -> tuple[str, ...]:
        return self.range

    def side(self, edition: EditionId) -> Side:
        for job in self.plan.jobs:
            if (job.edition.variant, job.edition.language) == edition:
                return sides.of_job(job, self.known, self.label)
        raise Problems(self.plan.problems)


@dataclass(frozen=True)
class Swapped:
    """The editions of one variant, which stand for those of all others: to compare these with it."""

    version: Version
    variant: VariantId
    relation: str = "compared with"

    def has(self, edition: EditionId) -> bool:
        return self.version.has((self.variant, edition[1]))

    @property
    def editions(self) -> Sequence[EditionId]:
        return ()

    def origin(self, edition: EditionId) -> str:
        return f"{self.variant}, {self.version.origin((self.variant, edition[1]))}"

    def later(self, edition: EditionId) -> tuple[str, ...]:
        return ()

    def side(self, edition: EditionId) -> Side:
        return self.version.side((self.variant, edition[1]))


@dataclass(frozen=True)
class Ready:
    """Editions that are there already, under a name."""

    name: str
    sides: Mapping[EditionId, Side]
    relation: str = "since"

    @property
    def editions(self) -> Sequence[EditionId]:
        return list(self.sides)

    def has(self, edition: EditionId) -> bool:
        return edition in self.sides

    def origin(self, edition: EditionId) -> str:
        return self.name

    def later(self, edition: EditionId) -> tuple[str, ...]:
        return ()

    def side(self, edition: EditionId) -> Side:
        return self.sides[edition]
