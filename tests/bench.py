"""Measure the build, and the same page in other engines: `make bench`. Everything in one run, on the machine at hand.

Prints a table of times and of ratios; what is not installed is named. Nothing here passes or fails.
"""

from __future__ import annotations

import base64
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from factsheet.build import plan, worker
from factsheet.build.freshness import Selection
from factsheet.build.plan import RenderJob
from factsheet.core.project import Root
from factsheet.page import page
from factsheet.page.page import Page
from factsheet.theme import fonts
from factsheet.typeset import copyfit, pdf
from factsheet.word import writer

from .bench_preview import saves
from .conftest import REPOSITORY, copy_project
from .languages import LANGUAGES

PIPELINE = [sys.executable, str(REPOSITORY / "pipeline.py")]
COUNTRIES = "KE UG ET DE IT SE NL EG FI TN".split()


def seconds(do: Callable[[], object], times: int = 5) -> float:
    """Return the median of some runs, after one to warm up."""
    do()
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        do()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def once(*command: object) -> float:
    begun = time.perf_counter()
    subprocess.run([str(part) for part in command], check=True, capture_output=True)
    return time.perf_counter() - begun


def line(what: str, taken: float | None, base: float | None = None, note: str = "") -> None:
    ratio = f"{taken / base:>7.2f}" if taken is not None and base else " " * 7
    print(f"{what:<52}" + (f"{taken:>8.3f} s" if taken is not None else f"{'-':>10}") + f"{ratio}  {note}")


# The build


def builds(root: Path) -> None:
    """Measure what a build takes, as a user would run it."""
    print("\nThe build: two chairs in three languages, all formats            time   of cold")
    cold = once(*PIPELINE, "build", "--root", root)
    line("cold, 6 editions", cold, cold, f"{6 / cold:.2f} editions a second")
    line("nothing changed", min(once(*PIPELINE, "build", "--root", root) for _ in range(5)), cold)

    def changed(file: str, old: str, new: str) -> float:
        path = root / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")
        return once(*PIPELINE, "build", "--root", root)

    egypt = "sources/chairs/2024-egypt.yaml"
    string = changed(egypt, "ON THE WAY", "ON OUR WAY")
    line("one English string changed, in one chair", string, cold, "3 editions: its translations are outdated")
    line("one French string changed, in one chair", changed(egypt, "EN ROUTE", "SUR LA ROUTE"), cold, "1 edition")
    line("one language changed, 2 editions", changed("sources/text/fr.yaml", "Activités", "Les activités"), cold)
    line("the theme changed, 6 editions", changed("layouts/leaflet/theme.yaml", "#123f63", "#123f64"), cold)


# One page in many engines


