# ruff: noqa: E501, RUF001
"""What people write beside the translations in a Word table: each is reported, wherever it is."""

from __future__ import annotations

import re

from factsheet.core.project import Root
from factsheet.translation import package, pending, remarks
from factsheet.translation.units import ROOM

from ..conftest import Copy
from ..exchange import W, Word, all_translated, cells_of, sent, w
from .importing import BY, FR, NEW, NEWER, bring_in, outcomes, run

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = package.STRICT[next(iter(package.STRICT))].decode()
BOX = f"<w:r><w:pict><w:txbxContent><w:p>{run('dans un cadre')}</w:p></w:txbxContent></w:pict></w:r>"
INNER = f"<w:tbl><w:tr><w:tc><w:p>{run('dans un')}</w:p></w:tc><w:tc><w:p>{run('tableau')}</w:p></w:tc></w:tr></w:tbl>"


def cell(table: Word, key: str, at: int) -> object:
    return cells_of(table.row(key))[at]


def type_beside(table: Word) -> None:
    """Write into every place that is not a translation."""
    body = table.document[0]
    body.insert(0, w(f"<w:p>{run('Tout en haut')}</w:p>")[0])
    body.find(f"{W}tbl").addnext(w(f"<w:p>{run('Tout en bas')}{BOX}</w:p>")[0])
    body.insert(1, w(INNER)[0])
    next(body.iter(f"{W}p")).addnext(w("<w:altChunk/>")[0])
    help = next(each for each in body.iter(f"{W}p") if "Coloured rows" in "".join(each.itertext()))
    help.extend(w(run(" Compris.")))
    for key, at, markup in (
        ("members.title", 0, run(" ?")),
        ("members.legend", 1, run(" (clé)")),
        ("lead.title", 4, BOX),
        ("document.title", 2, run("?", '<w:highlight w:val="yellow"/>')),
    ):
        cell(table, key, at).find(f"{W}p").extend(w(markup))  # type: ignore[attr-defined]
    cell(table, "document.subject", 1).append(w(f"<w:p>{run('sous la clé')}</w:p>")[0])  # type: ignore[attr-defined]
    cell(table, "document.author", 4).insert(1, w(INNER)[0])  # type: ignore[attr-defined]
    cell(table, "activities.title", 4).find(f"{W}p").extend(w("<w:r><w:drawing/></w:r>"))  # type: ignore[attr-defined]
    for line in table.document.iter(f"{W}tr"):
        if len(cells := cells_of(line)) == 5:
            head = "".join(cells[1].itertext(f"{W}t")) == "Key"
            line.append(w(f"<w:tc><w:p>{run('Note' if head else '')}</w:p></w:tc>")[0])
    cell(table, "lead.title", 5).find(f"{W}p").extend(w(run("autre note")))  # type: ignore[attr-defined]
    table.row("lead.title").addnext(
        w(
            f"<w:tr><w:tc><w:p/></w:tc><w:tc><w:p/></w:tc><w:tc><w:p>{run('une ligne à moi')}</w:p></w:tc><w:tc><w:p/></w:tc></w:tr>"
        )[0]
    )


def with_comments(table: Word) -> None:
    """Add two comments of one number, one on a row that is deleted afterwards, one of a picture, and a header."""
    row = table.row("connect.title")
    table.target("connect.title").extend(w('<w:r><w:commentReference w:id="1"/></w:r>'))
    row.find(f"{W}trPr").extend(w(f"<w:del {BY}/>"))
    table.target("connect.website").extend(w('<w:r><w:commentReference w:id="0"/></w:r>'))
    said = (("0", run("Un")), ("0", run("Deux")), ("1", run("Trois")), ("2", "<w:r><w:drawing/></w:r>"), ("3", ""))
    comments = "".join(f'<w:comment w:id="{id}" w:author="A"><w:p>{words}</w:p></w:comment>' for id, words in said)
    table.parts["word/comments.xml"] = f'<w:comments xmlns:w="{MAIN}">{comments}</w:comments>'.encode()
    table.parts["word/top.xml"] = f'<w:hdr xmlns:w="{MAIN}"><w:p>{run("En-tête")}</w:p></w:hdr>'.encode()
    relation = f'<Relationship Id="h1" Type="{RELATIONS}/header" Target="top.xml"/></Relationships>'
    relations = "word/_rels/document.xml.rels"
    table.parts[relations] = table.parts[relations].replace(b"</Relationships>", relation.encode())


