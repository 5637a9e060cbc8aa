# ruff: noqa: E501
"""Facts are written into a file in place: comments, order, line ends and everything else stay."""

from __future__ import annotations

import pytest

from factsheet.core.diagnostics import Problems
from factsheet.source.yaml_facts import with_facts
from factsheet.source.yaml_reader import Value, parsed

LIST: Value = ["FR", "KE", "NO"]
WRITES: dict[str, tuple[str, dict[str, Value], str]] = {
    "a new key": ("a: 1\nb: 2\n", {"c": "x"}, "a: 1\nc: x\nb: 2\n"),
    "several, in order": ("a: 1\n", {"c": "x", "d": LIST}, "a: 1\nc: x\nd: [FR, KE, NO]\n"),
    "behind a map, before the comment of the next": ("a:\n  b: 1  # one\n\n# next\nc: 2\n", {"d": "x"}, "a:\n  b: 1  # one\nd: x\n\n# next\nc: 2\n"),
    "an empty one": ("a: 1\nb:   # when known\n", {"b": "2026-01-01"}, "a: 1\nb: 2026-01-01  # when known\n"),
    "a map with a key more": ("a: 1\nb:\n    x: 1 # own\n", {"b": {"x": "1", "y": "2014-11"}}, "a: 1\nb:\n    x: 1 # own\n    y: 2014-11\n"),
    "a map in braces": ("a: 1\nb: {x: 1} # own\n", {"b": {"x": "1", "y": "2"}}, "a: 1\n# own\nb:\n  x: 1\n  y: 2\n"),
    "changes become a list": ("a: 1\nb:\n  add: [NO] # joined\n  # and more\n", {"b": LIST}, "a: 1\n# joined\n# and more\nb: [FR, KE, NO]\n"),
    "an address": ("a: 1\n", {"b": {"x": "https://example.org/#a"}}, "a: 1\nb:\n  x: https://example.org/#a\n"),
    "words that YAML would misread": ("a: 1\n", {"b": "no # yes"}, 'a: 1\nb: "no # yes"\n'),
    "the same": ("a: [ FR,KE , NO ]\n", {"a": LIST}, "a: [ FR,KE , NO ]\n"),
    "no last newline": ("a: 1", {"b": "2"}, "a: 1\nb: 2\n"),
    "from Windows": ("\ufeffa: 1\r\n# b\r\n", {"b": "2"}, "\ufeffa: 1\r\nb: 2\r\n# b\r\n"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRITES)
def test_facts_are_written_in_place(case: str) -> None:
    before, values, after = WRITES[case]
    located = parsed(before.removeprefix("\ufeff"), "chair.yaml")
    assert with_facts(located, before.encode(), values, "a") == after.encode()


def test_a_file_in_which_there_is_no_place_is_left_alone() -> None:
    text = "{a: 1}\n"
    with pytest.raises(Problems, match=r'there is nowhere here to put "b"; write the file as lines'):
        with_facts(parsed(text, "chair.yaml"), text.encode(), {"b": "2"}, "a")
