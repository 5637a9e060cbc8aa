"""The image: what its file puts in it works for anybody, in a folder that cannot be written, on a factsheet elsewhere.

There is no container engine here. What the Containerfile copies is laid out as it says, and its command is run as it
says, by a user who has no home and no name.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from json import loads
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

import pytest

from .conftest import REPOSITORY
from .making import LENT

STRANGER = 4321  # in no list of users
FOLDER = "/opt/factsheet"


@cache
def steps() -> tuple[tuple[str, str], ...]:
    """Return the instructions of the Containerfile, with what follows each on one line."""
    lines = [line for line in read("Containerfile").splitlines() if not line.startswith("#")]
    joined = "\n".join(lines).replace("\\\n", " ")
    told = (line.partition(" ") for line in joined.split("\n") if line)
    return tuple((name, " ".join(rest.split())) for name, _, rest in told)


def read(name: str) -> str:
    return (REPOSITORY / name).read_text("utf-8")


def last(name: str) -> str:
    return [rest for step, rest in steps() if step == name][-1]


def given() -> dict[str, str]:
    return dict(each.split("=", 1) for each in last("ENV").split())


def copied() -> list[str]:
    """Return what is copied, each under its own name: nothing from elsewhere, and not the whole folder."""
    pairs = [rest.split() for step, rest in steps() if step == "COPY"]
    assert all(target in (source, ".") for source, target in pairs), pairs
    return [source for source, _ in pairs]


@cache
def tracked() -> tuple[str, ...]:
    if not (REPOSITORY / ".git").exists():
        pytest.skip("this is no checkout: git does not say what belongs to it")
    command = ["git", "-C", REPOSITORY, "ls-files", "-z"]
    return tuple(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\0")[:-1])


def is_in(name: str, folder: str) -> bool:
    return PurePosixPath(name).is_relative_to(folder)


def test_there_is_one_list_of_system_packages() -> None:
    """The image has what .ci/system finds missing; the file itself names only what the README asks a person for."""
    scripts = [rest for step, rest in steps() if step == "RUN"]
    (installs,) = (each for each in scripts if "apt-get install" in each)
    (named,) = re.findall(r"apt-get install ([^&>]*)", installs)
    assert {word for word in named.split() if not word.startswith("-")} == {"git", "python3-venv"}
    commands = [command.strip() for command in installs.split("&&")]
    assert "sh .ci/system run" in commands  # every package of a run, by its own words
    assert commands[-1].startswith("rm -rf /var/lib/apt/lists/*")


def test_python_packages_come_from_the_lock_with_hashes() -> None:
    names = [rest for step, rest in steps() if step == "RUN"]
    assert any("sh .ci/venv install requirements.lock" in each for each in names)
    assert not any(re.search(r"\bpip3? install\b|curl|wget", each) for each in names)
    assert "--require-hashes" in read(".ci/venv")


def test_the_base_is_pinned() -> None:
    (base,) = (rest for step, rest in steps() if step == "FROM")
    assert re.fullmatch(r"docker\.io/library/debian:\d+(\.\d+)?-slim", base)


def test_what_changes_rarely_comes_first() -> None:
    """A layer is made again when what it copies changes; the program must not cost another installation."""
    order = [rest for step, rest in steps() if step in ("COPY", "RUN")]
    installed = next(number for number, rest in enumerate(order) if "install requirements.lock" in rest)
    program = next(number for number, rest in enumerate(order) if rest.startswith("factsheet "))
    assert installed < program
    assert not any("install" in rest for rest in order[program:])


def test_nothing_runs_as_root() -> None:
    user, _, group = last("USER").partition(":")
    assert user.isdigit()
    assert group.isdigit()
    assert int(user) >= 1000
    names = [step for step, _ in steps()]
    assert names.index("USER") < names.index("ENTRYPOINT")


def test_no_secret_is_asked_for_or_kept() -> None:
    assert not {step for step, _ in steps()} & {"ADD", "ARG", "VOLUME", "EXPOSE"}
    assert set(given()) == {"PYTHONPATH", "XDG_CACHE_HOME"}
    assert sum(step == "ENV" for step, _ in steps()) == 1


def test_only_what_belongs_to_the_project_is_copied() -> None:
    for source in copied():
        assert any(is_in(name, source) for name in tracked()), source


def test_what_was_made_here_stays_here() -> None:
    """What git ignores is not sent to the engine either, and everything that is tracked and copied is."""
    sent = [name for name in tracked() if any(is_in(name, source) for source in copied())]
    assert [name for name in sent if not let_in(name)] == []
    made = ["factsheet/__pycache__/a.pyc", "factsheet/core/__pycache__/a.pyc", "examples/programme-flyer/output/a.pdf"]
    others = [".venv/bin/python", ".git/config", "output/index.html", "tests/conftest.py", ".env", "notes.txt"]
    assert [name for name in [*made, *others] if let_in(name)] == []
    for line in read(".gitignore").splitlines():
        name = line.strip("/").replace("*", "x")
        assert line.startswith("!") or not let_in(f"{name}/a" if line.endswith("/") else name), line


def let_in(name: str) -> bool:
    """Tell whether .dockerignore lets a file through: the last line that fits it, or its folder, decides."""
    found = True
    paths = [name, *map(str, PurePosixPath(name).parents)]
    for line in read(".dockerignore").splitlines():
        if not line or line.startswith("#"):
            continue
        pattern = line.removeprefix("!").removeprefix("**/")
        anywhere = line.startswith("**/")
        ends = [PurePosixPath(path).name for path in paths] if anywhere else paths
        if any(fits(end, pattern) for end in ends):
            found = line.startswith("!")
    return found


def fits(path: str, pattern: str) -> bool:
    parts, wanted = path.split("/"), pattern.split("/")
    return len(parts) == len(wanted) and all(map(fnmatchcase, parts, wanted))


# The command, run as the image would run it


@dataclass(frozen=True)
class Image:
    """A folder laid out like the image, and how to start its command."""

    folder: Path
    command: list[str]
    environment: dict[str, str]


def as_stranger() -> list[str]:
    """Return what makes a command run as another user, where this one could write anywhere."""
    if os.getuid():
        return []
    if not (setpriv := shutil.which("setpriv")):
        pytest.skip("there is no setpriv")
    # setpriv itself starts a program before it has given up the last of its rights; env has none.
    return [setpriv, f"--reuid={STRANGER}", f"--regid={STRANGER}", "--clear-groups", "env"]


def python() -> Path:
    """Return a Python that the other user can start: ours may be in a home that is closed to others."""
    for path in (Path(sys.executable), Path("/usr/bin", f"python{sys.version_info.major}.{sys.version_info.minor}")):
        code = "import weasyprint, pydantic"
        done = subprocess.run(
            [*as_stranger(), path, "-c", code], env={"PYTHONPATH": LENT}, capture_output=True, check=False
        )
        if done.returncode == 0:
            return path
    pytest.skip("another user cannot start this Python")


@pytest.fixture(scope="module")
def image() -> Iterator[Image]:
    """Lay the image out, in a folder that others may enter, as they may not where pytest puts its own."""
    with TemporaryDirectory() as base:
        Path(base).chmod(0o755)
        folder = Path(base, FOLDER.strip("/"))
        for name in tracked():
            if any(is_in(name, source) for source in copied()):
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(REPOSITORY / name, folder / name)
        everything = [folder, *folder.rglob("*")]
        for path in everything:
            path.chmod(0o555 if path.is_dir() else 0o444)
        first, *rest = loads(last("ENTRYPOINT"))
        assert first == f"{FOLDER}/.venv/bin/python"
        (writable := Path(base, "tmp")).mkdir()
        writable.chmod(0o1777)
        places = {FOLDER: f"{folder}{os.pathsep}{LENT}", "/tmp": str(writable)}
        environment = {"PATH": "/usr/bin:/bin", "TMPDIR": str(writable)}
        environment |= {name: places[value] for name, value in given().items()}
        yield Image(folder, [*as_stranger(), str(python()), *rest], environment)
        assert sorted(folder.rglob("*")) == sorted(everything[1:])  # nothing was written there
        for path in everything:
            path.chmod(0o755)


def run(image: Image, root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command of the image in a folder that is mounted."""
    command = [*image.command, *arguments]
    return subprocess.run(command, cwd=root, env=image.environment, capture_output=True, text=True, check=False)


