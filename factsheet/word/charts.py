"""Write a chart as one of Word's own, which can be edited: DrawingML, with its numbers in a workbook beside it.

It is mirrored by its axes (ECMA-376 part 1, 21.2.2.130); no donut of Word's runs the other way round. Lengths in pt.
"""

from __future__ import annotations

from collections.abc import Iterator

from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from lxml.html import HtmlElement

from ..charts import bars, canvas, rounds
from ..charts.drawing import Drawn
from ..charts.scale import scale
from ..core.xml import Element
from ..theme.model import Theme
from . import chart_books, flow, styles, wordml
from .chart_parts import CHART, NAMES, NUMBERS, RELATIONS, SIGNS, A, C, Pieces, c, val
from .drawing import EMU, described, drawn
from .texts import Inset, Texts
from .wordml import new, run, twips

XML = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# The most white between columns, in % of one (ECMA-376 part 1, 21.2.3.13); how much those beside one another overlap.
WIDEST, APART = 500, -8
# How large the hole of a donut is, in % of it.
HOLE = round(100 * (1 - 2 * rounds.RING))
# How far the words of a title are from its edge.
INSET = 3
SIDES = {"above": "t", "below": "b"}


def written(element: HtmlElement, texts: Texts, theme: Theme, inset: Inset = (0, 0)) -> Iterator[Element]:
    """Yield a chart of the page, with the space above it, in a place with room at both sides (pt)."""
    image = next(element.iter("img"))
    made = texts.page.charts[image.get("src", "").removeprefix("picture:")]
    if before := theme.charts[made.chart.name].before:
        yield flow.gap(before, keep=True)
    yield _paragraph(made, texts, next(texts.numbers), inset)


def _paragraph(made: Drawn, texts: Texts, number: int, inset: Inset) -> Element:
    """Return a paragraph with a chart; `number` is that of its drawing.

    It is from left to right in any language: LibreOffice 7.4 turns the digits of a chart round in one that is not.
    """
    document, rtl = texts.document, texts.rtl
    size = [str(round(side * EMU)) for side in made.size]
    relation = document.part.relate_to(_part(document, made, texts, number), f"{RELATIONS}/chart")
    inline = drawn(
        "wp:inline",
        drawn("wp:extent", cx=size[0], cy=size[1]),
        drawn("wp:effectExtent", l="0", t="0", r="0", b="0"),
        drawn("wp:docPr", **({"title": made.chart.caption} if made.chart.caption else {})),
        drawn("wp:cNvGraphicFramePr"),
        drawn("a:graphic", drawn("a:graphicData", C("chart", {f"{{{RELATIONS}}}id": relation}), uri=CHART)),
    )
    piece = run()
    piece.append(new("drawing", described(inline, made.chart.alt, f"{made.chart.name} {number}", number)))
    start, end = (twips(each) if each else None for each in inset)
    made_of = wordml.paragraph(
        styles.SEAM,
        new("bidi", val="0") if rtl else None,
        new("spacing", before="0", after="0", line="240", lineRule="auto"),
        new("ind", left=end if rtl else start, right=start if rtl else end) if any(inset) else None,
        new("jc", val="right") if rtl else None,
    )
    made_of.append(piece)
    return made_of


def _part(document: Document, made: Drawn, texts: Texts, number: int) -> Part:
    """Return the part of a chart, which refers to its workbook."""
    package = document.part.package
    assert package is not None
    pieces = Pieces(made, texts.theme.charts[made.chart.name], texts.theme, texts.writing)
    book = Part(PackURI(f"/word/embeddings/chart{number}.xlsx"), XLSX, chart_books.written(pieces), package)
    space = c("chartSpace")
    name = PackURI(f"/word/charts/chart{number}.xml")
    part = XmlPart(name, XML, space, package)  # type: ignore[arg-type]  # any element will do
    space.extend(_space(pieces, part.relate_to(book, f"{RELATIONS}/package")))
    return part


def _space(pieces: Pieces, book: str) -> Iterator[Element]:
    """Yield what a chart consists of; `book` refers to its workbook."""
    look, several = pieces.look, len(pieces.chart.series) > 1
    plot = {"donut": _donut, "line": _lines}.get(look.kind, _bars)
    edge = "t" if look.kind != "donut" else "l" if pieces.writing.rtl else "r"
    where = pieces.layout(pieces.spacious(pieces.made.plan.legend))
    legend = c("legend", val("legendPos", edge), where, val("overlay", 0), pieces.letters(look.colour))
    title = _total(pieces) if pieces.made.plan.total else None
    yield val("date1904", 0)
    yield val("lang", pieces.writing.language)
    yield val("roundedCorners", 0)
    yield c(
        "chart",
        title,
        val("autoTitleDeleted", 0 if title is not None else 1),
        c(
            "plotArea",
            pieces.layout(pieces.made.plan.plot, inner=True),
            *plot(pieces),
            c("spPr", A.noFill(), A.ln(A.noFill())),
        ),
        legend if several or look.kind == "donut" else None,
        val("plotVisOnly", 1),
        val("dispBlanksAs", "gap"),
    )
    yield c("spPr", A.noFill(), A.ln(A.noFill()))
    yield pieces.letters(look.colour)
    yield C("externalData", val("autoUpdate", 0), {f"{{{RELATIONS}}}id": book})


