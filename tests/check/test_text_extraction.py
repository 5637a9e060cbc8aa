"""Two texts are in the same order, or it is told where they part; in Arabic, numbers and Latin words are counted."""

from __future__ import annotations

import pytest

from factsheet.check.text_extraction import differ

BILLION, IN, YEAR = "\u0645\u0644\u064a\u0627\u0631", "\u0641\u064a", "\u0627\u0644\u0633\u0646\u0629"
AMOUNT = "\u0661\u0660\u0668"


@pytest.mark.parametrize(
    ("paper", "document", "direction", "parted"),
    [
        (f"US$ {BILLION} {AMOUNT}", f"{AMOUNT} {BILLION} US$", "rtl", []),
        (f"{BILLION} {IN} {YEAR}", f"{BILLION} {YEAR} {IN}", "rtl", [f"{IN} {YEAR}", f"{YEAR} {IN}"]),
        (f"US$ {BILLION}", f"{AMOUNT} {BILLION} US$", "rtl", [AMOUNT]),
        ("108 billion", "billion 108", "ltr", ["108 billion", "billion 108"]),
    ],
)
def test_what_is_held_in_order(paper: str, document: str, direction: str, parted: list[str]) -> None:
    assert differ(paper, document, direction) == parted
