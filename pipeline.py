"""The front door: the commands, their options, and what they print.

Nothing heavy is imported before a command needs it, so that help comes at once.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    help="Make the Khartoum Process leaflet from its sources.",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

RootOption = Annotated[
    Path,
    typer.Option(
        "--root", metavar="DIR", help="The project: sources/, layouts/, fonts/ and output/.", show_default="this one"
    ),
]
HERE = Path(__file__).resolve().parent


@contextmanager
def _reported() -> Iterator[None]:
    """Print every problem and end with exit status 1, if there are any."""
    from factsheet.errors import Problems

    try:
        yield
    except Problems as found:
        number = len(found.problems)
        print(*found.problems, sep="\n", file=sys.stderr)
        print(f"\n{number} problem{'s' if number > 1 else ''}; nothing was written.", file=sys.stderr)
        raise typer.Exit(1) from None


@app.command()
def build(root: RootOption = HERE) -> None:
    """Make the PDF and the Word file of every edition."""
    with _reported():
        from factsheet.build import build
        from factsheet.root import Root

        project = Root(root.resolve())
        for path in build(project):
            print(f"{project.name(path)}  {path.stat().st_size / 1000:,.0f} kB")


@app.command()
def schema(root: RootOption = HERE) -> None:
    """Write the JSON Schemas by which editors check the sources while you type."""
    with _reported():
        from factsheet.build import put
        from factsheet.json_schema import schemas
        from factsheet.root import Root

        project = Root(root.resolve())
        written = {path: text.encode() for path, text in schemas(project).items()}
        put(written.items(), project)
        print(*map(project.name, written), sep="\n")


if __name__ == "__main__":
    app()
