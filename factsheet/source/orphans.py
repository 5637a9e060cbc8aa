"""Texts that no longer exist in English: they are kept in a language file, but not printed."""

from __future__ import annotations

from collections.abc import Mapping

from ..core.names import TextKey, text_key
from .lock import Made
from .schema import ALLOW
from .yaml_reader import Value


def found(value: Value, content: Mapping[str, Mapping[str, str]], made: Mapping[str, Made]) -> dict[TextKey, str]:
    """Return the orphans of a language file, by dotted key: the lock has them, but the layout does not."""
    parts = value.items() if isinstance(value, dict) else ()
    return {
        text_key(section, key): text
        for section, keys in parts
        for key, text in (keys.items() if isinstance(keys, dict) else ())
        if isinstance(text, str) and f"{section}.{key}" in made and key not in content.get(section, {})
    }


def without(value: Value, orphans: Mapping[TextKey, str]) -> Value:
    """Return what a language file says, without its orphans and what is allowed in them."""
    if not isinstance(value, dict) or not orphans:
        return value
    kept: dict[str, Value] = {}
    for section, keys in value.items():
        if not isinstance(keys, dict):
            kept[section] = keys
        elif left := {
            key: text for key, text in keys.items() if (key if section == ALLOW else f"{section}.{key}") not in orphans
        }:
            kept[section] = left
    return kept
