"""A memory stick has what the public may have, and its links lead to files that are on it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from zipfile import ZipFile

import pytest

from ..conftest import Copy, Result, pipeline, prebuilt

NAME = "khartoum-process-factsheet"


@pytest.fixture
def made(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Copy:
    """Return the English leaflet as it was built, with a draft in a language that is not published, and a release."""
    root, _ = prebuilt(tmp_path_factory, "en", "2025-france")
    shutil.copytree(root, tmp_path / "made")
    work, released = tmp_path / "made/output/translate", tmp_path / "made/output/releases/2026-11-25-2025-france"
    for folder, file in ((work, "sw.docx"), (released, f"{NAME}-2025-france-en.pdf")):
        folder.mkdir(parents=True)
        (folder / file).write_bytes(b"x")
    (tmp_path / "usb").mkdir()
    return Copy(tmp_path / "made")


def stick(copy: Copy, target: Path) -> Result:
    return pipeline("stick", "--root", copy.root, target)


def test_it_has_what_the_public_may_have(made: Copy) -> None:
    usb = made.root.parent / "usb"
    (usb / "holiday.jpg").write_bytes(b"mine")
    result = stick(made, usb)
    assert result.status == 0, result.err
    files = {path.relative_to(usb / NAME).as_posix() for path in (usb / NAME).rglob("*") if path.is_file()}
    stem = f"2025-france/{NAME}-2025-france"
    assert files == {
        "index.html",
        f"releases/2026-11-25-2025-france/{NAME}-2025-france-en.pdf",
        f"{stem}-all.zip",
        *(f"{stem}-en{ending}" for ending in (".pdf", "-press.pdf", ".docx", ".html", ".png")),
    }
    for name in files - {"index.html"}:
        assert (usb / NAME / name).read_bytes() == (made.root / "output" / name).read_bytes()
    # Every link of every page leads to a file on the stick, to elsewhere on the web, or into the page.
    for page in [usb / NAME / "index.html", *(usb / NAME).rglob("*-en.html")]:
        text = page.read_text("utf-8")
        links = [
            link
            for link in re.findall(r'(?:href|src)="([^"#]+)"', text)
            if not re.match(r"(https?|mailto|data):", link)
        ]
        assert page.name != "index.html" or len(links) >= 5
        assert all((page.parent / link).resolve().is_file() for link in links), links
    assert (usb / "holiday.jpg").read_bytes() == b"mine"


def test_a_draft_is_left_out_and_named_and_what_was_there_is_replaced(made: Copy) -> None:
    usb = made.root.parent / "usb"
    assert stick(made, usb).status == 0
    made.change("sources/leaflet.yaml", "languages: [en]", "languages: [en, fr]")
    made.change("sources/text/en.yaml", "title: Activities", "title: What we do")
    result = stick(made, usb)
    assert result.status == 0, result.err
    assert "drafts left out: 2025-france fr" in result.out
    assert not list((usb / NAME).rglob("*-fr*-draft.pdf"))
    assert "Français" not in (usb / NAME / "index.html").read_text("utf-8")
    assert not list(usb.glob(".*"))


def test_it_may_be_a_zip(made: Copy) -> None:
    target = made.root.parent / "usb/leaflets.zip"
    assert stick(made, target).status == 0
    with ZipFile(target) as packed:
        assert packed.testzip() is None
        assert f"{NAME}/index.html" in packed.namelist()
        assert not any("translate" in name or "manifest" in name for name in packed.namelist())


def test_what_is_not_ours_is_left_alone(made: Copy) -> None:
    usb = made.root.parent / "usb"
    assert "there is no such folder; plug the stick in" in stick(made, usb / "missing").err
    (usb / NAME).mkdir()
    (usb / NAME / "mine.txt").write_text("mine")
    result = stick(made, usb)
    assert result.status == 1
    assert "this already exists; move it away" in result.err
    assert (usb / NAME / "mine.txt").read_text() == "mine"
