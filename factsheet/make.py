"""Make the files of editions, here or in processes of their own, and stage each beside its place."""

from __future__ import annotations

import os
import signal
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import active_children, get_context, parent_process
from multiprocessing.queues import SimpleQueue
from pathlib import Path
from time import perf_counter

from . import files, fit, pdf, picture, press, refusal, web, word
from .edition import Edition
from .errors import Place, Problem, Problems
from .fit import Fitted, Setting
from .fresh import ENDINGS
from .plan import Job

Step = Callable[[str, str], None]  # an edition's name, what is done to it
# Of the picture of the first page, in dots: sharp on a screen with two dots to a pixel.
WIDTH = 480
# A process takes about as long to start as two editions take to make.
WORTH_A_PROCESS = 3


@dataclass(frozen=True)
class Piece:
    """A file that is staged, and waits to be put in place."""

    format: str
    path: Path
    beside: Path
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Made:
    """An edition that was made: its files, their pages, the size of its text in pt, what is wrong with it, the time."""

    pieces: Sequence[Piece]
    draft: bool
    open: Mapping[str, int]
    pages: int
    size: float
    problems: Sequence[Problem]
    seconds: float


def made(job: Job, step: Step) -> Made:
    """Make one edition; where it does not fit, a draft of it. Raises Problems when nothing of it can be made."""
    begun = perf_counter()
    name = job.edition.stem
    step(name, "layout")
    setting, problems = settled(job, fit.fitted(job.edition, job.theme, job.root, job.english, job.size))
    contents: dict[str, bytes] = {}
    if "docx" in job.formats:
        # Word before PDF: what is wrong with the layout it names by its part, where the PDF is just too long.
        step(name, "Word")
        contents["docx"] = word.write(setting.page, setting.theme, job.root, setting.spare)
    if "press" in job.formats:
        step(name, "press PDF")
        contents["press"] = pressed(job, setting, name)
    if "web" in job.formats:
        step(name, "web page")
        contents["web"] = web.write(setting.edition, setting.theme, job.root)
    if "pdf" in job.formats or "picture" in job.formats:
        step(name, "PDF")
        contents["pdf"] = pdf.write(setting.document, setting.page, name)
    if "picture" in job.formats:
        contents["picture"] = picture.first_page(contents["pdf"], WIDTH)
    pieces: list[Piece] = []
    try:
        for format in job.formats:
            path = job.root.output / setting.edition.chair / f"{setting.edition.stem}{ENDINGS[format]}"
            beside = files.stage(path, contents[format], job.root)
            pieces.append(Piece(format, path, beside, len(contents[format]), files.sha256(contents[format])))
    except Problems:
        for piece in pieces:
            piece.beside.unlink(missing_ok=True)
        raise
    edition, pages = setting.edition, len(setting.document.pages)
    return Made(pieces, edition.draft, _open(edition), pages, setting.size, problems, perf_counter() - begun)


def settled(job: Job, fitted: Fitted) -> tuple[Setting, list[Problem]]:
    """Return how an edition is set, as a draft where it does not fit, and what keeps it from fitting."""
    setting = fitted.setting
    wrong = {each.key for each in fitted.too_long} | {each.key for each in fitted.too_wide if each.key}
    if wrong:
        setting = fit.at(fit.marked(job.edition, wrong), job.theme, job.root, setting.size)
    return setting, [problem for _, problem in refusal.refusals(job, fitted)]


def _open(edition: Edition) -> Mapping[str, int]:
    """Return how many texts of an edition are missing, outdated or too long."""
    return dict(sorted(Counter(text.draft for text in edition.text.values() if text.draft).items()))


def pressed(job: Job, setting: Setting, name: str) -> bytes:
    """Return the press PDF, its inserts laid over the first page of the sheet that each names."""
    pages = {sheet.name: sheet.pages[0] for sheet in setting.sheets}
    inserts = [pages[sheet] for sheet in setting.page.inserts]
    written = pdf.untagged(setting.whole, setting.page, name)
    return press.write(written, inserts, setting.theme.inks, job.printer, name)


def make(jobs: Sequence[Job], processes: int | None, step: Step) -> Iterator[tuple[Job, Made | Problems]]:
    """Make editions; yield each as it is done, or what is wrong with it.

    In so many processes, or where that is not said, in as many as there are cores and are worth it.
    """
    worth = min(os.cpu_count() or 1, len(jobs) // WORTH_A_PROCESS)
    processes = min(processes or worth, len(jobs))
    if processes < 2:
        for job in jobs:
            yield job, _attempted(job, step)
        return
    context = get_context("spawn")  # Pango and fontconfig do not survive a fork
    steps: SimpleQueue[tuple[str, str] | None] = context.SimpleQueue()
    listener = threading.Thread(target=_listen, args=(steps, step), daemon=True)
    listener.start()
    pool = ProcessPoolExecutor(processes, context, initializer=_begin, initargs=(steps,))
    try:
        with _held():  # what is started now inherits it: a Ctrl-C is for this process, which ends the others
            doing: dict[Future[Made | Problems], Job] = {pool.submit(_worked, job): job for job in jobs}
        for done in as_completed(doing):
            try:
                result = done.result()
            except BrokenProcessPool:
                what = "the process that made it was ended from outside; the memory may have run out"
                result = Problems([Problem(Place(doing[done].edition.stem), what, "try again with --jobs 1")])
            yield doing[done], result
    except BaseException:  # stopped: nothing is waited for
        threading.excepthook = _quiet
        with _deaf():
            for process in active_children():
                process.kill()
            pool.shutdown(wait=False, cancel_futures=True)
        raise
    pool.shutdown()
    steps.put(None)
    listener.join()


def _quiet(told: threading.ExceptHookArgs) -> None:
    """Say nothing of a pipe that was closed: the pool's threads still write when its processes have been ended."""
    if not issubclass(told.exc_type, OSError):
        threading.__excepthook__(told)


@contextmanager
def _held() -> Iterator[None]:
    """Let a Ctrl-C wait for a while; it is not lost. A process that is started meanwhile never hears one."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _deaf() -> Iterator[None]:
    """Hear no Ctrl-C for a while. Only the main thread can be told so."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _attempted(job: Job, step: Step) -> Made | Problems:
    try:
        return made(job, step)
    except Problems as problems:
        return problems


# In a process of its own

_steps: SimpleQueue[tuple[str, str] | None] | None = None


def _begin(steps: SimpleQueue[tuple[str, str] | None]) -> None:
    global _steps
    _steps = steps
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End when the build is killed: a process of a pool would wait for work for ever."""
    if parent := parent_process():
        parent.join()
    os._exit(1)


def _worked(job: Job) -> Made | Problems:
    queue = _steps
    assert queue is not None
    return _attempted(job, lambda name, doing: queue.put((name, doing)))


def _listen(steps: SimpleQueue[tuple[str, str] | None], step: Step) -> None:
    while said := steps.get():
        step(*said)
