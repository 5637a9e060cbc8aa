"""Find numbers typed in a text that a fact has too: printed from there, they change with it, in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from ..kinds.money import Money
from ..source.facts import Facts
from ..text.markup import Inline
from ..text.oddity import Oddity, plain

# A number as people write it, with spaces, points, commas or apostrophes between its digits.
NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,' \u2019\u00a0\u202f]\d+)*(?![\w])")
# A smaller whole number may be there for another reason: "5 domains", "page 2".
SMALL = 100


def typed(text: Inline, known: Facts) -> Iterator[Oddity]:
    """Yield the numbers typed in a text of the master that are those of a fact."""
    facts = {value: name for name, value in _numbers(known).items()}
    words = plain(text) if facts else ""
    for found in NUMBER.finditer(words):
        for value in _read(found[0]):
            if value in facts:
                what, hint = f'has the number "{found[0]}" typed out', f"write {{{facts[value]}}} instead"
                then = "then it changes with the fact"
                yield Oddity("typed", *found.span(), found[0], what, f"{hint}; {then}", grave=False)
                break


def _numbers(known: Facts) -> Mapping[str, Decimal]:
    """Return the numbers among the facts that are long enough to be no coincidence."""
    amounts = {
        name: fact.value.amount if isinstance(fact.value, Money) else fact.value
        for name, fact in known.named.items()
        if fact.kind in ("number", "percent", "money") and fact.value is not None
    }
    return {name: value for name, value in amounts.items() if abs(value) >= SMALL or value % 1}


def _read(number: str) -> Iterator[Decimal]:
    """Yield what a typed number can mean: a comma groups digits in one language, and is a decimal sign in another."""
    parts = re.split(r"[^0-9]", number)
    if all(len(part) == 3 for part in parts[1:]):
        yield Decimal("".join(parts))
    if len(parts) > 1:
        yield Decimal(f"{''.join(parts[:-1])}.{parts[-1]}")
