"""Say in words where a link of a PDF leads, for readers that list links (ISO 14289-1, 7.18.5)."""

from __future__ import annotations

from .tag_tree import Annotation, Tag


def describe(document: Tag) -> None:
    """Describe each link by its own words: WeasyPrint has written its address."""
    for tag in document.walk():
        if tag.kind == "Link" and (words := tag.words):
            say(tag, words)


def say(link: Tag, words: str) -> None:
    """Describe a link; one over several lines is several things to click on."""
    import pydyf

    for kid in link.kids:
        if isinstance(kid, Annotation):
            kid.entry["Contents"] = pydyf.String(words)
