"""The names that travel from the sources to the finished files, each with a type of its own.

They are strings, and only the type checker tells them apart: a variant where a language belongs does not pass it.
A string becomes one of them where it enters: as an option, a key, the name of a file, or an entry of the manifest.
"""

from __future__ import annotations

from typing import NewType

LanguageTag = NewType("LanguageTag", str)
"""A language of the leaflet, as its file in sources/text is called: "fr", "en-GB", "sr-Latn". Not its locale."""

VariantId = NewType("VariantId", str)
"""What editions differ in besides their language, as its file in sources/ is called: "2026-kenya". May be empty."""

EditionId = tuple[VariantId, LanguageTag]

TextKey = NewType("TextKey", str)
"""A text, by its section and its name in it: "lead.title"."""

NO_KEY = TextKey("")  # of words that are not a text of the sources, such as the name of a country


TITLE = TextKey("document.title")  # what a factsheet is called, wherever that is not on one of its pages


def stem(name: str, variant: VariantId, language: str = "") -> str:
    """Return what the names of files begin with: of an edition, or without a language, of a variant."""
    return "-".join(filter(None, (name, variant, language)))


def called(variant: VariantId, language: str) -> str:
    """Return what messages call an edition: "2026-kenya en"; if there are no variants, "en"."""
    return " ".join(filter(None, (variant, language)))


def output_path(variant: VariantId, file: str) -> str:
    """Return the path below output/ of a file: in the folder of its variant, if there are variants."""
    return f"{variant}/{file}" if variant else file


def text_key(section: str, name: str) -> TextKey:
    """Return the key of a text in a section."""
    return TextKey(f"{section}.{name}")
