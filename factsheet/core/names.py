"""The names that travel from the sources to the finished files, each with a type of its own.

They are strings, and only the type checker tells them apart: a chair where a language belongs does not pass it.
A string becomes one of them where it enters: as an option, a key, the name of a file, or an entry of the manifest.
"""

from __future__ import annotations

from typing import NewType

LanguageTag = NewType("LanguageTag", str)
"""A language of the leaflet, as its file in sources/text is called: "fr", "en-GB", "sr-Latn". Not its locale."""

ChairId = NewType("ChairId", str)
"""A chair, as its file in sources/chairs is called: "2025-france"."""

EditionId = tuple[ChairId, LanguageTag]

TextKey = NewType("TextKey", str)
"""A text, by its section and its name in it: "lead.title"."""

NO_KEY = TextKey("")  # of words that are not a text of the sources, such as the name of a country


def text_key(section: str, name: str) -> TextKey:
    """Return the key of a text in a section."""
    return TextKey(f"{section}.{name}")
