"""Hold the pages of an edition on both sides, as pictures with frames: what a worker returns."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Frame:
    """A place on a page, with the number of its change, which is drawn at `x` and `y`; in pt, from the upper left."""

    number: int
    left: float
    top: float
    width: float
    height: float
    x: float = 0
    y: float = 0


@dataclass(frozen=True)
class Picture:
    """A page, with its size in pt, as a PNG."""

    png: bytes
    width: float
    height: float
    frames: tuple[Frame, ...]


@dataclass(frozen=True)
class Sheet:
    """A page of both sides, which counts from 1; None where one has no such page."""

    number: int
    before: Picture | None
    now: Picture | None


@dataclass(frozen=True)
class Shown:
    """The pages that differ, what both editions turned out to be, and the pages that look alike and are not shown."""

    sheets: tuple[Sheet, ...]
    statuses: tuple[str, str]
    alike: tuple[int, ...] = ()

    def on(self, number: int) -> list[int]:
        """Return the pages on which a change is framed, on either side."""
        sides = ((sheet.number, picture) for sheet in self.sheets for picture in (sheet.before, sheet.now) if picture)
        return sorted({page for page, picture in sides for frame in picture.frames if frame.number == number})
