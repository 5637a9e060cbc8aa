"""The commands: what they make, the same every time, and how little they take."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from factsheet.authoring import json_schema
from factsheet.core import atomic
from factsheet.core.diagnostics import Problems
from factsheet.core.project import Root
from factsheet.source.loader import load

from ..conftest import ENDINGS, REPOSITORY, SITE, Copy, Leaflet, pipeline

HEAVY = ("weasyprint", "docx", "babel", "icu", "yaml", "jinja2", "lxml", "pydantic", "rich")


def test_build_says_where_the_files_are(leaflets: dict[str, Leaflet]) -> None:
    leaflet = leaflets["en"]
    assert leaflet.printed.splitlines()[-1] == "in output/2025-france"
    assert leaflet.pdf.is_file()
    assert leaflet.docx.is_file()


def test_nothing_but_the_files_is_left(leaflet: Leaflet) -> None:
    left = {path for path in (leaflet.root / "output").rglob("*") if path.is_file()}
    stem = str(leaflet.pdf).removesuffix(".pdf")
    editions = {Path(f"{stem}{ending}") for ending in ENDINGS.values()}
    site = {leaflet.root / "output" / name for name in {*SITE, "accessibility.html"}}
    assert left == editions | site | {Path(stem.removesuffix("en") + "all.zip")}


def test_two_builds_give_the_same_bytes(leaflet: Leaflet, tmp_path: Path) -> None:
    """Even in another folder, time zone, locale and order of hashing, and at another time."""
    from ..conftest import copy_project

    root = copy_project(tmp_path / "another folder")
    surroundings = {"TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "7", "HOME": str(tmp_path)}
    command = [sys.executable, REPOSITORY / "pipeline.py", "build", "--root", root, "--format", "pdf press docx"]
    subprocess.run(command, env=os.environ | surroundings, check=True, capture_output=True)
    for path in (leaflet.pdf, leaflet.press, leaflet.docx):
        assert (root / path.relative_to(leaflet.root)).read_bytes() == path.read_bytes(), path.name


def test_nothing_outside_the_root_is_read(leaflet: Leaflet) -> None:
    """Built in a copy: the path of this project is in neither file."""
    for path in (leaflet.pdf, leaflet.press, leaflet.docx):
        content = path.read_bytes()
        assert str(REPOSITORY).encode() not in content
        assert str(leaflet.root).encode() not in content


@pytest.mark.parametrize("arguments", [["--help"], ["build", "--help"]])
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    code = f"""
import sys
sys.argv = ['pipeline.py', *{arguments!r}]
try:
    from factsheet.cli.app import app; app()
finally:
    print(*(name for name in {HEAVY!r} if name in sys.modules), file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    assert "build" in done.stdout
    assert done.stderr.split() == []


def test_an_unknown_command_ends_with_a_hint() -> None:
    result = pipeline("biuld")
    assert result.status == 2
    assert "No such command" in result.err


def test_the_schemas_are_fresh(project: Root) -> None:
    for path, text in json_schema.schemas(project).items():
        assert path.read_text("utf-8") == text, f"{project.name(path)} is stale: run make schema"


def test_every_source_names_its_schema() -> None:
    sources = [path for path in REPOSITORY.glob("sources/**/*.yaml") if not path.name.endswith(".lock.yaml")]
    for path in [*sources, REPOSITORY / "layouts/leaflet/theme.yaml"]:
        mark, _, schema = path.read_text("utf-8").splitlines()[0].partition("$schema=")
        assert mark == "# yaml-language-server: "
        assert (path.parent / schema).is_file(), path


def test_schema_writes_what_the_test_compares(copy: Copy) -> None:
    written = copy.root / "sources/schema/text.json"
    copy.change("layouts/leaflet/content.yaml", "  title: Heading for the activities.", "  title: Changed.")
    result = pipeline("schema", "--root", copy.root)
    assert result.status == 0, result.err
    assert "Changed." in written.read_text("utf-8")


def test_placeholders_are_those_that_the_sources_are_checked_for(project: Root) -> None:
    sources = load(project)
    assert set(sources.declared.placeholders).isdisjoint(sources.facts["dates"])


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "output" / "leaflet.pdf"
    target.parent.mkdir()
    target.write_bytes(b"old")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Problems, match="No space left"):
        atomic.put([(target, b"new")], Root(tmp_path))
    assert [path.name for path in target.parent.iterdir()] == ["leaflet.pdf"]
    assert target.read_bytes() == b"old"


def test_the_locks_name_no_registry_and_no_path() -> None:
    for name in ("requirements.lock", "requirements-test.lock"):
        lines = (REPOSITORY / name).read_text().splitlines()
        assert all(line.startswith("    --hash=sha256:") or "==" in line for line in lines), name
