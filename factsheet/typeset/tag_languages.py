"""Say in a PDF what is in another language than the text around it (ISO 32000-1, 14.9.2), as the page says.

The page has `lang` on what stands in for a translation, and on names and addresses in a text that runs the other way.
"""

from __future__ import annotations

from .tag_tree import Content, Tag


def add(document: Tag) -> None:
    """Add a language to each tag that is in another than the one around it."""
    _add(document, document.language)


def _add(tag: Tag, around: str) -> None:
    for kid in tag.tags():
        language = kid.language or around
        if language == around:
            _add(kid, around)
        elif kid.kind or any(isinstance(each, Content) for each in kid.meaningful()):
            kid.kind = kid.kind or "Span"
            kid.entries["Lang"] = language
            _add(kid, language)
        else:  # its parts say so
            _add(kid, around)
    _pull(tag)


def _pull(tag: Tag) -> None:
    """Take over the language of the only part of a text, if that part has no other meaning."""
    kids = list(tag.meaningful())
    if tag.kind and "Lang" not in tag.entries and len(kids) == 1 and _is_plain(kids[0]):
        (span,) = (kid for kid in kids if isinstance(kid, Tag))
        tag.entries["Lang"] = span.entries["Lang"]
        tag.kids = span.kids


def _is_plain(kid: object) -> bool:
    return isinstance(kid, Tag) and kid.kind == "Span" and kid.entries.keys() == {"Lang"}
