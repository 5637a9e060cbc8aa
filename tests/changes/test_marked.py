"""Only what differs is marked: a letter of an address, a space; and a gap shows where the other side has more."""

from __future__ import annotations

import pytest

from factsheet.changes.comparison import Change
from factsheet.changes.marked import GONE, NEW, Values, version
from factsheet.changes.said import Run

SIGNS = {GONE: "[-{}-]", NEW: "{{+{}+}}", "": "{}"}


def shown(before: Run, now: Run, locale: str = "en-GB") -> tuple[str, str]:
    """Return both sides with signs for what is marked, and ^ for a gap."""
    old, new = Change("a.b", (before,), (now,)).pieces
    one, other = version("Before", old, locale, GONE, other=new), version("Now", new, locale, NEW, other=old)
    return spelled(one), spelled(other)


def spelled(of: Values) -> str:
    pieces = []
    for piece in of["pieces"]:
        words, address = ("".join(part(each) for each in piece[what]) for what in ("runs", "address"))
        pieces.append(SIGNS[piece["mark"]].format(words + (f" ({address})" if address else "")))
    return "".join(pieces)


def part(each: Values) -> str:
    return "^" if each["gap"] else str(SIGNS[each["mark"]].format(each["text"]))


@pytest.mark.parametrize(
    ("before", "now", "sides"),
    [
        ("EU bodies, such as", "EU bodies such as", ("EU bodies[-,-] such as", "EU bodies^ such as")),
        ("Various EU bodies", "EU bodies", ("[-Various -]EU bodies", "^EU bodies")),
        ("We meet in Cairo", "We meet", ("We meet[- in Cairo-]", "We meet^")),
        ("in 2014 we met", "in 2015 we met", ("in [-2014-] we met", "in {+2015+} we met")),
        ("www.a.org/company/x-y", "www.a.org/company/xy", ("www.a.org/company/x[---]y", "www.a.org/company/x^y")),
        ("", "New words", ("", "{+New words+}")),
        ("l\N{RIGHT SINGLE QUOTATION MARK}UE, tels", "l\N{RIGHT SINGLE QUOTATION MARK}UE\N{NO-BREAK SPACE}tels",
         ("l\N{RIGHT SINGLE QUOTATION MARK}UE[-,-] tels", "l\N{RIGHT SINGLE QUOTATION MARK}UE^ tels")),
    ],
)  # fmt: skip
def test_what_differs_is_marked_and_no_more(before: str, now: str, sides: tuple[str, str]) -> None:
    assert shown(Run(text=before), Run(text=now)) == sides


def test_words_of_a_link_are_not_marked_if_only_its_address_differs() -> None:
    one, other = (Run(text="@Us", link=f"https://www.a.org/company/{name}") for name in ("x-y", "xy"))
    sides = "@Us (https://www.a.org/company/x[---]y)", "@Us (https://www.a.org/company/x^y)"
    assert shown(one, other) == sides
    assert shown(one, Run(text="@Us", link="https://b.net"))[1] == "@Us ({+https://b.net+})"


def test_a_space_alone_can_be_seen() -> None:
    old, new = Change("a.b", (Run(text="a b"),), (Run(text="a\N{NO-BREAK SPACE}b"),)).pieces
    found = version("Now", new, "fr", NEW, other=old)
    assert any(run["space"] for piece in found["pieces"] for run in piece["runs"])


def test_a_name_in_a_text_from_right_to_left_runs_as_in_the_leaflet() -> None:
    def side(text: str) -> tuple[str, str, str]:
        old, _ = Change("a.b", (Run(text=text),), ()).pieces
        found = version("Before", old, "ar", GONE)
        return found["side"], found["dir"], "".join(run["text"] for each in found["pieces"] for run in each["runs"])

    assert side("@Khartoum Process") == ("rtl", "ltr", "@Khartoum Process")
    isolated = "\N{LEFT-TO-RIGHT ISOLATE}@Us\N{POP DIRECTIONAL ISOLATE}"
    assert side("حساب @Us هنا") == ("rtl", "rtl", f"حساب {isolated} هنا")
