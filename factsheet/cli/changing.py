"""Show what has changed since a release, an earlier version, or under another variant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..core.project import Root
from ..core.wording import counted
from .axis import OfVariants
from .options import languages_option, root_option, selection, variants_option
from .terminal import fail, reported, reporter, say

if TYPE_CHECKING:
    from rich.console import Console

    from ..changes.across import Seen
    from ..changes.review import Compared

PAGE = "changes.html"


@click.command(cls=OfVariants)
@variants_option
@languages_option
@click.option(
    "--since",
    default="",
    metavar="WHEN",
    help="A date, a tag or commit, or the folder of a release or of another leaflet.",
    show_default="the last release of each",
)
@click.option("--against", default="", metavar="NAME", help="Another one, to compare with.")
@root_option
def changes(variant: str, lang: str, since: str, against: str, root: Path) -> None:
    """Show what has changed in texts, facts and pages, here and on a web page to e-mail."""
    with reported():
        from rich.console import Console

        from ..changes.asked import answer
        from ..core.atomic import alone, put

        here = Root(root.resolve())
        found = answer(here, selection(variant, lang), reporter(), date.today(), since=since, against=against)
        console = Console(markup=False, emoji=False, highlight=False, soft_wrap=True)
        _list(found.compared, console, "new" if since or against else "not in a release yet")
        if found.page:
            with alone(here.output, here, reporter().waiting):
                put([(here.output / PAGE, found.page)], here)
            print(f"to read and to e-mail: output/{PAGE}, {len(found.page) / 1e6:,.1f} MB")
        else:
            print(say("to compare with something earlier: make changes since=2026-11-25 (a day, a tag or a folder)"))
        problems = [*found.problems, *(problem for each in found.compared for problem in each.problems)]
        if problems:
            fail(list(dict.fromkeys(problems)), "everything else was compared")


def _list(compared: Sequence[Compared], console: Console, new: str) -> None:
    """Print every edition; what all of them are compared with is said once. `new` is what to say of a new one."""
    from ..changes import across

    with_what = [f"{each.relation} {each.origin}" for each in compared if each.before and each.now]
    once = len(with_what) > 1 and len({*with_what}) == 1
    if once:
        print(_plain(f"{with_what[0]}:\n"))
    seen = across.seen(compared)
    for each in compared:
        _show(each, seen.get(each.edition, ()), console, new, named=not once)


def _show(each: Compared, seen: Sequence[Seen], console: Console, new: str, *, named: bool) -> None:
    """Print what has changed in an edition, if anything; what is shown elsewhere has its reference there."""
    from ..translation import wordings

    print(_plain(f"{each.name}: {'; '.join(_said(each, len(seen), new, named=named))}"))
    for one in seen:
        keys, number = ", ".join(one.entry.keys), one.entry.number
        if one.same:
            console.print(_plain(f"{number}  {keys}: as in {one.same.reference}"))
            continue
        about = [point.kind.value.lower() for point in one.points]
        languages = [one.languages] if one.only else []
        console.print(_plain(f"{number}  {keys}: {'; '.join([', '.join(about), *languages])}"))
        for line in wordings.changed(*one.entry.change.lines, rtl=console.is_terminal and each.direction == "rtl"):
            console.print(line)
    print()


def _plain(text: str) -> str:
    from ..core.printable import printable

    return "\n".join(map(printable, text.split("\n"))).replace("\N{NO-BREAK SPACE}", " ")


def _said(each: Compared, changes: int, new: str, *, named: bool) -> Iterator[str]:
    """Yield in words what has become of an edition; what it is compared with, if that is to be `named`."""
    if each.problems:
        yield "its pages could not be compared" if each.now and each.before else "not compared"
    elif not each.before:
        yield new if each.now else f"no longer made; it was in {each.origin}"
    if each.before and each.now:
        number = counted(changes, "change") if changes else "no changes"
        yield f"{number} {each.relation} {each.origin}" if named else number
        before, now = each.statuses
        if before != now:
            yield f"status: was {before}, now {now}"
        if not each.changes and not each.is_unchanged and not each.problems:
            yield "but its pages look different"
