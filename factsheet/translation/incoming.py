"""Import whatever has come back from a translator: translated texts, or the terms of a glossary."""

from __future__ import annotations

from pathlib import Path

from ..core.project import Root
from ..source.signoff import SignOff
from . import arrivals, importer, tbx_read, term_import
from .importer import Import
from .term_import import TermImport


def importing(root: Root, path: Path, language: str = "", by: SignOff | None = None) -> Import | TermImport:
    """Return the result of importing a file, in which somebody signs off its texts; write nothing yet.

    Raises Problems for a file that cannot be read.
    """
    content = arrivals.received(path)
    if tbx_read.is_one(content):
        return term_import.importing(root, content, path.name, language)
    return importer.importing(root, content, path, language, by)
