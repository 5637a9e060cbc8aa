"""Keep the names of people out of messages: the lines of a source that say who has signed it off are not repeated."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ..core.diagnostics import Problem

# The key of sign-offs, in the settings of a language and in a lock.
SIGNED = "signed"


def unquoted(problems: Iterable[Problem], lines: Sequence[str]) -> Iterator[Problem]:
    """Yield what is wrong with a file, of which these are the lines, without those in which somebody may be named."""
    named = set(_named(lines))
    for each in problems:
        yield replace(each, place=replace(each.place, source="")) if each.place.line in named else each


def _named(lines: Sequence[str]) -> Iterator[int]:
    """Yield the numbers of the lines with sign-offs, by their indentation: the file may be unreadable."""
    around: int | None = None
    for number, line in enumerate(lines, 1):
        depth = len(line) - len(line.lstrip())
        if around is not None and line.strip() and (depth < around or (depth == around and line[depth] != "-")):
            around = None
        if around is None and re.match(rf"\s+{SIGNED}\s*:", line):
            around = depth
        if around is not None:
            yield number
