"""Accept a picture only if it is an SVG of shapes and paths, which draws and does nothing else.

Pictures are drawn by two engines, neither of which asks us before it follows a reference, so pictures with references
are refused. What an SVG can refer to: SVG 2, 5.7 and 14.8. Filters, masks and patterns are refused as well: a filter
of a few bytes can keep an engine busy for ever.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from lxml import etree

from ..core.xml import Comment, Element

SVG = "http://www.w3.org/2000/svg"
HREF = ("href", "{http://www.w3.org/1999/xlink}href")
# Every element of SVG that a picture may have. Those of other vocabularies, as drawing programs add, draw nothing.
SHAPES = {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"}
ALLOWED = SHAPES | {"svg", "g", "defs", "symbol", "use", "title", "desc", "metadata", "style"}
ALLOWED |= {"clipPath", "linearGradient", "radialGradient", "stop"}
EFFECTS = ("filter", "mask")
STRANGERS = {"http://www.w3.org/1999/xhtml", "http://www.w3.org/1998/Math/MathML", "http://www.w3.org/2001/XInclude"}
# A drawing with sides longer than this, in units, would fill the memory with pixels.
MAX_SIDE = 10_000
# Elements that are drawn in the end, including those that a <use> draws again. The leaflet's map has 20.
MAX_DRAWN = 20_000
MAX_DEPTH = 50
NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?"
LENGTH = re.compile(rf"({NUMBER})(px|pt|mm|cm|in|pc|%|em|ex)?")
VIEW_BOX = re.compile(rf"\s*{NUMBER}(?:\s*,\s*|\s+){NUMBER}(?:\s*,\s*|\s+){NUMBER}(?:\s*,\s*|\s+){NUMBER}\s*")

Fault = tuple[int, str, str]  # the line, what is wrong, what to do


def faults(svg: bytes) -> Iterator[Fault]:
    """Yield what a picture (UTF-8) must not contain: the line, what is wrong, and what to do."""
    if found := re.search(rb"<!(DOCTYPE|ENTITY)", svg):
        yield svg.count(b"\n", 0, found.start()) + 1, f"the picture has a {found[0].decode()}", "delete it"
        return
    if (found := re.match(rb"\s*<\?xml[^>]*encoding\s*=\s*[\"']([^\"']*)", svg)) and found[1].lower() != b"utf-8":
        said = found[1].decode("ascii", "replace")[:40]
        yield 1, f'the picture declares the encoding "{said}"', 'save it as UTF-8, with encoding="UTF-8"'
        return
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        tree = etree.fromstring(svg, parser)
    except etree.XMLSyntaxError as error:
        yield error.lineno or 0, f"the picture is not an SVG ({error.msg})", "export it again"
        return
    if tree.tag != f"{{{SVG}}}svg":
        yield 1, "the picture is not an SVG", f'begin it with <svg xmlns="{SVG}">'
        return
    found_here = [fault for element in tree.iter() for fault in _element(element)]
    yield from found_here or _as_drawn(tree)


def _element(element: Element) -> Iterator[Fault]:
    line = element.sourceline or 0
    if not isinstance(element.tag, str):
        if not isinstance(element, Comment):
            yield line, "the picture has a processing instruction", "delete it"
        return
    name = etree.QName(element)
    if (name.namespace == SVG and name.localname not in ALLOWED) or name.namespace in STRANGERS or not name.namespace:
        yield line, f"the picture has a <{name.localname}>", "draw it with shapes and paths only"
    if name.localname == "style":
        said = "".join(map(str, element.itertext()))
        if "@" in said or _leads_out(said):
            yield line, "the picture's style refers to something outside it", "write the colours where they are used"
        yield from _effects(line, said)
    for key, value in element.attrib.items():
        yield from _attribute(line, name.localname, str(key), str(value))


def _attribute(line: int, element: str, key: str, value: str) -> Iterator[Fault]:
    attribute = etree.QName(key).localname
    if attribute.lower().startswith("on"):
        yield line, f"the picture has a script ({attribute})", "delete it"
    elif _leads_out(f"url({value})" if attribute in ("href", "base", "src") else value):
        yield line, f"the picture refers to {value[:60]}", "draw it in the picture itself"
    elif attribute == "style" or attribute in EFFECTS:
        yield from _effects(line, value if attribute == "style" else f"{attribute}: {value}")
    elif attribute == "viewBox":
        if not VIEW_BOX.fullmatch(value):
            yield line, f'viewBox="{value[:40]}" is not four numbers', 'write four numbers, such as viewBox="0 0 48 48"'
        else:
            yield from _too_large(line, attribute, value, re.findall(NUMBER, value))
    elif element == "svg" and attribute in ("width", "height"):
        if not (found := LENGTH.fullmatch(value.strip())):
            yield (
                line,
                f'{attribute}="{value[:40]}" is not a length',
                f'write a length, such as {attribute}="48", or leave it out',
            )
        else:
            yield from _too_large(line, attribute, value, [found[1]])


def _effects(line: int, style: str) -> Iterator[Fault]:
    """Find filters and masks, which CSS can name without an element."""
    for found in re.finditer(rf"\b({'|'.join(EFFECTS)})\s*:\s*+(?!none\b)", style, re.IGNORECASE):
        yield line, f"the picture has a {found[1].lower()}", "draw it with shapes and paths only"


def _too_large(line: int, attribute: str, value: str, sides: Iterable[str]) -> Iterator[Fault]:
    if any(not abs(float(side)) <= MAX_SIDE for side in sides):
        what = f'the picture is too large ({attribute}="{value[:60]}")'
        yield line, what, f"scale it to under {MAX_SIDE} units"


def _leads_out(style: str) -> bool:
    """Tell whether a style refers, or an escape could hide that it refers, to anything but a part of the picture."""
    targets = re.findall(r"url\(([^)]*)\)?", style, re.IGNORECASE)
    return "\\" in style or any(not target.strip("'\" ").startswith("#") for target in targets)


# What drawing it takes


def _as_drawn(tree: Element) -> Iterator[Fault]:
    """Yield why a picture cannot be drawn: it is nested too deeply, uses itself, or uses too much too often."""
    deep = next((each for each in tree.iter() if sum(1 for _ in each.iterancestors()) > MAX_DEPTH), None)
    if deep is not None:
        yield deep.sourceline or 0, f"the picture is nested more than {MAX_DEPTH} levels deep", "use fewer levels"
        return
    parts: dict[str, Element] = {}
    for each in tree.iter(etree.Element):
        parts.setdefault(each.get("id", ""), each)  # of two with one id, the first is drawn
    try:
        number = _drawn(tree, parts)
    except RecursionError:
        yield 1, "a part of the picture uses itself (<use>)", "remove the loop"
        return
    if number > MAX_DRAWN:
        what = f"the picture draws {number:,} shapes; the limit is {MAX_DRAWN:,}"
        yield 1, what, "draw fewer, or reuse fewer of them"


def _drawn(tree: Element, parts: Mapping[str, Element]) -> int:
    """Return how many elements are drawn, counting each <use> as what it uses. Raises RecursionError for a loop."""

    @cache
    def counted(element: Element) -> int:
        number = 1 + sum(counted(child) for child in element.iterchildren(tag=etree.Element))
        if element.tag == f"{{{SVG}}}use":
            used = parts.get(next((element.get(key, "") for key in HREF if key in element.attrib), "").lstrip("#"))
            number += 0 if used is None else counted(used)
        return number

    return counted(tree)
