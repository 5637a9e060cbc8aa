"""Nothing is lost: random sequences of edits on both sides, and where every translation is in the end.

`make campaign` runs two hundred sequences (seeds 1000 to 1199), in as many processes as there are cores. To run more,
or those of other seeds, a second for each:

    SEQUENCES=2000 FIRST=1000 .venv/bin/python -m pytest -m campaign tests/translation/test_exchange_property.py
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from ..people import Exchange
from ..small import prepare

DEEDS = {
    Exchange.change_the_english: 2,
    Exchange.change_what_a_variant_says: 1,
    Exchange.change_translations_here: 3,
    Exchange.take_a_translation_out: 1,
    Exchange.add_a_key: 1,
    Exchange.remove_or_rename_a_key: 1,
    Exchange.confirm: 1,
    Exchange.export: 4,
    Exchange.change_translations_there: 7,
    Exchange.import_: 5,
    Exchange.decide_a_conflict: 3,
    Exchange.decide_in_a_copy: 1,
    Exchange.import_decisions: 3,
    Exchange.mend_a_reject: 2,
    Exchange.import_rejects: 2,
}
# What some of them need. All others can always be done.
NEEDS: dict[Callable[[Exchange], None], Callable[[Exchange], bool]] = {
    Exchange.change_translations_there: lambda exchange: bool(exchange.out),
    Exchange.import_: lambda exchange: bool(exchange.out),
    Exchange.decide_a_conflict: lambda exchange: exchange.conflicts.exists(),
    Exchange.decide_in_a_copy: lambda exchange: exchange.conflicts.exists(),
    Exchange.import_decisions: lambda exchange: bool(exchange.tables),
    Exchange.mend_a_reject: lambda exchange: exchange.rejects.exists(),
    Exchange.import_rejects: lambda exchange: exchange.rejects.exists(),
}
FIRST, SEQUENCES = int(os.environ.get("FIRST", "1000")), int(os.environ.get("SEQUENCES", "200"))
# Sequences in one test, so that processes share them.
TOGETHER = 25


def run(folder: Path, seeds: Iterable[int], steps: int) -> Counter[str]:
    """Run a sequence for each seed, in one folder that is prepared."""
    outcomes: Counter[str] = Counter()
    for seed in seeds:
        exchange = Exchange(folder, seed)
        done: list[str] = []
        try:
            for _ in range(steps):
                deeds = [deed for deed in DEEDS if deed not in NEEDS or NEEDS[deed](exchange)]
                (deed,) = exchange.random.choices(deeds, [DEEDS[each] for each in deeds])
                done.append(deed.__name__)
                deed(exchange)
            exchange.end()
        except AssertionError as error:
            raise AssertionError(f"seed {seed}: {', '.join(done)}: {error}") from error
        outcomes += exchange.outcomes
    return outcomes


def test_no_translation_is_lost(tmp_path: Path) -> None:
    outcomes = run(prepare(tmp_path), range(2), steps=25)
    assert min(outcomes[each] for each in ("new", "changed", "conflict", "rejected")) > 0


@pytest.mark.campaign
@pytest.mark.parametrize("first", range(FIRST, FIRST + SEQUENCES, TOGETHER))
def test_no_translation_is_lost_in_many_sequences(first: int, tmp_path: Path) -> None:
    seeds = range(first, min(first + TOGETHER, FIRST + SEQUENCES))
    outcomes = run(prepare(tmp_path), seeds, steps=40)
    assert min(outcomes[each] for each in ("new", "changed", "conflict", "rejected")) >= len(seeds) // 5
