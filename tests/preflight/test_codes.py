"""QR codes are read back from the press PDF: ours lead where the links do, and each bad file is caught."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
import segno
from pikepdf import Pdf

from factsheet.core.diagnostics import Place
from factsheet.core.project import Root
from factsheet.page.qr_codes import QUIET
from factsheet.preflight.model import trim
from factsheet.preflight.runner import Verdict, preflight
from factsheet.source import loader
from factsheet.theme import printer
from factsheet.theme.measures import MM

from ..conftest import Leaflet, pipeline

Spoil = Callable[[Pdf], object]
A4 = 595.276, 841.89
FOREIGN, OTHER = "https://www.example.org/elsewhere", "https://www.example.org/another/page"
LINKEDIN = 81, 253  # mm from the left and from the top: where the code of LinkedIn begins, without its white


def matrix(address: str) -> list[list[bool]]:
    return [[bool(dot) for dot in row] for row in segno.make(address, error="m", micro=False).matrix]


def code(address: str, left: float, top: float, width: float = 16, quiet: float = QUIET, bar: float = 0) -> Spoil:
    """Draw a code on the second page, of a width in mm, on white as wide as `quiet` dots; `bar` has a black one beside.

    The bar is a dot wide, and so many dots from the code.
    """

    def spoil(pdf: Pdf) -> None:
        page = pdf.pages[1]
        sheet, dots = trim(page), matrix(address)
        dot = width * MM / len(dots)
        x, y = sheet[0] + left * MM, sheet[3] - top * MM
        white = (x - quiet * dot, y + quiet * dot, (len(dots) + 2 * quiet) * dot)
        drawn = [f"0 0 0 0 k {white[0]:.3f} {white[1] - white[2]:.3f} {white[2]:.3f} {white[2]:.3f} re f 0 0 0 1 k"]
        for row, line in enumerate(dots):
            drawn += [
                f"{x + column * dot:.3f} {y - (row + 1) * dot:.3f} {dot:.3f} {dot:.3f} re"
                for column, is_dark in enumerate(line)
                if is_dark
            ]
        if bar:
            high = dot * len(dots)
            drawn.append(f"{x - (bar + 1) * dot:.3f} {y - high:.3f} {dot:.3f} {high:.3f} re")
        page.contents_add(f"\nq {' '.join(drawn)} f Q".encode())

    return spoil


def patch(left: float, top: float, width: float) -> Spoil:
    """Draw a white square on the second page, of a width in mm."""

    def spoil(pdf: Pdf) -> None:
        page = pdf.pages[1]
        sheet, side = trim(page), width * MM
        x, y = sheet[0] + left * MM, sheet[3] - top * MM - side
        page.contents_add(f"\nq 0 0 0 0 k {x:.3f} {y:.3f} {side:.3f} {side:.3f} re f Q".encode())

    return spoil


def verdict(path: Path, project: Root, links: tuple[str, ...] | None = None) -> Verdict:
    wanted = printer.load(project, "coated", Place("x"))
    (found,) = (
        each for each in preflight(path.read_bytes(), path.name, wanted, A4, links=links) if each.check == "QR codes"
    )
    return found


def links(project: Root) -> tuple[str, ...]:
    known = loader.load(project).facts["links"]
    return known["linkedin"], known["conference"]


def spoiled(leaflet: Leaflet, path: Path, *spoils: Spoil) -> Path:
    with pikepdf.open(leaflet.press) as pdf:
        for spoil in spoils:
            spoil(pdf)
        pdf.save(path)
    return path


def test_ours_lead_where_the_links_do(leaflets: dict[str, Leaflet], project: Root) -> None:
    for leaflet in leaflets.values():
        found = verdict(leaflet.press, project, links(project))
        assert found.faults == ()
        assert {note.rpartition(" ")[2] for note in found.notes} == set(links(project))


# What is drawn on a good file, what is then reported, and whether it is found without knowing the links.
BAD: dict[str, tuple[Spoil, str, bool]] = {
    "one on the other": (
        code(FOREIGN, LINKEDIN[0] + 5, LINKEDIN[1] + 3),
        "no readable QR code leads to https://www.linkedin.com/company/khartoum-process",
        False,
    ),
    "one that is spoiled": (
        patch(LINKEDIN[0] + 5, LINKEDIN[1] + 5, 7),
        "page 2, 81 mm from the left and 253 mm from the top: a QR code cannot be read",
        True,
    ),
    "words on its white": (
        code(FOREIGN, 30, 120),
        "are on the QR code for https://www.example.org/elsewhere, or on the white around it",
        True,
    ),
    "another address": (
        code(FOREIGN, *LINKEDIN),
        "page 2, 81 mm from the left and 253 mm from the top: a QR code leads to https://www.example.org/elsewhere, "
        "but no link does",
        False,
    ),
    "the same twice": (
        code("https://www.linkedin.com/company/khartoum-process", 30, 120),
        "2 QR codes lead to https://www.linkedin.com/company/khartoum-process",
        False,
    ),
    "white of two dots": (
        code(FOREIGN, 30, 120, bar=2),
        "the QR code for https://www.example.org/elsewhere has no white margin of 4 dots (2.2 mm) around it",
        True,
    ),
    "fine dots": (
        code(FOREIGN, 30, 120, width=8),
        "the QR code for https://www.example.org/elsewhere has dots of 0.28 mm; the minimum is 0.33 mm",
        True,
    ),
    "cut off": (
        code(FOREIGN, 1, 120),
        "the QR code for https://www.example.org/elsewhere has no white margin of 4 dots (2.2 mm) around it",
        True,
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_each_bad_code_is_caught(case: str, leaflet: Leaflet, project: Root, tmp_path: Path) -> None:
    spoil, says, alone = BAD[case]
    path = spoiled(leaflet, tmp_path / "bad.pdf", spoil)
    told = [str(fault) for fault in verdict(path, project, links(project)).faults]
    assert any(says in each for each in told), told
    told = [str(fault) for fault in verdict(path, project).faults]
    assert any(says in each for each in told) == alone, told


def test_the_command_knows_the_links_by_the_name_of_the_file(leaflet: Leaflet, tmp_path: Path) -> None:
    bad = spoiled(leaflet, tmp_path / leaflet.press.name, code(FOREIGN, *LINKEDIN))
    result = pipeline("preflight", bad, "--root", leaflet.root)
    assert result.status == 1
    assert "no readable QR code leads to https://www.linkedin.com/company/khartoum-process" in result.out
    assert "and the links of khartoum-process-factsheet-2025-france-en." in result.out
    other = bad.rename(tmp_path / "theirs.pdf")
    result = pipeline("preflight", other, "--root", leaflet.root)
    assert result.status == 0
    assert f"leads to {FOREIGN}" in result.out
    assert "Links were not checked, because the file does not have the name of one of our press PDFs." in result.out
    assert "ordinary PDF" not in result.out


def test_whoever_takes_the_ordinary_pdf_is_told_which_one_to_take(leaflet: Leaflet) -> None:
    result = pipeline("preflight", leaflet.pdf, "--root", leaflet.root)
    assert result.status == 1
    told = f"This is the ordinary PDF, which is not meant for a printer. Check {leaflet.press.name} instead.\n"
    assert result.out.endswith(told)


def test_what_is_not_a_pdf_is_said_in_plain_words(project: Root, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_text("no PDF", "utf-8")
    result = pipeline("preflight", path, "--root", project.folder)
    assert "a.pdf: this is not a PDF, or it is damaged (unable to find trailer" in result.err
    assert "0x" not in result.err
    assert result.err.endswith("\n\n1 problem.\n")  # and not that nothing was written
