"""Numbers in messages: each with its noun in the singular or the plural."""

from __future__ import annotations

import pytest

from factsheet.core.wording import counted


@pytest.mark.parametrize(("number", "said"), [(0, "0 words"), (1, "1 word"), (2, "2 words"), (1500, "1,500 words")])
def test_a_number_has_its_noun(number: int, said: str) -> None:
    assert counted(number, "word") == said
