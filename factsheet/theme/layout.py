"""Read a layout's theme, and see that the fonts and pictures that it names are there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..core import inputs
from ..core.diagnostics import Place, Problem, Problems, did_you_mean, suggestion
from ..core.project import Root
from ..source.validation import checked
from ..source.yaml_reader import Keys, Located, read
from . import fonts
from .model import Theme

# Of a line, in pt: to a thicker one some programs give height of its own.
THICKEST = 6


def load(root: Root) -> Theme:
    """Read a layout's theme, or raise Problems for what is wrong in it, missing fonts and pictures included."""
    located = read(root, root.layout / "theme.yaml")
    problems: list[Problem] = []
    theme = checked(Theme, located, problems)
    if theme:
        problems += [
            *_needed(theme, located),
            *_rows(theme, located),
            *_names(theme, located),
            *_files(theme, located, root),
        ]
    if problems or theme is None:
        raise Problems(problems)
    return theme


def _needed(theme: Theme, located: Located) -> Iterable[Problem]:
    """Check that what the program itself asks a theme for is there."""
    for part, name, there in (
        ("typefaces", "text", theme.typefaces),
        ("styles", "p", theme.styles),
        ("colours", "ink", theme.colours),
        ("colours", "paper", theme.colours),
    ):
        if name not in there:
            yield Problem(located.place((part,), key=True), f'{part} has no "{name}"', "every theme needs one")
    if "p" in theme.styles and not theme.styles["p"].size:
        yield Problem(located.place(("styles", "p")), 'the style "p" has no size', "say how large body text is set")


def _rows(theme: Theme, located: Located) -> Iterable[Problem]:
    """Check what a row asks for that programs lay out differently in a Word file (word_rules)."""
    for name, row in theme.rows.items():
        place = located.place(("rows", name), key=True)
        if row.foot and not (row.bleed and row.fill and row.height):
            yield Problem(place, f"{name} stands at the foot and is no band", "give it bleed, a fill and a height")
        if row.height and row.padding and not row.foot:
            remedy = "let it be align: middle without a padding, or foot: true"
            yield Problem(place, f"{name} has a height and a padding", remedy)
        for rule in (row.rule_above, row.rule_below):
            if rule and rule.width > THICKEST and rule.colour != "paper":
                what = f"a line of {name} is {rule.width:g} pt thick"
                yield Problem(place, what, f"let it be {THICKEST} pt or less; a gap has the colour paper")


def _names(theme: Theme, located: Located) -> Iterable[Problem]:
    """Check that every colour and typeface that is named exists."""

    kinds: dict[str, Iterable[str]] = {
        "colour": theme.colours,
        "fill": theme.colours,
        "number": theme.colours,
        "face": theme.typefaces,
    }

    def walk(value: Any, keys: Keys) -> Iterable[Problem]:
        for key, item in value.items() if isinstance(value, dict) else ():
            known = kinds.get(key)
            if isinstance(item, dict):
                yield from walk(item, (*keys, key))
            elif known is not None and item not in known:
                hint = suggestion(item, known)
                yield Problem(
                    located.place((*keys, key)), f'no {"typeface" if key == "face" else "colour"} "{item}"', hint
                )

    told: dict[str, tuple[str, object]] = {}
    for part, colours in (("colours", theme.colours), ("accents", theme.accents)):
        for name, colour in colours.items():
            other, inks = told.setdefault(colour.screen, (name, colour.press))
            if inks != colour.press:  # by what the screen shows, a page is printed
                what = f'{other} and {name} look the same on the screen ("{colour.screen}"), and not in print'
                yield Problem(located.place((part, name, "press")), what, "give both the same inks, or change one")
    if "text" not in theme.typefaces:
        yield Problem(located.place(("typefaces",)), 'missing typeface "text"', "name the family of the body text so")
    for part in ("styles", "rows", "panels", "code"):
        assert isinstance(located.value, dict)
        yield from walk(located.value[part], (part,))


def _files(theme: Theme, located: Located, root: Root) -> Iterable[Problem]:
    """Check that every font is there and is of the family that it is said to be of, and every picture."""
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
    for file in theme.pictures:
        path = root.layout / "pictures" / file
        try:
            inputs.read(root, path, inputs.PICTURE)
        except inputs.Missing:
            hint = _near(file, path.parent) or "draw it, or take it out here"
            place = located.place(("pictures", file), key=True)
            yield Problem(place, f"the picture {root.name(path)} is missing", hint)
        except Problems as found:
            yield from found.problems


def _font(root: Root, file: str, family: str, accepted: str, place: Place) -> Iterable[Problem]:
    """Check that a font is there, whole, of the family that it is said to be of, and the one that was accepted."""
    try:
        font = fonts.read(root, file)
    except inputs.Missing:
        near = _near(file, root.fonts) or "put the file there"
        yield Problem(place, f"the font fonts/{file} is missing", near)
        return
    except Problems as found:
        yield from found.problems
        return
    if fault := fonts.fault(font):
        yield Problem(place, f"fonts/{file} cannot be used: {fault}", "put the file there anew")
    elif (own := fonts.family(font)) != family:
        yield Problem(place, f'fonts/{file} is of the family "{own}"', f'not "{family}"; correct the one or the other')
    elif fonts.digest(font) != accepted:
        what = f"fonts/{file} is not the font that was accepted (fonts/{fonts.ACCEPTED} has another digest for it)"
        yield Problem(place, what, "put the file there anew; if this is a new one that you trust, run: make fonts")


def _near(file: str, folder: Any) -> str:
    return did_you_mean(file, (path.name for path in folder.iterdir())) if folder.is_dir() else ""
