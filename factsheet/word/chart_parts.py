"""Build the pieces of a chart in DrawingML: series, labels, axes, letters (ECMA-376 part 1, 21.2).

Children are in the order of the schema: Word refuses a file that gets it wrong. Lengths are in pt.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lxml.builder import ElementMaker

from ..charts.canvas import Edges
from ..charts.data import EMPTY, Chart, Series, Value
from ..charts.drawing import Drawn
from ..core.xml import Element
from ..theme.charts import Chart as Look
from ..theme.model import Theme
from . import workbook
from .colour_theme import DRAWING
from .drawing import EMU
from .letters import Writing
from .number_codes import MARK, PLAIN, code, rounded
from .wordml import hex_colour

CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
C = ElementMaker(namespace=CHART, nsmap={"c": CHART, "a": DRAWING, "r": RELATIONS})
A = ElementMaker(namespace=DRAWING, nsmap={"a": DRAWING})
# The numbers by which the two axes know each other.
NAMES, NUMBERS = "1", "2"
# What stands between a name and its number in a legend.
SPACE = "\N{EM SPACE}"
# How much wider each entry of a legend is than on the page, in em; that of a line, which is longer than a square.
LOOSE, LOOSER = 1, 1.5
# What a series of a line chart is marked with, in the order in which the page has it.
SIGNS = ("circle", "square", "triangle", "diamond")


def c(tag: str, *children: Element | None, **attributes: str) -> Element:
    """Return an element of a chart, without children that are None."""
    return C(tag, *(child for child in children if child is not None), **attributes)


def words(tag: str, text: str) -> Element:
    """Return an element of a chart with a text in it."""
    return C(tag, text)


def val(tag: str, value: object) -> Element:
    """Return an element of a chart that has one value."""
    return C(tag, val=str(value))


@dataclass(frozen=True)
class Pieces:
    """What makes the pieces of one chart: how it is on the page, its look, and how its language is written."""

    made: Drawn
    look: Look
    theme: Theme
    writing: Writing

    @property
    def chart(self) -> Chart:
        return self.made.chart

    @property
    def alone(self) -> bool:
        """Tell whether it is the share of a single whole."""
        return self.look.kind == "share" and len(self.chart.categories) == 1

    @property
    def numbered(self) -> bool:
        """Tell whether its numbers are in the legend: a part of a whole may be too small for its own."""
        return self.look.values and (self.look.kind == "donut" or self.alone)

    def entry(self, name: str, value: Value | None) -> str:
        """Return what the legend says of a part: its name, and its number if that is there."""
        return self.turned(f"{name}{SPACE}{value.text if value else EMPTY}") if self.numbered else name

    def turned(self, words: str) -> str:
        """Return words with a number so that they run as on the page; LibreOffice 7.4 runs all from left to right."""
        return f"{MARK}{words}{MARK}" if self.writing.rtl else words

    def spacious(self, legend: Edges) -> Edges:
        """Return where a legend is, with the space that programs have in it and around it."""
        left, top, right, bottom = legend
        room = self.look.size * (LOOSER if self.look.kind == "line" else LOOSE) * len(self.chart.series)
        return left, top, min(right + room, self.made.size[0]), bottom

    def layout(self, edges: Edges, *, inner: bool = False) -> Element:
        """Return what puts a part of the chart where it is on the page."""
        left, top, right, bottom = edges
        width, height = self.made.size
        across = width - right if self.writing.rtl else left
        shares = {"x": across / width, "y": top / height, "w": (right - left) / width, "h": (bottom - top) / height}
        target = val("layoutTarget", "inner") if inner else None
        sides = [val(name, f"{max(0.0, share):.4f}") for name, share in shares.items()]
        return c("layout", c("manualLayout", target, val("xMode", "edge"), val("yMode", "edge"), *sides))

    # Colours and letters

    def fill(self, colour: str) -> Element:
        return A.solidFill(A.srgbClr(val=hex_colour(self.theme.colours[colour].screen)))

    def line(self, colour: str, width: float) -> Element:
        return A.ln(self.fill(colour), w=str(round(width * EMU)))

    def letters(self, colour: str) -> Element:
        """Return how words are set; Word has one size for all scripts here."""
        latin, *other = (face.family for face in self.theme.typefaces[self.look.face].faces(self.writing.script))
        own = other[0] if other else latin
        plain = latin if self.writing.rtl else own
        scale = self.theme.typefaces["text"].faces(self.writing.script)[-1].scale
        properties = A.defRPr(
            self.fill(colour),
            A.latin(typeface=plain),
            A.ea(typeface=plain),
            A.cs(typeface=own),
            lang=self.writing.language,
            sz=str(round(self.look.size * scale * 100)),
            b="0",
        )
        paragraph = A.pPr(properties, **({"rtl": "1"} if self.writing.rtl else {}))
        return c("txPr", A.bodyPr(wrap="none"), A.lstStyle(), A.p(paragraph, A.endParaRPr(lang=self.writing.language)))

    # Series

    def series(self, number: int, series: Series, *looks: Element) -> Element:
        """Return a series without its numbers' labels: its name, and how it looks."""
        said, row = self.entry(series.name, series.values[0]) if self.alone else series.name, 0
        if self.alone and self.numbered:
            row = 2
        name = c("tx", self.words(workbook.place(number + 1, row), [said]))
        return c("ser", val("idx", number), val("order", number), name, *looks)

    def numbers(self, number: int, series: Series) -> list[Element]:
        """Return where the names and the numbers of a series are in the workbook, and what they are."""
        last = len(self.chart.categories)
        points = [
            c("pt", words("v", repr(value.number)), idx=str(at)) for at, value in enumerate(series.values) if value
        ]
        cache = c("numCache", words("formatCode", self.usual(series)), val("ptCount", last), *points)
        said, column = list(self.chart.categories), 0
        if self.numbered and not self.alone:
            said, column = [self.entry(*each) for each in zip(said, series.values, strict=True)], 2
        names = c("cat", self.words(workbook.place(column, 1, last), said))
        return [names, c("val", c("numRef", words("f", workbook.place(number + 1, 1, last)), cache))]

    def words(self, place: str, said: Sequence[str]) -> Element:
        """Return words that are in some cells of the workbook, and what they are."""
        points = [c("pt", words("v", each), idx=str(at)) for at, each in enumerate(said)]
        return c("strRef", words("f", place), c("strCache", val("ptCount", len(said)), *points))

    def usual(self, series: Series) -> str:
        """Return the format that most numbers of a series have."""
        codes = [code(value, self.writing) for value in series.values if value]
        return max(codes, key=codes.count, default=PLAIN)

    def labels(self, series: Series, places: Sequence[str], colour: str) -> Element:
        """Return the labels of a series' numbers in a colour, each at its place; without one, it has none."""
        usual, own = self.usual(series), []
        most = max(places, key=places.count)
        for at, (value, where) in enumerate(zip(series.values, places, strict=True)):
            if value and not where:
                own.append(c("dLbl", val("idx", at), val("delete", 1)))
            elif value and (where != most or code(value, self.writing) != usual):
                own.append(c("dLbl", val("idx", at), *self._label(code(value, self.writing), colour, where)))
        if not most:
            return c("dLbls", val("delete", 1))
        return c("dLbls", *own, *self._label(usual, colour, most))

    def _label(self, format: str, colour: str, where: str) -> list[Element]:
        shown = {"LegendKey": 0, "Val": 1, "CatName": 0, "SerName": 0, "Percent": 0, "BubbleSize": 0}
        return [
            c("numFmt", formatCode=format, sourceLinked="0"),
            c("spPr", A.noFill(), A.ln(A.noFill())),
            self.letters(colour),
            val("dLblPos", where),
            *(val(f"show{what}", yes) for what, yes in shown.items()),
        ]

    # Axes

    def _of_scale(self, step: float) -> str:
        """Return the format of the numbers on a scale, which has decimals only if its steps have."""
        usual = self.usual(self.chart.series[0])
        return rounded(usual) if float(step).is_integer() else usual

    def names_axis(
        self, edge: str, *, reversed_: bool, shown: bool, line: bool = True, at_foot: bool = False
    ) -> Element:
        """Return the axis of the categories, at the "b"ottom, "l"eft or "r"ight: where numbers are 0, or `at_foot`."""
        drawn = self.line(self.look.grid.colour, self.look.grid.width) if line else A.ln(A.noFill())
        return c(
            "catAx",
            val("axId", NAMES),
            c("scaling", val("orientation", "maxMin" if reversed_ else "minMax")),
            val("delete", 0 if shown else 1),
            val("axPos", edge),
            c("numFmt", formatCode=PLAIN, sourceLinked="0"),
            val("majorTickMark", "none"),
            val("minorTickMark", "none"),
            val("tickLblPos", "low"),
            c("spPr", drawn),
            self.letters(self.look.colour),
            val("crossAx", NUMBERS),
            val("crosses", "min" if at_foot else "autoZero"),
            val("auto", 0),
            val("lblAlgn", "ctr"),
            val("lblOffset", 50),
            val("noMultiLvlLbl", 1),
        )

    def numbers_axis(
        self, edge: str, least: float | None, step: float, *, reversed_: bool, at_end: bool = False
    ) -> Element:
        """Return the axis of the numbers: where it begins, if that is known, and the step of its scale, or 0.

        It is `at_end` of the other axis, or at its beginning; without a scale it is not drawn.
        """
        scale, grid = self.look.scale, self.line(self.look.grid.colour, self.look.grid.width)
        lowest = [val("min", repr(float(least)))] if least is not None else []
        return c(
            "valAx",
            val("axId", NUMBERS),
            c("scaling", val("orientation", "maxMin" if reversed_ else "minMax"), *lowest),
            val("delete", 0 if scale else 1),
            val("axPos", edge),
            c("majorGridlines", c("spPr", grid)) if scale else None,
            c("numFmt", formatCode=self._of_scale(step), sourceLinked="0"),
            val("majorTickMark", "none"),
            val("minorTickMark", "none"),
            val("tickLblPos", "nextTo"),
            c("spPr", A.ln(A.noFill())),
            self.letters(self.look.colour),
            val("crossAx", NAMES),
            val("crosses", "max" if at_end else "autoZero"),
            val("crossBetween", "between"),
            val("majorUnit", repr(float(step))) if step else None,
        )
