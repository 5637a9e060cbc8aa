"""Check what a PDF paints: black, fine text, lines, bleed. The limits of the rules are here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf
from pikepdf import Name

from ..press.content_stream import Box
from ..theme import press_checks
from ..theme.measures import MM
from .inks import inks_of, is_registration, overprints, space_of
from .model import NAMES, Fault, Proof, bled, outside, trim, where

# Text smaller than this, in pt, is printed in one ink, so that no plate has to meet another.
FINE = 9.0
# A line thinner than this, in pt, may break up on the plate.
HAIRLINE = 0.25
# What ends nearer to the edge of the sheet than this, in pt, touches it; by how much a box may be off.
TOUCHES, HAIR = 1.0, 0.1
# Text with this much black is meant to be black.
DARK = 0.85


def colours(proof: Proof) -> Iterator[Fault]:
    """Find what is not in the inks of the press: RGB, Lab, a profile of its own, a fifth plate."""
    for page, thing, place in proof.painted:
        if thing.kind == "picture":
            space = space_of(thing.what)
            wrong = space not in ("DeviceCMYK", "DeviceGray", "a stencil")
        else:
            space = thing.colour.space
            wrong = space != "DeviceCMYK" if thing.kind == "gradient" else inks_of(thing.colour) is None
        if wrong:
            yield Fault(f"{NAMES[thing.kind]} is in {space} instead of the press inks", page, place)


def black_text(proof: Proof) -> Iterator[Fault]:
    """Find black text that is not only black, or that knocks out what is below it."""
    for page, thing, place in proof.painted:
        inks = inks_of(thing.colour)
        if thing.kind != "text" or inks is None or is_registration(thing):
            continue
        if sum(inks[:3]) > 0 and (inks[3] >= DARK or sum(inks) >= 2.4):
            yield Fault("black text uses other inks besides black", page, place)
        elif inks == (0, 0, 0, 1) and not overprints(thing):
            yield Fault("black text does not overprint", page, place)


def vanished(proof: Proof) -> Iterator[Fault]:
    """Find white that overprints, and so vanishes."""
    for page, thing, place in proof.painted:
        if thing.kind in ("text", "fill") and overprints(thing) and not any(inks_of(thing.colour) or (1,)):
            yield Fault(f"{NAMES[thing.kind]} in white overprints, and would vanish", page, place)


def fine_text(proof: Proof) -> Iterator[Fault]:
    """Find small text of more inks than could meet exactly, and text in a tint, whose edges are made of dots."""
    for page, thing, place in proof.painted:
        inks = inks_of(thing.colour) or ()
        if thing.kind != "text" or not any(inks) or thing.size >= press_checks.SMALL - 0.01:
            continue
        if thing.size < FINE - 0.01 and sum(ink > 0 for ink in inks) > 1:
            yield Fault(f"text of {thing.size:.1f} pt is printed in more than one ink", page, place)
        elif sum(ink > 0 for ink in inks[:3]) > press_checks.INKS:
            what = f"text of {thing.size:.1f} pt is printed in more than {press_checks.INKS} inks besides black"
            yield Fault(what, page, place)
        elif max(inks) < press_checks.STRONGEST / 100 - 0.001:
            what = f"text of {thing.size:.1f} pt is in a tint: its strongest ink is at {max(inks):.0%}"
            yield Fault(f"{what}; the minimum is {press_checks.STRONGEST}%", page, place)


def hairlines(proof: Proof) -> Iterator[Fault]:
    """Find lines that are too thin to be printed."""
    for page, thing, place in proof.painted:
        if thing.kind == "line" and thing.width < HAIRLINE - 0.01:
            yield Fault(f"a line is {thing.width:.2f} pt wide; the minimum is {HAIRLINE:g} pt", page, place)


def resolutions(proof: Proof) -> Iterator[Fault]:
    """Find pictures whose pixels would show."""
    least = proof.printer.wishes.resolution
    for page, thing, place in proof.painted:
        if thing.kind == "picture":
            about = thing.what if isinstance(thing.what, pikepdf.Object) else thing.what.obj
            dots = int(about.get("/Width", about.get("/W", 0))), int(about.get("/Height", about.get("/H", 0)))
            matrix = thing.state.matrix
            sides = (matrix.a**2 + matrix.b**2) ** 0.5, (matrix.c**2 + matrix.d**2) ** 0.5
            found = min(72 * number / max(side, 0.01) for number, side in zip(dots, sides, strict=True))
            if found < least:
                yield Fault(f"a picture has {found:.0f} dots per inch; the minimum is {least:g}", page, place)


def transparency(proof: Proof) -> Iterator[Fault]:
    """Find anything transparent."""
    for page, thing, place in proof.painted:
        settings = thing.state.settings
        alpha = "/CA" if thing.kind == "line" else "/ca"
        mask = settings.get("/SMask", Name("/None")) != Name("/None")
        if thing.kind == "picture" and isinstance(thing.what, pikepdf.Object):
            mask |= "/SMask" in thing.what
        blended = settings.get("/BM", Name.Normal) not in (Name.Normal, Name.Compatible)
        if mask or blended or float(settings.get(alpha, 1)) < 1:
            yield Fault(f"{NAMES[thing.kind]} is transparent", page, place)


def bleed(proof: Proof) -> Iterator[Fault]:
    """Find colour that reaches the edge of the sheet, and ends before the bleed does."""
    sides = ("left", "lower", "right", "upper")
    for page, thing, place in proof.painted:
        sheet, outer = trim(proof.pdf.pages[page - 1]), _wanted(proof, page)
        if thing.kind == "text" or outside(thing.box, sheet) or not any(inks_of(thing.colour) or (1,)):
            continue
        for side, name in enumerate(sides):
            sign = 1 if side < 2 else -1
            touches = sign * (thing.box[side] - sheet[side]) <= TOUCHES
            if touches and sign * (thing.box[side] - outer[side]) > HAIR:
                much = max(0.0, sign * (sheet[side] - thing.box[side])) / MM
                reach = f"runs {much:.1f} mm past" if much >= 0.05 else "ends at"
                what = f"{NAMES[thing.kind]} {reach} the {name} edge, and does not fill the bleed"
                yield Fault(what, page, place)


def _wanted(proof: Proof, page: int) -> Box:
    """Return the sheet with the bleed that the printer wants."""
    left, bottom, right, top = trim(proof.pdf.pages[page - 1])
    more = proof.printer.wishes.bleed
    return left - more, bottom - more, right + more, top + more


def margin(proof: Proof) -> Iterator[Fault]:
    """Find words that are too near the trim edge."""
    import pypdfium2

    with pypdfium2.PdfDocument(proof.content) as document:
        for number, page in enumerate(proof.pdf.pages, 1):
            sheet = trim(page)
            least = proof.clear - HAIR
            inner = sheet[0] + least, sheet[1] + least, sheet[2] - least, sheet[3] - least
            text = document[number - 1].get_textpage()
            run: list[int] = []
            for index in range(text.count_chars()):
                left, bottom, right, top = text.get_charbox(index)
                inside = left >= inner[0] and bottom >= inner[1] and right <= inner[2] and top <= inner[3]
                if not inside and right > left:
                    run.append(index)
                elif inside and run:
                    yield _near(text, run, number, proof)
                    run = []
            if run:
                yield _near(text, run, number, proof)


def _near(text: Any, run: Sequence[int], page: int, proof: Proof) -> Fault:
    """Return the fault of letters that are too near the trim edge."""
    words = text.get_text_range(run[0], len(run)).strip()[:40]
    what = f'"{words}" is less than {round(proof.clear / MM, 1):g} mm from the trim edge'
    return Fault(what, page, where(text.get_charbox(run[0]), trim(proof.pdf.pages[page - 1])))


def marks(proof: Proof) -> Iterator[Fault]:
    """Find marks that would be seen on the sheet."""
    for page, thing, place in proof.painted:
        if is_registration(thing) and not outside(thing.box, bled(proof.pdf.pages[page - 1])):
            yield Fault("a mark in all inks is on the sheet or in its bleed", page, place)
