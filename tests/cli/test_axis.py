"""An option has the factsheet's own word for its variants; --variant works in each, and another word is explained."""

from __future__ import annotations

from pathlib import Path

import pytest

from factsheet.cli import axis, spoken

from ..conftest import REPOSITORY, pipeline

EXAMPLES = REPOSITORY / "examples"
WORDS = {REPOSITORY: "chair", EXAMPLES / "country-profile": "country", EXAMPLES / "programme-flyer": "variant"}


@pytest.mark.parametrize("root", WORDS, ids=lambda path: path.name)
def test_the_word_is_found_without_reading_yaml(root: Path) -> None:
    assert axis.of(root) == WORDS[root]


def test_what_cannot_be_read_has_the_neutral_word(tmp_path: Path) -> None:
    assert axis.of(tmp_path) == axis.of(tmp_path / "nowhere") == "variant"


@pytest.mark.parametrize(
    ("root", "word", "says"),
    [
        (REPOSITORY, "chair", "chair=x: there is no such chair; available: "),
        (REPOSITORY, "variant", "chair=x: there is no such chair; available: "),
        (EXAMPLES / "country-profile", "country", "country=x: there is no such country"),
        (EXAMPLES / "country-profile", "chair", "No such option '--chair' in this factsheet: its editions are chosen"),
        (EXAMPLES / "programme-flyer", "chair", "No such option '--chair' in this factsheet: it has no variants."),
    ],
)
def test_it_is_an_option(root: Path, word: str, says: str) -> None:
    result = pipeline("check", f"--{word}=x", "--root", root)
    assert result.status in (1, 2)
    assert says in result.err + result.out


def test_a_command_that_is_named_is_for_the_same_factsheet() -> None:
    root = EXAMPLES / "programme-flyer"
    assert f"make language lang=sw root={root}" in pipeline("status", "xx", "--root", root).err
    assert "root=" not in pipeline("status", "xx").err
    assert (
        spoken.elsewhere("to see it: make factsheet lang=fr; root=x", "a b")
        == 'to see it: make factsheet lang=fr root="a b"; root=x'
    )


def test_the_help_has_it_too() -> None:
    assert "--country NAMES" in pipeline("build", "--root", EXAMPLES / "country-profile", "--help").out
    assert "--chair NAMES" in pipeline("build", "--help").out
