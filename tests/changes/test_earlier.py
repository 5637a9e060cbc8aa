"""What `since=` names is found and read, and nothing of it is run; what it does not name is answered."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from factsheet.build.freshness import Selection
from factsheet.build.manifest import Manifest
from factsheet.changes import earlier
from factsheet.changes.authors import Authors, Spot
from factsheet.changes.versions import Version
from factsheet.core.diagnostics import Problems
from factsheet.core.names import LanguageTag, VariantId
from factsheet.core.project import Root

from ..conftest import Copy, copy_project, pipeline
from .saving import EN, FACTS, git, kept, saved

EDITION = VariantId("2025-france"), LanguageTag("en")


@pytest.fixture(scope="module", autouse=True)
def nobody_else_has_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
        patch.setenv("GIT_CONFIG_SYSTEM", "/dev/null")
        patch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path_factory.getbasetemp().parent))
        yield


@pytest.fixture(scope="module")
def of_days(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """Return a leaflet that was saved on three days: its title was Activities, Doings, Deeds; now it is another."""
    copy = Copy(copy_project(tmp_path_factory.mktemp("days") / "project"))
    kept(copy.root, "2026-11-20")
    copy.change(EN, "title: Activities", "title: Doings")
    saved(copy.root, "Say doings", day="2026-11-22")
    git(copy.root, "tag", "--message=x", "sent/out")
    copy.change(EN, "title: Doings", "title: Deeds")
    saved(copy.root, "Say deeds", day="2026-11-24")
    copy.change(EN, "title: Deeds", "title: Unsaved")
    return copy


def aside(copy: Copy, change: Callable[[], object], day: str = "2026-11-25") -> str:
    """Save a version that leads nowhere, and return it; what is there stays as it is."""
    text = (copy.root / EN).read_text("utf-8")
    git(copy.root, "checkout", "--quiet", "--detach")
    change()
    version = saved(copy.root, "Aside", day=day)
    git(copy.root, "checkout", "--quiet", "--force", "-")
    (copy.root / EN).write_text(text, "utf-8")
    return version


def refusal(root: Path, since: str) -> str:
    with pytest.raises(Problems) as found, earlier.version(Root(root), since, Selection(), Manifest()):
        pass
    return str(found.value)


def title(version: Version) -> str:
    return version.side(EDITION).said.texts["activities.title"]  # type: ignore[index]


@pytest.mark.parametrize(
    ("since", "said"),
    [
        ("2026-11-22", "Start"),  # what was saved on a day has changed since that day
        ("2026-11-23", "Say doings"),
        ("sent/out", "Say doings"),
        ("HEAD~2", "Start"),
        ("2030-01-01", "Say deeds"),
    ],
)
def test_a_day_a_tag_or_a_version(since: str, said: str, of_days: Copy) -> None:
    assert earlier.commit_of(Root(of_days.root), since).subject == said


def test_a_version_is_read_and_nothing_is_checked_out(of_days: Copy) -> None:
    before = git(of_days.root, "status", "--porcelain")
    with earlier.version(Root(of_days.root), "sent/out", Selection(), Manifest()) as version:
        assert title(version) == "Doings"
        origin = version.origin(EDITION).replace("\N{NO-BREAK SPACE}", " ")
        assert origin.startswith("what was saved on 22 November 2026 (version ")
        assert origin.endswith(", “Say doings”)")
    assert git(of_days.root, "status", "--porcelain") == before


def test_a_folder_of_another_leaflet(of_days: Copy) -> None:
    with earlier.version(Root(of_days.root / "none"), f"{of_days.root}/", Selection(), Manifest()) as version:
        assert title(version) == "Unsaved"
        assert version.relation == "compared with"


ANSWERS = {
    "nothing": "there is no such version, date or folder; write a date (since=2026-11-25), a tag, a version from",
    "--help": "since=--help: there is no such version",
    "HEAD:sources": "there is no such version",  # a folder of a version is no version
    "2026-02-30": "there is no such date; write it as in since=2026-11-25",
    "2026-11-20": "nothing was saved before that date; the first version is from 2026-11-20; choose a later date",
    "x" * 5_000: "there is no such version",
    "{root}/output": "this folder has neither release.json nor sources/ in it; name the folder of a release",
}


@pytest.mark.parametrize("since", ANSWERS, ids=lambda each: each[:20])
def test_what_is_not_there_is_answered(since: str, of_days: Copy) -> None:
    assert ANSWERS[since] in refusal(of_days.root, since.format(root=of_days.root))


def test_an_answer_is_one_sentence_and_nothing_is_written(of_days: Copy) -> None:
    result = pipeline("changes", "--root", of_days.root, "--since=nothing")
    assert (result.status, result.out) == (1, "")
    assert result.err.startswith("since=nothing: there is no such version, date or folder; write a date")
    assert result.err.endswith("\n\n1 problem; nothing was written.\n")
    assert not (of_days.root / "output/changes.html").exists()


def test_without_git_there_are_folders_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    says = "this leaflet is not under git, so it has no earlier versions; name the folder of a release"
    assert says in refusal(tmp_path, "2026-11-25")
    monkeypatch.setenv("PATH", "/nowhere")
    assert "git is not installed" in refusal(tmp_path, "HEAD")


def test_a_version_that_cannot_be_read_is_named_with_its_line(of_days: Copy) -> None:
    version = aside(of_days, lambda: (of_days.root / EN).write_text("lead:\n  title: [Unsaved\n", "utf-8"))
    said = refusal(of_days.root, version)
    assert f"{version[:7]}:{EN}:2:10: " in said
    assert "; this program cannot read that version: compare with a later one" in said


REFUSED: dict[str, tuple[Callable[[Path], object], str]] = {
    "a link": (
        lambda root: (root / "sources/text/zz.yaml").symlink_to("/etc/passwd"),
        "sources/text/zz.yaml: this is not a plain file, but a link",
    ),
    "a font without end": (
        lambda root: (root / "fonts/large.ttf").write_bytes(bytes(21_000_000)),
        "fonts/large.ttf: this file is far too large, or missing",
    ),
    "no sources": (
        lambda root: [path.unlink() for path in root.rglob("sources/**/*.*")],
        "this version has no sources/",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_version_with_anything_but_plain_files_is_refused(what: str, of_days: Copy) -> None:
    change, says = REFUSED[what]
    version = aside(of_days, lambda: change(of_days.root))
    said = refusal(of_days.root, version)
    assert says in said


TRAPS = {
    "filter.evil.smudge": "touch RUN-smudge; cat",
    "diff.evil.textconv": "sh -c 'touch RUN-textconv; cat \"$1\"' -",
    "diff.external": "touch RUN-external",
    "core.fsmonitor": "touch RUN-monitor",
    "core.pager": "touch RUN-pager",
    "core.sshCommand": "touch RUN-ssh",
    "log.showSignature": "true",
    "gpg.program": "touch RUN-gpg",
}


def test_nothing_in_a_repository_is_run_and_files_are_as_they_were_stored(of_days: Copy, tmp_path: Path) -> None:
    root = Root(Path(shutil.copytree(of_days.root, tmp_path / "trapped")))
    Copy(root.folder).change(FACTS, "# The facts that", "# $Format:%H$ The facts that")
    attributes = root.folder / "sources/.gitattributes"
    attributes.write_text("*.yaml export-subst export-ignore filter=evil diff=evil text eol=crlf\n")
    saved(root.folder, "Trap", day="2026-11-25")
    stored = git(root.folder, "cat-file", "blob", f"HEAD:{FACTS}")
    for name in ("post-checkout", "reference-transaction", "post-index-change"):
        (root.folder / ".git/hooks" / name).write_text("#!/bin/sh\ntouch RUN-hook\n")
        (root.folder / ".git/hooks" / name).chmod(0o755)
    for key, value in TRAPS.items():
        git(root.folder, "config", key, value)
    with earlier.version(root, "2026-11-26", Selection(), Manifest()) as version:
        inside = version.side(EDITION).pages.root.folder
        assert title(version) == "Unsaved"
        assert (inside / FACTS).read_text("utf-8").strip() == stored
    assert not inside.exists()
    assert Authors(root, ("--since=2026-11-21T00:00:00",)).of([Spot(EN, ("activities", "title"))])
    assert not list(root.folder.rglob("RUN*"))
    # The traps are live: what people do with git every day springs them.
    git(root.folder, "show", "--textconv", f"HEAD:{FACTS}")
    (root.folder / FACTS).unlink()
    git(root.folder, "checkout", "--", FACTS)
    assert {"RUN-textconv", "RUN-smudge", "RUN-hook"} <= {path.name for path in root.folder.rglob("RUN*")}
