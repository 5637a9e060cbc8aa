"""What is added to a file stands where it belongs, and nothing else in the file changes."""

from __future__ import annotations

from difflib import unified_diff

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from factsheet.core.diagnostics import Problems
from factsheet.source.yaml_additions import added
from factsheet.source.yaml_reader import Keys, Value, parsed

FILE = """\
# head
terms:
  # first
  a:
    preferred: A  # kept
    also: [x, y]  # here
    forbidden:
      - p   # a comment
      - "q"
    # trailing

  b:
    preferred: >-
      long
      text
    note:
    also: []
# end
"""
T = "terms"


def changed(additions: dict[Keys, Value], before: str = FILE) -> list[str]:
    """Return the lines that differ."""
    after = added(parsed(before, "x.yaml"), before.encode(), additions).decode()
    lines = unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in list(lines)[2:] if not line.startswith("@@")]


CASES: dict[str, tuple[dict[Keys, Value], list[str]]] = {
    "an item in brackets": (
        {(T, "a", "also"): ["z, w", "é"]},
        ["-    also: [x, y]  # here", '+    also: [x, y, "z, w", é]  # here'],
    ),
    "an item in empty brackets": ({(T, "b", "also"): ["z"]}, ["-    also: []", "+    also: [z]"]),
    "an item on a line of its own": (
        {(T, "a", "forbidden"): ["r: s", "no"]},
        ['+      - "r: s"', '+      - "no"'],
    ),
    "a text": ({(T, "a", "note"): "A note: short"}, ['+    note: "A note: short"']),
    "a text after an empty key": ({(T, "b", "note"): "A note"}, ["-    note:", "+    note: A note"]),
    "a list": ({(T, "b", "forms"): ["b*", "[c]"]}, ['+    forms: [b*, "[c]"]']),
    "a long list": (
        {(T, "b", "forms"): ["b" * 60, "c" * 60]},
        ["+    forms:", f"+      - {'b' * 60}", f"+      - {'c' * 60}"],
    ),
    "several entries": (
        {(T, "c"): {"preferred": "C", "also": ["d"]}, (T, "e"): {"preferred": "E", "note": "no"}},
        ["+", "+  c:", "+    preferred: C", "+    also: [d]", "+", "+  e:", "+    preferred: E", '+    note: "no"'],
    ),
}


@pytest.mark.parametrize(("additions", "lines"), CASES.values(), ids=CASES)
def test_what_is_added(additions: dict[Keys, Value], lines: list[str]) -> None:
    assert changed(additions) == lines


def test_everything_at_once() -> None:
    both: dict[Keys, Value] = {}
    for additions, _ in CASES.values():
        both |= additions
    both[(T, "b", "forms")] = ["b*", "[c]"]
    lines = changed(both)
    assert sum(line.startswith("-") for line in lines) == 3
    assert len(lines) == 3 + 3 + 2 + 1 + 1 + 8


def test_a_file_without_entries() -> None:
    assert changed({(T, "a"): {"preferred": "A"}}, "# head\nterms:\n# end") == ["+  a:", "+    preferred: A"]


def test_line_breaks_and_a_byte_order_mark_stay() -> None:
    before = b"\xef\xbb\xbfterms:\r\n  a:\r\n    also:\r\n      - x"
    after = added(parsed(before.decode("utf-8-sig"), "x.yaml"), before, {(T, "a", "also"): ["y"]})
    assert after == before + b"\r\n      - y\r\n"


@pytest.mark.parametrize("before", ["terms: {a: {preferred: A}}\n", "terms:\n  a: {preferred: A}\n"])
def test_where_there_is_no_place(before: str) -> None:
    with pytest.raises(Problems, match="there is nowhere here to add this") as raised:
        added(parsed(before, "x.yaml"), before.encode(), {(T, "a", "forms"): ["z"]})
    assert raised.value.problems[0].place.file == "x.yaml"


WORDS = st.text(st.characters(categories=["L", "N", "P", "Zs"], max_codepoint=0x2100), min_size=1, max_size=40)


@settings(max_examples=25, deadline=None)
@given(st.lists(WORDS.map(str.strip).filter(bool), min_size=1, max_size=4))
@example(["?0", ":0", "-<:?"])
def test_whatever_is_added_is_read_back(words: list[str]) -> None:
    additions: dict[Keys, Value] = {
        (T, "a", "also"): list(words),
        (T, "a", "forbidden"): list(words),
        (T, "a", "note"): words[0],
        (T, "c"): {"preferred": words[-1], "also": list(words)},
    }
    after = added(parsed(FILE, "x.yaml"), FILE.encode(), additions).decode()
    read = parsed(after, "x.yaml").value
    assert isinstance(read, dict)
    terms = read[T]
    assert terms["a"]["also"] == ["x", "y", *words]  # type: ignore[index, call-overload]
    assert terms["c"] == {"preferred": words[-1], "also": words}  # type: ignore[index, call-overload]
