"""Other machines make the same editions, over TLS and within the same limits; what is wrong there is said in words."""

from __future__ import annotations

import ast
import io
import os
import pickle
import re
import shutil
import signal
import socket
import subprocess
import sys
import warnings
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import AbstractContextManager, closing, suppress
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any

import dask
import pytest
from distributed import Client, KilledWorker, LocalCluster, Security

from factsheet.core.diagnostics import Place, Problems
from factsheet.core.project import Root
from factsheet.workers import cluster, far, greeting
from factsheet.workers.cluster import Cluster
from factsheet.workers.limits import LIMITS, Limits
from factsheet.workers.task import Step, Task

from ..conftest import REPOSITORY, Copy, Leaflet, Result, copy_project, pipeline
from .test_limits import LOOP, wait_for_the_end

# What a task of these tests runs where it was sent: on a machine with HELD, until that is killed.
HELD = """import os, time
def held(folder, step):
    if os.environ.get("HELD"):
        (folder / "begun").touch()
        time.sleep(60)
    return "made"
def endless(step):
    step("endless", "turning")
    while True: pass
"""


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with two authorities, "ours" and "theirs", and a certificate of each."""
    folder = tmp_path_factory.mktemp("certificates")
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    for name in ("ours", "theirs"):
        signed = ["-CA", f"{name}-ca.pem", "-CAkey", f"{name}-ca.key", "-CAcreateserial"]
        for command in (
            ["req", "-x509", *key, "-keyout", f"{name}-ca.key", "-out", f"{name}-ca.pem", "-subj", f"/CN={name}"],
            ["req", *key, "-keyout", f"{name}.key", "-out", f"{name}.csr", "-subj", "/CN=machine"],
            ["x509", "-req", "-in", f"{name}.csr", "-out", f"{name}.pem", *signed],
        ):
            subprocess.run(["openssl", *command], cwd=folder, check=True, capture_output=True)
    return folder


def files(certificates: Path, authority: str = "ours", own: str = "ours") -> dict[str, str]:
    """Return what Dask is told of certificates: whom to trust, and what to show."""
    shown = {"cert": f"{certificates}/{own}.pem", "key": f"{certificates}/{own}.key"}
    named = {"ca-file": f"{certificates}/{authority}-ca.pem"}
    named |= {f"{role}.{what}": file for role in ("client", "worker", "scheduler") for what, file in shown.items()}
    return {f"distributed.comm.tls.{name}": file for name, file in named.items()}


def configured(certificates: Path, **which: str) -> AbstractContextManager[object]:
    return dask.config.set(files(certificates, **which))


@pytest.fixture(scope="module")
def machines(certificates: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalCluster]:
    """Start a scheduler with one worker, both in this process."""
    cluster._dask(Place(""))  # quiet from the beginning
    scratch = tmp_path_factory.mktemp("scratch")
    with configured(certificates), started(1, scratch) as local:
        yield local


def started(workers: int, scratch: Path) -> LocalCluster:
    return LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        processes=False,
        protocol="tls://",
        host="127.0.0.1",
        security=Security(require_encryption=True),
        dashboard_address="127.0.0.1:0",
        worker_dashboard_address="127.0.0.1:0",
        local_directory=str(scratch),
        silence_logs=False,
    )


@pytest.fixture
def ours(certificates: Path) -> Iterator[None]:
    with configured(certificates):
        yield


def build(folder: Path, scheduler: str, *options: str) -> Result:
    return pipeline("build", "--root", folder, "--scheduler", scheduler, *options)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.usefixtures("ours")
def test_other_machines_make_the_same_bytes(
    machines: LocalCluster, leaflets: dict[str, Leaflet], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unpacked: list[set[str]] = []
    unpack = far.unpack

    def noted(brought: bytes, folder: Path) -> None:
        unpack(brought, folder)
        unpacked.append({path.relative_to(folder).parts[0] for path in folder.rglob("*")})

    monkeypatch.setattr(far, "unpack", noted)
    copy = Path(shutil.copytree(leaflets["en"].root, tmp_path / "copy"))
    before = contents(copy / "output")
    for path in [*copy.glob("output/2025-france/*-en[.-]*"), *copy.glob("output/2025-france/*-fr[.-]*")]:
        path.unlink()
    result = build(copy, machines.scheduler_address, "--lang", "en fr")
    assert result.status == 0, result.err
    assert result.err.startswith("making 2 editions ...\n")
    assert contents(copy / "output") == before
    # For both editions, once, and nothing but what they are made from.
    assert unpacked == [{"fonts", "layouts", "sources", "shared"}]
    assert not far._guests
    assert not list(Path(machines.workers[0].local_directory).glob("factsheet-*"))


@pytest.mark.usefixtures("ours")
def test_limits_hold_there_too_and_a_killed_machine_is_replaced(
    machines: LocalCluster, certificates: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One worker is killed while it is busy; what it had is made by the other one."""
    (tmp_path / "tasks.py").write_text(HELD, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    tasks: Any = __import__("tasks")
    there = machine(machines.scheduler_address, tmp_path, files(certificates), HELD="1")
    try:
        with Cluster(machines.scheduler_address, Root(tmp_path), {}, Limits(20)) as by:
            by._client.wait_for_workers(2, 30)
            Thread(target=kill_when_busy, args=(there, tmp_path / "begun")).start()
            given = [Task(f"a{number}", partial(tasks.held, tmp_path)) for number in range(6)]
            done = {task.name: result for task, result in by.each(given)}
        assert done == {f"a{number}": "made" for number in range(6)}
        assert there.wait(10) == -signal.SIGKILL
        with Cluster(machines.scheduler_address, Root(tmp_path), {}, Limits(0.5)) as by:
            ((_, found),) = by.each([Task("b", tasks.endless)])
        assert isinstance(found, Problems)
        assert "b: it took more than 0.5 s, and was stopped (turning)" in str(found)
    finally:
        there.kill()
        there.wait()
    assert not list(Path(machines.workers[0].local_directory).glob("factsheet-*"))


def told(of: dict[str, str]) -> dict[str, str]:
    """Return Dask's configuration as it is in an environment."""
    return {f"DASK_{name.upper().replace('-', '_').replace('.', '__')}": file for name, file in of.items()}


def machine(address: str, scratch: Path, of: dict[str, str], *options: str, **more: str) -> subprocess.Popen[bytes]:
    """Start a worker as docs/cluster.md says."""
    path = os.pathsep.join([str(scratch), str(REPOSITORY)])
    environment = os.environ | told(of) | {"PYTHONPATH": path} | more
    command = [
        sys.executable,
        "-m",
        "dask",
        "worker",
        address,
        "--host",
        "127.0.0.1",
        "--dashboard-address",
        "127.0.0.1:0",
    ]
    command += ["--nthreads", "1", "--local-directory", str(scratch), *(options or ["--no-nanny"])]
    with (scratch / "said").open("ab") as said:
        return subprocess.Popen(command, env=environment, cwd=scratch, stdout=said, stderr=said)


def kill_when_busy(there: subprocess.Popen[bytes], begun: Path) -> None:
    while not begun.exists():
        if there.poll() is not None:
            return
        signal.sigtimedwait([], 0.02)
    there.kill()


ADDRESSES = [
    "tcp://127.0.0.1:8786", "127.0.0.1:8786", "tls://127.0.0.1", "tls://127.0.0.1:99999", "tls://127.0.0.1:0", "tls://:1",
    "tls://a b:1", "tls://a@b:1", "tls://a:1/x", "ucx://a:1", "inproc://a", "tls://[::1:1", "tls://é:1", "",
]  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_but_tls_is_used(address: str) -> None:
    with pytest.raises(Problems, match="this is not the address of a scheduler that uses TLS"):
        cluster.check(address)


@pytest.mark.parametrize("address", ["tls://a-b.example:8786", "tls://127.0.0.1:1", "tls://[::1]:65535"])
def test_addresses_with_tls_are_taken(address: str) -> None:
    cluster.check(address)


def test_without_tls_nothing_is_even_looked_at(tmp_path: Path) -> None:
    result = build(tmp_path, "tcp://127.0.0.1:8786")
    assert result.status == 1
    assert result.err == (
        "scheduler=tcp://127.0.0.1:8786: this is not the address of a scheduler that uses TLS, and no other kind is "
        "accepted; write it as scheduler=tls://host:8786\n\n1 problem; nothing was written.\n"
    )
    assert not list(tmp_path.iterdir())


def test_without_dask_there_is_a_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    result = build(tmp_path, "tls://127.0.0.1:8786")
    assert result.status == 1
    assert "Dask is not installed here; in a checkout: .venv/bin/pip install distributed; otherwise:" in result.err


def refused(address: str) -> str:
    """Return why a scheduler cannot be used."""
    with pytest.raises(Problems) as found, Cluster(address, Root(Path()), {}):
        pass
    (problem,) = found.value.problems
    assert problem.place.file == f"scheduler={address}"
    return f"{problem.what}; {problem.hint}"


@pytest.mark.usefixtures("ours")
def test_who_is_not_there_is_said() -> None:
    with socket.socket() as reserved:  # bound, but nobody listens
        reserved.bind(("127.0.0.1", 0))
        assert "nothing is answering on this port; how to start" in refused(
            f"tls://127.0.0.1:{reserved.getsockname()[1]}"
        )
    assert refused("tls://machine.invalid:8786") == "there is no machine with this name; check the name"


@pytest.mark.usefixtures("ours")
def test_who_says_nothing_or_something_else_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(greeting, "CONNECTING", 0.1)
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        address = f"tls://127.0.0.1:{server.getsockname()[1]}"
        assert "nothing answered within 0.1 s" in refused(address)
        monkeypatch.setattr(greeting, "CONNECTING", 10)

        def answer() -> None:
            server.accept()[0].close()  # the one of before
            with server.accept()[0] as other:
                other.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

        answering = Thread(target=answer)
        answering.start()
        assert "no TLS connection is possible (wrong version number)" in refused(address)
        answering.join()


@pytest.mark.parametrize(
    ("which", "says"),
    [
        ({"authority": "theirs"}, "its certificate is not trusted ("),
        ({"own": "theirs"}, "no TLS connection is possible (tlsv1 alert "),
        ({"authority": "none"}, "the certificates cannot be used ([Errno 2] No such file or directory): "),
    ],
)
def test_a_certificate_of_somebody_else_is_refused(
    which: dict[str, str], says: str, machines: LocalCluster, certificates: Path
) -> None:
    with configured(certificates, **which):
        assert says in refused(machines.scheduler_address)


def test_without_certificates_it_is_said_which(certificates: Path) -> None:
    with dask.config.set(dict.fromkeys(files(certificates))):
        assert "none is named: DASK_DISTRIBUTED__COMM__TLS__CA_FILE, DASK_" in refused("tls://127.0.0.1:8786")


@pytest.mark.usefixtures("ours")
def test_a_scheduler_without_workers_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "COMING", 0.1)
    with started(0, tmp_path) as local:
        assert "no worker has connected within 0.1 s; how to start it" in refused(local.scheduler_address)


