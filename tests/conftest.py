"""Fixtures that tests share: the real project, copies of it to damage, and the leaflet, built once."""

from __future__ import annotations

import fcntl
import gc
import logging
import os
import re
import shutil
import subprocess
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet
from click.testing import CliRunner

from factsheet.build import plan, worker
from factsheet.build.freshness import Selection
from factsheet.build.plan import RenderJob
from factsheet.check import validators
from factsheet.cli.app import app
from factsheet.core import formats
from factsheet.core.formats import FINAL_ONLY, USUAL
from factsheet.core.names import LanguageTag, VariantId
from factsheet.core.project import Root
from factsheet.edition import edition, overlays
from factsheet.edition.edition import Edition
from factsheet.seal import settings
from factsheet.source.lock import digest
from factsheet.source.model import Language, Sources
from factsheet.theme import fonts
from factsheet.typeset import copyfit, pdf
from factsheet.typeset.setting import Setting
from factsheet.workers import pool
from factsheet.workers.limits import LIMITS, Limits

from . import browser
from .validators import all_drawn_by_libreoffice

# What makes a test slow: building a leaflet, or another program. `make quick` leaves those tests out.
BUILDING = {"alone", "built", "changed", "copy", "everything", "leaflet", "leaflets", "whole"}
STARTING = {
    "test_addresses", "test_attacks", "test_capitals", "test_charts", "test_checks", "test_cluster",
    "test_clusters", "test_copyfit", "test_differences", "test_download_page", "test_drafts", "test_edits",
    "test_exchange_property", "test_export", "test_fuzz",
    "test_hostile", "test_incremental", "test_inserts", "test_justify", "test_limits", "test_line_ends",
    "test_makefile", "test_manifest", "test_marks", "test_names", "test_overflow", "test_page", "test_photos",
    "test_preview", "test_printers", "test_readers", "test_release", "test_roundtrip", "test_sheetwise",
    "test_short_forms", "test_squares", "test_stick", "test_tag_figures", "test_tag_lists", "test_tagging", "test_venv",
    "test_watermark",
}  # fmt: skip


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--quick", action="store_true", help="only tests that build no leaflet and start no program")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--quick"):
        left_out = [
            item for item in items if item.path.stem in STARTING or BUILDING & set(getattr(item, "fixturenames", ()))
        ]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in set(left_out)]


# The files of tests that were found, with or without any that is to be run.
COLLECTED: set[Path] = set()


def pytest_pycollect_makemodule(module_path: Path) -> None:
    COLLECTED.add(module_path)


def pytest_collection_finish() -> None:
    """Keep the garbage collector off what was imported: it would scan it each time, and layout triggers it often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 10, 10)


def slow(*values: object) -> ParameterSet:
    """Return values for a test that are tried only in `make campaign`."""
    return pytest.param(*values, marks=pytest.mark.campaign)


PUBLISHED = ("en", "fr", "ar")
# What the files end in that are made without being asked for.
ENDINGS = {format: formats.ENDINGS[format] for format in USUAL}
# What else is in output/, in a factsheet without an accessibility statement.
SITE = {"index.html", "index.json", "index.schema.json", "leaflets.css", "manifest.json"}
# The endings of the files of a draft.
ENDINGS_OF_A_DRAFT = [ending for format, ending in ENDINGS.items() if format not in FINAL_ONLY]

# Nobody's own key is to seal what tests make.
for name in (settings.KEY, settings.PASSPHRASE, settings.DESCRIPTOR, settings.TIMESTAMP):
    os.environ.pop(name, None)

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent


@pytest.fixture(autouse=True)
def no_unexpected_logs(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test for a record at WARNING or above that it did not ask for."""
    yield
    records = [*caplog.get_records("setup"), *caplog.get_records("call")]
    unexpected = [record.getMessage() for record in records if record.levelno >= logging.WARNING]
    assert not unexpected


# How many builds a worker lasts: its memory stays flat, but nobody guarantees that for thousands of leaflets.
BUILDS = 100


