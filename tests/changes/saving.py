"""What the tests of changes share: a leaflet that git keeps, whose saves have an author, a day and a reason."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

EN, AR = "sources/text/en.yaml", "sources/text/ar.yaml"
FACTS = "sources/factsheet.yaml"
FRANCE, EGYPT = "sources/chairs/2025-france.yaml", "sources/chairs/2024-egypt.yaml"
SETTINGS = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}


def git(folder: Path, *arguments: str, author: str = "Amina Diallo", day: str = "2026-11-20") -> str:
    who = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER") for what, value in
           (("NAME", author), ("EMAIL", "x@y"), ("DATE", f"{day}T12:00:00"))}  # fmt: skip
    environment = {**os.environ, **SETTINGS, **who}
    done = subprocess.run(["git", *arguments], cwd=folder, env=environment, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def kept(folder: Path, day: str = "2026-11-20") -> str:
    """Begin to keep a leaflet; return its first version."""
    git(folder, "init", "--quiet")
    git(folder, "config", "core.compression", "0")
    return saved(folder, "Start", day=day)


def saved(folder: Path, why: str, author: str = "Amina Diallo", day: str = "2026-11-21") -> str:
    """Save the leaflet as it is; return the version."""
    git(folder, "add", "sources", "layouts", "fonts", author=author, day=day)
    git(folder, "commit", "--quiet", f"--message={why}", author=author, day=day)
    return git(folder, "rev-parse", "HEAD")