def test_who_would_make_other_files_is_named() -> None:
    versions = cluster._made_with()
    others = {**versions, "factsheet": "0", "pango": "1.0"}
    del others["weasyprint"]
    assert cluster._unfit("tls://a:1", ("a", versions, False)) is None
    differs = cluster._unfit("tls://a:1", ("a", others, False))
    assert str(differs).startswith(
        "worker a (tls://a:1): it would make different files: it has a different version of factsheet, no weasy"
    )
    assert f"pango 1.0 instead of {versions['pango']}" in str(differs)
    assert "it is not allowed to start processes" in str(cluster._unfit("tls://a:1", ("a", versions, True)))
    assert "it does not have this program (no x)" in str(cluster._unfit("tls://a:1", ImportError("no x")))


def test_what_nobody_is_left_to_make_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "LOOKING", 0.01)
    monkeypatch.setattr(cluster, "LOST", 0.05)
    by = Cluster("tls://a:1", Root(Path()), {})
    waiting: dict[Future[bytes], str] = {Future(): "a", Future(): "b"}
    for future in by._ended(waiting):
        found = by._outcome(waiting.pop(future), future)
        assert "it was not made: tls://a:1 has gone, or no longer has any workers; make factsheet" in str(found)
    assert not waiting


def test_what_machines_die_of_is_named() -> None:
    by, future = Cluster("tls://a:1", Root(Path()), {}), Future[bytes]()
    future.set_exception(KilledWorker("a", None, 3))
    assert "a: it was not made: every machine that began it was lost; look at" in str(by._outcome("a", future))
    other = Future[bytes]()
    other.set_exception(OSError(28, "No space left on device"))
    assert "a: no machine could make it (OSError: [Errno 28] No space left on device)" in str(by._outcome("a", other))


