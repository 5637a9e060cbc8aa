"""Break lines where they end, in the one case in which WeasyPrint (70.0) breaks them after their first word.

It happens to words before a mark, a link or a name ("la " before "**migration**") that fit on a line without the space
at their end, but not with it: the first of them was set on a line of its own. tests/typeset/test_last_words.py has
the case, so that this can go once the engine no longer needs it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

Split = Callable[..., tuple[Any, ...]]


@contextmanager
def kept() -> Iterator[None]:
    """Keep words on their line while pages are laid out."""
    from weasyprint.layout import inline

    split = inline.split_first_line
    inline.split_first_line = _keeping(split)
    try:
        yield
    finally:
        inline.split_first_line = split


def _keeping(split: Split) -> Split:
    """Return what splits a line off as `split` does, but not after one word of words that fit without their space."""

    def kept(text: str, style: Any, context: Any, room: float | None, *others: Any, **more: Any) -> tuple[Any, ...]:
        found = split(text, style, context, room, *others, **more)
        length, rest = found[1:3]
        if rest is None or room is None or not text.endswith(" ") or " " in text.encode()[:length].decode().strip():
            return found
        without = split(text.rstrip(" "), style, context, room, *others, **more)
        # No width: then the line is split off with the space, which hangs.
        return found if without[2] is not None else split(text, style, context, None, *others, **more)

    return kept