def engines(job: RenderJob, folder: Path) -> None:
    """Measure how long others take for the same page, or for the same content."""
    sheet = page.make(job.edition, job.theme, job.root)
    allowed = fonts.of_theme(job.theme, job.root)
    print("\nThe English leaflet in one process, warm                            time  of WeasyPrint")

    def weasyprint() -> object:
        return pdf.write(pdf.render(sheet, job.root, "bench"), sheet, "bench", allowed)

    def ours() -> object:
        setting = copyfit.fitted(job.edition, job.theme, job.root).setting
        return pdf.write(setting.document, setting.page, "bench", allowed)

    base = seconds(weasyprint)
    line("WeasyPrint alone, on our HTML", base, base)
    screen = seconds(ours)
    line("our PDF: edition, page, fit, PDF", screen, base)
    setting = copyfit.fitted(job.edition, job.theme, job.root).setting
    written = pdf.write(setting.document, setting.page, "bench", allowed)
    press = seconds(lambda: worker.pressed(job, setting, "bench", written))
    line("our press PDF, beside it", press, base, f"{press / screen:.0%} of our PDF")
    line("our Word file, from the same page", seconds(lambda: writer.write(sheet, job.theme, job.root)), base)
    try:
        import typst
    except ImportError:
        line("Typst", None, note="not installed: pip install typst")
    else:
        source = folder / "leaflet.typ"
        told = as_typst(job, sheet, folder)
        folders = [str(job.root.fonts)]
        runs = iter(range(1000))

        def compiled() -> object:  # a word is another one each time, since Typst remembers what it has set
            source.write_text(told.replace("dialogue", f"dialogue{next(runs)}"), "utf-8")
            return typst.compile(str(source), font_paths=folders, ignore_system_fonts=True, pdf_standards=["ua-1"])

        line("Typst, a word changed in a leaflet of equal content", seconds(compiled), base, "it remembers the rest")
    html = folder / "leaflet.html"
    html.write_text(with_pictures(sheet), "utf-8")
    print("\nEach in a process of its own, cold                                  time  of WeasyPrint")
    target = str(folder / "alone.pdf")
    alone = f"from weasyprint import HTML; HTML({str(html)!r}).write_pdf({target!r}, pdf_variant='pdf/ua-1')"
    base = min(once(sys.executable, "-c", alone) for _ in range(3))
    line("WeasyPrint alone, on our HTML", base, base)
    only = [*PIPELINE, "build", "--force", "--chair", "2025-france", "--lang", "en", "--root", job.root.folder]
    line("our build of one edition, PDF", min(once(*only, "--format", "pdf") for _ in range(3)), base)
    line(
        "our build of one edition, PDF and press PDF", min(once(*only, "--format", "pdf press") for _ in range(3)), base
    )
    line("our build of one edition, PDF, press PDF and Word", min(once(*only) for _ in range(3)), base)
    if (typ := folder / "leaflet.typ").exists():
        alone = (
            f"import typst; typst.compile({str(typ)!r}, font_paths=[{str(job.root.fonts)!r}], ignore_system_fonts=True)"
        )
        line("Typst, on a leaflet of equal content", min(once(sys.executable, "-c", alone) for _ in range(3)), base)
    if chromium := shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome"):
        options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'chromium'}"]
        target = f"--print-to-pdf={folder / 'chromium.pdf'}"
        line("Chromium, printing our HTML", min(once(chromium, *options, target, html) for _ in range(3)), base)
    else:
        line("Chromium", None, note="not installed: apt install chromium")
    if soffice := shutil.which("soffice"):
        (folder / "leaflet.docx").write_bytes(writer.write(sheet, job.theme, job.root))
        profile = f"-env:UserInstallation=file://{folder}/soffice"
        convert = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, folder / "leaflet.docx"]
        once(*convert)  # the first makes the profile
        line("LibreOffice, converting our Word file", min(once(*convert) for _ in range(3)), base)
    else:
        line("LibreOffice", None, note="not installed: apt install libreoffice-writer-nogui")


def with_pictures(sheet: Page) -> str:
    """Return the page with its pictures inside, for engines that fetch by themselves."""
    html = sheet.html
    for name, svg in sheet.pictures.items():
        html = html.replace(f"picture:{name}", "data:image/svg+xml;base64," + base64.b64encode(svg).decode())
    return html


def as_typst(job: RenderJob, sheet: Page, folder: Path) -> str:
    """Return the same leaflet for Typst: the same words, pictures and parts, composed by its own means."""
    for name, svg in sheet.pictures.items():
        (folder / name).write_bytes(svg)
    text = {key: re.sub(r"([*_#$@\\<>\[\]`~])", r"\\\1", str(value)) for key, value in job.edition.text.items()}

    def cells(section: str, keys: str) -> str:
        return ", ".join(f"[{text[f'{section}.{key}']}]" for key in keys.split())

    members = ", ".join(
        f'[#text(fill: rgb("#1f6b44"))[*{state.name}*]]' if state.steering else f"[{state.name}]"
        for state in job.edition.members
    )
    box = 'block(fill: rgb("#eaf0f5"), inset: 10pt)'
    cards = ", ".join(
        f'{box}[#image("{key}.svg", width: 40pt, alt: "x")\n*{text[f"activities.{key}"]}*]'
        for key in ("understanding", "partnership", "responsibility")
    )
    numbered = ("root_causes", "legal_migration", "protection", "prevention", "return")
    domains = "\n".join(f"+ {text[f'plan.{key}']}" for key in numbered)
    return f"""
#set document(title: "Leaflet")
#set page(paper: "a4", margin: (x: 17mm, y: 11mm))
#set text(font: "Noto Sans", size: 10.5pt, fill: rgb("#1e2a33"), lang: "en")
#show heading: set text(fill: rgb("#123f63"))
#block(fill: rgb("#123f63"), inset: 20pt, width: 100%)[
  #text(size: 46pt, fill: white, font: "Noto Sans Light")[{text["masthead.name"]}]
  #text(fill: white)[{text["masthead.subtitle"]}] #image("map-route.svg", width: 120pt, alt: "x")]
= {text["lead.title"]}
#text(size: 13pt)[{text["lead.text"]}]
#grid(columns: 4, gutter: 10pt, {cells("facts", "established current_chair upcoming_chair secretariat")},
  {cells("facts", "established_date current_chair_name upcoming_chair_name secretariat_bodies")})
= {text["members.title"]}
_{text["members.legend"]}_
#grid(columns: (1fr, 1fr, 1fr, 1fr), row-gutter: 6pt, {members})
= {text["stakeholders.title"]}
#grid(columns: 3, gutter: 14pt, {cells("stakeholders", "eu_bodies organisations secretariat")})
#pagebreak()
= {text["activities.title"]}
{text["activities.intro"]}
#grid(columns: 3, gutter: 14pt, {cards})
= {text["framework.title"]}
{text["framework.intro"]}
#grid(columns: 2, gutter: 14pt, block(fill: rgb("#eaf0f5"), inset: 14pt)[*{text["declaration.title"]}*

{text["declaration.text"]}], [*{text["plan.title"]}*
{domains}])
= {text["connect.title"]}
{text["connect.website"]} · {text["connect.linkedin"]} · {text["connect.email"]}

{text["badge.conference"]} *{text["badge.name"]}* {text["badge.place"]}
"""


