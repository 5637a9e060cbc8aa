"""Copies of the project in which the real make is run: what it sets up is in the copy, and nothing is fetched."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

from .conftest import REPOSITORY, Result, copy_project

WORDS = (
    "against all anyway by chair country date dir drafts file force format jobs key keys lang like list message"
    " patience port press root scheduler since tmx variant verbose version without PYTHON"
).split()
LIBRARY = f"lib/python{sys.version_info.major}.{sys.version_info.minor}"
# What the tests run with, pip included, is lent to the .venv of a copy: nothing has to be installed.
BORROWED, LENT = f"{LIBRARY}/site-packages/borrowed.pth", sysconfig.get_path("purelib")
LOCKS = {
    "ready": "requirements.lock",
    "ready-to-seal": "requirements-seal.lock",
    "ready-for-tests": "requirements-test.lock",
}


def environment(**more: str) -> dict[str, str]:
    """Return the environment without what a make around the tests has added, and with some additions."""
    inherited = {"MAKEFLAGS", "MFLAGS", "MAKELEVEL", "MAKEOVERRIDES", *WORDS}
    return {name: value for name, value in os.environ.items() if name not in inherited} | more


def make(folder: Path, *arguments: str, **more: str) -> Result:
    """Run make in a folder, with more in its environment."""
    done = subprocess.run(
        ["make", *arguments],
        cwd=folder,
        env=environment(**more),
        capture_output=True,
        encoding="utf-8",
        errors="surrogateescape",
        check=False,
    )
    return Result(done.returncode, done.stdout, done.stderr)


def bare(folder: Path) -> Path:
    """Return a copy of what make itself needs; its locks are empty, and its pipeline.py prints what it was given."""
    shutil.copy2(REPOSITORY / "Makefile", folder)
    shutil.copytree(REPOSITORY / ".ci", folder / ".ci")
    for lock in LOCKS.values():
        (folder / lock).touch()
    (folder / "tests").mkdir()
    for name in ("pipeline.py", "tests/bench.py"):
        (folder / name).write_text("import sys\nprint(*sys.argv[1:], sep='\\0', end='')\n", "utf-8")
    return folder


def whole(folder: Path) -> Path:
    """Return a copy of the project with everything set up, in which make makes leaflets."""
    copy_project(bare(folder))
    shutil.copy2(REPOSITORY / "pipeline.py", folder)
    (folder / "factsheet").symlink_to(REPOSITORY / "factsheet")
    return set_up(folder)


def set_up(folder: Path) -> Path:
    """Make the .venv of a copy as the Makefile leaves it: what the tests run with is installed there too."""
    venv.create(folder / ".venv", with_pip=False, symlinks=True)
    (folder / ".venv" / BORROWED).write_text(LENT, "utf-8")
    for ready in LOCKS:
        (folder / ".venv" / ready).touch()
    return folder


def python3(folder: Path) -> Path:
    """Write a python3 that makes a .venv in a moment: pip is borrowed, not installed. Return the folder it is in."""
    folder.mkdir(parents=True)
    real = sys._base_executable  # type: ignore[attr-defined]
    script = f"""#!/bin/sh
[ "$1 $2" = "-m venv" ] || exec '{real}' "$@"
'{real}' -m venv --without-pip "$3" && echo '{LENT}' > "$3/{BORROWED}"
"""
    (folder / "python3").write_text(script, "utf-8")
    (folder / "python3").chmod(0o755)
    return folder
