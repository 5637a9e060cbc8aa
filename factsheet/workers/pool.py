"""Do work in separate processes, with limits on memory and time: one that runs wild is stopped, and the rest go on.

A text, a style sheet or a picture can keep an engine busy for ever, deep in a library that ignores signals. So the
process that the user talks to never lays out, draws or fills in anything: it waits, and can always be stopped.
"""

from __future__ import annotations

import atexit
import os
import signal
from collections import deque
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from multiprocessing import forkserver, get_all_start_methods, get_context, resource_tracker
from multiprocessing.connection import Connection, wait
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import Any, Generic

from ..core.diagnostics import Place, Problem, Problems
from .limits import LIMITS, Limits
from .task import HEAVY, Begun, Done, Result, Step, Task, serve

# Seconds that a worker may take to start, in addition to those for its task.
STARTING = 30
# Workers are forked from a process that has imported these, and so are ready in 10 ms instead of 900. None of them
# reads fonts when it is imported; Pango and fontconfig do not survive a fork.
IMPORTED = [
    "factsheet.workers.bindings",  # first: it prepares the way for WeasyPrint
    "weasyprint",
    "docx",
    "icu",
    "babel.dates",
    "pypdfium2",
    "resvg_py",
    "segno",
    "click",
    "factsheet.build.worker",
]

_READY = Lock()


def silent(name: str, doing: str) -> None:
    """Report a step to nobody."""


def ready() -> None:
    """Start importing what workers need while this process does something else."""
    if "forkserver" in get_all_start_methods():
        with _READY, _importable():  # one thread at a time: the environment is the whole process's
            get_context("forkserver").set_forkserver_preload(IMPORTED)
            resource_tracker.ensure_running()  # first: it lets Ctrl-C through again when it starts (3.11)
            with _held():
                forkserver.ensure_running()
        _ends_with_this()


@cache
def _ends_with_this() -> None:
    """Let the process that forks end when this one does, and not only when it has imported everything.

    After a refusal, it would keep the terminal's pipe open for seconds more: `make ... | tee` would seem to hang.
    """

    def end() -> None:
        if pid := getattr(forkserver._forkserver, "_forkserver_pid", None):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    atexit.register(end)


class Workers:
    """A number of processes that do tasks. Each is started when it is needed, and ends with the pool."""

    def __init__(self, number: int = 1, limits: Limits = LIMITS) -> None:
        self.number = number
        self.limits = limits
        self._idle: list[_Worker] = []
        self._busy: dict[Connection, _Assignment[Any]] = {}
        self._stopped = False

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        while self._idle:
            self._idle.pop().end()

    def stop(self) -> None:
        """Kill every process, whatever it does, and any that begins later. For another thread than the one waiting."""
        self._stopped = True
        for given in [*self._busy.values()]:
            given.worker.process.kill()

    def each(
        self, tasks: Sequence[Task[Result]], step: Step = silent
    ) -> Iterator[tuple[Task[Result], Result | Problems]]:
        """Do tasks; yield each when it is done, with its result or its problems.

        A task that takes too much is stopped, and reported as such; the others go on.
        """
        waiting, busy = _Waiting(tasks), self._busy
        try:
            while waiting or busy:
                while waiting and len(busy) < self.number:
                    given = self._given(waiting, {each.task.group for each in busy.values()})
                    busy[given.worker.pipe] = given
                    if self._stopped:
                        given.worker.process.kill()
                for given in self._done(busy, step):
                    del busy[given.worker.pipe]
                    yield given.task, given.result
        finally:
            for given in busy.values():
                given.worker.end()
            busy.clear()

    def one(self, task: Task[Result], step: Step = silent) -> Result:
        """Do a task, and return its result. Raises Problems if anything is wrong with it."""
        ((_, result),) = self.each([task], step)
        if isinstance(result, Problems):
            raise result
        return result

    def _given(self, waiting: _Waiting[Result], others: Container[str]) -> _Assignment[Result]:
        """Give a task to an idle worker, or to a new one; `others` are the groups that are being worked on."""
        task: Task[Result] | None = None
        while True:
            worker, is_new = (self._idle.pop(), False) if self._idle else (_Worker(self.limits), True)
            task = task or waiting.next(worker.group, others)
            try:
                worker.pipe.send(task)
            except OSError:  # it has died since its last task
                worker.end()
                if is_new:
                    raise
            else:
                worker.group = task.group
                return _Assignment(worker, task, monotonic() + self.limits.seconds + STARTING)

    def _done(self, busy: dict[Connection, _Assignment[Any]], step: Step) -> Iterator[_Assignment[Any]]:
        """Wait until something happens; yield what has ended."""
        left = min(given.until for given in busy.values()) - monotonic()
        heard = wait(list(busy), max(0, left))
        for pipe in heard:
            assert isinstance(pipe, Connection)
            given = busy[pipe]
            try:
                said = pipe.recv()
            except (EOFError, OSError):
                given.result = _died(given)
                yield given
                continue
            if isinstance(said, Done):
                given.result = said.result
                if said.tired:
                    given.worker.end()
                else:
                    self._idle.append(given.worker)
                yield given
            elif isinstance(said, Begun):
                given.until = monotonic() + self.limits.seconds
            else:
                given.doing = said[1]
                step(*said)
        for given in list(busy.values()):
            if given.worker.pipe not in heard and given.until <= monotonic():
                given.worker.end()
                given.result = _late(given, self.limits)
                yield given


