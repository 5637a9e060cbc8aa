"""Where releases are: a folder for each in `output/releases/`, which no build, sweep or clean-up touches.

A folder is named for the day and the variant, `2026-11-25-2026-kenya`; a second one of that day ends in `-2`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ..core.project import Root

NAME = re.compile(r"\d{4}-\d\d-\d\d(-[a-z0-9]+)*")


def folder(root: Root) -> Path:
    """Return the folder of all releases."""
    return root.output / "releases"


def folders(root: Root) -> Iterator[Path]:
    """Yield the folder of each release, in the order of their names."""
    here = folder(root)
    if here.is_dir() and root.holds(here):
        yield from sorted(path for path in here.iterdir() if NAME.fullmatch(path.name) and not path.is_symlink())
