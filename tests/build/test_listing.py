"""index.json: what the download page offers, for other programs."""

from __future__ import annotations

import hashlib
import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from factsheet.build import listing, released
from factsheet.core.project import Root

from ..conftest import prebuilt_site
from ..releasing import release


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return prebuilt_site(tmp_path_factory) / "output"


def read(folder: Path, name: str = "index.json") -> Any:
    return json.loads((folder / name).read_text("utf-8"))


def judge(folder: Path, said: object) -> None:
    schema = read(folder, read(folder)["$schema"])
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(said)


def test_it_keeps_to_its_schema_and_is_true_of_every_file(folder: Path) -> None:
    said = read(folder)
    judge(folder, said)
    listing.Listing.model_validate(said)  # what wrote it reads it too
    assert len(said["files"]) == len(read(folder, "manifest.json")["files"])
    for file in said["files"]:
        content = (folder / file["path"]).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (file["bytes"], file["sha256"])
        assert file["state"] == ("draft" if file["language"] == "fr" else file["state"])
        assert file["path"].startswith(f"{file['variant']}/")
    assert {file["date"] for file in said["files"]} == {"2025-04-09", "2024-04-17"}  # each chair has its own
    assert [file["path"] for file in said["files"]] == sorted(file["path"] for file in said["files"])


@pytest.mark.parametrize(
    ("key", "value"), [("sha256", "none"), ("state", "good"), ("date", 2025), ("bytes", -1), ("colour", "blue")]
)
def test_its_schema_refuses_what_is_wrong(key: str, value: object, folder: Path) -> None:
    said = read(folder)
    said["files"][0][key] = value
    with pytest.raises(jsonschema.ValidationError):
        judge(folder, said)


def test_it_has_what_was_released(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "output", ignore=shutil.ignore_patterns("2024-*", "*.html"))
    root = Root(tmp_path)
    release(tmp_path, "2025-france", date(2026, 11, 25))
    said = json.loads(listing.listed([], released.latest(root)))
    judge(folder, said)
    assert said["files"]
    for file in said["files"]:
        assert file["path"].startswith("releases/2026-11-25-2025-france/")
        assert file["released"] == "2026-11-25"
        assert (root.output / file["path"]).stat().st_size == file["bytes"]
