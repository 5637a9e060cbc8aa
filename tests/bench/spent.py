"""Measure CPU seconds and seconds by the clock, and print them in a table."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ..conftest import REPOSITORY

# As `make` does: Python keeps what it has compiled.
ENVIRONMENT = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
PIPELINE = [sys.executable, str(REPOSITORY / "pipeline.py")]
FAMILY = Path(__file__).with_name("family.py")


@dataclass(frozen=True, order=True)
class Spent:
    """What something took: CPU seconds, in all processes, and seconds by the clock."""

    cpu: float
    wall: float


def run(*command: str | Path) -> tuple[Spent, list[tuple[float, str]]]:
    """Run a command and all that it starts; return what that took, and each line it reported, with when that was."""
    with tempfile.NamedTemporaryFile("r", encoding="utf-8") as file:
        wrapped = list(map(str, [sys.executable, FAMILY, file.name, *command]))
        begun, quiet = time.perf_counter(), subprocess.DEVNULL
        with subprocess.Popen(wrapped, stdout=quiet, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT) as running:
            assert running.stderr
            heard = [(time.perf_counter() - begun, line) for line in running.stderr]
        if running.returncode:
            raise subprocess.CalledProcessError(running.returncode, wrapped, stderr="".join(line for _, line in heard))
        cpu, wall = map(float, file.read().split())
    return Spent(cpu, wall), heard


def once(*command: str | Path) -> Spent:
    """Return what a command took, with all that it starts."""
    return run(*command)[0]


def least(times: int, *command: str | Path) -> Spent:
    """Return the least of several runs of a command."""
    return min(once(*command) for _ in range(times))


def here(do: Callable[[], object], times: int = 5) -> Spent:
    """Return the least of several runs in this process, after one to warm up."""
    do()
    runs = []
    for _ in range(times):
        cpu, wall = time.process_time(), time.perf_counter()
        do()
        runs.append(Spent(time.process_time() - cpu, time.perf_counter() - wall))
    return min(runs)


def title(what: str, of: str = "") -> None:
    """Print what a table is about, and what its last column is a share of."""
    print(f"\n{what:<58}{'CPU s':>8}{'wall s':>8}  {of}", flush=True)


def line(what: str, taken: Spent | None, base: Spent | None = None, note: str = "") -> None:
    """Print a line of a table, with its CPU as a share of that of another."""
    figures = f"{taken.cpu:>8.3f}{taken.wall:>8.3f}" if taken else f"{'-':>8}{'-':>8}"
    share = f"{taken.cpu / base.cpu:>6.2f}" if taken and base else " " * 6
    print(f"{what:<58}{figures}{share}  {note}".rstrip(), flush=True)
