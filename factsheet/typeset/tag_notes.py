"""Tell notes and what refers to them from other texts and links (ISO 32000-1, 14.8.4.4: Note and Reference).

The notes of a page are a list, numbered by links back to where they are referred to (page.notes).
"""

from __future__ import annotations

from ..page.notes import LIST, REFERENCE
from . import tag_links
from .tag_tree import Tag, new


def arrange(document: Tag, *, refer: bool) -> None:
    """Arrange all notes; each and what refers to it `refer` to one another, for which PDF 2.0 has a way (Ref)."""
    notes = dict[str, Tag]()
    links = list[tuple[Tag, Tag]]()  # to a note, each with what it is in
    for tag in list(document.walk()):
        if tag.kind == "L" and LIST in tag.classes:
            tag.attributes["List"] = {"ListNumbering": "/Decimal"}
            for item in tag.tags():
                notes |= _note(item, "FENote" if refer else "Note")
        else:
            links += [(each, tag) for each in tag.tags() if each.kind == "Link" and REFERENCE in each.classes]
    for link, around in links:
        referred = notes.get(link.element.get("href", "")[1:])
        if referred is not None:
            said = referred.words.removeprefix(link.words).strip()
            tag_links.say(link, f"{link.words}: {said}")
            if refer:
                referred.refers.append(link)
                link.refers.append(referred)
            else:
                around.kids[around.kids.index(link)] = new("Reference", [link], around)


def _note(item: Tag, kind: str) -> dict[str, Tag]:
    """Part an item of a list of notes into its number and the note; return that by its identifier, if it is one."""
    body = next((each for each in item.tags() if each.kind == "LBody"), item)
    number = next((each for each in body.tags() if each.kind == "Link" and REFERENCE in each.classes), None)
    if number is None:
        return {}
    note = Tag(kind, item.element, [kid for kid in body.kids if kid is not number], language=item.language)
    note.entries["ID"] = item.element.get("id")
    if kind == "FENote":
        note.attributes["FENote"] = {"NoteType": "/Endnote"}
    body.kids = [note]
    item.kids.insert(0, new("Lbl", [number], item))
    return {note.entries["ID"]: note}
