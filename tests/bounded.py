"""Run a command that must not cost much, in a process that is stopped if it does."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from .conftest import REPOSITORY

# Each of these commands takes less than 2 s of CPU where the project is written; `make bench` prints how much. What the
# tests look for is what never ends. With a limit of 2 s they failed on machines that are slower, or busy.
ENDLESS = 20


class Spent(NamedTuple):
    """How a command ended, what it said, what it cost: kB of memory at most (0 if it was killed), CPU seconds."""

    status: int
    err: str
    size: int
    cpu: float


def bounded(*arguments: str | Path, memory: int = 0) -> Spent:
    """Run a command of ours, held to CPU time that only a fault can use up, and to some bytes of memory (0: any)."""
    limits = [f"resource.setrlimit(resource.RLIMIT_CPU, ({ENDLESS}, {ENDLESS}))"]
    if memory:
        limits += [f"resource.setrlimit(resource.RLIMIT_AS, ({memory}, {memory}))"]
    # Of this image alone: what getrusage reports is inherited from the process that started it.
    told = "print(next(line for line in open('/proc/self/status') if line.startswith('VmHWM')).split()[1])"
    called = ["factsheet", *map(str, arguments)]
    lines = ["import resource, sys", *limits, f"sys.argv = {called!r}", "from factsheet.cli.app import main"]
    code = "\n".join([*lines, "try: main()", f"finally: {told}"])
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    size = done.stdout.split()[-1:]
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Spent(done.returncode, done.stderr, int(size[0]) if size and size[0].isdigit() else 0, cpu)
