"""Draw the pages of an edition before and after, with the places framed where something has changed: in a worker."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..build import worker
from ..build.plan import RenderJob
from ..core import atomic, inputs
from ..core.diagnostics import Place, Problem, Problems
from ..core.names import TextKey
from ..source.schema import UNOFFICIAL
from ..typeset import thumbnails
from ..workers.task import Step
from . import numbers, places
from .comparison import Change, changed_countries
from .said import Said
from .sheets import Frame, Picture, Sheet, Shown
from .sides import Paper, Side

# The width of a picture, in dots: body text can be read on half of a large screen.
WIDTH = 1000


@dataclass(frozen=True)
class _Drawn:
    """A page as it was drawn, and what is framed on it."""

    picture: Any
    width: float
    height: float
    frames: tuple[Frame, ...]

    @property
    def packed(self) -> Picture:
        return Picture(thumbnails.packed(self.picture), self.width, self.height, self.frames)


def shown(before: Side, now: Side, numbered: Mapping[int, Change], step: Step) -> Shown:
    """Return the pages on which something has changed, or that look different.

    Raises Problems if those of one side cannot be made.
    """
    statuses, drawn = list[str](), list[list[_Drawn]]()
    for side, other in ((before, now), (now, before)):
        try:
            status, pdf = _made(side, step)
        except Problems as found:
            named = (replace(each.place, file=f"{side.label}{each.place.file}") for each in found.problems)
            raise Problems(replace(each, place=at) for each, at in zip(found.problems, named, strict=True)) from None
        statuses.append(status)
        drawn.append(list(_drawn(pdf, side.said, changed_countries(side.said, other.said), numbered)))
    sheets = tuple(_sheets(*drawn))
    differ = {sheet.number for sheet in sheets}
    alike = tuple(number for number in range(1, len(drawn[1]) + 1) if number not in differ)
    return Shown(sheets, (statuses[0], statuses[1]), alike)


def _sheets(before: Sequence[_Drawn], now: Sequence[_Drawn]) -> Iterator[Sheet]:
    for number in range(max(len(before), len(now))):
        old, new = (side[number] if number < len(side) else None for side in (before, now))
        framed = any(each and each.frames for each in (old, new))
        if framed or old is None or new is None or old.picture.tobytes() != new.picture.tobytes():
            yield Sheet(number + 1, old.packed if old else None, new.packed if new else None)


def _made(side: Side, step: Step) -> tuple[str, bytes]:
    """Return what an edition is, and its PDF."""
    if isinstance(side.pages, RenderJob):
        plain = replace(side.pages.edition, watermark="")
        whole = worker.whole(replace(side.pages, edition=plain, formats=("pdf",)), step)
        return whole.made.status, whole.contents[0].content
    return side.status, _read(side.pages)


def _read(paper: Paper) -> bytes:
    content = inputs.read(paper.root, paper.path, inputs.LEAFLET)
    if atomic.sha256(content) != paper.sha256:
        hint = "restore the release's folder from a copy"
        raise Problems([Problem(Place(paper.root.name(paper.path)), "this is not the file that was released", hint)])
    return content


def _drawn(
    pdf: bytes, said: Said, countries: Mapping[str, set[str]], numbered: Mapping[int, Change]
) -> Iterator[_Drawn]:
    """Yield the pages of an edition, with the places of what has changed, and of the countries in lists that have."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        texts = {**said.texts, UNOFFICIAL: said.unofficial or ""}
        printed, listed = places.found(document, texts, [each.name for of in said.lists.values() for each in of])
        framed = {
            number: [at for name in countries.get(change.key, ()) for at in listed.get(name, ())]
            if change.is_list
            else printed.get(TextKey(change.key), [])
            for number, change in numbered.items()
        }
        for number in range(min(len(document), places.PAGES)):
            page = document[number]
            width, height = page.get_width(), page.get_height()
            frames = [_frame(name, at, width, height) for name, on in framed.items() for at in on if at.page == number]
            picture = thumbnails.drawn(page, WIDTH)
            yield _Drawn(picture, width, height, tuple(numbers.placed(picture, width, frames)))


def _frame(number: int, at: places.Place, width: float, height: float) -> Frame:
    """Return a frame, which stays on the page."""
    left, top = max(at.left, 1), max(at.top, 1)
    return Frame(number, left, top, min(at.right, width - 1) - left, min(at.bottom, height - 1) - top)
