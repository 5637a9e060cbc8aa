"""Lead from the bookmarks and links of a PDF to its tags, as PDF/UA-2 asks (ISO 14289-2, 8.8)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .tag_tree import Annotation, Tag
from .written import behind

HEADINGS = {"H1", "H2", "H3", "H4"}


def lead(document: Tag, pdf: Any) -> None:
    """Let each bookmark lead to the tag of its heading, and each link within the document to that of its place."""
    headings = [tag for tag in document.walk() if tag.kind in HEADINGS]
    if "Outlines" in pdf.catalog:
        for bookmark, heading in zip(_bookmarks(pdf, pdf.catalog["Outlines"]), headings, strict=True):
            _to(heading, bookmark, bookmark.pop("Dest"))
    named = {tag.element.get("id"): tag for tag in document.walk() if tag.element is not None and tag.element.get("id")}
    names = pdf.catalog.get("Names", {}).pop("Dests", {}).get("Names", [])
    places = {name.string: place for name, place in zip(names[::2], names[1::2], strict=True)}
    for tag in document.walk():
        for kid in tag.kids:
            if isinstance(kid, Annotation) and (name := kid.entry.pop("Dest", None)) is not None:
                _to(named[name.string], kid.entry, places[name.string])


def _bookmarks(pdf: Any, parent: bytes) -> Iterator[Any]:
    """Yield the bookmarks below one, in order."""
    reference = behind(pdf, parent).get("First")
    while reference is not None:
        bookmark = behind(pdf, reference)
        yield bookmark
        yield from _bookmarks(pdf, reference)
        reference = bookmark.get("Next")


def _to(tag: Tag, entry: Any, place: Any) -> None:
    """Let a bookmark or annotation lead to a tag, and for readers that know no tags to its place on the page."""
    import pydyf

    to = pydyf.Array([tag.object.reference, *place[1:]])
    entry["A"] = pydyf.Dictionary({"S": "/GoTo", "D": place, "SD": to})
