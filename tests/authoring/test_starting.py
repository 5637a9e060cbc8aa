"""A new factsheet builds and is in order at once, and tells a newcomer what is what."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from factsheet.authoring import starting
from factsheet.build import budget
from factsheet.core.project import Root, shipped
from factsheet.opendocument import libreoffice
from factsheet.source import loader

from ..conftest import ENDINGS, REPOSITORY, pipeline
from ..examples import FLYER, STARTER
from ..validators import judged_once

EXAMPLES = sorted(starting.examples(shipped()))
# A file of the starter, what begins a comment there, and the least of its lines that have one.
TAUGHT = {
    "sources/factsheet.yaml": ("#", 12),
    "sources/text/en.yaml": ("#", 8),
    "layouts/starter/content.yaml": ("#", 10),
    "layouts/starter/theme.yaml": ("#", 20),
    "layouts/starter/page.html.j2": ("{#-", 8),
    "layouts/starter/page.css.j2": ("{#-", 2),
    "layouts/starter/web.css.j2": ("{#-", 1),
    "layouts/site/words.yaml": ("#", 4),
}


def test_a_new_factsheet_is_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    judged_once(monkeypatch)
    monkeypatch.setattr(libreoffice, "program", lambda: None)  # test_a_new_factsheet_is_as_long_in_word
    monkeypatch.setattr(budget, "budgets", lambda *about: {})
    result = pipeline("new", tmp_path / "youth-brief")
    assert result.status == 0, result.err
    assert "a factsheet was written, " in result.out
    assert f"make preview root={tmp_path}/youth-brief" in result.out
    assert "layouts/starter/content.yaml" in result.out
    checked = pipeline("check", "--root", tmp_path / "youth-brief")
    assert (checked.status, checked.out) == (0, "nothing found\n")
    made = {path.name for path in (tmp_path / "youth-brief/output").glob("youth-brief-en*")}
    assert made == {f"youth-brief-en{ending}" for ending in ENDINGS.values()}


@pytest.mark.campaign
@pytest.mark.parametrize("like", [STARTER, FLYER, "leaflet"])
def test_a_new_factsheet_is_as_long_in_word(like: str, tmp_path: Path) -> None:
    assert pipeline("new", tmp_path / "new", "--like", like).status == 0
    checked = pipeline("check", "--root", tmp_path / "new")
    assert (checked.status, checked.out) == (0, "nothing found\n")


@pytest.mark.parametrize("like", EXAMPLES)
def test_an_example_is_copied_whole(like: str, tmp_path: Path) -> None:
    folder = tmp_path / "Brève n° 2"
    assert pipeline("new", folder, "--like", like).status == 0
    assert loader.load(Root(folder)).settings.name == "br-ve-n-2"
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    layout = Root(folder).layout.relative_to(folder).as_posix()
    assert files >= {f"{layout}/base.css.j2", "layouts/press/coated.yaml", "fonts/SHA256SUMS", ".gitignore"}
    assert not any(name.endswith((".pyc", "preview.png", ".part")) for name in files)
    assert [path.name for path in tmp_path.iterdir()] == [folder.name]


@pytest.mark.parametrize("file", TAUGHT)
def test_a_newcomer_is_told_what_is_what(file: str) -> None:
    sign, least = TAUGHT[file]
    lines = (REPOSITORY / "examples" / STARTER / file).read_text("utf-8").splitlines()
    assert sign in "".join(lines[:2])
    assert sum(sign in line for line in lines) >= least
    assert max(map(len, lines)) <= 200


def test_every_fact_and_text_of_the_starter_has_a_note() -> None:
    declared = (REPOSITORY / "examples" / STARTER / "layouts/starter/content.yaml").read_text("utf-8")
    assert len(re.findall(r"^    note: .+$", declared, re.MULTILINE)) == 4
    assert not re.search(r"^ {4}\w+:\s*$", declared.partition("\ntexts:\n")[2], re.MULTILINE)


def test_an_empty_folder_will_do(tmp_path: Path) -> None:
    assert pipeline("new", tmp_path / "empty").status == 0


@pytest.mark.parametrize(
    ("before", "says"),
    [
        ("folder", "there is something in this folder; name a folder that does not exist yet, or is empty"),
        ("file", "this is a file; name a folder that does not exist yet, or is empty"),
    ],
)
def test_nothing_is_written_over(before: str, says: str, tmp_path: Path) -> None:
    target = tmp_path / "there"
    kept = target / "notes.txt" if before == "folder" else target
    kept.parent.mkdir(exist_ok=True)
    kept.write_text("mine", "utf-8")
    result = pipeline("new", target)
    assert result.status == 1
    assert f"{target}: {says}" in result.err
    assert kept.read_text("utf-8") == "mine"
    assert [path.name for path in tmp_path.rglob("*")] == sorted({"there", kept.name}, reverse=True)


def test_an_example_that_does_not_exist_is_told(tmp_path: Path) -> None:
    result = pipeline("new", tmp_path / "new", "--like", "programme-flier")
    assert result.status == 1
    assert 'like=programme-flier: there is no such example; did you mean "programme-flyer"?' in result.err
    assert not (tmp_path / "new").exists()


def test_what_cannot_be_written_is_not_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = starting.started(shipped(), tmp_path / "new")
    monkeypatch.setattr(starting, "started", lambda *asked: {**files, f"sources/{'x' * 300}": b""})
    result = pipeline("new", tmp_path / "new")
    assert result.status == 1
    assert "this cannot be written" in result.err
    assert list(tmp_path.iterdir()) == []


def test_without_its_examples_the_program_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factsheet.core.project.shipped", lambda: Root(tmp_path / "nowhere"))
    result = pipeline("new", tmp_path / "new")
    assert result.status == 1
    assert "the program was installed without its examples; run this command in a checkout" in result.err
