"""Name variants by their facts: 2026-kenya, the year and the English name of a country."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from .declaration import Axis
from .fact_kinds import Fact


def id_of(axis: Axis, facts: Mapping[str, Any]) -> str:
    """Return the name of a variant's files, made of the facts that it is named by."""
    return "-".join(_part(facts[key], axis.facts[key]) for key in axis.named_by)


def title_of(axis: Axis, facts: Mapping[str, Any]) -> str:
    """Return what a person calls a variant, in English: "2026 Kenya"."""
    return " ".join(_title(facts[key], axis.facts[key]) for key in axis.named_by)


def _part(value: Any, fact: Fact) -> str:
    """Return a fact in small letters without accents, digits and hyphens."""
    plain = unicodedata.normalize("NFD", _title(value, fact).lower())
    return "-".join(re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c))))


def _title(value: Any, fact: Fact) -> str:
    if fact.kind == "country":
        from babel import Locale

        return str(Locale("en").territories[value])
    return str(value.year) if fact.kind in ("day", "date") else str(value)
