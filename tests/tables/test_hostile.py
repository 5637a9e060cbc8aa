# ruff: noqa: E501
"""Files that are made to use up memory or time: each is refused, or read, at no cost worth speaking of."""

from __future__ import annotations

import string
import subprocess
import sys
from collections.abc import Callable, Iterable
from itertools import product

import pytest

from factsheet.core.project import Root

from ..bounded import ENDLESS
from ..conftest import REPOSITORY
from .making import MAIN, OFFICE, line, ods, put, related, row, workbook, xlsx

# What all of them together may take, in kB: Python and lxml by themselves are 20,000.
MEMORY = 200_000
NAMES = ["".join(pair) for pair in product(string.ascii_letters, repeat=2)]
GOOD = row(1, "a") + row(2, "1")


def many(xml: str, number: int) -> str:
    """Return some XML many times, each with a number of its own, so that it does not look like a bomb."""
    return "".join(xml.replace("#", str(at * 7919)) for at in range(1, number + 1))


def attributes(number: int) -> str:
    return many("<c " + " ".join(f'{name}="#"' for name in NAMES[:500]) + "/>", number // 500)


def lying(real: int, claimed: int) -> bytes:
    """Return a workbook whose sheet claims to be of another size, in both places where a ZIP gives it."""
    made = bytearray(xlsx("", parts={"xl/s.xml": b" " * real}))
    while (at := made.find(real.to_bytes(4, "little"))) >= 0:
        made[at : at + 4] = claimed.to_bytes(4, "little")
    return bytes(made)


def cells(rows: int, columns: str, xml: str) -> str:
    """Return rows of cells, in the XML of which @ is the reference."""
    filled = (
        f'<row r="{at}">' + "".join(xml.replace("@", f"{name}{at}") for name in columns) + "</row>"
        for at in range(1, rows + 1)
    )
    return "".join(filled)


def shared(rows: int, texts: str) -> bytes:
    """Return a workbook in which many cells share a few texts."""
    sheet = cells(rows, "ABCDEFGHIJKL", '<c r="@" t="s"><v>0</v></c>')
    return xlsx(sheet, parts={"xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{texts}</sst>'})


def with_formats(formats: str) -> bytes:
    used = many('<xf numFmtId="#"/>', 20_000)
    sheet = f'<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts><cellXfs>{used}</cellXfs></styleSheet>'
    return xlsx(GOOD, parts={"xl/styles.xml": sheet})


def with_sheets(sheets: str) -> bytes:
    return xlsx(GOOD, parts={"xl/workbook.xml": workbook(sheets)})


CIRCLE = related(
    ("worksheet", "workbook.xml"), ("styles", "workbook.xml"), ("sharedStrings", "_rels/workbook.xml.rels")
)
OUTSIDE = f'<Relationships><Relationship Id="r1" Type="{OFFICE}/worksheet" Target="file:///etc/passwd" TargetMode="External"/></Relationships>'
REPEATED = '<table:table-cell table:number-columns-repeated="{}"><text:p>x</text:p></table:table-cell>'
DATED = '<table:table-cell table:style-name="a" office:value-type="date" office:date-value="2025-04-09"/>'
PARENTS = '<style:style style:family="table-cell" style:name="a" style:parent-style-name="a"/>'
FULL = [[f"{at * 7919 * column:x}" for column in range(1, 15)] for at in range(1, 4_990)]
FILES: dict[str, tuple[Callable[[], bytes | str], str]] = {
    "bomb.xlsx": (lambda: lying(1_000_003, 1_000_000_000), "to 1,000,000,000 bytes"),
    "lying.xlsx": (lambda: lying(30_000_003, 9_000), "this file is damaged"),
    "ratio.xlsx": (lambda: xlsx("<row/>" * 500_000), "would unpack from"),
    "formatted.xlsx": (lambda: xlsx(cells(5_000, string.ascii_uppercase * 4, '<c r="@" s="1"/>')), "far more cells than a table needs"),
    "attributes.xlsx": (lambda: xlsx(attributes(490_000)), "there is nothing in this table"),
    "relationships.xlsx": (lambda: xlsx("", parts={"_rels/.rels": f"<a>{attributes(600_000)}</a>"}), "attributes; the limit is 500,000"),
    "sheets.xlsx": (lambda: with_sheets(many('<sheet name="#" r:id="r1"/>', 50_000)), "there are 50,000 sheets"),
    "long-text.xlsx": (lambda: shared(5_000, "<si><t>" + "é" * 4_900 + "</t></si>"), "5,000,000 letters"),
    "corner.xlsx": (lambda: xlsx(GOOD + '<row r="1048576"><c r="XFD1048576" s="1"/></row>'), ""),
    "merges.xlsx": (lambda: xlsx(GOOD, after="<mergeCells>" + many('<mergeCell ref="A1:XFD#"/>', 90_000) + "</mergeCells>"), "are merged"),
    "columns.xlsx": (lambda: xlsx(GOOD, before="<cols>" + many('<col min="1" max="#" hidden="1"/>', 40_000) + "</cols>"), "column A is hidden"),
    "number.xlsx": (lambda: xlsx(row(1, "a") + f'<row r="2"><c r="A2"><v>{many("#", 50_000)}</v></c></row>'), "is no number"),
    "escapes.xlsx": (lambda: shared(1, "<si><t>" + many("_x#", 50_000) + "</t></si>"), "a text of"),
    "formats.xlsx": (lambda: with_formats(many('<numFmt numFmtId="#" formatCode="&quot;#' + "[" * 200 + '"/>', 20_000)), ""),
    "circle.xlsx": (lambda: xlsx(GOOD, parts={"xl/_rels/workbook.xml.rels": CIRCLE}), "there is nothing in this table"),
    "inside-itself.xlsx": (lambda: xlsx(GOOD, parts={"xl/embeddings/a.xlsx": xlsx(GOOD), "../../outside": b"", "/etc/x": b""}), ""),
    "outside.xlsx": (lambda: xlsx(GOOD, parts={"xl/_rels/workbook.xml.rels": OUTSIDE}), "there is no sheet to be seen"),
    "endless.ods": (lambda: ods(line(REPEATED.format(9_999_999), more='table:number-rows-repeated="9999999"')), "this cell is not empty"),
    "empty.ods": (lambda: ods(line("a") + line("b") + line('<table:table-cell table:number-columns-repeated="9999999"/>', more='table:number-rows-repeated="9999999"') * 99), ""),
    "repeated.ods": (lambda: ods(line(REPEATED.format(100), more='table:number-rows-repeated="5000"')), "the table is too large here"),
    "full.ods": (lambda: ods("".join(line(*texts) for texts in FULL)), ""),
    "spaces.ods": (lambda: ods(line("a") + line("<table:table-cell><text:p>x" + many('<text:s text:c="#"/>', 90_000) + "x</text:p></table:table-cell>")), "a text of"),
    "circle.ods": (lambda: ods(line("a") + line(DATED) * 400, style=PARENTS), ""),
    "groups.ods": (lambda: ods("<table:table-row-group>" * 200 + line("a") + line("b") + "</table:table-row-group>" * 200), ""),
    "separators.csv": (lambda: "," * 9_900_000, "more than 140,000 cells"),
    "quotation-marks.csv": (lambda: '"' * 9_900_001, "is never closed"),
    "spaces.csv": (lambda: "a,b\n" + " " * 9_000_000 + '"', "is never closed"),
    "rows.csv": (lambda: "a,b\n" + "1,2\n" * 2_000_000, "at most 5,000 rows"),
    "one-text.csv": (lambda: "a,b\n" + "\U0001f600" * 1_400_000, "a text of 1,400,000 characters"),
    "isolates.csv": (lambda: "a,b\n" + "\u2066" * 1_000_000, "a text of 1,000,000 characters"),
}  # fmt: skip
# Reads files one after another, and says of each what is wrong; then how much memory it took.
PROGRAM = f"""
import resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_CPU, ({ENDLESS}, {ENDLESS}))
from factsheet.core.diagnostics import Problems
from factsheet.core.project import Root
from factsheet.tables.reading import read
root = Root(Path(sys.argv[1]))
for path in sorted(root.sources.iterdir()):
    try:
        read(root, path)
    except Problems as found:
        print(path.name, str(found).replace(chr(10), " ")[:300])
    else:
        print(path.name)
print(next(line for line in open("/proc/self/status") if line.startswith("VmHWM")).split()[1])
"""


# One of each way of making a file large that the reader of its format meets; the others are in the campaign.
USUAL = {
    *("bomb.xlsx", "lying.xlsx", "formatted.xlsx", "attributes.xlsx", "long-text.xlsx", "corner.xlsx", "merges.xlsx"),
    *("formats.xlsx", "circle.xlsx", "inside-itself.xlsx", "outside.xlsx", "endless.ods", "empty.ods", "spaces.ods"),
    *("circle.ods", "groups.ods", "separators.csv", "quotation-marks.csv", "one-text.csv"),
}


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return what is said about each of the usual files, and how much memory all of them took."""
    return answered(Root(tmp_path_factory.mktemp("hostile")), USUAL)


@pytest.fixture(scope="module")
def all_answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return answered(Root(tmp_path_factory.mktemp("hostile")), FILES)


def answered(root: Root, names: Iterable[str]) -> dict[str, str]:
    for name in names:
        put(root, name, FILES[name][0]())
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(root.folder)], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    *lines, memory = done.stdout.splitlines()
    return {"": memory, **{line.partition(" ")[0]: line.partition(" ")[2] for line in lines}}


@pytest.mark.parametrize("name", sorted(USUAL))
def test_a_hostile_file_gets_an_answer(name: str, answers: dict[str, str]) -> None:
    says = FILES[name][1]
    assert says in answers[name]
    assert bool(says) == bool(answers[name])


@pytest.mark.campaign
def test_every_hostile_file_gets_an_answer(all_answers: dict[str, str]) -> None:
    for name, (_, says) in FILES.items():
        assert says in all_answers[name]
        assert bool(says) == bool(all_answers[name])
    assert int(all_answers[""]) < MEMORY


def test_none_of_them_takes_much_memory(answers: dict[str, str]) -> None:
    assert int(answers[""]) < MEMORY
