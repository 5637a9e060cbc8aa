"""Draw what a layout asks for while it is filled in: pictures, photos, maps, charts, QR codes.

Each is recorded under the name of a file; the page has the address that stands for it, `picture:<file>`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from ..charts import data, drawing
from ..charts.data import NoChart
from ..charts.drawing import Drawn
from ..core import inputs
from ..core.diagnostics import suggestion
from ..core.project import Root
from ..edition.edition import Edition
from ..photos.placed import Photo
from ..theme import dots
from ..theme.model import CODE, Theme, map_file
from . import dotted_map, photos, pictures, printed, qr_codes, templates, values

# By how much a chart grows at a time that has no room for its words.
GROWN = 1.15


class Drawings:
    """What was drawn for a page; `named` are the values that pictures can use by their names.

    A chart without room for its words may become as high as the `tallest`, in pt.
    """

    def __init__(self, edition: Edition, theme: Theme, root: Root, *, web: bool, tallest: float = 0) -> None:
        self.edition = edition
        self.theme = theme
        self.root = root
        self.web = web
        self.tallest = tallest
        self.named: dict[str, str] = {}
        self.pictures: dict[str, bytes] = {}
        self.photos: dict[str, Photo] = {}
        self.charts: dict[str, Drawn] = {}
        self.addresses: dict[str, None] = {}  # of QR codes on sheets

    @property
    def offered(self) -> dict[str, Callable[..., Any]]:
        """Return the functions by which a layout asks."""
        return {
            "picture": self.picture,
            "photo": self.photo,
            "dotted_map": self.dotted_map,
            "chart": self.chart,
            "qr_code": self.qr_code,
        }

    def codes(self) -> Iterator[dict[str, Any]]:
        """Yield the QR codes that print needs, each with the address of its picture."""
        for number, code in enumerate(qr_codes.codes(self.edition.text, self.theme, self.root), 1):
            picture = self._kept(f"code-{number}.svg", code.svg)
            yield {"picture": picture, "words": code.words, "section": code.section, "of": code.address}

    def picture(self, file: object = "") -> str:
        """Return the address of a picture of the layout."""
        name = str(file)
        if name not in self.pictures:
            try:
                self.pictures[name] = pictures.drawn(self.root, name, self.named)
            except inputs.Missing:
                raise templates.NoPicture(name) from None
        return f"picture:{name}"

    def photo(self, fact: object = None, name: object = "") -> str:
        """Return the address of a photo of the sources, in a size of the theme."""
        made = photos.shown(self.root, fact, str(name), self.theme, self.named)
        self.photos[made.name] = made.photo
        return self._kept(made.name, made.content)

    def dotted_map(self, name: object, countries: Mapping[str, Sequence[str]]) -> str:
        """Return the address of a map of the theme with its groups of countries."""
        if (look := self.theme.maps.get(str(name))) is None:
            what = f'theme.yaml has no map "{str(name)[:50]}"'
            raise dotted_map.NotOnTheMap(what, suggestion(str(name), self.theme.maps))
        colours = values.colours(self.theme)
        svg = dotted_map.drawn(dots.read(self.root, look.table), look, countries, colours)
        return self._kept(map_file(str(name)), svg)

    def chart(self, name: object, table: object, heads: object) -> dict[str, Any]:
        """Return what the page needs to show a chart of the theme with the numbers of a table."""
        if (look := str(name)) not in self.theme.charts:
            raise NoChart(f'theme.yaml has no chart "{look[:50]}"', suggestion(look, self.theme.charts))
        if not isinstance(heads, Mapping):
            raise NoChart(f'the chart "{look}" has no headings', "give it a map of them, by column")
        strict = not isinstance(heads, printed.Texts)  # of a section of texts, some may be about other things
        source = self._table(table)
        read = data.read(look, self.theme.charts[look], source, heads, self.edition.script, strict=strict)
        file = f"chart-{len(self.charts) + 1}.svg"
        self.charts[file] = self._drawn(read, self.theme)
        return drawing.said(self.charts[file], self._kept(file, self.charts[file].svg), web=self.web)

    def _drawn(self, chart: data.Chart, theme: Theme) -> Drawn:
        """Draw a chart, higher if it has no room for its words and may grow. Raises NoChart if there is none then."""
        try:
            return drawing.drawn(chart, theme, self.edition, self.root)
        except NoChart:
            look = theme.charts[chart.name]
            if look.height * GROWN > self.tallest:
                raise
            taller = look.model_copy(update={"height": look.height * GROWN})
        return self._drawn(chart, theme.model_copy(update={"charts": {**theme.charts, chart.name: taller}}))

    def qr_code(self, link: object = "") -> str:
        """Return the address of a QR code for a link, as large as those that print needs."""
        address = str(link.get("value", "") if isinstance(link, Mapping) else link)
        if not address:
            raise qr_codes.NoCode("a QR code has no address", "give it a link: qr_code(facts.links.website)")
        self.addresses[address] = None
        file = f"{CODE}{hashlib.sha256(address.encode()).hexdigest()[:12]}.svg"
        return self._kept(file, qr_codes.drawn(address, self.theme))

    def _table(self, given: Any) -> data.Table:
        """Return a table that is given as a whole, or by its rows."""
        known = [*self.edition.tables.items(), *self.edition.data.items()]
        called = next((f'the table "{key}"' for key, each in known if each is given), "the table")
        if isinstance(given, Mapping) and "rows" in given:
            return data.Table(given["rows"], given.get("totals") or {}, called)
        return data.Table(given, {}, called)

    def _kept(self, file: str, content: bytes) -> str:
        self.pictures[file] = content
        return f"picture:{file}"
