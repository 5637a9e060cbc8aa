"""Render a template of a layout from plain data; if that fails, say in which file and line."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

import jinja2
from jinja2.exceptions import SecurityError

from ..charts.data import NoChart
from ..core import inputs
from ..core.diagnostics import Place, Problem, Problems, did_you_mean
from ..core.project import Root
from .dotted_map import NotOnTheMap
from .qr_codes import NoCode
from .sandbox import Sandbox, not_plain

SUFFIX = ".j2"
NAME = re.compile(r"[\w-][\w./-]{0,199}")  # of a template, below its folder


def rendered(root: Root, folder: Path, name: str, values: Mapping[str, Any]) -> str:
    """Return a template of a folder with its values filled in. Raises Problems for a fault in it, at its line.

    Raises TypeError for a value that is not plain data, which is a mistake in the program.
    """
    if found := not_plain(dict(values)):
        raise TypeError(f"a template cannot be given {found}: it is not plain data")
    try:
        text = environment(root, folder).get_template(name).render(values)
    except (Problems, MemoryError):
        raise
    except Exception as error:  # a template can raise whatever an expression of it can
        raise Problems([_explained(root, folder, name, error)]) from None
    if half := re.search("[\ud800-\udfff]", text):
        what = f"the template prints half a character (U+{ord(half[0]):04X})"
        raise Problems([Problem(Place(root.name(folder / name)), what, "delete it")])
    return text


@cache
def environment(root: Root, folder: Path) -> Sandbox:
    """Return the environment that renders a folder's templates, and can reach no others.

    Cached, since reading the templates takes as long as rendering five pages; one that has changed is read again.
    """
    return Sandbox(_Folder(root, folder))


class NoPicture(Exception):
    """A layout refers to a picture that does not exist."""


class NotAPhoto(Exception):
    """A layout asks for a photo that there is not: what is wrong, and the hint."""


class _Folder(jinja2.BaseLoader):
    """Load the templates of one folder."""

    def __init__(self, root: Root, folder: Path) -> None:
        self.root = root
        self.folder = folder

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return a template, its path, and what tells whether it is still the same."""
        named = PurePosixPath(template)
        if not NAME.fullmatch(template) or ".." in named.parts or named.suffix != SUFFIX:
            raise jinja2.TemplateNotFound(template)
        path = self.folder / named
        try:
            source = inputs.text(self.root, path, inputs.TEMPLATE)
        except inputs.Missing:
            raise jinja2.TemplateNotFound(template) from None

        def is_same() -> bool:
            try:
                return inputs.text(self.root, path, inputs.TEMPLATE) == source
            except Problems:
                return False

        return source, str(path), is_same


def place(root: Root, path: Path, number: int) -> Place:
    """Return a line of a file as a place."""
    try:
        lines = inputs.text(root, path, inputs.TEMPLATE).splitlines()
    except Problems:
        lines = []
    return Place(root.name(path), number, 0, lines[number - 1] if 0 < number <= len(lines) else "")


def _explained(root: Root, folder: Path, name: str, error: Exception) -> Problem:
    """Say where a layout fails, and what to do."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        what = f"the template cannot be read: {error.message}"
        return Problem(place(root, folder / (error.name or name), error.lineno), what)
    at = _reached(root, folder, name, error)
    if isinstance(error, jinja2.TemplateNotFound):
        return Problem(at, *_not_found(root, folder, str(error.name or "")))
    if isinstance(error, NoPicture):
        name = str(error)[:100]
        near = did_you_mean(name, (path.name for path in (folder / "pictures").glob("*")))
        return Problem(at, f"the picture {root.name(folder / 'pictures' / name)} is missing", near)
    if isinstance(error, (NotOnTheMap, NotAPhoto, NoChart, NoCode)):
        return Problem(at, *error.args)
    if isinstance(error, SecurityError):
        return Problem(at, str(error.message), "a template can only read values, and call macros or picture(...)")
    if isinstance(error, jinja2.UndefinedError):
        asked = re.search(r"has no (?:attribute|element) '?([^']+)'?", str(error.message))
        what = f'the layout asks for "{asked[1]}", which does not exist' if asked else str(error.message)
        return Problem(at, what, "facts and texts are named in content.yaml; correct one or the other")
    if isinstance(error, RecursionError):
        return Problem(at, "the template includes or calls itself endlessly", "remove the loop")
    said = str(error) or type(error).__name__
    return Problem(at, f"the template fails here: {said[:200]}", "correct the expression on this line")


def _not_found(root: Root, folder: Path, asked: str) -> tuple[str, str]:
    """Return the problem with a template that is missing, or is not one."""
    if PurePosixPath(asked).suffix != SUFFIX:
        return (
            f'"{asked[:100]}" is not a template',
            f"include only templates in this folder; their names end in {SUFFIX}",
        )
    near = did_you_mean(Path(asked).name, (path.name for path in folder.glob(f"*{SUFFIX}")))
    return f"the file {root.name(folder / asked)[:150]} is missing", near


def _reached(root: Root, folder: Path, name: str, error: Exception) -> Place:
    """Return how far it got. A template's own frames have its file and line."""
    number, file = 0, folder / name
    trace = error.__traceback__
    while trace:
        path = Path(trace.tb_frame.f_code.co_filename)
        if path.is_relative_to(folder):
            file, number = path, trace.tb_lineno
        trace = trace.tb_next
    return place(root, file, number)
