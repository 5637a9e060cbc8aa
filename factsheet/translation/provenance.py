"""Tell whether a file that came back is from this factsheet, by the name that it carries and by its English.

Factsheets that began as the same example have the same keys, so these do not tell. Nor does the name by itself: a
factsheet can be renamed while a translator works, and some tools write a word of their own in its place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..core.diagnostics import Place, Problem, Problems
from .units import Returned, Row, digests, endless, mark

# What a factsheet can be called; anything else in the place of a name is a tool's.
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def check(returned: Returned, factsheet: str, english: Mapping[str, str], name: str) -> None:
    """Raise Problems for a file that carries another factsheet's name, and for the most part has another English.

    `factsheet` is the name of this one, `english` its English of today by the ids of texts, and `name` the file's.
    """
    theirs = returned.factsheet
    if theirs == factsheet or not NAME.fullmatch(theirs):
        return
    if 2 * sum(_is_ours(row, english) for row in returned.rows) >= len(returned.rows) > 0:
        return
    what = f'this file is from another factsheet, "{theirs}"; this one is "{factsheet}"'
    raise Problems([Problem(Place(name), what, "import it there, or ask for the right file")])


def _is_ours(row: Row, english: Mapping[str, str]) -> bool:
    """Tell whether a row went out with our English of today, or has it."""
    if row.id not in english:
        return False
    said = "" if endless(row.english) else mark(row.english)
    return mark(english[row.id]) in (digests(row.fingerprint)[0], said)
