"""Render a template of a layout; where that fails, say at which file and line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from .errors import Place, Problem, Problems, did_you_mean
from .markup import stacked
from .root import Root


def rendered(root: Root, folder: Path, name: str, values: Mapping[str, Any]) -> str:
    """Return a template of a folder with its values filled in. Raise Problems for a fault of it, at its line."""
    try:
        return environment(folder).get_template(name).render(values)
    except jinja2.TemplateError as error:
        raise Problems([_explained(root, folder, name, error)]) from None


@cache
def environment(folder: Path) -> ImmutableSandboxedEnvironment:
    """Return what renders a folder's templates, held to that folder: autoescaped, sandboxed, strict.

    Remembered, since reading the templates takes as long as five pages of them; one that has changed is read anew.
    """
    made = ImmutableSandboxedEnvironment(
        loader=jinja2.FileSystemLoader(folder),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
    )
    made.filters |= {"stacked": stacked, "plain": str}  # plain: for titles and attributes
    return made


def place(root: Root, path: Path, number: int) -> Place:
    """Return a line of a file as a place."""
    lines = path.read_text("utf-8").splitlines() if path.is_file() else []
    return Place(root.name(path), number, 0, lines[number - 1] if 0 < number <= len(lines) else "")


def _explained(root: Root, folder: Path, name: str, error: jinja2.TemplateError) -> Problem:
    """Say where a layout goes wrong."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        what = f"the layout cannot be read: {error.message}"
        return Problem(place(root, folder / (error.name or name), error.lineno), what)
    at = _reached(root, folder, name, error)
    if isinstance(error, jinja2.TemplateNotFound):
        near = did_you_mean(Path(error.name or "").name, (path.name for path in (folder / "pictures").glob("*")))
        return Problem(at, f"the file {root.name(folder / (error.name or ''))} is missing", near)
    if isinstance(error, jinja2.UndefinedError):
        asked = re.search(r"has no (?:attribute|element) '?([^']+)'?", str(error.message))
        what = f'the layout asks for "{asked[1]}", which is not there' if asked else str(error.message)
        return Problem(at, what, "a text is named in content.yaml; correct the one or the other")
    return Problem(at, f"the layout cannot be read: {error.message}")


def _reached(root: Root, folder: Path, name: str, error: jinja2.TemplateError) -> Place:
    """Return how far it came. A template's own frames carry its file and line."""
    number, file = 0, folder / name
    trace = error.__traceback__
    while trace:
        path = Path(trace.tb_frame.f_code.co_filename)
        if path.is_relative_to(folder):
            file, number = path, trace.tb_lineno
        trace = trace.tb_next
    return place(root, file, number)
