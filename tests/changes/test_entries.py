"""A text and the facts that it shows are one entry; a fact that no text shows is one of its own."""

from __future__ import annotations

from dataclasses import replace

from factsheet.changes.comparison import Change
from factsheet.changes.entries import united
from factsheet.changes.kinds import Kind, Point
from factsheet.changes.said import Run


def change(key: str, before: str, now: str, old_link: str = "", new_link: str = "") -> Change:
    return Change(key, (Run(text=before, link=old_link),), (Run(text=now, link=new_link),))


def keys(*changes: Change) -> list[tuple[str, ...]]:
    return [entry.keys for entry in united(changes)]


def test_a_fact_is_shown_where_it_is_linked_to_or_printed() -> None:
    address = change("{linkedin}", "in.com/a-b", "in.com/ab")
    linking = change("connect.linkedin", "@Us", "@Us", "https://in.com/a-b", "https://in.com/ab")
    (entry,) = united([address, linking])
    assert (entry.number, entry.keys, entry.only_links) == (1, ("connect.linkedin", "{linkedin}"), True)
    assert [point.kind for point in entry.points("en")] == [Kind.ADDRESS]
    rome = change("{rome}", "2014", "2015")
    assert keys(rome, change("a.b", "in 2014 at last", "in 2015 finally")) == [("a.b", "{rome}")]
    assert keys(rome, change("a.b", "in 2014", "in 2016")) == [("{rome}",), ("a.b",)]


def test_a_fact_is_not_taken_for_one_that_a_text_had_anyway() -> None:
    rome = change("{rome}", "2014", "2015")
    assert keys(rome, change("a.b", "2014 and 2015: shall", "2014 and 2015: should")) == [("{rome}",), ("a.b",)]


def test_who_leaves_the_committee_is_one_change_of_the_list() -> None:
    before, now = (Run(text="Sudan", bold=True),), (Run(text="Sudan"),)
    committee = Change("{steering_committee}", before, (), "countries", "members")
    assert keys(Change("members", before, now), committee) == [("members", "{steering_committee}")]


def test_a_fact_says_what_kind_a_text_could_not_tell() -> None:
    chair = replace(change("{upcoming_chair}", "TBD", "Atlantis"), kind="country")
    (entry,) = united([chair, change("facts.upcoming", "TBD", "Atlantis")])
    assert entry.points("en") == [Point(Kind.NAME, ("TBD",), ("Atlantis",))]
