"""Measure the preview as its user sees it: from saving a file to the new picture in the browser."""

from __future__ import annotations

import os
import re
import signal
import statistics
import subprocess
import time
from pathlib import Path

from ..browser import chromium
from ..conftest import copy_project
from ..preview.test_preview import NO_PROBLEM, after, shown
from .spent import PIPELINE


def saves(folder: Path, number: int) -> None:
    """Print what saves of a French text take, and the memory over all of them."""
    root = copy_project(folder, "en, fr")
    path = root / "sources/text/fr.yaml"
    good = path.read_text("utf-8")
    took, spent, memory = list[float](), list[float](), list[int]()
    command = [*PIPELINE, "preview", "--no-browser", "--root", str(root), "--lang", "fr"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process, chromium() as browser:
        assert process.stdout
        (address,) = re.findall(r"http://\S+", process.stdout.readline())
        page = browser.new_page(bypass_csp=True)
        page.goto(address)
        after(page, 0)
        for turn in range(number):
            before, cpu, begun = shown(page), of_family(process.pid), time.perf_counter()
            letters = chr(97 + turn // 26) + chr(97 + turn % 26)  # a number, the English would have to have too
            path.write_text(good.replace("États membres", f"États membres {letters}"), "utf-8")
            after(page, before, f"{NO_PROBLEM} && !document.querySelector('.stale')")
            took.append(time.perf_counter() - begun)
            spent.append(of_family(process.pid) - cpu)
            memory.append(_memory(process.pid))
        process.send_signal(signal.SIGINT)
    print(f"\nThe preview: {number} saves of fr.yaml, each until its picture is in the browser")
    print(f"CPU s: median {statistics.median(spent):.2f}, most {max(spent):.2f}")
    print(f"wall s: median {statistics.median(took):.2f}, most {max(took):.2f}")
    tenth, half, last = memory[number // 10], memory[number // 2], memory[-1]
    print(f"memory of all its processes after a tenth, half and all: {tenth}, {half}, {last} MB")


def _family(pid: int) -> list[int]:
    """Return a process, and all that were started by it."""
    children = dict[int, list[int]]()
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            parts = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        children.setdefault(int(parts[1]), []).append(int(status.parent.name))
    found = [pid]
    for each in found:
        found += children.get(each, [])
    return found


def of_family(pid: int) -> float:
    """Return the CPU seconds of a process and of all that it started and that still run."""
    spent = 0
    for each in _family(pid):
        spent += sum(map(int, Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()[11:13]))
    return spent / os.sysconf("SC_CLK_TCK")


def _memory(pid: int) -> int:
    """Return the memory of a process and of all that it started, in MB; what they share is counted for each."""
    sizes = (Path(f"/proc/{each}/status").read_text("utf-8") for each in _family(pid))
    return sum(int(found[1]) for size in sizes if (found := re.search(r"VmRSS:\s+(\d+)", size))) // 1024
