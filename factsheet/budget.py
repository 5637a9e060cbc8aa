"""Tell how long each text of an edition may become, the others being as they are, before it has no room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from . import files, fit, manifest
from .boxes import Line, Text
from .fit import Setting
from .manifest import Budgets
from .plan import Job
from .root import Root
from .theme import MM
from .worker import Step, Task
from .workers import Workers

# Of what a line can take, so much is filled, beside what it loses to the word that no longer goes into it.
# Measured by filling every text of the leaflet to its budget, in English, French and Arabic: at 0.9 118 of 120 fit
# (the two: an e-mail address, over and over).
FILLED = 0.9


def budget(job: Job) -> dict[str, tuple[int, int | None]]:
    """Return the length of each text, in characters, and the length that still fits at the smallest size allowed.

    None is for a text that is not on the page, such as the words for a picture: it has no limit.
    """
    setting = fit.at(job.edition, job.theme, job.root, job.theme.sizes[-1])
    found: dict[str, tuple[int, int | None]] = {key: (len(str(text)), None) for key, text in job.edition.text.items()}
    if not setting.fits:  # then nothing has room, and the build says what must be shorter, and to which length
        fitted = fit.fitted(job.edition, job.theme, job.root, job.english)
        less = {each.key: each.fits for each in fitted.too_long}
        on_page = {text.key for text in setting.texts if text.key}
        return found | {key: (found[key][0], less.get(key, found[key][0])) for key in on_page}
    spare = {sheet.name: sheet.spare for sheet in setting.sheets}
    for text in setting.texts:
        if text.key:
            length = len(str(job.edition.text[text.key]))
            found[text.key] = length, length + _room(setting, text, spare[text.sheet])
    return found


def room(job: Job, step: Step) -> list[str]:
    """Return how much room each sheet has at the smallest size allowed, in mm and in lines of body text."""
    step(job.edition.stem, "layout")
    return list(_room_of(job))


def _room_of(job: Job) -> Iterator[str]:
    setting = fit.at(job.edition, job.theme, job.root, job.theme.sizes[-1])
    leading = setting.theme.styles["p"].leading or setting.size
    for sheet in setting.sheets:
        lines = int(sheet.spare // leading)
        yield f"{sheet.name}: {sheet.spare / MM:.0f} mm left at {setting.size:g} pt, {lines} lines of body text"


def _room(setting: Setting, text: Text, spare: float) -> int:
    """Return the characters that a text may grow by."""
    alike = [
        line for each in setting.texts if each.tag == text.tag and each.leading == text.leading for line in each.lines
    ]
    # A few words may be narrow ones: what is added is taken to be as wide as all that is set alike.
    a_letter = max(_letter(text.lines), _letter(alike), 1)
    a_line = text.measure / a_letter
    lost = max(map(len, text.words.split()), default=0) / 2
    lines = (spare + max(text.slack, 0)) // text.leading
    rest = max(0, (text.measure - text.lines[-1].width) / a_letter - lost)
    return int(rest + lines * max(a_line - lost, 1) * FILLED)


def _budget(job: Job, step: Step) -> dict[str, tuple[int, int | None]]:
    step(job.edition.stem, "layout")
    return budget(job)


def _letter(lines: Sequence[Line]) -> float:
    """Return the mean width of a letter, in pt."""
    return sum(line.width for line in lines) / max(sum(len(line.words) for line in lines), 1)


def budgets(root: Root, jobs: Sequence[Job], workers: Workers) -> Budgets:
    """Return the budgets of editions, by their digests; those that the manifest knows are not reckoned again.

    The manifest is told, for other programs. Raises Problems for an edition that cannot be laid out.
    """
    with files.alone(root.output, root, lambda: None):
        known, _ = manifest.read(root)
        found = {job.digest: known.budgets[job.digest] for job in jobs if job.digest in known.budgets}
        for job in jobs:
            if job.digest not in found:
                found[job.digest] = workers.one(Task(job.edition.stem, partial(_budget, job)))
        current = {entry.digest for entry in known.entries.values()}
        kept = {digest: of for digest, of in {**known.budgets, **found}.items() if digest in current}
        if kept != known.budgets:
            manifest.save(replace(known, budgets=kept), root)
    return found
