"""Every test file is run: pytest skips some folders by default, and says nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

import pytest

from .conftest import COLLECTED


def passed_over(asked: Iterable[Path], collected: Collection[Path]) -> list[Path]:
    """Return the test files, under what was asked for, that were not collected."""
    there = {file for path in asked for file in (path.rglob("test_*.py") if path.is_dir() else [path])}
    return sorted(there - set(collected))


def test_every_file_that_was_asked_for_is_collected(request: pytest.FixtureRequest) -> None:
    """All of them where nothing was named, and those that were named where something was."""
    config = request.config
    asked = [config.invocation_params.dir / argument.partition("::")[0] for argument in config.args]
    assert passed_over((path.resolve() for path in asked), COLLECTED) == []


def test_a_folder_that_is_passed_over_is_found(tmp_path: Path) -> None:
    for name in ("good/test_a.py", "build/test_b.py", "build/making.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert passed_over([tmp_path], {tmp_path / "good/test_a.py"}) == [tmp_path / "build/test_b.py"]
    assert passed_over([tmp_path / "good"], {tmp_path / "good/test_a.py"}) == []
