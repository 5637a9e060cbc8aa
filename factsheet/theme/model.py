"""Describe the look: the colours, type, measurements and parts of a layout, as in theme.yaml. Lengths are in pt."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ..source.scalars import Key
from ..source.schema import Shape
from .maps import DotMap
from .measures import Length, Size
from .parts import CodeSize, Columns, PageSize, Panel, Parts, Picture, Row, Sheet
from .styles import Colour, Style, Typeface


class Fit(Shape):
    """How far a leaflet that is too long may be set smaller."""

    smallest: Size = Field(
        description="The smallest size for body text. No other text is set smaller than this either."
    )
    step: Annotated[Length, Field(ge=0.1)] = Field(description="The step from one size of body text to the next.")
    leading: Length = Field(description="The step by which leading changes with the size.")
    gap: Length = Field(description="The step by which the space between texts changes with the size.")


class Theme(Shape):
    """layouts/leaflet/theme.yaml: the look, defined once for the page and for Word."""

    colours: dict[str, Colour] = Field(description="Every colour, by a name of your choice.")
    accents: dict[str, Colour] = Field(description="What a chair may choose instead of the colour named accent.")
    typefaces: dict[str, Typeface] = Field(description="Every typeface, by name. The one named text is the default.")
    page: PageSize = Field(description="The paper and its margins.")
    sheets: dict[str, Sheet] = Field(description="The sides of the paper, by name, in order.")
    styles: dict[str, Style] = Field(description='How each element is set, by its tag or by "tag.class".')
    rows: dict[str, Row] = Field(description="Rows of cells side by side, by name.")
    columns: dict[str, Columns] = Field(description="Text in columns, by name.")
    panels: dict[str, Panel] = Field(description="Cells with a fill of their own, by name.")
    pictures: dict[str, Picture] = Field(description="The size of each picture, by its file in pictures/.")
    maps: dict[Key, DotMap] = Field(default={}, description="Maps of dots, by name.")
    fit: Fit = Field(description="What happens when a text is too long.")
    code: CodeSize = Field(description="The QR codes in print.")

    @property
    def inks(self) -> dict[str, tuple[float, ...]]:
        """Return the cyan, magenta, yellow and black, from 0 to 1, of each colour by its value for the screen."""
        return {colour.screen: tuple(part / 100 for part in colour.press) for colour in self.colours.values()}

    @property
    def sizes(self) -> list[float]:
        """Return the sizes of body text to try, in pt, from the largest."""
        body = self.styles["p"].size or 0
        steps = max(0, int((body - self.fit.smallest) / self.fit.step + 1e-9))
        return [round(body - step * self.fit.step, 3) for step in range(steps + 1)]

    def at(self, size: float) -> Theme:
        """Return this theme with its body text at a size; type, leading and spaces follow, each in steps of its own."""
        ratio = size / (self.styles["p"].size or size)
        styles = {name: self._smaller(style, ratio) for name, style in self.styles.items()}
        rows = {
            name: row if row.height else row.model_copy(update={"padding": _stepped(row.padding * ratio, self.fit.gap)})
            for name, row in self.rows.items()
        }
        panels = {
            name: panel.model_copy(update={"padding": _stepped(panel.padding * ratio, self.fit.gap)})
            for name, panel in self.panels.items()
        }
        return self.model_copy(update={"styles": styles, "rows": rows, "panels": panels})

    def accented(self, accent: str | None) -> Theme:
        """Return this theme with another accent."""
        if not accent:
            return self
        return self.model_copy(update={"colours": {**self.colours, "accent": self.accents[accent]}})

    def in_script(self, script: str, *, cased: bool) -> Theme:
        """Return this theme with its type and leading as large as a script needs them; spaces stay.

        A script that is not cased has no capitals to set.
        """
        scale = self.typefaces["text"].faces(script)[-1].scale
        if scale == 1 and cased:
            return self
        styles = {
            name: style.model_copy(
                update={
                    "size": style.size and round(style.size * scale * 2) / 2,
                    "leading": style.leading and round(style.leading * scale, 2),
                    "capitals": style.capitals and cased,
                }
            )
            for name, style in self.styles.items()
        }
        fit = self.fit.model_copy(update={"smallest": round(self.fit.smallest * scale * 2) / 2})
        return self.model_copy(update={"styles": styles, "fit": fit})

    def _smaller(self, style: Style, ratio: float) -> Style:
        """Return a style in proportion; nothing gets smaller than the smallest, and fixed ones stay."""
        if style.fixed or not style.size:
            return style
        # In half points, which is all that Word knows.
        size = max(round(style.size * ratio * 2) / 2, min(style.size, self.fit.smallest))
        spaces = {name: _stepped(getattr(style, name) * ratio, self.fit.gap) for name in ("before", "after")}
        leading = _stepped(style.leading * ratio, self.fit.leading) if style.leading else None
        return style.model_copy(update={"size": size, "leading": leading, **spaces})

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

    def kept(self, row: Row) -> float:
        """Return how far the text of a band keeps from its upper and its lower edge."""
        return max(row.padding, self.page.clear if row.bleed else 0)

    @property
    def measure(self) -> float:
        """Return the width of the text, in pt."""
        return self.page.width - 2 * self.page.side

    def widths(self, parts: Parts) -> list[float]:
        """Return the widths of a row's cells or of columns, in pt."""
        return parts.widths(self.page.width if isinstance(parts, Row) and parts.bleed else self.measure)


def map_file(name: str) -> str:
    """Return the name of the file that a map is drawn as."""
    return f"map-{name}.svg"


def _stepped(length: float, step: float) -> float:
    """Return a length as the nearest multiple of a step."""
    return round(round(length / step) * step, 3) if step else length
