"""Release a variant: a dated folder of files without faults, and of what proves where they come from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..build import manifest, released, releases
from ..build.manifest import Entry
from ..build.plan import Plan, RenderJob
from ..build.released import Document, Release
from ..changes import between, said
from ..core import atomic, fingerprint
from ..core.diagnostics import Place, Problem, Problems
from ..core.formats import DOCUMENTS, FURTHER
from ..core.names import LanguageTag, VariantId, stem
from ..core.project import Root
from ..core.status import Status
from ..seal.sealer import Sealer
from . import bill, dossier
from .dossier import Files
from .findings import Finding, Weight
from .runner import Review
from .sealed import sealed

# What a reviewer still has to do. Other warnings are printed, but do not keep a leaflet back.
OPEN = {"missing", "outdated", "unconfirmed"}
# What decides whether the texts of an edition are those that were released.
DIGESTED = {"variant", "heading", "since", "language", "locale", "facts", "lists", "texts", "unofficial"}
# The formats that a release keeps: what people receive, and the picture on the download page. A web page leads to the
# page beside it, and would lead nowhere from here.
KEPT = (*DOCUMENTS, "picture")


@dataclass(frozen=True)
class Outcome:
    """What happened to a variant: its release, whether it is `new`, or what keeps it back.

    `since` is the release before a new one, `doubts` are what could not be compared with that.
    """

    variant: VariantId
    release: Release | None = None
    new: bool = False
    problems: Sequence[Problem] = ()
    since: Release | None = None
    doubts: Sequence[Problem] = ()


def released_now(
    root: Root,
    reviewed: Review,
    day: date,
    sealer: Sealer | None = None,
    *,
    drafts: bool = False,
    anyway: bool = False,
) -> Iterator[Outcome]:
    """Release each variant that was reviewed, on a day; yield what happened to each. One held back stops no other.

    Its PDFs are sealed if there is a `sealer`. A release that holds the same as the last one of its variant, sealed or
    not, is not made again, and one with new texts under an old date only if it is meant `anyway`: it could not be taken
    back. Raises Problems for what is wrong with everything.
    """
    plan = reviewed.plan
    if not plan:
        raise Problems(held_back(reviewed.findings, (), drafts=drafts))
    for variant in dict.fromkeys(variant for variant, _ in plan.asked):
        try:
            found = _about(reviewed, variant)
            yield _released(root, plan, found, variant, day, sealer, drafts=drafts, anyway=anyway)
        except Problems as found:
            yield Outcome(variant, problems=found.problems)


def held_back(findings: Iterable[Finding], entries: Iterable[Entry], *, drafts: bool) -> Iterator[Problem]:
    """Yield what keeps the leaflets from being released. `drafts` lets them out as drafts, marked as such."""
    first = [each for each in findings if each.weight is Weight.ERROR or (each.kind in OPEN and not drafts)]
    yield from (finding.problem for finding in first)
    for entry in entries:
        if entry.draft and not drafts and not first:  # otherwise the reason has been reported
            what = "drafts are not released"
            yield Problem(Place(f"output/{entry.path}"), what, "correct what is reported, or add drafts=yes")


def _about(reviewed: Review, variant: VariantId) -> list[Finding]:
    """Return the findings that concern a variant: all but those of the editions, or in the file, of another."""
    plan = reviewed.plan
    assert plan
    stems = {job.edition.stem for job in plan.jobs if job.edition.variant != variant}
    own, others = (
        {problem for (of, _), found in plan.refused.items() for problem in found if (of == variant) is mine}
        for mine in (True, False)
    )
    files = {plan.sources.own_file(each) for each in plan.sources.every} - {plan.sources.own_file(variant)}

    def elsewhere(each: Finding) -> bool:
        problem = each.problem
        return each.edition in stems or problem.place.file in files or problem in others - own

    return [each for each in reviewed.findings if not elsewhere(each)]


def _released(
    root: Root,
    plan: Plan,
    findings: Sequence[Finding],
    variant: VariantId,
    day: date,
    sealer: Sealer | None,
    *,
    drafts: bool,
    anyway: bool,
) -> Outcome:
    """Return the release of a variant. Raises Problems for what keeps it back."""
    jobs = {job.edition.language: job for job in plan.jobs if job.edition.variant == variant}
    known, _ = manifest.read(root)
    entries = [
        known.entries[key]
        for language in jobs
        for format in KEPT
        if (key := (variant, language, format)) in known.entries
    ]
    if problems := list(held_back(findings, entries, drafts=drafts)):
        raise Problems(problems)
    if not entries:
        raise Problems(
            [Problem(Place(variant or "release"), "there is nothing to release", "leave out fewer languages")]
        )
    files = dossier.documents(root, entries)
    before = released.latest(root).get(variant)
    release = _described(plan, variant, day, entries, jobs)
    if before and before.holds({each.name: each.sha256 for each in release.documents}):
        return Outcome(variant, before)
    if before and not anyway and (problems := list(_not_revised(plan, jobs.values(), before, release))):
        raise Problems(problems)
    while (releases.folder(root) / release.folder).exists():
        release = release.model_copy(update={"number": release.number + 1})
    if sealer:
        release, files = sealed(release, files, sealer)
    doubts: Sequence[Problem] = ()
    if before:
        page, doubts = between.page_of(root, plan, before, release, entries)
        files = {**files, between.PAGE: page}
    whole = _files(root, plan, release, files, jobs)
    atomic.put_folder(releases.folder(root) / release.folder, whole, root)
    return Outcome(variant, release, new=True, since=before, doubts=doubts)


def _described(
    plan: Plan, variant: VariantId, day: date, entries: Sequence[Entry], jobs: Mapping[LanguageTag, RenderJob]
) -> Release:
    """Return what a release says about itself."""
    return Release(
        variant=variant,
        heading=next(iter(jobs.values())).edition.heading,
        since=next(iter(jobs.values())).edition.since,
        day=day,
        revised={language: job.edition.revised for language, job in jobs.items()},
        status={each.language: Status(each.status) for each in entries},
        pages=max(each.pages for each in entries if each.format not in FURTHER),
        texts={language: _texts(job) for language, job in jobs.items()},
        documents=tuple(
            Document(
                name=Path(each.path).name,
                language=each.language,
                format=each.format,
                bytes=each.bytes,
                sha256=each.sha256,
            )
            for each in entries
        ),
        packed=f"{stem(plan.sources.settings.name, variant)}-released-{day}.zip",
        made_with=fingerprint.made_with(),
    )


def _texts(job: RenderJob) -> str:
    """Return the digest of what an edition says, whatever its date."""
    return fingerprint.digest(dossier.as_json(said.of(job.edition).model_dump(mode="json", include=DIGESTED)))


def _files(
    root: Root,
    plan: Plan,
    release: Release,
    files: Files,
    jobs: Mapping[LanguageTag, RenderJob],
) -> list[tuple[str, bytes]]:
    """Return all files of a release, their sums last."""
    name, variant = plan.sources.settings.name, release.variant
    materials = bill.of_release(root, release, plan.theme)
    whole = {
        **files,
        **{said.file(name, variant, id): dossier.as_json(said.data(job.edition)) for id, job in jobs.items()},
        release.packed: dossier.packed(files, release.documents, materials),
        bill.NAME: materials,
        dossier.SOURCES: dossier.sources(root, plan.sources, variant, {id: job.edition for id, job in jobs.items()}),
        released.ABOUT: dossier.as_json(release.model_dump(mode="json")),
    }
    return [*whole.items(), (dossier.SUMS, dossier.sums(whole, release.documents))]


def _not_revised(plan: Plan, jobs: Iterable[RenderJob], before: Release, now: Release) -> Iterator[Problem]:
    """Yield what is still dated as in the last release, though its texts have changed since."""
    for job in jobs:
        language = job.edition.language
        changed = before.texts.get(language, now.texts[language]) != now.texts[language]
        if changed and before.revised[language] == now.revised[language]:
            what = f"its texts have changed since the release of {before.day}, but its date has not"
            own = plan.sources.variants[now.variant].settings.revised
            file = plan.sources.declared.file(now.variant) if own else "sources/factsheet.yaml"
            hint = f'change "revised" in {file}; or, if the date is right as it is, type: make release anyway=yes'
            yield Problem(Place(job.edition.stem), what, hint)
