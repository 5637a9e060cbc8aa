"""Compare what an edition costs with what it cost at another commit, in turns, so that both meet the same machine."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
from io import BytesIO
from pathlib import Path

from ..conftest import REPOSITORY, copy_project
from .spent import Spent, line, once, title

# How much more CPU an edition may cost. The least of five runs of one commit differ by 3 %.
MORE = 0.10
TURNS = 5
CASES = {
    "English, all files": ("--chair", "2025-france", "--lang", "en"),
    "French, all files": ("--chair", "2025-france", "--lang", "fr"),
    "Arabic, all files": ("--chair", "2025-france", "--lang", "ar"),
    "six editions, all files": (),
}


def compare(commit: str, folder: Path, turns: int = TURNS, cases: dict[str, tuple[str, ...]] = CASES) -> list[str]:
    """Print a table of what editions cost at a commit and now, and return what costs too much more."""
    before, now = checked_out(commit, folder / "before"), with_what_is_here(folder / "now")
    grown = []
    title(f"Cold, at {commit} and now in turns, the least of {turns}", "of before")
    for what, options in cases.items():
        old, new = _in_turns(before, now, turns, options)
        line(f"{what}: before", old)
        line(f"{what}: now", new, old)
        if too_much(old, new):
            grown.append(what)
    for what in grown:
        print(f"{what}: costs over {MORE:.0%} more CPU than at {commit}")
    return grown


def too_much(before: Spent, now: Spent) -> bool:
    return now.cpu > before.cpu * (1 + MORE)


def checked_out(commit: str, folder: Path) -> Path:
    """Write what the repository had at a commit into a folder."""
    git = ["git", "-C", str(REPOSITORY)]
    named = subprocess.run(
        [*git, "rev-parse", "--verify", "--end-of-options", f"{commit}^{{commit}}"], capture_output=True, text=True
    )
    if named.returncode:
        sys.exit(f"against={commit}: there is no such commit")
    packed = subprocess.run([*git, "archive", named.stdout.strip()], capture_output=True, check=True)
    with tarfile.open(fileobj=BytesIO(packed.stdout)) as archive:
        archive.extractall(folder, filter="data")
    return folder


def with_what_is_here(folder: Path) -> Path:
    """Return a folder with the program and the sources as they are in the repository now."""
    copy_project(folder, "en, fr, ar", "2025-france, 2024-egypt")
    shutil.copy2(REPOSITORY / "pipeline.py", folder)
    (folder / "factsheet").symlink_to(REPOSITORY / "factsheet")
    return folder


def _in_turns(before: Path, now: Path, turns: int, options: tuple[str, ...]) -> tuple[Spent, Spent]:
    def of(where: Path) -> Spent:
        return once(sys.executable, where / "pipeline.py", "build", "--force", "--root", where, *options)

    runs = [(of(before), of(now)) for _ in range(turns)]
    return min(old for old, _ in runs), min(new for _, new in runs)
