"""Do the task of a build that runs on another machine: unpack what it reads, and hand it to a process of this one.

How a task gets here is not this module's concern: see `cluster`.
"""

from __future__ import annotations

import pickle
import re
import shutil
import tempfile
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Any
from zipfile import ZipFile

from ..core import archive, atomic, inputs
from ..core.diagnostics import Problems
from ..core.project import Root
from .limits import Limits
from .pool import Workers
from .task import Step, Task

# A folder or a file: no "..", nothing hidden, nothing absolute, no drive.
PLAIN = re.compile(r"(?!\.)[^/\\:\0]+(/(?!\.)[^/\\:\0]+)*")
# What stands for the project's folder in a task that is sent, and the folder of what tasks have in common. Anything
# from this size on (bytes) is sent once: a printer's colour profile is most of a task.
ROOT, SHARED, LARGE = "root", "shared", 10_000


@dataclass(frozen=True)
class Order:
    """A task that was sent: by which build, of which edition, within which limits, and what must do it."""

    build: str
    name: str
    group: str
    task: bytes
    limits: Limits
    made_with: Mapping[str, str]


class Differs(Exception):
    """This machine would make other files: the versions that are not the same here."""


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Return files as one archive, the same for the same files."""
    return archive.zipped(sorted(parts.items()), 1)


def sent(task: Task[Any], root: Root, parts: dict[str, bytes]) -> bytes:
    """Return what a task does, to be sent; what is large in it is added to the files that are sent once.

    Wherever it names the project's folder, it will name the one to which those files were unpacked.
    """

    class Sending(pickle.Pickler):
        def persistent_id(self, value: Any) -> str | None:
            if isinstance(value, Root) and value == root:
                return ROOT
            if isinstance(value, bytes) and len(value) >= LARGE:
                name = f"{SHARED}/{atomic.sha256(value)}"
                parts[name] = value
                return name
            return None

    to = BytesIO()
    Sending(to, pickle.HIGHEST_PROTOCOL).dump(task.do)
    return to.getvalue()


def differences(wanted: Mapping[str, str], here: Mapping[str, str]) -> str:
    """Return in what a machine differs from what is wanted, in words; "" if it does not."""
    names = [name for name in {**wanted, **here} if wanted.get(name) != here.get(name)]
    return ", ".join(
        "a different version of factsheet"  # its digest says nothing to anybody
        if name == "factsheet"
        else f"{name} {here[name]} instead of {wanted.get(name, 'none')}"
        if name in here
        else f"no {name}"
        for name in names
    )


def done(order: Order, brought: bytes, scratch: Path, here: Mapping[str, str]) -> bytes:
    """Do a task below a scratch folder; return its result or its problems, pickled. Raises Differs and Ended."""
    if found := differences(order.made_with, here):
        raise Differs(found)
    with _lock:
        guest = _welcome(order.build, brought, scratch)
        workers = guest.taken(order.limits)
    try:
        result = workers.one(Task(order.name, partial(_opened, order.task, guest.root), order.group))
    except Problems as found:
        return pickle.dumps(found)
    else:
        return result
    finally:
        with _lock:
            if stays := order.build in _guests:
                guest.free.append(workers)
        if not stays:
            workers.__exit__()


def rest(build: str) -> None:
    """End every process of a build, whatever it does, and remove what it has brought. It gets nothing more done."""
    with _lock:
        _ended.append(build)
        guest = _guests.pop(build, None)
    if guest:
        guest.leave()


def _opened(task: bytes, root: Root, step: Step) -> bytes:
    """Do what was sent, in a worker process; its result goes back as it is, and is opened where it is wanted."""

    class Receiving(pickle.Unpickler):
        def persistent_load(self, name: str) -> Root | bytes:
            return root if name == ROOT else inputs.read(root, root.folder / name, inputs.PROFILE)

    do: Callable[[Step], Any] = Receiving(BytesIO(task)).load()
    return pickle.dumps(do(step), pickle.HIGHEST_PROTOCOL)


@dataclass(frozen=True)
class _Guest:
    """What a build has on this machine: the folder with what it reads, and processes. Each does one task at a time."""

    root: Root
    all: list[Workers] = field(default_factory=list)
    free: list[Workers] = field(default_factory=list)

    def taken(self, limits: Limits) -> Workers:
        """Return a process that is free, or a new one."""
        if self.free:
            return self.free.pop()
        self.all.append(Workers(1, limits))
        return self.all[-1]

    def leave(self) -> None:
        for workers in self.all:
            workers.stop()
        for workers in self.free:
            workers.__exit__()
        shutil.rmtree(self.root.folder, ignore_errors=True)


# The builds that have something here, and those that have ended: a task of theirs may be late.
_guests: dict[str, _Guest] = {}
_ended: deque[str] = deque(maxlen=1000)
_lock = Lock()


class Ended(Exception):
    """The build has ended; nobody waits for this task."""


def _welcome(build: str, brought: bytes, scratch: Path) -> _Guest:
    """Return what a build has here; the first time, unpack what it reads.

    A build that has nothing to do meanwhile makes room for it: whoever ran it may have been killed. It can come back.
    """
    if build in _ended:
        raise Ended(build)
    if build not in _guests:
        for other in [each for each, guest in _guests.items() if len(guest.free) == len(guest.all)]:
            _guests.pop(other).leave()
        folder = Path(tempfile.mkdtemp(prefix="factsheet-", dir=scratch))
        try:
            unpack(brought, folder)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        _guests[build] = _Guest(Root(folder))
    return _guests[build]


def unpack(brought: bytes, folder: Path) -> None:
    """Unpack an archive into a folder, and nowhere else. Raises ValueError for any name but plain, relative ones."""
    with ZipFile(BytesIO(brought)) as archive:
        names = archive.namelist()
        if strange := [name for name in names if not PLAIN.fullmatch(name)]:
            raise ValueError(f"{strange[0]!r} is not the name of a file in a folder")
        for name in names:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:
                file.write(archive.read(name))