@pytest.fixture
def mounted(image: Image) -> Path:
    """Return a folder that belongs to whoever runs the image; what is in it looks like modules of the program."""
    root = image.folder.parents[1] / "work"
    root.mkdir()
    for name in ("click.py", "json.py", "weasyprint.py"):
        (root / name).write_text("raise SystemExit('imported from the mounted folder')\n", "utf-8")
    if not os.getuid():
        os.chown(root, STRANGER, STRANGER)
    return root


def test_anybody_can_start_a_factsheet_and_make_its_leaflets(image: Image, mounted: Path) -> None:
    new = run(image, mounted, "new", "brief")
    assert (new.returncode, new.stderr) == (0, "")
    assert "make it: factsheet build --root=brief" in new.stdout  # there is no make here
    built = run(image, mounted / "brief", "build", "--format=pdf")
    assert built.returncode == 0, built.stderr
    assert "Fontconfig" not in built.stderr  # it complains where it can keep nothing
    made = list((mounted / "brief/output").rglob("*.pdf"))
    assert made
    assert all(path.read_bytes().startswith(b"%PDF-") for path in made)
    assert {path.stat().st_uid for path in made} == {os.getuid() or STRANGER}


def test_a_folder_that_cannot_be_written_is_named(image: Image) -> None:
    refused = run(image, image.folder, "build", "--format=pdf")
    assert refused.returncode == 1
    assert "cannot be written" in refused.stderr
    assert "Traceback" not in refused.stderr
