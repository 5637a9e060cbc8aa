"""Outside judges: veraPDF, qpdf, openxml-audit and LibreOffice, each run on real files.

One that is not there is skipped by its name; on CI (`CI=true`) its absence is a failure.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest

from factsheet.check import validators
from factsheet.check.text_extraction import page_texts
from factsheet.check.validators import docx_faults
from factsheet.typeset.pdf_standards import STANDARDS, USUAL

__all__ = [
    "absent", "all_drawn_by_libreoffice", "clauses", "docx_faults", "drawn_by_libreoffice", "judged_once", "page_texts",
    "pdf_damage", "pdf_faults", "rgb_at",
]  # fmt: skip

# What a judge has said about a file, by the name of its judge, what it goes by, and the content of the file.
_verdicts: dict[tuple[str, bytes], list[str]] = {}


def judged_once(patch: pytest.MonkeyPatch) -> None:
    """Let `make check` ask each judge once about the same bytes: both together take 0.5 s of CPU for a leaflet."""

    def remembering(name: str) -> Callable[..., list[str]]:
        judge = getattr(validators, name)

        def verdict(path: Path, *standards: Sequence[str]) -> list[str]:
            key = f"{name} {standards}", path.read_bytes()
            if key not in _verdicts:
                _verdicts[key] = judge(path, *standards)
            return _verdicts[key]

        return verdict

    for name in ("pdf_faults", "docx_faults"):
        patch.setattr(validators, name, remembering(name))


def absent(name: str) -> None:
    """Skip the test that asked for a judge, or fail it where all must be there."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{name} is not installed, and CI must have it")
    pytest.skip(f"{name} is not installed")


def pdf_faults(path: Path, standards: Sequence[str] = STANDARDS[USUAL].names) -> list[str]:
    """Return the breaches of standards that veraPDF finds: of PDF/A-2a and PDF/UA-1, unless others are named."""
    if "veraPDF" in validators.missing():
        absent("veraPDF")
    return validators.pdf_faults(path, standards)


def clauses(faults: Iterable[str], standard: str = "PDF/UA-1") -> set[str]:
    """Return the clauses of a standard that some breaches are of."""
    of_it = (fault.removeprefix(standard).split()[0] for fault in faults if fault.startswith(standard))
    return {each.rpartition("-")[0] for each in of_it}


def pdf_damage(path: Path) -> list[str]:
    """Return what qpdf finds damaged, as `qpdf --check` would print it."""
    import pikepdf

    try:
        with pikepdf.open(path) as document:
            return [*document.check_pdf_syntax(), *map(str, document.get_warnings())]
    except pikepdf.PdfError as error:
        return [str(error)]


def drawn_by_libreoffice(path: Path, folder: Path) -> Path:
    """Return the PDF that LibreOffice makes of a document."""
    (drawn,) = all_drawn_by_libreoffice([path], folder)
    return drawn


def all_drawn_by_libreoffice(
    paths: Sequence[Path], folder: Path, fonts: Path | None = None, to: str = "pdf"
) -> list[Path]:
    """Return the PDFs that LibreOffice makes of documents, in a profile of its own: to start it takes a second.

    It ends with status 0 whatever happened: what counts is the file. `fonts` names the only folder
    of fonts that it may see.
    """
    if not (soffice := shutil.which("soffice")):
        absent("LibreOffice (libreoffice-writer-nogui)")
    environment = dict(os.environ)
    if fonts:
        configuration = folder / "fonts.conf"
        configuration.write_text(f"<fontconfig><dir>{fonts}</dir><cachedir>{folder}/cache</cachedir></fontconfig>")
        environment["FONTCONFIG_FILE"] = str(configuration)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    convert = ["--headless", "--convert-to", to, "--outdir", str(folder), *map(str, paths)]
    subprocess.run([str(soffice), profile, *convert], env=environment, capture_output=True, check=False)
    drawn = [folder / f"{path.stem}.{to}" for path in paths]
    assert all(path.is_file() for path in drawn), "LibreOffice drew nothing"
    return drawn


def rgb_at(path: Path, page: int, points: Iterable[tuple[float, float]]) -> list[tuple[int, int, int]]:
    """Return the colours of a drawn page at places given in mm from its upper left corner."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        bitmap = document[page].render(scale=2)
        stride, channels, pixels = bitmap.stride, bitmap.n_channels, bytes(bitmap.buffer)
        found = []
        for x, y in points:
            at = round(y / 25.4 * 144) * stride + round(x / 25.4 * 144) * channels
            blue, green, red = pixels[at : at + 3]
            found.append((red, green, blue))
        return found
