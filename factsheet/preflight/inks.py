"""Tell what something takes of each ink, and what it leaves of the inks below (ISO 32000-1, 8.6.7 and 11.7.4.3)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Name

from ..press.content_stream import Colour, Painted, State, named

Inks = tuple[float, ...]  # cyan, magenta, yellow, black, from 0 to 1
Layer = tuple[float | None, ...]  # of each plate; None where what is below stays as it is
PLATES = ("Cyan", "Magenta", "Yellow", "Black")
UNTOUCHED: Layer = (None,) * 4


def inks_of(colour: Colour) -> Inks | None:
    """Return the inks of a colour, or None where it has none: it would have to be converted first."""
    if colour.space == "DeviceCMYK":
        return colour.parts or (0, 0, 0, 1)
    if colour.space == "DeviceGray":
        return 0, 0, 0, 1 - (colour.parts or (0,))[0]
    parts = _of_plates(colour)
    if "All" in parts:
        return (parts["All"],) * 4
    return tuple(parts.get(plate, 0.0) for plate in PLATES) if parts and set(parts) <= {*PLATES, "None"} else None


def _of_plates(colour: Colour) -> dict[str, float]:
    """Return what a colour that names its plates has for each of them."""
    if colour.space not in ("Separation", "DeviceN") or colour.of is None:
        return {}
    plates = [colour.of[1]] if colour.space == "Separation" else list(colour.of[1])
    parts = colour.parts or (1.0,) * len(plates)
    return dict(zip((str(plate).lstrip("/") for plate in plates), parts, strict=False))


def layer(colour: Colour, state: State, stroke: bool = False) -> Layer:
    """Return what a colour does to each plate; a stroke may overprint where a fill does not."""
    if colour.space == "Pattern" and colour.of is not None and "/Shading" in colour.of:
        return most_of_gradient(colour.of.Shading)
    inks = inks_of(colour)
    if inks is None:
        return UNTOUCHED
    if not over(state, stroke):
        return inks
    if colour.space == "DeviceCMYK":
        # Only in mode 1 does an ink of nothing leave what is below.
        return tuple(ink or None for ink in inks) if int(state.settings.get("/OPM", 0)) == 1 else inks
    plates = _of_plates(colour)
    if not plates or "All" in plates:
        return inks
    return tuple(ink if plate in plates else None for plate, ink in zip(PLATES, inks, strict=True))


def over(state: State, stroke: bool = False) -> bool:
    """Tell whether a fill or stroke is printed over what lies below: a fill by `op`, or where that is missing, `OP`."""
    settings = state.settings
    general = settings.get("/OP", False)
    return bool(general if stroke else settings.get("/op", general))


def overprints(thing: Painted) -> bool:
    """Tell whether a fill, or text that is filled, is printed over what lies below."""
    return over(thing.state)


def is_registration(thing: Painted) -> bool:
    """Tell whether something is in the colour of marks, which is on every plate."""
    return thing.colour.space == "Separation" and thing.colour.of is not None and thing.colour.of[1] == Name.All


def space_of(picture: Any) -> str:
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


def dots_of(picture: Any) -> Any:
    """Return a picture's dots in the four inks, without its mask, which a picture in memory has no room for."""
    if isinstance(picture, pikepdf.PdfInlineImage):
        return picture.as_pil_image().convert("CMYK")
    mask = picture.get("/SMask")
    if mask is not None:
        del picture.SMask
    try:
        return pikepdf.PdfImage(picture).as_pil_image().convert("CMYK")
    finally:
        if mask is not None:
            picture.SMask = mask


def most_of_gradient(shading: Any) -> Layer:
    """Return the most that a gradient takes of each ink, not all of it in one place; nothing if it has no inks."""
    ends = [inks for inks in ends_of(shading.get("/Function")) if len(inks) == len(PLATES)]
    return tuple(map(max, zip(*ends, strict=True))) if ends else UNTOUCHED


def ends_of(function: Any) -> Iterator[Inks]:
    """Yield the inks at the ends of a gradient (ISO 32000-1, 7.10.3 and 7.10.4)."""
    if function is None or isinstance(function, pikepdf.Array):
        return
    for key in ("/C0", "/C1"):
        if key in function:
            yield tuple(float(part) for part in function[key])
    for part in function.get("/Functions", ()):
        yield from ends_of(part)
