"""A memory stick has what the public may have, and its links lead to files that are on it."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest

from ..conftest import Copy, Result, outdate, pipeline, prebuilt
from ..releasing import release

NAME = "khartoum-process-factsheet"
KEPT = (".pdf", "-press.pdf", ".docx", ".png")


@pytest.fixture
def made(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Copy:
    """Return the English leaflet as it was built, with a draft in a language that is not published, and a release."""
    root, _ = prebuilt(tmp_path_factory, "en", "2025-france")
    shutil.copytree(root, tmp_path / "made")
    work = tmp_path / "made/output/translate"
    work.mkdir(parents=True)
    (work / "sw.docx").write_bytes(b"x")
    for day in (24, 25):
        release(tmp_path / "made", "2025-france", date(2026, 11, day))
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
        "accessibility.html",
        "index.html",
        "index.json",
        "index.schema.json",
        "leaflets.css",
        *(f"releases/2026-11-25-2025-france/{NAME}-2025-france-en{ending}" for ending in KEPT),
        *(f"releases/2026-11-25-2025-france/{each}" for each in ("2025-france.zip", "release.json")),
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
    made.change("sources/factsheet.yaml", "languages: [en]", "languages: [en, fr]")
    outdate(made.root, "Activities", "What we do")
    result = stick(made, usb)
    assert result.status == 0, result.err
    assert "drafts left out: 2025-france fr" in result.out
    assert not list((usb / NAME).rglob("*-fr*-draft.pdf"))
    assert "Français" not in (usb / NAME / "index.html").read_text("utf-8")
    assert not list(usb.glob(".*"))


def test_what_it_says_is_what_it_holds(made: Copy) -> None:
    """A draft that was released is there; so is wording that nobody has confirmed. Both are said."""
    made.change("sources/factsheet.yaml", "languages: [en]", "languages: [en, fr, ar]")
    outdate(made.root, "Activities", "What we do")
    made.change("sources/text/ar.yaml", "title: الأنشطة", "title: أنشطتنا")
    assert made.build("", "--format", "pdf").status == 0
    release(made.root, "2025-france", date(2026, 11, 27))
    usb = made.root.parent / "usb"
    result = stick(made, usb)
    assert result.status == 0, result.err
    assert result.out.splitlines()[-3:] == [
        "drafts left out: 2025-france fr",
        "drafts included because they were released: 2025-france fr",
        "included with wording that nobody has confirmed: 2025-france ar",
    ]
    drafts = [path.relative_to(usb / NAME).as_posix() for path in (usb / NAME).rglob("*-draft*")]
    assert drafts == [f"releases/2026-11-27-2025-france/{NAME}-2025-france-fr-draft.pdf"]
    assert [path.name for path in (usb / NAME / "releases").iterdir()] == ["2026-11-27-2025-france"]


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
    assert "this already exists; move it somewhere else" in result.err
    assert (usb / NAME / "mine.txt").read_text() == "mine"
