"""Remember beside hosted texts what each translation was when it was put there.

A platform writes PO files anew, and keeps no comment of ours: so this has a file of its own, which only `make host`
writes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from ..core import inputs
from ..core.diagnostics import Place, Problem, Problems
from ..core.names import LanguageTag
from .units import DIGITS, Returned, Row, endless, mark

NAME = "sent.txt"
# What the files were called in every folder at first. A platform that was told so goes on looking for them.
BEFORE = "leaflet"
HEAD = "# What each translation was when make host put it here, for make import. Please leave this file alone.\n"
LINE = re.compile(rf"([A-Za-z0-9-]+) (\S+) ([0-9a-f]{{{DIGITS}}}|0)(?: ([0-9a-f]{{{DIGITS}}}))?")
HINT = "restore it from the repository, or delete it: then each text that has changed is a conflict"

# By language and the id of a text: the digest of its translation here, and that of one that was left there to be
# corrected, or "".
Sent = Mapping[LanguageTag, Mapping[str, tuple[str, str]]]


def path(name: str, language: LanguageTag) -> str:
    """Return where the texts of a language are in a folder of hosted texts; `name` is what its files are called."""
    return f"locales/{language}/{name}.po"


def template(name: str) -> str:
    """Return where the English is in a folder of hosted texts."""
    return f"locales/templates/{name}.pot"


def called(folder: Path, name: str) -> str:
    """Return what the files in a folder of hosted texts are called: what the factsheet is, or as they were at first."""
    return BEFORE if (folder / template(BEFORE)).is_file() else name


def written(sent: Sent) -> bytes:
    """Return the file."""
    lines = (
        " ".join(filter(None, (language, id, *digests))) + "\n"
        for language, of in sorted(sent.items())
        for id, digests in of.items()
    )
    return (HEAD + "".join(lines)).encode()


def read(folder: Path) -> Sent | None:
    """Return what was put into a folder, or None if nobody can tell. Raises Problems for a line that is damaged."""
    file = folder / NAME
    if not file.is_file():
        return None
    found: dict[LanguageTag, dict[str, tuple[str, str]]] = {}
    text = inputs.decoded(inputs.read_named(file, inputs.SOURCE, HINT), NAME)
    for number, line in enumerate(text.split("\n"), 1):
        if said := LINE.fullmatch(line.strip()):
            found.setdefault(LanguageTag(said[1]), {})[said[2]] = said[3], said[4] or ""
        elif line.strip() and not line.startswith("#"):
            raise Problems([Problem(Place(NAME, number), "this line is damaged", HINT)])
    return found


def known(returned: Returned, came: Path) -> Returned:
    """Return what came back with the fingerprints of what was sent, if its file is where `make host` put it.

    The English is the one in the file, which nobody can change on a platform. A language that was started there was
    sent with nothing in it.
    """
    came = came.absolute()
    folder, language = came.parent.parent.parent, LanguageTag(came.parent.name)
    sent = read(folder) if came == folder / path(came.stem, language) else None
    if sent is None:
        return returned
    was = sent.get(language, {})
    return replace(returned, rows=tuple(_known(row, *was.get(row.id, ("0", ""))) for row in returned.rows))


def _known(row: Row, ours: str, left: str) -> Row:
    """Return a row with its fingerprint. One that was left there to be corrected, and was not, has not changed."""
    if endless(row.english) or endless(row.target):
        return row
    return replace(row, fingerprint=f"{mark(row.english)}-{left if mark(row.target) == left else ours}")
