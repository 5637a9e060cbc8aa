"""Run git, which keeps the sources, and say in plain words what keeps it from answering."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence

from .diagnostics import Place, Problem, Problems
from .project import Root

# For a command, in seconds: git takes 0.01 here, but would wait for ever for a lock that was left behind.
PATIENCE = 60
# Of what is only read, nothing is run that a repository or somebody's settings name: no hook, pager, watcher, signature
# checker or transport. Commands that apply attributes (filters, textconv, export-subst) are not used for that at all.
ALONE = ("--no-pager", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "log.showSignature=false")
SHUT = {"GIT_ALLOW_PROTOCOL": "", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}


def run(root: Root, *arguments: str, settings: Mapping[str, str] | None = None) -> str:
    """Return what a git command prints. What people typed is never taken for an option, because it follows = or --.

    Raises Problems if git is not there, does not answer, or refuses.
    """
    return _output(root, (), arguments, settings or {}).decode(errors="surrogateescape")


def read(root: Root, *arguments: str, given: str = "") -> bytes:
    """Return what a git command prints that only looks something up; `given` is its input. Raises Problems as `run`."""
    return _output(root, ALONE, arguments, SHUT, given.encode())


def blobs(root: Root, names: Iterable[str], most: int) -> Iterator[bytes | None]:
    """Yield the contents of objects as git stores them; None for what is missing, no file, or larger than `most`."""
    wanted = list(names)
    told = read(root, "cat-file", "--batch-check", given="".join(f"{name}\n" for name in wanted)).decode()
    found = [line.split() for line in told.splitlines()]
    fits = [len(said) == 3 and said[1] == "blob" and int(said[2]) <= most for said in found]  # else: "NAME missing"
    ids = [said[0] if fit else "" for said, fit in zip(found, fits, strict=True)]
    content = read(root, "cat-file", "--batch", given="".join(f"{id}\n" for id in ids if id))
    at = 0
    for id in ids:
        if not id:
            yield None
            continue
        head = content.index(b"\n", at)
        size = int(content[at:head].split()[2])
        yield content[head + 1 : head + 1 + size]
        at = head + size + 2


def _output(
    root: Root, options: Sequence[str], arguments: Sequence[str], settings: Mapping[str, str], given: bytes = b""
) -> bytes:
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C", **settings}
    command = ["git", "-C", str(root.folder), *options, *arguments]
    try:
        done = subprocess.run(command, input=given, capture_output=True, timeout=PATIENCE, env=environment, check=False)
    except FileNotFoundError:
        raise _problem("git", "git is not installed", "install it, for example with: apt install git") from None
    except subprocess.TimeoutExpired:
        raise _problem("git", "git is not responding", "close other programs that use git here") from None
    if done.returncode:
        lines = done.stderr.decode(errors="replace").splitlines()
        said = next((line for line in lines if line.strip()), "it gives no reason")
        said = said.removeprefix("fatal: ").removeprefix("error: ")
        raise _problem(f"git {arguments[0]}", f"git refused ({said})", "ask someone who knows git")
    return done.stdout


def _problem(place: str, what: str, hint: str) -> Problems:
    return Problems([Problem(Place(place), what, hint)])
