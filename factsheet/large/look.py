"""Turn a theme into that of large print: no type under 16 pt, as few kinds of type as can be, strong contrast.

The rules are those of clear and large print (UK Association for Accessible Formats, 2012): 16 pt or more, no capitals,
no italics, nothing centred, no divided words. Lengths are in pt.
"""

from __future__ import annotations

from math import ceil
from typing import TypeVar

from ..theme import contrast
from ..theme.charts import Chart
from ..theme.measures import MM
from ..theme.model import Theme
from ..theme.parts import PageSize, Photo, Picture
from ..theme.styles import Colour, Style, inline

# The least size of any type; what headings have at least, and titles at most, so that a long word fits on a line.
LEAST, MOST = 16.0, 32.0
HEADINGS = {"h1": 26.0, "h2": 22.0, "h3": 18.0, "h4": 18.0}
# WCAG 2.2, success criterion 1.4.6: the contrast of words at level AAA.
STRONG = 7.0
# In how many steps a colour is made darker or lighter, all the way to black or white.
STEPS = 50
WIDTH, HEIGHT = 210 * MM, 297 * MM
# The margins, and that at the foot, which has the number of the page.
MARGIN, FOOT = 20 * MM, 26 * MM
# A picture leaves room for words on its page.
HIGHEST = 0.5

Drawn = TypeVar("Drawn", bound=Picture)


def enlarged(theme: Theme, script: str) -> Theme:
    """Return a theme as it is in large print, in a script."""
    scale = theme.typefaces["text"].faces(script)[-1].scale
    page = _page(theme.page)
    measure, highest = page.width - 2 * page.side, HIGHEST * page.height
    ratio = least(scale) / theme.body

    def drawn(picture: Drawn) -> Drawn:
        fits = min(ratio, measure / picture.width, highest / picture.height)
        return picture.model_copy(update={"width": picture.width * fits, "height": picture.height * fits})

    colours = _Colours(theme)

    def photo(of: Photo) -> Photo:
        return drawn(of).model_copy(update={"bleed": False})

    return theme.model_copy(
        update={
            "page": page,
            "styles": {name: _style(name, style, colours, ratio, scale) for name, style in theme.styles.items()},
            "charts": {name: _chart(chart, colours, highest) for name, chart in theme.charts.items()},
            "pictures": {name: drawn(picture) for name, picture in theme.pictures.items()},
            "maps": {name: drawn(each) for name, each in theme.maps.items()},
            "photos": {name: photo(each) for name, each in theme.photos.items()},
            "code": theme.code.model_copy(update={"width": theme.code.width * ratio}),
            "colours": colours,
        }
    )


def least(scale: float) -> float:
    """Return the least size of type in a script whose letters are set larger; Latin words in it are 16 pt then."""
    return ceil(LEAST * scale * 2) / 2


def words_on(theme: Theme, fill: str) -> str:
    """Return the colour of words on a fill, "" if neither that of text nor that of paper has a strong contrast."""
    words = theme.written_on(fill)
    return words if contrast.ratio(*_seen(theme, words, fill)) >= STRONG else ""


def strong(colour: contrast.Colour, fill: contrast.Colour) -> contrast.Colour:
    """Return a colour, darker or lighter if need be, so that words in it have a strong contrast with a fill.

    It keeps its hue: a text may say that something is green.
    """
    end = max(((0.0, 0.0, 0.0), (1.0, 1.0, 1.0)), key=lambda each: contrast.ratio(each, fill))
    for step in range(STEPS + 1):
        red, green, blue = (part + (to - part) * step / STEPS for part, to in zip(colour, end, strict=True))
        if contrast.ratio((red, green, blue), fill) >= STRONG:
            return red, green, blue
    return end


def _seen(theme: Theme, *names: str) -> list[contrast.Colour]:
    return [contrast.of_hex(theme.colours[name].screen) for name in names]


class _Colours(dict[str, Colour]):
    """The colours of a theme, and those of its words where they have to be stronger."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme.colours)
        self.theme = theme

    def words(self, colour: str | None, on: str | None = None) -> str | None:
        """Return the name of a colour of words on a fill, by default on paper."""
        if not colour:
            return colour
        own, fill = _seen(self.theme, colour, on or self.theme.roles.paper)
        if (shown := strong(own, fill)) == own:
            return colour
        name = f"{colour} on {on or self.theme.roles.paper}"
        self[name] = self[colour].model_copy(update={"screen": contrast.as_hex(shown)})
        return name


def _page(page: PageSize) -> PageSize:
    """Return the paper: A4, or that of the theme if it is larger."""
    larger = page.width * page.height > WIDTH * HEIGHT
    size = {} if larger else {"width": WIDTH, "height": HEIGHT}
    return page.model_copy(update={**size, "side": MARGIN})


def _style(selector: str, style: Style, colours: _Colours, ratio: float, scale: float) -> Style:
    """Return a style without whatever makes letters hard to tell apart. What is stressed is bold."""
    tag = selector.split()[-1].partition(".")[0]
    lowest = least(max(LEAST, HEADINGS.get(tag, 0)) / LEAST * scale)
    size = style.size and max(lowest, min(MOST * scale, round(style.size * ratio * 2) / 2))
    return style.model_copy(
        update={
            "size": size,
            "face": None,
            "colour": colours.words(style.colour, style.fill),
            "number": colours.words(style.number),
            "bold": style.bold or (style.italic and inline(selector)),
            "indent": style.indent * ratio,
            "hang": style.hang * ratio,
            "bullet_size": max(1.0, style.bullet_size),
            **dict.fromkeys(("italic", "capitals"), False),
            **{"tracking": 0.0, "hyphenate": "none", "align": "start"},
        }
    )


def _chart(chart: Chart, colours: _Colours, highest: float) -> Chart:
    """Return a chart as wide as the text, and higher in proportion to its words."""
    height = min(highest, chart.height * max(1.0, LEAST / chart.size))
    return chart.model_copy(
        update={
            "size": max(LEAST, chart.size),
            "leading": None,
            "face": "text",
            "colour": colours.words(chart.colour, chart.on),
            "width": None,
            "height": height,
        }
    )
