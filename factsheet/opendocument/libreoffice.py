"""Run LibreOffice on files in a folder of their own, for a limited time, and leave no process behind.

Its profile is made for the run: no macros, extensions or settings of whoever uses the machine. It inherits the limits
of the process that runs it (0.7 GB of memory will do).
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

# It takes 3.5 s to start and make a file; what takes this long never ends. A worker has 60 s for an edition.
PATIENCE = 40
# A shell that ends all of its process group once LibreOffice has ended, or once the process that started it is gone:
# the system closes the pipe between them. LibreOffice is several processes, and would go on.
GUARD = 'exec 3<&0; { read -r _ <&3; kill -KILL 0; } & "$@" </dev/null 3<&-; kill -KILL 0'
# What it needs of the environment.
KEPT = ("PATH", "LANG", "SAL_USE_VCLPLUGIN")


def program() -> str | None:
    """Return the path of LibreOffice, if it is installed."""
    return shutil.which("soffice")


def run(office: str, arguments: Sequence[str], folder: Path, seconds: float) -> None:
    """Run it in a folder until it is done, or for some seconds. It ends with status 0 whatever happens."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["sh", "-c", GUARD, "sh", office, profile, "--headless", "--norestore", *arguments]
    environment = {name: os.environ[name] for name in KEPT if name in os.environ} | {"HOME": str(folder)}
    line, ours = os.pipe()
    try:
        process = subprocess.Popen(
            command,
            stdin=line,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            cwd=folder,
            env=environment,
        )
    finally:
        os.close(line)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    finally:
        os.close(ours)


def converted(content: bytes, ending: str, to: str, seconds: float = PATIENCE) -> bytes | None:
    """Return a file in another format, by their endings (".docx", "odt"); None if it cannot be made, or in time."""
    office = program()
    if not office:
        return None
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / f"leaflet{ending}").write_bytes(content)
        run(office, ["--convert-to", to, "--outdir", name, f"leaflet{ending}"], folder, seconds)
        made = folder / f"leaflet.{to}"
        return made.read_bytes() if made.is_file() else None
