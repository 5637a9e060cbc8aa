"""Replace the colours of a page with inks, and extend what reaches the edge of the sheet into the bleed.

The page is WeasyPrint's: plain fills, lines and words in the theme's colours. Anything else on it has no inks, and
is refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pikepdf
from pikepdf import Dictionary, Matrix, Name, Operator, Pdf

from ..core.diagnostics import Place, Problem, Problems
from .content_stream import (
    ENDS_PATH,
    FILLS,
    SHOWS_TEXT,
    STROKES,
    Box,
    Colour,
    Interpreter,
    State,
    matrix_of,
)
from .photos import EDGE, Photos

Inks = tuple[float, ...]  # cyan, magenta, yellow, black, from 0 to 1
Instruction = Any  # of pikepdf's, or a pair of operands and operator
BLACK: Inks = (0, 0, 0, 1)
PAPER: Inks = (0, 0, 0, 0)
# Text under this, in pt, of more than one ink would show the slightest shift between the plates as a fringe.
FINE = 9.0
PATH = {"m", "l", "c", "v", "y", "h", "re", "W", "W*"}
# For readers only: what is a heading, an artifact, another spelling (ISO 32000-1, 14.6).
MARKS = {"BDC", "BMC", "EMC", "DP", "MP"}
COLOURS = {"g", "G", "rg", "RG", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN"}
OVER, KNOCK = Name.Over, Name.Knock


@dataclass
class _Said:
    """What the new content has said so far of its graphics state."""

    fill: Inks | None = None
    stroke: Inks | None = None
    over: bool | None = None  # what is painted does not knock out what lies below


@dataclass
class Inker:
    """A converter of colours.

    `inks` are the theme's, by their value for the screen; `sheet` is the page's box and `bleed` what goes over it (pt);
    `limit` is the most ink allowed, all four added up, in %; `photos` are those that are printed.
    """

    pdf: Pdf
    inks: Mapping[str, Inks]
    sheet: Box
    bleed: float
    limit: float
    name: str
    photos: Photos | None = None
    problems: list[Problem] = field(default_factory=list)
    forms: set[tuple[int, int]] = field(default_factory=set)

    def page(self, page: pikepdf.Page) -> None:
        """Replace the colours of a page; add what cannot be printed to `problems`."""
        content, photos = self._content(page, page.obj.Resources, State(Matrix()))
        # WeasyPrint turns a page upside down and leaves it so.
        page.obj.Contents = self.pdf.make_stream(b"q\n" + content + b"\nQ")
        page.obj.Resources = self._resources(page.obj.Resources, photos)

    def _form(self, form: Any, state: State) -> None:
        """Convert the colours of a form, once."""
        if form.objgen in self.forms:
            return
        self.forms.add(form.objgen)
        matrix = matrix_of(form) @ state.matrix
        content, photos = self._content(form, form.Resources, replace(state, matrix=matrix))
        form.write(content)
        form.Resources = self._resources(form.Resources, photos)
        if "/Group" in form:  # only what is transparent needs one
            del form["/Group"]

    def _shown(self, name: str, resources: Any, state: State, photos: dict[str, Any]) -> Iterator[Instruction]:
        """Yield what shows a form or a photo; the photo is added to those that are `photos` of this content."""
        what = resources.XObject[name]
        if what.get("/Subtype") == Name.Form:
            self._form(what, state)
            yield [Name(name)], Operator("Do")
            return
        try:
            printed = self.photos.printed(what, state.matrix) if self.photos else None
        except Problems as found:
            self.problems += found.problems
            return
        if printed is None:
            self._refuse("a bitmap", "draw it as SVG, which prints as sharply as the press can")
            return
        image, place = printed
        photo = f"/Photo{image.objgen[0]}"
        photos[photo] = image
        yield [], Operator("q")
        yield [KNOCK], Operator("gs")
        yield [round(part, 6) for part in place.shorthand], Operator("cm")
        yield [Name(photo)], Operator("Do")
        yield [], Operator("Q")

    def _resources(self, of: pikepdf.Object, photos: Mapping[str, Any]) -> Dictionary:
        kept = {key: of[key] for key in ("/Font", "/XObject") if key in of}
        if photos:  # in place of those for the screen
            forms = {name: each for name, each in of.XObject.items() if each.get("/Subtype") == Name.Form}
            kept["/XObject"] = Dictionary({**forms, **photos})
        # Mode 1 leaves the inks below alone where its own is nothing (ISO 32000-1, 8.6.7).
        states = {
            str(name): Dictionary(Type=Name.ExtGState, OP=over, op=over, OPM=1)
            for name, over in ((OVER, True), (KNOCK, False))
        }
        return Dictionary({**kept, "/ExtGState": Dictionary(states)})

    def _content(self, source: Any, resources: Any, state: State) -> tuple[bytes, dict[str, Any]]:
        """Return a content stream with its colours converted, and the photos that it shows by their names.

        Each colour is set just before it is used.
        """
        engine = Interpreter(resources, state)
        said = [_Said()]
        path: list[Instruction] = []  # nothing may be set between a path and its painting
        out: list[Instruction] = []
        photos: dict[str, Any] = {}
        for operator, instruction in _drawing(source):
            if operator in PATH:  # nine in ten; where it runs does not matter
                path.append(self._grown(instruction, engine.state.matrix) if operator == "re" else instruction)
                continue
            operands = instruction.operands
            match operator:
                case "q":
                    said.append(replace(said[-1]))
                case "Q":
                    said.pop()
                case "gs":
                    self._opaque(resources.ExtGState[str(operands[0])])
                case "sh" | "INLINE IMAGE":
                    self._refuse("a gradient or a bitmap", "draw it in plain colours from the theme")
                case "Do":
                    out += self._shown(str(operands[0]), resources, engine.state, photos)
                    continue
            if operator not in COLOURS and operator != "gs":
                out += [*self._told(operator, engine, said[-1]), *path, instruction]
                path = []
            engine.step(operands, operator)
        return pikepdf.unparse_content_stream(out), photos

    def _told(self, operator: str, engine: Interpreter, said: _Said) -> Iterator[Instruction]:
        """Yield what must be set before something is painted."""
        text = operator in SHOWS_TEXT
        if not text and (operator not in ENDS_PATH or operator == "n"):
            return
        if text or operator in FILLS:
            fill = self._inks(engine.state.fill)
            if text and engine.size < FINE - 0.01:
                fill = _fine(fill)
            if fill != said.fill:
                said.fill = fill
                yield fill, Operator("k")
        if operator in STROKES:
            stroke = self._inks(engine.state.stroke)
            if stroke != said.stroke:
                said.stroke = stroke
                yield stroke, Operator("K")
        over = text and said.fill == BLACK
        if over != said.over:
            said.over = over
            yield [OVER if over else KNOCK], Operator("gs")

    def _inks(self, colour: Colour) -> Inks:
        """Return the inks for a screen colour."""
        if colour.space not in ("DeviceRGB", "DeviceGray"):
            self._refuse("a gradient or a pattern", "draw it in plain colours from the theme")
            return BLACK
        parts = colour.parts if len(colour.parts) == 3 else colour.parts * 3
        screen = "#" + "".join(f"{round(part * 255):02x}" for part in parts)
        if screen not in self.inks:
            self._refuse(f"the colour {screen}", "use a colour from theme.yaml, which gives the inks of each")
        inks = self.inks.get(screen, BLACK)
        if 100 * sum(inks) > self.limit:
            much = f"the colour {screen} with {100 * sum(inks):.0f}% ink"
            self._refuse(much, f"{self.limit:g}% is the most that the printer accepts; correct it in theme.yaml")
        return inks

    def _opaque(self, settings: Any) -> None:
        """Check that a graphics state asks for full opacity."""
        plain = all(float(settings[key]) == 1 for key in ("/ca", "/CA") if key in settings)
        if not plain or "/SMask" in settings or settings.get("/BM", Name.Normal) != Name.Normal:
            self._refuse("something transparent", "draw it in a paler colour from the theme")

    def _refuse(self, what: str, hint: str) -> None:
        self.problems.append(Problem(Place(self.name), f"the page has {what}, which cannot be printed", hint))

    def _grown(self, rectangle: Any, matrix: Matrix) -> Instruction:
        """Return a rectangle that reaches an edge of the sheet as one that ends with the bleed."""
        if matrix.b or matrix.c or not matrix.a or not matrix.d:
            return rectangle
        x, y, width, height = (float(part) for part in rectangle.operands)
        one, other = matrix.transform((x, y)), matrix.transform((x + width, y + height))
        corners = [
            _reaching(*ends, low, high, self.bleed)
            for ends, low, high in zip(zip(one, other, strict=True), self.sheet[:2], self.sheet[2:], strict=True)
        ]
        back = matrix.inverse()
        (x, y), (right, top) = (back.transform((corners[0][end], corners[1][end])) for end in (0, 1))
        return [round(part, 4) for part in (x, y, right - x, top - y)], rectangle.operator


def _drawing(source: Any) -> Iterator[tuple[str, Any]]:
    """Yield the instructions of a content stream that draw, with their operators."""
    for instruction in pikepdf.parse_content_stream(source):
        if (operator := str(instruction.operator)) not in MARKS:
            yield operator, instruction


def _reaching(one: float, other: float, low: float, high: float, bleed: float) -> tuple[float, float]:
    """Return the two ends of a side, pushed out by the bleed where they reach the edge of the sheet."""
    first, last = sorted((one, other))
    if first <= low + EDGE:
        first = low - bleed
    if last >= high - EDGE:
        last = high + bleed
    return (first, last) if one <= other else (last, first)


def _fine(inks: Inks) -> Inks:
    """Return the only ink of small text. Dark words become black; pale ones are left out of their background."""
    if sum(ink > 0 for ink in inks) < 2:
        return inks
    return BLACK if sum(inks) > 1 else PAPER
