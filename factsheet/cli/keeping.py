"""Release leaflets, keep the sources and get them back, and put everything on a memory stick."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..core.names import called
from ..core.printable import printable
from ..core.project import Root
from ..core.wording import counted
from .axis import OfVariants
from .checking import listed
from .options import names, path, root_option, selection, variants_option
from .terminal import fail, reported, reporter, say, show

if TYPE_CHECKING:
    from ..check.release import Outcome


UNSEALED = "  not sealed: no key is configured"


@click.command(cls=OfVariants)
@root_option
@variants_option
@names("--without", "Leave out these languages, such as sw.", "none")
@click.option("--drafts", is_flag=True, help="Release drafts too, still marked as drafts.")
@click.option("--anyway", is_flag=True, help="Release new texts under the date of the old ones.")
def release(root: Path, variant: str, without: str, drafts: bool, anyway: bool) -> None:
    """Release whatever has no errors, in a dated folder that is never changed again."""
    with reported():
        import os
        from datetime import date

        from ..build.site import refresh_alone
        from ..check.release import released_now
        from ..check.runner import review
        from ..seal import sealer

        here = Root(root.resolve())
        seal = sealer.configured(os.environ)  # at once: the rest takes a while
        reviewed = review(here, selection(variant, without=without), reporter())
        outcomes = list(released_now(here, reviewed, date.today(), seal, drafts=drafts, anyway=anyway))
        for line in (line for each in outcomes for line in _released(each)):
            print(line)
        if reviewed.plan and any(each.new for each in outcomes):
            refresh_alone(here, reviewed.plan.theme)
        show(doubt for each in outcomes for doubt in each.doubts)
        if reviewed.findings and any(each.release for each in outcomes):
            print("\nReleased, with these findings:")
            listed(reviewed.findings)
        if problems := [problem for each in outcomes for problem in each.problems]:
            kept = ", ".join(filter(None, (each.variant for each in outcomes if each.problems)))
            fail(list(dict.fromkeys(problems)), f"not released: {kept}" if kept else "nothing was released")


def _released(outcome: Outcome) -> Iterator[str]:
    """Yield what happened to a variant, if it was or had been released."""
    about = f"{outcome.variant}: " if outcome.variant else ""
    if outcome.release and outcome.new:
        yield f"{about}released in output/releases/{outcome.release.folder}"
        if outcome.since:
            yield f"  what has changed since {outcome.since.folder} is in its changes.html"
        seal = outcome.release.seal
        yield f"  sealed by {printable(seal.name)}" if seal else UNSEALED
    elif outcome.release:
        yield f"{about}nothing has changed since output/releases/{outcome.release.folder}"


@click.command()
@click.option("--message", default="", metavar="WORDS", help="What you changed.")
@root_option
def save(message: str, root: Path) -> None:
    """Save the sources, layouts and fonts as they are now, so that you can get them back."""
    with reported():
        from ..authoring import keep

        saved = keep.save(Root(root.resolve()), message)
        if not saved:
            print("nothing has changed since the last save")
            return
        print(f"saved {counted(len(saved.files), 'file')} as version {saved.version}: {', '.join(saved.files)}")


@click.command()
@click.option("--version", default="", metavar="ID", show_default="the last save")
@click.option("--list", "list_", is_flag=True, help="Only list the versions.")
@root_option
def restore(version: str, list_: bool, root: Path) -> None:
    """Restore the sources, layouts and fonts as they were last saved, or as in an earlier version."""
    with reported():
        from ..authoring import keep

        here = Root(root.resolve())
        if list_:
            print(*(f"{each.version}  {each.day}  {each.message}" for each in keep.versions(here)), sep="\n")
            return
        now, before = keep.restore(here, version)
        print(f'restored version {now.version} from {now.day}: "{now.message}"')
        if not before and not version:
            print(say("nothing had changed since; to go back further: make restore list=yes"))
        if before:
            print(say(f"to go back to what was there before: make restore version={before.version}"))
        print(say("to make the leaflets again: make factsheet"))


@click.command()
@click.argument("target", type=path, metavar="DIR", help="A folder, or the ZIP to write.")
@root_option
def stick(target: Path, root: Path) -> None:
    """Put the download page and all leaflets except drafts on a memory stick or in a ZIP."""
    with reported():
        from ..build.builder import build
        from ..build.stick import check, public, put
        from ..source import loader
        from ..theme import layout

        here = Root(root.resolve())
        check(target)
        report = build(here, selection(), reporter())
        name = loader.read_all(here).settings.name
        there = public(here, layout.load(here))
        written = put(target, name, there.files)
        size = sum(map(len, there.files.values())) / 1e6
        print(f"{counted(len(there.files), 'file')}, {size:,.1f} MB, in {written}")
        for what, editions in (
            ("drafts left out", there.left_out),
            ("drafts included because they were released", there.released),
            ("included with wording that nobody has confirmed", there.open),
        ):
            if editions:
                print(f"{what}: {', '.join(called(*edition) for edition in editions)}")
        if report.problems:
            fail(report.problems, "everything else was copied")
