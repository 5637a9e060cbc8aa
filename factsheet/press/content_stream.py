"""Read the content of a PDF page as what it paints: each text, path and picture, its colour, size and place.

The part of the graphics model that matters to a press (ISO 32000-1, 8.4 to 8.9, 9.3 and 9.4). Lengths are in pt.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pikepdf
from pikepdf import Matrix, Name, Object

FILLS = {"f", "F", "f*", "B", "B*", "b", "b*"}
STROKES = {"S", "s", "B", "B*", "b", "b*"}
SHOWS_TEXT = {"Tj", "TJ", "'", '"'}
ENDS_PATH = FILLS | STROKES | {"n"}
DEVICE = {"g": "DeviceGray", "rg": "DeviceRGB", "k": "DeviceCMYK"}
INVISIBLE = 3  # the mode of text that is neither filled nor stroked
Point = tuple[float, float]
Box = tuple[float, float, float, float]  # left, bottom, right, top
EVERYWHERE: Box = (-1e9, -1e9, 1e9, 1e9)


@dataclass(frozen=True)
class Colour:
    """A colour as it was asked for: the name of its space, its parts, and the space itself if it is not a device's."""

    space: str = "DeviceGray"
    parts: tuple[float, ...] = (0.0,)
    of: Any = field(default=None, compare=False)


@dataclass
class State:
    """A graphics state."""

    matrix: Matrix
    clip: Box = EVERYWHERE
    fill: Colour = Colour()
    stroke: Colour = Colour()
    line: float = 1
    font: Any = None
    size: float = 0
    mode: int = 0
    settings: dict[str, Any] = field(default_factory=dict)  # of an ExtGState: OP, op, ca, CA, SMask, BM


@dataclass(frozen=True)
class Painted:
    """Something that is painted. `size` is that of text, `width` that of a line, `what` the picture or gradient."""

    kind: str  # text, fill, line, picture, gradient
    colour: Colour
    box: Box
    state: State
    size: float = 0
    width: float = 0
    what: Any = None


class Interpreter:
    """The graphics states of a content stream, one instruction after the other."""

    def __init__(self, resources: Any, state: State) -> None:
        self.resources = resources
        self.stack = [state]
        self.text = Matrix()
        self.line = Matrix()
        self.path: list[Point] = []
        self.start: list[Point] = []
        self.clips = False

    @property
    def state(self) -> State:
        return self.stack[-1]

    @property
    def size(self) -> float:
        """Return the size at which text is shown now."""
        whole = self.text @ self.state.matrix
        return float(abs(whole.a * whole.d - whole.b * whole.c) ** 0.5 * abs(self.state.size))

    def resource(self, kind: str, name: Any) -> Any:
        """Return what a name stands for, or None."""
        return self.resources.get(kind, {}).get(str(name))

    def step(self, operands: Any, operator: str) -> None:
        """Take one instruction into account."""
        if operator in ("q", "Q"):
            self._stacked(operator)
        elif operator.lower() in ("g", "rg", "k", "cs", "sc", "scn"):
            self._coloured(operands, operator)
        elif operator in ("BT", "Tm", "Td", "TD", "T*", "TL", "Tf", "Tr"):
            self._texted(operands, operator)
        elif operator in ("m", "l", "c", "v", "y", "re"):
            self._drawn(operands, operator)
        elif operator in ("W", "W*"):
            self.clips = True
        elif operator in ENDS_PATH:
            self._ended()
        elif operator == "cm":
            self.state.matrix = Matrix(*map(float, operands)) @ self.state.matrix
        elif operator == "w":
            self.state.line = float(operands[0])
        elif operator == "gs" and (settings := self.resource("/ExtGState", operands[0])) is not None:
            self.state.settings = {**self.state.settings, **dict(settings.items())}

    def _stacked(self, operator: str) -> None:
        if operator == "q":
            self.stack.append(replace(self.state))
        elif len(self.stack) > 1:
            self.stack.pop()

    def _coloured(self, operands: Any, operator: str) -> None:
        side = "fill" if operator.islower() else "stroke"
        now: Colour = getattr(self.state, side)
        kind = operator.lower()
        if kind in DEVICE:
            colour = Colour(DEVICE[kind], tuple(float(part) for part in operands))
        elif kind == "cs":
            of = self.resource("/ColorSpace", operands[0])
            colour = Colour(named(of if of is not None else operands[0]), (), of)
        else:
            parts = tuple(float(part) for part in operands if not isinstance(part, Name))
            pattern = self.resource("/Pattern", operands[-1]) if isinstance(operands[-1], Name) else None
            colour = replace(now, parts=parts, of=now.of if pattern is None else pattern)
        setattr(self.state, side, colour)

    def _texted(self, operands: Any, operator: str) -> None:
        if operator == "Tf":
            self.state.font, self.state.size = self.resource("/Font", operands[0]), float(operands[1])
        elif operator == "Tr":
            self.state.mode = int(operands[0])
        elif operator == "BT":
            self.text = self.line = Matrix()
        elif operator == "Tm":
            self.text = self.line = Matrix(*map(float, operands))
        elif operator in ("Td", "TD"):
            self.text = self.line = Matrix(1, 0, 0, 1, *map(float, operands)) @ self.line

    def _drawn(self, operands: Any, operator: str) -> None:
        parts = [float(part) for part in operands]
        points = list(zip(parts[::2], parts[1::2], strict=True))
        if operator == "re":
            (x, y), (width, height) = points
            points = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
        points = [self.state.matrix.transform(point) for point in points]
        if operator == "m":  # nothing is drawn by a move alone
            self.start = points
            return
        self.path += self.start
        self.start = []
        if operator in ("c", "v", "y") and self.path:
            start = self.path[-1]
            points = _curve([start, *([start] if operator == "v" else []), *points, *points[len(points) - 1 :]][:4])
        self.path += points

    def _ended(self) -> None:
        if self.clips and self.path:
            self.state.clip = _common(self.state.clip, around(self.path))
        self.path, self.start, self.clips = [], [], False


