"""Check the files of editions: whether they are valid, read alike, and hold what a printer asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from ..build.manifest import Entry
from ..build.plan import RenderJob
from ..core import inputs, wording
from ..core.diagnostics import Place, Problem
from ..core.names import EditionId
from ..core.project import Root
from ..large.look import LEAST
from ..preflight import runner
from . import differences, large_print, lost_words, plain_words, validators, wanted, word_pages
from .findings import Finding, Weight

# What is set from the page, so that its words can be compared with it.
PAPERS = ("pdf", "large")
MAINTAINER = "tell whoever maintains the layout"


def of_files(entries: Iterable[Entry], root: Root, jobs: Mapping[EditionId, RenderJob]) -> Iterator[Finding]:
    """Find what is wrong with the files of editions: their validity, and whether they have the same reading order."""
    absent = validators.missing()
    for name in absent:
        problem = Problem(Place(name), "not installed, so not everything was checked", "install it: README.md says how")
        yield Finding(Weight.WARNING, problem, "not-checked")
    checks: dict[str, tuple[str, str, Callable[[Path, RenderJob], list[str]]]] = {
        "pdf": ("veraPDF", "pdf-standards", lambda path, job: validators.pdf_faults(path, job.standard.names)),
        "large": ("veraPDF", "pdf-standards", lambda path, job: validators.pdf_faults(path, job.standard.names)),
        "docx": ("openxml-audit", "docx", lambda path, _: validators.docx_faults(path)),
    }
    by_edition: dict[EditionId, dict[str, Entry]] = {}
    for entry in entries:
        edition = entry.variant, entry.language
        by_edition.setdefault(edition, {})[entry.format] = entry
        if entry.format == "press":
            yield from _pressed(entry, root, jobs[edition])
            continue
        if entry.format not in checks:
            continue
        judge, kind, faults = checks[entry.format]
        for fault in faults(root.output / entry.path, jobs[edition]) if judge not in absent else ():
            yield _of_file(root, entry, kind, f"{judge} says: {fault}")
    for edition, files in by_edition.items():
        if {"pdf", "docx"} <= files.keys():
            yield from _unlike(files["pdf"], files["docx"], root, jobs[edition])
        if "large" in files:
            yield from _enlarged(files["large"], files.get("pdf"), root, jobs[edition])


def _unlike(pdf: Entry, docx: Entry, root: Root, job: RenderJob) -> Iterator[Finding]:
    """Find differences between a PDF and its Word file."""
    paper, document = (inputs.read(root, root.output / each.path, inputs.LEAFLET) for each in (pdf, docx))
    direction = job.edition.direction
    found = differences.between(paper, document, direction)
    if found and direction == "rtl" and lost_words.has_poppler():
        found = differences.between(paper, document, direction, lost_words.by_poppler(root.output / pdf.path))
    for kind, what in found:
        yield _of_file(root, docx, kind, what, differences.HINTS.get(kind, MAINTAINER))


def _enlarged(large: Entry, pdf: Entry | None, root: Root, job: RenderJob) -> Iterator[Finding]:
    """Find small type in large print, and how it differs from the PDF, if that is there."""
    content = inputs.read(root, root.output / large.path, inputs.LEAFLET)
    found = [*large_print.faults(content, LEAST)]
    if pdf:
        paper = inputs.read(root, root.output / pdf.path, inputs.LEAFLET)
        found += large_print.between(paper, content, job.edition.direction)
    for kind, what in found:
        yield _of_file(root, large, kind, what)


def of_words(html: str, entry: Entry, root: Root) -> Iterator[Finding]:
    """Find words of a page that its PDF has but nobody can copy out of it, or that are not in another file of it."""
    path = root.output / entry.path
    if entry.format in plain_words.READERS:
        for what in plain_words.lost(html, entry.format, inputs.read(root, path, inputs.LEAFLET)):
            yield _of_file(root, entry, "lost-words", what)
    elif entry.format in PAPERS and lost_words.has_poppler():
        read = lost_words.readers(path, inputs.read(root, path, inputs.LEAFLET))
        for what in lost_words.lost(html, read):
            yield _of_file(root, entry, "lost-words", what)


def of_pages(entries: Iterable[Entry], root: Root, sheets: int) -> Iterator[Finding]:
    """Find Word files that LibreOffice, if installed, lays out on more pages than the leaflet has sheets."""
    paths = {root.output / entry.path: entry for entry in entries if entry.format == "docx"}
    for path, pdf in word_pages.drawn(list(paths)).items():
        if (pages := word_pages.number(pdf)) != sheets:
            beyond = word_pages.beyond(inputs.read(root, path, inputs.LEAFLET), pdf)
            at = "".join(f'; page {each.number} begins with "{each.words}", in "{each.part}"' for each in beyond)
            what = f"LibreOffice lays it out on {wording.counted(pages, 'page')} instead of {sheets}{at}"
            problem = Problem(Place(root.name(path)), what, "shorten that part by a line or two")
            yield Finding(Weight.WARNING, problem, "word-pages", Path(paths[path].path).stem)


def _pressed(entry: Entry, root: Root, job: RenderJob) -> Iterator[Finding]:
    """Find faults for which a printer would return a press PDF."""
    sheet, path = (job.theme.page.width, job.theme.page.height), root.output / entry.path
    content = inputs.read(root, path, inputs.LEAFLET)
    clear, links, sides = job.theme.page.clear, wanted.codes(job), len(job.theme.sheets)
    for verdict in runner.preflight(content, root.name(path), job.printer, sheet, clear, links, sides):
        for fault in verdict.faults:
            yield _of_file(root, entry, "preflight", f"{verdict.check}: {fault}")


def _of_file(root: Root, entry: Entry, kind: str, what: str, hint: str = MAINTAINER) -> Finding:
    place = Place(root.name(root.output / entry.path))
    stem = Path(entry.path).stem
    return Finding(Weight.ERROR, Problem(place, what, hint), kind, stem)