class _Waiting(Generic[Result]):
    """Tasks that nobody has begun, by group, in the order in which they came."""

    def __init__(self, tasks: Iterable[Task[Result]]) -> None:
        self.groups: dict[str, deque[Task[Result]]] = {}
        for task in tasks:
            self.groups.setdefault(task.group, deque()).append(task)

    def __bool__(self) -> bool:
        return bool(self.groups)

    def next(self, last: str, others: Container[str]) -> Task[Result]:
        """Take a task for a worker out: of the group of its last one, or else of one that nobody is working on."""
        free = (group for group in self.groups if group not in others)
        group = last if last in self.groups else next(free, next(iter(self.groups)))
        task = self.groups[group].popleft()
        if not self.groups[group]:
            del self.groups[group]
        return task


@dataclass(eq=False)
class _Assignment(Generic[Result]):
    """A task given to a worker, its deadline, and the last thing it was doing."""

    worker: _Worker
    task: Task[Result]
    until: float
    doing: str = "start"
    result: Result | Problems = field(default_factory=lambda: Problems([]))


class _Worker:
    """A process, and the pipe to it."""

    def __init__(self, limits: Limits) -> None:
        context: Any = get_context("forkserver" if "forkserver" in get_all_start_methods() else "spawn")
        ready()
        self.pipe, its_end = context.Pipe()
        self.group = ""  # of its last task
        self.process = context.Process(target=serve, args=(its_end, limits), daemon=True)
        with _held():  # a Ctrl-C is for the process that waits; this one never receives it
            self.process.start()
        its_end.close()

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


def _late(given: _Assignment[Any], limits: Limits) -> Problems:
    what = f"it took more than {limits.seconds:g} s, and was stopped ({given.doing})"
    hint = f"{HEAVY}; on a slow machine: make factsheet patience=120"
    return Problems([Problem(Place(given.task.name), what, hint)])


def _died(given: _Assignment[Any]) -> Problems:
    """Report what the system says about a worker that has died."""
    given.worker.end()
    code = given.worker.process.exitcode or 0
    with suppress(ValueError):
        ended = signal.Signals(-code).name
        what = f"the process making it was killed ({ended}; {given.doing}), possibly out of memory"
        return Problems([Problem(Place(given.task.name), what, HEAVY)])
    what = f"the process making it ended too early ({given.doing})"
    return Problems([Problem(Place(given.task.name), what, HEAVY)])


@contextmanager
def _held() -> Iterator[None]:
    """Hold back a Ctrl-C for a while, without losing it. A process started meanwhile never receives one."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _importable() -> Iterator[None]:
    """Let a new Python find this package, and nothing in the folder where the command was typed.

    The process that forks is started with -c, which would import from there first; in 3.11 it is not given sys.path.
    """
    here = str(Path(__file__).resolve().parents[2])
    before = {name: os.environ.get(name) for name in ("PYTHONPATH", "PYTHONSAFEPATH")}
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [here, before["PYTHONPATH"]]))
    os.environ["PYTHONSAFEPATH"] = "1"
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
