# ruff: noqa: E501
"""A new variant ends the term of the one before, which keeps the facts during its term in its own file."""

from __future__ import annotations

from datetime import date

import pytest

from factsheet.cli import authoring
from factsheet.core.project import Root
from factsheet.source import loader

from ..conftest import Copy, pipeline
from ..edition.test_past import FACTS, FRANCE, codes, later


@pytest.fixture(autouse=True)
def nothing_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look at the sources alone; that a new variant is built at once is seen in tests/edition/test_variants.py."""
    monkeypatch.setattr(authoring, "make", lambda *_: None)


def start(copy: Copy, country: str, since: str) -> str:
    result = pipeline("chair", f"country={country}", f"since={since}", "--root", copy.root)
    assert result.status == 0, result.err
    return result.out


def test_a_new_variant_ends_the_term_of_the_one_before(copy: Copy) -> None:
    before, leaflet = (copy.root / FRANCE).read_text("utf-8"), (copy.root / FACTS).read_bytes()
    out = start(copy, "KE", "2026-04-09")
    assert f"{FRANCE}: the term ends on 2026-04-08.\n" in out
    assert "keeps its own copy of the facts during its term: dates, members, steering_committee, links, revised;" in out
    assert "If one of them changes before the term ends, change it there too." in out
    assert '2025-france is the current chair on 2025-04-09, the date of "revised" in sources/factsheet.yaml:5.' in out
    assert '2026-kenya will become the current chair once it is published and "revised" is set to 2026-04-09' in out
    assert (copy.root / FACTS).read_bytes() == leaflet
    after = (copy.root / FRANCE).read_text("utf-8")
    assert [line for line in before.splitlines() if line not in after.splitlines()] == []
    assert "since: 2025-04-09\nuntil: 2026-04-08\nrevised: 2025-04-09\nupcoming: " in after
    sources = loader.load(Root(copy.root))
    france = sources.variants["2025-france"].facts
    assert all(france[key] == sources.facts[key] for key in ("members", "steering_committee", "dates", "links"))


def test_what_a_variant_kept_already_is_not_written_over(copy: Copy) -> None:
    with (copy.root / FRANCE).open("a", encoding="utf-8") as file:
        file.write(
            "members:            # as of May\n  add: [IS]\ndates:\n  established: 2013   # see the file\nrevised: 2025-05-05\n"
        )
    old = codes(copy, "2025-france")
    start(copy, "KE", "2026-04-09")
    text = (copy.root / FRANCE).read_text("utf-8")
    assert "# as of May\nmembers: [\n" in text
    assert "  established: 2013   # see the file\n  rome_declaration: 2014\n" in text
    assert "revised: 2025-05-05\n" in text
    later(copy)
    assert codes(copy, "2025-france") == old
    france = loader.load(Root(copy.root)).variants["2025-france"].facts
    assert {key: day.year for key, day in france["dates"].items()}["established"] == 2013


def test_a_variant_that_has_not_begun_keeps_the_facts_of_leaflet_yaml(copy: Copy) -> None:
    start(copy, "KE", "2026-04-09")
    out = start(copy, "SS", "2027-04-09")
    kenya = loader.load(Root(copy.root)).variants["2026-kenya"].facts
    assert "2026-kenya.yaml: the term ends on 2027-04-08.\n2025-france is the current chair" in out
    assert (kenya["until"], kenya["members"], kenya["links"]) == (date(2027, 4, 8), None, {})


def test_a_term_that_had_ended_before_stays_as_long(copy: Copy) -> None:
    copy.change(FRANCE, "since: 2025-04-09", "since: 2025-04-09\nuntil: 2026-03-31  # agreed")
    start(copy, "KE", "2026-04-09")
    assert "until: 2026-03-31  # agreed\n" in (copy.root / FRANCE).read_text("utf-8")


def test_a_term_ends_earlier_when_the_next_begins_in_it(copy: Copy) -> None:
    copy.change(FRANCE, "since: 2025-04-09", "since: 2025-04-09\nuntil: 2026-12-31  # agreed")
    start(copy, "KE", "2026-04-09")
    assert "until: 2026-04-08  # agreed\n" in (copy.root / FRANCE).read_text("utf-8")


def test_no_two_variants_begin_on_one_day(copy: Copy) -> None:
    before = (copy.root / FRANCE).read_bytes()
    result = pipeline("chair", "country=KE", "since=2025-04-09", "--root", copy.root)
    assert result.status == 1
    assert f"since=2025-04-09: the term of 2025-france already begins on that day ({FRANCE}:5)" in result.err
    assert (copy.root / FRANCE).read_bytes() == before
