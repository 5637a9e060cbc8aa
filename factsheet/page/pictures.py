"""Read a picture of the layout: an SVG that can use colours and facts by name, and nothing else.

A picture is not a template: `{{ colours.accent }}` is replaced by one value from a list, and anything else that looks
like template code is refused.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from ..core import inputs
from ..core.diagnostics import Problem, Problems, suggestion
from ..core.project import Root
from . import svg_safety, templates

VALUE = re.compile(r"\{\{\s*([a-z][\w.]*)\s*\}\}")
NAME = re.compile(r"[\w-][\w.-]{0,99}")
TEMPLATE = re.compile(r"\{[{%#]")
BY_NAME = "a picture can use colours and facts by name only, as in {{ colours.accent }}"

Fault = tuple[int, str, str]  # the line, what is wrong, what to do


def drawn(root: Root, file: str, values: Mapping[str, str], folder: Path | None = None) -> bytes:
    """Return a picture of the layout, or of another `folder`, with its values filled in, as SVG.

    `values` are colours and facts by their names, "colours.accent". Raises Missing where there is no such file, and
    Problems, at their lines, for what a picture must not have.
    """
    path = (folder or root.layout / "pictures") / file
    if not NAME.fullmatch(file):
        raise inputs.Missing([Problem(templates.place(root, path, 0), f'"{file}" is not a file in pictures/')])
    source = inputs.text(root, path, inputs.PICTURE)
    faults = list(_unknown(source, values))
    filled = VALUE.sub(lambda found: html.escape(values.get(found[1], "")), source).encode(errors="replace")
    if faults := faults or list(svg_safety.faults(filled)):
        raise Problems(Problem(templates.place(root, path, line), what, hint) for line, what, hint in faults)
    return filled


def _unknown(source: str, values: Mapping[str, str]) -> Iterator[Fault]:
    """Yield what looks like a value but is not one."""
    for found in VALUE.finditer(source):
        if found[1] not in values:
            yield _line(source, found.start()), f'there is no value "{found[1]}"', suggestion(found[1], values)
    rest = VALUE.sub(lambda found: " " * len(found[0]), source)
    if other := TEMPLATE.search(rest):
        yield _line(source, other.start()), f'"{other[0]}" is template code, which a picture cannot contain', BY_NAME


def _line(source: str, at: int) -> int:
    return source.count("\n", 0, at) + 1
