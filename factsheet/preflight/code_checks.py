"""Check QR codes: that a phone can read each one, and that they lead where the links do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ..page.qr_codes import FINEST, QUIET
from ..theme.measures import MM
from .code_reader import Code
from .model import Fault, Proof, where

# What a dot of a code may seem to be smaller by, in mm: a pixel of the drawing, over the width of a code.
HAIR = 0.01


def codes(proof: Proof) -> Iterator[Fault]:
    """Find codes that cannot be read or are too fine, lack their quiet zone, or do not lead where the links do."""
    for code in proof.codes:
        yield from (Fault(what, code.page, _place(code)) for what in _hard_to_read(code))
    if proof.links is None:
        return
    wanted, read = Counter(proof.links), Counter(code.address for code in proof.codes if code.address)
    for code in proof.codes:
        if code.address and code.address not in wanted:
            yield Fault(f"a QR code leads to {code.address}, but no link does", code.page, _place(code))
    for address in wanted:
        if not read[address]:
            yield Fault(f"no readable QR code leads to {address}")
        elif read[address] > 1:
            yield Fault(f"{read[address]} QR codes lead to {address}")


def said(proof: Proof) -> Iterator[str]:
    """Yield where each code leads."""
    for code in proof.codes:
        if code.address:
            yield f"page {code.page}, {_place(code)}: leads to {code.address}"


def _hard_to_read(code: Code) -> Iterator[str]:
    """Yield what keeps, or may keep, a phone from reading a code."""
    if not code.address:
        yield "a QR code cannot be read"
        return
    named, width = f"the QR code for {code.address}", code.dot / code.scale / MM
    if width < FINEST - HAIR:
        yield f"{named} has dots of {width:.2f} mm; the minimum is {FINEST:g} mm"
    if not code.is_quiet:
        yield f"{named} has no white margin of {QUIET} dots ({QUIET * width:.1f} mm) around it"
    if code.words:
        yield f'the words "{code.words[:40]}" are on {named}, or on the white around it'


def _place(code: Code) -> str:
    """Say where a code is on the sheet."""
    return where(code.on_page(code.edges), code.sheet) if code.edges[2] > 1 else ""
