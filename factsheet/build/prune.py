"""Find what builds have left in output/: obsolete files, parts of files, empty folders."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress

from ..core.atomic import PART
from ..core.formats import ENDINGS
from ..core.names import EditionId, LanguageTag, VariantId
from ..core.project import Root


def leftovers(root: Root, name: str) -> Iterable[tuple[str, EditionId]]:
    """Yield each leaflet below output/, by its path there, with its variant and language.

    They are recognised by their names, which begin with `name`; other files are not ours.
    """
    endings = "|".join(map(re.escape, ENDINGS.values()))
    rest = rf"(?P<language>[A-Za-z-]+?)(-draft)?({endings})"
    ours = rf"((?P<variant>[^/]+)/)?{re.escape(name)}(?(variant)-(?P=variant))-{rest}"
    for path in sorted([*root.output.glob("*"), *root.output.glob("*/*")]):
        below = path.relative_to(root.output).as_posix()
        if found := re.fullmatch(ours, below):
            yield below, (VariantId(found["variant"] or ""), LanguageTag(found["language"]))


def tidy(root: Root) -> None:
    """Remove the partial files that a killed build has left, and empty folders."""
    for part in root.output.glob(f"**/.*{PART}"):
        part.unlink(missing_ok=True)
    for folder in root.output.iterdir():
        with suppress(OSError):
            if folder.is_dir() and not folder.is_symlink():
                folder.rmdir()  # only an empty one can be
