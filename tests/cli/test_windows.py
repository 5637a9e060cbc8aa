"""Windows itself: the program says so in one sentence, and the parts that keep it from running there are known."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest

from factsheet.cli.app import NEEDED, WSL

from ..conftest import REPOSITORY

# What Python has only on systems like Unix: modules, functions and constants; and paths that are only there.
MODULES = {"crypt", "fcntl", "grp", "posix", "pty", "pwd", "readline", "resource", "syslog", "termios", "tty"}
OF_OS = set(
    "O_CLOEXEC O_DIRECTORY O_NOFOLLOW O_NONBLOCK O_SYNC WNOHANG chown confstr fchmod fchown fork forkpty getegid"
    " geteuid getgid getloadavg getpgid getuid killpg lchown mkfifo nice posix_spawn sched_getaffinity"
    " sched_setaffinity setsid statvfs sysconf uname wait3 wait4".split()
)
OF_SIGNAL = set(
    "SIGALRM SIGCHLD SIGHUP SIGKILL SIGQUIT SIGUSR1 SIGUSR2 SIGXCPU SIG_BLOCK SIG_SETMASK SIG_UNBLOCK alarm pause"
    " pthread_kill pthread_sigmask setitimer siginterrupt sigpending sigtimedwait sigwait".split()
)
PATHS = re.compile(r"/(dev|etc|proc|tmp|usr|var)/")
# A module without any of this need not be parsed, which takes longer than all the rest.
HINT = re.compile(rf"\b({'|'.join(MODULES | OF_OS | OF_SIGNAL)}|forkserver)\b|{PATHS.pattern}|\.so\b")

FOUND = {
    "check/verapdf.py": {"/dev/", "libjvm.so"},
    "core/atomic.py": {"fcntl"},
    "core/git.py": {"/dev/"},
    "core/inputs.py": {"os.O_CLOEXEC", "os.O_NONBLOCK"},
    "opendocument/libreoffice.py": {"/dev/", "os.killpg", "signal.SIGKILL"},
    "workers/pool.py": {
        "forkserver",
        "signal.SIGKILL",
        "signal.SIG_BLOCK",
        "signal.SIG_SETMASK",
        "signal.pthread_sigmask",
    },
    "workers/task.py": {"resource"},
}


def only_of_unix(tree: ast.Module) -> Iterator[str]:
    """Yield what a module uses that Windows does not have."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names if each.name in MODULES)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield from {node.module or ""} & MODULES
            yield from (each.name for each in node.names if each.name == "forkserver")
        elif isinstance(node, ast.Attribute):
            whole = ast.unparse(node)
            of = {"os": OF_OS, "signal": OF_SIGNAL}.get(ast.unparse(node.value), set())
            if node.attr in of:
                yield whole
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            if found := PATHS.search(node.value):
                yield f"/{found[1]}/"
            yield from re.findall(r"\blib\w+\.so$", node.value)


def test_what_keeps_it_from_windows_is_known() -> None:
    package = REPOSITORY / "factsheet"
    texts = {path.relative_to(package).as_posix(): path.read_text("utf-8") for path in package.rglob("*.py")}
    found = {name: set(only_of_unix(ast.parse(text))) for name, text in texts.items() if HINT.search(text)}
    assert {name: words for name, words in found.items() if words} == FOUND
    said = (REPOSITORY / "docs/install.md").read_text("utf-8")
    assert [name for name in FOUND if f"`{name}`" not in said] == []


def test_what_would_keep_it_from_windows_is_found() -> None:
    planted = "import fcntl\nfrom pwd import getpwuid\nos.fork()\nsignal.alarm(1)\nopen('/proc/self/status')\n"
    assert list(only_of_unix(ast.parse(planted))) == ["fcntl", "pwd", "os.fork", "signal.alarm", "/proc/"]


@pytest.mark.parametrize(("missing", "typed"), [*zip(NEEDED, ["build", "--help"], strict=True)])
def test_windows_is_told_of_wsl(missing: str, typed: str) -> None:
    """A Python without one of these modules stands for that of Windows, and goes in by the real front door."""
    code = f"import runpy, sys; sys.modules[{missing!r}] = None; runpy.run_path('pipeline.py', run_name='__main__')"
    command = [sys.executable, "-c", code, typed]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"{WSL}\n")
