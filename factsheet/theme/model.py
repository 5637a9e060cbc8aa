"""Describe the look: the colours, type, measurements and parts of a layout, as in theme.yaml. Lengths are in pt."""

from __future__ import annotations

from typing import Annotated, TypeVar

from pydantic import Field

from ..source.scalars import Key
from ..source.schema import Shape
from . import contrast
from .charts import Chart
from .maps import DotMap
from .measures import Length, Positive, Size
from .parts import CodeSize, Columns, PageSize, Panel, Parts, Photo, Picture, Row, Sheet
from .roles import Role, Roles
from .styles import MARKS, Colour, Style, Typeface
from .tables import DataTable

# What the files of QR codes begin with that a layout asks for.
CODE = "qr-"
# Of their size, for titles that are too long.
TITLES = (0.9, 0.8, 0.7, 0.6, 0.5)


class Fit(Shape):
    """Between which limits type and leading follow the length of the texts."""

    smallest: Size = Field(
        description="The smallest size for body text. No other text is set smaller than this either."
    )
    largest: Size = Field(description="The largest size for body text.")
    step: Annotated[Length, Field(ge=0.1)] = Field(description="The step from one size of body text to the next.")
    tight: Positive = Field(
        description="The smallest the unit can be, relative to the size of the type: a share of the usual unit."
    )
    tightest: Positive = Field(
        description="The same at the smallest size of type. If a text still does not fit, it has to be shortened."
    )
    loosest: Positive = Field(
        description="The largest the unit can be: also a share of the usual unit. Any space still left goes between "
        "the parts of a sheet."
    )


