"""Go the whole road: what is asked for, what of it has changed, make that, put it in place, note it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from ..core import atomic
from ..core.diagnostics import Problem, Problems
from ..core.project import Root
from ..workers.pool import Workers, ready
from ..workers.task import LIMITS, Limits, Step, Task
from . import freshness, manifest
from .freshness import Wanted
from .manifest import Entry, Item, Key, Manifest
from .progress import Row, Teller
from .prune import leftovers, releases, tidy
from .staged import Made

if TYPE_CHECKING:
    from ..theme.model import Theme
    from .plan import Job, Plan

# Each process reads fonts and cuts them down for itself, which takes about as long as an edition.
WORTH_A_PROCESS = 3


@dataclass
class Report:
    """What a build did: a row for each edition, the files that it removed and why, and everything that was wrong."""

    rows: list[Row] = field(default_factory=list)
    removed: list[tuple[str, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def build(
    root: Root,
    wanted: Wanted,
    tell: Teller,
    *,
    force: bool = False,
    processes: int | None = None,
    sweep: bool = True,
    limits: Limits = LIMITS,
) -> Report:
    """Make what is asked for and has changed since it was made; `sweep` away what nobody asks for any more.

    An edition that fails does not stop the others: what is wrong with it stands in the report. Raises
    Problems for what keeps everything from being made; then nothing was written.
    """
    with atomic.alone(root.output, root, tell.waiting):
        known, complaint = manifest.read(root)
        if complaint:
            tell.note(complaint)
        if not force and (entries := freshness.standing(root, known, wanted)):
            return Report(rows=_rows(entries), problems=list(_problems(entries)))
        return _Build(root, wanted, tell, known, limits).run(force=force, processes=processes, sweep=sweep)


class _Build:
    """A build that has something to do."""

    def __init__(self, root: Root, wanted: Wanted, tell: Teller, known: Manifest, limits: Limits) -> None:
        self.root = root
        self.limits = limits
        self.tell = tell
        self.manifest = known
        self.wanted = wanted
        self.report = Report()
        self.seen: dict[str, str] = {}
        self.kept: dict[str, list[Entry]] = {}  # of each edition, what need not be made again

    def run(self, *, force: bool, processes: int | None, sweep: bool) -> Report:
        from .plan import plan

        ready()
        self.plan: Plan = plan(self.root, self.wanted)
        self.report.problems += self.plan.problems
        name, versions = freshness.versions()
        self.made_with = name
        before = self.manifest
        damaged = [key for key, entry in before.entries.items() if not entry.intact(self.root)]
        made_with = {**before.made_with, name: versions}
        self.manifest = replace(before.without(damaged), made_with=made_with, published=self.plan.published)
        stale = []
        for job in self.plan.jobs:
            entries = [] if force else self._standing(job)
            self.manifest = self.manifest.having(entries)
            self.kept[job.edition.stem] = entries
            there = {entry.format for entry in entries}
            if there.issuperset(job.formats):
                self.report.rows += _rows(entries)
                self.report.problems += _problems(entries)
            else:
                formats = [format for format in job.formats if format not in there]
                stale.append(replace(job, formats=formats, size=self._size(job)))
        with Workers(_worth(len(stale), processes), self.limits) as workers:
            if stale:
                self._make(stale, workers)
            if sweep:
                self._sweep()
            self._unpack()
            try:
                self._site(workers)
            except Problems as found:  # the leaflets are there all the same
                self.report.problems += found.problems
        tidy(self.root)
        if self.manifest != before:
            manifest.save(self.manifest, self.root)
        self.report.rows.sort(key=lambda row: self.plan.asked.index((row.chair, row.language)))
        return self.report

    def _standing(self, job: Job) -> list[Entry]:
        """Return the entries of an edition's files that are there, intact, and made of the same as now."""
        found = []
        for format in job.formats:
            entry = self.manifest.entries.get((job.edition.chair, job.edition.language, format))
            # What was wrong with it is told by lines of the sources, which may have moved.
            if (
                entry
                and entry.digest == job.digest_of(format)
                and (not entry.problems or entry.sources == self._sources(job))
            ):
                found.append(replace(entry, sources=self._sources(job)))
        return found

    def _size(self, job: Job) -> float:
        """Return the size at which just this edition was found to fit, if it was; none is 0."""
        return next((entry.size for entry in self.manifest.entries.values() if entry.digest == job.digest), 0)

    def _sources(self, job: Job) -> dict[str, str]:
        master = self.plan.published.languages[0]
        chair, language = job.edition.chair, job.edition.language
        return freshness.sources_of(self.root, master, chair, language, self.seen)

    def _make(self, stale: Sequence[Job], workers: Workers) -> None:
        jobs = {job.edition.stem: job for job in stale}
        tasks = [Task(name, partial(_made, job)) for name, job in jobs.items()]
        with self.tell.making(len(stale)):
            for task, made in workers.each(tasks, self.tell.step):
                job = jobs[task.name]
                if isinstance(made, Problems):
                    self.report.problems += made.problems
                    self.tell.failed(job.edition.stem)
                    continue
                try:
                    row = self._put(job, made)
                except Problems as found:
                    self.report.problems += found.problems
                    self.tell.failed(job.edition.stem)
                else:
                    self.report.rows.append(row)
                    self.report.problems += made.problems
                    self.tell.done(row)

    def _put(self, job: Job, made: Made) -> Row:
        """Put an edition's files in place, and note them.

        The manifest never lies, whenever it is read: a file that is to change is struck out before.
        """
        edition, chair = job.edition, self.plan.sources.chairs[job.edition.chair].facts
        keys: list[Key] = [(edition.chair, edition.language, piece.format) for piece in made.pieces]
        old = {key: self.manifest.entries[key] for key in keys if key in self.manifest.entries}
        entries = [
            Entry(
                path=f"{edition.chair}/{piece.path.name}",
                chair=edition.chair,
                language=edition.language,
                format=piece.format,
                pages=made.pages,
                size=float(made.size),
                bytes=piece.bytes,
                sha256=piece.sha256,
                draft=made.draft,
                digest=job.digest_of(piece.format),
                made_with=self.made_with,
                sources=self._sources(job),
                problems=[each.told() for each in made.problems],
                locale=edition.locale,
                country=chair.country,
                since=chair.since.isoformat(),
                revised=edition.revised.isoformat(),
                open=made.open,
            )
            for piece in made.pieces
        ]
        changing = [
            e.key for e in entries if e.key in old and (e.path, e.sha256) != (old[e.key].path, old[e.key].sha256)
        ]
        if changing:
            manifest.save(self.manifest.without(changing), self.root)
        for piece in made.pieces:
            atomic.place(piece.beside, piece.path, self.root)
        for entry in old.values():
            if entry.path not in {each.path for each in entries}:  # a draft that is one no more
                self._remove(entry.path, f"it is {entries[0].path.rpartition('/')[2].rpartition('.')[0]} now")
        self.manifest = self.manifest.having(entries)
        manifest.save(self.manifest, self.root)
        return _rows([*self.kept[edition.stem], *entries], made.seconds)[0]

    def _sweep(self) -> None:
        """Remove what no source asks for any more. A build of some editions only removes what was left of these."""
        asked = set(self.plan.asked)
        failed = asked - {(row.chair, row.language) for row in self.report.rows}
        gone = [key for key in self.manifest.entries if key[:2] not in asked] if self.wanted.everything else []
        if gone:
            paths = [self.manifest.entries[key].path for key in gone]
            self.manifest = self.manifest.without(gone)
            manifest.save(self.manifest, self.root)
            for path in paths:
                self._remove(path, "leaflet.yaml does not publish it")
        kept = {entry.path for entry in self.manifest.entries.values()}
        for path, edition in leftovers(self.root, self.plan.sources.leaflet.name):
            if path not in kept and edition not in failed and (self.wanted.everything or edition in asked):
                self._remove(path, "no source asks for it")

    def _site(self, workers: Workers) -> None:
        """Make the download page of what is there now."""
        wanted = freshness.site_of(self.root, self.manifest)
        before = self.manifest.site
        kept = {
            name: before[name]
            for name, of in wanted.items()
            if name in before and before[name].made_of == of and before[name].intact(self.root, name)
        }
        if kept == before and kept.keys() == wanted.keys():
            return
        self.manifest = replace(self.manifest, site=kept)
        manifest.save(self.manifest, self.root)
        for name in before.keys() - wanted.keys():
            self._remove(name, "it packed what is not there any more")
        made = dict(kept)
        for name in [
            name for name in wanted if name not in kept
        ]:  # the page comes last, and says how large the ZIPs are
            download = partial(_download, self.root, self.manifest, self.plan.theme, name)
            content = workers.one(Task(f"output/{name}", download))
            atomic.put([(self.root.output / name, content)], self.root)
            made[name] = Item(len(content), atomic.sha256(content), wanted[name])
        self.manifest = replace(self.manifest, site=made)

    def _unpack(self) -> None:
        """Remove the ZIPs of chairs of which something that is published was made anew."""
        public = self.plan.published
        made = {row.chair for row in self.report.rows if row.seconds is not None and row.language in public.languages}
        for path, chair in releases(self.root, self.plan.sources.leaflet.name):
            if chair in made or chair not in public.chairs:
                self._remove(path, "it was packed before; make release makes it anew")

    def _remove(self, path: str, why: str) -> None:
        if not self.root.holds((self.root.output / path).parent):
            return  # a link that leads out of the project: what is there is not ours
        with suppress(OSError):
            (self.root.output / path).unlink()
            self.report.removed.append((path, why))


# In a worker: what these take to import is not imported here


def _made(job: Job, step: Step) -> Made:
    from .worker import made

    return made(job, step)


def _download(root: Root, known: Manifest, theme: Theme, name: str, step: Step) -> bytes:
    from . import download_page

    step(name, "the download page")
    return download_page.makers(root, known, theme)[name]()


def _worth(number: int, processes: int | None) -> int:
    """Return how many processes so many editions are worth, where it is not said: no more than there are cores."""
    return min(processes or max(1, min(os.cpu_count() or 1, number // WORTH_A_PROCESS)), max(1, number))


def _rows(entries: Sequence[Entry], seconds: float | None = None) -> list[Row]:
    """Return a row for each edition of some entries."""
    rows: dict[tuple[str, str], Row] = {}
    for entry in entries:
        row = rows.setdefault(
            (entry.chair, entry.language), Row(entry.chair, entry.language, entry.draft, entry.pages, {}, seconds)
        )
        row.sizes[entry.format] = entry.bytes
    return list(rows.values())


def _problems(entries: Sequence[Entry]) -> Iterator[Problem]:
    """Yield what was wrong with editions when they were made, and still is."""
    yield from (Problem.of(told) for entry in entries for told in entry.problems)
