"""Turn an edition and a theme into plain data for templates, with lengths in pt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any, get_args

from markupsafe import Markup

from ..edition import hyphenation
from ..edition.edition import Edition
from ..theme import cascade, dark
from ..theme.charts import Chart
from ..theme.model import Theme
from ..theme.parts import Row
from ..theme.roles import Role
from ..theme.selectors import depth
from ..theme.styles import inline
from .webfonts import WebFont

Values = dict[str, Any]


def of_theme(theme: Theme) -> Values:
    """Return a theme under the names in theme.yaml.

    Besides these: the `widths` of a row's cells and of columns, whether a row is `spaced`, whether the fill of a row or
    panel is `dark` on any screen, whether a style is `inline`, and `unmarked` or `flush` unlike a less special one, the
    `measure` of the text, whether a list `nests` in another; `drawn` has the size of each picture and of each map, by
    its file. A chart has its `width`, whether it `fills` that of the text, and its `leading`; in `written` the colour
    of words on each of its own, by day and by night.
    """
    said = theme.model_dump()
    for kind, parts in (("rows", theme.rows), ("columns", theme.columns)):
        for name, each in parts.items():
            said[kind][name]["widths"] = theme.widths(each)
            said[kind][name]["spaced"] = isinstance(each, Row) and each.spaced
    for kind, filled in (("rows", theme.rows), ("panels", theme.panels)):
        for name, part in filled.items():
            said[kind][name]["dark"] = dark.is_dark(theme, part.fill)
    for selector, style in said["styles"].items():
        style["inline"] = inline(selector)
        style["unmarked"] = cascade.unmarked(theme.styles, selector)
        style["flush"] = cascade.flush(theme.styles, selector)
    said["nests"] = any(depth(selector) > 1 for selector in theme.styles)
    for name, chart in theme.charts.items():
        size = {"width": theme.chart_width(chart), "fills": chart.width is None, "leading": chart.lines}
        said["charts"][name] |= {**size, "written": _written(theme, chart)}
    drawn = {file: {"width": each.width, "height": each.height} for file, each in theme.drawn.items()}
    return {**said, "drawn": drawn, "measure": theme.measure}


def _written(theme: Theme, chart: Chart) -> Values:
    dimmed = theme.dimmed
    return {name: {"day": theme.written_on(name), "night": dimmed.written_on(name)} for name in chart.colours}


def colours(theme: Theme) -> dict[str, str]:
    """Return each colour of a theme as CSS writes it."""
    return {name: colour.screen for name, colour in theme.colours.items()}


def of_roles(theme: Theme) -> Values:
    """Return the `roles` of colours as CSS writes them, and those that look different on a dark screen, `by_night`."""
    by_day, by_night = ({role: of.role(role).screen for role in get_args(Role)} for of in (theme, theme.dimmed))
    return {"roles": by_day, "by_night": {role: colour for role, colour in by_night.items() if colour != by_day[role]}}


def of_type(theme: Theme, script: str) -> Values:
    """Return how a script is set: families as CSS names them, the scale of its letters, whether it has italics."""
    families = {
        name: Markup(", ".join(f'"{face.family}"' for face in reversed(typeface.faces(script))))
        for name, typeface in theme.typefaces.items()
    }
    return {
        "families": families,
        "latin": {name: Markup(f'"{typeface.family}"') for name, typeface in theme.typefaces.items()},
        "scale": theme.typefaces["text"].faces(script)[-1].scale,
        "slanted": theme.slanted(script),
    }


def of_edition(edition: Edition) -> Values:
    """Return the facts of an edition, without its texts."""
    return {
        "name": edition.name,
        "variant": edition.variant,
        "title": edition.title,
        "language": edition.language,
        "locale": edition.locale,
        "direction": edition.direction,
        "script": edition.script,
        "digits": edition.digits,
        "revised": edition.revised.isoformat(),
        "draft": edition.draft,
        "status": edition.status.value,
        "unofficial": edition.unofficial,
        "signed": [asdict(each) for each in edition.signed],
        "all_leaflets": _all_leaflets(edition),
        "hyphens": _hyphens(edition),
        "watermark": edition.watermark if edition.draft else "",
    }


def of_facts(edition: Edition) -> Values:
    """Return the facts by their keys, as templates see them: see edition.data."""
    return {**edition.data, **{key: [asdict(each) for each in of] for key, of in edition.lists.items()}}


def _all_leaflets(edition: Edition) -> Values:
    """Return the words that lead to all leaflets; where a language has none, they are English, from left to right."""
    words = edition.all_leaflets
    direction = "ltr" if words.language else edition.direction
    return {"words": words, "locale": words.language or edition.locale, "direction": direction}


def _hyphens(edition: Edition) -> dict[str, str]:
    """Return the least letters of words that are divided, and of their parts, by the kind of text; none if none are."""
    if not hyphenation.divides(edition.locale):
        return {}
    return {"text": str(hyphenation.limits(edition.locale)), "long": str(hyphenation.LONG)}


def of_fonts(fonts: Iterable[WebFont]) -> list[Mapping[str, Any]]:
    """Return the fonts that a page embeds."""
    return [asdict(font) for font in fonts]
