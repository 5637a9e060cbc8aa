"""Find the tables of a laid-out page that are too wide, whatever their words are: no line of theirs can be broken."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from . import box_tree
from .overflow import HAIR


def too_wide(document: Any) -> Iterator[tuple[Any, float]]:
    """Yield the element of each table that is wider than its place, and by how many pt, page by page."""
    yield from ((element, excess) for element, excess in box_tree.tables(document) if excess > HAIR)
