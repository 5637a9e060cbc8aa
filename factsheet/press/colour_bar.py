"""Draw the colour bar: patches outside the bleed in which the printer measures the inks on every sheet."""

from __future__ import annotations

from ..core.diagnostics import Place, Problem, Problems
from ..theme.measures import MM
from .content_stream import Box

# A patch is a square of this side (pt): a densitometer looks at 3 mm or more.
SIDE = 5 * MM
SOLIDS = ((1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1))
# What one ink takes on top of another. All inks are asked for at once: the plates are the same, overprint or not.
OVERPRINTS = ((1, 1, 0, 0), (1, 0, 1, 0), (0, 1, 1, 0), (1, 1, 1, 0))
TINTS = tuple(tuple(ink / 2 for ink in solid) for solid in SOLIDS)
PATCHES: tuple[tuple[float, ...], ...] = (*SOLIDS, *OVERPRINTS, *TINTS)


def drawn(at: Box, place: Place) -> bytes:
    """Return the patches as content; `at` is where there is room for them, in pt. Raises Problems if there is not."""
    needs, has = len(PATCHES) * SIDE, at[2] - at[0]
    if needs > has:
        what = f"the colour bar needs {needs / MM:.0f} mm beside the marks, but there is only {max(0, has) / MM:.0f} mm"
        raise Problems([Problem(place, what, 'write "colour_bar: false": the sheet is too narrow for it')])
    return "".join(
        f"q {' '.join(f'{ink:g}' for ink in inks)} k "
        f"{at[0] + number * SIDE:.3f} {at[1]:.3f} {SIDE:.3f} {SIDE:.3f} re f Q\n"
        for number, inks in enumerate(PATCHES)
    ).encode()
