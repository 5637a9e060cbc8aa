"""Write the page as a Word document in native styles.

The page and the theme decide what each element becomes, not this module: a text takes the Word style of its selector in
`theme.styles` (texts); a "row" becomes a table row, or a band at the foot of its sheet, and a "panel" a cell of it with
a fill of its own (rows); "columns" become a section in columns (sections), a table of data a table in a style of its
own (data_tables), and `img` or `data-picture` an inline picture (drawing). So a new section of the layout needs no
code; anything that Word cannot hold was refused when the page was made (page.content_model).
"""

from __future__ import annotations

from datetime import datetime

import lxml.html
from lxml import etree

from ..core.project import Root
from ..edition import hyphenation
from ..page.page import Page
from ..theme.model import Theme
from ..typeset.placed import Laid
from . import colour_theme, embedded_fonts, line_heights, lists, package, sections, styles, watermark
from .letters import Writing
from .texts import Texts


def write(page: Page, theme: Theme, root: Root, laid: Laid | None = None) -> bytes:
    """Return the page, as it was laid out, as a Word file (DOCX). Raises Problems for whatever Word would lose."""
    tree = lxml.html.document_fromstring(page.html)
    etree.strip_tags(tree, etree.Comment)  # the keys of texts
    language = tree.get("lang", "")
    writing = Writing.of(page, language)
    laid = laid or Laid()
    heights = line_heights.natural(theme, root, writing.script)
    theme = lists.hung(theme, root, writing, heights)
    themes = {name: theme.spaced(laid.units[name]) if laid.units else theme for name in theme.sheets}
    theme = themes[next(iter(themes))]
    divides = any(style.hyphenate == "text" for style in theme.styles.values())
    document = package.blank(hyphenated=divides and hyphenation.divides(language))
    depths = line_heights.depths(theme, root, writing.script)
    texts = Texts(document, themes, page, tree, lists.Look(theme, writing, heights), depths)
    order = dict.fromkeys(texts.styles[each].word for each in tree.iter() if each in texts.styles)
    styles.define(document, theme, writing, heights, list(order))
    sections.write(document.element.body, tree, texts, laid, watermark.headers(texts, tree))
    colour_theme.add(document, theme, "Leaflet")
    embedded_fonts.embed(document, theme, root, writing.script)
    head = {meta.get("name"): meta.get("content", "") for meta in tree.iter("meta")}
    package.describe(
        document,
        title=tree.findtext(".//title") or "",
        subject=head["description"],
        author=head["author"],
        status=head.get("keywords", ""),
        language=language,
        revised=datetime.fromisoformat(head["dcterms.modified"]),
    )
    return package.save(document)
