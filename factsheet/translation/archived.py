"""Find the one translation in a ZIP, as tools on the web hand it out."""

from __future__ import annotations

import zipfile

from ..core import untrusted
from ..core.diagnostics import Place, Problem, Problems

TRANSLATIONS = (".docx", ".xliff", ".xlf", ".po")
# What operating systems add.
LITTER = ("__macosx/", ".ds_store", "thumbs.db")


def only(content: bytes, name: str) -> tuple[bytes, str] | None:
    """Return the only translation in a ZIP, and its name; None if the ZIP is a document itself, as Word files are.

    Raises Problems if there are several, and as `untrusted.unpacked` does.
    """
    archive = untrusted.archive(content, name)
    names = [entry.filename for entry in archive.infolist() if not entry.filename.endswith("/")]
    found = [each for each in names if each.lower().endswith(TRANSLATIONS) and not each.lower().startswith(LITTER)]
    if not found or _is_document(archive):
        return None
    if len(found) > 1:
        what = f"{len(found)} translations in one ZIP: {', '.join(found[:5])}"
        raise Problems([Problem(Place(name), what, "unpack it, and import one at a time")])
    inside, path = untrusted.unpacked(archive, archive.getinfo(found[0]), Place(name)), f"{name}: {found[0]}"
    if inside.startswith(untrusted.ZIP) and not _is_document(untrusted.archive(inside, path)):
        raise Problems([Problem(Place(name), f"{found[0]} is a ZIP inside a ZIP", "unpack it first")])
    return inside, path


def _is_document(archive: zipfile.ZipFile) -> bool:
    """Tell whether a ZIP is a document itself: it says of what types its parts are (ECMA-376 part 2, 7.2.3)."""
    return any(entry.filename.lower().lstrip("/\\").startswith("[content_types]") for entry in archive.infolist())


def others(content: bytes, name: str) -> list[str]:
    """Return what else is in a ZIP with one translation, without what operating systems add."""
    names = [entry.filename for entry in untrusted.archive(content, name).infolist()]
    kept = [each for each in names if not each.endswith("/") and not each.lower().startswith(LITTER)]
    return [each for each in kept if not each.lower().endswith(TRANSLATIONS)]
