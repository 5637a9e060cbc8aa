"""Check editions, check that a PDF is fit to print, and whether it is still as it was sealed."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..core.project import Root
from ..core.wording import counted
from .axis import OfVariants
from .options import languages_option, path, root_option, selection, variants_option
from .terminal import reported, reporter, say

if TYPE_CHECKING:
    from ..check.findings import Finding


@click.command(cls=OfVariants)
@root_option
@variants_option
@languages_option
@click.option("--json", is_flag=True, help="Print JSON, for other programs.")
def check(root: Path, variant: str, lang: str, json: bool) -> None:
    """Check every edition and list what was found, worst first."""
    with reported():
        from ..check.findings import Weight, as_json
        from ..check.runner import review

        findings = review(Root(root.resolve()), selection(variant, lang), reporter(quiet=json)).findings
        if json:
            from json import dumps

            print(dumps([as_json(finding) for finding in findings], ensure_ascii=False, indent=1))
        else:
            listed(findings)
        if any(finding.weight is Weight.ERROR for finding in findings):
            sys.exit(1)


def listed(findings: Sequence[Finding]) -> None:
    """Print findings, worst first, and how many there are of each weight."""
    for finding in findings:
        about = f"  ({finding.edition})" if finding.edition else ""
        head, newline, rest = say(finding.problem).partition("\n")
        print(f"{finding.weight.name.lower()}: {head}{about}{newline}{rest}")
    counts = Counter(finding.weight.name.lower() for finding in findings)
    print(", ".join(counted(number, name) for name, number in counts.items()) or "nothing found")


@click.command()
@click.argument("file", type=path, help="Any PDF.")
@root_option
def verify(file: Path, root: Path) -> None:
    """Say who sealed a PDF, when, and whether anything has changed since."""
    with reported(""):
        from functools import partial

        from ..build import released
        from ..core import inputs
        from ..core.printable import printable
        from ..seal import settings, verdict
        from ..workers.pool import Workers
        from ..workers.task import Task

        settings.needed("make verify")
        content = inputs.read_named(file, inputs.LEAFLET, "give the path of a PDF")
        known = released.certificates(Root(root.resolve()))
        with Workers() as workers:
            found = workers.one(Task(file.name, partial(verdict.verified, content, file.name, known)))
        print(*map(printable, found.lines), sep="\n")
        if not found.holds:
            sys.exit(1)


@click.command()
@click.argument("file", type=path, help="Any PDF.")
@click.option("--press", default="", metavar="NAME", help="A file in layouts/press.", show_default="the edition's")
@root_option
def preflight(file: Path, press: str, root: Path) -> None:
    """Check, point by point, whether a PDF is fit to print."""
    with reported(""):
        from functools import partial

        from ..check.wanted import wanted
        from ..core import inputs
        from ..core.printable import printable
        from ..preflight.runner import preflighted, table
        from ..workers.pool import Workers
        from ..workers.task import Task

        asked = wanted(Root(root.resolve()), file.name, press)
        content = inputs.read_named(file, inputs.LEAFLET, "give the path of a PDF")
        with Workers() as workers:
            how = asked.printer, asked.sheet, asked.clear, asked.links, asked.sides
            verdicts = workers.one(Task(file.name, partial(preflighted, content, file.name, *how)))
        print(*map(printable, [*table(verdicts), "", *asked.said()]), sep="\n")
        if any(verdict.faults for verdict in verdicts):
            sys.exit(1)
