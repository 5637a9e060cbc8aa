"""A factsheet of the first version gets one clear error, and one command brings it up to date, comments and all."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from factsheet.core.project import Root
from factsheet.page import page
from factsheet.source import loader
from factsheet.theme import layout

from ..conftest import REPOSITORY, Copy, decided, pipeline

FIRST = Path(__file__).with_name("first")  # what has changed since: these files, as they were


@pytest.fixture
def first(copy: Copy) -> Copy:
    """Return the leaflet as it was in the first version."""
    shutil.move(copy.root / "sources/schema/factsheet.json", copy.root / "sources/schema/leaflet.json")
    (copy.root / "sources/factsheet.yaml").unlink()
    layout = copy.root / "layouts/leaflet"
    shutil.move(layout / "page.css.j2", layout / "leaflet.css.j2")
    (layout / "page.html.j2").unlink()
    for name in ("content.yaml", "leaflet.html.j2"):
        shutil.copy(FIRST / name, layout / name)
    shutil.copy(FIRST / "leaflet.yaml", copy.root / "sources/leaflet.yaml")
    (copy.root / "layouts/site/words.yaml").unlink()
    theme = (layout / "theme.yaml").read_text("utf-8")
    (layout / "theme.yaml").write_text(re.sub(r"(?m)^#.*\nroles:\n(  .*\n)+\n", "", theme), "utf-8")
    return copy


@pytest.mark.parametrize("command", [["build"], ["status"], ["check"], ["translate", "fr"]])
def test_one_error_names_the_command(first: Copy, command: list[str]) -> None:
    result = pipeline(*command, "--root", first.root)
    said = result.err + result.out
    assert result.status == 1
    assert (
        "layouts/leaflet/content.yaml: this factsheet is of an earlier version; to bring it up to date: make migrate"
        in said
    )
    assert said.count("make migrate") == 1


def test_migrated_sources_say_the_same_and_keep_their_comments(first: Copy) -> None:
    result = pipeline("migrate", "--root", first.root)
    assert result.status == 0, result.err
    assert not (first.root / "sources/leaflet.yaml").exists()
    now, then = (first.root / "sources/factsheet.yaml", REPOSITORY / "sources/factsheet.yaml")
    assert now.read_text("utf-8") == then.read_text("utf-8")
    own, ours = loader.load(Root(first.root)), loader.load(Root(REPOSITORY))
    assert own.notes == ours.notes
    for language in ("en", "fr", "ar"):
        for chair in ("2025-france", "2024-egypt"):
            assert decided(own, chair, own.languages[language]) == decided(ours, chair, ours.languages[language])
    said = decided(ours, "2025-france", ours.master)
    made = [page.make(said, layout.load(root), root).html for root in (Root(first.root), Root(REPOSITORY))]
    assert made[0] == made[1]
    for file in ("leaflet/theme.yaml", "site/words.yaml"):
        path = Path("layouts", file)
        assert (first.root / path).read_text("utf-8") == (REPOSITORY / path).read_text("utf-8")


def test_what_is_up_to_date_is_left_alone(copy: Copy) -> None:
    result = pipeline("migrate", "--root", copy.root)
    assert result.status == 1
    assert "this factsheet is not of the first version; there is nothing to do" in result.err
