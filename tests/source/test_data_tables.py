"""A fact can be a table: typed in the source, or in a file of its own, whose cells are reported as such."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from factsheet.core.diagnostics import Problems
from factsheet.core.names import LanguageTag, VariantId
from factsheet.core.project import Root
from factsheet.edition import edition, overlays
from factsheet.kinds.dates import PartialDate
from factsheet.source import loader

from .declared import FACTSHEET, KENYA, factsheet

TYPED = "years:\n  - {year: 2024, arrivals: 1022}\n  - {year: 2025-06, arrivals: 980, share: 12.5 %}\n"
ROWS = [
    {"year": PartialDate(2024), "arrivals": Decimal(1022), "share": None},
    {"year": PartialDate(2025, 6), "arrivals": Decimal(980), "share": Decimal("12.5")},
]


def having(folder: Path, years: str, table: str = "") -> Root:
    root = factsheet(folder, KENYA)
    (folder / "sources/factsheet.yaml").write_text(f"{FACTSHEET}{years}", "utf-8")
    if table:
        (folder / "sources/years.csv").write_text(table, "utf-8")
    return root


def test_it_is_typed_or_in_a_file(tmp_path: Path) -> None:
    assert loader.load(having(tmp_path, TYPED)).facts["years"] == ROWS
    sources = loader.load(
        having(tmp_path, "years: years.csv\n", "year,arrivals,share\n2024,1022,\n2025-06,980,12.5 %\n")
    )
    assert sources.facts["years"] == ROWS
    assert sources.tables == ["sources/years.csv"]


def test_a_layout_gets_rows_with_words_and_values(tmp_path: Path) -> None:
    sources = loader.load(having(tmp_path, TYPED))
    kenya, french = sources.variants[VariantId("kenya")], sources.languages[LanguageTag("fr")]
    first, second = edition.decide(sources, overlays.wording(sources, kenya, french)).data["years"]
    assert (first["year"], first["share"]) == ({"text": "2024", "value": "2024"}, None)
    assert (first["arrivals"]["value"], first["arrivals"]["text"].replace("\u202f", " ")) == (1022, "1 022")
    assert (second["year"]["text"], second["share"]["value"]) == ("juin 2025", 12.5)


def test_lists_of_countries_can_have_names(tmp_path: Path) -> None:
    sources = loader.load(having(tmp_path, "members:\n  africa: [KE, ET]\n  europe: [FR, DE]\n"))
    kenya, french = sources.variants[VariantId("kenya")], sources.languages[LanguageTag("fr")]
    decided = edition.decide(sources, overlays.wording(sources, kenya, french))
    assert decided.facts["members_africa"] == "Éthiopie et Kenya"
    assert decided.data["members"]["europe"] == {
        "text": "Allemagne et France",
        "countries": [{"code": "DE", "name": "Allemagne"}, {"code": "FR", "name": "France"}],
    }


@pytest.mark.parametrize(
    ("years", "table", "says"),
    [
        ("years: years.csv\n", "year,arrivals\n2024,many\n", 'sources/years.csv:2:6: "many" is not a number'),
        (
            "years: years.csv\n",
            "year,arivals\n2024,1\n",
            '"arivals" is not a column of years; did you mean "arrivals"?',
        ),
        ("years: years.csv\n", "", "sources/years.csv: this file is missing"),
        ("years:\n  - {year: 2024, arrivals: many}\n", "", '"many" is not a number'),
        ("years: of old\n", "", '"years" is a text'),
    ],
)
def test_what_is_wrong_in_it_is_reported_where_it_is(years: str, table: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(Problems) as caught:
        loader.load(having(tmp_path, years, table))
    assert says in str(caught.value)
