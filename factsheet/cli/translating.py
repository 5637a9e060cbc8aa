"""Send texts to translators, and import what they send back."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..core.diagnostics import Problems
from ..core.names import LanguageTag
from ..core.project import Root
from ..core.wording import counted
from .options import by_option, date_option, folder, language_argument, path, root_option, signed_by
from .terminal import fail, reported, reporter, say, tabulate

if TYPE_CHECKING:
    from ..translation.bundle import Bundle
    from ..translation.importer import Import
    from ..translation.term_import import TermImport


@click.command()
@language_argument
@click.option("--all", "everything", is_flag=True, help="Every text, not only those still to be done.")
@click.option("--tmx", is_flag=True, help="Also a translation memory of all confirmed texts.")
@root_option
def translate(lang: str, everything: bool, tmx: bool, root: Path) -> None:
    """Write what a translator needs: Word, XLIFF, the glossary, and numbered pages."""
    with reported():
        from ..core.atomic import put
        from ..translation.bundle import translating

        here = Root(root.resolve())
        bundle = translating(here, LanguageTag(lang), everything=everything, memory=tmx)
        put([*bundle.files, *bundle.pictures], here)
        print(f"{bundle.out.title}: {bundle.out.summary}")
        made = {path: content for path, content in bundle.files if content is not None}
        print(*(f"  {here.name(path)}  {len(content) / 1000:,.0f} kB" for path, content in made.items()), sep="\n")
        print(_pictures(bundle, here))
        terms = " with the TBX file" if any(path.suffix == ".tbx" for path in made) else ""
        todo = f"Send the Word file, or the XLIFF file{terms}, together with the PDF."
        print(say(f"{todo} When it comes back: make import file=..."))


def _pictures(bundle: Bundle, root: Root) -> str:
    """Return a line on the pictures."""
    drawn = [len(content) for _, content in bundle.pictures if content is not None]
    pictures = counted(len(drawn), "picture")
    return f"  {root.name(bundle.folder)}/  {sum(drawn) / 1000:,.0f} kB: {pictures} that show where each text is"


@click.command()
@click.argument("target", type=folder, metavar="DIR", help="A folder, such as a clone of the platform's repository.")
@root_option
def host(target: Path, root: Path) -> None:
    """Write all texts in the form that a platform such as Weblate or Pontoon uses: PO files and pictures."""
    with reported():
        from ..core.atomic import put
        from ..translation.hosting import hosted

        here, there = Root(root.resolve()), target.resolve()
        made = hosted(here, there)
        put(((there / name, content) for name, content in made.files.items()), Root(there))
        for out in made.languages:
            print(f"{out.title}: {out.summary}")
        written = [name for name in made.files if name.endswith((".po", ".pot"))]
        pictures = counted(sum(name.endswith(".png") for name in made.files), "picture")
        print(f"written in {target}: {', '.join(written)}, {pictures}")
        for out in made.languages[:1]:
            back = f'make import file="{target / made.path(out.language)}"'
            print(say(f"When translations come back: {back}, and then this command again"))


@click.command("import")
@click.argument(
    "file",
    type=path,
    help="The file that came back: Word, OpenDocument, XLIFF, PO or TBX, or a ZIP with one.",
)
@click.option("--lang", default="", metavar="CODE", help="The language of the file.", show_default="as the file says")
@by_option
@date_option
@root_option
def import_(file: Path, lang: str, by: str, date: str, root: Path) -> None:
    """Import a translation, or terms for the glossary, and show what happened to each."""
    with reported():
        from ..core.atomic import alone, put
        from ..translation import incoming
        from ..translation.importer import Import

        here, by_whom = Root(root.resolve()), signed_by(by, date)
        with alone(here.output, here, reporter().waiting):
            brought = incoming.importing(here, file, lang, by_whom)
            put(brought.files, here)
        _show(brought, here)
        if isinstance(brought, Import):
            _write(brought, here, file.name)
        if brought.open:
            sys.exit(1)


def _write(brought: Import, root: Root, file: str) -> None:
    """Write the page about an import, and say where it is."""
    from ..changes import imported
    from ..core.atomic import put

    try:
        if page := imported.page(root, brought, file):
            path = root.output / f"imported-{brought.language}.html"
            put([(path, page)], root)
            print(f"to read or e-mail: {root.name(path)}")
    except Problems as found:
        fail(found.problems, "the translation was imported, but the page about it could not be made")


def _show(brought: Import | TermImport, root: Root) -> None:
    """Print the result of an import: what happened to each text or term, its wording, the counts, what to do next."""
    from ..core.printable import printable
    from ..translation.importer import Import

    of_texts = isinstance(brought, Import)
    if rows := list(brought.table()):
        tabulate(["where", "text" if of_texts else "term", "outcome", "reason"], rows)
    if isinstance(brought, Import):
        _compare(brought)
    print(brought.counted)
    for place, comment in brought.comments:
        print(f"{place}: note: {printable(comment)}")
    written = [root.name(path) for path, content in brought.files if content is not None]
    if not written:
        print("nothing was written" + ("" if brought.open and not of_texts else ": the file contains nothing new"))
        return
    print(f"written: {', '.join(written)}")
    if any(name.startswith("sources/") for name in written):
        todo = "see it on the page: make factsheet" if of_texts else "see which texts do not use the terms: make status"
        print(say(f"to {todo} lang={brought.language}"))


def _compare(brought: Import) -> None:
    """Print the old and the new wording of each text that was imported; in colour on a terminal."""
    from rich.console import Console

    from ..translation import wordings

    console = Console(markup=False, emoji=False, highlight=False, soft_wrap=True)
    for line in wordings.lines(brought, isolated=console.is_terminal):
        console.print(line)
