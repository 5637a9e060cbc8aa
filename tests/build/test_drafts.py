"""A draft is not offered for a press, and this does not count as missing."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from factsheet.core.project import Root

from ..conftest import ENDINGS_OF_A_DRAFT, Copy, pipeline, prebuilt

CHAIR, STEM = "2025-france", "khartoum-process-factsheet-2025-france"
LEGEND = re.compile(r"^  legend: .*\n", re.MULTILINE)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Root:
    """Return a project in which French lacks a text, and English is final."""
    whole, _ = prebuilt(tmp_path_factory, "en, fr, ar", CHAIR)
    folder = Path(shutil.copytree(whole, tmp_path_factory.mktemp("drafts") / "project"))
    path = folder / "sources/text/fr.yaml"
    path.write_text(LEGEND.sub("", path.read_text("utf-8")), "utf-8")
    result = pipeline("build", "--root", folder)
    assert result.status == 0, result.err
    return Root(folder)


def test_a_draft_has_no_press_pdf_and_nothing_is_missing(root: Root) -> None:
    assert not list(root.output.rglob("*-draft-press.pdf"))
    assert (root.output / CHAIR / f"{STEM}-en-press.pdf").is_file()
    before = {path: path.stat().st_mtime_ns for path in root.output.rglob("*")}
    result = pipeline("build", "--root", root.folder)
    assert result.status == 0
    assert result.out.count("unchanged") == 3
    assert re.search(r"2025-france fr +2 +[\d.]+ pt +\d+ kB +- +\d+ kB +unchanged +draft", result.out)
    assert {path: path.stat().st_mtime_ns for path in root.output.rglob("*")} == before


def test_who_asks_for_a_press_pdf_of_a_draft_is_told_why_there_is_none(root: Root) -> None:
    result = pipeline("build", "--root", root.folder, "--format", "press", "--lang", "fr,en")
    assert result.status == 0
    assert result.err == "2025-france fr is a draft, and a draft has no press PDF\n"
    assert "2025-france en" in result.out


def test_a_press_pdf_goes_when_its_edition_becomes_a_draft_and_comes_back(copy: Copy) -> None:
    path = copy.root / "sources/text/fr.yaml"
    good = path.read_text("utf-8")
    assert copy.build("fr").status == 0
    assert copy.only("-press.pdf").is_file()
    path.write_text(LEGEND.sub("", good), "utf-8")
    result = copy.build("fr", "--format", "press")
    assert f"removed output/{CHAIR}/{STEM}-fr-press.pdf: replaced by {STEM}-fr-draft" in result.out + result.err
    assert not [each for each in copy.made if each.name.endswith("-press.pdf")]
    result = copy.build("fr")
    assert result.status == 0, result.err
    assert {each.name for each in copy.made} == {f"{STEM}-fr-draft{ending}" for ending in ENDINGS_OF_A_DRAFT}
    path.write_text(good, "utf-8")
    assert copy.build("fr").status == 0
    assert copy.only("-press.pdf").name == f"{STEM}-fr-press.pdf"


def test_what_is_too_long_is_a_draft_as_well(copy: Copy) -> None:
    assert copy.build("en").status == 0
    copy.change(
        "sources/text/en.yaml",
        "    the Khartoum Process.\n\nactivities:",
        f"    the Process. {'Many words. ' * 400}\n\nactivities:",
    )
    result = copy.build("en")
    assert result.status == 1
    assert not [each for each in copy.made if each.name.endswith("-press.pdf")]
    again = copy.build("en")
    assert "unchanged" in again.out
    assert again.status == 1
    asked = copy.build("en", "--format", "press")
    assert "2025-france en is a draft, and a draft has no press PDF" in asked.err
