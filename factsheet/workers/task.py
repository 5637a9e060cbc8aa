"""Work in a process of its own, held to limits: what a worker does from its start to its end."""

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

Result = TypeVar("Result")
Step = Callable[[str, str], None]  # told of an edition, and of what is done to it
HEAVY = "look for a text, a size in the theme or a picture that is far too large"


@dataclass(frozen=True)
class Limits:
    """What a piece of work may take: seconds by the clock, and bytes of memory (address space).

    The leaflet takes 1.5 s and 0.4 GB with everything.
    """

    seconds: float = 60.0
    memory: int = 1_000_000_000


LIMITS = Limits()


@dataclass(frozen=True)
class Task(Generic[Result]):
    """A piece of work: the edition that it is for, and a function that can be sent to another process."""

    name: str
    do: Callable[[Step], Result]


@dataclass(frozen=True)
class Begun:
    """What a worker says at the beginning of a task: its time runs from now."""


@dataclass(frozen=True)
class Done:
    """What a worker says at the end of a task. One that is tired ran out of memory, and is not asked again."""

    result: Any
    tired: bool = False


def serve(pipe: Connection, limits: Limits) -> None:
    """Do one task after the other, until nobody gives any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # what C libraries print when they give up; the parent says it better
    _bounded(limits.memory)
    gc.freeze()  # what was imported before the fork is no garbage: to look through it again and again costs 5 %
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with suppress(EOFError, OSError):
        while True:
            task = pipe.recv()
            pipe.send(Begun())
            # What no signal stops, if the parent has been killed: the system ends it by its CPU.
            spent = int(sum(resource.getrusage(resource.RUSAGE_SELF)[:2]))
            ceiling = resource.getrlimit(resource.RLIMIT_CPU)[1]
            resource.setrlimit(resource.RLIMIT_CPU, (spent + int(limits.seconds) + 2, ceiling))
            pipe.send(_attempted(task, pipe, limits))


def _bounded(memory: int) -> None:
    """Let this process have so many bytes of memory. Where the system keeps no such limit, look again and again."""
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    if sys.platform == "darwin":  # takes the limit, and does not keep it
        threading.Thread(target=_end_when_larger, args=(memory,), daemon=True).start()


def _end_when_larger(memory: int) -> None:
    """End when there is more in memory (bytes) than there may be: macOS."""
    while resource.getrusage(resource.RUSAGE_SELF).ru_maxrss <= memory:
        threading.Event().wait(0.2)
    os._exit(1)


def _end_with_parent() -> None:
    """End when the parent does, whatever is being done."""
    if parent := parent_process():
        parent.join()
    os._exit(1)


def _attempted(task: Task[Any], pipe: Connection, limits: Limits) -> Done:
    """Return what a task comes to. Whatever it raises is said, with what was being done."""
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
        return Done(Problems([Problem(Place(task.name), what, "put fewer elements inside one another")]))
    except Exception as error:
        said = str(error).partition("\n")[0][:200]
        what = f"{doing} failed ({type(error).__name__}{f': {said}' if said else ''})"
        return Done(Problems([Problem(Place(task.name), what, "undo the last change to layouts/ or fonts/")]))
