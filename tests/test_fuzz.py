"""Fifty mutated sources, of the five thousand that `make fuzz` tries."""

from __future__ import annotations

import pytest

from . import fuzz
from .conftest import slow


@pytest.mark.parametrize("first", [0, slow(25)])
def test_a_mutated_source_is_built_or_refused_in_words(first: int) -> None:
    found = fuzz.run(range(first, first + 25))
    assert found["FAILED"] == 0
    assert found.total() == 25
