"""What .ci/system says where it cannot install: what to type on that very machine."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from .conftest import REPOSITORY, Result

TOOLS = "sh cat sort tr sed uname id".split()
# A Python that is new enough, and has nothing else.
PYTHON = '#!/bin/sh\n[ "$1" = -ISc ] && echo True\n'
RUN = {
    "dnf": "  sudo dnf install harfbuzz pango python3\n",
    "brew": "  brew install harfbuzz pango python\n"
    "Only Homebrew's own Python finds them:  make PYTHON=/opt/homebrew/bin/python3\n",
    "": "  Debian, Ubuntu:  sudo apt-get install python3-venv libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0\n"
    "  Fedora:          sudo dnf install harfbuzz pango python3\n"
    "  macOS:           brew install harfbuzz pango python\n",
}
TEST = {
    "dnf": "  sudo dnf install chromium ghostscript libreoffice-writer openssl poppler-utils\n",
    "brew": "  brew install chromium ghostscript libreoffice openssl poppler\n",
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a folder with the few programs that every system has; it is the whole PATH."""
    for name in TOOLS:
        found = shutil.which(name)
        assert found
        (tmp_path / name).symlink_to(found)
    return put(tmp_path, "python3", PYTHON)


def put(path: Path, name: str, script: str) -> Path:
    (path / name).unlink(missing_ok=True)
    (path / name).write_text(script, "utf-8")
    (path / name).chmod(0o755)
    return path


def system(path: Path, stage: str) -> Result:
    command = ["sh", REPOSITORY / ".ci/system", stage]
    done = subprocess.run(command, env={"PATH": os.fspath(path)}, capture_output=True, text=True, check=False)
    return Result(done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize("manager", RUN)
def test_what_to_type_is_in_the_words_of_the_machine(path: Path, manager: str) -> None:
    if manager:
        put(path, manager, "#!/bin/sh\necho /opt/homebrew\n")
    said = "Some system packages are missing. Type this, then run make again:\n"
    assert system(path, "run") == Result(1, "", said + RUN[manager])


@pytest.mark.parametrize("manager", TEST)
def test_tests_do_not_need_them_but_could_be_run(path: Path, manager: str) -> None:
    put(path, manager, "#!/bin/sh\necho /opt/homebrew\n")
    result = system(path, "test")
    assert (result.status, result.out) == (0, "")
    assert "The tests that need it will be skipped. To have them run, type:\n" + TEST[manager] in result.err


def test_what_is_not_packaged_is_not_asked_for(path: Path) -> None:
    put(path, "dnf", "#!/bin/sh\n")
    assert system(path, "campaign") == Result(0, "", "Not installed: omegat. The tests that need it will be skipped.\n")


@pytest.mark.parametrize("windows", ["MINGW64_NT-10.0-22631", "CYGWIN_NT-10.0", "MSYS_NT-10.0"])
def test_a_shell_of_windows_is_told_of_wsl(path: Path, windows: str) -> None:
    put(path, "uname", f"#!/bin/sh\necho {windows}\n")
    result = system(path, "run")
    assert result.status == 1
    assert result.err.startswith("This program does not run on Windows itself. Install WSL (type: wsl --install)")
