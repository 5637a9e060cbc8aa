"""Run the benchmarks: `python -m tests.bench [--quick] [--against COMMIT]`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from ..conftest import copy_project
from . import against, builds, engines, hostile, many, preview, steps


def main() -> int:
    """Measure everything; return 1 if an edition costs more than it did, or a hostile file too much."""
    asked = argparse.ArgumentParser(prog="make bench")
    asked.add_argument("--against", default="HEAD", help="the commit to compare with (HEAD: what is not committed)")
    asked.add_argument("--quick", action="store_true", help="leave out what makes hundreds of editions")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        root = copy_project(folder / "project", "en, fr, ar", "2025-france, 2024-egypt")
        grown = against.compare(options.against, folder / "against")
        builds.builds(root)
        steps.steps(root)
        engines.engines(root, folder / "engines")
        preview.saves(folder / "preview", 20 if options.quick else 200)
        dear = hostile.hostile(folder / "hostile")
        if not options.quick:
            many.languages(folder / "many")
            many.pages(folder / "pages")
    return 1 if grown or dear else 0


if __name__ == "__main__":
    sys.exit(main())
