"""Run a command, wait for all that it leaves behind, and write down what they took: `family.py FILE COMMAND ...`.

A worker is not a child of the command but of a process that it started; when that ends, Linux hands it to whoever has
asked to adopt (prctl(2), PR_SET_CHILD_SUBREAPER). Elsewhere the CPU of workers is missing.
"""

from __future__ import annotations

import ctypes
import os
import resource
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

PR_SET_CHILD_SUBREAPER = 36


def main(file: str, *command: str) -> int:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    begun = time.perf_counter()
    status = subprocess.run(command, check=False).returncode
    wall = time.perf_counter() - begun
    with suppress(ChildProcessError):
        while True:
            os.wait()
    cpu = sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])
    Path(file).write_text(f"{cpu} {wall}", "utf-8")
    return status


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