def test_a_task_for_another_version_is_not_done(tmp_path: Path) -> None:
    order = far.Order("x", "a", "", b"", Limits(), {"pango": "2"})
    with pytest.raises(far.Differs, match=r"pango 1 instead of 2"):
        far.done(order, b"", tmp_path, {"pango": "1"})
    far.rest("x")
    with pytest.raises(far.Ended):
        far.done(order, b"", tmp_path, {"pango": "2"})


@pytest.mark.parametrize("name", ["../a", "/a", "a/../b", "a//b", ".a", "a/.b", "a\\b", "c:a", "a/", ""])
def test_an_archive_is_unpacked_in_its_folder_only(name: str, tmp_path: Path) -> None:
    packed = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(packed, "w") as made:
        made.writestr("fonts/good.ttf", b"x")
        made.writestr(zipfile.ZipInfo(name), b"x")
    (tmp_path / "in").mkdir()
    with pytest.raises(ValueError, match="is not the name of a file in a folder"):
        far.unpack(packed.getvalue(), tmp_path / "in")
    assert contents(tmp_path) == {}


def named(root: Root, step: Step) -> Root:
    return root


def test_a_build_that_was_killed_makes_room_for_the_next(tmp_path: Path) -> None:
    here, parts = Root(Path("/here")), dict[str, bytes]()
    sent = far.sent(Task("a", partial(named, here)), here, parts)
    made = []
    for build in ("killed", "next", "killed"):
        order = far.Order(build, "a", "", sent, LIMITS, {})
        made.append(pickle.loads(far.done(order, far.packed({"fonts/a": b"x"}), tmp_path, {})).folder)
        assert list(tmp_path.iterdir()) == [made[-1]]
        assert (made[-1] / "fonts/a").read_bytes() == b"x"
    assert len(set(made)) == 3
    far.rest("killed")
    assert not list(tmp_path.iterdir())


