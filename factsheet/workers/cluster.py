"""Have tasks done on other machines by Dask, over TLS. The only module that knows Dask, on this side and the other.

On the other side, a task runs in a process of ours, which has the limits that it has here. Dask does the rest: it hands
out tasks, and hands them out again when a machine is lost.
"""

from __future__ import annotations

import logging
import pickle
import platform
import re
import ssl
import warnings
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, wait
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from multiprocessing import current_process
from pathlib import Path
from threading import Thread
from time import monotonic
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from ..core import atomic, fingerprint
from ..core.diagnostics import Place, Problem, Problems
from ..core.project import Root
from . import far
from .far import Order
from .greeting import CERTIFICATES, CONNECTING, START, refusal
from .limits import LIMITS, Limits
from .pool import ready, silent
from .task import HEAVY, Result, Step, Task

# Seconds: until a worker is there; between two looks whether one is; until all are taken for lost. A worker that Dask
# starts again is there after 5.
COMING, LOOKING, LOST = 30, 5, 60
# Seconds that the machines may take to end what they do when a build ends.
LEAVING = 3
HOST = r"[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\]"
CONFIGURED = ("ca-file", "client.cert", "client.key")  # below distributed.comm.tls, in Dask's configuration
MISSING = "Dask is not installed here"
INSTALL = "in a checkout: .venv/bin/pip install distributed; otherwise: pip install 'factsheet[cluster]'"
SAME = "install the same versions there: docs/cluster.md"


def check(address: str) -> None:
    """Raise Problems for anything but the address of a scheduler that speaks TLS, and where Dask is missing."""
    place = Place(f"scheduler={address}")
    if not re.fullmatch(rf"tls://({HOST}):[0-9]{{1,5}}", address) or not _port(address):
        what = "this is not the address of a scheduler that uses TLS, and no other kind is accepted"
        raise Problems([Problem(place, what, "write it as scheduler=tls://host:8786")])
    _dask(place)


class Cluster:
    """Machines that do tasks, used as `pool.Workers` is. Raises Problems on entry if they cannot be used.

    `parts` are the files below the project's folder that a task may read: all else stays here.
    """

    def __init__(self, address: str, root: Root, parts: Mapping[str, bytes], limits: Limits = LIMITS) -> None:
        self.place = Place(f"scheduler={address}")
        self.address = address
        self.root = root
        self.parts = parts
        self.limits = limits
        self.build = uuid4().hex
        self._client: Any = None

    def __enter__(self) -> Cluster:
        if found := refusal(urlsplit(self.address).hostname or "", _port(self.address), _certificates(self.place)):
            raise Problems([Problem(self.place, *found)])
        try:
            self._client = _client(self.address, self.place)
            self._same()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        client, self._client = self._client, None
        if client:
            # In a thread, since a machine that hangs would keep us here.
            ending = Thread(target=_let_rest, args=(client, self.build), daemon=True)
            ending.start()
            ending.join(LEAVING)
            client.close(LEAVING)

    def each(
        self, tasks: Sequence[Task[Result]], step: Step = silent
    ) -> Iterator[tuple[Task[Result], Result | Problems]]:
        """Do tasks; yield each when it is done, with its result or its problems."""
        parts, made_with = dict(self.parts), _made_with()
        orders = [
            Order(self.build, each.name, each.group, far.sent(each, self.root, parts), self.limits, made_with)
            for each in tasks
        ]
        executor: Executor = self._client.get_executor(pure=False)
        try:
            brought = self._brought(far.packed(parts))
            waiting = {executor.submit(_do, order, brought): task for order, task in zip(orders, tasks, strict=True)}
            for task in tasks:
                step(task.name, f"sent to {self.address}")
            for future in self._ended(waiting):
                task = waiting.pop(future)
                yield task, self._outcome(task.name, future)
        finally:
            with suppress(Exception):  # Dask may be gone
                executor.shutdown(wait=False)

    def _brought(self, packed: bytes) -> Any:
        """Return what every task reads, as Dask has it: known by its digest, sent to a worker once.

        It is the result of a task, and not scattered data, which would be lost with the last machine that has it.
        """
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "Sending large graph")
            return self._client.submit(_kept, packed, key=f"factsheet-{atomic.sha256(packed)}")

    def _ended(self, waiting: Mapping[Future[bytes], object]) -> Iterator[Future[bytes]]:
        """Yield what has ended, as it does; what is left when no machine is, as cancelled."""
        seen = monotonic()
        while waiting:
            ended, _ = wait(waiting, LOOKING, FIRST_COMPLETED)
            yield from ended
            if ended or self._workers():
                seen = monotonic()
            elif monotonic() - seen > LOST:
                for future in [*waiting]:
                    future.cancel()
                    yield future

    def _workers(self) -> Mapping[str, int]:
        try:
            return dict(self._client.nthreads())
        except Exception:  # whatever Dask raises when the scheduler has gone
            return {}

    def _outcome(self, name: str, future: Future[bytes]) -> Any:
        """Return the result of a task, or what the machines say instead."""
        place = Place(name)
        try:
            return pickle.loads(future.result())
        except CancelledError:
            what = f"it was not made: {self.address} has gone, or no longer has any workers"
            return Problems([Problem(place, what, "make factsheet carries on from where it stopped")])
        except far.Differs as error:
            return Problems([Problem(place, f"it was not made: a worker has {error}", SAME)])
        except Exception as error:
            if type(error) is _dask(self.place).KilledWorker:
                what = "it was not made: every machine that began it was lost"
                return Problems([Problem(place, what, f"look at what the machines print; {HEAVY}")])
            what = f"no machine could make it ({type(error).__name__}: {_first_line(error)})"
            return Problems([Problem(place, what, "make it here: make factsheet without scheduler=")])

    def _same(self) -> None:
        """Raise Problems for workers that would make other files, or that cannot start a process of ours."""
        found = self._client.run(_looked, on_error="return")
        if problems := [problem for each in found.items() if (problem := _unfit(*each))]:
            raise Problems(problems)


