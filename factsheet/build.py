"""Go the whole road: read everything, make every edition, put the files in place."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from . import edition, page, pdf, sources, theme, word
from .errors import Place, Problem, Problems
from .root import Root

Result = TypeVar("Result")


def build(root: Root) -> list[Path]:
    """Make every edition that the leaflet publishes; return the files, in order.

    Nothing is written unless everything could be made: Problems carries all that is wrong.
    """
    told, look = _both(lambda: sources.load(root), lambda: theme.load(root))
    made: dict[Path, bytes] = {}
    for chair in told.leaflet.chairs:
        for language in told.leaflet.languages:
            this = edition.decide(told, chair, language)
            sheet = page.make(this, look, root)
            folder = root.output / chair
            # Word first: what is wrong with the layout it names by its part, where the PDF is just too long.
            document = word.write(sheet, look, root)
            made[folder / f"{this.stem}.pdf"] = pdf.write(sheet, root, this.stem)
            made[folder / f"{this.stem}.docx"] = document
    put(made.items(), root)
    return list(made)


def _both(first: Callable[[], Result], second: Callable[[], theme.Theme]) -> tuple[Result, theme.Theme]:
    """Read two things, reporting what is wrong with either in one go."""
    problems: list[Problem] = []
    read: list[Result | theme.Theme] = []
    for attempt in (first, second):
        try:
            read.append(attempt())
        except Problems as found:
            problems += found.problems
    if problems:
        raise Problems(problems)
    return read[0], read[1]  # type: ignore[return-value]


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
