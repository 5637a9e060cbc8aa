# ruff: noqa: RUF001
"""What is printed of a text from outside: nothing in it controls the terminal."""

from __future__ import annotations

import pytest

from factsheet.core.diagnostics import Place, Problem
from factsheet.core.printable import printable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mb", "a[U+001B][31mb"),
        ("a\x9b31mb", "a[U+009B]31mb"),
        ("a\x07\x08\x7f", "a[U+0007][U+0008][U+007F]"),
        ("a\u202eb\u2066", "a[U+202E]b[U+2066]"),
        ("a\u2028b\r\n\tc", "a[U+2028]b   c"),
        ("\ud800\ue000\U000e0041\ufeff", "[U+D800][U+E000][U+E0041][U+FEFF]"),
        ("Proces\u200ds", "Proces[U+200D]s"),
        ("می\u200cخواهم क्\u200dष", "می\u200cخواهم क्\u200dष"),
        ("mem\u00adbres\u00a0: l’Été 😀", "mem\u00adbres\u00a0: l’Été 😀"),
        ("plain", "plain"),
    ],
)
def test_what_steers_a_terminal_is_shown_by_its_number(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_a_problem_is_printable_and_its_mark_stands_under_the_place() -> None:
    place = Place("a\x1b]0;x\x07.yaml", 2, 5, "\x1b[1mtitle: x")
    first, source, caret = str(Problem(place, "what\x9b", "mend\u202e it")).splitlines()
    assert first == "a[U+001B]]0;x[U+0007].yaml:2:5: what[U+009B]; mend[U+202E] it"
    assert source == "     2 | [U+001B][1mtitle: x"
    assert source[caret.index("^")] == "t"
