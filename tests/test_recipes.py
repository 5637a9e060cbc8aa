"""The recipes for continuous integration: what they type exists, and they may do no more than they must."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import yaml

from .conftest import REPOSITORY
from .making import make

GITHUB, GITLAB = "github.yml", "gitlab.yml"
# What a recipe may run besides make: the service's own command, the system's packages, and nothing in particular.
OTHERS = re.compile(r"(gh release create |apt-get (update|install) |echo )")


@cache
def recipe(name: str) -> dict[str, Any]:
    # In YAML 1.1, the word "on" is a value; GitHub reads 1.2.
    return yaml.load((REPOSITORY / "docs/recipes" / name).read_text("utf-8"), yaml.BaseLoader)


def jobs(name: str) -> dict[str, dict[str, Any]]:
    whole = recipe(name)
    return whole["jobs"] if name == GITHUB else {job: of for job, of in whole.items() if isinstance(of, dict)}


def commands(name: str) -> Iterator[str]:
    for job in jobs(name).values():
        yield from (step["run"] for step in job.get("steps", []) if "run" in step)
        yield from (*job.get("before_script", []), *job.get("script", []))


@pytest.mark.parametrize("name", [GITHUB, GITLAB])
def test_every_command_is_one_of_make(name: str) -> None:
    typed = [command for command in commands(name) if not OTHERS.match(command)]
    assert {"make stick dir=.", "make release"} == set(typed)
    for command in typed:
        first, *words = command.split()
        assert first == "make"
        result = make(REPOSITORY, "--dry-run", *words)  # make refuses a target or a word that it does not know
        assert result.status == 0, result.err
    assert make(REPOSITORY, "--dry-run", "stick", "drive=.").status


@pytest.mark.parametrize("name", [GITHUB, GITLAB])
def test_what_is_published_is_what_make_writes(name: str) -> None:
    """The folder that make stick writes has the name of the factsheet; ZIPs of releases are in a folder each."""
    facts = yaml.safe_load((REPOSITORY / "sources/factsheet.yaml").read_text("utf-8"))
    text = (REPOSITORY / "docs/recipes" / name).read_text("utf-8")
    assert re.findall(r"(?:path|publish): ([\w-]+-factsheet)$", text, flags=re.MULTILINE) == [facts["name"]]
    assert "output/releases" in text


def test_every_version_is_whole() -> None:
    used = [step["uses"] for job in jobs(GITHUB).values() for step in job["steps"] if "uses" in step]
    assert len(used) == 7
    assert [each for each in used if not re.fullmatch(r"actions/[\w-]+@v\d+\.\d+\.\d+", each)] == []
    images = [job["image"] for job in jobs(GITLAB).values() if "image" in job]
    assert [each for each in images if not re.search(r":(v\d+\.\d+\.\d+|\d+-slim)$", each)] == []


def test_a_job_may_do_only_what_it_must() -> None:
    assert recipe(GITHUB)["permissions"] == {}
    assert {name: job["permissions"] for name, job in jobs(GITHUB).items()} == {
        "make": {"contents": "read"},
        "publish": {"pages": "write", "id-token": "write"},
        "attach": {"contents": "write"},
    }
    assert "secrets." not in (REPOSITORY / "docs/recipes" / GITHUB).read_text("utf-8")
    # Whoever may write runs nothing of the project: no checkout, no make.
    writing = [job for name, job in jobs(GITHUB).items() if name != "make"]
    assert not [step for job in writing for step in job["steps"] if "make" in step.get("run", "")]
    assert not [step for job in writing for step in job["steps"] if "checkout" in step.get("uses", "")]


def test_nothing_typed_by_others_becomes_part_of_a_command() -> None:
    assert [command for command in commands(GITHUB) if "${{" in command] == []


def test_the_venv_is_kept_until_a_lock_changes() -> None:
    (kept,) = (step for step in jobs(GITHUB)["make"]["steps"] if step.get("uses", "").startswith("actions/cache@"))
    assert kept["with"]["path"] == ".venv"
    assert "hashFiles('requirements*.lock')" in kept["with"]["key"]
    cache_of = jobs(GITLAB)[".make"]["cache"]
    assert cache_of["paths"] == [".venv"]
    assert all((REPOSITORY / lock).is_file() for lock in cache_of["key"]["files"])
