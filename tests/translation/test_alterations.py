"""Whatever a program or a person does to a file: what was translated is imported, and the rest reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..conftest import copy_project, pipeline
from .alterations import CASES, Case, Way, tried
from .alterations_word import WAYS as WORD
from .alterations_xliff import WAYS as XLIFF

WAYS = [*WORD, *XLIFF]
# Tried in every run of the tests: what each shows, and in which language.
FEW = {
    ("docx", "Google Docs: its way of saving"): "fr",
    ("docx", "Word: a column made wider in one row"): "ar",
    ("docx", "a person: two translations swapped"): "de",
    ("xliff", "Okapi: tags that have only their numbers"): "ar",
    ("xliff", "a person: a translation over the English"): "de",
    ("xliff", "an old tool: UTF-8 that was read as Latin-1"): "fr",
}


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project with two translations, and a third that was just begun; no test writes its sources."""
    root = copy_project(tmp_path_factory.mktemp("alterations"), "en, fr, ar")
    assert pipeline("language", "de", "--root", root).status == 0
    return root


@pytest.mark.campaign
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.language)
@pytest.mark.parametrize("way", WAYS, ids=str)
def test_every_way_to_alter_a_file(way: Way, case: Case, begun: Path) -> None:
    tried(begun, way, case)


@pytest.mark.parametrize(("format", "way"), FEW)
def test_a_few_ways_to_alter_a_file(format: str, way: str, begun: Path) -> None:
    (found,) = (each for each in WAYS if (each.format, str(each)) == (format, way))
    (case,) = (each for each in CASES if each.language == FEW[format, way])
    tried(begun, found, case)


def test_there_are_many_ways_and_each_has_a_name() -> None:
    assert len({(each.format, str(each)) for each in WAYS}) == len(WAYS) > 150
