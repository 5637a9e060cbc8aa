"""Put a photo or a logo of the sources on the page, in a size of the theme, and check how it is used there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from lxml import etree
from lxml.html import HtmlElement

from ..core import fingerprint
from ..core.diagnostics import Invalid, Place, Problem, Problems, suggestion
from ..core.project import Root
from ..photos import cutting, placed, screen
from ..photos.cutting import Size
from ..photos.placed import Photo
from ..theme.measures import MM
from ..theme.model import Theme
from ..theme.parts import Photo as Look
from . import pictures, written_at
from .templates import NotAPhoto

# What is kept of a photo beyond each edge of what is shown, if it bleeds: the most that a printer can ask for, in pt.
KEPT = 5 * MM
CALLED = "photo"  # the class of an image that is one
DRAWING = ".svg"


@dataclass(frozen=True)
class Shown:
    """A photo as it is on the page: its name there, its content as JPEG, PNG or SVG, and what is shown of it."""

    name: str
    content: bytes
    photo: Photo


def shown(root: Root, fact: object, name: str, theme: Theme, values: Mapping[str, str]) -> Shown:
    """Return a photo, which a layout has as a `fact`, in the size that the theme calls by a name.

    Raises NotAPhoto for what is no such fact or size, and Problems for a file that cannot be used.
    """
    if (look := theme.photos.get(name)) is None:
        hint = suggestion(name, theme.photos) if theme.photos else f'add it: "photos: {{{name}: {{width: 80mm, ...}}}}"'
        raise NotAPhoto(f'theme.yaml has no photo "{name[:50]}"', hint)
    if not (isinstance(fact, Mapping) and fact.keys() >= {"file", "focus"}):
        empty = "this photo is empty" if fact is None else "this is not a photo"
        how = "print it only if there is one: {% if facts.KEY %}" if fact is None else "name a fact of the kind picture"
        raise NotAPhoto(empty, how)
    path = placed.folder(root) / str(fact["file"])
    make = _drawing if path.suffix.lower() == DRAWING else _photo
    on = theme.colours[look.on].screen if look.on else screen.WHITE
    wide = look.bleed and look.width > theme.measure
    wanted = Photo(root, path.name, name, (look.width, look.height), wide=wide, on=on)
    content, photo = make(wanted, look, (fact["focus"][0], fact["focus"][1]), values)
    ending = "svg" if make is _drawing else screen.ending(content)
    # The same on a dark page, though a drawing may have other colours there.
    digest = fingerprint.digest(path.name, repr(fact["focus"]))[:8]
    return Shown(f"{path.stem}-{name}-{digest}.{ending}", content, photo)


Made = tuple[bytes, Photo]


def _photo(photo: Photo, look: Look, focus: Size, values: Mapping[str, str]) -> Made:
    try:
        state = photo.path.stat()
    except OSError:
        raise Problems([Problem(photo.place, "this file is missing", "put it back")]) from None
    return _made(photo, look, focus, (state.st_ino, state.st_size, state.st_mtime_ns, state.st_ctime_ns))


@lru_cache(maxsize=64)
def _made(photo: Photo, look: Look, focus: Size, state: tuple[int, ...]) -> Made:
    """Return a photo for the screen; it is asked for at each size of type, and made again if its `state` changes."""
    original = photo.original()
    if look.fit == "whole":
        photo = replace(photo, size=cutting.fitted(original.size, photo.size))
    else:
        kept = KEPT if look.bleed else 0.0
        outer = look.width + 2 * kept, look.height + 2 * kept
        box = cutting.cut(original.size, outer[0] / outer[1], focus)
        photo = replace(photo, box=cutting.inside(box, (kept / outer[0], kept / outer[1])))
    try:
        return screen.shown(original, photo.box, photo.size, photo.on), photo
    except Invalid as fault:
        raise Problems([Problem(photo.place, fault.what, fault.hint)]) from None


def _drawing(photo: Photo, look: Look, focus: Size, values: Mapping[str, str]) -> Made:
    """Return an SVG in the size that it has on the page: all of it is shown."""
    tree = etree.fromstring(pictures.drawn(photo.root, photo.file, values, photo.path.parent))
    sides = [float(side) for side in tree.get("viewBox", "").replace(",", " ").split()]
    if len(sides) != 4 or min(sides[2:]) <= 0:
        hint = 'write its size into it, as in viewBox="0 0 48 48"'
        raise Problems([Problem(photo.place, "this drawing does not say how large it is", hint)])
    size = cutting.fitted((sides[2], sides[3]), photo.size)
    for side, length in zip(("width", "height"), size, strict=True):
        tree.set(side, f"{length * 4 / 3:.3f}")  # in px, the one unit that all engines know
    return etree.tostring(tree), replace(photo, size=size)


def check(tree: HtmlElement, photos: Mapping[str, Photo], root: Root, style: str, stylesheet: Path) -> None:
    """Raise Problems for photos that are no images with a class and an alternative text; `style` is the style sheet."""
    problems = [Problem(written_at.place(root, element), what, hint) for element, what, hint in _faults(tree, photos)]
    for name, photo in photos.items():
        if f"picture:{name}" in style:
            what = f"the photo {photo.file} is a background, which nobody can have described"
            problems.append(Problem(Place(root.name(stylesheet)), what, "put it on the page as an img"))
    if problems:
        raise Problems(problems)


def _faults(tree: HtmlElement, photos: Mapping[str, Photo]) -> Iterator[tuple[HtmlElement, str, str]]:
    """Yield what is wrong with how photos are used on a page: the element, what is wrong, what to do."""
    for element in tree.iter(etree.Element):
        photo = photos.get(element.get("src", element.get("data-picture", "")).partition(":")[2])
        if photo is None:
            if element.tag == "img" and CALLED in element.classes:
                what = "this image has the class of a photo, but is none"
                yield element, what, "write src=\"{{ photo(facts.KEY, 'NAME') }}\", or remove the class"
            continue
        if element.tag != "img":
            what = f"the photo {photo.file} is only decoration here, but readers may want to know what it shows"
            yield element, what, 'put it in an img with alt="..."'
        elif not element.get("alt", "").strip():
            what = f"the photo {photo.file} has no alternative text, for those who cannot see it"
            yield element, what, 'write alt="{{ text.SECTION.KEY | plain }}"'
        elif not {CALLED, photo.look} <= set(element.classes):
            what = f'the photo {photo.file} has not the class "{CALLED} {photo.look}", which gives it its size'
            yield element, what, f'write class="{CALLED} {photo.look}"'


def media_type(name: str) -> str:
    """Return the media type of a picture by its name on the page."""
    kinds: dict[str, Any] = {"jpg": "image/jpeg", "png": "image/png"}
    return str(kinds.get(name.rpartition(".")[2], "image/svg+xml"))
