"""Find the files of a folder of sources, by their names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from ..core.diagnostics import Place, Problem
from ..core.names import LanguageTag, VariantId
from ..core.project import Root

Name = TypeVar("Name", VariantId, LanguageTag)


def named(
    root: Root, folder: Path, form: str, kind: Callable[[str], Name], broken: dict[str, list[Problem]], how: str
) -> Iterable[tuple[Name, Path]]:
    """Yield the files of a folder of sources, by their names, which must have a form; `how` says which."""
    for path in sorted({*folder.glob("*.yaml")} - {*folder.glob("*.lock.yaml")}):
        if re.match(form, path.stem):
            yield kind(path.stem), path
        else:
            what = f'the name "{path.stem}" is not in the right form'
            broken[root.name(path)] = [Problem(Place(root.name(path)), what, how)]
