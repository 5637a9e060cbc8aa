"""The example of a profile for each row of a spreadsheet: its pages, and what happens when its rows change."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from factsheet.build import plan, refusal
from factsheet.build.freshness import Selection
from factsheet.changes import authors
from factsheet.changes.comparison import Change
from factsheet.changes.said import Run
from factsheet.check import dossier, release
from factsheet.check.findings import Finding, Weight
from factsheet.check.runner import Review
from factsheet.core.names import LanguageTag, VariantId
from factsheet.core.project import Root
from factsheet.edition import section_lint
from factsheet.source import loader
from factsheet.source.model import Sources
from factsheet.tables import reading
from factsheet.typeset import copyfit
from factsheet.word import rules

from .conftest import REPOSITORY, SHARED_FONTS, Result, pipeline

EXAMPLE = REPOSITORY / "examples/country-profile"
TABLE = "sources/countries.xlsx"
LONG, KENYA, MALTA = "central-african-republic", VariantId("kenya"), VariantId("malta")
EN, AR = LanguageTag("en"), LanguageTag("ar")


@pytest.fixture(scope="module")
def root() -> Root:
    return Root(EXAMPLE)


@pytest.fixture(scope="module")
def sources(root: Root) -> Sources:
    return loader.load(root)


class Copy:
    """A copy of the example, to change."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("sources", "layouts"):
            shutil.copytree(EXAMPLE / name, folder / name)
        shutil.copytree(SHARED_FONTS[0], folder / "fonts", copy_function=os.link)
        (folder / "output").mkdir()

    def build(self, *options: str) -> Result:
        return pipeline("build", "--root", self.folder, *options)

    def keep(self, *codes: str) -> None:
        """Delete the rows of all countries but some."""
        book = load_workbook(self.folder / TABLE)
        rows = [row[0] for row in book.active.iter_rows(min_row=2)]
        for number in sorted((row.row for row in rows if row.value not in codes), reverse=True):
            book.active.delete_rows(number)
        book.save(self.folder / TABLE)

    def fill(self, code: str, head: str, value: Any) -> None:
        """Type something into a cell, whose format stays."""
        book = load_workbook(self.folder / TABLE)
        column = next(cell.column for cell in book.active[1] if cell.value == head)
        row = next(row[0].row for row in book.active.iter_rows(min_row=2) if row[0].value == code)
        book.active.cell(row, column).value = value
        book.save(self.folder / TABLE)

    def publish(self, languages: str) -> None:
        path = self.folder / "sources/factsheet.yaml"
        path.write_text(
            path.read_text("utf-8").replace("languages: [en, fr, ar]", f"languages: [{languages}]"), "utf-8"
        )


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return Copy(tmp_path)


# What was made by a script


