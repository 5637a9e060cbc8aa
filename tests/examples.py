"""Copies of the examples, as `factsheet new` makes them."""

from __future__ import annotations

import re
from pathlib import Path

from factsheet.authoring import starting
from factsheet.core.project import shipped

FLYER, STARTER = "programme-flyer", "starter"


def begun(folder: Path, like: str) -> Path:
    """Write a factsheet like an example into a folder that is empty, or does not exist."""
    for name, content in starting.started(shipped(), folder, like).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def publish(folder: Path, languages: str) -> None:
    """Make a factsheet publish some languages."""
    path = folder / "sources/factsheet.yaml"
    text, found = re.subn(r"^languages: .*$", f"languages: [{languages}]", path.read_text("utf-8"), flags=re.MULTILINE)
    assert found == 1
    path.write_text(text, "utf-8")
