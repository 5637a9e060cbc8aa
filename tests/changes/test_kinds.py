"""What kind of thing has changed is told in any language: numbers, dates, names and addresses apart from wording."""

from __future__ import annotations

import pytest

from factsheet.changes import kinds
from factsheet.changes.comparison import Change
from factsheet.changes.kinds import Kind, Point
from factsheet.changes.said import Run, Wording

WORDING = Point(Kind.WORDING)
SIGNS = Point(Kind.SIGNS)


def points(key: str, before: Wording, now: Wording, locale: str) -> list[Point]:
    return kinds.points(Change(key, before, now), locale)


def number(gone: str, come: str) -> Point:
    return Point(Kind.NUMBER, (gone,), (come,))


def date(gone: str, come: str) -> Point:
    return Point(Kind.DATE, (gone,), (come,))


CASES: list[tuple[str, str, str, list[Point]]] = [
    ("en-GB", "the five domains going forward", "the four domains from now on", [number("five", "four"), WORDING]),
    ("fr", "sur les cinq domaines", "sur les quatre domaines", [number("cinq", "quatre")]),
    ("ar", "والمجالات الخمسة", "والمجالات الأربعة", [number("الخمسة", "الأربعة")]),
    ("ar", "خمس دول", "ست دول", [number("خمس", "ست")]),
    ("en-GB", "in 37 states", "in 38 states", [number("37", "38")]),
    ("en-GB", "12 of 37", "37 of 12", [Point(Kind.NUMBER, ("12", "37"), ("37", "12"))]),
    ("en-GB", "On 9 April 2025 they met", "On 10 April 2025 they met", [date("9 April 2025", "10 April 2025")]),
    ("en-US", "on April 9, 2025", "on April 10, 2025", [date("April 9, 2025", "April 10, 2025")]),
    ("fr", "9 avril 2025", "1er septembre 2025", [date("9 avril 2025", "1er septembre 2025")]),
    ("ar", "٩ أبريل ٢٠٢٥", "٨ أبريل ٢٠٢٥", [date("٩ أبريل ٢٠٢٥", "٨ أبريل ٢٠٢٥")]),
    ("zh", "2025年4月9日", "2025年4月10日", [date("2025年4月9日", "2025年4月10日")]),
    ("en-GB", "Rome in 2014", "Rome in 2015", [date("2014", "2015")]),
    ("en-GB", "such as IGAD and IOM", "such as UNHCR and IOM", [Point(Kind.NAME, ("IGAD",), ("UNHCR",))]),
    ("en-GB", "ask Jane Doe again", "ask John Roe again", [Point(Kind.NAME, ("Jane Doe",), ("John Roe",))]),
    ("en-GB", "with South Sudan", "with Sudan", [Point(Kind.NAME, ("South Sudan",), ("Sudan",))]),
    ("ar", "اجتماع في فرنسا", "اجتماع في مصر", [Point(Kind.NAME, ("فرنسا",), ("مصر",))]),
    ("en-GB", "Write to a@x.org now", "Write to b@x.org now", [Point(Kind.ADDRESS, ("a@x.org",), ("b@x.org",))]),
    ("en-GB", "Some members in green", "Members in green", [WORDING]),  # a capital begins a sentence, no name
    ("en-GB", "They shall meet", "They should meet", [WORDING]),
    ("de", "Die Staaten treffen sich", "Die Länder treffen sich", [WORDING]),  # every noun has a capital
    ("zz", "five", "four", [WORDING]),  # an invented language has no words that are known
    ("en-GB", "such as, today", "such as today", [SIGNS]),
    ("en-GB", "the process", "the Process", [Point(Kind.CAPITALS)]),
]


@pytest.mark.parametrize(("locale", "before", "now", "found"), CASES)
def test_the_kind_is_told(locale: str, before: str, now: str, found: list[Point]) -> None:
    assert points("a.b", (Run(text=before),), (Run(text=now),), locale) == found


def test_where_a_link_leads_and_how_far_it_reaches() -> None:
    plan, here = Run(text="The plan", link="https://a.org/x"), Run(text=" is here")
    other = plan.model_copy(update={"link": "https://a.org/y"})
    assert points("a.b", (plan, here), (other, here), "en") == [Point(Kind.ADDRESS, ("a.org/x",), ("a.org/y",))]
    short = Run(text="The "), Run(text="plan", link="https://a.org/x")
    assert points("a.b", (plan, here), (*short, here), "en") == [Point(Kind.LINKS)]
    assert points("a.b", (here,), (here.model_copy(update={"bold": True}),), "en") == [Point(Kind.LOOK)]


def test_a_state_that_leaves_the_committee_is_named() -> None:
    sudan, kenya = Run(text="Sudan", bold=True), Run(text="Kenya")
    (point,) = points("members", (sudan,), (sudan.model_copy(update={"bold": False}), Run(text=", "), kenya), "en")
    assert (point.kind, point.gone) == (Kind.NAME, ("Sudan (in bold)",))
    assert "Kenya" in point.come
