"""The .venv is made once, made again when it can no longer be used, and never lost while it works."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from .conftest import REPOSITORY, Result, slow
from .making import BORROWED, LIBRARY, bare, environment, make, python3, set_up

AGAIN = "Making .venv again: "
MADE = ".venv/pyvenv.cfg"  # every target gets this far before anything is installed
TOLD = "status\0--\0"  # what the pipeline.py of a bare copy says, when make status has run it


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Make a bare copy with a .venv that works, with a file in it that is lost only if the .venv is made again."""
    (tmp_path / "project").mkdir()
    folder = set_up(bare(tmp_path / "project"))
    (folder / ".venv/mine").touch()
    return folder


@pytest.fixture(scope="session")
def quick(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the PATH with a python3 that makes a .venv in a moment."""
    return f"{python3(tmp_path_factory.mktemp('quick') / 'bin')}{os.pathsep}{os.environ['PATH']}"


def python(folder: Path) -> Path:
    return folder / ".venv/bin/python"


def replaced(folder: Path, by: str) -> None:
    """Put a program in place of the Python of a .venv."""
    python(folder).unlink()
    python(folder).write_text(by, "utf-8")
    python(folder).chmod(0o755)


def dangling(folder: Path) -> None:
    python(folder).unlink()
    python(folder).symlink_to("/nowhere/python3")


def not_starting(folder: Path) -> None:
    replaced(folder, "#!/bin/sh\necho 'libpython3.11.so.1.0: cannot open shared object file' >&2\nexit 127\n")


def another_version(folder: Path) -> None:
    """Make it seem that the system now has a newer Python where the old one was."""
    (folder / ".venv" / LIBRARY).rename(folder / ".venv/lib/python3.10")


def too_old(folder: Path) -> None:
    replaced(folder, "#!/bin/sh\necho python3.9\nexit 1\n")
    (folder / ".venv" / LIBRARY).rename(folder / ".venv/lib/python3.9")


def unfinished(folder: Path) -> None:
    (folder / ".venv/unfinished").touch()


def without_pip(folder: Path) -> None:
    (folder / ".venv/ready").unlink()
    (folder / ".venv" / BORROWED).unlink()


def hardly_begun(folder: Path) -> None:
    shutil.rmtree(folder / ".venv")
    (folder / ".venv/bin").mkdir(parents=True)


def link_to_nothing(folder: Path) -> None:
    shutil.rmtree(folder / ".venv")
    (folder / ".venv").symlink_to("/nowhere/venv")


def a_file(folder: Path) -> None:
    shutil.rmtree(folder / ".venv")
    (folder / ".venv").write_text("", "utf-8")


FAULTS = {
    dangling: "its Python is gone",
    hardly_begun: "its Python is gone",
    link_to_nothing: "its Python is gone",
    a_file: "its Python is gone",
    not_starting: "its Python does not start, or is older than 3.11",
    too_old: "its Python does not start, or is older than 3.11",
    another_version: f"its Python is now {Path(LIBRARY).name}, and it was made for another version",
    unfinished: "setting it up was cut short",
    without_pip: "it has no working pip",
}


# Faults that are found as another one is.
ALIKE = (a_file, hardly_begun, link_to_nothing, too_old)


@pytest.mark.parametrize(
    "spoil", [slow(spoil) if spoil in ALIKE else spoil for spoil in FAULTS], ids=lambda spoil: spoil.__name__
)
def test_what_cannot_be_used_is_made_again(project: Path, quick: str, spoil: Callable[[Path], None]) -> None:
    spoil(project)
    assert make(project, MADE, PATH=quick) == Result(0, f"{AGAIN}{FAULTS[spoil]}.\n", "")
    assert not (project / ".venv/mine").exists()
    assert make(project, MADE, PATH=quick) == Result(0, "", "")


def test_any_target_makes_it_again_and_goes_on(project: Path, quick: str) -> None:
    dangling(project)
    result = make(project, "status", PATH=quick)
    assert result.status == 0, result.err
    first, second, told = result.out.split("\n")
    assert first == f"{AGAIN}its Python is gone."
    assert second.startswith("Installing what is needed to make leaflets")
    assert told == TOLD
    assert make(project, "status", PATH=quick) == Result(0, TOLD, "")


@pytest.mark.campaign
def test_from_nothing_it_is_made_with_a_pip_of_its_own(tmp_path: Path) -> None:
    result = make(bare(tmp_path), "status")
    assert AGAIN not in result.out
    assert result.out.endswith(TOLD)
    pip = [python(tmp_path), "-m", "pip", "--version"]
    assert str(tmp_path) in subprocess.run(pip, capture_output=True, text=True, check=True).stdout


def started(folder: Path, path: str) -> subprocess.Popen[str]:
    """Start make in a session of its own, as a terminal would."""
    return subprocess.Popen(
        ["make", "status"],
        cwd=folder,
        env=environment(PATH=path, NO_PROXY="*"),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )


@contextmanager
def installing(folder: Path, path: str) -> Iterator[subprocess.Popen[str]]:
    """Start make and yield it, while pip waits for a server that says nothing; the next lock is empty."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"http://127.0.0.1:{server.getsockname()[1]}/something-1-py3-none-any.whl"
        (folder / "requirements.lock").write_text(f"something @ {address} --hash=sha256:{'0' * 64}\n", "utf-8")
        with started(folder, path) as process:
            called, _ = server.accept()
            (folder / "requirements.lock").write_text("", "utf-8")
            try:
                yield process
            finally:
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
                called.close()


@pytest.mark.parametrize("shell", [slow("dash"), "bash"])  # the first ends with Ctrl-C, the second not if pip caught it
def test_an_installation_that_was_stopped_is_begun_again(project: Path, quick: str, tmp_path: Path, shell: str) -> None:
    if not (found := shutil.which(shell)):
        pytest.skip(f"there is no {shell}")
    (tmp_path / "sh").symlink_to(found)
    with installing(project, f"{tmp_path}{os.pathsep}{quick}") as process:
        os.killpg(process.pid, signal.SIGINT)
        process.communicate()
    assert make(project, MADE, PATH=quick).out == f"{AGAIN}setting it up was cut short.\n"


@pytest.mark.campaign
def test_an_installation_is_waited_for_until_it_is_killed(project: Path, quick: str) -> None:
    with installing(project, quick) as process, started(project, quick) as other:
        assert other.stdout
        assert other.stdout.readline() == "Another make is setting up .venv; waiting for it ...\n"
        assert (project / ".venv/mine").exists()
        os.killpg(process.pid, signal.SIGKILL)
        assert other.stdout.readline() == f"{AGAIN}setting it up was cut short.\n"
        assert other.stdout.read().endswith(TOLD)


@pytest.mark.campaign
def test_what_pip_refuses_costs_nothing(project: Path) -> None:
    """If pip itself ends, it has put everything back; the next lock is installed over what was there."""
    (project / "requirements.lock").write_text("--no-index\nnowhere==1 --hash=sha256:00\n", "utf-8")
    refused = make(project, "status")
    assert refused.status == 2
    assert "nowhere==1" in refused.err
    (project / "requirements.lock").write_text("", "utf-8")
    assert AGAIN not in make(project, "status").out
    assert (project / ".venv/mine").exists()


def test_another_version_that_is_asked_for_is_taken(project: Path, quick: str) -> None:
    replaced(project, f'#!/bin/sh\n[ "$1" = -ISc ] && echo python3.99 || exec "{sys.executable}" "$@"\n')
    (project / ".venv/lib/python3.99/site-packages").mkdir(parents=True)
    assert make(project, "status") == Result(0, TOLD, "")
    wanted = Path(quick.partition(os.pathsep)[0]) / "python3"
    result = make(project, MADE, f"PYTHON={wanted}")
    assert result.out == f"{AGAIN}it has python3.99, and PYTHON= asks for another version.\n"
    assert (project / ".venv" / LIBRARY).is_dir()


@pytest.mark.parametrize("wanted", ["the same", "none", "too old"])
def test_what_works_is_left_alone(project: Path, tmp_path: Path, wanted: str) -> None:
    old = tmp_path / "python3.9"
    old.write_text("#!/bin/sh\n[ $1 = --version ] && echo Python 3.9.18 || exit 1\n", "utf-8")
    old.chmod(0o755)
    asked = {"the same": sys.executable, "none": "/nowhere/python3", "too old": str(old)}[wanted]
    result = make(project, "status", f"PYTHON={asked}")
    assert result.out == (TOLD if wanted == "the same" else "")
    why = {"none": "missing, or does not start", "too old": "Python 3.9.18"}
    assert why.get(wanted, "") in result.err
    assert (project / ".venv/mine").exists()


def test_one_that_make_did_not_make_is_kept(project: Path) -> None:
    (project / ".venv/ready").unlink()
    (project / ".venv/pyvenv.cfg").touch()
    result = make(project, "status")
    assert AGAIN not in result.out
    assert result.out.endswith(TOLD)
    assert (project / ".venv/mine").exists()


def test_every_target_looks_at_it() -> None:
    text = (REPOSITORY / "Makefile").read_text("utf-8")
    (targets,) = re.findall(r"^\.PHONY: always (.*)$", text, flags=re.MULTILINE)
    for target in set(targets.split()) - {"clean", "clean-output", "help"}:
        assert "sh .ci/venv make" in make(REPOSITORY, "--dry-run", target).out, target


def contents(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def test_clean_leaves_the_leaflets(project: Path) -> None:
    for file in ("output/.gitkeep", "output/2025-france/a b.pdf", "factsheet/a.py", "factsheet/__pycache__/a.pyc"):
        (project / file).parent.mkdir(parents=True, exist_ok=True)
        (project / file).touch()
    for folder in (".mypy_cache", ".ruff_cache"):
        (project / folder).mkdir()
    before = contents(project)
    result = make(project, "clean")
    assert "Removed .venv and the caches." in result.out
    gone = before - contents(project)
    assert {name.split("/")[0] for name in gone} == {".venv", ".mypy_cache", ".ruff_cache", "factsheet"}
    assert (project / "factsheet/a.py").exists()
    assert contents(project / "output") == {".gitkeep", "2025-france", "2025-france/a b.pdf"}
    assert make(project, "clean").status == 0


def test_clean_does_not_follow_a_link(project: Path, tmp_path: Path) -> None:
    (project / ".venv").rename(tmp_path / "elsewhere")
    (project / ".venv").symlink_to(tmp_path / "elsewhere")
    assert make(project, "status").out == TOLD
    assert make(project, "clean").status == 0
    assert not (project / ".venv").is_symlink()
    assert (tmp_path / "elsewhere/mine").exists()


@pytest.mark.parametrize("linked", [False, True], ids=["here", "elsewhere"])
def test_clean_output_leaves_what_waits_for_translators(project: Path, tmp_path: Path, *, linked: bool) -> None:
    if linked:
        (tmp_path / "site").mkdir()
        (project / "output").symlink_to(tmp_path / "site")
    for file in (".gitkeep", "index.html", "2025-france/a b.pdf", ".manifest", "translate/sw.docx", "releases/a/b.zip"):
        (project / "output" / file).parent.mkdir(parents=True, exist_ok=True)
        (project / "output" / file).touch()
    result = make(project, "clean-output")
    assert result.out == "Emptied output/, except for output/translate/ and output/releases/.\n"
    assert contents(project / "output") == {
        *(".gitkeep", "translate", "translate/sw.docx"),
        *("releases", "releases/a", "releases/a/b.zip"),
    }
    assert (project / ".venv/mine").exists()


def test_clean_output_needs_no_output(project: Path) -> None:
    assert make(project, "clean-output").status == 0
