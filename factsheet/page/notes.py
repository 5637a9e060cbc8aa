"""Number the notes of a page, in the order in which its texts refer to them, and link each both ways.

A text refers to a note as {note:key}, and the layout prints all notes as a list, `<ul class="notes">`, with an item for
each, `<li id="note-KEY">`. On paper a number is enough; on a screen it leads to the note, and that of the note back.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml.html import HtmlElement

from ..core.diagnostics import Problem, Problems
from ..core.project import Root
from . import written_at

LIST, REFERENCE = "notes", "note"
OF_A_NOTE, OF_A_REFERENCE = "note-", "from-"


def number(tree: HtmlElement, root: Root, digits: str) -> None:
    """Give the notes of a page their numbers, in some digits, and leave out those to which no text refers.

    Raises Problems for a text that refers to a note which is not in the list.
    """
    references = [each for each in tree.iter("a") if REFERENCE in each.classes]
    items = {str(item.get("id")): item for item in _items(tree)}
    order = list(dict.fromkeys(str(each.get("href")).removeprefix("#") for each in references))
    if missing := [each for each in references if str(each.get("href")).removeprefix("#") not in items]:
        raise Problems(_missing(missing, root))
    seen = set[str]()
    for each in references:
        note = str(each.get("href")).removeprefix("#")
        each.text = _written(order.index(note) + 1, digits)
        _part(each)
        if note not in seen:
            each.set("id", _back(note))
        seen.add(note)
    for note in items.keys() - seen:
        items[note].drop_tree()
    for place, note in enumerate(order, 1):
        _begin(items[note], note, _written(place, digits))
        _last(items[note])


def _items(tree: HtmlElement) -> Iterator[HtmlElement]:
    for whole in tree.iter("ul"):
        if LIST in whole.classes:
            yield from (item for item in whole.iterchildren("li") if str(item.get("id")).startswith(OF_A_NOTE))


def _missing(references: list[HtmlElement], root: Root) -> Iterator[Problem]:
    for each in references:
        key = str(each.get("href")).removeprefix(f"#{OF_A_NOTE}")
        what = f"a text refers to the note {key}, but the layout prints no list of notes with it"
        yield Problem(written_at.place(root, each), what, "print it there: {{ blocks.notes(text.notes) }}")


def _begin(item: HtmlElement, note: str, words: str) -> None:
    """Put the number of a note before its words, as a link to where it was referred to."""
    link = item.makeelement("a", {"href": f"#{_back(note)}", "class": REFERENCE})
    link.text, link.tail, item.text = words, f"\N{NO-BREAK SPACE}{item.text or ''}", None
    item.insert(0, link)


def _part(reference: HtmlElement) -> None:
    """Put a space between two numbers that follow one another: 1 and 2 are not 12."""
    raised = reference.getparent()
    before = raised.getprevious() if raised is not None else None
    if (
        before is not None
        and raised is not None
        and before.tag == "sup"
        and not before.tail
        and before.find("a") is not None
    ):
        raised.text = "\N{NARROW NO-BREAK SPACE}"


def _last(item: HtmlElement) -> None:
    """Move a note to the end of its list: they are moved one after the other, in the order of their numbers."""
    parent = item.getparent()
    if parent is not None:
        parent.append(item)


def _back(note: str) -> str:
    return OF_A_REFERENCE + note.removeprefix(OF_A_NOTE)


def _written(value: int, digits: str) -> str:
    return str(value).translate(str.maketrans("0123456789", digits))