BESIDE = """\
No. 1: document.title: highlighting, not imported: "?"
No. 1: document.title: the English was changed in the file: Khartoum Process: EU-Horn of Africa Migration Route Initiative?
No. 2: document.subject: Key: sous la clé
No. 3: document.author: Note: a table, which was not imported
No. 3: document.author: dans un tableau
No. 7: lead.title: Note: a picture or a symbol, which was not imported
No. 7: lead.title: Note: autre note
No. 7: lead.title: dans un cadre
No. 17: members.title: No.: ?
No. 18: members.legend: Key: (clé)
No. 24: activities.title: Note: a picture or a symbol, which was not imported
No. 43: connect.website: Deux (A)
No. 43: connect.website: Un (A)
Trois (A)
a picture (A)
outside the table: Compris.
outside the table: Tout en bas dans un cadre
outside the table: Tout en haut
outside the table: a picture or a symbol
outside the table: another file
outside the table: header: En-tête
row 1: dans un | tableau
row 10: English: une ligne à moi
"""


def comments(out: str) -> list[str]:
    """Return the comments that were printed, in an order of their own."""
    found = re.findall(r"^fr\.docx(?:, |: )(.*)", out, re.MULTILINE)
    return sorted(each.replace("note: ", "", 1) for each in found)


def test_whatever_is_beside_the_texts_is_reported(copy: Copy) -> None:
    table = Word(sent(copy.root, "fr", "docx"))
    type_beside(table)
    with_comments(table)
    result = bring_in(copy, table.save())
    assert comments(result.out) == sorted(BESIDE.splitlines()), result.out


def test_our_own_words_are_known_whatever_room_there_was() -> None:
    now = ROOM.format(sheets="1,600 characters on the front and 1 character on the back")
    assert [bool(remarks.SPARE.fullmatch(each)) for each in (now, f"{now} Merci")] == [True, False]


def test_a_decision_in_the_wrong_column_is_reported(copy: Copy) -> None:
    """Only the language's column is imported; what somebody typed into the others would be written over in time."""
    path = sent(copy.root, "fr", "docx")
    all_translated(path, {"members.legend": NEW, "plan.title": NEW, "masthead.name": "Le Processus"})
    copy.change(FR, "  legend: Membres du Comité directeur en vert", f"  legend: {NEWER}")
    copy.change(FR, "  title: PLAN D’ACTION DU CAIRE", f"  title: {NEWER}")
    assert outcomes(bring_in(copy, path)) == {"unchanged": 56, "conflict": 2, "rejected": 1}
    root = Root(copy.root)
    conflicts, rejects = Word(pending.conflicts(root, "fr")), Word(pending.rejects(root, "fr"))
    assert "was changed" not in bring_in(copy, conflicts.path).out + bring_in(copy, rejects.path).out
    for table, key, at in (
        (conflicts, "members.legend", 5),
        (conflicts, "plan.title", 4),
        (rejects, "masthead.name", 4),
    ):
        cell(table, key, at).find(f"{W}p").extend(w(run(" vraiment")))  # type: ignore[attr-defined]
    said = bring_in(copy, conflicts.save()).out + bring_in(copy, rejects.save()).out
    found = re.findall(r'(\S+): the "(.*?)" column was changed, but it is not imported: .* vraiment', said)
    assert found == [("members.legend", "In the sources"), ("plan.title", "In the file"), ("masthead.name", "Reason")]
