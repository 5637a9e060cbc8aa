"""Read the patterns by which pyphen divides words: from its dictionaries once, then as JSON.

A dictionary takes 0.06 (English) to 0.5 CPU seconds (German) to read in each process that sets a text in its language,
WeasyPrint included; as JSON, a tenth of that. This is the only module that knows how pyphen keeps what it has read.
"""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Any

import pyphen

from ..core import disk_cache


def dictionary(tag: str, before: int, after: int) -> Any:
    """Return what divides the words of a language, with the letters that stay before a hyphen and after it, at least.

    There must be a dictionary for the language.
    """
    name = pyphen.language_fallback(tag.replace("-", "_"))
    path = pyphen.LANGUAGES[name]
    if path not in pyphen.hdcache:
        pyphen.hdcache[path] = _read(path)
    return pyphen.Pyphen(lang=name, left=before, right=after)


def _read(path: Path) -> Any:
    patterns = json.loads(disk_cache.cached("hyphens", (path.name,), partial(_patterns, path)))
    if not patterns:
        return pyphen.HyphDict(path)
    known = pyphen.HyphDict.__new__(pyphen.HyphDict)
    known.patterns, known.cache, known.maxlen = patterns, {}, max(map(len, patterns))
    return known


def _patterns(path: Path) -> bytes:
    """Return the patterns of a dictionary as JSON; none where a hyphen changes the letters beside it (Hungarian)."""
    patterns = pyphen.HyphDict(path).patterns
    plain = all(type(value) is int for _, values in patterns.values() for value in values)
    return json.dumps(patterns if plain else {}).encode()
