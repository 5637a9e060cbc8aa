"""Every command, in the order of the help, and how the program starts and ends.

Nothing heavy is imported before a command needs it, so that help comes at once.
"""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from io import TextIOWrapper
from pathlib import Path
from typing import Any

import click

from .. import __version__
from .authoring import confirm, explain, fonts, language, migrate, schema, status, variant
from .axis import Commands
from .building import budget, build
from .changing import changes
from .checking import check, preflight, verify
from .keeping import release, restore, save, stick
from .previewing import preview
from .starting import new
from .translating import host, import_, translate

COMMANDS: list[click.Command] = [
    *(build, new, variant, language, preview),
    *(status, explain, budget, confirm),
    *(translate, import_, host),
    *(check, preflight),
    *(changes, release, verify, save, restore, stick),
    *(schema, fonts, migrate),
]

# Of Python itself, but not on Windows: locks, and limits on time and memory.
NEEDED = ("fcntl", "resource")
WSL = "This program does not run on Windows itself. Install WSL (type: wsl --install), and run it there, as on Ubuntu."


@click.group(cls=Commands, commands=COMMANDS)
@click.version_option(__version__, message="factsheet %(version)s")
def app() -> None:
    """Make a leaflet in many languages: print-ready PDF and Word from YAML."""


def main(checkout: Path | None = None) -> None:
    """Run a command, and end with its exit status, whatever the terminal can show and wherever the output goes.

    `checkout` is the project to use where none is named; without it, that is the current folder.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that knows only ASCII
    if any(find_spec(name) is None for name in NEEDED):
        sys.exit(WSL)
    status: Any = 1
    try:
        app(default_map={name: {"root": str(checkout)} for name in app.commands} if checkout else {})
    except SystemExit as ended:
        status = ended.code
    except OSError as error:  # click itself prints too
        print(f"The output cannot be written ({error.strerror}).", file=sys.stderr)
    try:
        sys.stdout.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # so that what is still buffered is dropped
        print(f"The output cannot be written ({error.strerror}).", file=sys.stderr)
        status = 1
    sys.exit(status)
