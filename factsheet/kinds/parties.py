"""Read who does something: a country, a body, or several of them."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from ..core.diagnostics import Invalid, did_you_mean
from .countries import COUNTRY, country_code, country_codes, distinct, parts


@dataclass(frozen=True)
class Party:
    """Countries, by their codes, and bodies, by their keys, in the order in which they were typed."""

    parts: tuple[str, ...]


def party(value: object, bodies: Collection[str] = ()) -> Party:
    """Return who is named: KE, auc, [ES, MA], or "ES, MA" as a cell has it. `bodies` are the keys of those known.

    Raises Invalid for anything else.
    """
    if isinstance(value, Party):
        return value
    return Party(tuple(distinct([_part(part, bodies) for part in parts(value)])))


def _part(part: str, bodies: Collection[str]) -> str:
    if part in bodies or part in country_codes():
        return part
    try:
        country_code(part)
    except Invalid as error:
        if not bodies:
            raise
        near = did_you_mean(part, bodies) or (error.hint if error.hint.startswith("did you mean") else "")
        every = f"use the two capital letters of a country, or one of {', '.join(bodies)}"
        raise Invalid(f'"{part}" is neither a country code nor a body', near or every) from None
    raise AssertionError(part)


def schema(bodies: Collection[str] = ()) -> dict[str, Any]:
    """Return what an editor is told."""
    one = "|".join(["[A-Z]{2}", *map(re.escape, bodies)])
    each = {"anyOf": [COUNTRY, {"enum": list(bodies)}]} if bodies else COUNTRY
    return {
        "anyOf": [
            {"type": "string", "pattern": rf"^({one})(\s*,\s*({one}))*$"},
            {"type": "array", "items": each, "minItems": 1},
        ]
    }
