"""A change has a name of its own, says in which languages it was made, and is shown once however often it was made."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from factsheet.build.freshness import Selection
from factsheet.changes import across, page, review, said
from factsheet.changes.across import Seen
from factsheet.changes.authors import Save
from factsheet.changes.marked import Values
from factsheet.changes.page import Heading
from factsheet.changes.review import Ascribed, Compared, nobody
from factsheet.changes.sides import Paper, Side
from factsheet.changes.versions import Ready
from factsheet.core.names import EditionId, LanguageTag, TextKey, VariantId
from factsheet.core.project import Root
from factsheet.source import loader

from ..conftest import decided

FRANCE, EGYPT = VariantId("2025-france"), VariantId("2024-egypt")
EN, FR, AR = map(LanguageTag, ("en", "fr", "ar"))
CARD, LEGEND = TextKey("activities.understanding"), TextKey("members.legend")


@pytest.fixture(scope="module")
def sides(project: Root) -> dict[EditionId, Side]:
    read = loader.load(project)
    return {
        (variant, language): Side(
            said.of(decided(read, variant, read.languages[language])), "final", Paper(project, Path("none.pdf"), "x")
        )
        for variant in (FRANCE, EGYPT)
        for language in (EN, FR, AR)
    }


def saying(sides: dict[EditionId, Side], words: dict[EditionId, dict[TextKey, str]]) -> dict[EditionId, Side]:
    """Return editions in which some texts are others; what was certain about their pages no longer is."""

    def side(edition: EditionId, of: Side) -> Side:
        new = words.get(edition)
        if not new:
            return of
        marked = {key: runs for key, runs in (of.said.marked or {}).items() if key not in new}
        spoken = of.said.model_copy(update={"texts": {**of.said.texts, **new}, "marked": marked})
        return replace(of, said=spoken)

    return {edition: side(edition, of) for edition, of in sides.items()}


def found(
    sides: dict[EditionId, Side], words: dict[EditionId, dict[TextKey, str]], saves: Ascribed = nobody
) -> list[Compared]:
    before, now = Ready("then", sides), Ready("now", saying(sides, words))
    return list(review.review(before, now, Selection(), saves))


def named(listed: dict[EditionId, list[Seen]]) -> dict[str, Seen]:
    return {one.reference: one for of in listed.values() for one in of}


def test_it_is_said_which_languages_changed(sides: dict[EditionId, Side]) -> None:
    words = {
        (FRANCE, EN): {LEGEND: "In 3 colours"},
        (FRANCE, FR): {LEGEND: "En vert", CARD: "Autre chose"},
    }
    seen = named(across.seen(found(sides, words)))
    assert {name: one.languages for name, one in seen.items()} == {
        "France EN 1": "French also changed; Arabic did not",
        "France FR 1": "English also changed; Arabic did not",
        "France FR 2": "Changed in French only",
    }
    assert seen["France FR 1"].lacking == "In English, the number has changed, too; here it has not."
    everywhere = {(FRANCE, language): {LEGEND: "x"} for language in (EN, FR, AR)}
    assert {one.languages for one in named(across.seen(found(sides, everywhere))).values()} == {
        "Changed in every language"
    }


def test_the_same_change_is_shown_once(sides: dict[EditionId, Side]) -> None:
    seen = named(across.seen(found(sides, {(variant, EN): {LEGEND: "In green"} for variant in (FRANCE, EGYPT)})))
    assert seen["France EN 1"].same is None
    assert seen["Egypt EN 1"].same == seen["France EN 1"]


def shown(compared: list[Compared]) -> Values:
    return page.of_editions(Heading("then", "now", {LEGEND: "Says what is marked."}), compared)


def test_the_summary_has_what_counts_first_and_leads_to_each_change(sides: dict[EditionId, Side]) -> None:
    words = {
        (FRANCE, EN): {LEGEND: "Members in 3 colours"},
        (FRANCE, FR): {CARD: "Autre chose", LEGEND: "Membres en 3 couleurs"},
        (FRANCE, AR): {LEGEND: "3"},
        (EGYPT, EN): {LEGEND: "Members in 3 colours"},
    }
    said_of = shown(found(sides, words))
    first, second = said_of["summary"]["groups"]
    assert first["title"].startswith("Check these first")
    (legend,) = first["items"]
    assert (legend["title"]["text"], legend["about"], legend["kinds"][0]) == (
        "Member States",
        "Says what is marked",
        "Number",
    )
    assert [at["reference"] for at in legend["at"]] == ["France EN 1", "France FR 1", "France AR 1"]
    assert [at["reference"] for at in legend["at"][0]["also"]] == ["Egypt EN 1"]
    assert legend["at"][0]["kinds"][0]["come"] == "3"
    assert [(item["note"], item["at"][0]["reference"]) for item in second["items"]] == [("French only", "France FR 2")]
    assert said_of["summary"]["count"] == "2 changes in 4 editions"
    assert said_of["summary"]["rest"][0].startswith("Nothing else has changed:")
    assert said_of["leaflet"].startswith("Khartoum Process")


def test_beside_a_translation_that_changed_alone_is_the_english(sides: dict[EditionId, Side]) -> None:
    words = {(FRANCE, EN): {LEGEND: "In green"}, (FRANCE, FR): {LEGEND: "En vert", CARD: "Autre chose"}}
    (part,) = (each for each in shown(found(sides, words))["parts"] if each["id"] == "2025-france-fr")
    assert [[version["name"] for version in change["versions"]] for change in part["changes"]] == [
        ["Before", "Now"],
        ["English, unchanged", "Before", "Now"],
    ]


def test_who_is_said_once_if_it_is_the_same_everywhere(sides: dict[EditionId, Side]) -> None:
    words = {(FRANCE, EN): {LEGEND: "In green"}, (FRANCE, FR): {LEGEND: "En vert"}}
    one = shown(found(sides, words, lambda *_: [Save("Amina", None, "")]))
    assert ("Changed by", "not saved yet") in one["about"]
    assert not any(change["saves"] for part in one["parts"] for change in part["changes"])
    several = shown(found(sides, words, lambda edition, _: [Save("Amina", None, "")] if edition[1] == FR else []))
    assert [name for name, _ in several["about"]] == ["Before", "Now"]
    assert [change["saves"] for part in several["parts"] for change in part["changes"]] == [[], ["not saved yet"]]


def test_no_change_is_said_to_be_none(sides: dict[EditionId, Side]) -> None:
    summary = shown(found(sides, {}))["summary"]
    assert (summary["count"], summary["groups"]) == ("", [])
    assert summary["rest"][0] == "No text or fact has changed."


def test_a_country_that_was_in_the_chair_twice_has_its_year(sides: dict[EditionId, Side]) -> None:
    again = VariantId("2021-france")
    former = replace(sides[EGYPT, EN], said=sides[EGYPT, EN].said.model_copy(update={"heading": "France"}))
    both = {(FRANCE, EN): sides[FRANCE, EN], (again, EN): former}
    words = {(FRANCE, EN): {LEGEND: "x"}, (again, EN): {LEGEND: "y"}}
    assert list(named(across.seen(found(both, words)))) == ["France 2025 EN 1", "France 2024 EN 1"]
