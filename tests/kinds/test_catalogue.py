"""What an editor is told of each kind lets through what its reader takes, and values are plain."""

from __future__ import annotations

import re
from dataclasses import FrozenInstanceError
from typing import Any

import pytest

from factsheet.kinds.catalogue import KINDS, Value

# Values as they are typed, with the options of their kind.
TYPED: dict[str, list[tuple[Any, dict[str, Any]]]] = {
    "day": [("2025-04-09", {})],
    "date": [("2014", {}), ("2014-11", {}), ("2014-11-09", {}), ("2026-10-14/2026-10-15", {"or_period": True})],
    "period": [("2024-01/2027-12", {}), ("2024/..", {})],
    "country": [("KE", {})],
    "countries": [(["KE", "ET"], {}), ("KE, ET", {})],
    "party": [("auc", {"bodies": ["auc"]}), (["ES", "auc"], {"bodies": ["auc"]}), ("ES, MA", {})],
    "number": [("4200", {}), ("-7.5", {})],
    "percent": [("71 %", {}), ("7.5%", {})],
    "money": [("12500000 EUR", {}), ("12500000", {"currency": "EUR"}), ("5.5 EUR", {"currency": "EUR"})],
    "link": [("https://www.example.org", {}), ("mailto:office@example.org", {})],
    "choice": [("ended", {"of": ["ongoing", "ended"]})],
    "picture": [("photo.jpg", {}), ("map.SVG", {})],
}
REFUSED: dict[str, list[str]] = {
    "day": ["2025", "2025-4-9"],
    "date": ["2014-1", "2014/2015"],
    "period": ["2024", "2024/...", "../2024"],
    "country": ["ke", "KEN"],
    "countries": ["KE ET", "ke"],
    "party": ["auc", "KE;ET"],
    "number": ["1,022", "12 %"],
    "percent": ["71", "71 per cent"],
    "money": ["5", "5 eur", "EUR 5"],
    "link": ["www.example.org"],
    "choice": [],
    "picture": ["photo.tiff", "a/b.jpg"],
}


def allows(schema: dict[str, Any], value: Any) -> bool:
    """Tell whether a schema, of the few words that are used here, lets a value through."""
    if "anyOf" in schema:
        return any(allows(each, value) for each in schema["anyOf"])
    if "enum" in schema:
        return value in schema["enum"]
    if schema["type"] == "array":
        return isinstance(value, list) and all(allows(schema["items"], each) for each in value)
    return schema["type"] == "string" and isinstance(value, str) and bool(re.search(schema["pattern"], value))


def test_every_kind_is_tried() -> None:
    assert set(TYPED) == set(REFUSED) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_an_editor_is_told_what_the_reader_takes(kind: str) -> None:
    for typed, options in TYPED[kind]:
        assert set(options) <= set(KINDS[kind].options)
        assert allows(KINDS[kind].schema(**options), typed), typed
    for typed in REFUSED[kind]:
        assert not allows(KINDS[kind].schema(), typed), typed


@pytest.mark.parametrize("kind", KINDS)
def test_a_value_is_plain_and_stays_as_it_is_when_it_is_read_again(kind: str) -> None:
    for typed, options in TYPED[kind]:
        value: Value = KINDS[kind].read(typed, **options)
        hash(value)
        assert KINDS[kind].read(value, **options) == value
        if field := next(iter(getattr(value, "__dataclass_fields__", ())), ""):
            with pytest.raises(FrozenInstanceError):
                setattr(value, field, None)
