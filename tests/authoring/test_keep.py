"""Sources are kept and restored by git, whatever has happened to them in between; nothing is lost."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from ..conftest import Copy, Result, pipeline

EN, FR = "sources/text/en.yaml", "sources/text/fr.yaml"
EVIL = "-m --amend `touch RUN1` $(touch RUN2) 'x' \"y\"; touch RUN3\nsecond line"


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(
        ["git", "-c", "user.name=Somebody", "-c", "user.email=x@y", *arguments],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
    ).stdout


@pytest.fixture
def kept(copy: Copy, monkeypatch: pytest.MonkeyPatch) -> Copy:
    """Return a project that git keeps, where nobody has told git who they are."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", "/dev/null")
    git(copy.root, "init", "--quiet")
    git(copy.root, "add", "sources", "layouts", "fonts")
    git(copy.root, "commit", "--quiet", "--message=start")
    return copy


def run(copy: Copy, *arguments: str) -> Result:
    return pipeline(*arguments, "--root", copy.root)


def sources(copy: Copy) -> dict[str, bytes]:
    files = (path for name in ("sources", "layouts", "fonts") for path in (copy.root / name).rglob("*"))
    return {str(path.relative_to(copy.root)): path.read_bytes() for path in files if path.is_file()}


def output(copy: Copy) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in (copy.root / "output").rglob("*") if path.is_file()}


def test_what_is_saved_is_in_git_with_what_was_said(kept: Copy) -> None:
    assert run(kept, "save", "--message=nothing").out == "nothing has changed since the last save\n"
    kept.change(EN, "title: Activities", "title: What we do")
    (kept.root / "sources/chairs/2030-kenya.yaml").write_text("country: KE\nsince: 2030-04-09\n")
    (kept.root / FR).unlink()
    (kept.root / "mine.txt").write_text("not a source")
    result = run(kept, "save", f"--message={EVIL}")
    assert result.status == 0, result.err
    assert result.out.startswith("saved 3 files as version ")
    assert git(kept.root, "log", "-1", "--format=%B").strip() == EVIL
    names = git(kept.root, "show", "--name-status", "--format=", "HEAD").split()
    assert names == ["A", "sources/chairs/2030-kenya.yaml", "M", EN, "D", FR]
    assert git(kept.root, "status", "--porcelain").split() == ["??", "mine.txt"]
    assert not list(kept.root.rglob("RUN*"))


def test_a_wrong_edit_is_taken_back_and_kept_all_the_same(kept: Copy) -> None:
    before = sources(kept)
    kept.change(EN, "title: Activities", "title: Wrong")
    (kept.root / FR).unlink()
    (kept.root / "sources/text/xx.yaml").write_text("wrong: [")
    (kept.root / "sources/chairs/2030-kenya.yaml").write_text("country: KE\n")
    git(kept.root, "add", "sources/chairs")
    wrong = sources(kept)
    result = run(kept, "restore")
    assert result.status == 0, result.err
    assert '"start"' in result.out
    assert sources(kept) == before
    version = result.out.partition("make restore version=")[2].split()[0]
    assert run(kept, "restore", f"--version={version}").status == 0
    assert sources(kept) == wrong
    assert run(kept, "restore").status == 0
    assert sources(kept) == before
    assert "is kept" not in run(kept, "restore").out  # there was nothing to lose


def test_any_saved_version_comes_back(kept: Copy) -> None:
    first = sources(kept)
    kept.change(EN, "title: Activities", "title: Second")
    (kept.root / "sources/chairs/2030-kenya.yaml").write_text("country: KE\n")
    run(kept, "save", "--message=the second")
    second = sources(kept)
    newer, older = run(kept, "restore", "--list").out.splitlines()
    assert (newer.split()[2:], older.split()[2:]) == (["the", "second"], ["start"])
    assert run(kept, "restore", f"--version={older.split()[0]}").status == 0
    assert sources(kept) == first
    assert run(kept, "restore", f"--version={newer.split()[0]}").status == 0
    assert sources(kept) == second


@pytest.mark.campaign
def test_a_build_after_it_gives_back_every_file(kept: Copy) -> None:
    assert kept.build("en", "--format", "pdf web").status == 0
    before = output(kept)
    assert len(before) >= 3
    kept.change(EN, "title: Activities", "title: Wrong")
    assert kept.build("en", "--format", "pdf web").status == 0
    assert output(kept) != before
    run(kept, "restore")
    assert kept.build("en", "--format", "pdf web").status == 0
    assert output(kept) == before


@pytest.mark.parametrize("version", ["--help", "HEAD~5", "1234567", "; touch RUN", "HEAD"])
def test_an_unknown_version_changes_nothing(kept: Copy, version: str) -> None:
    kept.change(EN, "title: Activities", "title: Mine")
    before = sources(kept)
    result = run(kept, "restore", f"--version={version}")
    assert result.status == 1
    assert "there is no such version; to see the versions: make restore list=yes" in result.err
    assert sources(kept) == before


def test_without_git_or_a_message_it_says_what_to_do(copy: Copy, kept: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.change(EN, "title: Activities", "title: Mine")
    result = run(kept, "save", "--message= ")
    assert result.status == 1
    assert 'there is no message; say what you changed: make save message="new e-mail address"' in result.err
    git_folder = copy.root / ".git"
    git_folder.rename(copy.root / "elsewhere")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(copy.root.parent))
    refusal = run(copy, "save", "--message=x").err
    assert "this folder is not under git yet; type: git init" in refusal
    # What it advises works where git has not been told who commits.
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    advised = refusal.partition("type: ")[2].partition(";")[0]
    subprocess.run(advised, shell=True, cwd=copy.root, capture_output=True, check=True)
    assert "nothing has changed since the last save" in run(copy, "save", "--message=x").out
    monkeypatch.setenv("PATH", "/nowhere")
    result = run(copy, "restore")
    assert result.status == 1
    assert "git is not installed; install it" in result.err
    assert "Traceback" not in result.err


def test_a_lock_that_somebody_left_is_named(kept: Copy) -> None:
    kept.change(EN, "title: Activities", "title: Mine")
    (kept.root / ".git/index.lock").touch()
    result = run(kept, "save", "--message=x")
    assert result.status == 1
    assert "git refused (Unable to create" in result.err
