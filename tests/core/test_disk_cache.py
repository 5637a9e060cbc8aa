"""What takes long is kept for the next process; whatever happens to the files, what comes back is right."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from factsheet.core import disk_cache


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    there = tmp_path / "cache"
    monkeypatch.setattr(disk_cache, "folder", lambda: there)
    return there


class Maker:
    """Something that counts how often it is made."""

    def __init__(self, content: bytes = b"drawn") -> None:
        self.content, self.times = content, 0

    def __call__(self) -> bytes:
        self.times += 1
        return self.content


def test_the_second_time_is_not_made():
    make = Maker()
    assert (
        disk_cache.cached("picture", ("a", b"b"), make) == disk_cache.cached("picture", ("a", b"b"), make) == b"drawn"
    )
    assert make.times == 1


def test_another_kind_parts_or_program_is_made(monkeypatch):
    make = Maker()
    for kind, parts in (("picture", ("a", "b")), ("picture", ("ab",)), ("font", ("a", "b"))):
        disk_cache.cached(kind, parts, make)
    assert make.times == 3
    monkeypatch.setattr(disk_cache, "_versions", lambda: "another program")
    disk_cache.cached("font", ("a", "b"), make)
    assert make.times == 4


@pytest.mark.parametrize("damage", [b"", b"x" * 20, b"y" * 100])
def test_a_damaged_file_is_made_again(folder, damage):
    make = Maker()
    disk_cache.cached("picture", ("a",), make)
    (file,) = folder.iterdir()
    file.write_bytes(damage)
    assert disk_cache.cached("picture", ("a",), make) == b"drawn"
    assert disk_cache.cached("picture", ("a",), make) == b"drawn"
    assert make.times == 2


def test_without_a_folder_all_is_made(folder):
    folder.write_text("a file is in its place")
    make = Maker()
    assert disk_cache.cached("picture", ("a",), make) == disk_cache.cached("picture", ("a",), make) == b"drawn"
    assert make.times == 2
    disk_cache.prune()


def test_what_was_not_used_for_longest_is_removed_first(folder):
    for number in range(4):
        disk_cache.cached("picture", (str(number),), Maker(b"x" * 100))
        for file in folder.iterdir():
            os.utime(file, (1000, 1000))
    disk_cache.cached("picture", ("2",), Maker(b"never made"))  # used again
    size = sum(file.stat().st_size for file in folder.iterdir())
    disk_cache.prune(size // 4)
    (left,) = folder.iterdir()
    assert left.stat().st_mtime > 1000
    assert disk_cache.cached("picture", ("2",), Maker(b"never made")) == b"x" * 100


def test_what_is_too_large_is_not_kept(folder, monkeypatch):
    monkeypatch.setattr(disk_cache, "LARGEST", 50)
    disk_cache.cached("picture", ("a",), Maker(b"x" * 51))
    assert not folder.exists() or not list(folder.iterdir())


def test_it_is_in_the_environment_of_python(monkeypatch):
    monkeypatch.undo()
    assert disk_cache.folder().is_relative_to(Path(sys.prefix))
