"""What may be on a page, and what each of these is in every format: the one table that everything else goes by.

The page is checked against it (content_model), the guide to layouts is made from it, and the writers of the formats
look up here what holds texts and what is one. PDF tags are the standard structure types of ISO 32000-1, 14.8.4.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lxml.html import HtmlElement

# "part" holds blocks, "list" holds items, "figure" pictures and their caption, "table" and "rows" what tables are made
# of; "text" holds words, "inline" is a part of a text, "empty" holds nothing.
Kind = Literal["part", "list", "figure", "chart", "table", "rows", "text", "inline", "empty"]


@dataclass(frozen=True)
class Block:
    """One thing that may be on a page: how it is written, and what it is in each format."""

    element: str
    kind: Kind
    what: str
    pdf: str
    word: str
    # Nothing is said where it is the same, but in inks, and from the right.
    web: str = ""
    press: str = ""
    rtl: str = ""
    name: str = ""  # a class that makes it something else, "row"; followed by a name in the theme

    @property
    def written(self) -> str:
        """Return how it is written in a layout."""
        return f'<{self.element} class="{self.name} NAME">' if self.name else f"<{self.element}>"


STYLED = "a paragraph in the Word style of its style in the theme"
RUNS = "a run in the Word style of its style"
NOTHING = "nothing of its own"
EMPHASIS = "nothing of its own; in PDF/UA-2, {}"
FOREIGN = "in another language, Span with Lang"
BLOCKS = (
    Block("article", "part", "a side of the paper, of class `sheet`", "Art", "a section that begins a page"),
    Block("section", "part", "a group", "Sect", NOTHING),
    Block("main", "part", "all sheets", NOTHING, NOTHING),
    Block("header", "part", "a group at the top", NOTHING, NOTHING),
    Block("footer", "part", "a group at the foot", NOTHING, NOTHING),
    Block("aside", "part", "a group; of class `insert`, printed over a sheet", NOTHING, "left out", press="added"),
    Block("div", "part", "a group, or a cell of a row", NOTHING, "a table cell in a row"),
    Block("div", "part", "parts side by side", NOTHING, "a table with one row", "one below the other on a phone",
          name="row", rtl="the first on the right"),
    Block("div", "part", "a cell of a row with a fill of its own", NOTHING, "a shaded cell", name="panel"),
    Block("div", "part", "columns side by side, or that text flows through", NOTHING, "a section in columns",
          "as many as there is room for", name="columns", rtl="the first on the right"),
    Block("blockquote", "part", "a quotation, made of paragraphs", "BlockQuote", "its paragraphs"),
    Block("ul", "list", "a list; also inside an item of another", "L", "its items"),
    Block("ol", "list", "a numbered list; also inside an item", "L", "its items", rtl="in the digits of the language"),
    Block("dl", "list", "terms and what is said of each", "L", "its paragraphs"),
    Block("h1", "text", "the title", "H1", STYLED),
    Block("h2", "text", "a heading", "H2", STYLED),
    Block("h3", "text", "a heading below that", "H3", STYLED),
    Block("h4", "text", "a heading below that", "H4", STYLED),
    Block("p", "text", "a paragraph", "P", STYLED),
    Block("li", "text", "an item of a list", "LI with Lbl and LBody", "a paragraph of a list, on its level"),
    Block("dt", "text", "a term", "Lbl in an LI", STYLED),
    Block("dd", "text", "what is said of it", "LBody in the same LI", STYLED),
    Block("figure", "figure", "a picture, chart or table with a caption", NOTHING, "what is in it, kept together"),
    Block("figcaption", "text", "the caption of a figure", "Caption", STYLED),
    Block("table", "table", "a table of data", "Table", "a table in a table style of its own", name="data",
          rtl="the first column on the right"),
    Block("caption", "text", "what a table shows", "Caption", "a paragraph above the table, and its title"),
    Block("thead", "rows", "the head of a table", "THead", "rows repeated on every page"),
    Block("tbody", "rows", "its rows", "TBody", "rows"),
    Block("tfoot", "rows", "its totals", "TFoot", "its last row"),
    Block("tr", "rows", "a row of a table", "TR", "a row, never broken between pages"),
    Block("th", "text", "the head of a column; with `scope=\"row\"`, of a row", "TH with Scope", "a cell"),
    Block("td", "text", "a cell; of class `number`, a figure", "TD with Headers", "a cell",
          rtl="numbers to the right too"),
    Block("div", "chart", "a chart, as `blocks.chart` writes it", "Figure with Alt, its words in it",
          "a chart of Word's own, with its numbers", "moved sideways on a phone", name="chart", press="in inks",
          rtl="mirrored, but for a donut in Word"),
    Block("hr", "empty", "a line", "an artifact", "an empty paragraph with a border"),
    Block("strong", "inline", "important words", EMPHASIS.format("Strong"), RUNS),
    Block("em", "inline", "stressed words", EMPHASIS.format("Em"), RUNS),
    Block("a", "inline", "a link", "Link", "a hyperlink", press="its words"),
    Block("mark", "inline", "words that are marked in a draft", FOREIGN, RUNS),
    Block("sup", "inline", "raised letters; around a link, a note", "nothing of its own; Reference", "a raised run"),
    Block("sub", "inline", "lowered letters", NOTHING, "a lowered run"),
    Block("abbr", "inline", "an abbreviation", NOTHING, "a run"),
    Block("time", "inline", "a date or time", NOTHING, "a run"),
    Block("cite", "inline", "the title of a work", NOTHING, "a run"),
    Block("bdi", "inline", "words in the other direction", FOREIGN, "runs from left to right"),
    Block("span", "inline", "some words", FOREIGN, "a run"),
    Block("br", "empty", "the end of a line", NOTHING, "a line break"),
    Block("img", "empty", "a picture in a text, with `alt`", "Figure with Alt", "an inline picture with its text",
          press="in inks", rtl="not mirrored"),
)  # fmt: skip

_BY_KIND = {kind: {block.element for block in BLOCKS if block.kind == kind} for kind in Kind.__args__}  # type: ignore[attr-defined]
PARTS, LISTS, TEXTS = _BY_KIND["part"], _BY_KIND["list"], _BY_KIND["text"]
ROWS = _BY_KIND["rows"] - {"tr"}
HEADINGS = {"h1", "h2", "h3", "h4"}
CELLS = {"th", "td"}
# What may be in a text, besides texts in lists inside it.
IN_TEXTS = _BY_KIND["inline"] | {"br", "img"}
# What takes a place of its own on a page: texts, and what is written as a whole.
WHOLE = {"table", "hr"}
CHART = "chart"
# What names the chart that a text stands on.
LABEL_OF = "data-chart"


def is_whole(element: HtmlElement) -> bool:
    """Tell whether an element is a table, a line or a chart, which is written as a whole."""
    return element.tag in WHOLE or CHART in element.classes
