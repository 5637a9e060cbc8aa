"""Find what builds have left in output/: files of editions that are no more, parts of files, empty folders."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress

from ..core.atomic import PART
from ..core.formats import ENDINGS
from ..core.project import Root


def leftovers(root: Root, name: str) -> Iterable[tuple[str, tuple[str, str]]]:
    """Yield each leaflet below output/, by its path there, with the chair and language that it is of.

    Told by their names alone, which begin with `name`: whatever else somebody put there is theirs.
    """
    endings = "|".join(map(re.escape, ENDINGS.values()))
    ours = rf"(?P<chair>[^/]+)/{re.escape(name)}-(?P=chair)-(?P<language>[A-Za-z-]+?)(-draft)?({endings})"
    for path in sorted(root.output.glob("*/*")):
        below = path.relative_to(root.output).as_posix()
        if found := re.fullmatch(ours, below):
            yield below, (found["chair"], found["language"])


def releases(root: Root, name: str) -> Iterable[tuple[str, str]]:
    """Yield each ZIP that was released, with the chair that it is of."""
    for path in sorted(root.output.glob(f"{name}-*.zip")):
        yield path.name, path.stem.removeprefix(f"{name}-")


def tidy(root: Root) -> None:
    """Remove the parts of files that a killed build has left, and folders with nothing in them."""
    for part in root.output.glob(f"**/.*{PART}"):
        part.unlink(missing_ok=True)
    for folder in root.output.iterdir():
        with suppress(OSError):
            if folder.is_dir() and not folder.is_symlink():
                folder.rmdir()  # only an empty one can be
