"""Define the look of the Word tables for translators: the paper, a text in its style, a cell, a row.

The translation runs in the direction of its language, in its letters, under its spelling checker.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from docx.oxml.ns import qn
from docx.parts.story import StoryPart

from ..core.project import Root
from ..core.xml import Element
from ..edition.locales import Locale, script
from ..text import markup, spelling
from ..text.markup import Run
from ..text.spelling import Marked
from ..theme.measures import MM
from ..theme.model import Theme
from ..word import colour_theme, embedded_fonts, package, place_picture, wordml
from ..word.wordml import hex_colour, new, on, twips
from .bilingual_styles import styles

# A4 on its side, in mm.
PAGE, MARGIN = (297.0, 210.0), 14.0
# The cells of a row that have its colour: the number and the translation.
COLOURED = (0, 3)
KEY_COLUMN = 1
# The width and height of a picture, in pt, at most.
MOST = (38 * MM, 24 * MM)


@dataclass(frozen=True)
class Line:
    """A row of the table, by its columns: each a list of paragraphs. `fill` colours its number and its translation.

    `picture` (PNG) shows the place of its text on the leaflet, and is put below the key; `number` is that of the text.
    """

    cells: Sequence[Sequence[Element]]
    fill: str | None = None
    picture: bytes | None = None
    number: int = 0


def document(
    look: Look,
    root: Root,
    revised: datetime,
    title: str,
    help: Iterable[str],
    columns: Sequence[str],
    widths: Sequence[float],
    lines: Iterable[Line],
) -> bytes:
    """Return a Word file with a title, what to do, and a table; the widths of its columns are in mm."""
    made = package.blank()
    sheet = made.styles.element
    for child in list(sheet):
        sheet.remove(child)
    sheet.extend(styles(look.theme, look.languages, look.script, rtl=look.rtl))
    rows = [look.row(Line([[look.words(name, "Head")] for name in columns], look.theme.roles.band), widths, head=True)]
    rows += [look.row(_pictured(line, made.part), widths) for line in lines]
    body = made.element.body
    body.append(look.words(title, "Title"))
    body.extend(look.words(line, "Help") for line in help)
    body.append(look.table(rows, widths, title))
    body.append(wordml.paragraph("Seam"))
    body.append(_section())
    colour_theme.add(made, look.theme, "Translation")
    embedded_fonts.embed(made, look.theme, root, look.script)
    english = look.languages[0]
    package.describe(made, title=title, subject="", author="", language=english, revised=revised)
    return package.save(made)


def _pictured(line: Line, story: StoryPart) -> Line:
    """Return a row with its picture below the key."""
    if not line.picture:
        return line
    cells = [list(cell) for cell in line.cells]
    below = wordml.paragraph("Place")
    below.append(place_picture.in_line(story, line.picture, MOST, line.number))
    cells[KEY_COLUMN].append(below)
    return replace(line, cells=cells)


class Look:
    """How the table looks, in the theme's colours and faces."""

    def __init__(self, theme: Theme, languages: tuple[str, str]) -> None:
        self.theme = theme
        self.languages = languages
        self.script = script(languages[1])
        self.rtl = Locale(languages[1], {}).direction == "rtl"
        self.english = Locale(languages[0], {}).cldr.get_language_name("en") or languages[0]

    def key(self, id: str, fingerprint: str) -> list[Element]:
        """Return the paragraphs that say which text it is, and which versions it was sent out with."""
        return [self.words(id, "Key"), self.words(fingerprint, "Fingerprint")]

    def words(self, text: str, style: str) -> Element:
        """Return plain words as a paragraph of a style."""
        paragraph = wordml.paragraph(style)
        if text:
            paragraph.append(wordml.run(text))
        return paragraph

    def text(self, text: str, style: str) -> Element:
        """Return a text as a paragraph: bold and italic as Word has them, all other marks as they are typed."""
        paragraph = wordml.paragraph(style)
        rtl = self.rtl and style == "Translation"
        if rtl:
            paragraph[0].append(new("rPr", new("rtl")))

        def dressed(words: str, bold: bool, italic: bool, mark: bool) -> None:
            run = wordml.run(words, "Mark" if mark else None, rtl=rtl and not mark)
            dress = run.find(qn("w:rPr"))
            if dress is None and (bold or italic):
                dress = new("rPr")
                run.insert(0, dress)
            if dress is not None:
                at = 1 if mark else 0  # after the style (ECMA-376 part 1, 17.3.2: the order of w:rPr)
                for tag in [*(("b", "bCs") if bold else ()), *(("i", "iCs") if italic else ())]:
                    dress.insert(at, new(tag))
                    at += 1
            paragraph.append(run)

        def said(parts: Iterable[Run | Marked], bold: bool = False, italic: bool = False) -> None:
            for part in parts:
                if isinstance(part, Run):
                    words = f"{{{part.text}}}" if part.placeholder else spelling.escaped(part.text)
                    dressed(words, bold, italic, part.placeholder)
                elif part.mark in spelling.SIGNS:
                    said(part.parts, bold or part.mark == "bold", italic or part.mark == "italic")
                else:
                    dressed("[", bold, italic, True)
                    said(part.parts, bold, italic)
                    dressed(f"]({part.mark})", bold, italic, True)

        said(spelling.nested(spelling.tidied(markup.read(text).runs)))
        return paragraph

    def typed(self, text: str, style: str) -> Element:
        """Return a text as it is typed, with all its marks."""
        paragraph = self.words(text, style)
        for run in paragraph.iter(qn("w:r")) if self.rtl and style == "Translation" else ():
            run.insert(0, new("rPr", new("rtl")))
        return paragraph

    def row(self, line: Line, widths: Sequence[float], *, head: bool = False) -> Element:
        """Return a row of the table. It is not split at the foot of a page; the head is repeated on each."""
        coloured = range(len(line.cells)) if head else COLOURED
        cells = [
            new(
                "tc",
                new(
                    "tcPr",
                    new("tcW", w=twips(width * MM), type="dxa"),
                    new("shd", val="clear", color="auto", fill=self.colour(line.fill))
                    if line.fill and at in coloured
                    else None,
                ),
                *paragraphs,
            )
            for at, (paragraphs, width) in enumerate(zip(line.cells, widths, strict=True))
        ]
        return new("tr", new("trPr", new("cantSplit"), on("tblHeader", head)), *cells)

    def table(self, rows: Iterable[Element], widths: Sequence[float], title: str) -> Element:
        rule = {"val": "single", "sz": "4", "space": "0", "color": self.colour(self.theme.roles.rule)}
        borders = (new(edge, **rule) for edge in ("top", "left", "bottom", "right", "insideH", "insideV"))
        return new(
            "tbl",
            new(
                "tblPr",
                new("tblStyle", val="Bilingual"),
                new("tblW", w=twips(sum(widths) * MM), type="dxa"),
                new("tblInd", w="0", type="dxa"),
                new("tblBorders", *borders),
                new("tblLayout", type="fixed"),
                new("tblLook", val="0020", firstRow="1", lastRow="0", firstColumn="0", lastColumn="0"),
                new("tblCaption", val=title),
            ),
            new("tblGrid", *(new("gridCol", w=twips(width * MM)) for width in widths)),
            *rows,
        )

    def colour(self, name: str) -> str:
        return hex_colour(self.theme.colours[name].screen)


def _section() -> Element:
    width, height = (twips(side * MM) for side in PAGE)
    margin = twips(MARGIN * MM)
    return new(
        "sectPr",
        new("pgSz", w=width, h=height, orient="landscape"),
        new("pgMar", top=margin, right=margin, bottom=margin, left=margin, header="0", footer="0", gutter="0"),
    )
