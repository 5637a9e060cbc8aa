"""Check what a PDF paints: inks, black, fine text, bleed. The limits of the rules are here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from typing import Any

import pikepdf
from pikepdf import Name

from ..press.content_stream import Box, Colour, Painted, named
from ..theme import press_checks
from ..theme.measures import MM
from .model import Fault, Proof, box, trim, where

Inks = tuple[float, ...]  # cyan, magenta, yellow, black, from 0 to 1
PLATES = ("Cyan", "Magenta", "Yellow", "Black")
NAMES = {"fill": "a fill", "line": "a line", "text": "text", "picture": "a picture", "gradient": "a gradient"}
# Text smaller than this, in pt, is printed in one ink, so that no plate has to meet another.
FINE = 9.0
# A line thinner than this, in pt, may break up on the plate.
HAIRLINE = 0.25
# What ends nearer to the edge of the sheet than this, in pt, touches it; by how much a box may be off.
TOUCHES, HAIR = 1.0, 0.1
# Text with this much black is meant to be black.
DARK = 0.85


def inks_of(colour: Colour) -> Inks | None:
    """Return the inks of a colour, or None where it has none: it would have to be converted first."""
    if colour.space == "DeviceCMYK":
        return colour.parts or (0, 0, 0, 1)
    if colour.space == "DeviceGray":
        return 0, 0, 0, 1 - (colour.parts or (0,))[0]
    if colour.space not in ("Separation", "DeviceN") or colour.of is None:
        return None
    plates = [colour.of[1]] if colour.space == "Separation" else list(colour.of[1])
    parts = dict(zip((str(plate).lstrip("/") for plate in plates), colour.parts or (1.0,) * len(plates), strict=False))
    if "All" in parts:
        return (parts["All"],) * 4
    return tuple(parts.get(plate, 0.0) for plate in PLATES) if set(parts) <= {*PLATES, "None"} else None


def colours(proof: Proof) -> Iterator[Fault]:
    """Find what is not in the inks of the press: RGB, Lab, a profile of its own, a fifth plate."""
    for page, thing, place in proof.painted:
        if thing.kind == "picture":
            space = _space(thing.what)
            wrong = space not in ("DeviceCMYK", "DeviceGray", "a stencil")
        else:
            space = thing.colour.space
            wrong = space != "DeviceCMYK" if thing.kind == "gradient" else inks_of(thing.colour) is None
        if wrong:
            yield Fault(f"{NAMES[thing.kind]} is in {space} instead of the press inks", page, place)


def _space(picture: Any) -> str:
    """Return the colour space of a picture, or of its palette if it has one."""
    about = picture if isinstance(picture, pikepdf.Object) else picture.obj
    if about.get("/ImageMask", about.get("/IM", False)):
        return "a stencil"
    space = about.get("/ColorSpace", about.get("/CS"))
    if space is None:
        return "an unnamed space"
    short = {"G": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK", "I": "Indexed"}
    name = short.get(named(space), named(space))
    return named(space[1]) if name == "Indexed" else name


def ink_sums(proof: Proof) -> Iterator[Fault]:
    """Find anything with more ink than the paper can take."""
    limit = proof.printer.wishes.ink_limit
    for page, thing, place in proof.painted:
        if thing.kind == "picture":
            total = _most(thing.what)
        elif thing.kind == "gradient":
            total = max((100 * sum(inks) for inks in _ends(thing.what.get("/Function"))), default=0)
        else:
            total = 0 if is_registration(thing) else 100 * sum(inks_of(thing.colour) or ())
        if total > limit + 0.5:
            yield Fault(f"{NAMES[thing.kind]} has {total:.0f}% ink; the limit is {limit:g}%", page, place)


def is_registration(thing: Painted) -> bool:
    """Tell whether something is in the colour of marks, which is on every plate."""
    return thing.colour.space == "Separation" and thing.colour.of is not None and thing.colour.of[1] == Name.All


def _most(picture: Any) -> float:
    """Return the most ink that a dot of a CMYK picture takes, in %."""
    from PIL import ImageChops

    if _space(picture) != "DeviceCMYK":
        return 0
    plates = _drawn(picture).convert("CMYK").split()
    quarter = [plate.point(lambda part: part // 4) for plate in plates]  # so that the sum is no more than 255
    _, most = reduce(ImageChops.add, quarter).getextrema()
    return float(str(most)) * 400 / 255


def _drawn(picture: Any) -> Any:
    """Return a picture's dots without its mask, which a picture in memory has no room for."""
    if isinstance(picture, pikepdf.PdfInlineImage):
        return picture.as_pil_image()
    mask = picture.get("/SMask")
    if mask is not None:
        del picture.SMask
    try:
        return pikepdf.PdfImage(picture).as_pil_image()
    finally:
        if mask is not None:
            picture.SMask = mask