def _unfit(address: str, found: Any) -> Problem | None:
    """Return what is wrong with a worker, by what it says about itself, or by why it cannot say anything."""
    if isinstance(found, BaseException):
        what = f"it does not have this program ({_first_line(found)})"
        return Problem(Place(f"worker {address}"), what, SAME)
    name, versions, alone = found
    place = Place(f"worker {name}" if name == address else f"worker {name} ({address})")
    if differs := far.differences(_made_with(), versions):
        return Problem(place, f"it would make different files: it has {differs}", SAME)
    if alone:
        hint = "start it with --no-nanny, or with DASK_DISTRIBUTED__WORKER__DAEMON=False"
        return Problem(place, "it is not allowed to start processes, which give an edition its limits", hint)
    return None


def _first_line(error: BaseException) -> str:
    return str(error).partition("\n")[0][:200]


def _looked(dask_worker: Any) -> tuple[str, Mapping[str, str], bool]:
    """Return the name of a worker, its versions, and whether it may not start processes; get ready meanwhile."""
    alone = bool(current_process().daemon)
    if not alone:
        ready()
    return str(dask_worker.name), _made_with(), alone


def _kept(packed: bytes) -> bytes:
    """Be the task whose result every other task reads."""
    return packed


def _do(order: Order, brought: bytes) -> bytes:
    """Do a task, on the other side."""
    from distributed import get_worker

    return far.done(order, brought, Path(get_worker().local_directory), _made_with())


def _let_rest(client: Any, build: str) -> None:
    """Have every machine end what it does for a build."""
    with suppress(Exception):  # whatever Dask raises for those that have gone
        client.run(far.rest, build, on_error="ignore")


@cache
def _made_with() -> Mapping[str, str]:
    """Return the versions that must be the same on both sides. Numbers are not rounded alike on every processor."""
    system = f"{platform.system()} {platform.machine()}"
    return {**fingerprint.made_with(), "distributed": version("distributed"), "system": system}


def _dask(place: Place) -> Any:
    """Return Dask, which says nothing itself. Raises Problems where it is missing."""
    try:
        import distributed
    except ImportError:
        raise Problems([Problem(place, MISSING, INSTALL)]) from None
    # What is worth knowing is reported as a problem.
    loggers = [name for name in logging.root.manager.loggerDict if name.startswith("distributed.")]
    for name in ["distributed", *loggers]:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    return distributed


def _client(address: str, place: Place) -> Any:
    """Return a client of a scheduler that has workers. Raises Problems if there is none."""
    client = None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # other versions: compared by ourselves
            client = _dask(place).Client(address, security=_security(place), timeout=CONNECTING, set_as_default=False)
        client.wait_for_workers(1, COMING)
    except Exception as error:  # it says little in terms of what can be done
        if client is None:
            what = f"Dask does not answer there as it should ({type(error).__name__}: {_first_line(error)})"
            raise Problems([Problem(place, what, SAME)]) from None
        client.close(LEAVING)
        raise Problems([Problem(place, f"no worker has connected within {COMING} s", START)]) from None
    return client


def _security(place: Place) -> Any:
    return _dask(place).Security(require_encryption=True)


def _certificates(place: Place) -> ssl.SSLContext:
    """Return what Dask's own configuration says about certificates. Raises Problems if it does not say enough."""
    import dask.config

    files = {name: dask.config.get(f"distributed.comm.tls.{name}", None) for name in CONFIGURED}
    try:
        context: ssl.SSLContext = _security(place).get_connection_args("client")["ssl_context"]
    except (OSError, ValueError, RuntimeError) as error:
        what = f"the certificates cannot be used ({_first_line(error)}): {', '.join(map(str, files.values()))}"
        raise Problems([Problem(place, what, CERTIFICATES)]) from None
    if missing := [name for name, file in files.items() if not file]:
        names = (
            f"DASK_DISTRIBUTED__COMM__TLS__{name.upper().replace('-', '_').replace('.', '__')}" for name in missing
        )
        raise Problems([Problem(place, f"it needs certificates, and none is named: {', '.join(names)}", CERTIFICATES)])
    return context


def _port(address: str) -> int:
    """Return the port in an address; 0 for one that there cannot be."""
    with suppress(ValueError):
        return urlsplit(address).port or 0
    return 0
