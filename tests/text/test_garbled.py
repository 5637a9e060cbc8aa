# ruff: noqa: RUF001
"""Letters that were read in the wrong encoding are recognised, and no others: tried on the names of CLDR."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from babel import Locale

from factsheet.text import spelling
from factsheet.text.garbled import garbled

from ..languages import LANGUAGES


def names(language: str) -> Iterator[str]:
    """Yield texts of many letters: names of countries, languages and months, a dozen together."""
    locale = Locale.parse(language)
    words = [*locale.territories.values(), *locale.languages.values(), *locale.months["format"]["wide"].values()]
    yield from (" – ".join(words[at : at + 12]) for at in range(0, len(words) - 12, 12))


def misread(text: str, encoding: str) -> str:
    """Return a text in UTF-8 as programs read it in an encoding; a byte without a letter there is a control."""
    return "".join(bytes([byte]).decode(encoding, "ignore") or chr(byte) for byte in text.encode())


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
@pytest.mark.parametrize("language", ["fr", "de", "el", "bg", "am", "ar", "mt", "ro"])
def test_what_was_misread_is_found(language: str, encoding: str) -> None:
    texts = [text for text in names(language) if not text.isascii()]
    assert [text for text in texts if not garbled(spelling.spelled(misread(text, encoding)))[0]] == []


def test_no_language_is_taken_for_garbled() -> None:
    texts = [text for language in LANGUAGES for text in names(language)]
    assert len(texts) > 1_000
    assert [text for text in texts if garbled(text)[0]] == []


ONES = {
    "ActivitÃ©s": ("Ã©", "é"),
    "oÃ¹ dÃ©jÃ ": ("Ã¹", "ù"),
    "Ù…Ø±Ø­Ø¨Ø§": ("Ù…", "م"),
    "??? ???": ("???", ""),
    "a\ufffdb": ("\ufffd", ""),
    "LIBERTÉ !": ("", ""),
    "Spaß–": ("", ""),
    "Que faire ?": ("", ""),
    "São Paulo © Ã": ("", ""),
}


@pytest.mark.parametrize("text", ONES)
def test_what_is_garbled_and_what_it_means(text: str) -> None:
    assert garbled(text) == ONES[text]
