"""Work is done in processes that can be stopped: by time, by memory, by Ctrl-C; the rest goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from factsheet.core.diagnostics import Problems
from factsheet.workers import pool
from factsheet.workers.limits import Limits
from factsheet.workers.pool import Workers
from factsheet.workers.task import Step, Task

from ..conftest import REPOSITORY, Copy, copy_project, slow

LOOP = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"


def good(number: int, step: Step) -> int:
    step("good", "counting")
    return number


def endless(step: Step) -> None:
    step("endless", "turning")
    while True:
        pass


def deaf(step: Step) -> None:
    """Hang in C with the GIL held, as resvg does with a filter: no signal is heard, no thread runs."""
    step("deaf", "drawing")
    int("9" * 4000) ** (10**7)


def greedy(step: Step) -> None:
    step("greedy", "eating")
    bytes(2 * 10**9)


def crashing(step: Step) -> None:
    step("crashing", "writing")
    os.abort()


def leaving(step: Step) -> None:
    raise SystemExit(0)


def failing(step: Step) -> None:
    step("failing", "reading")
    raise ValueError("a\nb")


def deep(step: Step) -> None:
    deep(step)


SAID = {
    endless: "it took more than 0.5 s, and was stopped (turning)",
    deaf: "it took more than 0.5 s, and was stopped (drawing)",
    greedy: "it needed more than 1 GB of memory, and was stopped (eating)",
    crashing: "was killed (SIGABRT; writing), possibly out of memory",
    leaving: "ended too early (start)",
    failing: "reading failed (ValueError: a)",
    deep: "nested too deeply",
}


# Whatever goes wrong, one worker may be busy with it while another is not: by time, and by its own end.
BESIDE = (endless, crashing)


@pytest.mark.parametrize(
    ("bad", "number"),
    [*((bad, 1) for bad in SAID), *((bad, 2) if bad in BESIDE else slow(bad, 2) for bad in SAID)],
)
def test_what_runs_wild_is_stopped_and_the_rest_goes_on(bad: object, number: int) -> None:
    tasks = [Task("a", partial(good, 1)), Task("bad", bad), Task("b", partial(good, 2)), Task("c", partial(good, 3))]  # type: ignore[arg-type]
    steps = []
    with Workers(number, Limits(0.5)) as workers:
        done = {task.name: result for task, result in workers.each(tasks, lambda *said: steps.append(said))}
    found = done.pop("bad")
    assert done == {"a": 1, "b": 2, "c": 3}
    assert isinstance(found, Problems)
    (problem,) = found.problems
    assert SAID[bad] in problem.what  # type: ignore[index]
    assert problem.place.file == "bad"
    assert steps.count(("good", "counting")) == 3


def test_a_worker_that_has_gone_is_replaced() -> None:
    with Workers(1) as workers:
        assert workers.one(Task("a", partial(good, 1))) == 1
        (idle,) = workers._idle
        idle.process.kill()
        idle.process.join()
        assert workers.one(Task("b", partial(good, 2))) == 2


def test_who_has_done_one_of_a_group_gets_the_next() -> None:
    waiting = pool._Waiting(Task(f"{group}{number}", good, group) for number in range(2) for group in "abc")  # type: ignore[arg-type]
    asked = [("", ""), ("", "a"), ("a", "b"), ("a", "b"), ("c", "b"), ("c", "b")]
    # At first one of each; then of the last one's group; then what nobody works on; then whatever is left.
    assert [waiting.next(last, others).name for last, others in asked] == ["a0", "b0", "a1", "c0", "c1", "b1"]
    assert not waiting


def test_a_bomb_beside_two_good_editions(tmp_path: Path) -> None:
    copy = Copy(copy_project(tmp_path, "en, fr, ar"))
    bomb = "<body>{% if edition.language == 'fr' %}{{ 'a' * 10**10 }}{% endif %}"
    copy.change("layouts/leaflet/page.html.j2", "<body>", bomb)
    result = copy.build("", "--format", "pdf")
    assert result.status == 1
    assert "2025-france-fr: it needed more than 1 GB of memory, and was stopped (layout)" in result.err
    assert "1 problem; everything else was made." in result.err
    made = {path.name for path in copy.made}
    assert made == {f"khartoum-process-factsheet-2025-france-{id}.pdf" for id in ("en", "ar")}


@pytest.mark.campaign
@pytest.mark.parametrize("command", ["build", "preview"])
def test_ctrl_c_is_heard_whatever_a_template_does(command: str, copy: Copy) -> None:
    copy.change("layouts/leaflet/page.html.j2", "<body>", f"<body>{LOOP}")
    call = [sys.executable, REPOSITORY / "pipeline.py", command, "--root", copy.root]
    call += ["--no-browser"] if command == "preview" else ["--lang", "en"]
    # A shell makes what it runs in the background ignore SIGINT: hear it all the same.
    process = subprocess.Popen(
        call,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        # Earlier tests in this process have set fonts of their own, which are gone.
        env={name: value for name, value in os.environ.items() if name != "FONTCONFIG_FILE"},
    )
    group = process.pid
    assert process.stdout
    if command == "build":
        assert "making 1 edition" in process.stdout.readline()
    else:
        wait_for_a_worker(process)
    os.killpg(group, signal.SIGINT)
    said, _ = process.communicate(timeout=30)  # far less than the 60 s of an edition
    assert process.returncode in ((130,) if command == "build" else (0, 130))
    assert "Traceback" not in said
    wait_for_the_end(group)


def wait_for_the_end(group: int) -> None:
    """Return when a process and those that it has started are gone."""
    with suppress(ProcessLookupError):
        while True:
            os.killpg(group, 0)


def wait_for_a_worker(process: subprocess.Popen[str]) -> None:
    """Return when a process has its own processes: the one that forks, and the forked one."""
    while len([each for each in Path("/proc").glob("[0-9]*/stat") if _group(each) == process.pid]) < 3:
        with suppress(subprocess.TimeoutExpired):  # to look all the time would keep it from starting
            process.wait(0.05)


def _group(stat: Path) -> int:
    try:
        return int(stat.read_text().rpartition(")")[2].split()[2])
    except OSError:
        return 0


@pytest.mark.campaign
def test_an_edition_dies_with_its_build(copy: Copy) -> None:
    copy.change("layouts/leaflet/page.html.j2", "<body>", f"<body>{LOOP}")
    call = [sys.executable, REPOSITORY / "pipeline.py", "build", "--root", copy.root, "--lang", "en"]
    process = subprocess.Popen(call, stderr=subprocess.PIPE, text=True, start_new_session=True)
    group = process.pid
    assert process.stderr
    assert "making 1 edition" in process.stderr.readline()
    wait_for_a_worker(process)
    process.kill()
    process.communicate(timeout=30)
    wait_for_the_end(group)


def test_work_is_done_under_a_limit_that_was_there_before() -> None:
    """A shared machine may let a user have 30 s of CPU (`ulimit -t 30`): less than an edition may take."""
    code = """if True:
        import resource
        resource.setrlimit(resource.RLIMIT_CPU, (30, 30))
        from factsheet.workers import pool, task
        pool.IMPORTED = []
        with pool.Workers() as workers:
            print(workers.one(task.Task("x", callable)))"""
    done = subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.stdout == "True\n", done.stderr
