"""Show what a file has brought, for somebody who reads neither language: the old and the new wording of each text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.text import Text

from ..core.printable import printable
from ..text.spelling import spelled
from ..text.word_diff import Piece, compared
from .importer import Import
from .merge import ACCEPTED, Outcome, Verdict

Marks = tuple[str, str, str]  # before and after what has changed, and its colour on a terminal
GONE: Marks = ("[-", "-]", "red")
NEW: Marks = ("{+", "+}", "green")
WIDTH = len("English before")
# Around words that run from right to left, so that a terminal keeps the signs among them in their order.
ISOLATE, END = "\N{RIGHT-TO-LEFT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


@dataclass(frozen=True)
class Version:
    """A wording of a text, under a name, and how what has changed in it is marked."""

    name: str
    pieces: Sequence[Piece]
    marks: Marks = NEW
    english: bool = False


def lines(brought: Import, *, isolated: bool) -> Iterator[Text]:
    """Yield the wordings of each imported text, line by line, with the changes marked.

    Words from right to left are `isolated` for a terminal; a file or another program takes them as they are.
    """
    rtl = isolated and brought.direction == "rtl"
    for verdict in brought.verdicts:
        if verdict.outcome in ACCEPTED:
            yield Text(f"{printable(verdict.row.where)}  {printable(verdict.row.id)}: {verdict.outcome.value}")
            yield from (_line(each, rtl=rtl and not each.english) for each in versions(verdict))
            for doubt in verdict.doubts:
                yield Text(f"  {'warning':<{WIDTH}}  {printable(str(doubt))}")
            yield Text()


def changed(before: str, now: str, *, rtl: bool) -> Iterator[Text]:
    """Yield a text as it was and as it is, line by line, with the changes marked; `rtl` is for a terminal."""
    yield from (_line(each, rtl=rtl) for each in _both(printable(before), printable(now)))


def versions(verdict: Verdict) -> Iterator[Version]:
    """Yield the wordings of an imported text: the English, and what it was and is now, as far as that has changed."""
    pair, now = verdict.pair, printable(verdict.text)
    assert pair is not None  # it was imported
    english = printable(verdict.made.english if verdict.made else pair.english)
    before = printable(pair.made.english) if pair.made else english
    if verdict.outcome is Outcome.CONFIRMED and before != english:
        yield from _both(before, english, "English ", english=True)
    else:
        yield Version("English", [Piece(english, changed=False)], english=True)
    if verdict.outcome is Outcome.CHANGED:
        yield from _both(printable(spelled(pair.translation)), now)
    else:
        yield Version("now", [Piece(now, changed=False)])


def _both(before: str, now: str, name: str = "", *, english: bool = False) -> Iterator[Version]:
    old, new = compared(before, now)
    yield Version(f"{name}before", old, GONE, english)
    yield Version(f"{name}now", new, NEW, english)


def _line(wording: Version, *, rtl: bool) -> Text:
    line = Text(f"  {wording.name:<{WIDTH}}  {ISOLATE if rtl else ''}")
    first, last, colour = wording.marks
    for piece in wording.pieces:
        line.append(f"{first}{piece.text}{last}" if piece.changed else piece.text, colour if piece.changed else "")
    return line.append(END if rtl else "")
