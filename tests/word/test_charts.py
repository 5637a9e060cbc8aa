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
import pymupdf
import pytest
from lxml import etree

from factsheet.charts.data import Value
from factsheet.core.project import Root
from factsheet.word.letters import Writing
from factsheet.word.number_codes import code

from ..charted import PAGE, PLACES, VALUES, built, charted, facts, job, made
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
    """Return the names and the numbers of a workbook, without what is written from them."""
    sheet = openpyxl.load_workbook(BytesIO(book)).active
    found = [[cell.value for cell in row] for row in sheet.rows if row[0].value is not None]
    return [row[:2] if sheet["C2"].data_type == "f" else row for row in found]


def named(book: bytes, place: str) -> list[Any]:
    """Return what is in the cells that a chart names, as a program shows it before it computes anything."""
    sheet = openpyxl.load_workbook(BytesIO(book), data_only=True).active
    cells = sheet[place.rpartition("!")[2]]
    return [row[0].value for row in cells] if isinstance(cells, tuple) else [cells.value]


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
        assert len(list(chart.iter(f"{C}ser"))) == len(rows(book)[0]) - 1, name
        for each in [*chart.iter(f"{C}strRef"), *chart.iter(f"{C}numRef")]:
            said = {int(point.get("idx")): point.findtext(f"{C}v") for point in each.iter(f"{C}pt")}
            cells = dict(enumerate(named(book, each.findtext(f"{C}f"))))
            words = each.tag == f"{C}strRef"
            assert {at: cell if words else float(cell) for at, cell in cells.items() if cell is not None} == (
                said if words else {at: float(number) for at, number in said.items()}
            )
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


@pytest.mark.campaign
def test_the_bytes_are_the_same_every_time(root: Path, tmp_path: Path) -> None:
    again = shutil.copytree(root, tmp_path / "again" / root.name, ignore=shutil.ignore_patterns("output"))
    assert pipeline_apart("build", "--root", again, "--lang", "ar", "--format", "docx").status == 0
    assert docx(again, "ar").read_bytes() == docx(root, "ar").read_bytes()


