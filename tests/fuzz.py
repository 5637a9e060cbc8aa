"""Mutate the sources at random and see that every one is either built or refused in words: `make fuzz`.

The seed decides a case completely: `python -m tests.fuzz 1 4711` runs case 4711 alone.
"""

from __future__ import annotations

import random
import re
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from multiprocessing import get_context
from pathlib import Path

from factsheet.build import plan, worker
from factsheet.build.freshness import Selection
from factsheet.core.diagnostics import Problems
from factsheet.core.project import Root

from .conftest import copy_project

FILES = (
    "sources/factsheet.yaml",
    "sources/text/en.yaml",
    "sources/text/fr.yaml",
    "sources/text/fr.lock.yaml",
    "sources/chairs/2025-france.yaml",
    "sources/chairs/2024-egypt.yaml",
)
# What is wrong with a file as a whole has no line.
WHOLE = ("this file is missing", "this file is empty", "this file is", "no section", "is not YAML", "more than one")
SNIPPETS = r"""
{{7*7}} {chair} {nothing} {0.__class__} **bold** *a **b* ](#website) [x](#website) [x](javascript:x) \ \* <script>
&amp; &a *a !!python/none !x %YAML --- ... ? : - | > @ ` # "" '' [] {} [ ] { } ~ null true no NO 12:30 0x10 1e9 .inf
2025-02-30 é العربية 漢字""".split()
SNIPPETS += ["\u202e", "\u2067", "\u2069", "\0", "\7", "\ufeff", "\u2028", "\u00ad", "\U0001f600", "\t"]
PATIENCE = 30  # seconds for one case


def _lines(change: Callable[[list[bytes], int, random.Random], list[bytes]]) -> Callable[[bytes, random.Random], bytes]:
    """Return what makes a change at one line of a file."""

    def mutate(content: bytes, chance: random.Random) -> bytes:
        lines = content.split(b"\n")
        return b"\n".join(change(lines, chance.randrange(len(lines)), chance))

    return mutate


def _between(change: Callable[[bytes, bytes, random.Random], bytes]) -> Callable[[bytes, random.Random], bytes]:
    """Return what makes a change between two bytes of a file."""

    def mutate(content: bytes, chance: random.Random) -> bytes:
        at = chance.randrange(len(content) + 1)
        return change(content[:at], content[at:], chance)

    return mutate


def _snippet(chance: random.Random) -> bytes:
    return chance.choice(SNIPPETS).encode()


def _swapped(lines: list[bytes], at: int, chance: random.Random) -> list[bytes]:
    other = chance.randrange(len(lines))
    lines[at], lines[other] = lines[other], lines[at]
    return lines


def _replaced(pattern: bytes, lines: list[bytes], at: int, by: bytes) -> list[bytes]:
    return [*lines[:at], re.sub(pattern, lambda _: by, lines[at], count=1), *lines[at + 1 :]]


def _encoded(content: bytes, chance: random.Random) -> bytes:
    encoding = chance.choice(["utf-16", "latin-1", "cp1252", "utf-8-sig"])
    return content.decode("utf-8", "replace").encode(encoding, "replace")


# Of structure, of encoding, of values and of marks.
MUTATIONS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _lines(lambda lines, at, chance: lines[:at] + lines[at + 1 :]),
    _lines(lambda lines, at, chance: lines[: at + 1] + lines[at:]),
    _lines(_swapped),
    _lines(lambda lines, at, chance: [*lines[:at], b" " * chance.randrange(5) + lines[at].lstrip(), *lines[at + 1 :]]),
    _lines(lambda lines, at, chance: [*lines[:at], b"\t" + lines[at], *lines[at + 1 :]]),
    _lines(lambda lines, at, chance: _replaced(rb":.*", lines, at, b": " + _snippet(chance))),
    _lines(lambda lines, at, chance: _replaced(rb"\w+(?=:)", lines, at, _snippet(chance))),
    _lines(
        lambda lines, at, chance: [*lines[:at], lines[at] + b" word" * chance.choice([10, 200, 5000]), *lines[at + 1 :]]
    ),
    _between(lambda before, after, chance: before + _snippet(chance) + after),
    _between(lambda before, after, chance: before + after[chance.randrange(1, 40) :]),
    _between(lambda before, after, chance: before + bytes([chance.randrange(256)]) + after[1:]),
    _between(lambda before, after, chance: before),
    _between(
        lambda before, after, chance: before + chance.choice([b"[", b"{", b"- "]) * chance.choice([3, 5000]) + after
    ),
    _encoded,
)


def mutated(content: bytes, chance: random.Random) -> bytes:
    """Return a file with one to three things changed."""
    for _ in range(chance.randint(1, 3)):
        content = chance.choice(MUTATIONS)(content, chance)
    return content


def attempt(seed: int, root: Path) -> str:
    """Run one case; return the outcome. Raises AssertionError, or whatever the program failed with."""
    chance = random.Random(seed)
    path = root / chance.choice(FILES)
    before = path.read_bytes()

    def ring(number: int, frame: object) -> None:
        raise AssertionError(f"case {seed} takes more than {PATIENCE} s")

    signal.signal(signal.SIGALRM, ring)
    signal.alarm(PATIENCE)
    try:
        path.write_bytes(mutated(before, chance))
        try:
            planned = plan.plan(Root(root), Selection(formats=("pdf", "docx")))
        except Problems as found:
            told(found, seed)
            return "refused"
        told(Problems(planned.problems), seed)
        if seed % 25 == 0:
            for job in planned.jobs[:1]:
                with suppress(Problems):
                    for file in worker.made(job, lambda name, doing: None).files:
                        assert file.beside.stat().st_size == file.bytes
                        file.beside.unlink()
                assert not any(each.is_file() for each in (root / "output").rglob("*")), f"case {seed} left something"
                return "made"
        return "accepted" if planned.jobs and not planned.problems else "refused in part"
    finally:
        signal.alarm(0)
        path.write_bytes(before)


def told(found: Problems, seed: int) -> None:
    """See that each problem says where it is."""
    for problem in found.problems:
        assert problem.place.file.startswith(("sources/", "layouts/")), (seed, str(problem))
        assert problem.place.line or any(each in problem.what for each in WHOLE), (seed, str(problem))


def run(seeds: range) -> Counter[str]:
    """Run some cases in a folder of their own; return how many had which outcome."""
    with tempfile.TemporaryDirectory() as folder:
        root = copy_project(Path(folder) / "project", "en, fr", "2025-france, 2024-egypt")
        found: Counter[str] = Counter()
        for seed in seeds:
            try:
                found[attempt(seed, root)] += 1
            except Exception as error:
                found["FAILED"] += 1
                print(f"case {seed}: {type(error).__name__}: {error}", file=sys.stderr)
    return found


def main() -> None:
    """Run 5,000 cases, or a given number from a seed."""
    number, first = (int(word) for word in [*sys.argv[1:], *("5000", "0")[len(sys.argv) - 1 :]])
    seeds = range(first, first + number)
    parts = [seeds[start : start + 250] for start in range(0, len(seeds), 250)]
    found: Counter[str] = Counter()
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        for part in pool.map(run, parts):
            found += part
            print(f"\r{found.total()} of {number}", end="", file=sys.stderr)
    print(f"\n{number} mutated sources: " + ", ".join(f"{count} {what}" for what, count in sorted(found.items())))
    sys.exit(found["FAILED"] > 0)


if __name__ == "__main__":
    main()
