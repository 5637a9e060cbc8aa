# ruff: noqa: RUF001
"""The words over a chart are in its figure: they can be copied, and who hears its description hears them once."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pikepdf
import pymupdf
import pytest

from factsheet.core.project import Root

from ..charted import PLACES, built, facts, job, made
from ..reading import logical, page_texts
from ..validators import pdf_damage, pdf_faults

LANGUAGES = ("en", "ar")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory)


def pdf(root: Path, language: str, kind: str = "") -> Path:
    (path,) = (root / "output").glob(f"*-{language}{kind}.pdf")
    return path


def figures(element: Any) -> list[Any]:
    kids = element.get("/K", [])
    found = []
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            found += [kid] if kid.S == "/Figure" else figures(kid)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_figure_has_its_description_and_its_words(language: str, root: Path) -> None:
    page = made(Root(root), language)
    with pikepdf.open(pdf(root, language)) as document:
        found = figures(document.Root.StructTreeRoot)
        assert [str(each.Alt) for each in found] == [drawn.chart.alt for drawn in page.charts.values()]
        for figure, drawn in zip(found, page.charts.values(), strict=True):
            kids = [kid for kid in figure.K if isinstance(kid, pikepdf.Dictionary)]
            assert [str(kid.S) for kid in kids] == ["/P"] * len(drawn.labels)
            assert all(kid.P.objgen == figure.objgen for kid in kids)
            (_, _, right, bottom) = figure.A.BBox
            assert float(right) > 0
            assert float(bottom) > 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_vera_pdf_and_qpdf_find_no_fault(language: str, root: Path) -> None:
    assert pdf_faults(pdf(root, language)) == []
    assert pdf_damage(pdf(root, language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_can_be_copied_in_two_readers(language: str, root: Path) -> None:
    """Each is once on every chart that prints it. MuPDF turns Arabic numbers round: it knows no direction."""
    with pymupdf.open(pdf(root, language)) as document:
        mupdf = str(document[0].get_text())
    (pdfium,) = page_texts(pdf(root, language))
    of = facts(Root(root), language)
    assert set(of) == set(PLACES)
    digits = [
        re.sub(r"[^\d٬٫.,]", "", printed)
        for series in of.values()
        for numbers in series.values()
        for number, printed in numbers
        if number is not None
    ]
    for text in (mupdf, pdfium):
        copied = re.findall(r"\d[\d٬٫.,]*", logical(text))
        for each in set(digits):
            turned = each[::-1] if language == "ar" and text is mupdf else each
            assert copied.count(turned) >= digits.count(each), each


def test_the_press_pdf_is_in_the_inks_of_the_theme(root: Path) -> None:
    """PDF/X-4: no other colours than these, and the words still words."""
    theme = job(Root(root)).theme
    with pikepdf.open(pdf(root, "en", "-press")) as document:
        page = document.pages[0]
        used = {
            tuple(round(float(each), 3) for each in operands)
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) == "k"
        }
        rgb = [str(operator) for _, operator in pikepdf.parse_content_stream(page) if str(operator) in ("rg", "RG")]
    assert rgb == []
    wanted = {name for chart in PLACES for name in theme.charts[chart].colours}
    assert {tuple(round(each / 100, 3) for each in theme.colours[name].press) for name in wanted} <= used
    assert "1,310" in "".join(page_texts(pdf(root, "en", "-press")))
