"""What is printed reaches any terminal, and never too much of it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ..bounded import bounded
from ..conftest import REPOSITORY, Copy

COMMAND = [sys.executable, REPOSITORY / "pipeline.py"]
ASCII = {**os.environ, "PYTHONIOENCODING": "", "PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"}


def run(*arguments: str | Path, stdout: int | None = subprocess.PIPE) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*COMMAND, *arguments], stdout=stdout, stderr=subprocess.PIPE, env=ASCII, check=False)


def test_a_terminal_that_knows_ascii_alone(copy: Copy) -> None:
    copy.change("sources/text/fr.yaml", "title: États membres", 'title: "**États membres"')
    done = run("status", "fr", "--root", copy.root)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert rb"title: \"**\xc9tats membres\"".replace(b'\\"', b'"') in done.stderr


@pytest.mark.parametrize(
    "arguments", [["status"], ["--help"], ["explain", "--chair", "2025-france", "en", "lead.title"]]
)
def test_a_disk_that_is_full(arguments: list[str], copy: Copy) -> None:
    with Path("/dev/full").open("wb") as full:
        options = [] if arguments == ["--help"] else ["--root", copy.root]
        done = run(*arguments, *options, stdout=full.fileno())
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert b"The output cannot be written (No space left on device)." in done.stderr


MANY = {
    "aliases in one line": "[" + ", ".join(["*a"] * 240_000) + "]",
    "aliases in many": "\n" + "    - *a\n" * 100_000,
    "one key again and again": "x\n" + "  title: x\n" * 60_000,
    "unseen letters": "[" + ", ".join(['"\\u202e"'] * 80_000) + "]",
    "keys that nobody knows": "x\n" + "".join(f"  k{number}: x\n" for number in range(15_000)),
}


@pytest.mark.parametrize("case", MANY)
def test_of_very_many_problems_the_first_are_printed(case: str, copy: Copy) -> None:
    """In a megabyte of faults the first hundred are found, in little time, and fifty of them are printed."""
    copy.change("sources/text/en.yaml", "  title: Activities", f"  title: {MANY[case]}")
    status, err, _, _ = bounded("status", "--root", copy.root)
    assert status == 1
    told = [line for line in err.splitlines() if line.startswith("sources/text/en.yaml:")]
    assert len(told) == 50
    assert "... and 51 more, not shown" in err
