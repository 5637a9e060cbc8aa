"""Prove by reading a PDF that a printer will take it: every check that there is, passed or failed, with page and place.

It reads any PDF, whoever made it, and trusts nothing of what made ours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

import pikepdf

from . import proof_file, proof_print
from .errors import Place, Problem, Problems
from .printer import Printer
from .proof import Check, Fault, Proof
from .theme import CLEAR
from .worker import Step

CHECKS: dict[str, Check] = {
    "standard": proof_file.standard,
    "output intent": proof_file.intent,
    "boxes": proof_file.boxes,
    "number of pages": proof_file.leaves,
    "for the screen only": proof_file.clean,
    "fonts": proof_file.fonts,
    "colour": proof_print.colours,
    "ink": proof_print.ink_sums,
    "black text": proof_print.black_text,
    "small text": proof_print.fine_text,
    "white": proof_print.vanished,
    "transparency": proof_print.transparency,
    "pictures": proof_print.resolutions,
    "lines": proof_print.hairlines,
    "bleed": proof_print.bleed,
    "margin": proof_print.margin,
    "marks": proof_print.marks,
}
# Of one kind of fault, so many places are told; the others are counted.
TOLD = 3


@dataclass(frozen=True)
class Verdict:
    """A check, and what is wrong by it: nothing, where it is passed."""

    check: str
    faults: tuple[Fault, ...]


def preflight(
    content: bytes, name: str, printer: Printer, sheet: tuple[float, float], clear: float = CLEAR
) -> list[Verdict]:
    """Return the verdict of every check on a PDF that is to be cut to a sheet of some width and height, in pt.

    `name` is the file's, for messages; `clear` is how far words must keep from the cut, in pt. Raises Problems for
    what is no PDF, or a damaged one.
    """
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            proof = Proof(content, pdf, printer, sheet, clear)
            return [Verdict(check, tuple(_brief(find(proof)))) for check, find in CHECKS.items()]
    except pikepdf.PasswordError:
        what = "is locked with a password"
    except Exception as error:  # what a damaged file brings about is not to be foreseen
        what = f"is no PDF, or a damaged one ({str(error).splitlines()[0] if str(error) else type(error).__name__})"
    raise Problems([Problem(Place(name), what, "name a PDF that other programs can open")])


def preflighted(
    content: bytes, name: str, printer: Printer, sheet: tuple[float, float], clear: float, step: Step
) -> list[Verdict]:
    """Return what `preflight` does, in a worker: whose PDF it is, nobody knows."""
    step(name, "preflight")
    return preflight(content, name, printer, sheet, clear)


def _brief(faults: Iterator[Fault]) -> Iterator[Fault]:
    """Yield the first places of each kind of fault on a page, and how many there are besides."""
    seen: Counter[tuple[str, int]] = Counter()
    for fault in faults:
        seen[fault.what, fault.page] += 1
        if seen[fault.what, fault.page] <= TOLD:
            yield fault
    for (what, page), number in seen.items():
        if number > TOLD:
            yield Fault(f"{what} (and {number - TOLD} more)", page)


def table(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """Yield a table: each check, passed or failed, and each fault under it."""
    for verdict in verdicts:
        yield f"{'FAIL' if verdict.faults else 'pass'}  {verdict.check}"
        yield from (f"        {fault}" for fault in verdict.faults)
    failed = sum(bool(verdict.faults) for verdict in verdicts)
    yield f"{len(verdicts) - failed} passed, {failed} failed"
