"""Measure what hostile files cost: none may take 2 s of CPU or 300 MB."""

from __future__ import annotations

from pathlib import Path

from ..bounded import bounded
from ..conftest import copy_project
from ..translation.test_hostile import FILES, LONG

SECONDS, KILOBYTES = 2.0, 300_000


def hostile(folder: Path, names: list[str] | None = None) -> bool:
    """Import hostile files into a project in a folder, print what each costs; return whether one costs too much."""
    root = copy_project(folder / "project", "en, fr, ar")
    print("\nHostile files, each in a process of its own")
    dear = False
    for name in names or [*FILES, *LONG]:
        path = folder / name
        if name in LONG:
            path.write_bytes(LONG[name](root))
        else:
            content, _ = FILES[name]
            path.write_bytes(content() if callable(content) else content)
        spent = bounded("import", path, "--root", root)
        much = spent.status != 1 or spent.cpu > SECONDS or spent.size > KILOBYTES
        dear |= much
        print(f"{name:30} {spent.cpu:6.2f} CPU s {spent.size / 1000:6.0f} MB{'  too much' if much else ''}", flush=True)
    return dear
