"""Go the whole road: read everything, make every edition, put the files in place."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from . import consistency, edition, fit, glyphs, layout, pdf, pseudo, sources, theme, word
from .errors import Place, Problem, Problems, did_you_mean
from .root import Root


def read(root: Root) -> tuple[sources.Sources, theme.Theme]:
    """Read sources and theme, reporting what is wrong with either in one go."""
    problems: list[Problem] = []
    told = look = None
    try:
        told = sources.load(root)
    except Problems as found:
        problems += found.problems
    try:
        look = layout.load(root)
    except Problems as found:
        problems += found.problems
    if told is None or look is None:
        raise Problems(problems)
    return told, look


def build(root: Root, languages: Sequence[str] = ()) -> list[Path]:
    """Make every edition that the leaflet publishes, or those in some languages; return the files, in order.

    Nothing is written unless everything could be made: Problems carries all that is wrong.
    """
    told, look = read(root)
    made: dict[Path, bytes] = {}
    problems: list[Problem] = []
    for chair in told.leaflet.chairs:
        for language in chosen(told, languages):
            try:
                made |= edit(told, look, root, chair, language)
            except Problems as found:
                problems += found.problems
    if problems:
        raise Problems(problems)
    put(made.items(), root)
    return list(made)


def chosen(told: sources.Sources, languages: Sequence[str]) -> list[sources.Language]:
    """Return the languages to build: those asked for, else those published. Pseudo-languages are made here."""
    known = {**dict.fromkeys(pseudo.LANGUAGES), **told.languages}
    problems = []
    for id in languages:
        if id not in known:
            others = f"those to be had are {', '.join(told.languages)}; make language starts another"
            problems.append(
                Problem(Place(f"lang={id}"), "there is no such language", did_you_mean(id, known) or others)
            )
    if problems:
        raise Problems(problems)
    return [known[id] or pseudo.made(id, told.master) for id in languages or told.leaflet.languages]


def edit(
    told: sources.Sources, look: theme.Theme, root: Root, chair: str, language: sources.Language
) -> dict[Path, bytes]:
    """Make one edition, in every format; return its files."""
    this = edition.decide(told, chair, language)
    problems = [*consistency.findings(told, language), *glyphs.missing(this, language, look, root)]
    if problems:
        raise Problems(problems)
    set_in, sheet, document = fit.fitted(this, look.in_script(this.script), root)
    folder = root.output / chair
    # Word first: what is wrong with the layout it names by its part, where the PDF is just too long.
    docx = word.write(sheet, set_in, root, fit.spare(document, set_in))
    return {folder / f"{this.stem}.pdf": pdf.write(document, sheet, this.stem), folder / f"{this.stem}.docx": docx}


def put(files: Iterable[tuple[Path, bytes]], root: Root) -> None:
    """Put files in place, each whole or not at all: written beside, flushed, renamed."""
    for path, content in files:
        beside = path.with_name(f".{path.name}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with beside.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
        except OSError as error:
            with suppress(OSError):
                beside.unlink()
            remedy = "close it where it is open, and see that there is room and that you may write there"
            raise Problems([Problem(Place(root.name(path)), f"cannot be written ({error.strerror})", remedy)]) from None
