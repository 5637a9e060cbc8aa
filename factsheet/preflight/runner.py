"""Read a PDF and check that it is fit to print: report every check, passed or failed, with page and place.

It reads any PDF, no matter who made it, and does not rely on the code that made ours.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

import pikepdf

from ..core.diagnostics import Place, Problem, Problems
from ..theme.measures import CLEAR
from ..theme.printer import Printer
from ..workers.task import Step
from . import code_checks, file_checks, ink_checks, print_checks
from .model import Check, Fault, Proof

CHECKS: dict[str, Check] = {
    "standard": file_checks.standard,
    "output intent": file_checks.intent,
    "boxes": file_checks.boxes,
    "number of pages": file_checks.leaves,
    "for the screen only": file_checks.clean,
    "fonts": file_checks.fonts,
    "colour": print_checks.colours,
    "ink": ink_checks.ink_sums,
    "black text": print_checks.black_text,
    "small text": print_checks.fine_text,
    "white": print_checks.vanished,
    "transparency": print_checks.transparency,
    "pictures": print_checks.resolutions,
    "lines": print_checks.hairlines,
    "bleed": print_checks.bleed,
    "margin": print_checks.margin,
    "marks": print_checks.marks,
    "QR codes": code_checks.codes,
}
# What a check sees besides faults.
NOTES: dict[str, Callable[[Proof], Iterator[str]]] = {"QR codes": code_checks.said}
# For each kind of fault, this many places are reported; the others are counted.
TOLD = 3
# What qpdf calls a file that has no name, or that is part of a message in the words of Python.
NAMELESS = re.compile(r"^(?:stream )?<[^>]*>(?: \([^)]*\))?:\s*")


@dataclass(frozen=True)
class Verdict:
    """A check and its faults; none if it passed. `notes` says what else was seen."""

    check: str
    faults: tuple[Fault, ...]
    notes: tuple[str, ...] = ()


def preflight(
    content: bytes,
    name: str,
    printer: Printer,
    sheet: tuple[float, float],
    clear: float = CLEAR,
    links: tuple[str, ...] | None = None,
    sides: int = 2,
) -> list[Verdict]:
    """Return the verdict of every check on a PDF that is to be trimmed to a sheet of some width and height, in pt.

    `name` is the file's, for messages; `clear` is how far words must keep from the trim edge, in pt; `links` are the
    addresses that its QR codes must lead to, if they are known; `sides` is how many of the paper are printed. Raises
    Problems for what is not a PDF, or is damaged.
    """
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            proof = Proof(content, pdf, printer, sheet, clear, links, sides)
            return [
                Verdict(check, tuple(_brief(find(proof))), tuple(NOTES.get(check, _nothing)(proof)))
                for check, find in CHECKS.items()
            ]
    except pikepdf.PasswordError:
        what = "this file is locked with a password"
    except Exception as error:  # there is no telling what a damaged file may cause
        said = NAMELESS.sub("", str(error).partition("\n")[0]).strip()
        what = f"this is not a PDF, or it is damaged{f' ({said})' if said else ''}"
    raise Problems([Problem(Place(name), what, "choose a PDF that other programs can open")])


def preflighted(
    content: bytes,
    name: str,
    printer: Printer,
    sheet: tuple[float, float],
    clear: float,
    links: tuple[str, ...] | None,
    sides: int,
    step: Step,
) -> list[Verdict]:
    """Return what `preflight` does, in a worker, since the PDF is untrusted."""
    step(name, "preflight")
    return preflight(content, name, printer, sheet, clear, links, sides)


def _nothing(proof: Proof) -> Iterator[str]:
    return iter(())


def _brief(faults: Iterator[Fault]) -> Iterator[Fault]:
    """Yield the first places of each kind of fault on a page, and the number of the others."""
    seen: Counter[tuple[str, int]] = Counter()
    for fault in faults:
        seen[fault.what, fault.page] += 1
        if seen[fault.what, fault.page] <= TOLD:
            yield fault
    for (what, page), number in seen.items():
        if number > TOLD:
            yield Fault(f"{what} (and {number - TOLD} more)", page)


def table(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """Yield a table: each check, passed or failed, and under it each fault and what else was seen."""
    for verdict in verdicts:
        yield f"{'FAIL' if verdict.faults else 'pass'}  {verdict.check}"
        yield from (f"        {each}" for each in (*verdict.faults, *verdict.notes))
    failed = sum(bool(verdict.faults) for verdict in verdicts)
    yield f"{len(verdicts) - failed} passed, {failed} failed"
