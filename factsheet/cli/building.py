"""Make the leaflet, and work out how long its texts can be."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..core.diagnostics import Problems
from ..core.project import Root
from ..core.wording import counted
from .axis import OfVariants
from .options import (
    language_argument,
    languages_option,
    names,
    quiet_option,
    root_option,
    seconds,
    selection,
    variant_option,
    variants_option,
    whole,
)
from .terminal import fail, reported, reporter, say

if TYPE_CHECKING:
    from ..build.freshness import Selection

FOLDERS = 8  # that are named; nobody reads more of them


@click.command(cls=OfVariants)
@root_option
@variants_option
@languages_option
@names("--format", "Only these formats, such as pdf.", "all of them")
@click.option("--force", is_flag=True, help="Make everything, whether it has changed or not.")
@click.option(
    "--jobs",
    "-j",
    type=whole(1, 999),
    metavar="NUMBER",
    help="How many processes to use.",
    show_default="one per core",
)
@click.option(
    "--patience",
    type=seconds,
    default=60,
    metavar="SECONDS",
    help="Give up on an edition after this time.",
    show_default=True,
)
@click.option("--scheduler", default="", metavar="tls://HOST:PORT", help="Have other machines make them, using Dask.")
@click.option("--verbose", is_flag=True, help="List every file that is removed.")
@quiet_option
def build(
    root: Path,
    variant: str,
    lang: str,
    format: str,
    force: bool,
    jobs: int | None,
    patience: float,
    scheduler: str,
    verbose: bool,
    quiet: bool,
) -> None:
    """Make the files of every edition that has changed."""
    with reported():
        from ..workers.limits import Limits

        asked = selection(variant, lang, format)
        how = {"force": force, "processes": jobs, "limits": Limits(patience), "scheduler": scheduler}
        make(Root(root.resolve()), asked, quiet=quiet, verbose=verbose, **how)


def make(root: Root, asked: Selection, *, quiet: bool = False, verbose: bool = False, **how: Any) -> None:
    """Build, report how it goes, and end with exit status 1 if anything could not be made."""
    from ..build.builder import build
    from ..build.progress import removals, table

    report = build(root, asked, reporter(quiet=quiet), **how)
    if not quiet and report.rows:
        print(*table(report.rows), sep="\n")
        folders = list(dict.fromkeys(f"output/{row.variant}".rstrip("/") for row in report.rows))
        print("in " + (", ".join(folders) if len(folders) <= FOLDERS else f"{len(folders)} folders in output/"))
        if drafts := list(dict.fromkeys(row.language for row in report.rows if row.draft)):
            print(say(_about(drafts, too_long=bool(report.problems))))
    if not quiet and report.removed:
        print(*map(say, removals(report.removed, each=verbose)), sep="\n")
    if not quiet:
        print(*(f"warning: {say(each)}" for each in report.warnings), sep="\n", end="\n" * bool(report.warnings))
    if report.problems:
        fail(report.problems, "everything else was made" if report.rows else "nothing was written")


def _about(drafts: Sequence[str], *, too_long: bool) -> str:
    """Return how to see what keeps some languages from being final. A check takes longer, and sees what is too long."""
    first, *others = drafts
    if too_long:
        named = f'"{" ".join(drafts)}"' if others else first
        return f"to see what keeps a draft from being final: make check lang={named}"
    return f"to see what keeps a draft from being final: {'; '.join(f'make status lang={each}' for each in drafts)}"


@click.command(cls=OfVariants)
@language_argument
@variant_option
@root_option
def budget(lang: str, variant: str, root: Path) -> None:
    """Show how long each text is, and how long it can be."""
    with reported(""):
        from functools import partial

        from ..build.budget import budgets, room
        from ..build.plan import plan
        from ..workers.pool import Workers
        from ..workers.task import Task

        here = Root(root.resolve())
        planned = plan(here, selection(variant, lang))
        of_variant, _ = planned.asked[0]
        jobs = [job for job in planned.jobs if job.edition.variant == of_variant]
        if not jobs:
            raise Problems(planned.problems)
        with Workers() as workers:
            rooms = workers.one(Task(jobs[0].edition.stem, partial(room, jobs[0])))
            (found,) = budgets(here, jobs[:1], workers).values()
        for line, spare in zip(rooms, found.spare.values(), strict=True):
            print(f"{line}, {counted(spare, 'character')} to spare")
        print(say("together: how long each text can be if all grow in proportion; alone: if no other text grows"))
        wide = max(map(len, found.texts))
        print(f"{'text':<{wide}}  length  together  alone")
        for key, (length, *most) in found.texts.items():
            together, alone = ("any" if each is None else each for each in most)
            print(f"{key:<{wide}}  {length:>6}  {together:>8}  {alone:>5}")
