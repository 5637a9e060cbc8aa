"""Check everything about editions that are there: findings, each with its place, what, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import lxml.html

from ..build import refusal
from ..build.manifest import Entry
from ..build.plan import Job
from ..core import inputs
from ..core.diagnostics import Place, Problem
from ..core.project import Root
from ..edition import overlays
from ..preflight import runner
from ..source.lock import State
from ..source.sources import Sources
from ..theme import contrast
from ..theme.measures import MM
from ..typeset.copyfit import Fitted, Setting
from ..typeset.placed import Line, Text
from . import counted, lost_words, text_extraction, validators, word_pages

# A sheet with less of it used looks unfinished (the leaflet uses 90 % and more).
FULL = 0.7
# The last line of a text, alone on it: fewer letters than this look lost.
RUNT = 5


class Weight(IntEnum):
    """How bad a finding is: an error keeps a leaflet from being released, a warning should be looked at."""

    ERROR = 0
    WARNING = 1
    NOTE = 2


@dataclass(frozen=True, order=True)
class Finding:
    """Something that was found. `kind` is a word for programs, `edition` is empty for what is true of all."""

    weight: Weight
    problem: Problem
    kind: str
    edition: str = ""


def of_sources(sources: Sources, languages: Sequence[str]) -> Iterator[Finding]:
    """Find what is not translated, outdated, not confirmed, or without its English."""
    weights = {State.MISSING: Weight.WARNING, State.OUTDATED: Weight.WARNING, State.UNCONFIRMED: Weight.NOTE}
    remedies = {
        State.MISSING: "translate it",
        State.OUTDATED: "translate it anew, or confirm it",
        State.UNCONFIRMED: "have it read, and confirm it",
    }
    for id in languages:
        language = sources.languages[id]
        if language.located is sources.master.located:
            continue
        for pair in overlays.pairs(sources, language):
            if pair.state in weights:
                problem = Problem(pair.place(), f"{pair.id} is {pair.state.value}", remedies[pair.state])
                yield Finding(weights[pair.state], problem, pair.state.value)
        for key in language.orphans:
            problem = Problem(language.place(key), f"the English of {key} is gone", "delete it when nobody misses it")
            yield Finding(Weight.NOTE, problem, "orphaned")


def of_page(job: Job, fitted: Fitted) -> Iterator[Finding]:
    """Find what is wrong on the page as it is laid out."""
    setting = fitted.setting
    for kind, problem in refusal.refusals(job, fitted):
        yield Finding(Weight.ERROR, problem, kind, job.edition.stem)
    layout = Place(job.root.name(job.root.layout / "leaflet.html.j2"))
    for weight, kind, place, what, remedy in (
        *_sheets(setting, layout),
        *_lines(setting, job, layout),
        *_headings(setting, job),
        *_ends(setting, job),
        *_contrasts(setting, job.root),
        *_elements(setting, layout),
    ):
        # A colour is the same in every edition: told once.
        yield Finding(weight, Problem(place, what, remedy), kind, "" if kind == "contrast" else job.edition.stem)


Said = tuple[Weight, str, Place, str, str]


def _sheets(setting: Setting, layout: Place) -> Iterator[Said]:
    for sheet in setting.sheets:
        if sheet.used < FULL * sheet.room:
            empty = sheet.spare / MM
            what = f"the sheet {sheet.name} is {sheet.used / sheet.room:.0%} full; {empty:.0f} mm are empty"
            yield Weight.WARNING, "empty", layout, what, f"let it be {FULL:.0%} or more: a larger size, or more to say"


def _lines(setting: Setting, job: Job, layout: Place) -> Iterator[Said]:
    """Find lines that stand on one another, or in print under a QR code."""
    for near in setting.covered:
        what = f'in print "{near.words[:40]}" runs {-near.gap / MM:.1f} mm under a QR code or its words'
        remedy = "shorten it, or set them apart in the layout"
        yield Weight.ERROR, "collision", _place(job, near.text, layout), what, remedy
    texts = [(text, line) for text in setting.texts for line in text.lines if line.words.strip()]
    for (one, line), (other, further) in combinations(texts, 2):
        if one is not other and _overlap(line, further):
            what = f'"{further.words.strip()[:40]}" stands on "{line.words.strip()[:40]}"'
            yield Weight.ERROR, "collision", _place(job, other, layout), what, "set them apart in the layout"


def _overlap(one: Line, other: Line) -> bool:
    """Tell whether two lines share more than a third of a line's height, and more than a hair of width."""
    if one.page != other.page:
        return False
    beside = min(one.left + one.width, other.left + other.width) - max(one.left, other.left)
    above = min(one.top + one.height, other.top + other.height) - max(one.top, other.top)
    return beside > 1 and above > min(one.height, other.height) / 3