def large(root: Root, told: bytes, step: Step) -> tuple[Root, int]:
    return root, len(told)


def test_what_is_sent_names_the_folder_there_and_is_large_once(tmp_path: Path) -> None:
    here, there, parts = Root(Path("/here")), Root(tmp_path), dict[str, bytes]()
    sent = [far.sent(Task(str(n), partial(large, here, b"\0" * 20_000)), here, parts) for n in range(2)]
    assert all(len(each) < 500 and b"/here" not in each for each in sent)
    assert len(parts) == 1
    far.unpack(far.packed(parts), tmp_path)
    assert pickle.loads(far._opened(sent[0], there, lambda *_: None)) == (there, 20_000)


def test_no_other_module_knows_dask() -> None:
    knows = set()
    for path in (REPOSITORY / "factsheet").rglob("*.py"):
        text = path.read_text("utf-8")
        for node in ast.walk(ast.parse(text)) if re.search("dask|distributed", text) else ():
            names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
            if {name.partition(".")[0] for name in names} & {"dask", "distributed"}:
                knows.add(path.relative_to(REPOSITORY / "factsheet").as_posix())
    assert knows == {"workers/cluster.py"}


@pytest.fixture
def scheduler(certificates: Path, tmp_path: Path) -> Iterator[str]:
    """Start a scheduler that has no workers yet."""
    with configured(certificates), started(0, tmp_path) as local:
        yield local.scheduler_address


def alive(scratch: Path) -> set[int]:
    """Return the processes of the machine that was started in a folder."""
    found = set()
    for path in Path("/proc").glob("[0-9]*/cwd"):
        with suppress(OSError):
            if path.readlink() == scratch:
                found.add(int(path.parent.name))
    return found