@pytest.fixture(scope="module")
def drawn(root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return what LibreOffice draws of the Word file in each language."""
    paths = [docx(root, language) for language in LANGUAGES]
    folder = tmp_path_factory.mktemp("drawn")
    return dict(zip(LANGUAGES, all_drawn_by_libreoffice(paths, folder, root / "fonts"), strict=True))


def test_libreoffice_draws_every_number_on_one_page(root: Path, drawn: dict[str, Path]) -> None:
    for language, path in drawn.items():
        (text,) = page_texts(path)
        said = MARKS.sub("", " ".join(text.split()))
        for series in facts(Root(root), language).values():
            for numbers in series.values():
                for number, printed in numbers:
                    digits = re.sub(r"[^\d٬٫.,]", "", printed)
                    assert number is None or digits in said, printed


def pdf(root: Path, language: str) -> Path:
    return next((root / "output").glob(f"*-{language}.pdf"))


def spans(path: Path, colour: str) -> list[tuple[float, float, float]]:
    """Return where the rectangles in a colour are on a drawn page: left, right, height, largest first."""
    wanted = tuple(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    with pymupdf.open(path) as document:
        boxes = [
            each["rect"]
            for each in document[0].get_drawings()
            if each["fill"] and each["fill"] == pytest.approx(wanted, abs=0.01)
        ]
    return [(box.x0, box.x1, box.height) for box in sorted(boxes, key=lambda box: -box.width)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_bars_are_where_they_are_on_the_page(language: str, root: Path, drawn: dict[str, Path]) -> None:
    """The first part of the share begins with the text, and the bars of the balance end at one place."""
    plum = job(Root(root), language).theme.colours["plum"].screen
    here, there = (spans(path, plum)[0] for path in (pdf(root, language), drawn[language]))
    assert here == pytest.approx(there, abs=1.5)
    sky = job(Root(root), language).theme.colours["sky"].screen
    here, there = (
        [each for each in spans(path, sky) if 10 < each[2] < 20][:3] for path in (pdf(root, language), drawn[language])
    )
    assert len(here) == len(there) == 3
    zero = 0 if language == "en" else 1  # the side on which the largest begins
    assert here[0][zero] == pytest.approx(there[0][zero], abs=15)  # where the scale ends is for Word to choose
    assert [each[2] for each in here] == pytest.approx([each[2] for each in there], abs=1.5)


def test_numbers_of_a_whole_are_in_the_legend_and_not_on_the_ring(root: Path) -> None:
    for language in LANGUAGES:
        found = charts(docx(root, language))
        for name, where in (("donut", "cat"), ("share", "tx")):
            chart, _ = found[name]
            entries = [point.findtext(f"{C}v") for part in chart.iter(f"{C}{where}") for point in part.iter(f"{C}pt")]
            (numbers,) = facts(Root(root), language)[name].values()
            assert all(
                MARKS.sub("", printed) in MARKS.sub("", entry)
                for (_, printed), entry in zip(numbers, entries, strict=True)
            )
            assert [each.get("val") for each in chart.iter(f"{C}showVal")] == []
        assert found["donut"][0].findtext(f".//{C}title//{C}v").strip("\u200f").split() == (
            ["All", "people"] if language == "en" else ["كل", "الأشخاص"]
        )


def computed(code: str, cells: Any) -> str:
    """Compute a formula of strings, cells, CHAR and FIXED, as ECMA-376 part 1, 18.17.7, describes these."""

    def number(of: str) -> float:
        if total := re.fullmatch(r"SUM\((.+)\)", of):
            return float(sum(row[0].value or 0 for row in cells[total[1].replace("$", "")]))
        return float(cells[of.replace("$", "")].value)

    def piece(part: str) -> str:
        if fixed := re.fullmatch(r"FIXED\((.+),(\d)\)", part):
            return f"{number(fixed[1]):,.{fixed[2]}f}"
        if part == "CHAR(10)":
            return "\n"
        return part[1:-1] if part[0] == '"' else str(cells[part.replace("$", "")].value)

    return "".join(map(piece, code.removeprefix("=").split("&")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_entries_of_a_legend_follow_the_numbers(language: str, root: Path) -> None:
    arabic = str.maketrans("٠١٢٣٤٥٦٧٨٩٫", "0123456789.")
    for name in ("donut", "share"):
        _, book = charts(docx(root, language))[name]
        cells = openpyxl.load_workbook(BytesIO(book)).active
        shown = openpyxl.load_workbook(BytesIO(book), data_only=True).active
        formulas = [cell for row in cells.rows for cell in row if cell.data_type == "f"]
        assert len(formulas) == 4
        for each in formulas:
            made_of = MARKS.sub("", computed(each.value, cells))
            assert made_of == MARKS.sub("", shown[each.coordinate].value).translate(arabic)


@pytest.mark.campaign
def test_the_sum_in_a_donut_follows_the_numbers(tmp_path: Path) -> None:
    heads = '{"year": text.years.year, "sea": text.years.sea, "total": text.shares.total}'
    page = PAGE.replace("tables.shares, text.shares", f"tables.years, {heads}", 1)
    root = charted(tmp_path / "charts", page=page)
    assert pipeline_apart("build", "--root", root.folder, "--format", "docx").status == 0
    chart, book = charts(docx(root.folder, "ar"))["donut"]
    said = chart.findtext(f".//{C}title//{C}v")
    assert (said[0], said[-1]) == ("\u200f", "\u200f")  # LibreOffice runs a title from left to right
    assert "٣٬٣١٢" in said
    chart, book = charts(docx(root.folder, "en"))["donut"]
    place = chart.findtext(f".//{C}title//{C}f").rpartition("!")[2].replace("$", "")
    cells = openpyxl.load_workbook(BytesIO(book)).active
    assert computed(cells[place].value, cells) == chart.findtext(f".//{C}title//{C}v") == "All people\n3,312"
    cells["B2"] = 2022
    assert computed(cells[place].value, cells) == "All people\n4,312"


CROSSING = """
years:
  - {year: 2022, sea: 640, air: 910}
  - {year: 2023, sea: 1180, air: 1320}
  - {year: 2024, sea: 1960, air: 1640}
  - {year: 2025, sea: 2540, air: 2310}
"""


@pytest.mark.campaign
def test_numbers_of_lines_that_cross_are_on_the_outer_sides(tmp_path: Path) -> None:
    root = charted(tmp_path / "charts", values=CROSSING + VALUES[VALUES.index("shares:") :])
    assert pipeline_apart("build", "--root", root.folder, "--lang", "ar", "--format", "docx").status == 0
    chart, _ = charts(docx(root.folder, "ar"))["line"]
    sides = []
    for series in chart.iter(f"{C}ser"):
        usual = series.find(f"{C}dLbls/{C}dLblPos").get("val")
        own = {int(each.find(f"{C}idx").get("val")): each for each in series.iter(f"{C}dLbl")}
        sides.append([own[at].find(f"{C}dLblPos").get("val") if at in own else usual for at in range(4)])
    assert sides == [["b", "b", "t", "t"], ["t", "t", "b", "b"]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sign_of_money_is_left_of_its_number(language: str, root: Path, drawn: dict[str, Path]) -> None:
    """From right to left it is after the number, as the language writes it; before it in English."""
    for path in (pdf(root, language), drawn[language]):
        with pymupdf.open(path) as document:
            lines = [line for block in document[0].get_text("rawdict")["blocks"] for line in block.get("lines", ())]
        letters = [letter for line in lines for span in line["spans"] for letter in span["chars"]]
        signs = [each["bbox"] for each in letters if each["c"] == "€"]
        assert len(signs) == 3
        for left, top, right, bottom in signs:
            beside = [
                each["bbox"]
                for each in letters
                if each["c"].isdigit() and abs(each["bbox"][1] + each["bbox"][3] - top - bottom) < 8
            ]
            near = [box for box in beside if abs(box[0] - right) < 50]
            assert near, path
            assert all(box[0] > left for box in near), path


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
