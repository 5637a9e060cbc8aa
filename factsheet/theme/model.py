"""The look: the colours, type, measures and parts of a layout, as theme.yaml says them. Lengths are in pt."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, WithJsonSchema

from ..core.diagnostics import Invalid
from ..source.scalars import Text
from ..source.schema import Shape

MM = 72 / 25.4  # pt
# What is read keeps this far from the cut, in pt, where a theme says nothing else; and never less than the other:
# a guillotine wanders by a millimetre or two.
CLEAR, LEAST_CLEAR = round(5 * MM, 3), round(3 * MM, 3)
POINTS = {"pt": 1.0, "mm": MM}
LONGEST = 1189.1 * MM  # of A0
STYLES = ("regular", "bold", "italic", "bold_italic")
INLINE = ("strong", "em", "a", "mark")


def _length(text: object) -> object:
    if isinstance(text, (float, int, dict, list)):
        return text
    text = str(text)
    match = re.fullmatch(r"(-?\d*\.?\d+)(pt|mm)", text)
    if not match:
        raise Invalid(f'"{text}" is no length', "write it as 10.5pt or 17mm")
    length = round(float(match[1]) * POINTS[match[2]], 3)
    if not abs(length) <= LONGEST:
        raise Invalid(f'"{text[:20]}" is too long', "the largest sheet of paper is 1189mm long")
    return length


def _clear(length: float) -> float:
    if length < LEAST_CLEAR:
        raise Invalid(f"this is less than {LEAST_CLEAR / MM:.0f} mm, and words may be cut off", "write 5mm")
    return length


def _number(text: object) -> object:
    if isinstance(text, str) and not re.fullmatch(r"\d*\.?\d+", text):
        raise Invalid(f'"{text}" is no number', "write it as 1 or 1.5")
    return text


def _yes(text: object) -> object:
    if text not in ("true", "false", True, False):
        raise Invalid(f'"{text}" is neither true nor false', "write true or false")
    return text in ("true", True)


def _screen(text: object) -> object:
    if isinstance(text, str) and not re.fullmatch("#[0-9a-f]{6}", text):
        raise Invalid(f'"{text}" is no colour', 'write it as "#123f63", between quotes')
    return text


def _inks(parts: object) -> object:
    try:
        inks = [float(part) for part in parts] if isinstance(parts, list | tuple) else []
    except (TypeError, ValueError):
        inks = []
    if len(inks) != 4 or not all(0 <= ink <= 100 for ink in inks):
        raise Invalid("this is no colour for the press", "write cyan, magenta, yellow and black in %: [95, 60, 10, 50]")
    return inks


Length = Annotated[
    float, BeforeValidator(_length), WithJsonSchema({"type": "string", "pattern": r"^-?\d*\.?\d+(pt|mm)$"})
]
Share = Annotated[float, BeforeValidator(_number), WithJsonSchema({"type": "number"})]
Yes = Annotated[bool, BeforeValidator(_yes), WithJsonSchema({"type": "boolean"})]
Hex = Annotated[str, BeforeValidator(_screen), WithJsonSchema({"type": "string", "pattern": "^#[0-9a-f]{6}$"})]
Inks = Annotated[
    tuple[float, float, float, float],
    BeforeValidator(_inks),
    WithJsonSchema({"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 4}),
]
# Of type, in pt: a letter of 500 pt is as high as a sheet of A4 is wide.
Size = Annotated[Length, Field(gt=0, le=500)]
Paper = Annotated[Length, Field(ge=20 * MM)]
Positive = Annotated[Share, Field(gt=0, le=1000)]
FontFile = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]+\.(ttf|otf)$")]


class Colour(Shape):
    """A colour on the screen and in print."""

    screen: Hex = Field(description="On the screen, in sRGB.")
    press: Inks = Field(description="In print: cyan, magenta, yellow and black, in %.")


class Face(Shape):
    """A family and its files in fonts/."""

    family: Text = Field(description="The name of the family, exactly as in the font files.")
    regular: FontFile = Field(description="The file of its regular style, in fonts/.")
    bold: FontFile | None = Field(default=None, description="The file of its bold style.")
    italic: FontFile | None = Field(default=None, description="The file of its italic style.")
    bold_italic: FontFile | None = Field(default=None, description="The file of its bold italic style.")
    empty: list[Text] = Field(
        default=[], description='Names of glyphs that are meant to be blank; "*" stands for any letters.'
    )
    scale: Annotated[Share, Field(gt=0, le=5)] = Field(
        default=1, description="How much larger it is set, if it looks small beside the other families."
    )

    @property
    def files(self) -> dict[str, str]:
        """Return the style -> file pairs that there are."""
        styles = self.regular, self.bold, self.italic, self.bold_italic
        return {style: file for style, file in zip(STYLES, styles, strict=True) if file}


class Typeface(Face):
    """A family, and those that set the scripts which it lacks."""

    scripts: dict[str, Face] = Field(
        default={}, description="Families for other scripts, by ISO 15924 code (Arab, Ethi)."
    )

    def faces(self, script: str) -> list[Face]:
        """Return what a text in a script is set in: this family, and the script's own where it has one."""
        return [self, *([self.scripts[script]] if script in self.scripts else [])]


