"""Give lists the tags of the standard: an L with LI, and in each of these a Lbl and a LBody (ISO 32000-1, 14.8.4.3.3).

A list in an item is in its LBody. Of a list of terms, each is a Lbl, and what is said of it the LBody. A sign before a
text that is in no list is a Span: it stays apart from the words.
"""

from __future__ import annotations

from collections.abc import Iterator

from .tag_tree import Tag, new

# Who listens hears this instead of the sign before an item.
SIGN = "data-sign"
TEXTS = {"P", "H1", "H2", "H3", "H4", "Caption"}
# How the standard calls a sign (14.8.5.5); any other is the usual one.
NUMBERING = {"\N{WHITE BULLET}": "Circle", "\N{BLACK SMALL SQUARE}": "Square", "\N{BLACK SQUARE}": "Square"}


def arrange(document: Tag, *, described: bool) -> None:
    """Arrange all lists; terms are said to be `described`, for which PDF 2.0 has a word."""
    for tag in list(document.walk()):
        if tag.kind == "L":
            if tag.name == "dl":
                tag.kids = list(_terms(tag))
                numbering = "Description" if described else ""
            else:
                tag.kids = [kid for kid in tag.meaningful() if isinstance(kid, Tag)]
                for item in tag.tags():
                    _item(item)
                numbering = _numbering(tag)
            if numbering:
                tag.attributes["List"] = {"ListNumbering": f"/{numbering}"}
        elif tag.kind in TEXTS:
            for sign in _signs(tag):
                sign.kind = "Span"


def _item(item: Tag) -> None:
    """Part an item into its sign and what it says."""
    signs = _signs(item)
    said = [kid for kid in item.kids if kid not in signs]
    item.kids = []
    if signs:
        label = new("Lbl", signs, item)
        if meant := item.element.get(SIGN):
            label.entries["Alt"] = meant
        item.kids.append(label)
    if said:
        item.kids.append(new("LBody", said, item))


def _signs(tag: Tag) -> list[Tag]:
    """Return what the style of an element puts before its words: li::before."""
    return [kid for kid in tag.tags() if kid.element is tag.element]


def _numbering(tag: Tag) -> str:
    """Return how the standard calls what is before the items of a list, "" if there is nothing."""
    labels = [kid for item in tag.tags() for kid in item.tags() if kid.kind == "Lbl"]
    if not labels:
        return ""
    if tag.name == "ol":
        return "Decimal"
    sign = "".join(each.words for each in labels[0].contents()).strip()
    return NUMBERING.get(sign, "Disc")


def _terms(tag: Tag) -> Iterator[Tag]:
    """Yield an item for each term of a list, with all that is said of it."""
    terms = list[Tag]()
    said = list[Tag]()
    for each in tag.meaningful():
        if isinstance(each, Tag):
            if each.kind == "Lbl" and said:
                yield _described(terms, said, tag)
                terms, said = [], []
            (terms if each.kind == "Lbl" else said).append(each)
    if terms or said:
        yield _described(terms, said, tag)


def _described(terms: list[Tag], said: list[Tag], around: Tag) -> Tag:
    """Return an item: one Lbl, and one LBody."""
    parts = [_one(each, kind) for each, kind in ((terms, "Span"), (said, "P")) if each]
    return new("LI", parts, around)


def _one(tags: list[Tag], kind: str) -> Tag:
    """Return the first of some tags, with what is in the others; if there are several, each as a part of a kind."""
    first, *others = tags
    if others:
        first.kids = [new(kind, each.kids, each) for each in tags]
    return first