# Many editions


@contextmanager
def peaks() -> Iterator[dict[int, int]]:
    """Watch the memory of everything that this process starts: the most that each process had, in MB."""
    found: dict[int, int] = {}
    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(0.5):
            for status in Path("/proc").glob("[0-9]*/status"):
                try:
                    text = status.read_text()
                    command = (status.parent / "cmdline").read_bytes()
                except OSError:
                    continue
                if (b"pipeline.py" in command or b"spawn_main" in command) and (
                    peak := re.search(r"VmHWM:\s+(\d+)", text)
                ):
                    found[int(status.parent.name)] = int(peak[1]) // 1000

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield found
    finally:
        ended.set()
        watcher.join()


def many(folder: Path, languages: Sequence[str] = LANGUAGES, countries: Sequence[str] = COUNTRIES) -> None:
    """Build languages, most of them just started, under some chairs; see whether the last took as long as the first."""
    root = copy_project(folder)
    for language in languages:
        if not (root / f"sources/text/{language}.yaml").exists():
            once(*PIPELINE, "language", language, "--root", root)
    source = (root / "sources/chairs/2025-france.yaml").read_text("utf-8").replace("country: FR", "country: {}", 1)
    chairs = []
    for year, country in enumerate(countries, 2026):
        chairs.append(f"{year}-{country.lower()}")
        told = source.format(country).replace("since: 2025", f"since: {year}")
        (root / f"sources/chairs/{chairs[-1]}.yaml").write_text(told, "utf-8")
    facts = root / "sources/leaflet.yaml"
    text = re.sub(r"^languages: .*$", f"languages: [en, {', '.join(languages)}]", facts.read_text("utf-8"), flags=re.M)
    facts.write_text(re.sub(r"^chairs: .*$", f"chairs: [{', '.join(chairs)}]", text, flags=re.M), "utf-8")
    print(f"\n{len(languages) * len(chairs)} editions: {len(languages)} languages under {len(chairs)} chairs")
    with peaks() as memory:
        begun = time.perf_counter()
        command = [*PIPELINE, "build", "--root", str(root), "--lang", " ".join(languages)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        taken = time.perf_counter() - begun
    each = [float(found) for found in re.findall(r"made in ([\d.]+) s", done.stderr)]
    line(f"{len(each)} editions", taken, note=f"{len(each) / taken:.2f} editions a second")
    for count in range(0, len(each), 50):
        line(f"  {count + 1} to {count + 50}, each", statistics.mean(each[count : count + 50]))
    first, last = statistics.mean(each[:50]), statistics.mean(each[-50:])
    print(f"the last 50 against the first 50: {last / first - 1:+.1%}")
    print("peak memory of each process: " + ", ".join(f"{peak} MB" for peak in memory.values()))
    line(f"nothing changed, {len(each)} editions", once(*command), taken)


def main() -> None:
    """Measure everything; with "quick", all but the many editions."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        root = copy_project(folder / "project", "en, fr, ar", "2025-france, 2024-egypt")
        builds(root)
        (job,) = plan.plan(Root(root), Selection(("2025-france",), ("en",))).jobs
        (folder / "engines").mkdir()
        engines(job, folder / "engines")
        saves(folder / "preview")
        if "quick" not in sys.argv:
            many(folder / "many")


if __name__ == "__main__":
    main()
