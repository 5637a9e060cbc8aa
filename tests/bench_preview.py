"""Measure the preview as its user sees it: from saving a file to the new picture in the browser."""

from __future__ import annotations

import re
import statistics
import time
from pathlib import Path

from .browser import chromium
from .conftest import copy_project
from .preview.test_preview import NO_PROBLEM, after, previewed, shown

SAVES = 200


def saves(folder: Path) -> None:
    """Print the time of twenty saves, and the memory over two hundred."""
    root = copy_project(folder, "en, fr")
    path = root / "sources/text/fr.yaml"
    good = path.read_text("utf-8")
    took: list[float] = []
    memory: list[int] = []
    with previewed(root, "--lang", "fr") as (address, process, _), chromium() as browser:
        page = browser.new_page(bypass_csp=True)
        page.goto(address)
        after(page, 0)
        for number in range(SAVES):
            before = shown(page)
            begun = time.perf_counter()
            letters = chr(97 + number // 26) + chr(97 + number % 26)  # a number, the English would have to have too
            path.write_text(good.replace("États membres", f"États membres {letters}"), "utf-8")
            after(page, before, f"{NO_PROBLEM} && !document.querySelector('.stale')")
            took.append(time.perf_counter() - begun)
            status = Path(f"/proc/{process.pid}/status").read_text("utf-8")
            memory.append(int(re.findall(r"VmRSS:\s+(\d+)", status)[0]) // 1024)
    print(f"\nThe preview: {SAVES} saves of fr.yaml, each until its picture is in the browser")
    print(f"the first 20: median {statistics.median(took[:20]):.2f} s, longest {max(took[:20]):.2f} s")
    print(f"all {SAVES}: median {statistics.median(took):.2f} s, longest {max(took):.2f} s")
    print(f"memory after 20, 100 and {SAVES} saves: {memory[19]}, {memory[99]}, {memory[-1]} MB")
