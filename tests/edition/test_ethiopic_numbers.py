"""A number in the signs of Ethiopia is the number that the English has."""

from __future__ import annotations

import pytest

from factsheet.core.diagnostics import Place
from factsheet.edition import translation_lint
from factsheet.text import markup


def found(english: str, translation: str) -> list[str]:
    read = markup.read(english), markup.read(translation)
    return [each.what for each in translation_lint.compared("x", *read, lambda _: Place("am.yaml"))]


@pytest.mark.parametrize(
    ("english", "translation"),
    [
        ("in 1999", "\u1372\u1371\u137b\u137a\u1371"),
        ("40 states, 2nd", "\u1375 \u136a\u129b"),
        ("10000", "\u137c"),
        ("2016 and 100", "\u1373\u137b\u1372\u136e \u137b"),
    ],
)
def test_it_is_read(english: str, translation: str) -> None:
    assert found(english, translation) == []


def test_another_is_reported_whole() -> None:
    assert found("in 1998", "\u1372\u1371\u137b\u137a\u1371") == [
        'x lacks the number "1998" that the English has',
        'x has a number "1999" that is not in the English',
    ]


def test_signs_without_end_are_no_trouble() -> None:
    assert found("", "\u137c" * 5000)
