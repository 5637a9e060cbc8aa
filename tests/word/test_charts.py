# ruff: noqa: RUF001
"""A chart in Word is one of Word's own: its numbers are in a workbook, and are those of the facts."""

from __future__ import annotations

import re
import shutil
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import etree

from factsheet.charts.data import Value
from factsheet.core.project import Root
from factsheet.word.letters import Writing
from factsheet.word.number_codes import code

from ..charted import PLACES, built, facts, made
from ..conftest import pipeline_apart
from ..reading import W, page_texts
from ..validators import all_drawn_by_libreoffice, docx_faults

LANGUAGES = ("en", "ar")
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
MARKS = re.compile("[\u200e\u200f]")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory)


def docx(root: Path, language: str) -> Path:
    (path,) = (root / "output").glob(f"*-{language}.docx")
    return path


def charts(path: Path) -> dict[str, tuple[etree._Element, bytes]]:
    """Return each chart of a Word file and its workbook, by the name of its look."""
    found = {}
    with zipfile.ZipFile(path) as parts:
        document = etree.fromstring(parts.read("word/document.xml"))
        for each in document.iter(f"{WP}docPr"):
            name, _, number = each.get("name", "").partition(" ")
            if f"word/charts/chart{number}.xml" in parts.namelist():
                chart = etree.fromstring(parts.read(f"word/charts/chart{number}.xml"))
                found[name] = chart, parts.read(f"word/embeddings/chart{number}.xlsx")
    return found


