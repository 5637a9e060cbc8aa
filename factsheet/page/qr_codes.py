"""Find the links whose address is not visible in print, and draw a QR code for each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby

from lxml import etree
from lxml.builder import ElementMaker
from markupsafe import Markup

from ..core import inputs
from ..core.diagnostics import Place, Problem, Problems
from ..core.names import TextKey
from ..core.project import Root
from ..text import link_address
from ..text.markup import Inline, Run, dressed
from ..theme.measures import MM
from ..theme.model import Theme
from .svg_safety import SVG

# ISO/IEC 18004, 9.1: white as wide as four modules on each side.
QUIET = 4
# The smallest that a phone can read from close by, in mm: the code as a whole, and each of its dots.
SMALLEST, FINEST = 15, 0.33
# The space between a word of up to three letters, with others before it, and the last word.
SHORT = re.compile(r"(?<=\s\w\w\w) (?=\S+$)|(?<=\s\w\w) (?=\S+$)|(?<=\s\w) (?=\S+$)")
WIDER = 'set a larger width under "code" in theme.yaml, or give the link a shorter address'
LEAST = f"the minimum is {FINEST:g} mm for a dot and {SMALLEST} mm for the code"


@dataclass(frozen=True)
class Code:
    """A QR code: the address, the words that link to it (HTML), the section of the first of them, its drawing (SVG)."""

    address: str
    words: tuple[Markup, ...]
    section: str
    svg: bytes


class NoCode(Exception):
    """A template asks for a QR code that cannot be: what is wrong, and the hint."""


class TooFine(Exception):
    """A code that no phone could read; `what` says for which address, and why."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


def codes(texts: Mapping[TextKey, Inline], theme: Theme, root: Root) -> list[Code]:
    """Return a code for each address that a text links to and does not show, in reading order.

    Raises Problems for an address so long that its code would be too fine to read.
    """
    words: dict[str, dict[Markup, None]] = {}
    sections: dict[str, str] = {}
    for key, text in texts.items():
        for address, runs in text.linked():
            if _bare(link_address.shown(address)) not in _bare("".join(run.text for run in runs)):
                words.setdefault(address, {})[Markup("".join(map(dressed, _tied(runs))))] = None
                sections.setdefault(address, key.partition(".")[0])
    look = theme.code.width, theme.role("text").screen, theme.role("paper").screen
    found = []
    for address, said in words.items():
        try:
            found.append(Code(address, tuple(said), sections[address], _drawn(address, *look)))
        except TooFine as error:
            raise Problems([Problem(_place(root, address), error.what, WIDER)]) from None
    return found


def drawn(address: str, theme: Theme) -> bytes:
    """Return the QR code of an address as SVG. Raises NoCode if it would be too fine to read."""
    try:
        return _drawn(address, theme.code.width, theme.role("text").screen, theme.role("paper").screen)
    except TooFine as error:
        raise NoCode(error.what, WIDER) from None


def _tied(runs: Sequence[Run]) -> list[Run]:
    """Return a caption in which no line ends with a short word before the last one: "Plan of action / for Nairobi"."""
    *others, last = runs
    return [*others, replace(last, text=SHORT.sub("\N{NO-BREAK SPACE}", last.text))]


def _place(root: Root, address: str) -> Place:
    """Return where an address is written."""
    path = root.sources / "factsheet.yaml"
    for number, line in enumerate(inputs.text(root, path, inputs.SOURCE).splitlines(), 1):
        if (column := line.find(address)) >= 0:
            return Place(root.name(path), number, column + 1, line)
    return Place(root.name(path))


def _bare(address: str) -> str:
    """Return the part of an address that people type."""
    return re.sub(r"^(https?://|mailto:)?(www\.)?", "", address.strip().casefold()).rstrip("/")


@cache
def _drawn(address: str, size: float, ink: str, paper: str) -> bytes:
    """Return the drawing of a code, `size` pt wide including its margin. Cached, since every layout asks for it.

    Raises TooFine if it could not be read.
    """
    import segno

    shown = address if len(address) <= 80 else f"{address[:80]}..."
    try:
        code = segno.make(address, error="m", micro=False)
    except segno.DataOverflowError:  # 2,331 bytes (ISO/IEC 18004, table 7, version 40-M)
        raise TooFine(f"{shown} is too long for a QR code") from None
    modules = len(code.matrix)
    dot = size / MM / (modules + 2 * QUIET)
    if dot < FINEST or dot * modules < SMALLEST:
        what = f"the QR code for {shown} would have dots of {dot:.2f} mm, and be {dot * modules:.1f} mm wide in print"
        raise TooFine(f"{what}; {LEAST}")
    side = str(modules + 2 * QUIET)
    svg = ElementMaker(namespace=SVG, nsmap={None: SVG})
    ground = svg.rect(width=side, height=side, fill=paper)
    dark = svg.path(d="".join(_modules(code.matrix)), stroke=ink, fill="none")
    return etree.tostring(svg.svg(ground, dark, viewBox=f"0 0 {side} {side}"))


def _modules(matrix: Iterable[Iterable[int]]) -> Iterator[str]:
    """Yield the dark modules as lines one module wide, joining neighbours: half the work of rectangles."""
    for y, row in enumerate(matrix, QUIET):
        x = QUIET
        for is_dark, run in groupby(row):
            length = len(list(run))
            if is_dark:
                yield f"M{x} {y}.5h{length}"
            x += length
