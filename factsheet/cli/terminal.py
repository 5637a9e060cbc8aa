"""What every command prints in the same way: problems, counts, tables and progress."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click
from click.core import ParameterSource

from ..core.diagnostics import Problem, Problems
from ..core.wording import counted
from .spoken import as_typed, elsewhere

if TYPE_CHECKING:
    from ..build.progress import Reporter

STOPPED = 130  # the exit status after Ctrl-C: 128 and the number of SIGINT
PRINTED = 50  # problems; nobody reads more of them


@contextmanager
def reported(outcome: str = "nothing was written") -> Iterator[None]:
    """Print every problem and end with exit status 1, if there are any; `outcome` is what that means for the files."""
    try:
        yield
    except Problems as found:
        fail(found.problems, outcome)
    except KeyboardInterrupt:
        print("\nStopped. Everything finished so far is kept; the next run makes the rest.", file=sys.stderr)
        sys.exit(STOPPED)
    except OSError as error:
        if error.filename is None:  # what is printed cannot be: see main
            raise
        print(f"{error.filename}: {error.strerror}; check that you are allowed to use it", file=sys.stderr)
        sys.exit(1)
    except Exception as error:
        if os.environ.get("FACTSHEET_TRACEBACK"):
            raise
        print(f"The program failed unexpectedly ({type(error).__name__}: {error}).", file=sys.stderr)
        print("Please tell a maintainer. To see where, put FACTSHEET_TRACEBACK=1 before the command.", file=sys.stderr)
        sys.exit(1)


def fail(problems: Iterable[Problem], outcome: str) -> NoReturn:
    """Print problems, how many there are and what that means for the files, if anything; end with exit status 1."""
    show(problems)
    number = len(set(problems))
    print(f"\n{counted(number, 'problem')}{f'; {outcome}' if outcome else ''}.", file=sys.stderr)
    sys.exit(1)


def show(problems: Iterable[Problem]) -> None:
    """Print problems in the order of the files; if there are very many, the first ones and the number of the rest."""
    found = sorted(set(problems))
    print(*(say(each) for each in found[:PRINTED]), sep="\n", file=sys.stderr)
    if len(found) > PRINTED:
        print(f"... and {len(found) - PRINTED:,} more, not shown", file=sys.stderr)


def say(message: object) -> str:
    """Return a message with the commands that work here: `make` in a checkout, else the installed command."""
    said = elsewhere(str(message), _other_root())
    return as_typed(said) if Path(sys.argv[0]).stem == "factsheet" else said


def _other_root() -> str:
    """Return the folder of another factsheet than the usual one, as it was typed; "" if it is the usual one."""
    context = click.get_current_context(silent=True)
    if context is None or context.get_parameter_source("root") is not ParameterSource.COMMANDLINE:
        return ""
    return str(context.params.get("root", ""))


def reporter(*, quiet: bool = False) -> Reporter:
    """Return a reporter of the progress of a build: nothing, a progress bar, or a log."""
    from ..build.progress import Log, Reporter, Terminal

    return Reporter() if quiet else Terminal() if sys.stderr.isatty() else Log()


def tabulate(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table as wide as the terminal, or 120 characters if there is none."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    from ..core.printable import printable

    table = Table(*columns, box=box.SIMPLE)
    for row in rows:
        table.add_row(*map(printable, row))
    width = None if sys.stdout.isatty() else 120
    Console(width=width, markup=False, emoji=False, highlight=False).print(table)
