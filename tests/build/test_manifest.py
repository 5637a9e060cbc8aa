"""The manifest heals itself: whatever is wrong with it is reported once, and everything is made again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from factsheet.build import manifest
from factsheet.core.project import Root

from ..conftest import Copy, Leaflet, copy_project, once, pipeline

JUNK = [
    None,
    1,
    -1,
    1.5,
    True,
    "x",
    "",
    "zz-!!",
    "\ud800",
    "a\0b",
    [1],
    [],
    {"x": 1},
    {},
    "../../etc",
    "<script>",
    10**400,
]


@pytest.fixture(scope="module")
def said(leaflet: Leaflet) -> dict[str, Any]:
    """Return a manifest, as JSON."""
    return json.loads((leaflet.root / "output/manifest.json").read_text("utf-8"))  # type: ignore[no-any-return]


@pytest.fixture
def root(tmp_path: Path) -> Root:
    (tmp_path / "output").mkdir()
    return Root(tmp_path)


def read(root: Root, content: object) -> tuple[manifest.Manifest, str]:
    manifest.path(root).write_text(json.dumps(content), "ascii")
    return manifest.read(root)


def usable(known: manifest.Manifest) -> bool:
    """Tell whether what was accepted can be written again, and is read as the same."""
    return json.loads(manifest.written(known))["files"] is not None


def test_a_good_one_is_read(said: dict[str, Any], root: Root) -> None:
    known, complaint = read(root, said)
    assert (complaint, len(known.entries)) == ("", 5)


@pytest.mark.parametrize("key", ["published", "made_with", "site", "files", "budgets"])
def test_junk_in_place_of_a_part(key: str, said: dict[str, Any], root: Root) -> None:
    for junk in JUNK:
        known, complaint = read(root, {**said, key: junk})
        assert usable(known)
        assert complaint == "" or known == manifest.Manifest()


FIELDS = [each.name for each in manifest.fields(manifest.Entry)]


@pytest.mark.parametrize("field", FIELDS)
def test_junk_in_place_of_a_value(field: str, said: dict[str, Any], root: Root) -> None:
    """What is accepted is of the right kind, and can be put on a page."""
    first, *rest = said["files"]
    for junk in JUNK:
        known, complaint = read(root, {**said, "files": [{**first, field: junk}, *rest]})
        assert usable(known)
        if complaint:
            assert "output/manifest.json is damaged; it will be made again" in complaint
            assert known == manifest.Manifest()
        else:
            assert type(junk) is type(first[field]), (field, junk)
    without = {key: value for key, value in first.items() if key != field}
    assert read(root, {**said, "files": [without, *rest]})[1]


REFUSED = {
    "since": ["garbage", "2025-02-30"],
    "revised": ["x", "tomorrow"],
    "locale": ["zz-!!", "", "en_GB\n", "<b>"],
    "problems": [[1], [{}], [{"file": 1}], ["x"]],
    "path": ["../sources/factsheet.yaml", "/etc/passwd", "2024-egypt/x.pdf", "2025-france/../x", "2025-france/x\n"],
    "pages": [0, -1],
    "size": [float("nan"), float("inf"), -1.0],
    "format": ["exe", "pdf\n"],
    "sources": [{"x": 1}],
    "open": [{"missing": "two"}],
    "variant": ["../x", "a/b"],
}


@pytest.mark.parametrize("field", REFUSED)
def test_a_value_that_no_build_has_written(field: str, said: dict[str, Any], root: Root) -> None:
    for junk in REFUSED[field]:
        assert read(root, {**said, "files": [{**said["files"][0], field: junk}]})[1], junk


@pytest.mark.parametrize("content", ["", "{", "[]", "null", '"x"', "{}", "[" * 100_000, "\xff", '{"files": [', "NaN"])
def test_what_is_no_manifest(content: str, root: Root) -> None:
    manifest.path(root).write_bytes(content.encode("latin-1"))
    known, complaint = manifest.read(root)
    assert known == manifest.Manifest()
    assert "is damaged" in complaint


def test_a_damaged_one_is_said_once_and_healed(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> None:
    import shutil

    built, _ = once(
        tmp_path_factory,
        "only pictures",
        lambda folder: pipeline("build", "--root", copy_project(folder), "--format", "picture"),
    )
    copy = Copy(Path(shutil.copytree(built, tmp_path / "project")))
    path = copy.root / "output/manifest.json"
    before = path.read_bytes()
    whole = json.loads(before)
    whole["files"][0] |= {"since": "garbage", "locale": "zz-!!", "problems": [1]}
    path.write_text(json.dumps(whole), "utf-8")
    result = copy.build("", "--format", "picture")
    assert result.status == 0
    assert result.err.count("is damaged") == 1
    assert path.read_bytes() == before
    assert "unchanged" in copy.build("", "--format", "picture").out
