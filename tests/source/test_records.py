# ruff: noqa: E501
"""The rows of a table are variants: each cell is a fact, and each mistake is reported at its cell, all at once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from factsheet.core.diagnostics import Problems
from factsheet.core.names import LanguageTag, VariantId
from factsheet.edition import edition, overlays
from factsheet.kinds.dates import OpenPeriod, PartialDate, Period
from factsheet.kinds.money import Money
from factsheet.kinds.parties import Party
from factsheet.source import loader

from .declared import HEADS, KENYA, UGANDA, factsheet

FILE = "sources/countries.csv"


def test_each_row_is_a_variant_and_each_cell_a_fact(tmp_path: Path) -> None:
    sources = loader.load(factsheet(tmp_path, KENYA, UGANDA))
    assert list(sources.published) == ["kenya", "uganda"]
    kenya, uganda = (sources.variants[VariantId(id)].facts for id in ("kenya", "uganda"))
    assert (kenya["population"], kenya["urban"]) == (Decimal(54_000_000), Decimal("29.5"))
    assert kenya["aid"] == Money(Decimal(12_500_000), "EUR")
    assert (kenya["joined"], kenya["plan"]) == (PartialDate(2014, 11), Period(PartialDate(2024), PartialDate(2027)))
    assert (tuple(kenya["neighbours"]), kenya["lead"], kenya["income"]) == (("ET", "UG"), Party(("auc",)), "low")
    assert kenya["visit"] == {"day": date(2026, 3, 1)}
    assert (uganda["urban"], uganda["neighbours"], uganda["visit"]) == (None, None, None)
    assert uganda["plan"] == OpenPeriod(PartialDate(2024, 1))


@pytest.mark.parametrize(
    ("language", "says"), [("en", "Kenya: 54,000,000, €12.5M"), ("fr", "Kenya: 54 000 000, 12,5 M €")]
)
def test_a_text_prints_them_as_its_language_does(language: str, says: str, tmp_path: Path) -> None:
    sources = loader.load(factsheet(tmp_path, KENYA))
    wording = overlays.wording(sources, sources.variants[VariantId("kenya")], sources.languages[LanguageTag(language)])
    decided = edition.decide(sources, wording)
    said = str(next(text for key, text in decided.text.items() if key == "profile.numbers"))
    assert " ".join(said.replace("\u202f", " ").split()) == says
    assert decided.data["aid"] == {"text": decided.facts["aid"], "value": 12_500_000, "currency": "EUR"}
    assert (decided.stem, decided.title) == (f"profile-kenya-{language}", "Kenya")
    assert not any(key.startswith(("bodies.", "income.")) for key in decided.text)  # no layout has to print them


WRONG = {
    "a word for a number": (KENYA.replace("54000000", "many"), f'{FILE}:2:4: "many" is not a number'),
    "a decimal comma": (KENYA.replace("29.5 %", '"29,5 %"'), "write a point, not a comma: 29.5"),
    "no per cent sign": (KENYA.replace("29.5 %", "29.5"), '"29.5"'),
    "no such country": (KENYA.replace("KE,", "KX,", 1), f'{FILE}:2:1: "KX" is not a country code'),
    "no such body": (KENYA.replace(",auc,", ",auk,"), '"auk"'),
    "no such choice": (KENYA.replace(",low,", ",middling,"), '"middling" is not a possible value'),
    "an empty cell": (KENYA.replace("54000000", ""), f"{FILE}:2:4: population is empty; fill it in. Its inhabitants."),
    "a period that runs backwards": (KENYA.replace("2024/2027", "2027/2024"), "ends before it begins"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_cell_is_reported_where_it_is_and_the_other_rows_are_read(case: str, tmp_path: Path) -> None:
    row, says = WRONG[case]
    root = factsheet(tmp_path, row, UGANDA)
    with pytest.raises(Problems) as caught:
        loader.load(root)
    assert says in str(caught.value), caught.value
    if case != "no such country":
        assert list(loader.read_all(root).variants) == ["uganda"]


def test_all_wrong_cells_are_reported_at_once(tmp_path: Path) -> None:
    bad = KENYA.replace("54000000", "many").replace("29.5 %", "some"), UGANDA.replace(",900000", ",little")
    with pytest.raises(Problems) as caught:
        loader.load(factsheet(tmp_path, *bad))
    assert [(each.place.line, each.what.partition('" ')[0]) for each in caught.value.problems] == [
        (2, '"many'),
        (2, '"some'),
        (3, '"little'),
    ]


HEADED = {
    "a head that nobody knows": (HEADS.replace("urban", "urbann"), 'urbann" is not a fact of a country; did you mean "urban"?'),
    "a fact without a column": (HEADS.replace(",income", ",remark"), 'there is no column "income"; add one. Its income group.'),
}  # fmt: skip


@pytest.mark.parametrize("case", HEADED)
def test_columns_that_are_no_facts_and_facts_without_a_column(case: str, tmp_path: Path) -> None:
    heads, says = HEADED[case]
    with pytest.raises(Problems) as caught:
        loader.load(factsheet(tmp_path, KENYA, heads=heads))
    assert says in str(caught.value)


def test_a_table_that_cannot_be_read_is_all_that_is_reported(tmp_path: Path) -> None:
    root = factsheet(tmp_path, KENYA, heads=HEADS.replace("income", "incomes"))
    path = tmp_path / "sources/factsheet.yaml"
    path.write_text(path.read_text() + "countries: [kenya]\n")
    with pytest.raises(Problems) as caught:
        loader.load(root)
    assert [each.what for each in caught.value.problems] == ['"incomes" is not a fact of a country']


def test_two_rows_of_one_name_and_a_name_that_has_no_row(tmp_path: Path) -> None:
    root = factsheet(tmp_path, KENYA, UGANDA, KENYA)
    with pytest.raises(Problems, match=rf'{FILE}:4:1: "kenya" is here twice, first in line 2'):
        loader.load(root)
    root = factsheet(tmp_path, KENYA)
    listed = (tmp_path / "sources/factsheet.yaml").read_text() + "countries: [kenia]\n"
    (tmp_path / "sources/factsheet.yaml").write_text(listed)
    with pytest.raises(Problems, match=r'"kenia" has no row in .*; did you mean "kenya"'):
        loader.load(root)


def test_a_row_can_have_texts_of_its_own(tmp_path: Path) -> None:
    root = factsheet(tmp_path, KENYA, UGANDA)
    own = tmp_path / "sources/countries"
    own.mkdir()
    (own / "kenya.yaml").write_text("text:\n  en:\n    profile:\n      numbers: Of its own.\n")
    sources = loader.load(root)
    wording = overlays.wording(sources, sources.variants[VariantId("kenya")], sources.master)
    (said,) = (pair for key, pair in wording.pairs.items() if key == "profile.numbers")
    assert (said.printed.text, said.place().file, said.place().line) == (
        "Of its own.",
        "sources/countries/kenya.yaml",
        4,
    )
    (own / "kenia.yaml").write_text("text: {}\n")
    with pytest.raises(Problems, match='there is no country kenia; did you mean "kenya"'):
        loader.load(root)