def _curve(ends: Sequence[Point]) -> list[Point]:
    """Return points on a cubic Bézier curve, close enough together for the box around it."""
    found = []
    for step in range(1, 9):
        t = step / 8
        shares = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3
        found.append(
            (
                sum(s * x for s, (x, _) in zip(shares, ends, strict=True)),
                sum(s * y for s, (_, y) in zip(shares, ends, strict=True)),
            )
        )
    return found


def around(points: Sequence[Point], more: float = 0) -> Box:
    """Return the box around some points, with a margin on each side."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs) - more, min(ys) - more, max(xs) + more, max(ys) + more


def _common(one: Box, other: Box) -> Box:
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def named(space: Any) -> str:
    """Return the name of a colour space."""
    return str(space[0] if isinstance(space, pikepdf.Array) else space).lstrip("/")


def painted(page: pikepdf.Page) -> Iterator[Painted]:
    """Yield what a page paints, in order, forms and patterns included; what is clipped away is left out."""
    resources = page.obj.get("/Resources", pikepdf.Dictionary())
    for each in _painted(page, resources, State(Matrix()), 0):
        if each.box[0] <= each.box[2] and each.box[1] <= each.box[3]:
            yield each


# Forms in forms: more are a mistake, or an attack.
DEEPEST = 12


def _painted(source: Any, resources: Object, state: State, depth: int) -> Iterator[Painted]:
    if depth > DEEPEST:
        return
    engine = Interpreter(resources, state)
    for instruction in pikepdf.parse_content_stream(source):
        operator, operands = str(instruction.operator), instruction.operands
        now = engine.state
        if operator in FILLS and engine.path:
            yield from _filled(engine, around(engine.path), depth)
        if operator in STROKES and engine.path:
            width = now.line * abs(now.matrix.a * now.matrix.d - now.matrix.b * now.matrix.c) ** 0.5
            box = _common(now.clip, around(engine.path, width / 2))
            yield Painted("line", now.stroke, box, replace(now), width=width)
        elif operator in SHOWS_TEXT and now.mode != INVISIBLE:
            yield _text(engine)
        elif operator == "Do":
            yield from _object(engine, engine.resource("/XObject", operands[0]), depth)
        elif operator == "INLINE IMAGE":
            yield Painted("picture", now.fill, _common(now.clip, _unit(now.matrix)), replace(now), what=operands[0])
        elif operator == "sh":
            shading = engine.resource("/Shading", operands[0])
            yield Painted("gradient", Colour(named(shading.ColorSpace)), now.clip, replace(now), what=shading)
        engine.step(operands, operator)


def _filled(engine: Interpreter, box: Box, depth: int) -> Iterator[Painted]:
    """Yield a filled path: in a colour, or in a pattern, which paints things of its own."""
    now = engine.state
    box = _common(now.clip, box)
    pattern = now.fill.of if now.fill.space == "Pattern" else None
    if pattern is None:
        yield Painted("fill", now.fill, box, replace(now))
    elif "/Shading" in pattern:
        yield Painted("gradient", Colour(named(pattern.Shading.ColorSpace)), box, replace(now), what=pattern.Shading)
    else:
        inner = replace(now, matrix=matrix_of(pattern), clip=EVERYWHERE)
        for each in _painted(pattern, pattern.Resources, inner, depth + 1):
            yield replace(each, box=box)


def _text(engine: Interpreter) -> Painted:
    """Return a text that is shown: its box is the beginning of its line, as wide as it is high."""
    now, size = engine.state, engine.size
    x, y = (engine.text @ now.matrix).transform((0, 0))
    colour = now.stroke if now.mode == 1 else now.fill
    return Painted("text", colour, (x, y, x + size, y + size), replace(now), size=size)


def _object(engine: Interpreter, what: Any, depth: int) -> Iterator[Painted]:
    """Yield a picture, or what a form paints."""
    now = engine.state
    if what is None:
        return
    if what.get("/Subtype") == Name.Form:
        matrix = matrix_of(what) @ now.matrix
        left, bottom, right, top = (float(side) for side in what.BBox)
        corners = [matrix.transform(point) for point in ((left, bottom), (right, bottom), (left, top), (right, top))]
        inner = replace(now, matrix=matrix, clip=_common(now.clip, around(corners)))
        if "/Group" in what:
            inner.settings = {**now.settings, "/Group": what.Group}
        yield from _painted(what, what.get("/Resources", engine.resources), inner, depth + 1)
    else:
        yield Painted("picture", now.fill, _common(now.clip, _unit(now.matrix)), replace(now), what=what)


def matrix_of(form: Any) -> Matrix:
    """Return the matrix of a form or a pattern."""
    return Matrix(*map(float, form.get("/Matrix", (1, 0, 0, 1, 0, 0))))


def _unit(matrix: Matrix) -> Box:
    """Return the box of a picture, which fills a square of one unit."""
    return around([matrix.transform(point) for point in ((0, 0), (1, 0), (0, 1), (1, 1))])
