"""Make an OpenDocument text (ODT, ISO/IEC 26300) of a Word file: LibreOffice's, with what that loses put back.

Measured with LibreOffice 7.4 in three factsheets, in Latin and Arabic: pages, columns, tables and their heads,
headings, links and their places, languages and charts are those of the Word file. What it loses are light faces and
what is said of charts, which are put back, and the shapes of pictures: these are made of dots, 300 to the inch.
"""

from __future__ import annotations

from ..core.diagnostics import Place, Problem, Problems
from . import libreoffice

ABSENT = Problem(
    Place("LibreOffice"),
    "not installed, so no ODT can be made",
    "install libreoffice-writer, or leave ODT out: format=odt, and also in sources/factsheet.yaml",
)


def missing() -> list[Problem]:
    """Return what keeps every ODT from being made."""
    return [] if libreoffice.program() else [ABSENT]


def write(docx: bytes) -> bytes:
    """Return a Word file as ODT, with the same LibreOffice the same bytes. Raises Problems if there is none."""
    from . import settled

    if absent := missing():
        raise Problems(absent)
    made = libreoffice.converted(docx, ".docx", "odt")
    if made is None:
        what = f"LibreOffice did not make the ODT within {libreoffice.PATIENCE} s"
        raise Problems([Problem(Place("LibreOffice"), what, "try again; if that does not help, tell a maintainer")])
    return settled.settled(made, docx)
