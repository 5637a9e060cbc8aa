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
LanguageOption = Annotated[
    str,
    typer.Option(
        "--lang",
        metavar="CODES",
        help="Only these languages, as in fr or 'fr ar'.",
        show_default="all that are published",
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
def build(root: RootOption = HERE, lang: LanguageOption = "") -> None:
    """Make the PDF and the Word file of every edition."""
    with _reported():
        from factsheet.build import build
        from factsheet.root import Root

        project = Root(root.resolve())
        for path in build(project, lang.replace(",", " ").split()):
            print(f"{project.name(path)}  {path.stat().st_size / 1000:,.0f} kB")


@app.command()
def language(
    lang: Annotated[str, typer.Argument(metavar="CODE", help="Such as sw, el or am.")], root: RootOption = HERE
) -> None:
    """Start a language: write its file, with every text still to translate."""
    with _reported():
        from factsheet import scaffold, sources
        from factsheet.build import put
        from factsheet.root import Root

        project = Root(root.resolve())
        path, content = scaffold.start(project, sources.load(project), lang)
        put([(path, content)], project)
        print(f"{project.name(path)} is there to be filled in. See it on the page: make factsheet lang={lang}")


@app.command()
def status(
    lang: Annotated[str, typer.Argument(metavar="[CODE]", help="What is still to do in one language.")] = "",
    root: RootOption = HERE,
) -> None:
    """Tell how each translation stands towards the English."""
    with _reported():
        from rich import box
        from rich.console import Console
        from rich.table import Table

        from factsheet import sources
        from factsheet import status as standing
        from factsheet.root import Root

        told = sources.load(Root(root.resolve()))
        if lang:
            for place, key, state in standing.open_texts(told, lang):
                print(f"{place}: {key} is {state}")
            return
        table = Table("language", *(state.value for state in standing.COLUMNS), "status", box=box.SIMPLE)
        for row in standing.table(told):
            table.add_row(*row)
        Console(width=100).print(table)


@app.command()
def confirm(
    lang: Annotated[str, typer.Argument(metavar="CODE", help="The language, such as fr.")],
    keys: Annotated[list[str] | None, typer.Argument(metavar="[KEY]...", help="Such as facts.established.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Every text that is translated.")] = False,
    root: RootOption = HERE,
) -> None:
    """Say that a translation holds: it was made from the English of today, or still fits it."""
    with _reported():
        from factsheet import lock, sources
        from factsheet import status as standing
        from factsheet.build import put
        from factsheet.root import Root

        project = Root(root.resolve())
        entries = standing.confirmed(sources.load(project), lang, keys or [], everything=everything)
        path = lock.path(project, lang)
        put([(path, lock.written(lang, entries))], project)
        print(f"{project.name(path)}: confirmed {', '.join(keys) if keys else 'everything that is translated'}")


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