class PageSize(Shape):
    """The sheet of paper."""

    width: Paper = Field(description="The width of the paper.")
    height: Paper = Field(description="The height of the paper.")
    side: Length = Field(description="The margin on the left and on the right.")
    clear: Annotated[Length, AfterValidator(_clear)] = Field(
        default=CLEAR,
        description="The least distance between words and the edge of the sheet or of a band that bleeds; 3mm or more.",
    )


class Sheet(Shape):
    """One side of the paper."""

    top: Length = Field(description="The margin above; 0 if a band bleeds there.")
    bottom: Length = Field(description="The margin below; 0 if a band bleeds there.")


class Rule(Shape):
    """A line above or below."""

    colour: Text = Field(description="The name of a colour; a line in the colour of the paper is a gap.")
    width: Length = Field(description="How thick the line is.")
    space: Length = Field(default=0, description="The space between the line and the text.")


class Style(Shape):
    """How an element of text is set, and the Word style that it becomes."""

    word: Text = Field(description='The Word style it becomes: one of Word\'s own if there is one ("Heading 1").')
    based_on: Text | None = Field(default=None, description="The Word style that this one is based on.")
    face: Text | None = Field(default=None, description="The name of a typeface; text if left out.")
    size: Size | None = Field(default=None, description="The size of the type.")
    leading: Size | None = Field(default=None, description="The distance from one baseline to the next.")
    before: Length = Field(default=0, description="The space above.")
    after: Length = Field(default=0, description="The space below.")
    indent: Length = Field(default=0, description="The space at the beginning of every line.")
    hang: Length = Field(default=0, description="How far a bullet or number hangs out to the side.")
    colour: Text | None = Field(default=None, description="The name of the colour of the words.")
    bold: Yes = Field(default=False, description="Bold type.")
    italic: Yes = Field(default=False, description="Italic type, in scripts that have it.")
    underline: Yes = Field(default=False, description="Underlined.")
    fill: Text | None = Field(default=None, description="The name of the colour behind the words.")
    capitals: Yes = Field(default=False, description="Shown in capitals; the text itself stays as typed.")
    tracking: Length = Field(
        default=0, description="Extra space between letters. Above 0.08 of the size, programs read it as spaces."
    )
    fixed: Yes = Field(default=False, description="Keeps its size when the leaflet is too long.")
    keep: Yes = Field(default=False, description="Stays on the same page as what follows.")
    bullet: Text | None = Field(default=None, description="The sign before each item.")
    number: Text | None = Field(default=None, description="For items of a numbered list: the colour of the number.")
    rule_below: Rule | None = Field(default=None, description="A line below the text.")


def inline(selector: str) -> bool:
    """Tell whether a style is for words inside a text, and so becomes a character style in Word."""
    return selector.split()[-1].split(".")[0] in INLINE


class Parts(Shape):
    """Parts side by side, as shares of the width."""

    cells: Annotated[list[Positive], Field(min_length=1, max_length=50)] = Field(
        description="The share of the width that each part takes: [2, 1] is two thirds and one third."
    )
    gap: Length = Field(default=0, description="The space between two parts.")

    def widths(self, whole: float) -> list[float]:
        """Return the width of each part of `whole` (pt), the gaps taken off."""
        room = whole - self.gap * (len(self.cells) - 1)
        return [round(room * share / sum(self.cells), 2) for share in self.cells]