def _headings(setting: Setting, job: Job) -> Iterator[Said]:
    """Find headings that what they head does not follow in the same column."""
    for heading, text in pairwise(setting.texts):
        if heading.tag in ("h2", "h3", "h4") and heading.parent == text.parent:
            end, begin = heading.lines[-1], text.lines[0]
            if end.page != begin.page or begin.top < end.top:
                place = _place(job, heading, Place(job.file))
                what = f'the heading "{heading.words}" stands alone at the end of a column or page'
                yield (
                    Weight.WARNING,
                    "lone-heading",
                    place,
                    what,
                    "shorten what stands before it, or keep them together",
                )


def _ends(setting: Setting, job: Job) -> Iterator[Said]:
    """Find last lines that stand alone in the next column, and last words that stand alone in their line."""
    for text in setting.texts:
        if len(text.lines) < 2:
            continue
        before, last = text.lines[-2:]
        if last.page != before.page or last.top < before.top:
            what = f"the last line of {text.key} stands alone in another column or on another page"
            yield (
                Weight.WARNING,
                "widow",
                _place(job, text, Place(job.file)),
                what,
                "shorten or lengthen it by a few words",
            )
        elif len(text.lines) > 2 and len(last.words.strip()) < RUNT:
            what = f'the last line of {text.key} is "{last.words.strip()}" alone'
            yield Weight.NOTE, "short-end", _place(job, text, Place(job.file)), what, "shorten or lengthen it by a word"


def _contrasts(setting: Setting, root: Root) -> Iterator[Said]:
    """Find words that are too pale on what they stand on (WCAG 2.2, 1.4.3, level AA)."""
    seen: dict[tuple[str, str], tuple[float, float, str]] = {}
    for text in setting.texts:
        for ink in text.inks:
            ratio, needed = contrast.ratio(ink.colour, ink.fill), contrast.needed(ink.size, bold=ink.bold)
            if ratio < needed:
                pair = contrast.as_hex(ink.colour), contrast.as_hex(ink.fill)
                seen.setdefault(pair, (ratio, needed, text.words[:40]))
    for (colour, fill), (ratio, needed, words) in seen.items():
        what = f'{colour} on {fill} ("{words}") has a contrast of {ratio:.2f}:1, and needs {needed:g}:1'
        yield Weight.ERROR, "contrast", _colour(root, colour), what, "make the one darker, or the other lighter"


def _colour(root: Root, colour: str) -> Place:
    """Return where the theme names a colour."""
    path = root.layout / "theme.yaml"
    for number, line in enumerate(inputs.text(root, path, inputs.SOURCE).splitlines(), 1):
        if (column := line.find(colour)) >= 0:
            return Place(root.name(path), number, column + 1, line)
    return Place(root.name(path))


def _elements(setting: Setting, layout: Place) -> Iterator[Said]:
    """Find pictures without words for those who cannot see them."""
    tree = lxml.html.document_fromstring(setting.page.html)
    for picture in tree.iter("img"):
        if not (picture.get("alt") or "").strip():
            what = f"the picture {picture.get('src', '').partition(':')[2]} has no words for those who cannot see it"
            yield Weight.ERROR, "alt", layout, what, 'write alt="..."; for decoration use data-picture'


def _place(job: Job, text: Text, otherwise: Place) -> Place:
    return job.places.get(text.key, otherwise)


# Files


