"""Short forms of what takes a long time, so that a change that breaks one of them is noticed.

The fuzzer has its own in test_fuzz, the exchange in test_exchange_property.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from . import bench


def test_the_benchmark_of_many_editions(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bench.many(tmp_path, languages=["fr", "sw"], countries=["KE"])
    out = capsys.readouterr().out
    assert "2 editions: 2 languages under 1 chairs" in out
    assert re.search(r"^nothing changed, 2 editions +\d", out, flags=re.MULTILINE)
