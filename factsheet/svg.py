"""Admit a picture: an SVG that draws, and does nothing else.

Pictures are drawn by two engines, neither of which asks us before it follows a reference; so a picture
that has one is not let in. What an SVG may refer to by itself: SVG 2, 5.7 and 14.8.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

SVG = "http://www.w3.org/2000/svg"
MAX_BYTES = 1_000_000
# What runs, what fetches, and what holds another kind of document.
FORBIDDEN = {"script", "foreignObject", "image", "feImage", "iframe", "audio", "video", "handler", "listener", "set"}
FORBIDDEN |= {"animate", "animateMotion", "animateTransform"}
# Of a drawing with sides of more units than this, a filter or pattern would fill the memory.
MAX_SIDE = 10_000


def faults(svg: bytes) -> Iterator[tuple[int, str, str]]:
    """Yield what a picture must not have: its line, what, and what to do."""
    if len(svg) > MAX_BYTES:
        yield 0, f"the picture is {len(svg) / 1e6:.1f} MB; one has at most 1 MB", "draw it with fewer points"
        return
    if found := re.search(rb"<!(DOCTYPE|ENTITY)", svg):
        yield svg.count(b"\n", 0, found.start()) + 1, f"the picture has a {found[0].decode()}", "delete it"
        return
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        tree = etree.fromstring(svg, parser)
    except etree.XMLSyntaxError as error:
        yield error.lineno or 0, f"the picture is no SVG ({error.msg})", "export it anew"
        return
    if tree.tag != f"{{{SVG}}}svg":
        yield 1, "the picture is no SVG", f'let it begin with <svg xmlns="{SVG}">'
        return
    for element in tree.iter():
        yield from _element(element)


def _element(element: etree._Element) -> Iterator[tuple[int, str, str]]:
    line = element.sourceline or 0
    if not isinstance(element.tag, str):
        if not isinstance(element, etree._Comment):
            yield line, "the picture has a processing instruction", "delete it"
        return
    name = etree.QName(element).localname
    if name in FORBIDDEN:
        yield line, f"the picture has a <{name}>", "draw it with shapes and paths alone"
    if name == "style" and ("@" in (element.text or "") or _leads_out(element.text or "")):
        yield line, "the picture's style refers to something else", "write the colours where they are used"
    for key, value in element.attrib.items():
        attribute, said = etree.QName(key).localname, str(value)
        if attribute.lower().startswith("on"):
            yield line, f"the picture has a script ({attribute})", "delete it"
        elif _leads_out(f"url({said})" if attribute == "href" else said):
            yield line, f"the picture refers to {said[:60]}", "draw it in the picture itself"
        elif name == "svg" and attribute in ("width", "height", "viewBox"):
            sides = [float(number) for number in re.findall(r"\d+(?:\.\d+)?(?:[eE]\d+)?", said)]
            if any(side > MAX_SIDE for side in sides):
                yield line, f'the picture is too large ({attribute}="{said}")', f"scale it to under {MAX_SIDE} units"


def _leads_out(style: str) -> bool:
    """Tell whether a style refers to anything but a part of the picture; an escape could hide that it does."""
    targets = re.findall(r"url\(([^)]*)\)?", style, re.IGNORECASE)
    return "\\" in style or any(not target.strip("'\" ").startswith("#") for target in targets)
