"""Send texts to translators, and import what they send back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..core.names import LanguageTag
from ..core.project import Root
from ..core.wording import counted
from .options import HERE, LanguageArgument, RootOption, path
from .terminal import reported, reporter, say, tabulate

if TYPE_CHECKING:
    from ..translation.bundle import Bundle
    from ..translation.importer import Import


def translate(
    lang: LanguageArgument,
    everything: Annotated[bool, typer.Option("--all", help="Every text, not only those still to be done.")] = False,
    tmx: Annotated[bool, typer.Option("--tmx", help="Also a translation memory of all confirmed texts.")] = False,
    root: RootOption = HERE,
) -> None:
    """Write what a translator needs: Word, XLIFF, and numbered pages."""
    with reported():
        from ..core.atomic import put
        from ..translation.bundle import translating

        here = Root(root.resolve())
        bundle = translating(here, LanguageTag(lang), everything=everything, memory=tmx)
        put([*bundle.files, *bundle.pictures], here)
        print(f"{bundle.out.title}: {bundle.out.summary}")
        print(*(f"  {here.name(each)}  {len(content) / 1000:,.0f} kB" for each, content in bundle.files), sep="\n")
        print(_pictures(bundle, here))
        print(
            say("Send the Word file or the XLIFF file, together with the PDF. When it comes back: make import file=...")
        )


def _pictures(bundle: Bundle, root: Root) -> str:
    """Return a line on the pictures."""
    drawn = [len(content) for _, content in bundle.pictures if content is not None]
    pictures = counted(len(drawn), "picture")
    return f"  {root.name(bundle.folder)}/  {sum(drawn) / 1000:,.0f} kB: {pictures} that show where each text is"


def import_(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The file from the translator: Word or XLIFF.", parser=path)
    ],
    lang: Annotated[
        str, typer.Option("--lang", metavar="CODE", help="The language of the file.", show_default="as the file says")
    ] = "",
    root: RootOption = HERE,
) -> None:
    """Import a translation, and show what became of each text."""
    with reported():
        from ..core.atomic import alone, put
        from ..translation import importer

        here = Root(root.resolve())
        with alone(here.output, here, reporter().waiting):
            brought = importer.importing(here, file, lang)
            put(brought.files, here)
        _show(brought, here)
        if brought.open:
            raise typer.Exit(1)


def _show(brought: Import, root: Root) -> None:
    """Print the result of an import: what became of each text, its wording, the counts, what to do next."""
    from ..core.printable import printable

    if rows := list(brought.table()):
        tabulate(["where", "text", "outcome", "reason"], rows)
    _compare(brought)
    print(brought.counted)
    for place, comment in brought.comments:
        print(f"{place}: comment: {printable(comment)}")
    written = [root.name(path) for path, content in brought.files if content is not None]
    if not written:
        print("nothing was written: the file contains nothing new")
        return
    print(f"written: {', '.join(written)}")
    if any(name.startswith("sources/") for name in written):
        print(say(f"to see it on the page: make factsheet lang={brought.language}"))


def _compare(brought: Import) -> None:
    """Print the old and the new wording of each text that was imported; in colour on a terminal."""
    from rich.console import Console

    from ..translation import wordings

    console = Console(markup=False, emoji=False, highlight=False, soft_wrap=True)
    for line in wordings.lines(brought, isolated=console.is_terminal):
        console.print(line)
