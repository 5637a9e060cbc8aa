"""Read a layout's theme, and check that its fonts and pictures are there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from ..core import inputs
from ..core.diagnostics import Place, Problem, Problems, did_you_mean, suggestion
from ..core.project import Root
from ..core.wording import counted
from ..source.validation import checked
from ..source.yaml_reader import Keys, Located, read
from . import cascade, chart_checks, dark, fonts, role_checks
from .map_checks import faults as _maps
from .measures import POINTS, UNIT
from .model import Theme
from .parts import Columns
from .styles import MARKS

# For a line, in pt: some programs add the height of a thicker one.
THICKEST = 6


def load(root: Root) -> Theme:
    """Read a layout's theme, or raise Problems for its mistakes, including missing fonts and pictures."""
    located = read(root, root.layout / "theme.yaml")
    problems: list[Problem] = []
    theme = checked(Theme, located, problems, unit=_unit(located))
    if theme:
        problems += [
            *_needed(theme, located),
            *_named_once(theme, located),
            *_rows(theme, located),
            *_grid(theme, located),
            *_names(theme, located),
            *_photos(theme, located),
            *_maps(theme, located, root),
            *chart_checks.faults(theme, located),
            *role_checks.faults(theme, located),
            *dark.faults(theme, located),
            *_files(theme, located, root),
        ]
    if problems or theme is None:
        raise Problems(problems)
    return theme.model_copy(update={"styles": cascade.completed(theme.styles)})


def _unit(located: Located) -> float:
    """Return the unit of a theme, in pt, before anything that is written in units of it is read."""
    page = located.value.get("page") if isinstance(located.value, dict) else None
    said = page.get("unit") if isinstance(page, dict) else None
    match = re.fullmatch(r"(\d*\.?\d+)(pt|mm)", said) if isinstance(said, str) else None
    return float(match[1]) * POINTS[match[2]] if match else UNIT


def _needed(theme: Theme, located: Located) -> Iterable[Problem]:
    """Check that the theme has what the program itself needs."""
    needed: list[tuple[str, str, Iterable[str]]] = [("typefaces", "text", theme.typefaces)]
    needed += [("styles", selector, theme.styles) for selector in ("p", *MARKS.values())]
    for part, name, there in needed:
        if name not in there:
            yield Problem(located.place((part,), key=True), f'{part} has no "{name}"', "every theme needs one")
    if "p" in theme.styles and not theme.styles["p"].size:
        yield Problem(located.place(("styles", "p")), 'the style "p" has no size', "give the size of body text")


def _named_once(theme: Theme, located: Located) -> Iterable[Problem]:
    """Check that no two styles become the same Word style, which can look in one way only."""
    known: dict[str, str] = {}
    styles = [(("styles", name), style.word) for name, style in theme.styles.items()]
    for keys, word in [*styles, *((("tables", name), table.word) for name, table in theme.tables.items())]:
        other = known.setdefault(word.lower().replace(" ", ""), keys[1])
        if other != keys[1]:
            what = f'{other} and {keys[1]} both become the Word style "{word}"'
            yield Problem(located.place((*keys, "word")), what, f'name this one otherwise, such as "{word} 2"')


def _rows(theme: Theme, located: Located) -> Iterable[Problem]:
    """Check rows for anything that programs lay out differently in a Word file (word/rules)."""
    for name, row in theme.rows.items():
        place = located.place(("rows", name), key=True)
        if row.foot and not (row.bleed and row.fill and row.height):
            yield Problem(place, f"{name} is at the foot but is not a band", "give it bleed, a fill and a height")
        if row.full and (row.height or row.foot):
            hint = "leave out height and foot: it is as high as its sheet"
            yield Problem(place, f"{name} is full, and has a height of its own", hint)
        if row.bleed and (row.rule_above or row.rule_below):
            hint = "put a row without words there, which bleeds and has a fill, and is as high as the line"
            yield Problem(place, f"{name} bleeds, but in print its line would end at the edge of the sheet", hint)
        if row.height and row.padding and not row.foot:
            hint = "use align: middle without padding, or foot: true"
            yield Problem(place, f"{name} has both a height and padding", hint)
        for rule in (row.rule_above, row.rule_below):
            if rule and rule.width > THICKEST:
                what = f"a line of {name} is {rule.width:g} pt thick"
                yield Problem(place, what, f"make it {THICKEST} pt or less")


def _grid(theme: Theme, located: Located) -> Iterable[Problem]:
    """Check that the parts of each row take all columns of the grid, and that flowing columns are alike."""
    grid = theme.page.columns
    if theme.span(1) <= 0:
        what = f"{grid} columns with gutters of {theme.page.gutter:g} pt leave no room for text"
        yield Problem(located.place(("page", "gutter")), what, "make the gutter narrower, or use fewer columns")
    for kind, parts in (("rows", theme.rows), ("columns", theme.columns)):
        for name, each in parts.items():
            if (taken := sum(each.cells)) != grid:
                what = f"the parts of {name} take {counted(taken, 'column')} of the grid, which has {grid}"
                yield Problem(located.place((kind, name, "cells")), what, f"make them add up to {grid}")
            elif isinstance(each, Columns) and each.flow and len(set(each.cells)) > 1:
                what = f"text flows through the columns of {name}, but they are not all the same width"
                yield Problem(located.place((kind, name, "cells")), what, "make them equal")