class Columns(Parts):
    """Columns of text."""

    flow: Yes = Field(
        default=False,
        description='Text flows from one column to the next. Otherwise each is an element of class "column".',
    )


class Row(Parts):
    """Cells side by side: a flex row on the page, a table row in Word."""

    bleed: Yes = Field(default=False, description="Runs over both sides of the sheet. Needs a fill.")
    fill: Text | None = Field(default=None, description="The name of the colour behind the cells.")
    height: Length = Field(default=0, description="The height. A row that has one is called a band, and does not grow.")
    grows_to: Length = Field(default=0, description="The height up to which a band may grow if its text needs it.")
    padding: Length = Field(default=0, description="The space above and below the text of a cell.")
    inset: Length = Field(
        default=0, description="The space beside the text of a filled cell; in a row that bleeds, after the last cell."
    )
    align: Literal["top", "middle"] = Field(default="top", description="Where the text is in its cell.")
    foot: Yes = Field(
        default=False,
        description="In Word the row stands at the foot of the sheet, whatever is above it. Needs bleed and a height.",
    )
    rule_above: Rule | None = Field(default=None, description="A line above the row.")
    rule_below: Rule | None = Field(default=None, description="A line below the row.")

    @property
    def highest(self) -> float:
        """Return how high a band may become."""
        return max(self.height, self.grows_to)


class Panel(Shape):
    """A cell with a fill and a padding of its own."""

    fill: Text = Field(description="The name of the colour behind the panel.")
    padding: Length = Field(default=0, description="The space above and below its text.")
    start: Length = Field(default=0, description="The space before its text, in the direction of reading.")
    end: Length = Field(default=0, description="The space after its text.")


class Picture(Shape):
    """How large a picture is drawn; no larger than a sheet of A3."""

    width: Annotated[Length, Field(gt=0, le=1191)] = Field(description="How wide it is drawn.")
    height: Annotated[Length, Field(gt=0, le=1191)] = Field(description="How tall it is drawn.")


class CodeSize(Shape):
    """The QR code that stands in print for an address which the text does not show, and the words under it."""

    width: Length = Field(description="The width of the code, with the white around it.")
    caption: Length = Field(description="The width of the words under it.")
    size: Size = Field(description="The size of the words.")
    leading: Size = Field(description="The distance from one baseline of the words to the next.")
    gap: Length = Field(description="The space between the code and the words.")
    colour: Text = Field(description="The name of the colour of the words.")


class Fit(Shape):
    """How far a leaflet that is too long may be set smaller."""

    smallest: Size = Field(
        description="The smallest size for body text. No other text is set smaller than this either."
    )
    step: Annotated[Length, Field(ge=0.1)] = Field(description="The step from one size of body text to the next.")
    leading: Length = Field(description="The step in which leading follows.")
    gap: Length = Field(description="The step in which spaces between texts follow.")


class Theme(Shape):
    """layouts/leaflet/theme.yaml: the look, said once for the page and for Word."""

    colours: dict[str, Colour] = Field(description="Every colour, by a name of your choice.")
    accents: dict[str, Colour] = Field(description="What a chair may choose in place of the colour named accent.")
    typefaces: dict[str, Typeface] = Field(description="Every typeface, by name. The one named text is the default.")
    page: PageSize = Field(description="The paper and its margins.")
    sheets: dict[str, Sheet] = Field(description="The sides of the paper, by name, in order.")
    styles: dict[str, Style] = Field(description='How each element is set, by its tag or by "tag.class".')
    rows: dict[str, Row] = Field(description="Rows of cells side by side, by name.")
    columns: dict[str, Columns] = Field(description="Text in columns, by name.")
    panels: dict[str, Panel] = Field(description="Cells with a fill of their own, by name.")
    pictures: dict[str, Picture] = Field(description="The size of each picture, by its file in pictures/.")
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


def _stepped(length: float, step: float) -> float:
    """Return a length as the nearest multiple of a step."""
    return round(round(length / step) * step, 3) if step else length