def test_the_table_is_what_its_script_writes(root: Root, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spec = importlib.util.spec_from_file_location("make_table", EXAMPLE / "make_table.py")
    assert spec
    assert spec.loader
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    monkeypatch.setattr(script, "TABLE", tmp_path / "countries.xlsx")
    script.write()
    files = ((root, TABLE), (Root(tmp_path), script.TABLE))
    for sheet in ("countries", "years"):
        there, here = (reading.read(of, of.folder / file, sheet) for of, file in files)
        assert [{head: cell.text for head, cell in row.cells.items()} for row in there.rows] == [
            {head: cell.text for head, cell in row.cells.items()} for row in here.rows
        ]


def test_amounts_and_shares_add_up_and_the_last_year_is_now(sources: Sources) -> None:
    latest = {row["country"]: row["people"] for row in sources.facts["years"] if row["year"].year == 2026}
    for variant in sources.variants.values():
        facts: Any = variant.facts
        planned, spent = ({key: each.amount for key, each in facts[group].items()} for group in ("planned", "spent"))
        assert sum(planned.values()) == facts["support"].amount
        assert spent.pop("total") == sum(spent.values())
        assert all(spent[purpose] < planned[purpose] for purpose in planned)
        assert sum(facts["sectors"].values()) == 100
        assert abs(float(latest[facts["country"]]) / float(facts["population"] / 1_000_000) - 1) < 0.03


# What it shows


def test_formats_of_cells_are_read(sources: Sources) -> None:
    kenya, croatia = (sources.variants[VariantId(id)] for id in ("kenya", "croatia"))
    typed: Any = kenya.located.value
    assert (typed["urban"], typed["economy"], typed["support"]) == ("29.9 %", "107500000000 USD", "14250000 EUR")
    assert (typed["population"], typed["surveyed"], typed["joined"]) == ("55100000", "2025-09-16", "2014-11-28")
    joined = [sources.variants[VariantId(id)].located.value for id in ("austria", "bulgaria", "croatia")]
    assert [each["joined"] for each in joined if isinstance(each, dict)] == ["2015", "2016-05", "2016-05-12"]
    assert croatia.facts["partners"].parts == ("AT", "fund")
    assert len(sources.published) == 44


def test_french_and_arabic_can_say_each_country(root: Root) -> None:
    """French has a form of each name; a country without neighbours has no section about them; none is a draft."""
    planned = plan.plan(root, Selection(languages=(LanguageTag("fr"), AR), formats=("pdf",)))
    assert planned.problems == []
    assert [job.edition.stem for job in planned.jobs if job.edition.draft or job.edition.unconfirmed] == []
    said = {job.edition.stem: job.edition.text for job in planned.jobs}
    assert "habitants au Kenya" in str(said["country-profile-kenya-fr"]["people.text"])
    assert "soutien de la Norvège et du Fonds" in str(said["country-profile-south-sudan-fr"]["plan.text"])
    assert "\u0662\u0669\u066b\u0669\u066a" in str(said["country-profile-kenya-ar"]["urban.figure"])
    without = {stem for stem, texts in said.items() if not any(key.startswith("neighbours.") for key in texts)}
    assert {stem.removeprefix("country-profile-").rpartition("-")[0] for stem in without} == {
        "cyprus", "malta", "sao-tome-principe",
    }  # fmt: skip


def test_explain_names_the_cell_of_a_fact(root: Root) -> None:
    explained = pipeline("explain", "--country", "kenya", "fr", "urban.figure", "--root", root.folder)
    assert (explained.status, explained.err) == (0, "")
    assert explained.out.splitlines()[-1].split() == [
        *("->", "{urban}", "sources/countries.xlsx,", "sheet", '"countries",', "cell", "E24", "29.9", "%"),
    ]


def test_type_too_large_for_a_country_is_told_with_its_name(root: Root) -> None:
    (job,) = plan.plan(root, Selection((KENYA,), (EN,), ("pdf",))).jobs
    large = job.theme.styles["p.figure"].model_copy(update={"size": 60})
    theme = job.theme.model_copy(update={"styles": {**job.theme.styles, "p.figure": large}})
    fit = theme.fit.model_copy(update={"smallest": theme.body, "largest": theme.body})
    job = replace(job, theme=theme.model_copy(update={"fit": fit}))
    fitted = copyfit.fitted(job.edition, job.theme, job.root)
    said = [problem.what for kind, problem in refusal.refusals(job, fitted) if kind == "too-wide"]
    assert [each.partition(" mm")[0].rpartition(" ")[0] for each in said][:1] == [
        'in population.figure under kenya the word "55.1\u00a0million" is'
    ]


def test_no_country_is_said_to_have_the_words_of_another(sources: Sources) -> None:
    assert list(section_lint.findings(sources)) == []


@pytest.mark.campaign
def test_a_long_name_makes_the_band_higher_in_word_too(copy: Copy) -> None:
    result = copy.build("--country", LONG, "--lang", "en", "--format", "docx")
    assert result.status == 0, result.err
    assert f"{LONG} en " in result.out
    (path,) = (copy.folder / "output" / LONG).glob("*.docx")
    assert rules.broken(path.read_bytes()) == []
    with zipfile.ZipFile(path) as docx:
        heights = docx.read("word/document.xml").decode().partition("<w:trHeight ")[2]
    assert int(heights.partition('w:val="')[2].partition('"')[0]) > 42 / 25.4 * 72 * 20 + 100  # twips: it has two lines


# What happens to its rows


def test_rows_change_one_by_one(copy: Copy) -> None:
    copy.keep("KE", "MT")
    copy.publish("en")
    result = copy.build("--format", "pdf web")
    assert result.status == 0, result.err
    assert "making 2 editions" in result.err
    copy.fill("KE", "population", 56_000_000)
    result = copy.build("--format", "pdf web")
    assert (result.status, "making 1 edition" in result.err, "kenya en: made" in result.err) == (0, True, True)
    copy.fill("MT", "population", "many")
    copy.fill("KE", "population", 57_000_000)
    result = copy.build("--format", "pdf web")
    assert (result.status, "kenya en: made" in result.err) == (1, True)
    assert f'{TABLE}, sheet "countries", cell D3: "many" is not a number' in result.err
    copy.keep("KE")
    result = copy.build()
    assert f"output/malta/country-profile-malta-en.*: it has no row in {TABLE}" in result.out
    assert not list((copy.folder / "output/malta").glob("*.pdf"))
    refused = copy.build("--country", "malta").err
    assert refused.startswith("country=malta: there is no such country; ")
    assert f"to add one: write a row into {TABLE}" in refused


def test_a_fact_that_a_text_cannot_print_is_told_with_its_cell(copy: Copy) -> None:
    copy.fill("KE", "plan", "2024-01/..")
    planned = plan.plan(Root(copy.folder), Selection((KENYA, MALTA), (EN,), ("pdf",)))
    assert [job.edition.variant for job in planned.jobs] == ["malta"]
    said = str(next(each for each in planned.problems if each.what.startswith("plan.title")))
    assert "plan.title prints {plan}, but this period has no end yet under kenya; " in said
    assert re.search(r'sheet "countries", cell I\d+\), or give it other words in sources/countries/kenya.yaml', said)
    # It keeps Kenya from being released, and nothing else.
    found = [Finding(Weight.ERROR, problem, "source") for problem in planned.problems]
    about = {variant: release._about(Review(found, planned), variant) for variant in (KENYA, MALTA)}
    assert about == {KENYA: found, MALTA: []}


# What a release has, and who has changed what


def test_a_release_has_the_row_of_its_country_and_no_other(root: Root, sources: Sources) -> None:
    packed = dossier.sources(root, sources, VariantId("south-sudan"), {})
    with zipfile.ZipFile(BytesIO(packed)) as files:
        tables = ["sources/countries-years.csv", "sources/countries.csv"]  # of the two sheets of one file
        names = ["sources/factsheet.yaml", tables[0], "sources/countries/south-sudan.yaml", "sources/text/en.yaml"]
        assert files.namelist() == [*names, tables[1]]
        assert files.read(tables[0]).decode().splitlines()[:2] == ["country,year,people", "AT,2006,8.3"]
        heads, row = files.read("sources/countries.csv").decode().splitlines()
    assert heads.startswith("country,region,income,population,urban,economy,support,joined,plan,")
    assert row.startswith(
        'SS,eastern_africa,low,11200000,21.2 %,6500000000 USD,11760000 EUR,2015-06-09,2025-07/..,"CD, '
    )


def test_nobody_is_the_author_of_a_cell(root: Root, sources: Sources) -> None:
    change = Change("{population}", (), (Run(text="x"),))
    files = {spot.file for spot in authors.spots(sources, (KENYA, EN), change)}
    assert files == {"sources/countries/kenya.yaml", "sources/factsheet.yaml"}


@pytest.mark.campaign
def test_every_profile_is_final_and_without_faults(copy: Copy) -> None:
    result = copy.build()
    assert (result.status, result.out.count("  final")) == (0, 3 * 44), result.err
    assert "in 44 folders in output/" in result.out
    checked = pipeline("check", "--root", copy.folder)
    assert checked.out.splitlines()[-1:] == ["nothing found"], checked.out
