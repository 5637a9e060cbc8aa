"""A name is printed in a form of the language's own, where its grammar needs one; a missing form makes a draft."""

from __future__ import annotations

from pathlib import Path

import pytest

from factsheet.core.diagnostics import Problems
from factsheet.core.names import LanguageTag, TextKey, VariantId
from factsheet.edition import edition, overlays
from factsheet.edition.edition import Edition
from factsheet.source import loader

from ..source.declared import KENYA, factsheet

KEY = TextKey("profile.numbers")


def made(folder: Path, text: str, settings: str = "") -> Edition:
    """Return the French edition of Kenya with another text, and more settings."""
    root = factsheet(folder, KENYA)
    for language in ("en", "fr"):
        path = folder / f"sources/text/{language}.yaml"
        lines = path.read_text("utf-8").replace("status: official", f"status: official{settings}").splitlines()
        path.write_text("\n".join(f'  numbers: "{text}"' if "numbers:" in line else line for line in lines), "utf-8")
    sources = loader.load(root)
    kenya, french = sources.variants[VariantId("kenya")], sources.languages[LanguageTag("fr")]
    return edition.decide(sources, overlays.wording(sources, kenya, french))


def test_a_form_is_printed(tmp_path: Path) -> None:
    decided = made(tmp_path, "Elle vit {country:in}.", ", forms: {KE: {in: au Kenya}}")
    assert str(decided.text[KEY]).replace("\N{NO-BREAK SPACE}", " ") == "Elle vit au Kenya."
    assert not decided.lacking


def test_a_missing_form_makes_a_draft_and_says_what_to_write(tmp_path: Path) -> None:
    decided = made(tmp_path, "Elle vit {country:in}.")
    assert decided.text[KEY].draft
    assert decided.draft
    what, hint = decided.lacking[KEY]
    assert what == 'the form "in" of KE'
    assert "KE: {in: ...}" in hint


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{population:long}", 'there is no form ":long" of {population}'),
        ("{country:In}", 'there is no form ":In" of {country}'),
        ("{nothing:in}", "unknown placeholder {nothing:in}"),
    ],
)
def test_a_form_that_there_is_not_is_refused_at_its_place(text: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(Problems) as caught:
        made(tmp_path, text)
    assert says in str(caught.value)
    assert all(each.place.line for each in caught.value.problems)
