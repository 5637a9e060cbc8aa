"""Mark in a wording what differs from another, as the plain data that the template of the page needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from ..build.cards import named
from ..core.names import LanguageTag
from ..core.printable import printable
from ..edition import typography
from ..text.word_diff import Piece
from .pointed import is_small, parts
from .said import Run

Values = dict[str, Any]
GONE, NEW, DIFFERENT = "del", "ins", "mark"
# Around words that run from left to right in a text from right to left, as they are set in the leaflet.
ISOLATE, END = "\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
RTL = ("R", "AL")


@dataclass(frozen=True)
class _Part:
    """Letters that look alike. What has changed has a `mark`: on its `own`, or as a `whole` with those around it.

    `address` is where they lead, if it was `against` another. At a `gap`, only the other wording has something. A
    `space` has changed alone.
    """

    text: str
    look: Run
    mark: str = ""
    whole: bool = False
    own: bool = False
    point: bool = False
    gap: bool = False
    space: bool = False
    address: str = ""
    against: str = ""

    @property
    def values(self) -> Values:
        own = self.mark if self.own else ""
        return {
            **{"text": self.text, "bold": self.look.bold, "italic": self.look.italic, "mark": own, "gap": self.gap},
            **{"point": self.point, "space": self.space},
        }


def version(
    name: str,
    pieces: Sequence[Piece],
    locale: str,
    mark: str = "",
    *,
    wide: bool = False,
    other: Sequence[Piece] = (),
) -> Values:
    """Return a wording of a text under a name; what differs from the other is marked as gone, new or different."""
    rtl = named(LanguageTag(locale))["direction"] == "rtl"
    found = list(_with_gaps(list(_parts(pieces, mark, other)), pieces, other))
    text = "".join(each.text for each in found)
    # A text without a letter of a script that runs from the right is set from the left: an address, a name.
    mixed = rtl and _runs_from_the_right(text)
    return {
        "name": name,
        "lang": locale,
        "side": "rtl" if rtl else "ltr",
        "dir": "rtl" if mixed or (rtl and not text) else "ltr",
        "pieces": list(_grouped(_isolated(found, text) if mixed else found)),
        "wide": wide,
    }


def _runs_from_the_right(text: str) -> bool:
    import unicodedata

    return any(unicodedata.bidirectional(each) in RTL for each in text)


def _parts(pieces: Sequence[Piece], mark: str, other: Sequence[Piece]) -> Iterator[_Part]:
    """Yield pieces as parts. If only the address of a link differs, or a letter in it, the rest is not marked."""
    changed, instead = ([piece for piece in each if piece.changed] for each in (pieces, other))
    known = dict(zip(map(id, changed), instead, strict=True)) if len(changed) == len(instead) else {}
    for at, piece in enumerate(pieces):
        text, look = printable(piece.text), _look(piece)
        alone = not any(each.changed for each in (*pieces[max(at - 1, 0) : at], *pieces[at + 1 : at + 2]))
        there = known.get(id(piece))
        if not piece.changed:
            yield _Part(text, look)
            continue
        words, link = (printable(there.text), _look(there).link) if there else ("", "")
        address = look.link if look.link != link else ""
        part = _Part(text, look, mark, whole=True, address=printable(address), against=printable(link))
        part = replace(part, space=alone and text.isspace())
        if there and text == words and look.model_copy(update={"link": link}) == _look(there) and link and address:
            yield replace(part, whole=False)
        elif there and is_small(text, words):
            yield from _pointed(replace(part, whole=False), words)
        else:
            yield from (replace(part, text=said, point=differs) for said, differs in parts(text, words) if said)


def _pointed(part: _Part, other: str) -> Iterator[_Part]:
    """Yield a part in which only the letters are marked that differ; where there are none, there is a gap."""
    for text, differs in parts(part.text, other):
        if differs or text:
            yield replace(part, text=text, own=differs and bool(text), point=differs, gap=not text)


def _with_gaps(found: Sequence[_Part], pieces: Sequence[Piece], other: Sequence[Piece]) -> Iterator[_Part]:
    """Yield parts, with gaps where the other wording has something that is nowhere here."""
    kept = any(not piece.changed and piece.text.strip() for piece in pieces)
    missing = _stretches(other) - _stretches(pieces) if kept else set[int]()
    known = 0  # letters so far that both have
    for part in found:
        if part.mark:
            yield part
            continue
        start = 0
        for at, letter in enumerate(part.text):
            if known in missing:
                missing.discard(known)
                yield from _cut(part, start, at)
                yield _Part("", part.look, gap=True)
                start = at
            known += not letter.isspace()
        yield replace(part, text=part.text[start:])
    if known in missing:
        yield _Part("", Run(text=""), gap=True)


def _cut(part: _Part, start: int, end: int) -> Iterator[_Part]:
    if end > start:
        yield replace(part, text=part.text[start:end])


def _stretches(pieces: Iterable[Piece]) -> set[int]:
    """Return where something differs: after how many letters that both wordings have."""
    found, known = set[int](), 0
    for piece in pieces:
        if piece.changed:
            found.add(known)
        else:
            known += sum(not letter.isspace() for letter in printable(piece.text))
    return found


def _isolated(found: Iterable[_Part], text: str) -> Iterator[_Part]:
    """Yield the parts of a text, with words isolated that run the other way, whatever is marked within them."""
    spans = [each.span() for each in typography.LEFT_TO_RIGHT.finditer(text)]
    first, last = {start for start, _ in spans}, {end - 1 for _, end in spans}
    at = 0
    for part in found:
        letters = (
            (ISOLATE * (at + i in first)) + letter + (END * (at + i in last)) for i, letter in enumerate(part.text)
        )
        yield replace(part, text="".join(letters))
        at += len(part.text)


def _grouped(found: Iterable[_Part]) -> Iterator[Values]:
    """Yield parts as plain data, those together that are marked as a whole, or are one link."""
    for (whole, link, address, against), of in groupby(
        found, lambda part: (part.mark if part.whole else "", part.look.link, part.address, part.against)
    ):
        runs = list(of)
        part = _Part(address, Run(text=""), runs[0].mark, own=not whole)
        yield {
            "mark": whole,
            "runs": [part.values for part in runs],
            "link": bool(link),
            "address": list(_address(part, against)) if address else [],
        }


def _address(part: _Part, other: str) -> Iterator[Values]:
    """Yield the address that a link leads to, with what differs marked."""
    if part.own and is_small(part.text, other):
        yield from (each.values for each in _pointed(replace(part, own=False), other))
    elif part.own:
        yield part.values
    else:
        split = parts(part.text, other)
        yield from (replace(part, text=text, point=differs).values for text, differs in split if text)


def _look(piece: Piece) -> Run:
    return piece.look if isinstance(piece.look, Run) else Run(text="")
