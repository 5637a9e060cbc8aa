"""Every command, in the order of the help, and how the program starts and ends.

Nothing heavy is imported before a command needs it, so that help comes at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, Any

import typer

from .. import __version__
from .authoring import chair, confirm, explain, fonts, language, schema, status
from .building import budget, build
from .changing import changes
from .checking import check, preflight
from .keeping import release, restore, save, stick
from .previewing import preview
from .translating import host, import_, translate

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
COMMANDS: list[Callable[..., None]] = [
    *(build, chair, language, preview),
    *(status, explain, budget, confirm),
    *(translate, import_, host),
    *(check, preflight),
    *(changes, release, save, restore, stick),
    *(schema, fonts),
]
for command in COMMANDS:
    app.command(command.__name__.rstrip("_"))(command)


def _version(asked: bool) -> None:
    if asked:
        print(f"factsheet {__version__}")
        raise typer.Exit


@app.callback()
def factsheet(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Make a leaflet in many languages: print-ready PDF and Word from YAML."""


def main(checkout: Path | None = None) -> None:
    """Run a command, and end with its exit status, whatever the terminal can show and wherever the output goes.

    `checkout` is the project to use where none is named; without it, that is the current folder.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that knows only ASCII
    status: Any = 1
    try:
        app(
            default_map={command.name: {"root": str(checkout)} for command in app.registered_commands}
            if checkout
            else {}
        )
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
