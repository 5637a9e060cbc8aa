"""Check how much ink lies in one place: of each thing that is painted, and of things printed over one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import reduce
from typing import Any

from pikepdf import Page

from ..press.content_stream import Painted
from . import plates
from .inks import UNTOUCHED, Inks, Layer, dots_of, ends_of, inks_of, is_registration, layer, most_of_gradient, space_of
from .model import NAMES, Fault, Proof, bled, outside, trim, where

# What a sum may seem to be off by, in %: of one colour, and of four plates in 255 steps each.
EXACT, DRAWN = 0.5, 1.0
# With more mixtures than this the page is drawn without working out the others.
MANY = 1000
PAPER: Inks = (0.0, 0.0, 0.0, 0.0)


def ink_sums(proof: Proof) -> Iterator[Fault]:
    """Find any place with more ink than the paper can take. What is outside the bleed is trimmed off."""
    limit = proof.printer.wishes.ink_limit
    for number, page, everything in proof.pages:
        outer, most = bled(page), limit
        inside = (each for each in everything if each.kind == "text" or not outside(each.box, outer))
        things = [each for each in inside if not is_registration(each)]
        for thing in things:
            total = _total(thing)
            most = max(most, total)
            if total > limit + EXACT:
                what = f"{NAMES[thing.kind]} has {total:.0f}% ink; the limit is {limit:g}%"
                yield Fault(what, number, where(thing.box, trim(page)))
        if _may_exceed(map(_layer, things), limit):
            yield from _added_up(proof, number, page, most)


def _total(thing: Painted) -> float:
    """Return the most ink that something takes by itself, in %."""
    if thing.kind == "picture":
        return _most(thing.what)
    if thing.kind == "gradient":
        return max((100 * sum(inks) for inks in ends_of(thing.what.get("/Function"))), default=0)
    return 100 * sum(inks_of(thing.colour) or ())


def _most(picture: Any) -> float:
    """Return the most ink that a dot of a CMYK picture takes, in %."""
    from PIL import ImageChops

    if space_of(picture) != "DeviceCMYK":
        return 0
    quarter = [plate.point(lambda part: part // 4) for plate in dots_of(picture).split()]  # so that a sum is below 256
    _, most = reduce(ImageChops.add, quarter).getextrema()
    return float(str(most)) * 400 / 255


def _layer(thing: Painted) -> Layer:
    """Return what something does to each plate; of a picture and a gradient, the most."""
    if thing.kind == "gradient":
        return most_of_gradient(thing.what)
    if thing.kind == "picture" and (space := space_of(thing.what)) != "a stencil":
        if space not in ("DeviceCMYK", "DeviceGray"):
            return UNTOUCHED
        return tuple(most / 255 for _, most in dots_of(thing.what).getextrema())
    return layer(thing.colour, thing.state, thing.kind == "line" or thing.state.mode == 1)


def _may_exceed(layers: Iterable[Layer], limit: float) -> bool:
    """Tell whether what overprints could exceed a limit (%) if it lay over the worst that is on the page.

    That is quickly worked out, and true of few pages: only those have to be drawn.
    """
    distinct = set(layers)
    over = {each for each in distinct if None in each} - {UNTOUCHED}
    found = {PAPER, *(tuple(ink or 0.0 for ink in each) for each in distinct - over)}
    new = found
    while new and over:
        new = {_printed(each, below) for each in over for below in new} - found
        found = found | new
        if len(found) > MANY or any(100 * sum(each) > limit + EXACT for each in new):
            return True
    return False


def _printed(upper: Layer, below: Inks) -> Inks:
    """Return the inks where a layer is printed over others."""
    return tuple(old if ink is None else ink for ink, old in zip(upper, below, strict=True))


def _added_up(proof: Proof, number: int, page: Page, most: float) -> Iterator[Fault]:
    """Find where things printed over one another have more ink than any by itself, and than a limit (%)."""
    limit = proof.printer.wishes.ink_limit
    total, place = plates.heaviest(proof.content, number, bled(page), most + DRAWN)
    if place:
        what = f"inks printed over one another add up to {total:.0f}%; the limit is {limit:g}%"
        yield Fault(what, number, where(place, trim(page)))
