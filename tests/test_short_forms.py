"""Short forms of what takes a long time, so that a change that breaks one of them is noticed.

The fuzzer has its own in test_fuzz, the exchange in test_exchange_property.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from .bench import __main__ as bench
from .bench import against, engines, hostile, many, preview, steps
from .bench.spent import Spent
from .conftest import copy_project, job_of


@pytest.mark.campaign
def test_the_benchmark_of_many_editions(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    many.languages(tmp_path, names=["sw"], countries=["KE", "UG"])
    out = capsys.readouterr().out
    assert "2 editions: 1 language under 2 chairs" in out
    assert re.search(r"^ +nothing changed +\d", out, flags=re.MULTILINE)


@pytest.mark.campaign
def test_the_benchmark_of_one_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    many.pages(tmp_path, countries=["KE"], planned=(3, 6))
    out = capsys.readouterr().out
    assert len(re.findall(r"^3 editions \(", out, flags=re.MULTILINE)) == 2
    assert re.search(r"^6 editions +\d", out, flags=re.MULTILINE)


@pytest.mark.campaign
def test_the_benchmarks_of_steps_and_engines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = copy_project(tmp_path / "project")
    steps.of_job(job_of(root), times=1)
    engines.engines(root, tmp_path / "engines")
    preview.saves(tmp_path / "preview", 2)
    out = capsys.readouterr().out
    for each in ("all five files, sheets remembered", "WeasyPrint alone, on our HTML", "The preview: 2 saves"):
        assert each in out


@pytest.mark.campaign
def test_the_benchmark_of_hostile_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert not hostile.hostile(tmp_path, ["bomb.docx", "text.txt"])
    assert re.search(r"^text.txt +\d", capsys.readouterr().out, flags=re.MULTILINE)


@pytest.mark.campaign
def test_the_benchmark_against_another_commit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    against.compare("HEAD", tmp_path, turns=1, cases={"English": ("--chair", "2025-france", "--lang", "en")})
    assert re.search(r"^English: now +\d", capsys.readouterr().out, flags=re.MULTILINE)


def test_what_costs_a_tenth_more_fails() -> None:
    assert callable(bench.main)
    assert not against.too_much(Spent(1.0, 1.0), Spent(1.09, 3.0))
    assert against.too_much(Spent(1.0, 1.0), Spent(1.11, 0.5))