def _bars(pieces: Pieces) -> Iterator[Element]:
    """Yield columns or bars, or shares, which are bars of one length; and their axes."""
    chart, look, rtl, plan = pieces.chart, pieces.look, pieces.writing.rtl, pieces.made.plan
    lying, stacked, share = look.kind != "columns", look.stacked or look.kind == "share", look.kind == "share"
    series = []
    for number, each in enumerate(chart.series):
        colour = look.colours[number]
        edge = pieces.line(look.on or pieces.theme.roles.paper, canvas.APART) if stacked else None
        part = pieces.series(number, each, c("spPr", pieces.fill(colour), edge), val("invertIfNegative", 0))
        if look.values and stacked:
            inside = ["ctr" if (number, at) in plan.printed else "" for at in range(len(chart.categories))]
            part.append(pieces.labels(each, inside, pieces.theme.written_on(colour)))
        elif look.values:
            part.append(pieces.labels(each, ["outEnd"] * len(chart.categories), look.colour))
        part.extend(pieces.numbers(number, each))
        series.append(part)
    yield c(
        "barChart",
        val("barDir", "bar" if lying else "col"),
        val("grouping", "percentStacked" if share else "stacked" if stacked else "clustered"),
        val("varyColors", 0),
        *series,
        val("gapWidth", min(WIDEST, round(plan.apart * 100))),
        val("overlap", 100 if stacked else APART),
        val("axId", NAMES),
        val("axId", NUMBERS),
    )
    least, step = (0.0, 0.0) if share else _scale(pieces)
    start = "r" if rtl else "l"
    if lying:  # the first category is at the top, so that the scale is at the end of the others, below
        yield pieces.names_axis(start, reversed_=True, shown=not pieces.alone, line=not share)
        yield pieces.numbers_axis("b", least, step, reversed_=rtl, at_end=True)
    else:
        yield pieces.names_axis("b", reversed_=rtl, shown=True)
        yield pieces.numbers_axis(start, least, step, reversed_=False)


def _lines(pieces: Pieces) -> Iterator[Element]:
    """Yield lines and their axes."""
    chart, look, rtl, plan = pieces.chart, pieces.look, pieces.writing.rtl, pieces.made.plan
    series = []
    for number, each in enumerate(chart.series):
        colour = look.colours[number]
        marker = c(
            "marker",
            val("symbol", SIGNS[number % len(SIGNS)]),
            val("size", max(2, round(look.size * 0.75))),
            c("spPr", pieces.fill(colour), A.ln(A.noFill())),
        )
        part = pieces.series(number, each, c("spPr", pieces.line(colour, 1.6)), marker)
        if look.values:
            sides = [SIDES[plan.printed.get((number, at), "above")] for at in range(len(chart.categories))]
            part.append(pieces.labels(each, sides, look.colour))
        part.extend([*pieces.numbers(number, each), val("smooth", 0)])
        series.append(part)
    yield c(
        "lineChart",
        val("grouping", "standard"),
        val("varyColors", 0),
        *series,
        val("marker", 1),
        val("axId", NAMES),
        val("axId", NUMBERS),
    )
    yield pieces.names_axis("b", reversed_=rtl, shown=True, at_foot=True)
    yield pieces.numbers_axis("r" if rtl else "l", *_scale(pieces), reversed_=False)


def _scale(pieces: Pieces) -> tuple[float, float]:
    """Return where the scale begins, with room for the numbers of what is below 0, and its step as on the page, or 0.

    Where it ends is for Word to choose: somebody may enter a larger number.
    """
    chart, look = pieces.chart, pieces.look
    reach = scale(bars.reached(chart, look), ticked=look.scale, floating=look.kind == "line")
    if len(reach.ticks) < 2:
        return pieces.made.plan.least, 0.0
    step = float(reach.ticks[1] - reach.ticks[0])
    return reach.low - (step if reach.low < 0 and look.values and not look.stacked else 0), step


def _donut(pieces: Pieces) -> Iterator[Element]:
    """Yield a ring of parts, each in its colour."""
    chart, look = pieces.chart, pieces.look
    (series,) = chart.series
    edge = c("spPr", pieces.fill(look.colours[0]), pieces.line(look.on or pieces.theme.roles.paper, 1))
    part = pieces.series(0, series, edge)
    for at in range(len(chart.categories)):
        fill = c("spPr", pieces.fill(look.colours[at]), pieces.line(look.on or pieces.theme.roles.paper, 1))
        part.append(c("dPt", val("idx", at), val("bubble3D", 0), fill))
    part.extend(pieces.numbers(0, series))
    yield c("doughnutChart", val("varyColors", 1), part, val("firstSliceAng", 0), val("holeSize", HOLE))


def _total(pieces: Pieces) -> Element:
    """Return the title, which is in the middle of a donut: what its numbers add up to."""
    plan, look = pieces.made.plan, pieces.look
    said = c("tx", pieces.words(chart_books.total(pieces), [chart_books.said(pieces)]))
    left, top, right, bottom = plan.middle
    where = pieces.layout((left - INSET, top, right - INSET, bottom))
    return c("title", said, where, val("overlay", 1), pieces.letters(look.colour))
