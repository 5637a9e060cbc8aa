"""How text is set: colours, typefaces, and the style of each element."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ..source.scalars import Text
from ..source.schema import Shape
from .measures import FontFile, Height, Hex, Inks, Leading, Length, Share, Size, Yes

STYLES = ("regular", "bold", "italic", "bold_italic")
INLINE = ("strong", "em", "a", "mark")
# The styles of texts that are marked in a draft, by what is wrong with them.
MARKS = {draft: f"mark.{draft}" for draft in ("missing", "outdated", "long")}


class Colour(Shape):
    """A colour on the screen, on a dark one, and in print."""

    screen: Hex = Field(description="On the screen, in sRGB.")
    press: Inks = Field(description="In print: cyan, magenta, yellow and black, in %.")
    dark: Hex | None = Field(default=None, description="On a screen in dark mode. If left out, the same as `screen`.")


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
        """Return the existing style -> file pairs."""
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


class Line(Shape):
    """A line in a table or a chart."""

    colour: Text = Field(description="The name of a colour.")
    width: Length = Field(description="How thick the line is.")


class Rule(Line):
    """A line above or below."""

    space: Height = Field(default=0, description="The space between the line and the text.")


class Style(Shape):
    """How an element of text is set, and the Word style that it becomes."""

    word: Text = Field(description='The Word style it becomes: one of Word\'s own if there is one ("Heading 1").')
    based_on: Text | None = Field(default=None, description="The Word style that this one is based on.")
    face: Text | None = Field(default=None, description="The name of a typeface. If left out, the one named `text`.")
    size: Size | None = Field(default=None, description="The size of the type.")
    leading: Leading | None = Field(default=None, description="The distance from one baseline to the next.")
    before: Height = Field(default=0, description="The space above.")
    after: Height = Field(default=0, description="The space below.")
    indent: Length = Field(default=0, description="The space at the beginning of every line.")
    hang: Length = Field(default=0, description="How far a bullet or number hangs out to the side.")
    align: Literal["start", "center", "end"] = Field(
        default="start", description="On which side its lines begin or end, in the direction of reading."
    )
    colour: Text | None = Field(default=None, description="The name of the colour of the words.")
    bold: Yes = Field(default=False, description="Bold type.")
    italic: Yes = Field(default=False, description="Italic type, in scripts that have it.")
    underline: Yes = Field(default=False, description="Underlined.")
    fill: Text | None = Field(default=None, description="The name of the colour behind the words.")
    capitals: Yes = Field(default=False, description="Shown in capitals; the text itself stays as typed.")
    tracking: Length = Field(
        default=0, description="Extra space between letters. Above 0.08 of the size, programs read it as spaces."
    )
    hyphenate: Literal["none", "text", "long"] = Field(
        default="none",
        description="Which words are divided at the end of a line: those of running text, or only long ones that do "
        "not fit on a line. Capitals, names, addresses and numbers stay whole, as do all words of a language without a "
        "dictionary.",
    )
    fixed: Yes = Field(
        default=False,
        description="Keeps its own leading and spacing, whatever the unit of its sheet; for text in a band.",
    )
    smallest: Size | None = Field(
        default=None,
        description="How small a title may be set if it is too long for its band. Otherwise it keeps its size.",
    )
    keep: Yes = Field(default=False, description="Stays on the same page as what follows.")
    bullet: Text | None = Field(default=None, description="The character before each item.")
    bullet_face: Text = Field(default="text", description="The typeface that has this character.")
    bullet_size: Annotated[Share, Field(gt=0, le=5)] = Field(
        default=1.3, description="The size of the bullet, as a share of the size of its text."
    )
    number: Text | None = Field(default=None, description="For items of a numbered list: the colour of the number.")
    rule_below: Rule | None = Field(default=None, description="A line below the text.")


def inline(selector: str) -> bool:
    """Tell whether a style is for words inside a text, and so becomes a character style in Word."""
    return selector.split()[-1].split(".")[0] in INLINE
