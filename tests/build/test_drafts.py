"""A draft is not offered for a press, and this does not count as missing."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from factsheet.core.project import Root

from ..conftest import ENDINGS_OF_A_DRAFT, Copy, Leaflet, pipeline, prebuilt

VARIANT, STEM = "2025-france", "khartoum-process-factsheet-2025-france"
LEGEND = re.compile(r"^  legend: .*\n", re.MULTILINE)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Root:
    """Return a project in which French lacks a text, and English is final."""
    whole, _ = prebuilt(tmp_path_factory, "en, fr, ar", VARIANT)
    folder = Path(shutil.copytree(whole, tmp_path_factory.mktemp("drafts") / "project"))
    path = folder / "sources/text/fr.yaml"
    path.write_text(LEGEND.sub("", path.read_text("utf-8")), "utf-8")
    result = pipeline("build", "--root", folder)
    assert result.status == 0, result.err
    return Root(folder)


def test_a_draft_has_no_press_pdf_and_nothing_is_missing(root: Root) -> None:
    assert not list(root.output.rglob("*-draft-press.pdf"))
    assert (root.output / VARIANT / f"{STEM}-en-press.pdf").is_file()
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


def test_a_press_pdf_goes_when_its_edition_becomes_a_draft_and_comes_back(
    leaflets: dict[str, Leaflet], tmp_path: Path
) -> None:
    copy = Copy(Path(shutil.copytree(leaflets["fr"].root, tmp_path / "project")))
    path, press = copy.root / "sources/text/fr.yaml", f"{STEM}-fr-press.pdf"
    good = path.read_text("utf-8")

    def french() -> set[str]:
        return {each.name for each in copy.made if f"{STEM}-fr" in each.name}

    assert press in french()
    path.write_text(LEGEND.sub("", good), "utf-8")
    result = copy.build("fr", "--format", "press")
    assert f"removed output/{VARIANT}/{press}: replaced by {STEM}-fr-draft" in result.out + result.err
    assert press not in french()
    result = copy.build("fr")
    assert result.status == 0, result.err
    assert french() == {f"{STEM}-fr-draft{ending}" for ending in ENDINGS_OF_A_DRAFT}
    path.write_text(good, "utf-8")
    assert copy.build("fr", "--format", "press").status == 0
    assert french() == {press}
