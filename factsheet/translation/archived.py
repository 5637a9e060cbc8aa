"""Find the one translation in a ZIP, as tools on the web hand it out."""

from __future__ import annotations

from ..core.diagnostics import Place, Problem, Problems
from . import untrusted

TRANSLATIONS = (".docx", ".xliff", ".xlf")
# What operating systems add.
LITTER = ("__macosx/", ".ds_store", "thumbs.db")


def only(content: bytes, name: str) -> tuple[bytes, str] | None:
    """Return the only translation in a ZIP, and its name; None if the ZIP is a document itself, as Word files are.

    Raises Problems if there are several, and as `untrusted.unpacked` does.
    """
    archive = untrusted.archive(content, name)
    names = [entry.filename for entry in archive.infolist() if not entry.is_dir()]
    found = [each for each in names if each.lower().endswith(TRANSLATIONS) and not each.lower().startswith(LITTER)]
    if not found or any(each.lower().lstrip("/").startswith("[content_types]") for each in names):
        return None
    if len(found) > 1:
        what = f"{len(found)} translations in one ZIP: {', '.join(found[:5])}"
        raise Problems([Problem(Place(name), what, "unpack it, and import one at a time")])
    inside = untrusted.unpacked(archive, archive.getinfo(found[0]), Place(name))
    if inside.startswith(untrusted.ZIP) and not found[0].lower().endswith(".docx"):
        raise Problems([Problem(Place(name), f"{found[0]} is a ZIP inside a ZIP", "unpack it first")])
    return inside, f"{name}: {found[0]}"
