"""Check a laid-out page: what does not fit, what is left alone, what is too pale."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

import lxml.html

from ..build import refusal
from ..build.plan import RenderJob
from ..core import inputs
from ..core.diagnostics import Place, Problem
from ..core.project import Root
from ..theme import contrast
from ..theme.measures import MM
from ..typeset.copyfit import Fitted, Setting
from ..typeset.placed import Line, Text
from .findings import Finding, Weight

# A sheet with less of it used looks unfinished (the leaflet uses 90 % and more).
FULL = 0.7
# The last line of a text, alone on it: fewer letters than this look lost.
RUNT = 5


def of_page(job: RenderJob, fitted: Fitted) -> Iterator[Finding]:
    """Find what is wrong on the laid-out page."""
    setting = fitted.setting
    for kind, problem in refusal.refusals(job, fitted):
        yield Finding(Weight.ERROR, problem, kind, job.edition.stem)
    layout = Place(job.root.name(job.root.layout / "page.html.j2"))
    for weight, kind, place, what, hint in (
        *_sheets(setting, layout),
        *_lines(setting, job, layout),
        *_headings(setting, job),
        *_ends(setting, job),
        *_contrasts(setting, job.root),
        *_elements(setting, layout),
    ):
        # A colour is the same in every edition, so it is reported once.
        yield Finding(weight, Problem(place, what, hint), kind, "" if kind == "contrast" else job.edition.stem)


Said = tuple[Weight, str, Place, str, str]


def _sheets(setting: Setting, layout: Place) -> Iterator[Said]:
    for sheet in setting.sheets:
        if sheet.used < FULL * sheet.room:
            empty = sheet.spare / MM
            full = int(sheet.used / sheet.room * 100)  # 69.6 is less than 70
            what = f"the sheet {sheet.name} is {full}% full, with {empty:.0f} mm empty"
            yield Weight.WARNING, "empty", layout, what, f"aim for {FULL:.0%} or more: use a larger size, or add text"


def _lines(setting: Setting, job: RenderJob, layout: Place) -> Iterator[Said]:
    """Find lines that overlap."""
    texts = [(text, line) for text in setting.texts for line in text.lines if line.words.strip()]
    for (one, line), (other, further) in combinations(texts, 2):
        if one is not other and _overlap(line, further):
            what = f'"{further.words.strip()[:40]}" overlaps "{line.words.strip()[:40]}"'
            yield Weight.ERROR, "collision", _place(job, other, layout), what, "move them apart in the layout"


def _overlap(one: Line, other: Line) -> bool:
    """Tell whether two lines share more than a third of a line's height, and more than a hair of width."""
    if one.page != other.page:
        return False
    beside = min(one.left + one.width, other.left + other.width) - max(one.left, other.left)
    above = min(one.top + one.height, other.top + other.height) - max(one.top, other.top)
    return beside > 1 and above > min(one.height, other.height) / 3


def _headings(setting: Setting, job: RenderJob) -> Iterator[Said]:
    """Find headings whose text does not follow in the same column."""
    for heading, text in pairwise(setting.texts):
        if heading.tag in ("h2", "h3", "h4") and heading.parent == text.parent:
            end, begin = heading.lines[-1], text.lines[0]
            if end.page != begin.page or begin.top < end.top:
                place = _place(job, heading, Place(job.file))
                what = f'the heading "{heading.words}" is alone at the end of a column or page'
                yield (
                    Weight.WARNING,
                    "lone-heading",
                    place,
                    what,
                    "shorten the text before it, or keep it together with what follows",
                )


def _ends(setting: Setting, job: RenderJob) -> Iterator[Said]:
    """Find last lines that are alone in the next column, and last words that are alone in their line."""
    for text in setting.texts:
        if len(text.lines) < 2:
            continue
        before, last = text.lines[-2:]
        if last.page != before.page or last.top < before.top:
            what = f"the last line of {text.key} is alone in another column or on another page"
            yield (
                Weight.WARNING,
                "widow",
                _place(job, text, Place(job.file)),
                what,
                "shorten or lengthen it by a few words",
            )
        elif len(text.lines) > 2 and len(last.words.strip()) < RUNT:
            what = f'the last line of {text.key} is only "{last.words.strip()}"'
            yield Weight.NOTE, "short-end", _place(job, text, Place(job.file)), what, "shorten or lengthen it by a word"


def _contrasts(setting: Setting, root: Root) -> Iterator[Said]:
    """Find words with too little contrast (WCAG 2.2, 1.4.3, level AA)."""
    seen: dict[tuple[str, str], tuple[float, float, str]] = {}
    for text in setting.texts:
        for ink in text.inks:
            ratio, needed = contrast.ratio(ink.colour, ink.fill), contrast.needed(ink.size, bold=ink.bold)
            if ratio < needed:
                pair = contrast.as_hex(ink.colour), contrast.as_hex(ink.fill)
                seen.setdefault(pair, (ratio, needed, text.words[:40]))
    for (colour, fill), (ratio, needed, words) in seen.items():
        what = f'{colour} on {fill} ("{words}") has a contrast of {ratio:.2f}:1, but needs {needed:g}:1'
        yield Weight.ERROR, "contrast", _colour(root, colour), what, "make one darker or the other lighter"


def _colour(root: Root, colour: str) -> Place:
    """Return where the theme names a colour."""
    path = root.layout / "theme.yaml"
    for number, line in enumerate(inputs.text(root, path, inputs.SOURCE).splitlines(), 1):
        if (column := line.find(colour)) >= 0:
            return Place(root.name(path), number, column + 1, line)
    return Place(root.name(path))


def _elements(setting: Setting, layout: Place) -> Iterator[Said]:
    """Find pictures without alternative text."""
    tree = lxml.html.document_fromstring(setting.page.html)
    for picture in tree.iter("img"):
        if not (picture.get("alt") or "").strip():
            what = f"the picture {picture.get('src', '').partition(':')[2]} has no alternative text"
            yield Weight.ERROR, "alt", layout, what, 'write alt="..."; for decoration use data-picture'


def _place(job: RenderJob, text: Text, otherwise: Place) -> Place:
    return job.places.get(text.key, otherwise)
