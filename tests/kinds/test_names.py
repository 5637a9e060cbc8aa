"""Countries, parties and choices are read from a list or a cell; what is none of them is answered."""

from __future__ import annotations

from typing import Any

import pytest

from factsheet.core.diagnostics import Invalid
from factsheet.kinds.catalogue import KINDS
from factsheet.kinds.parties import Party

from .refusals import refusal

BODIES = ("auc", "ec")
PARTIES: list[tuple[Any, tuple[str, ...]]] = [
    ("KE", ("KE",)),
    ("auc", ("auc",)),
    (["ES", "MA"], ("ES", "MA")),
    ("MA, ES", ("MA", "ES")),
    ("CM,auc", ("CM", "auc")),
]
NO_PARTIES: list[tuple[Any, str]] = [
    ("ES MA", '"ES MA" is more than one; put commas between them: ES, MA'),
    ("ES; MA", '"ES; MA" is more than one; put commas between them: ES, MA'),
    ("ES and MA", '"ES and MA" is more than one; put commas between them: ES, MA'),
    ("es", '"es" is neither a country code nor a body; did you mean "ES"?'),
    ("UK", '"UK" is neither a country code nor a body; did you mean "GB"?'),
    ("AUC", '"AUC" is neither a country code nor a body; did you mean "auc"?'),
    ("aucc", '"aucc" is neither a country code nor a body; did you mean "auc"?'),
    ("XX", '"XX" is neither a country code nor a body; use the two capital letters of a country, or one of auc, ec'),
    ("ES, ES", '"ES" is in this list twice; delete one of them'),
    ("ES,,MA", 'there is nothing between two commas in "ES,,MA"; delete one of the commas'),
    ([], "nothing is named here; write the codes with commas between them: KE, ET"),
    ("", "nothing is named here; write the codes with commas between them: KE, ET"),
]


@pytest.mark.parametrize(("typed", "parts"), PARTIES)
def test_a_party_is_read_in_its_order(typed: object, parts: tuple[str, ...]) -> None:
    assert KINDS["party"].read(typed, bodies=BODIES) == Party(parts)


@pytest.mark.parametrize(("typed", "said"), NO_PARTIES)
def test_what_is_no_party_is_answered(typed: object, said: str) -> None:
    assert refusal(KINDS["party"].read, typed, bodies=BODIES) == said


def test_without_bodies_a_party_is_a_country() -> None:
    assert refusal(KINDS["party"].read, "auc").startswith('"auc" is not a country code')


def test_countries_are_read_from_a_list_or_a_cell() -> None:
    read = KINDS["countries"].read
    assert read("KE, ET") == read(["KE", "ET"]) == ("KE", "ET")
    assert refusal(read, "KE, KE") == '"KE" is in this list twice; delete one of them'
    assert refusal(read, "KE ET") == '"KE ET" is more than one; put commas between them: KE, ET'
    assert refusal(read, "KE, Uk") == '"Uk" is not a country code; did you mean "GB"?'


def test_a_choice_is_one_of_those_declared() -> None:
    read, of = KINDS["choice"].read, ["ongoing", "ended"]
    assert read("ongoing", of=of) == "ongoing"
    assert refusal(read, "Ongoing", of=of) == '"Ongoing" is not a possible value; did you mean "ongoing"?'
    assert refusal(read, "new", of=of) == '"new" is not a possible value; available: ongoing, ended'


def test_a_picture_is_a_file_without_a_folder() -> None:
    read = KINDS["picture"].read
    assert read("photo.jpg") == "photo.jpg"
    how = "is not the name of a picture; write letters, digits, - and _, and no folder, as in photo.jpg"
    for name in ("../photo.jpg", "a/b.png", "my photo.JPG", "..png"):
        assert refusal(read, name) == f'"{name}" {how}'
    assert refusal(read, "photo.tiff").endswith("write the name of its file, with .jpg, .png or .svg, as in photo.jpg")


def test_one_value_is_not_a_list() -> None:
    for kind in KINDS.keys() - {"countries", "party"}:
        assert refusal(KINDS[kind].read, ["5"]) == "this is a list; write a single value"
    for kind in KINDS:
        with pytest.raises(Invalid, match='this has "key: value" lines under it'):
            KINDS[kind].read({"a": "b"})
