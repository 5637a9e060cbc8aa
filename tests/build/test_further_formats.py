"""Formats that are made only if they are asked for, or listed in factsheet.yaml."""

from __future__ import annotations

from typing import get_args

from factsheet.core.formats import FURTHER
from factsheet.source.schema import Settings

from ..conftest import Copy, Result

FACTS, ENGLISH = "sources/factsheet.yaml", "sources/text/en.yaml"
PRESS = "press: coated "


def endings(copy: Copy) -> set[str]:
    """Return the endings of the files of the English edition."""
    return {path.name.rpartition("-en")[2] for path in copy.made if "-en" in path.name}


def built(copy: Copy, *options: str) -> Result:
    result = copy.build("", *options)
    assert result.status == 0, result.err
    return result


def test_every_further_format_can_be_listed() -> None:
    (listed,) = get_args(Settings.model_fields["also"].annotation)
    assert get_args(listed) == FURTHER


def test_one_that_was_asked_for_stays_until_it_is_out_of_date(copy: Copy) -> None:
    usual = {".pdf", "-press.pdf", ".docx", ".html", ".png"}
    built(copy)
    assert endings(copy) == usual
    built(copy, "--format", "txt")
    assert endings(copy) == usual | {".txt"}
    assert "Plain text" in (copy.root / "output/index.html").read_text("utf-8")
    assert "unchanged" in built(copy).out
    assert endings(copy) == usual | {".txt"}
    copy.change(ENGLISH, "legend: ", "legend: Today, ")
    said = built(copy)
    assert ".txt: older than the sources; to make it again: make factsheet format=txt" in said.out
    assert endings(copy) == usual
    copy.change(FACTS, PRESS, f"also: [txt]\n{PRESS}")
    built(copy)
    assert endings(copy) == usual | {".txt"}
    copy.change(ENGLISH, "legend: Today, ", "legend: ")
    built(copy)
    assert endings(copy) == usual | {".txt"}
    assert "unchanged" in built(copy).out


def test_a_format_that_does_not_exist_is_told_at_its_line(copy: Copy) -> None:
    copy.change(FACTS, PRESS, f"also: [tex]\n{PRESS}")
    result = copy.build()
    assert result.status == 1
    assert "sources/factsheet.yaml:9:8: " in result.err
    assert "txt" in result.err