class Theme(Shape):
    """theme.yaml in the folder of the layout: the look, defined once for the page and for Word."""

    colours: dict[str, Colour] = Field(description="Every colour, by a name of your choice.")
    roles: Roles = Field(description="What each of these is used for, on pages that are the same in every factsheet.")
    accents: dict[str, Colour] = Field(description="What a variant may choose instead of the accent.")
    typefaces: dict[str, Typeface] = Field(description="Every typeface, by name. The one named `text` is the default.")
    page: PageSize = Field(description="The paper and its margins.")
    sheets: dict[str, Sheet] = Field(description="The sides of the paper, by name, in order.")
    styles: dict[str, Style] = Field(description='How each element is set, by its tag or by "tag.class".')
    rows: dict[str, Row] = Field(description="Rows of cells side by side, by name.")
    columns: dict[str, Columns] = Field(description="Text in columns, by name.")
    panels: dict[str, Panel] = Field(description="Cells with a fill of their own, by name.")
    tables: dict[str, DataTable] = Field(default={}, description="Tables of data, by name.")
    pictures: dict[str, Picture] = Field(description="The size of each picture, by file name in pictures/.")
    maps: dict[Key, DotMap] = Field(default={}, description="Maps of dots, by name.")
    photos: dict[Key, Photo] = Field(
        default={},
        description="The sizes of photos and logos from sources/pictures/, by names of your choice.",
    )
    charts: dict[Key, Chart] = Field(default={}, description="Charts of the numbers of a table, by name.")
    fit: Fit = Field(description="What happens when a text is too long.")
    code: CodeSize = Field(description="The QR codes in print.")

    @property
    def inks(self) -> dict[str, tuple[float, ...]]:
        """Return the cyan, magenta, yellow and black, from 0 to 1, of each colour by its value for the screen."""
        return {colour.screen: tuple(part / 100 for part in colour.press) for colour in self.colours.values()}

    def role(self, role: Role) -> Colour:
        """Return the colour that plays a role."""
        return self.colours[getattr(self.roles, role)]

    def written_on(self, fill: str) -> str:
        """Return the colour of words on a fill: that of the text or that of the paper, whichever is read better."""

        def seen(name: str) -> float:
            return contrast.ratio(*(contrast.of_hex(self.colours[each].screen) for each in (name, fill)))

        return max((self.roles.text, self.roles.paper), key=seen)

    @property
    def marks(self) -> dict[str, str]:
        """Return the colour behind texts that are marked in a draft, by what is wrong with them."""
        return {mark: self.styles[selector].fill or self.roles.highlight for mark, selector in MARKS.items()}

    @property
    def body(self) -> float:
        """Return the size of body text at rest, in pt."""
        return self.styles["p"].size or 0

    @property
    def sizes(self) -> list[float]:
        """Return the sizes of body text to try, in pt, from the largest; among them is that at rest."""
        smaller = int((self.body - self.fit.smallest) / self.fit.step + 1e-9)
        larger = int((self.fit.largest - self.body) / self.fit.step + 1e-9)
        return [round(self.body + step * self.fit.step, 3) for step in range(max(0, larger), -max(0, smaller) - 1, -1)]

    def unit(self, size: float, share: float) -> float:
        """Return a share of the unit that is in proportion to a size of body text, in hundredths of a pt."""
        return round(self.page.unit * share * size / self.body, 2)

    def tight(self, size: float) -> float:
        """Return the least unit (pt) at a size of body text."""
        return self.unit(size, self.fit.tightest if size == self.sizes[-1] else self.fit.tight)

    def at(self, size: float) -> Theme:
        """Return this theme with its body text at a size, and all other type in proportion; heights stay."""
        ratio = size / self.body
        return self.model_copy(
            update={"styles": {name: self._sized(style, ratio) for name, style in self.styles.items()}}
        )

    @property
    def shares(self) -> list[float]:
        """Return the shares of their size at which titles that are too long are tried, from the largest."""
        least = [style.smallest / style.size for style in self.styles.values() if style.smallest and style.size]
        return [share for share in TITLES if share >= min(least, default=1) - 1e-9]

    def titled(self, share: float) -> Theme:
        """Return this theme with its titles at a share of their size, and no smaller than each may be."""

        def smaller(style: Style) -> Style:
            if not (style.smallest and style.size and style.leading):
                return style
            size = round(max(style.size * share, style.smallest) * 2) / 2
            return style.model_copy(update={"size": size, "leading": round(style.leading * size / style.size, 2)})

        return self.model_copy(update={"styles": {name: smaller(style) for name, style in self.styles.items()}})

    def spaced(self, unit: float) -> Theme:
        """Return this theme with all heights that follow the unit at another unit (pt)."""
        ratio = unit / self.page.unit
        styles = {
            name: style if style.fixed else _higher(style, ratio, "leading", "before", "after")
            for name, style in self.styles.items()
        }
        rows = {
            name: row if row.height else _higher(row, ratio, "before", "padding") for name, row in self.rows.items()
        }
        columns = {name: _higher(each, ratio, "before") for name, each in self.columns.items()}
        panels = {name: _higher(panel, ratio, "padding") for name, panel in self.panels.items()}
        tables = {name: _higher(table, ratio, "before", "padding") for name, table in self.tables.items()}
        charts = {name: _higher(chart, ratio, "before") for name, chart in self.charts.items()}
        page = self.page.model_copy(update={"unit": unit})
        heights = {"styles": styles, "rows": rows, "columns": columns, "panels": panels, "tables": tables}
        return self.model_copy(update={**heights, "charts": charts, "page": page})

    def accented(self, accent: str | None) -> Theme:
        """Return this theme with another accent."""
        if not accent:
            return self
        return self.model_copy(update={"colours": {**self.colours, self.roles.accent: self.accents[accent]}})

    @property
    def dimmed(self) -> Theme:
        """Return this theme with its colours as on a dark screen."""
        colours = {
            name: colour.model_copy(update={"screen": colour.dark or colour.screen})
            for name, colour in self.colours.items()
        }
        return self.model_copy(update={"colours": colours})

    def in_script(self, script: str, *, cased: bool) -> Theme:
        """Return this theme with its type as large as a script needs it, and leading and white space in proportion.

        A script that is not cased has no capitals to set.
        """
        scale = self.typefaces["text"].faces(script)[-1].scale
        if scale == 1 and cased:
            return self
        larger = self.spaced(self.page.unit * scale)
        styles = {
            name: style.model_copy(
                update={
                    "size": style.size and round(style.size * scale * 2) / 2,
                    "leading": style.leading and round(style.leading * scale, 2) if style.fixed else style.leading,
                    "capitals": style.capitals and cased,
                }
            )
            for name, style in larger.styles.items()
        }
        limits = {name: round(getattr(self.fit, name) * scale * 2) / 2 for name in ("smallest", "largest")}
        return larger.model_copy(update={"styles": styles, "fit": self.fit.model_copy(update=limits)})

    def _sized(self, style: Style, ratio: float) -> Style:
        """Return a style in proportion; nothing gets smaller than the smallest, and titles stay."""
        if style.smallest or not style.size:
            return style
        # In half points, which is all that Word knows.
        size = max(round(style.size * ratio * 2) / 2, min(style.size, self.fit.smallest))
        return style.model_copy(update={"size": size})

    def slanted(self, script: str) -> bool:
        """Tell whether a script has italics; letters that have none are not slanted by force."""
        return self.typefaces["text"].faces(script)[-1].italic is not None

    @property
    def bands(self) -> dict[str, Row]:
        """Return the rows that have a height of their own."""
        return {name: row for name, row in self.rows.items() if row.height}

    @property
    def spread(self) -> list[str]:
        """Return the sheets whose parts are moved apart."""
        return [name for name, sheet in self.sheets.items() if sheet.spread]

    @property
    def drawn(self) -> dict[str, Picture]:
        """Return the size of whatever is drawn as a picture, by its file: pictures and maps."""
        return {**self.pictures, **{map_file(name): each for name, each in self.maps.items()}}

    def size_of(self, file: str) -> Picture | None:
        """Return the size of what is drawn as a picture: the files of QR codes begin with CODE."""
        if file.startswith(CODE):
            return Picture.model_construct(width=self.code.width, height=self.code.width)
        return self.drawn.get(file)

    def kept(self, row: Row) -> float:
        """Return how far the text of a band keeps from its upper and its lower edge."""
        return max(row.padding, self.page.clear if row.bleed else 0)

    @property
    def measure(self) -> float:
        """Return the width of the text, in pt."""
        return self.page.width - 2 * self.page.side

    def chart_width(self, chart: Chart) -> float:
        """Return how wide a chart is, in pt."""
        return chart.width or self.measure

    def span(self, columns: int) -> float:
        """Return the width of some columns of the grid, with the gutters between them, in pt."""
        gutter = self.page.gutter
        return round((self.measure + gutter) / self.page.columns * columns - gutter, 3)

    def widths(self, parts: Parts) -> list[float]:
        """Return the widths of a row's cells or of columns, in pt; a row that bleeds reaches over the margins."""
        widths = [self.span(cell) for cell in parts.cells]
        if isinstance(parts, Row) and parts.bleed:
            widths[0] += self.page.side
            widths[-1] += self.page.side
        return widths


def map_file(name: str) -> str:
    """Return the name of the file that a map is drawn as."""
    return f"map-{name}.svg"


Part = TypeVar("Part", Style, Row, Columns, Panel, DataTable, Chart)


def _higher(part: Part, ratio: float, *names: str) -> Part:
    """Return a part whose heights are those named, and the space of its lines, in proportion."""
    changes: dict[str, object] = {name: getattr(part, name) and getattr(part, name) * ratio for name in names}
    for edge in ("rule_above", "rule_below"):
        if rule := getattr(part, edge, None):
            changes[edge] = rule.model_copy(update={"space": rule.space * ratio})
    return part.model_copy(update=changes)
