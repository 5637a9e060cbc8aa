"""Put the pages of an edition on the web page: as pictures, with a number at each frame that leads to its change."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from ..core.names import EditionId
from .marked import Values

if TYPE_CHECKING:
    from .across import Seen
    from .sheets import Picture, Shown


def sheets(shown: Shown, edition: EditionId, seen: Sequence[Seen]) -> Iterator[Values]:
    """Yield the pages that differ, on both sides."""
    changes = {one.entry.number: one for one in seen}
    for sheet in shown.sheets:
        id = f"{'-'.join(edition)}-page-{sheet.number}"
        both = ((sheet.before, "before"), (sheet.now, "now"))
        pictures = [_picture(each, name, sheet.number, id, changes) for each, name in both]
        yield {
            "id": id,
            "number": sheet.number,
            "framed": any(each and each["frames"] for each in pictures),
            "pictures": pictures,
        }


def _picture(picture: Picture | None, name: str, number: int, sheet: str, changes: Mapping[int, Seen]) -> Values | None:
    if picture is None:
        return None
    numbers = sorted({frame.number for frame in picture.frames})
    framed = f"; framed: {', '.join(map(str, numbers))}" if numbers else ""
    return {
        "id": f"{sheet}-{name}",
        "name": name,
        "alt": f"Page {number} {name}{framed}",
        "source": "data:image/png;base64," + base64.b64encode(picture.png).decode(),
        "width": picture.width,
        "height": picture.height,
        "frames": [
            {
                **{"number": each.number, "id": changes[each.number].id, "reference": changes[each.number].reference},
                **{"left": each.left, "top": each.top, "width": each.width, "height": each.height},
                **{"x": each.x, "y": each.y},
            }
            for each in picture.frames
        ],
    }
