"""Measure CPU seconds and seconds by the clock, and print them in a table."""

from __future__ import annotations

import ctypes
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ..conftest import REPOSITORY

PIPELINE = [sys.executable, str(REPOSITORY / "pipeline.py")]
SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER, prctl(2)
# Seconds in which the processes that a command leaves behind are waited for.
LEAVING = 5


@dataclass(frozen=True, order=True)
class Spent:
    """What something took: CPU seconds, in all processes, and seconds by the clock."""

    cpu: float
    wall: float


def adopt() -> None:
    """Become the parent of processes whose own parent has ended, so that their CPU is counted (Linux alone)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0)
    else:
        print("Only Linux counts the CPU of all processes: here, that of workers is missing.")


def once(*command: str | Path) -> Spent:
    """Run a command and all that it starts."""
    before, begun = of_children(), time.perf_counter()
    subprocess.run([str(part) for part in command], check=True, capture_output=True)
    wall = time.perf_counter() - begun
    reap()
    return Spent(of_children() - before, wall)


def reap() -> None:
    """Wait for the processes that a command has left behind."""
    until = time.perf_counter() + LEAVING
    with suppress(ChildProcessError):
        while time.perf_counter() < until:
            if os.waitpid(-1, os.WNOHANG)[0] == 0:
                time.sleep(0.01)


def of_children() -> float:
    """Return the CPU seconds of all processes that were waited for."""
    return sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])


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