@pytest.fixture(scope="session", autouse=True)
def workers_rest() -> Iterator[None]:
    """Let a build have the worker of the build before it, as every save of a preview has: a cold one takes 0.3 s more.

    It makes several editions one after another: the other processor has tests of its own, and a second worker would
    begin cold. A command that is run in a process of its own has workers of its own.
    """
    resting: dict[Limits, list[pool._Worker]] = {}
    built: Counter[pool._Worker] = Counter()
    begin = pool.Workers.__init__

    def take(workers: pool.Workers, number: int = 1, limits: Limits = LIMITS) -> None:
        begin(workers, 1 if limits == LIMITS else number, limits)
        workers._idle = resting.setdefault(limits, [])

    def leave(workers: pool.Workers, *_: object) -> None:
        built.update(workers._idle)
        while len(workers._idle) > 1 or any(built[each] > BUILDS for each in workers._idle):
            workers._idle.pop().end()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pool.Workers, "__init__", take)
        patch.setattr(pool.Workers, "__exit__", leave)
        yield
    for one in (each for idle in resting.values() for each in idle):
        one.end()


@pytest.fixture(scope="session", autouse=True)
def nothing_is_left_open() -> Iterator[None]:
    """End veraPDF and the browser before Python ends, which would complain about their pipes."""
    yield
    browser.OPEN.close()
    if validators._verapdf.cache_info().currsize:
        with validators._verapdf() as process:
            process.kill()


@dataclass(frozen=True)
class Result:
    """The outcome of running the command line."""

    status: int
    out: str
    err: str


def pipeline(*arguments: str | Path) -> Result:
    """Run a command in this process, without the second that Python and WeasyPrint take to start."""
    status, told = 0, ""
    with CliRunner().isolation() as (out, err, _):
        try:
            app.main([str(each) for each in arguments], "factsheet")
        except SystemExit as ended:  # the way out of a command is an exception too
            status = int(ended.code or 0)
        except Exception:
            status, told = 1, traceback.format_exc()
        sys.stdout.flush()
        sys.stderr.flush()
        said = [stream.getvalue().decode().replace("\r\n", "\n") for stream in (out, err)]
    return Result(status, said[0], said[1] + told)


