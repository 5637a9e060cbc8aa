"""A folder is read again whenever something in it was touched, and only then."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from factsheet.core import fingerprint, inputs
from factsheet.core.diagnostics import Problems
from factsheet.core.project import Root


@pytest.fixture
def root(tmp_path: Path) -> Root:
    (tmp_path / "fonts" / "more").mkdir(parents=True)
    (tmp_path / "fonts" / "a.ttf").write_bytes(b"one")
    (tmp_path / "fonts" / "more" / "b.ttf").write_bytes(b"two")
    return Root(tmp_path)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of the files that are read from now on."""
    names: list[str] = []
    usual = inputs.read

    def noted(root: Root, path: Path, kind: inputs.Kind) -> bytes:
        names.append(path.name)
        return usual(root, path, kind)

    monkeypatch.setattr(inputs, "read", noted)
    return names


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let an hour pass: nothing was touched just now."""
    now = time.time_ns() + 3_600_000_000_000
    monkeypatch.setattr(time, "time_ns", lambda: now)


def swapped(folder: Path) -> None:
    """Put another file in place of one, of the same length."""
    (folder / "new").write_bytes(b"six")
    (folder / "new").replace(folder / "a.ttf")


TOUCHED: dict[str, Callable[[Path], object]] = {
    "longer": lambda folder: (folder / "a.ttf").write_bytes(b"more"),
    "swapped": swapped,
    "gone": lambda folder: (folder / "more" / "b.ttf").unlink(),
    "added": lambda folder: (folder / "more" / "c.ttf").write_bytes(b"three"),
    "renamed": lambda folder: (folder / "a.ttf").rename(folder / "d.ttf"),
}


@pytest.mark.usefixtures("later")
def test_what_was_not_touched_is_read_once(root: Root, read: list[str]) -> None:
    first = fingerprint.of_folder(root, root.fonts)
    assert fingerprint.of_folder(root, root.fonts) == first
    assert read == ["a.ttf", "b.ttf"]


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize("how", TOUCHED)
def test_what_was_touched_is_read_again(how: str, root: Root) -> None:
    first = fingerprint.of_folder(root, root.fonts)
    TOUCHED[how](root.fonts)
    now = fingerprint.of_folder(root, root.fonts)
    assert now != first
    assert now == fingerprint.of_files(root, root.fonts, inputs.regular(root, root.fonts))


def test_what_was_touched_just_now_is_read_again(root: Root, read: list[str]) -> None:
    """Two changes within a tick of the clock get the same time."""
    fingerprint.of_folder(root, root.fonts)
    fingerprint.of_folder(root, root.fonts)
    assert len(read) == 4


@pytest.mark.usefixtures("later")
def test_a_link_is_followed_every_time(root: Root, tmp_path: Path) -> None:
    first = fingerprint.of_folder(root, root.fonts)
    elsewhere = tmp_path.parent / "elsewhere.ttf"
    elsewhere.write_bytes(b"one")
    (root.fonts / "a.ttf").unlink()
    (root.fonts / "a.ttf").symlink_to(elsewhere)
    with pytest.raises(Problems, match="leads out of the project"):
        fingerprint.of_folder(root, root.fonts)
    (root.fonts / "a.ttf").unlink()
    (root.fonts / "a.ttf").symlink_to(root.fonts / "more" / "b.ttf")
    assert fingerprint.of_folder(root, root.fonts) != first
    (root.fonts / "more" / "b.ttf").write_bytes(b"one")
    assert fingerprint.of_folder(root, root.fonts) != first
