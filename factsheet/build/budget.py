"""Work out how long each text of an edition can be: if all grow in proportion, and if it alone grows."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from ..core import atomic
from ..core.names import TextKey
from ..core.project import Root
from ..core.wording import counted
from ..page.blocks import HEADINGS
from ..text.markup import Inline
from ..theme.measures import MM
from ..typeset import copyfit
from ..typeset.overflow import HAIR
from ..typeset.placed import Line, Text
from ..typeset.setting import Setting
from ..workers.pool import Workers
from ..workers.task import Step, Task
from . import growth, manifest
from .growth import Length
from .manifest import Budget, Budgets
from .plan import RenderJob

# How full a line is, apart from what it loses to the word that no longer fits.
# Measured by filling every text of the leaflet to its budget, in English, French and Arabic: at 0.9 all 120 fit.
FILLED = 0.9


# In which steps a sheet's spare characters are told.
STEP = 10


def budget(job: RenderJob) -> Budget:
    """Return how long the texts of an edition can be at the smallest size allowed, in characters.

    There is no limit for a text that is not on the page, like the description of a picture.
    """
    setting = copyfit.at(job.edition, job.theme, job.root, job.theme.sizes[-1])
    less: dict[TextKey, int] = {}
    if not setting.fits:  # then the build says what must be shorter, and by how much
        fitted = copyfit.fitted(job.edition, job.theme, job.root, job.english)
        less = {each.key: each.fits for each in fitted.too_long}
    lengths = {text.key: _length(job, setting, text) for text in setting.texts if text.key and text.key not in less}

    def lay(texts: Mapping[TextKey, Inline], sheets: Collection[str]) -> Setting:
        edition = replace(job.edition, text={**job.edition.text, **texts})
        return copyfit.at(edition, job.theme, job.root, setting.size, only=sheets)

    alike = growth.together(setting, lengths, lay)
    texts: dict[TextKey, tuple[int, int | None, int | None]] = {}
    for key, said in job.edition.text.items():
        length = lengths.get(key)
        most = (alike[key], length.alone) if length else (less.get(key), less.get(key))
        texts[key] = len(str(said)), *most
    return Budget(texts, {sheet.name: _to_spare(setting, sheet.name, lengths, alike) for sheet in setting.sheets})


def _length(job: RenderJob, setting: Setting, text: Text) -> Length:
    """Return how long a text is, and how long it can be by itself."""
    now = setting.length(text)
    english = job.english.get(text.key, now)
    alone = now if text.sheet in setting.over else now + _more(setting, text)
    most = growth.ceiling(english)
    return Length(now, alone if most is None else min(alone, max(now, most)), english)


def _to_spare(setting: Setting, sheet: str, lengths: Mapping[TextKey, Length], alike: Mapping[TextKey, int]) -> int:
    """Return how many characters the long texts of a sheet may have more in all, wherever they are spent."""
    here = [text.key for text in setting.texts if text.sheet == sheet and text.key in lengths]
    long = [lengths[key] for key in here if growth.ceiling(lengths[key].english) is None]
    together = sum(alike[key] - lengths[key].now for key in here)
    by_one = min((length.alone - length.now for length in long), default=0) * growth.PROMISED
    return int(min(together, by_one)) // STEP * STEP


def room(job: RenderJob, step: Step) -> list[str]:
    """Return how much room each sheet has at the smallest size allowed, in mm and in lines of body text."""
    step(job.edition.stem, "layout")
    return list(_room_of(job))


def _room_of(job: RenderJob) -> Iterator[str]:
    setting = copyfit.at(job.edition, job.theme, job.root, job.theme.sizes[-1])
    leading = setting.theme.styles["p"].leading or setting.size
    for sheet in setting.sheets:
        lines = counted(int(sheet.spare // leading), "line")
        yield f"{sheet.name}: {sheet.spare / MM:.0f} mm left at {setting.size:g} pt, {lines} of body text"


def _more(setting: Setting, text: Text) -> int:
    """Return how many characters a text may grow by."""
    alike = [
        line for each in setting.texts if each.tag == text.tag and each.leading == text.leading for line in each.lines
    ]
    # A few words may be narrow: added text is assumed to be as wide as all other text in the same style.
    a_letter = max(_letter(text.lines), _letter(alike), 1)
    measure = _measure(setting, text)
    a_line = measure / a_letter
    lost = max(map(len, text.words.split()), default=0) / 2
    # Lines break where their place ends, so next to a QR code a second line would run under it.
    lines = _height(setting, text) // text.leading if measure > text.measure - HAIR else 0
    rest = max(0, (measure - text.lines[-1].width) / a_letter)
    if not lines:
        return int(rest * FILLED)
    return int(max(0, rest - lost) + lines * max(a_line - lost, 1) * FILLED)


def _measure(setting: Setting, text: Text) -> float:
    """Return the width available to a text, in pt: its place, without the end that a QR code covers in print."""
    left, right, first, last = text.left, text.left + text.measure, text.lines[0], text.lines[-1]
    for insert in setting.inserts:
        for code in insert.patches if insert.page == last.page else ():
            if code[1] < last.top + last.height + text.leading and first.top - text.leading < code[3]:
                left, right = (left, min(right, code[0])) if code[0] > last.left else (max(left, code[2]), right)
    return right - left


def _height(setting: Setting, text: Text) -> float:
    """Return the height that a text may grow by, in pt: what is left of its sheet, or of its band.

    A heading outside the bands keeps its number of lines, unless it is beside a text that takes more.
    """
    (spare,) = (sheet.spare for sheet in setting.sheets if sheet.name == text.sheet)
    height = spare + max(text.slack, 0)
    for cell in setting.cells:
        if text in cell.texts:
            return max(0.0, min(height, -cell.excess))
    if text.beside:
        return max(text.slack, 0)
    return 0 if text.tag in HEADINGS else height


def _budget(job: RenderJob, step: Step) -> Budget:
    step(job.edition.stem, "layout")
    return budget(job)


def _letter(lines: Sequence[Line]) -> float:
    """Return the mean width of a letter, in pt."""
    return sum(line.width for line in lines) / max(sum(len(line.words) for line in lines), 1)


def budgets(root: Root, jobs: Sequence[RenderJob], workers: Workers) -> Budgets:
    """Return the budgets of editions, by digest; those already in the manifest are not calculated again.

    They are saved in the manifest, for other programs. Raises Problems for an edition that cannot be laid out.
    """
    with atomic.alone(root.output, root, lambda: None):
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