def pipeline_apart(*arguments: str | Path) -> Result:
    """Run a command as a user would, in a process of its own."""
    command = [sys.executable, REPOSITORY / "pipeline.py", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    return Result(done.returncode, done.stdout, done.stderr)


# The fonts of all copies: to write 5 MB for each of a thousand takes half a minute. None in a benchmark.
SHARED_FONTS: list[Path] = []


@pytest.fixture(scope="session", autouse=True)
def fonts_are_shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let the copies of the project share their fonts; see that none was written into."""
    fonts = Path(shutil.copytree(REPOSITORY / "fonts", tmp_path_factory.mktemp("shared") / "fonts"))
    SHARED_FONTS.append(fonts)
    yield
    SHARED_FONTS.clear()
    for path in fonts.iterdir():
        assert path.read_bytes() == (REPOSITORY / "fonts" / path.name).read_bytes(), f"use own_fonts to change {path}"


def copy_project(
    folder: Path, languages: str = "en", variants: str = "2025-france", *, own_fonts: bool = False
) -> Path:
    """Copy what a leaflet is made from into a folder, to publish it in some languages, under some variants.

    A font that is to be written into must be its own; other fonts may be put in the place of shared ones.
    """
    for name in ("sources", "layouts"):
        shutil.copytree(REPOSITORY / name, folder / name)
    if SHARED_FONTS and not own_fonts:
        shutil.copytree(SHARED_FONTS[0], folder / "fonts", copy_function=os.link)
    else:
        shutil.copytree(REPOSITORY / "fonts", folder / "fonts")
    (folder / "output").mkdir()
    publish(folder, languages, variants)
    return folder


def publish(folder: Path, languages: str, variants: str) -> None:
    """Make a copy of the project publish some languages and some variants."""
    facts = folder / "sources/factsheet.yaml"
    text = facts.read_text("utf-8")
    for key, value in (("languages", languages), ("chairs", variants)):
        text, found = re.subn(rf"^{key}: .*$", f"{key}: [{value}]", text, flags=re.MULTILINE)
        assert found == 1
    facts.write_text(text, "utf-8")


# Who has signed the French of the leaflets off, and must be in nothing that is made (tests/build/test_names.py).
SIGNER = "Qwyzelin Tråkkström"


def sign_off(folder: Path) -> Path:
    """Have somebody sign the French of a copy off, as a whole and text by text."""
    path = folder / "sources/text/fr.yaml"
    whole = path.read_text("utf-8")
    signed = f"  signed:\n    - {{role: translator, name: {SIGNER}, date: 2025-03-31}}\n"
    path.write_text(whole.replace("  status: unofficial\n", f"  status: unofficial\n{signed}", 1), "utf-8")
    result = pipeline("confirm", "fr", "--all", "--by", f"reviewer: {SIGNER}", "--date", "2025-04-09", "--root", folder)
    assert result.status == 0, result.err
    return folder


def outdate(folder: Path, now: str, before: str) -> None:
    """Make the French of a copy seem translated from another English, without making any other edition for it."""
    lock = folder / "sources/text/fr.lock.yaml"
    text = lock.read_text("utf-8")
    assert text.count(digest(now)) == text.count(f"english: {now}\n") == 1
    lock.write_text(text.replace(digest(now), digest(before)).replace(f"english: {now}", f"english: {before}"), "utf-8")


@pytest.fixture(scope="session")
def project() -> Root:
    return Root(REPOSITORY)


def decided(read: Sources, variant: str, language: Language) -> Edition:
    """Return the edition of a variant in a language, which need not be among the sources."""
    return edition.decide(read, overlays.wording(read, read.variants[variant], language))


def job_of(root: Root | Path, language: str = "en") -> RenderJob:
    """Return what is to be made of the latest variant in a language."""
    root = root if isinstance(root, Root) else Root(root)
    job = _job_here(language) if root.folder == REPOSITORY else _planned(root, language)
    return replace(job, likely=likely(language)) if language in PUBLISHED else job


@cache
def _job_here(language: str) -> RenderJob:
    """Return what is to be made here, where no test changes anything."""
    return _planned(Root(REPOSITORY), language)


def _planned(root: Root, language: str) -> RenderJob:
    (job,) = plan.plan(root, Selection((VariantId("2025-france"),), (LanguageTag(language),))).jobs
    return job


def pressed(job: RenderJob, setting: Setting) -> bytes:
    """Return the press PDF of an edition that was laid out."""
    screen = pdf.write(setting.document, setting.page, "x", fonts.of_theme(setting.theme, job.root))
    return worker.pressed(job, setting, "x", screen)


@cache
def likely(language: str) -> copyfit.Fit:
    """Return what the published leaflet fits at: most tests change little of it, and need not look again."""
    job = _job_here(language)
    return replace(copyfit.fitted(job.edition, job.theme, job.root, job.english).fit, largest=False)


@dataclass(frozen=True)
class Leaflet:
    """The English leaflet as the command line made it, in a root of its own."""

    root: Path
    pdf: Path
    press: Path
    docx: Path
    printed: str


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], Result]) -> tuple[Path, str]:
    """Return a folder that was made by a command, and what that printed; to be read or copied, never changed.

    It is made once per run, by whichever test process comes first.
    """
    shared = factory.getbasetemp()
    shared = shared.parent if os.environ.get("PYTEST_XDIST_WORKER") else shared
    folder = shared / "made" / re.sub(r"\W+", "-", name)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "printed").exists():
            shutil.rmtree(folder / "project", ignore_errors=True)
            (folder / "project").mkdir()
            result = make(folder / "project")
            assert result.status == 0, result.err
            (folder / "printed").write_text(result.out, "utf-8")
    return folder / "project", (folder / "printed").read_text("utf-8")


def prebuilt(factory: pytest.TempPathFactory, languages: str, variants: str) -> tuple[Path, str]:
    """Return a project as the command line built it, and what that printed."""

    def build(folder: Path) -> Result:
        if languages == "en" and variants == "2025-france":  # what is left of the leaflets when only it is published
            first, _ = prebuilt(factory, ", ".join(PUBLISHED), variants)
            shutil.copytree(first, folder, dirs_exist_ok=True)
            publish(folder, languages, variants)
            return pipeline("build", "--root", folder)
        return pipeline_apart("build", "--root", sign_off(copy_project(folder, languages, variants)))

    return once(factory, f"{languages} {variants}", build)


def prebuilt_further(factory: pytest.TempPathFactory, languages: str, variants: str) -> Path:
    """Return a project built on top of the leaflets: only what they lack was made."""

    def build(folder: Path) -> Result:
        first, _ = prebuilt(factory, ", ".join(PUBLISHED), "2025-france")
        shutil.copytree(first, folder, dirs_exist_ok=True)
        publish(folder, languages, variants)
        return pipeline("build", "--root", folder)

    return once(factory, f"further {languages} {variants}", build)[0]


def prebuilt_site(factory: pytest.TempPathFactory) -> Path:
    """Return two variants in three languages, French a draft, made by the command line."""

    def build(folder: Path) -> Result:
        leaflets, _ = prebuilt(factory, ", ".join(PUBLISHED), "2025-france")
        shutil.copytree(leaflets, folder, dirs_exist_ok=True)
        publish(folder, ", ".join(PUBLISHED), "2025-france, 2024-egypt")
        outdate(folder, "What is the Khartoum Process?", "What was the Khartoum Process?")
        return Copy(folder).build()

    return once(factory, "site", build)[0]


@pytest.fixture(scope="session")
def leaflet(tmp_path_factory: pytest.TempPathFactory) -> Leaflet:
    root, printed = prebuilt(tmp_path_factory, "en", "2025-france")
    return _made(root, "en", printed)


def _made(root: Path, language: str, printed: str) -> Leaflet:
    stem = f"{root}/output/2025-france/khartoum-process-factsheet-2025-france-{language}"
    return Leaflet(root, Path(f"{stem}.pdf"), Path(f"{stem}-press.pdf"), Path(f"{stem}.docx"), printed)


@pytest.fixture(scope="session")
def leaflets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Leaflet]:
    """Make the leaflet in every published language, by the command line."""
    root, printed = prebuilt(tmp_path_factory, ", ".join(PUBLISHED), "2025-france")
    return {id: _made(root, id, printed) for id in PUBLISHED}


@pytest.fixture(scope="session")
def drawn(leaflets: dict[str, Leaflet], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the Word files of the leaflets as LibreOffice draws them."""

    def draw(folder: Path) -> Result:
        all_drawn_by_libreoffice([each.docx for each in leaflets.values()], folder)
        return Result(0, "", "")

    folder, _ = once(tmp_path_factory, "drawn by LibreOffice", draw)
    return {id: folder / each.pdf.name for id, each in leaflets.items()}


@dataclass(frozen=True)
class Copy:
    """A copy of the project, to change."""

    root: Path

    def change(self, file: str, old: str, new: str) -> None:
        path = self.root / file
        text = path.read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        path.write_text(text.replace(old, new), "utf-8")

    def build(self, lang: str = "", *options: str) -> Result:
        run = pipeline_apart if "--jobs" in options else pipeline
        return run("build", "--root", self.root, *(["--lang", lang] if lang else []), *options)

    @property
    def made(self) -> list[Path]:
        """The leaflets in output/, without the manifest, the download page and its ZIPs."""
        return [path for path in (self.root / "output").glob("*/*") if path.is_file() and path.suffix != ".zip"]

    def only(self, ending: str) -> Path:
        """Return the only file made with this ending; ".pdf" does not include "-press.pdf"."""
        longer = [each for each in formats.ENDINGS.values() if each != ending and each.endswith(ending)]
        (path,) = (each for each in self.made if each.name.endswith(ending) and not each.name.endswith(tuple(longer)))
        return path


@pytest.fixture
def copy(tmp_path: Path, request: pytest.FixtureRequest) -> Copy:
    return Copy(copy_project(tmp_path, own_fonts=request.path.stem == "test_fonts"))


@pytest.fixture
def changed(copy: Copy) -> Callable[[str, str, str], Copy]:
    """Return a copy of the project with one change made."""

    def change(file: str, old: str, new: str) -> Copy:
        copy.change(file, old, new)
        return copy

    return change