def _photos(theme: Theme, located: Located) -> Iterable[Problem]:
    """Check that a photo at the edge of the paper can be cut."""
    for name, photo in theme.photos.items():
        if photo.bleed and photo.fit == "whole":
            what = f"{name} reaches the edge of the paper, where its own edge would be cut off, but is shown whole"
            yield Problem(located.place(("photos", name, "fit")), what, "use fit: crop, or keep it off the edge")


def _names(theme: Theme, located: Located) -> Iterable[Problem]:
    """Check that every colour and typeface named exists."""

    kinds: dict[str, Iterable[str]] = {
        "colour": theme.colours,
        "fill": theme.colours,
        "number": theme.colours,
        "on": theme.colours,
        "face": theme.typefaces,
        "bullet_face": theme.typefaces,
    }

    def walk(value: Any, keys: Keys) -> Iterable[Problem]:
        for key, item in value.items() if isinstance(value, dict) else ():
            known = kinds.get(key)
            if isinstance(item, dict):
                yield from walk(item, (*keys, key))
            elif known is not None and item not in known:
                hint = suggestion(item, known)
                yield Problem(
                    located.place((*keys, key)),
                    f'no {"typeface" if key in ("face", "bullet_face") else "colour"} "{item}"',
                    hint,
                )

    named: dict[str, tuple[str, object]] = {}
    for part, colours in (("colours", theme.colours), ("accents", theme.accents)):
        for name, colour in colours.items():
            other, inks = named.setdefault(colour.screen, (name, colour.press))
            if inks != colour.press:  # inks are found by the colour on the screen
                what = f'{other} and {name} look the same on the screen ("{colour.screen}"), but not in print'
                yield Problem(located.place((part, name, "press")), what, "give both the same inks, or change one")
    for part in ("styles", "rows", "panels", "tables", "maps", "photos", "charts", "code"):
        assert isinstance(located.value, dict)
        yield from walk(located.value.get(part), (part,))


def _files(theme: Theme, located: Located, root: Root) -> Iterable[Problem]:
    """Check that every font is there and belongs to its family, and that every picture is there."""
    try:
        accepted = fonts.accepted(root)
    except Problems as found:
        yield from found.problems
        return
    for name, typeface in theme.typefaces.items():
        own: Keys = ("typefaces", name)
        faces = [(own, typeface), *(((*own, "scripts", code), face) for code, face in typeface.scripts.items())]
        for keys, face in faces:
            for style, file in face.files.items():
                yield from _font(root, file, face.family, accepted.get(file, ""), located.place((*keys, style)))
    yield from _bullets(theme, located, root)
    for file in theme.pictures:
        path = root.layout / "pictures" / file
        try:
            inputs.read(root, path, inputs.PICTURE)
        except inputs.Missing:
            hint = _near(file, path.parent) or "draw it, or remove it here"
            place = located.place(("pictures", file), key=True)
            yield Problem(place, f"the picture {root.name(path)} is missing", hint)
        except Problems as found:
            yield from found.problems


def _bullets(theme: Theme, located: Located, root: Root) -> Iterable[Problem]:
    """Check that the face of each bullet has it: Word and LibreOffice would each take another font."""
    for selector, style in theme.styles.items():
        face = theme.typefaces.get(style.bullet_face)
        if not (style.bullet and face):
            continue
        try:
            known = fonts.face(fonts.read(root, face.regular)).unicodes
        except Problems:
            continue  # said about the font itself
        if lacking := [sign for sign in style.bullet if ord(sign) not in known]:
            what = f'{face.family} has no "{lacking[0]}" (U+{ord(lacking[0]):04X})'
            hint = "name a typeface that has it (bullet_face), or use another bullet"
            yield Problem(located.place(("styles", selector, "bullet")), what, hint)


def _font(root: Root, file: str, family: str, accepted: str, place: Place) -> Iterable[Problem]:
    """Check that a font is there, complete, of the right family, and the one that was accepted."""
    try:
        font = fonts.read(root, file)
    except inputs.Missing:
        near = _near(file, root.fonts) or "add that file"
        yield Problem(place, f"the font fonts/{file} is missing", near)
        return
    except Problems as found:
        yield from found.problems
        return
    if fault := fonts.fault(font):
        yield Problem(place, f"fonts/{file} cannot be used: {fault}", "replace it with a good copy")
    elif (own := fonts.family(font)) != family:
        yield Problem(
            place, f'the family of fonts/{file} is "{own}"', f'it should be "{family}"; correct one or the other'
        )
    elif fonts.digest(font) != accepted:
        what = f"fonts/{file} is not the font that was accepted (fonts/{fonts.ACCEPTED} lists a different digest)"
        yield Problem(place, what, "restore that file; if this is a new font that you trust, run: make fonts")


def _near(file: str, folder: Any) -> str:
    return did_you_mean(file, (path.name for path in folder.iterdir())) if folder.is_dir() else ""
