"""A number that a fact has is found where it is typed in a text, however it is written, and no other number is."""

from __future__ import annotations

from decimal import Decimal

import pytest

from factsheet.edition import number_lint
from factsheet.kinds.money import Money
from factsheet.source.declaration import Declaration
from factsheet.source.fact_kinds import Fact
from factsheet.source.facts import Facts
from factsheet.text import markup

KINDS = {"participants": "number", "share": "percent", "budget": "money", "domains": "number"}
DECLARED = Declaration({key: Fact(kind=kind, note="A note.") for key, kind in KINDS.items()})
VALUES = {
    "participants": Decimal(1022),
    "share": Decimal("29.5"),
    "budget": Money(Decimal(12_500_000), "EUR"),
    "domains": Decimal(5),
}
KNOWN = Facts(DECLARED, VALUES)


@pytest.mark.parametrize(
    ("text", "thing", "name"),
    [
        ("All 1,022 of them.", "1,022", "participants"),
        ("All 1022 of them", "1022", "participants"),
        ("1 022 in French", "1 022", "participants"),
        ("a share of 29.5%", "29.5", "share"),
        ("une part de 29,5 %", "29,5", "share"),
        ("€12,500,000 in all", "12,500,000", "budget"),
        ("12.500.000 € insgesamt", "12.500.000", "budget"),
    ],
)
def test_a_number_of_a_fact_is_found(text: str, thing: str, name: str) -> None:
    (oddity,) = number_lint.typed(markup.read(text), KNOWN)
    assert (oddity.thing, oddity.grave) == (thing, False)
    assert f"write {{{name}}} instead" in oddity.hint


@pytest.mark.parametrize(
    "text", ["{participants} of them", "5 domains", "in 2025", "10,22", "page 1", "v1.022", "29", ""]
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert list(number_lint.typed(markup.read(text), KNOWN)) == []