def wait_until(true: Callable[[], object]) -> None:
    while not true():
        signal.sigtimedwait([], 0.02)


@pytest.mark.campaign
def test_a_nanny_brings_a_killed_worker_back(scheduler: str, certificates: Path, tmp_path: Path) -> None:
    """The only worker is killed while it makes editions: what it had been sent has to be sent again, too."""
    (scratch := tmp_path / "machine").mkdir()
    here, away = (copy_project(tmp_path / name, "en, fr, ar", "2025-france, 2024-egypt") for name in ("a", "b"))
    nanny = machine(scheduler, scratch, files(certificates), "--nanny", DASK_DISTRIBUTED__WORKER__DAEMON="False")
    killed = []

    def kill() -> None:
        wait_until(lambda: list(scratch.glob("*/*/factsheet-*/layouts")))
        with Client(scheduler, security=Security(require_encryption=True), set_as_default=False) as client:
            killed.extend(client.run(os.getpid).values())
        os.kill(killed[0], signal.SIGKILL)

    killing = Thread(target=kill)
    killing.start()
    try:
        result = build(away, scheduler)
        killing.join()
        assert result.status == 0, result.err
        assert len(killed) == 1
        assert killed[0] not in alive(scratch)
    finally:
        nanny.terminate()
        nanny.wait()
    wait_until(lambda: not alive(scratch))
    assert pipeline("build", "--root", here).status == 0
    assert contents(here / "output") == contents(away / "output")


@pytest.mark.campaign
@pytest.mark.parametrize(
    ("how", "says"),
    [
        ("nanny", "it is not allowed to start processes, which give an edition its limits; start it with --no-nanny"),
        (
            "other",
            "it would make different files: it has a different version of factsheet; install the same versions there",
        ),
        ("bare", "it does not have this program"),
    ],
)
def test_a_machine_that_is_not_fit_is_refused(
    how: str, says: str, scheduler: str, certificates: Path, tmp_path: Path
) -> None:
    (scratch := tmp_path / "machine").mkdir()
    more = {"PYTHONPATH": str(scratch)} if how == "bare" else {}
    if how == "other":
        shutil.copytree(REPOSITORY / "factsheet", scratch / "factsheet")
        with (scratch / "factsheet/core/atomic.py").open("a") as module:
            module.write("# changed\n")
    there = machine(scheduler, scratch, files(certificates), "--nanny" if how == "nanny" else "--no-nanny", **more)
    try:
        copy = copy_project(tmp_path / "copy")
        result = build(copy, scheduler)
        assert result.status == 1
        assert result.err.startswith("worker ")
        assert says in result.err
        assert "Traceback" not in result.err
        assert not list((copy / "output").iterdir())
    finally:
        there.terminate()
        there.wait()


@pytest.mark.campaign
def test_ctrl_c_ends_it_at_once_here_and_there(scheduler: str, certificates: Path, tmp_path: Path) -> None:
    (scratch := tmp_path / "machine").mkdir()
    copy = Copy(copy_project(tmp_path / "copy"))
    copy.change("layouts/leaflet/page.html.j2", "<body>", f"<body>{LOOP}")
    there = machine(scheduler, scratch, files(certificates))
    try:
        process = subprocess.Popen(
            [sys.executable, REPOSITORY / "pipeline.py", "build", "--root", copy.root, "--scheduler", scheduler],
            env=os.environ | told(files(certificates)),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        )
        # The worker, the process that forks, the one that looks after what they share, and the one with the edition.
        wait_until(lambda: list(scratch.glob("*/*/factsheet-*/layouts")) and len(alive(scratch)) == 4)
        os.killpg(process.pid, signal.SIGINT)
        said, _ = process.communicate(timeout=10)
        assert process.returncode == 130
        assert "Stopped." in said
        assert "Traceback" not in said
        wait_for_the_end(process.pid)
        assert len(alive(scratch)) == 3
        assert not list(scratch.glob("*/*/factsheet-*"))
    finally:
        there.terminate()
        there.wait()
