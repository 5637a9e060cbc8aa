"""What differs between two editions is found: words, facts, addresses, marks; in reading order, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from factsheet.changes import said
from factsheet.changes.comparison import Change, changed_countries, compared
from factsheet.changes.said import Said
from factsheet.core.names import TextKey
from factsheet.core.project import Root
from factsheet.edition.edition import Edition
from factsheet.source import loader
from factsheet.text import markup
from factsheet.text.markup import Inline

from ..conftest import decided

INTRO, TITLE = TextKey("framework.intro"), TextKey("activities.title")


@pytest.fixture(scope="module")
def english(project: Root) -> Edition:
    return decided(sources := loader.load(project), "2025-france", sources.master)


def having(edition: Edition, key: TextKey, text: Inline) -> Said:
    return said.of(replace(edition, text={**edition.text, key: text}))


def read(text: str) -> Inline:
    """Return a text with marks; addresses are as they were typed."""
    return markup.read(text)


def marked(change: Change) -> list[list[str]]:
    """Return what differs on each side, with the address that it leads to."""
    return [
        [f"{piece.text}{f' -> {piece.look.link}' if piece.look.link else ''}" for piece in side if piece.changed]  # type: ignore[attr-defined]
        for side in change.pieces
    ]


CASES = {
    "a number": ("Adopted in 2014, by 37 states", "Adopted in 2014, by 38 states", [["37"], ["38"]]),
    "a sign": ("by states, not all", "by states not all", [[","], []]),
    "a softer word": ("They shall meet", "They should meet", [["shall"], ["should"]]),
    "bold alone": ("the **Rome** plan", "the Rome plan", [["Rome"], ["Rome"]]),
    "the address alone": ("[Cairo](https://a.org)", "[Cairo](https://b.org)", [["Cairo -> https://a.org"], ["Cairo -> https://b.org"]]),
    "two addresses swapped": (
        "The [plan](https://a.org) and the whole [declaration](https://b.org)",
        "The [plan](https://b.org) and the whole [declaration](https://a.org)",
        [["plan -> https://a.org", "declaration -> https://b.org"], ["plan -> https://b.org", "declaration -> https://a.org"]],
    ),
    "how far a link reaches": (
        "[The plan](https://a.org) of Cairo, adopted",
        "The [plan](https://a.org) of Cairo, adopted",
        [["The  -> https://a.org"], ["The "]],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_one_change_is_one_change(case: str, english: Edition) -> None:
    before, now, differs = CASES[case]
    (change,) = compared(having(english, INTRO, read(before)), having(english, INTRO, read(now)))
    assert change.key == INTRO
    assert marked(change) == differs
    one, other = change.lines
    assert one != other  # on a terminal too


def test_what_is_equal_is_no_change(english: Edition) -> None:
    assert compared(said.of(english), said.of(english)) == []
    kept = Said.model_validate(said.data(english))  # through a release
    assert compared(kept, said.of(english)) == []


def test_a_release_from_before_marks_were_kept_is_compared_by_its_words(english: Edition) -> None:
    old = {key: value for key, value in said.data(english).items() if key not in ("marked", "open", "stand_ins")}
    linked = having(english, INTRO, read("The [plan](https://evil.org)"))
    assert compared(Said.model_validate(old), said.of(english)) == []
    (change,) = compared(Said.model_validate(old), linked)
    assert change.lines[1] == "The plan"


def test_changes_come_in_reading_order_and_what_is_gone_in_its_old_place(english: Edition) -> None:
    texts = {**english.text, INTRO: read("New"), TextKey("lead.title"): read("New")}
    before = replace(english, text={**english.text, TextKey("lead.gone"): read("Gone")})
    order = list(english.text)
    at = order.index(TextKey("lead.text"))
    before = replace(
        english,
        text={
            **{key: english.text[key] for key in order[: at + 1]},
            TextKey("lead.gone"): read("Gone"),
            **{key: english.text[key] for key in order[at + 1 :]},
        },
    )
    now = replace(english, text=texts, facts={**english.facts, "email": "x@y.org"})
    found = compared(said.of(before), said.of(now))
    assert [change.key for change in found] == ["{email}", "lead.title", "lead.gone", "framework.intro"]
    assert found[2].lines == ("Gone", "(not there)")
    assert [change.is_fact for change in found] == [True, False, False, False]


def test_a_state_that_leaves_the_committee_is_a_change_although_it_stays_a_member(english: Edition) -> None:
    committee = tuple(each for each in english.lists["steering_committee"] if each.code != "SD")
    lists = {**english.lists, "steering_committee": committee}
    before, now = said.of(english), said.of(replace(english, lists=lists))
    (change,) = compared(before, now)
    assert change.key == "members"
    assert changed_countries(before, now) == changed_countries(now, before) == {"members": {"Sudan"}}
    assert marked(change) == [["Sudan"], ["Sudan"]]
