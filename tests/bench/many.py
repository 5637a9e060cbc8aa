"""Measure many editions: whether the last one takes as long as the first, and what planning thousands takes."""

from __future__ import annotations

import re
import statistics
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import cycle, islice
from pathlib import Path

from rich.progress import Progress

from factsheet.build import plan
from factsheet.build.freshness import Selection
from factsheet.core.project import Root
from factsheet.core.wording import counted
from factsheet.source import loader

from ..conftest import copy_project, publish
from ..languages import LANGUAGES
from .spent import PIPELINE, here, line, once, run, title

# Editions from which on it is worth looking at the time left that is announced.
LEAST = 50
COUNTRIES = "KE UG ET DE IT SE NL EG FI TN".split()
# What a layout of one page leaves out: the sections of the back.
BACK = "activities framework declaration plan connect badge".split()


def languages(folder: Path, names: Sequence[str] = LANGUAGES, countries: Sequence[str] = COUNTRIES) -> None:
    """Build languages, most of them just started, under some variants."""
    root = copy_project(folder)
    for language in names:
        if not (root / f"sources/text/{language}.yaml").exists():
            once(*PIPELINE, "language", language, "--root", root)
    variants = succeeding(root, countries)
    publish(root, ", ".join(["en", *(each for each in names if each != "en")]), ", ".join(variants))
    title(of_what(names, variants))
    built(root, "--lang", " ".join(names))


def pages(folder: Path, countries: Sequence[str] = (), planned: Sequence[int] = (429, 1_287, 3_861, 10_002)) -> None:
    """Build a layout of one page under 143 variants in three languages, and plan up to ten thousand editions."""
    root = copy_project(folder)
    members = cycle(loader.load(Root(root)).facts["members"])  # only these may be in the chair
    one_page(root)
    names = ("en", "fr", "ar")
    variants = succeeding(root, countries or list(islice(members, 143)))
    publish(root, ", ".join(names), ", ".join(variants))
    title(f"One page: {of_what(names, variants)}")
    built(root, "--format", "pdf")
    built(root)
    title("Planning, without making anything", "of the first")
    base = None
    for number in planned:
        variants = succeeding(root, list(islice(members, number // 3)))
        publish(root, ", ".join(names), ", ".join(variants))
        taken = here(lambda: plan.plan(Root(root), Selection()), times=1)
        base = base or taken
        line(f"{number} editions", taken, base, f"{1000 * taken.cpu / number:.1f} ms for each")


def of_what(names: Sequence[str], variants: Sequence[str]) -> str:
    editions = counted(len(names) * len(variants), "edition")
    return f"{editions}: {counted(len(names), 'language')} under {counted(len(variants), 'chair')}"


def one_page(root: Path) -> Path:
    """Leave the front alone of a leaflet: in the layout, in the theme, in the texts."""
    layout, theme = root / "layouts/leaflet/page.html.j2", root / "layouts/leaflet/theme.yaml"
    text = layout.read_text("utf-8")
    for first, last in (('<article class="sheet back">', "</main>"), ("{#- What only print needs", "</body>")):
        text = text[: text.index(first)] + text[text.index(last) :]
    layout.write_text(text, "utf-8")
    theme.write_text(re.sub(r"^  back: \{top.*\n", "", theme.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    content = root / "layouts/leaflet/content.yaml"
    for path in (content, *(root / "sources/text").glob("??.yaml")):
        text, indent = path.read_text("utf-8"), "  " * (path == content)
        for section in BACK:
            text = re.sub(rf"^{indent}{section}:\n(?:(?:{indent} .*|#.*)?\n)*", "", text, flags=re.MULTILINE)
        path.write_text(text.replace("when:\n  badge: conference\n", ""), "utf-8")
    return root


def succeeding(root: Path, countries: Sequence[str]) -> list[str]:
    """Write variants of countries, each from a later day on; return their names."""
    names, begun = [], date(2025, 4, 9)
    for path in (root / "sources/chairs").glob("*.yaml"):
        path.unlink()
    for number, country in enumerate(countries):
        letters = "".join(chr(97 + int(digit)) for digit in str(number))
        since = begun + timedelta(days=number)
        names.append(f"{since.year}-{country.lower()}-{letters}")
        said = f"country: {country}\nsince: {since}\nconference: {{date: {since}, country: EG}}\n"
        (root / f"sources/chairs/{names[-1]}.yaml").write_text(said, "utf-8")
    return names


def built(root: Path, *options: str) -> None:
    """Build; print what all and each of them took, the memory, and how near the time left was that was announced."""
    command = [*PIPELINE, "build", "--root", str(root), *options]
    with _peaks() as memory:
        taken, heard = run(*command)
    made = [(when, float(found[1])) for when, said in heard if (found := re.search(r"made in ([\d.]+) s", said))]
    each = [seconds for _, seconds in made]
    line(
        f"{counted(len(each), 'edition')} ({' '.join(options) or 'all files'})",
        taken,
        note=f"{len(each) / taken.wall:.1f} a second",
    )
    fifth = max(1, len(each) // 5)
    if len(each) >= fifth * 2:
        first, last = statistics.mean(each[:fifth]), statistics.mean(each[-fifth:])
        print(f"  the last fifth took {last / first - 1:+.1%} longer than the first")
    if len(each) >= LEAST:
        over, under = _announced([when for when, _ in made])
        print(f"  the time left, once a tenth was done, was announced {under:+.0%} to {over:+.0%} off")
    print("  peak memory of each process: " + ", ".join(f"{peak} MB" for peak in sorted(memory.values())))
    line("  nothing changed", once(*command))


def _announced(made: Sequence[float]) -> tuple[float, float]:
    """Return by how much the time left is announced too long at most, and too short, as a share of what it is.

    The progress bar is told again when each edition was made. The last tenth is left out: there it is a few seconds.
    """
    now, shares = 0.0, []
    bar = Progress(get_time=lambda: now, disable=True)
    task = bar.add_task("", total=len(made))
    for number, now in enumerate(made, 1):  # the bar reads it
        bar.advance(task)
        if len(made) / 10 <= number <= len(made) * 0.9:
            shares.append((bar.tasks[task].time_remaining or 0) / (made[-1] - now) - 1)
    return max(shares), min(shares)


@contextmanager
def _peaks() -> Iterator[dict[int, int]]:
    """Watch the memory of builds: the most that each process had, in MB."""
    found: dict[int, int] = {}
    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(0.5):
            for status in Path("/proc").glob("[0-9]*/status"):
                try:
                    text, command = status.read_text(), (status.parent / "cmdline").read_bytes()
                except OSError:
                    continue
                ours = any(each in command for each in (b"pipeline.py", b"spawn_main", b"forkserver"))
                if ours and (peak := re.search(r"VmHWM:\s+(\d+)", text)):
                    found[int(status.parent.name)] = int(peak[1]) // 1000

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield found
    finally:
        ended.set()
        watcher.join()
