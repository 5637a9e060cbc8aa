"""Which editions have changed, which are new, gone or as they were, and which cannot be compared."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from factsheet.build.freshness import Selection
from factsheet.changes import page, review, said
from factsheet.changes.page import Heading
from factsheet.changes.review import Compared
from factsheet.changes.sides import Paper, Side
from factsheet.changes.versions import Ready, Swapped
from factsheet.core.diagnostics import Place, Problem, Problems
from factsheet.core.names import EditionId, LanguageTag, VariantId
from factsheet.core.project import Root
from factsheet.source import loader

from ..conftest import decided

FRANCE, EGYPT = VariantId("2025-france"), VariantId("2024-egypt")
EN, FR, AR = map(LanguageTag, ("en", "fr", "ar"))
HEADING = Heading("then", "now", {})


@pytest.fixture(scope="module")
def sides(project: Root) -> dict[EditionId, Side]:
    """Return editions whose pages are files that are not there: what is certainly the same is not looked at."""
    read = loader.load(project)
    return {
        (variant, language): Side(
            said.of(decided(read, variant, read.languages[language])),
            "final",
            Paper(project, Path("none.pdf"), f"{variant} {language}"),
        )
        for variant in (FRANCE, EGYPT)
        for language in (EN, FR)
    }


def compared(before: dict[EditionId, Side], now: dict[EditionId, Side], **asked: object) -> dict[str, Compared]:
    found = review.review(Ready("then", before), Ready("now", now), Selection(**asked))  # type: ignore[arg-type]
    return {each.name: each for each in found}


def lines(found: dict[str, Compared]) -> dict[str, list[str]]:
    return dict(page.of_editions(HEADING, list(found.values()))["lines"])


def test_what_is_as_it_was_takes_one_line(sides: dict[EditionId, Side]) -> None:
    found = compared(sides, sides)
    assert all(each.is_unchanged and not each.shown for each in found.values())
    shown = page.of_editions(HEADING, list(found.values()))
    assert shown["parts"] == []
    assert shown["lines"] == [("Unchanged", ["France: English", "France: French", "Egypt: English", "Egypt: French"])]


def test_what_is_new_and_what_is_gone_is_said(sides: dict[EditionId, Side]) -> None:
    only = {edition: side for edition, side in sides.items() if edition[1] == EN}
    assert lines(compared(only, sides))["New, so there is nothing to compare with"] == [
        "France: French",
        "Egypt: French",
    ]
    assert lines(compared(sides, only))["No longer made"] == ["2025-france: French", "2024-egypt: French"]
    of_france = compared(sides, only, variants=[FRANCE])
    assert lines(of_france)["No longer made"] == ["2025-france: French"]
    assert "No longer made" not in lines(compared(sides, only, languages=[EN]))


def test_another_state_is_a_change_even_if_the_words_are_not(sides: dict[EditionId, Side]) -> None:
    draft = {edition: replace(side, status="draft") for edition, side in sides.items()}
    found = compared(sides, draft)
    assert not any(each.is_unchanged for each in found.values())
    parts = page.of_editions(HEADING, list(found.values()))["parts"]
    assert [part["status"][:2] for part in parts] == [["final", "draft"]] * 4


def test_one_that_cannot_be_read_stops_no_other(sides: dict[EditionId, Side]) -> None:
    class Broken(Ready):
        def side(self, edition: EditionId) -> Side:
            if edition == (FRANCE, EN):
                raise Problems([Problem(Place("a.json"), "this is not the file", "restore it")])
            return super().side(edition)

    found = list(review.review(Broken("then", sides), Ready("now", sides), Selection()))
    assert [each.name for each in found if each.problems] == ["2025-france en"]
    assert [each.name for each in found if each.is_unchanged] == ["2025-france fr", "2024-egypt en", "2024-egypt fr"]
    (part,) = page.of_editions(HEADING, found)["parts"]
    assert part["problems"] == ["a.json: this is not the file; restore it"]


def test_a_pdf_that_is_not_there_keeps_the_words(sides: dict[EditionId, Side]) -> None:
    words = sides[FRANCE, EN].said
    other = replace(
        sides[FRANCE, EN],
        said=words.model_copy(update={"heading": "Kenya", "facts": {**words.facts, "chair": "Kenya"}}),
    )
    other = replace(other, pages=replace(other.pages, sha256="x"))  # type: ignore[type-var]
    (found,) = compared({(FRANCE, EN): sides[FRANCE, EN]}, {(FRANCE, EN): other}).values()
    assert "this file is missing" in str(found.problems[0])
    assert [change.key for change in found.changes] == ["{chair}"]


def test_a_variant_is_compared_with_another(sides: dict[EditionId, Side]) -> None:
    of_france = {edition: side for edition, side in sides.items() if edition[0] == FRANCE}
    swapped = Swapped(Ready("as it is now", sides), EGYPT)
    for edition in of_france:
        assert swapped.side(edition) is sides[EGYPT, edition[1]]
    assert swapped.origin((FRANCE, EN)) == "2024-egypt, as it is now"
    assert not swapped.has((FRANCE, AR))
