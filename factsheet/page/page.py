"""Make one semantic HTML page from an edition and a layout; it is the source of every format."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import lxml.html
from lxml.html import HtmlElement
from markupsafe import Markup

from ..core import inputs
from ..core.diagnostics import Place, Problem, Problems, suggestion
from ..core.names import TextKey
from ..core.project import Root
from ..edition import capitals, hyphenation, ties
from ..edition.edition import Edition
from ..photos.placed import Photo
from ..text.markup import Inline
from ..theme import dots
from ..theme.model import Theme, map_file
from . import (
    active_content,
    chart_data,
    charts,
    columns,
    content_model,
    dotted_map,
    hrefs,
    list_starts,
    notes,
    outlines,
    photos,
    pictures,
    qr_codes,
    templates,
    values,
)
from .sandbox import Offered
from .webfonts import WebFont

# The style sheet of the printed page.
PAPER = "page.css.j2"
INSERT = re.compile(r'<aside class="insert ([\w-]+)">')


@dataclass(frozen=True)
class Page:
    """The leaflet as HTML, including its style, and the pictures that it names as `picture:<file>`.

    They are SVG, but for `photos`, which are JPEG or PNG unless they are drawings: what is shown of each is there.
    `inserts` names the sheets onto which its last pages are printed, and only printed: each `<aside class="insert
    SHEET">` is one. `codes` has the addresses for which these have QR codes, and `charts` the charts by their pictures.
    """

    html: str
    pictures: Mapping[str, bytes]
    direction: str = "ltr"
    inserts: tuple[str, ...] = ()
    digits: str = "0123456789"
    codes: tuple[str, ...] = ()
    photos: Mapping[str, Photo] = field(default_factory=dict)
    charts: Mapping[str, charts.Drawn] = field(default_factory=dict)


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
    text = _nested(edition.text)
    stylesheet = layout.render(style)
    page = layout.render("page.html.j2", text=text, stylesheet=Markup(stylesheet))
    _check_printed((key for key in edition.text if key not in text.printed), root)
    tree = lxml.html.document_fromstring(page)
    _check(tree, layout, stylesheet, root.layout / style, web=web)
    list_starts.set_in(tree)
    notes.number(tree, root, edition.digits)
    ties.set_in(tree, rtl=edition.direction == "rtl")
    if not web:  # browsers make their own capitals, as ICU does, and their own columns
        capitals.set_in(tree, theme.styles.items())
        columns.place(tree, theme, lines)
    if hyphenation.divides(edition.locale):
        hyphenation.set_in(tree, theme.styles.items())
    page = lxml.html.tostring(tree, encoding="unicode", doctype="<!DOCTYPE html>")
    inserts = tuple(INSERT.findall(page))
    codes = tuple(code["of"] for code in layout.codes) if inserts else ()
    return Page(page, layout.pictures, edition.direction, inserts, edition.digits, codes, layout.photos, layout.charts)


def _check(tree: HtmlElement, layout: _Layout, stylesheet: str, style: Path, *, web: bool) -> None:
    """Raise Problems for all that a page and its style sheet must not contain."""
    root, written_in = layout.root, layout.root.layout / "page.html.j2"
    checks: list[Callable[[], None]] = [
        lambda: active_content.check(tree, root, written_in),
        lambda: hrefs.check(tree, root, written_in, web=web),
        lambda: photos.check(tree, layout.photos, root, stylesheet, style),
        *([] if web else [lambda: content_model.check(tree, layout.theme, root, layout.charts)]),
    ]
    found = list[Problem]()
    for check in checks:
        try:
            check()
        except Problems as problems:
            found += problems.problems
    if found:
        raise Problems(found)


def _check_printed(unused: Iterable[str], root: Root) -> None:
    """Raise Problems for texts that the layout never prints."""
    content = Place(root.name(root.layout / "content.yaml"))
    hint = "print it in page.html.j2, or remove it from content.yaml and the texts"
    if problems := [Problem(content, f'"{key}" is never printed', hint) for key in unused]:
        raise Problems(problems)


class _Layout:
    """A layout filled in with the values of one edition."""

    def __init__(self, edition: Edition, theme: Theme, root: Root, *, web: bool, fonts: Sequence[WebFont]) -> None:
        self.root = root
        self.theme = theme
        self.edition = edition
        self.charts: dict[str, charts.Drawn] = {}
        self.pictures: dict[str, bytes] = {}
        self.photos: dict[str, Photo] = {}
        colours = values.colours(theme)
        self.named = {f"colours.{name}": colour for name, colour in colours.items()}
        self.codes = [] if web else list(self.drawn(edition, theme))
        self.named |= {f"facts.{name}": fact for name, fact in edition.facts.items()}
        facts = values.of_edition(edition)
        if facts["watermark"]:
            word = outlines.drawn(edition.watermark, theme, root, edition.script)
            facts["watermark"] = {"words": edition.watermark, "direction": word.direction}
            self.named |= {"watermark.outline": word.path, "watermark.box": word.box}
        self.values = {
            "edition": facts,
            "facts": values.of_facts(edition),
            "tables": dict(edition.tables),
            "theme": values.of_theme(theme),
            "colours": colours,
            **values.of_type(theme, edition.script),
            "picture": Offered(self.picture),
            "dotted_map": Offered(self.dotted_map),
            "photo": Offered(self.photo),
            "chart": Offered(self.chart),
            "codes": self.codes,
            "web": web,
            "fonts": values.of_fonts(fonts),
        }

    def render(self, name: str, **others: Any) -> str:
        return templates.rendered(self.root, self.root.layout, name, self.values | others)

    def drawn(self, edition: Edition, theme: Theme) -> Iterator[dict[str, Any]]:
        """Yield the QR codes that print needs, each with the address of its picture."""
        for number, code in enumerate(qr_codes.codes(edition.text, theme, self.root), 1):
            file = f"code-{number}.svg"
            self.pictures[file] = code.svg
            yield {"picture": f"picture:{file}", "words": code.words, "section": code.section, "of": code.address}

    def picture(self, file: object = "") -> str:
        """Record a picture of the layout, and return the address that stands for it on the page."""
        name = str(file)
        if name not in self.pictures:
            try:
                self.pictures[name] = pictures.drawn(self.root, name, self.named)
            except inputs.Missing:
                raise templates.NoPicture(name) from None
        return f"picture:{name}"

    def photo(self, fact: object = None, name: object = "") -> str:
        """Record a photo of the sources in a size of the theme, and return the address that stands for it."""
        made = photos.shown(self.root, fact, str(name), self.theme, self.named)
        self.pictures[made.name], self.photos[made.name] = made.content, made.photo
        return f"picture:{made.name}"

    def dotted_map(self, name: object, countries: Mapping[str, Sequence[str]]) -> str:
        """Record a map of the theme with its groups of countries, and return the address that stands for it."""
        if (look := self.theme.maps.get(str(name))) is None:
            what = f'theme.yaml has no map "{str(name)[:50]}"'
            raise dotted_map.NotOnTheMap(what, suggestion(str(name), self.theme.maps))
        file = map_file(str(name))
        colours = values.colours(self.theme)
        self.pictures[file] = dotted_map.drawn(dots.read(self.root, look.table), look, countries, colours)
        return f"picture:{file}"

    def chart(self, name: object, table: object, heads: object) -> dict[str, Any]:
        """Record a chart of the theme with the numbers of a table, and return what the page needs to show it."""
        if (look := str(name)) not in self.theme.charts:
            raise chart_data.NoChart(f'theme.yaml has no chart "{look[:50]}"', suggestion(look, self.theme.charts))
        if not isinstance(heads, Mapping):
            raise chart_data.NoChart(f'the chart "{look}" has no headings', "give it a map of them, by column")
        strict = not isinstance(heads, _Texts)  # of a section of texts, some may be about other things
        source = self._table(table)
        read = chart_data.read(look, self.theme.charts[look], source, heads, self.edition.script, strict=strict)
        file = f"chart-{len(self.charts) + 1}.svg"
        self.charts[file] = charts.drawn(read, self.theme, self.edition, self.root)
        self.pictures[file] = self.charts[file].svg
        return charts.said(self.charts[file], f"picture:{file}", web=self.values["web"])

    def _table(self, given: Any) -> chart_data.Table:
        """Return a table that is given as a whole, or by its rows."""
        known = [*self.values["tables"].items(), *self.values["facts"].items()]
        called = next((f'the table "{key}"' for key, each in known if each is given), "the table")
        if isinstance(given, Mapping) and "rows" in given:
            return chart_data.Table(given["rows"], given.get("totals") or {}, called)
        return chart_data.Table(given, {}, called)


class _Texts(dict[str, Any]):
    """The texts as a layout names them, `text.lead.title`; it records which were printed."""

    def __init__(self, printed: set[str], prefix: str = "") -> None:
        self.printed = printed
        self.prefix = prefix

    def __getitem__(self, key: str) -> Any:
        self.printed.add(self.prefix + key)
        return super().__getitem__(key)


def _nested(text: Mapping[TextKey, Inline]) -> _Texts:
    nested = _Texts(set())
    for dotted, words in text.items():
        section, _, key = dotted.partition(".")
        nested.setdefault(section, _Texts(nested.printed, f"{section}."))
        dict.__getitem__(nested, section)[key] = words
    return nested
