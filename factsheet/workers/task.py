"""Do the work of a worker, from start to end: in its own process, within limits."""

from __future__ import annotations

import gc
import os
import resource
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import parent_process
from multiprocessing.connection import Connection
from typing import Any, Generic, TypeVar

from ..core.diagnostics import Place, Problem, Problems
from .limits import Limits

Result = TypeVar("Result")
Step = Callable[[str, str], None]  # called with an edition, and what is being done to it
HEAVY = "look for a text, a size in the theme or a picture that is far too large"
UNDO = "undo the last change to sources/, layouts/ or fonts/; if that does not help, tell a maintainer"


@dataclass(frozen=True)
class Task(Generic[Result]):
    """A piece of work: its edition, and a function that can be sent to another process.

    Whoever has done one of a `group` can do the next one faster: leaflets in one language share sheets and sizes.
    """

    name: str
    do: Callable[[Step], Result]
    group: str = ""


@dataclass(frozen=True)
class Begun:
    """A worker's report that a task has begun: its time starts now."""


@dataclass(frozen=True)
class Done:
    """A worker's report that a task has ended. One that is tired ran out of memory, and gets no more work."""

    result: Any
    tired: bool = False


def serve(pipe: Connection, limits: Limits) -> None:
    """Do one task after another until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # what C libraries print when they give up; the parent says it better
    _bounded(limits.memory)
    gc.freeze()  # what was imported before the fork is not garbage; scanning it again and again costs 5 %
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with suppress(EOFError, OSError):
        while True:
            task = pipe.recv()
            pipe.send(Begun())
            # For work that no signal can stop, if the parent has been killed: the system ends it by its CPU time.
            spent = int(sum(resource.getrusage(resource.RUSAGE_SELF)[:2]))
            ceiling = resource.getrlimit(resource.RLIMIT_CPU)[1]
            allowed = spent + int(limits.seconds) + 2
            soft = allowed if ceiling == resource.RLIM_INFINITY else min(allowed, ceiling)
            resource.setrlimit(resource.RLIMIT_CPU, (soft, ceiling))
            pipe.send(_attempted(task, pipe, limits))


def _bounded(memory: int) -> None:
    """Limit this process to a number of bytes of memory. If the system does not enforce that, keep watch."""
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    if sys.platform == "darwin":  # accepts the limit, but does not enforce it
        threading.Thread(target=_end_when_larger, args=(memory,), daemon=True).start()


def _end_when_larger(memory: int) -> None:
    """Exit when more memory (bytes) is in use than allowed, for macOS."""
    while resource.getrusage(resource.RUSAGE_SELF).ru_maxrss <= memory:
        threading.Event().wait(0.2)
    os._exit(1)


def _end_with_parent() -> None:
    """Exit when the parent does, whatever is being done."""
    if parent := parent_process():
        parent.join()
    os._exit(1)


def _attempted(task: Task[Any], pipe: Connection, limits: Limits) -> Done:
    """Return the outcome of a task. Report whatever it raises, with what was being done."""
    doing = "start"

    def step(name: str, what: str) -> None:
        nonlocal doing
        doing = what
        pipe.send((name, what))

    try:
        return Done(task.do(step))
    except Problems as found:
        return Done(found)
    except MemoryError:
        what = f"it needed more than {limits.memory / 1e9:g} GB of memory, and was stopped ({doing})"
        return Done(Problems([Problem(Place(task.name), what, HEAVY)]), tired=True)
    except RecursionError:
        what = f"something is nested too deeply ({doing})"
        return Done(Problems([Problem(Place(task.name), what, "nest fewer elements inside one another")]))
    except Exception as error:
        return Done(Problems([Problem(Place(task.name), went_wrong(doing, error), UNDO)]))


def went_wrong(doing: str, error: Exception) -> str:
    """Say what failed, and how: what it was is a mistake in the program, or in what it relies on."""
    said = str(error).partition("\n")[0][:200]
    return f"{doing} failed ({type(error).__name__}{f': {said}' if said else ''})"