def rows(book: bytes) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in openpyxl.load_workbook(BytesIO(book)).active.rows]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_workbook_has_the_numbers_of_the_facts(language: str, root: Path) -> None:
    found = charts(docx(root, language))
    assert set(found) == set(PLACES)
    for name, series in facts(Root(root), language).items():
        head, *body = rows(found[name][1])
        if name == "share":  # the parts of one whole are series
            ((heading, numbers),) = series.items()
            assert body == [[heading, *(number for number, _ in numbers)]]
            continue
        assert head[1:] == list(series)
        assert [list(column) for column in zip(*(row[1:] for row in body), strict=True)] == [
            [number for number, _ in numbers] for numbers in series.values()
        ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_chart_shows_before_it_is_edited_is_what_is_in_its_workbook(language: str, root: Path) -> None:
    for name, (chart, book) in charts(docx(root, language)).items():
        columns = [list(column) for column in zip(*rows(book), strict=True)]
        series = list(chart.iter(f"{C}ser"))
        assert len(series) == len(columns) - 1, name
        for each, (heading, *numbers) in zip(series, columns[1:], strict=True):
            assert each.findtext(f"{C}tx//{C}v") == heading
            assert [point.findtext(f"{C}v") for point in each.findall(f"{C}cat//{C}pt")] == columns[0][1:]
            points = {int(point.get("idx")): float(point.findtext(f"{C}v")) for point in each.findall(f"{C}val//{C}pt")}
            assert points == {at: number for at, number in enumerate(numbers) if number is not None}
        assert all(0 < int(axis.get("val")) < 2**31 for axis in chart.iter(f"{C}axId"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_has_the_description_of_the_page(language: str, root: Path) -> None:
    with zipfile.ZipFile(docx(root, language)) as parts:
        document = etree.fromstring(parts.read("word/document.xml"))
    described = {each.get("name").split()[0]: each for each in document.iter(f"{WP}docPr") if each.get("descr")}
    for drawn in made(Root(root), language).charts.values():
        assert described[drawn.chart.name].get("descr") == drawn.chart.alt
        assert described[drawn.chart.name].get("title") == drawn.chart.caption


def test_it_is_mirrored_by_its_axes_in_a_paragraph_from_left_to_right(root: Path) -> None:
    def ways(language: str, name: str) -> list[str]:
        chart, _ = charts(docx(root, language))[name]
        return [each.get("val") for each in chart.iter(f"{C}orientation")]

    for name in ("columns", "stacked", "line"):
        assert (ways("en", name), ways("ar", name)) == (["minMax", "minMax"], ["maxMin", "minMax"])
    for name in ("bars", "share", "shares"):  # the first is at the top in both
        assert (ways("en", name), ways("ar", name)) == (["maxMin", "minMax"], ["maxMin", "maxMin"])
    with zipfile.ZipFile(docx(root, "ar")) as parts:
        document = etree.fromstring(parts.read("word/document.xml"))
    for graphic in document.iter("{*}graphicData"):
        if graphic.get("uri", "").endswith("/chart"):
            paragraph = next(graphic.iterancestors(f"{W}p"))
            assert paragraph.find(f"{W}pPr/{W}bidi").get(f"{W}val") == "0"
            assert paragraph.find(f"{W}pPr/{W}jc").get(f"{W}val") == "right"


@pytest.mark.parametrize("language", LANGUAGES)
def test_openxml_audit_finds_no_fault_in_the_file_or_in_its_workbooks(
    language: str, root: Path, tmp_path: Path
) -> None:
    assert docx_faults(docx(root, language)) == []
    for name, (_, book) in charts(docx(root, language)).items():
        path = tmp_path / f"{name}.xlsx"
        path.write_bytes(book)
        assert docx_faults(path) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (rb'<c:date1904 val="0"/>(<c:lang [^>]*>)', rb'\1<c:date1904 val="0"/>'),
        (rb'<c:axId val="1"/>', rb'<c:axId val="-1"/>'),
    ],
)
def test_openxml_audit_catches_a_chart_that_word_would_refuse(
    old: bytes, new: bytes, root: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.docx"
    with zipfile.ZipFile(docx(root, "en")) as source, zipfile.ZipFile(bad, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if re.fullmatch(r"word/charts/chart\d+\.xml", name):
                content = re.sub(old, new, content)
            target.writestr(name, content)
    assert docx_faults(bad)


def test_the_bytes_are_the_same_every_time(root: Path, tmp_path: Path) -> None:
    again = shutil.copytree(root, tmp_path / "again" / root.name, ignore=shutil.ignore_patterns("output"))
    assert pipeline_apart("build", "--root", again, "--lang", "ar", "--format", "docx").status == 0
    assert docx(again, "ar").read_bytes() == docx(root, "ar").read_bytes()


def test_libreoffice_draws_every_number_on_one_page(root: Path, tmp_path: Path) -> None:
    paths = all_drawn_by_libreoffice([docx(root, language) for language in LANGUAGES], tmp_path, root / "fonts")
    for language, path in zip(LANGUAGES, paths, strict=True):
        (text,) = page_texts(path)
        said = MARKS.sub("", " ".join(text.split()))
        for series in facts(Root(root), language).values():
            for numbers in series.values():
                for number, printed in numbers:
                    digits = re.sub(r"[^\d٬٫.,]", "", printed)
                    assert number is None or digits in said, printed


@pytest.mark.parametrize(
    ("language", "number", "text", "says"),
    [
        ("en-GB", 1022, "1,022", "[$-809]#,##0"),
        ("en-GB", 655.5, "655.50", "[$-809]#,##0.00"),
        ("en-GB", -850000, "-€850,000", '[$-809]"€"#,##0'),
        ("fr", 12.5, "12,5 %", '[$-40C]#,##0.0" %"'),
        ("ar", 7, "٧٪\u200f", '[$-2000C01]"\u200f"#,##0"٪\u200f";[$-2000C01]"\u200f-"#,##0"٪\u200f"'),
        ("en-GB", 1, "none", "General"),
        ("en-GB", 1, 'a "1', '[$-809]"a "#,##0'),
    ],
)
def test_a_number_is_printed_as_on_the_page(language: str, number: float, text: str, says: str) -> None:
    region = {"fr": "fr-FR", "ar": "ar-EG"}.get(language, language)
    arabic = language == "ar"
    writing = Writing(region, "Arab" if arabic else "Latn", "rtl" if arabic else "ltr", "٠١٢" if arabic else "012")
    assert code(Value(number, text), writing) == says
