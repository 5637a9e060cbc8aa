"""Make the plates of a page: it is written out once for each ink, in greys, and drawn by PDFium.

A plate has a page's shapes, each as dark as it has of that ink. What overprints without that ink is left out of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Dictionary, Matrix, Name, Operator, Pdf

from ..press.content_stream import (
    DEEPEST,
    ENDS_PATH,
    FILLS,
    SHOWS_TEXT,
    STROKES,
    Box,
    Interpreter,
    State,
)
from .inks import PLATES, dots_of, layer, most_of_gradient, space_of

# Dots of the drawing to 1 pt: 150 dpi, a dot of ink to a letter of 9 pt and finer things alike.
SCALE = 150 / 72
# The most dots of a drawing: a poster is drawn more coarsely.
MOST = 6e6
COLOURS = {"g", "G", "rg", "RG", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN"}
PATH = {"m", "l", "c", "v", "y", "h", "re", "W", "W*"}
# The mode of text that is filled, stroked, both or neither.
MODES = {(True, True): 2, (True, False): 0, (False, True): 1, (False, False): 3}
EVERYTHING = [-1e5, -1e5, 2e5, 2e5]  # a rectangle
Instruction = tuple[Sequence[Any], Operator]


def heaviest(content: bytes, number: int, area: Box, threshold: float) -> tuple[float, Box | None]:
    """Return the most ink in one place of an area of a page, in %, and the box around all above a threshold.

    The page's number counts from 1; lengths are in pt.
    """
    from PIL import ImageMath

    scale = min(SCALE, (MOST / max(1, (area[2] - area[0]) * (area[3] - area[1]))) ** 0.5)
    inks = [_drawn(content, number, area, plate, scale).convert("I") for plate in range(len(PLATES))]
    total: Any = ImageMath.lambda_eval(lambda of: 4 * 255 - of["c"] - of["m"] - of["y"] - of["k"], **_named(inks))
    most = total.getextrema()[1] * 100 / 255
    above: Any = ImageMath.lambda_eval(lambda of: of["total"] > threshold * 2.55, total=total)
    found = above.convert("L").getbbox()
    if found is None:
        return most, None
    left, top, right, bottom = (side / scale for side in found)
    return most, (area[0] + left, area[3] - bottom, area[0] + right, area[3] - top)


def _named(inks: Sequence[Any]) -> dict[str, Any]:
    return dict(zip("cmyk", inks, strict=True))


def _drawn(content: bytes, number: int, area: Box, plate: int, scale: float) -> Any:
    """Return an area of a page as it is on a plate: white where that has no ink. Edges are not smoothed."""
    import pypdfium2

    with Pdf.open(BytesIO(content)) as pdf:
        page = pdf.pages[number - 1]
        engine = Interpreter(page.obj.get("/Resources", Dictionary()), State(Matrix()))
        made, resources = _content(pdf, plate, page, engine)
        only = pdf.make_indirect(Dictionary(Type=Name.Page, MediaBox=[*area], Resources=resources))
        only.Contents = pdf.make_stream(made)
        alone = Pdf.new()
        alone.pages.append(pikepdf.Page(alone.copy_foreign(only)))
        written = BytesIO()
        alone.save(written, compress_streams=False)  # it is read once: to pack a photo takes as long as all the rest
    with pypdfium2.PdfDocument(written.getvalue()) as document:
        rough = {f"no_smooth{what}": True for what in ("text", "image", "path")}
        return document[0].render(scale=scale, grayscale=True, **rough).to_pil()


def _content(pdf: Pdf, plate: int, source: Any, engine: Interpreter, depth: int = 0) -> tuple[bytes, Dictionary]:
    """Return a content stream in the greys of a plate, and its resources."""
    writer = _Writer(pdf, plate)
    out: list[Instruction] = []
    path: list[Instruction] = []  # nothing may be set between a path and its painting
    for instruction in pikepdf.parse_content_stream(source):
        operator, operands = str(instruction.operator), instruction.operands
        now = engine.state
        if operator in PATH:
            path.append((list(operands), instruction.operator))
        elif operator in ENDS_PATH:
            out += writer.ended(operator, path, now)
            path = []
        elif operator in SHOWS_TEXT:
            out += writer.text((list(operands), instruction.operator), now)
        elif operator == "Do":
            out += writer.object(engine, engine.resource("/XObject", operands[0]), depth)
        elif operator == "INLINE IMAGE":
            out += writer.picture(operands[0], now)
        elif operator == "sh":
            out += writer.gradient(engine.resource("/Shading", operands[0]))
        elif operator not in COLOURS and operator != "gs":
            out.append((list(operands), instruction.operator))
        engine.step(operands, operator)
    kept = {key: engine.resources[key] for key in ("/Font", "/Properties") if key in engine.resources}
    return pikepdf.unparse_content_stream(out), Dictionary({**kept, "/XObject": Dictionary(writer.made)})


@dataclass
class _Writer:
    """A writer of what is painted, for one plate. `made` are the pictures and forms that it shows, by new names."""

    pdf: Pdf
    plate: int
    made: dict[str, Any] = field(default_factory=dict)

    def _greys(self, state: State) -> tuple[float | None, float | None]:
        """Return the ink of a fill and of a stroke; None where neither leaves anything on this plate."""
        return layer(state.fill, state)[self.plate], layer(state.stroke, state, stroke=True)[self.plate]

    def ended(self, operator: str, path: Sequence[Instruction], state: State) -> Iterator[Instruction]:
        """Yield a path and what becomes of it: it may clip even where it leaves nothing."""
        fill, stroke = self._greys(state)
        fills, strokes = operator in FILLS and fill is not None, operator in STROKES and stroke is not None
        yield from _told(fill if fills else None, stroke if strokes else None)
        yield from path
        if fills and strokes:
            yield [], Operator(operator)
        elif fills:
            yield [], Operator("f*" if "*" in operator else "f")
        else:
            closes = operator in ("s", "b", "b*")
            yield [], Operator(("s" if closes else "S") if strokes else "n")

    def text(self, shown: Instruction, state: State) -> Iterator[Instruction]:
        """Yield text in the mode that shows what it has of this ink (9.3.6)."""
        fill, stroke = self._greys(state)
        kind = state.mode % 4  # from 4 on, it clips as well
        mode = MODES[kind in (0, 2) and fill is not None, kind in (1, 2) and stroke is not None]
        yield from _told(fill, stroke)
        yield [state.mode - kind + mode], Operator("Tr")
        yield shown
        yield [state.mode], Operator("Tr")

    def object(self, engine: Interpreter, what: Any, depth: int) -> Iterator[Instruction]:
        """Yield a picture, or a form that is written anew for where it stands: it paints in the colours set there."""
        if what is None or depth > DEEPEST:
            return
        if what.get("/Subtype") != Name.Form:
            yield from self.picture(what, engine.state)
            return
        inner = Interpreter(what.get("/Resources", engine.resources), replace(engine.state))
        made, resources = _content(self.pdf, self.plate, what, inner, depth + 1)
        about = {key: what[key] for key in ("/BBox", "/Matrix") if key in what}
        form = self.pdf.make_stream(made, Dictionary({**about, "/Type": Name.XObject, "/Subtype": Name.Form}))
        form.Resources = resources
        yield [self._kept(form)], Operator("Do")

    def picture(self, picture: Any, state: State) -> Iterator[Instruction]:
        """Yield a picture's dots of this ink, or a stencil in the colour that is set."""
        space = space_of(picture)
        if space == "a stencil" and isinstance(picture, pikepdf.Object):
            fill, _ = self._greys(state)
            yield from _told(fill, None)
            shown = [(fill, picture)]
        elif space in ("DeviceCMYK", "DeviceGray"):
            dots = dots_of(picture).split()[self.plate].point(lambda ink: 255 - ink)
            about = Dictionary(Type=Name.XObject, Subtype=Name.Image, Width=dots.width, Height=dots.height)
            made = self.pdf.make_stream(dots.tobytes(), about)
            made.ColorSpace, made.BitsPerComponent = Name.DeviceGray, 8
            shown = [(0.0, made)]
        else:
            shown = []
        yield from (([self._kept(each)], Operator("Do")) for ink, each in shown if ink is not None)

    def gradient(self, shading: Any) -> Iterator[Instruction]:
        """Yield a gradient as the most that it has of this ink, everywhere."""
        most = None if shading is None else most_of_gradient(shading)[self.plate]
        if most is not None:
            yield from _told(most, None)
            yield EVERYTHING, Operator("re")
            yield [], Operator("f")

    def _kept(self, what: Any) -> Name:
        name = f"/Plate{len(self.made)}"
        self.made[name] = what
        return Name(name)


def _told(fill: float | None, stroke: float | None) -> Iterator[Instruction]:
    """Yield the greys of what is painted next."""
    for ink, operator in ((fill, "g"), (stroke, "G")):
        if ink is not None:
            yield [round(1 - ink, 4)], Operator(operator)