def _ends(function: Any) -> Iterator[Inks]:
    """Yield the inks at the ends of a gradient (ISO 32000-1, 7.10.3 and 7.10.4)."""
    if function is None or isinstance(function, pikepdf.Array):
        return
    for key in ("/C0", "/C1"):
        if key in function:
            yield tuple(float(part) for part in function[key])
    for part in function.get("/Functions", ()):
        yield from _ends(part)


def black_text(proof: Proof) -> Iterator[Fault]:
    """Find black text that is not only black, or that knocks out what is below it."""
    for page, thing, place in proof.painted:
        inks = inks_of(thing.colour)
        if thing.kind != "text" or inks is None or is_registration(thing):
            continue
        if sum(inks[:3]) > 0 and (inks[3] >= DARK or sum(inks) >= 2.4):
            yield Fault("black text uses other inks besides black", page, place)
        elif inks == (0, 0, 0, 1) and not _over(thing):
            yield Fault("black text does not overprint", page, place)


def _over(thing: Painted) -> bool:
    """Tell whether a fill is printed over what lies below (8.6.7): `op`, or where that is missing, `OP`."""
    settings = thing.state.settings
    return bool(settings.get("/op", settings.get("/OP", False)))


def vanished(proof: Proof) -> Iterator[Fault]:
    """Find white that overprints, and so vanishes."""
    for page, thing, place in proof.painted:
        if thing.kind in ("text", "fill") and _over(thing) and not any(inks_of(thing.colour) or (1,)):
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
        sheet, outer = trim(proof.pdf.pages[page - 1]), _bled(proof, page)
        if thing.kind == "text" or _outside(thing.box, sheet) or not any(inks_of(thing.colour) or (1,)):
            continue
        for side, name in enumerate(sides):
            sign = 1 if side < 2 else -1
            touches = sign * (thing.box[side] - sheet[side]) <= TOUCHES
            if touches and sign * (thing.box[side] - outer[side]) > HAIR:
                much = max(0.0, sign * (sheet[side] - thing.box[side])) / MM
                what = f"{NAMES[thing.kind]} runs {much:.1f} mm past the {name} edge, but does not fill the bleed"
                yield Fault(what, page, place)


def _bled(proof: Proof, page: int) -> Box:
    """Return the sheet with the bleed that the printer wants."""
    left, bottom, right, top = trim(proof.pdf.pages[page - 1])
    more = proof.printer.wishes.bleed
    return left - more, bottom - more, right + more, top + more


def _outside(of: Box, sheet: Box) -> bool:
    return of[2] <= sheet[0] or of[0] >= sheet[2] or of[3] <= sheet[1] or of[1] >= sheet[3]


def margin(proof: Proof) -> Iterator[Fault]:
    """Find words that are too near the cut."""
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
    """Return the fault of letters that are too near the cut."""
    words = text.get_text_range(run[0], len(run)).strip()[:40]
    what = f'"{words}" is less than {round(proof.clear / MM, 1):g} mm from the cut'
    return Fault(what, page, where(text.get_charbox(run[0]), trim(proof.pdf.pages[page - 1])))


def marks(proof: Proof) -> Iterator[Fault]:
    """Find marks that would be seen on the sheet."""
    for page, thing, place in proof.painted:
        outer = box(proof.pdf.pages[page - 1], "/BleedBox") or trim(proof.pdf.pages[page - 1])
        if is_registration(thing) and not _outside(thing.box, outer):
            yield Fault("a mark in all inks is on the sheet or in its bleed", page, place)