def of_files(entries: Iterable[Entry], root: Root, jobs: Mapping[tuple[str, str], Job]) -> Iterator[Finding]:
    """Find what is wrong with the files of editions: their validity, and whether they are read alike."""
    absent = validators.missing()
    for name in absent:
        problem = Problem(Place(name), "is not installed, so not everything was checked", "run: make check")
        yield Finding(Weight.WARNING, problem, "not-checked")
    checks: dict[str, tuple[str, str, Callable[[Path], list[str]]]] = {
        "pdf": ("veraPDF", "pdf-ua", validators.pdf_ua_faults),
        "docx": ("openxml-audit", "docx", validators.docx_faults),
    }
    by_edition: dict[tuple[str, str], dict[str, Entry]] = {}
    for entry in entries:
        by_edition.setdefault((entry.chair, entry.language), {})[entry.format] = entry
        if entry.format == "press":
            yield from _pressed(entry, root, jobs[entry.chair, entry.language])
            continue
        if entry.format not in checks:
            continue
        judge, kind, faults = checks[entry.format]
        for fault in faults(root.output / entry.path) if judge not in absent else ():
            yield _of_file(root, entry, kind, f"{judge} says: {fault}")
    for edition, files in by_edition.items():
        if checks.keys() <= files.keys():
            yield from _unlike(files["pdf"], files["docx"], root, jobs[edition])


def _unlike(pdf: Entry, docx: Entry, root: Root, job: Job) -> Iterator[Finding]:
    """Find what is not the same in a PDF and its Word file."""
    paper, document = (inputs.read(root, root.output / each.path, inputs.LEAFLET) for each in (pdf, docx))
    said = "\n".join(text_extraction.page_texts(paper)), text_extraction.docx_text(document)
    if parted := text_extraction.differ(*said, job.edition.direction):
        what = f"PDF and Word are not read alike; they part at {' and '.join(parted)}"
        yield _of_file(root, docx, "reading-order", what)
    if unlike := counted.differ(paper, document):
        yield _of_file(root, docx, "not-alike", f"PDF and Word do not have the same: {', '.join(unlike)}")


def of_words(html: str, entry: Entry, root: Root) -> Iterator[Finding]:
    """Find words of a page that can be seen in its PDF and not be copied out of it."""
    if lost_words.has_poppler():
        path = root.output / entry.path
        read = lost_words.readers(path, inputs.read(root, path, inputs.LEAFLET))
        for what in lost_words.lost(html, read):
            yield _of_file(root, entry, "lost-words", what)


def of_pages(entries: Iterable[Entry], root: Root, sheets: int) -> Iterator[Finding]:
    """Find Word files that LibreOffice, where it is there, lays out on more pages than the leaflet has sheets."""
    paths = {root.output / entry.path: entry for entry in entries if entry.format == "docx"}
    for path, pdf in word_pages.drawn(list(paths)).items():
        if (pages := word_pages.number(pdf)) != sheets:
            beyond = word_pages.beyond(inputs.read(root, path, inputs.LEAFLET), pdf)
            at = "".join(f'; page {each.number} begins with "{each.words}", in "{each.part}"' for each in beyond)
            what = f"LibreOffice lays it out on {pages} pages, and the leaflet has {sheets} sheets{at}"
            problem = Problem(Place(root.name(path)), what, "shorten that part by a line or two")
            yield Finding(Weight.WARNING, problem, "word-pages", Path(paths[path].path).stem)


def _pressed(entry: Entry, root: Root, job: Job) -> Iterator[Finding]:
    """Find what a printer would send a press PDF back for."""
    sheet, path = (job.theme.page.width, job.theme.page.height), root.output / entry.path
    content = inputs.read(root, path, inputs.LEAFLET)
    for verdict in runner.preflight(content, root.name(path), job.printer, sheet, job.theme.page.clear):
        for fault in verdict.faults:
            yield _of_file(root, entry, "preflight", f"{verdict.check}: {fault}")


def _of_file(root: Root, entry: Entry, kind: str, what: str) -> Finding:
    place = Place(root.name(root.output / entry.path))
    stem = Path(entry.path).stem
    return Finding(Weight.ERROR, Problem(place, what, "tell a maintainer of the layout"), kind, stem)


def as_json(finding: Finding) -> dict[str, Any]:
    """Return a finding for other programs."""
    told = finding.problem.told()
    del told["source"]
    return {"weight": finding.weight.name.lower(), "kind": finding.kind, "edition": finding.edition, **told}
