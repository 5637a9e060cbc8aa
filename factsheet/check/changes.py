"""Tell what differs between the latest release of each chair and the texts and facts as they are now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, ValidationError

from ..build import released, releases
from ..build.plan import Plan, RenderJob
from ..build.released import Release
from ..core import inputs
from ..core.diagnostics import Place, Problem, Problems
from ..core.names import ChairId, LanguageTag
from ..core.project import Root
from . import dossier

NOT_THERE = "(not there)"


class _Member(BaseModel):
    name: str


class _Said(BaseModel):
    """What an edition says, as a release has it and as `dossier.said` returns it."""

    model_config = ConfigDict(extra="ignore")

    revised: str
    facts: Mapping[str, str]
    members: Sequence[_Member]
    texts: Mapping[str, str]
    unofficial: str | None

    @property
    def parts(self) -> dict[str, str]:
        """Return everything by a name: texts by their keys, facts as placeholders."""
        return {
            "revised": self.revised,
            "members": ", ".join(each.name for each in self.members),
            **{f"{{{key}}}": value for key, value in self.facts.items()},
            **self.texts,
            "terms.unofficial_translation": self.unofficial or "",
        }


@dataclass(frozen=True)
class Change:
    """A text or fact, as it was released and as it is now."""

    key: str
    before: str
    now: str


@dataclass(frozen=True)
class Compared:
    """An edition and what has changed in it since a release: None if it is not in there, or no longer made."""

    chair: ChairId
    language: LanguageTag
    direction: str
    release: Release | None
    changes: Sequence[Change] | None


def since_released(root: Root, planned: Plan) -> Iterator[Compared]:
    """Compare the editions of a plan with the latest release of their chairs. Raises Problems for one without texts."""
    latest = released.latest(root)
    for job in planned.jobs:
        edition = job.edition
        release = latest.get(edition.chair)
        found = list(_changes(root, release, job)) if release and edition.language in release.revised else None
        yield Compared(edition.chair, edition.language, edition.direction, release, found)


def _changes(root: Root, release: Release, job: RenderJob) -> Iterator[Change]:
    before, now = _released(root, release, job).parts, _Said.model_validate(dossier.said(job.edition)).parts
    for key in {**now, **before}:
        if before.get(key) != now.get(key):
            yield Change(key, before.get(key) or NOT_THERE, now.get(key) or NOT_THERE)


def _released(root: Root, release: Release, job: RenderJob) -> _Said:
    """Return what an edition said when it was released."""
    name = dossier.name_of_said(job.edition.name, release.chair, job.edition.language)
    path = releases.folder(root) / release.folder / name
    try:
        return _Said.model_validate_json(inputs.read(root, path, inputs.MANIFEST))
    except ValidationError:
        hint = "restore the folder of the release from a copy"
        raise Problems([Problem(Place(root.name(path)), "this is not the file that was released", hint)]) from None
