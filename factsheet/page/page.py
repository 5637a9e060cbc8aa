"""Make one semantic HTML page from an edition and a layout; it is the source of every format."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import lxml.html
from lxml.html import HtmlElement
from markupsafe import Markup

from ..charts.drawing import Drawn
from ..core.diagnostics import Problem, Problems
from ..core.project import Root
from ..edition import capitals, hyphenation, ties
from ..edition.edition import Edition
from ..photos.placed import Photo
from ..theme.model import Theme
from . import (
    active_content,
    class_names,
    columns,
    content_model,
    foreign_words,
    hrefs,
    list_starts,
    notes,
    outlines,
    photos,
    printed,
    templates,
    values,
)
from .drawings import Drawings
from .sandbox import Offered
from .webfonts import WebFont

# The style sheet of the printed page, and what a layout adds to that of large print, if anything.
PAPER, LARGE = "page.css.j2", "large.css.j2"
INSERT = re.compile(r'<aside class="insert ([\w-]+)">')


@dataclass(frozen=True)
class Page:
    """The leaflet as HTML, including its style, and the pictures that it names as `picture:<file>`.

    They are SVG, but for `photos`, which are JPEG or PNG unless they are drawings: what is shown of each is there.
    `inserts` names the sheets onto which its last pages are printed, and only printed: each `<aside class="insert
    SHEET">` is one. `codes` has the addresses for which these have QR codes, `own_codes` those of the codes on sheets,
    and `charts` the charts by their pictures.
    """

    html: str
    pictures: Mapping[str, bytes]
    direction: str = "ltr"
    inserts: tuple[str, ...] = ()
    digits: str = "0123456789"
    codes: tuple[str, ...] = ()
    own_codes: tuple[str, ...] = ()
    photos: Mapping[str, Photo] = field(default_factory=dict)
    charts: Mapping[str, Drawn] = field(default_factory=dict)


def make(
    edition: Edition,
    theme: Theme,
    root: Root,
    style: str = PAPER,
    fonts: Sequence[WebFont] = (),
    *,
    web: bool = False,
    lines: Sequence[int] = (),
) -> Page:
    """Set an edition in the layout, with one of its style sheets.

    `fonts` are those embedded in the page; a page for the `web` has no codes, and links back to the others. `lines`
    tells how many lines each item of a list in columns takes; one if left out.
    Raises Problems for a fault in the layout, at its line.
    """
    layout = _Layout(edition, theme, root, web=web, fonts=fonts)
    stylesheet = layout.render(style)
    tree = layout.page(edition, stylesheet)
    _check(tree, layout, stylesheet, root.layout / style, web=web)
    codes = _once(tree, layout)
    _complete(tree, edition, root)
    if not web:  # browsers make their own capitals, as ICU does, and their own columns
        capitals.set_in(tree, theme.styles.items())
        columns.place(tree, theme, lines)
    if hyphenation.divides(edition.locale):
        hyphenation.set_in(tree, theme.styles.items())
    return _written(tree, edition, layout.drawings, codes)


def enlarged(edition: Edition, theme: Theme, root: Root, stylesheet: str) -> Page:
    """Set an edition as it is read from top to bottom, in a style sheet that one of the layout may add to.

    What may be on a page is not checked: `make` does that. A chart grows with its words, up to the height of the page.
    """
    layout = _Layout(edition, theme, root, web=False, fonts=(), tallest=theme.page.height - 2 * theme.page.side)
    own = layout.render(LARGE) if (root.layout / LARGE).exists() else ""
    tree = layout.page(edition, f"{stylesheet}\n{own}")
    photos.check(tree, layout.drawings.photos, root, own, root.layout / LARGE)
    for insert in [each for each in tree.iter("aside") if "insert" in each.classes]:
        insert.drop_tree()
    _complete(tree, edition, root)
    return _written(tree, edition, layout.drawings, ())


def _complete(tree: HtmlElement, edition: Edition, root: Root) -> None:
    """Put into a page what every medium needs: numbers, and what belongs together."""
    list_starts.set_in(tree)
    notes.number(tree, root, edition.digits)
    ties.set_in(tree, rtl=edition.direction == "rtl")


def _written(tree: HtmlElement, edition: Edition, drawn: Drawings, codes: tuple[str, ...]) -> Page:
    foreign_words.set_in(tree, edition.foreign)
    page = lxml.html.tostring(tree, encoding="unicode", doctype="<!DOCTYPE html>")
    inserts = tuple(INSERT.findall(page))
    codes, own = codes if inserts else (), tuple(drawn.addresses)
    return Page(
        page, drawn.pictures, edition.direction, inserts, edition.digits, codes, own, drawn.photos, drawn.charts
    )


def _once(tree: HtmlElement, layout: _Layout) -> tuple[str, ...]:
    """Take out codes that would be printed over a sheet which has them; return the addresses of the others."""
    twice = {code["picture"] for code in layout.codes if code["of"] in layout.drawings.addresses}
    for image in [each for each in tree.iter("img") if each.get("src") in twice]:
        next((each for each in image.iterancestors("figure")), image).drop_tree()
    for insert in [each for each in tree.iter("aside") if "insert" in each.classes]:
        if twice and next(insert.iter("img"), None) is None:
            insert.drop_tree()
    return tuple(code["of"] for code in layout.codes if code["picture"] not in twice)


def _check(tree: HtmlElement, layout: _Layout, stylesheet: str, style: Path, *, web: bool) -> None:
    """Raise Problems for all that a page and its style sheet must not contain."""
    root, written_in = layout.root, layout.root.layout / "page.html.j2"
    checks: list[Callable[[], None]] = [
        lambda: active_content.check(tree, root, written_in),
        lambda: hrefs.check(tree, root, written_in, web=web),
        lambda: photos.check(tree, layout.drawings.photos, root, stylesheet, style),
    ]
    if not web:
        checks += [
            lambda: content_model.check(tree, layout.theme, root, layout.drawings.charts),
            lambda: hrefs.check_places(tree, root),
            lambda: class_names.check(tree, layout.theme, root, stylesheet),
        ]
    found = list[Problem]()
    for check in checks:
        try:
            check()
        except Problems as problems:
            found += problems.problems
    if found:
        raise Problems(found)


class _Layout:
    """A layout filled in with the values of one edition."""

    def __init__(
        self, edition: Edition, theme: Theme, root: Root, *, web: bool, fonts: Sequence[WebFont], tallest: float = 0
    ) -> None:
        self.root = root
        self.theme = theme
        self.drawings = drawings = Drawings(edition, theme, root, web=web, tallest=tallest)
        colours = values.colours(theme)
        drawings.named |= {f"colours.{name}": colour for name, colour in colours.items()}
        self.codes = [] if web else list(drawings.codes())
        drawings.named |= {f"facts.{name}": fact for name, fact in edition.facts.items()}
        facts = values.of_edition(edition)
        if facts["watermark"]:
            word = outlines.drawn(edition.watermark, theme, root, edition.script)
            facts["watermark"] = {"words": edition.watermark, "direction": word.direction}
            drawings.named |= {"watermark.outline": word.path, "watermark.box": word.box}
        self.values = {
            "edition": facts,
            "facts": values.of_facts(edition),
            "tables": dict(edition.tables),
            "theme": values.of_theme(theme),
            "colours": colours,
            **values.of_type(theme, edition.script),
            **{name: Offered(function) for name, function in drawings.offered.items()},
            "codes": self.codes,
            "web": web,
            "fonts": values.of_fonts(fonts),
        }

    def render(self, name: str, **others: Any) -> str:
        return templates.rendered(self.root, self.root.layout, name, self.values | others)

    def page(self, edition: Edition, stylesheet: str) -> HtmlElement:
        """Return the page with a style sheet. Raises Problems for texts that it does not print."""
        text = printed.nested(edition.text)
        page = self.render("page.html.j2", text=text, stylesheet=Markup(stylesheet))
        printed.check((key for key in edition.text if key not in text.printed), self.root)
        return lxml.html.document_fromstring(page)
