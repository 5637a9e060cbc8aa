"""How the Word tables look that go to translators: the paper, the styles, a cell, a row.

The translation runs in the direction of its language, in its letters, under its spelling checker.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from docx.oxml.ns import qn
from lxml.etree import _Element as Element

from ..core.project import Root
from ..edition.locales import Locale, regional, script
from ..text import markup
from ..text.markup import Marked, Run
from ..theme.model import MM, Theme
from ..word import colour_theme, embedded_fonts, package, wordml
from ..word.wordml import hex_colour, new, on, twips

# A4 on its side, in mm.
PAGE, MARGIN = (297.0, 210.0), 14.0
# The cells of a row that bear its colour: the number and the translation.
COLOURED = (0, 3)


@dataclass(frozen=True)
class Line:
    """A row of the table, by its columns: each a list of paragraphs. `fill` colours its number and its translation."""

    cells: Sequence[Sequence[Element]]
    fill: str | None = None


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
    sheet.extend(look.styles())
    rows = [look.row(Line([[look.words(name, "Head")] for name in columns], "blue"), widths, head=True)]
    rows += [look.row(line, widths) for line in lines]
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


class Look:
    """How the table looks, in the theme's colours and faces."""

    def __init__(self, theme: Theme, languages: tuple[str, str]) -> None:
        self.theme = theme
        self.languages = languages
        self.script = script(languages[1])
        self.rtl = Locale(languages[1], {}).direction == "rtl"
        self.english = Locale(languages[0], {}).cldr.get_language_name("en") or languages[0]

    def key(self, id: str, seal: str) -> list[Element]:
        """Return the paragraphs that say which text is which, and from what it goes out."""
        return [self.words(id, "Key"), self.words(seal, "Seal")]

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
                    words = f"{{{part.text}}}" if part.placeholder else markup.escaped(part.text)
                    dressed(words, bold, italic, part.placeholder)
                elif part.mark in markup.SIGNS:
                    said(part.parts, bold or part.mark == "bold", italic or part.mark == "italic")
                else:
                    dressed("[", bold, italic, True)
                    said(part.parts, bold, italic)
                    dressed(f"]({part.mark})", bold, italic, True)

        said(markup.nested(markup.tidied(markup.read(text).runs)))
        return paragraph

    def typed(self, text: str, style: str) -> Element:
        """Return a text as it is typed, all of its marks in it."""
        paragraph = self.words(text, style)
        for run in paragraph.iter(qn("w:r")) if self.rtl and style == "Translation" else ():
            run.insert(0, new("rPr", new("rtl")))
        return paragraph

    def row(self, line: Line, widths: Sequence[float], *, head: bool = False) -> Element:
        """Return a row of the table. It is not parted at the foot of a page; the head stands on each."""
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
        rule = {"val": "single", "sz": "4", "space": "0", "color": self.colour("line")}
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

    def styles(self) -> Iterator[Element]:
        """Yield the styles, by the part that each plays."""
        latin, *other = (face for face in self.theme.typefaces["text"].faces(self.script))
        own = other[0] if other else latin
        plain = latin.family if self.rtl else own.family
        fonts = {"ascii": latin.family, "hAnsi": latin.family, "eastAsia": latin.family, "cs": own.family}
        english, tongue = map(regional, self.languages)
        yield new(
            "docDefaults",
            new(
                "rPrDefault",
                new(
                    "rPr",
                    new("rFonts", **fonts),
                    new("color", val=self.colour("ink")),
                    new("sz", val="19"),
                    new("szCs", val="19"),
                    new("lang", val=english, eastAsia=english, bidi=tongue),
                ),
            ),
            new("pPrDefault", new("pPr", new("spacing", before="0", after="0", line="264", lineRule="auto"))),
        )
        yield _style("paragraph", "Normal", None, default="1")
        yield _style("character", "Default Paragraph Font", None, default="1")
        margins = (new(edge, w="85", type="dxa") for edge in ("top", "left", "bottom", "right"))
        yield _style("table", "Bilingual", None, new("tblPr", new("tblCellMar", *margins)))
        for name, size, colour, bold, after in (
            ("Title", 16, "blue", True, 4),
            ("Help", 9.5, "ink", False, 3),
            ("Head", 9.5, "paper", True, 0),
            ("Number", 9.5, "grey", True, 0),
            ("Key", 7, "grey", False, 1),
            ("Seal", 6, "grey", False, 0),
            ("State", 8.5, "ink", True, 1),
            ("Note", 8.5, "grey", False, 2),
            ("English", 10, "ink", False, 0),
        ):
            half = str(round(size * 2))
            yield _style(
                "paragraph",
                name,
                "Normal",
                new("pPr", new("spacing", after=twips(after))),
                new(
                    "rPr",
                    on("b", bold),
                    on("noProof", name in ("Key", "Seal")),
                    new("color", val=self.colour(colour)),
                    new("sz", val=half),
                    new("szCs", val=half),
                ),
            )
        # A face that looks small beside Noto Sans is set as much larger here as on the page.
        large = str(round(20 * own.scale))
        yield _style(
            "paragraph",
            "Translation",
            "Normal",
            new("pPr", new("bidi")) if self.rtl else None,
            new(
                "rPr",
                new("rFonts", **fonts | {"ascii": plain, "hAnsi": plain, "eastAsia": plain}),
                new("sz", val="20"),
                new("szCs", val=large),
                new("lang", val=tongue, eastAsia=tongue, bidi=tongue),
            ),
        )
        yield _style(
            "character",
            "Mark",
            "Default Paragraph Font",
            new("rPr", new("noProof"), new("color", val=self.colour("grey"))),
        )
        seam = new("rPr", new("sz", val="2"), new("szCs", val="2"))
        yield _style("paragraph", "Seam", "Normal", new("pPr", new("spacing", line="240", lineRule="auto")), seam)


def _style(
    kind: str, name: str, based_on: str | None, *properties: Element | None, default: str | None = None
) -> Element:
    return new(
        "style",
        new("name", val=name),
        new("basedOn", val=based_on.replace(" ", "")) if based_on else None,
        *properties,
        type=kind,
        default=default,
        customStyle=None if default or name == "Title" else "1",
        styleId=name.replace(" ", ""),
    )


def _section() -> Element:
    width, height = (twips(side * MM) for side in PAGE)
    margin = twips(MARGIN * MM)
    return new(
        "sectPr",
        new("pgSz", w=width, h=height, orient="landscape"),
        new("pgMar", top=margin, right=margin, bottom=margin, left=margin, header="0", footer="0", gutter="0"),
    )
