# ruff: noqa: E501, RUF001
"""What Word, and those who type in it, do to a table of translations."""

from __future__ import annotations

import re

import pytest

from factsheet.core.project import Root
from factsheet.source.lock import State
from factsheet.translation import pending

from ..conftest import Copy
from ..exchange import (
    W,
    Word,
    cells_of,
    emptied,
    sent,
    translated,
    w,
)
from .importing import (
    BY,
    NEW,
    Edit,
    bring_in,
    double,
    double_differently,
    merge_down,
    outcomes,
    run,
    states,
    text,
    told,
    typed,
)

TYPED = {
    "tracked insertions and deletions": (
        "members.legend",
        f'{run("Les ")}<w:del {BY}><w:r><w:delText>vieux </w:delText></w:r></w:del><w:ins {BY}>{run("membres")}</w:ins>{run(" en vert")}',
        "Les membres en vert",
    ),
    "words that were moved": (
        "members.legend",
        f'<w:moveFrom {BY}>{run("en vert ")}</w:moveFrom>{run("Les membres ")}<w:moveTo {BY}>{run("en vert")}</w:moveTo>',
        "Les membres en vert",
    ),
    "a content control": ("members.legend", f'<w:sdt><w:sdtPr/><w:sdtContent>{run("Les membres en vert")}</w:sdtContent></w:sdt>', "Les membres en vert"),
    "a link of Word's": ("connect.website", f'{run("[")}<w:hyperlink w:anchor="x">{run("Site : {website}")}</w:hyperlink>{run("](#website)")}', "[Site : {website}](#website)"),
    "a field": ("members.legend", f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x </w:instrText></w:r>{run("code")}<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("Les membres en vert")}<w:r><w:fldChar w:fldCharType="end"/></w:r>', "Les membres en vert"),
    "hidden text": ("members.legend", run("Source English", "<w:vanish/>") + run("Les membres en vert"), "Les membres en vert"),
    "soft hyphens": ("members.legend", run("Les mem\u00adbres") + f'<w:r><w:softHyphen/></w:r>{run(" en vert")}', "Les membres en vert"),
    "a hyphen that does not break": ("members.legend", f'{run("Les vice")}<w:r><w:noBreakHyphen/></w:r>{run("membres")}', "Les vice\u2011membres"),
    "spaces that do not break": ("lead.title", run("Qu’est-ce\u00a0que le Processus\u00a0de Khartoum\u202f!"), "Qu’est-ce que le Processus de Khartoum !"),
    "smart quotes": ("members.legend", run("Les “membres” du ‘Comité’ en vert"), "Les “membres” du ‘Comité’ en vert"),
    "a break and a tab": ("members.legend", f'{run("Les membres")}<w:r><w:br/></w:r>{run("en")}<w:r><w:tab/></w:r>{run("vert")}', "Les membres en vert"),
    "bold of a style": ("masthead.name", run("Le Processus de ") + run("Khartoum", '<w:rStyle w:val="Fat"/>'), "Le Processus de **Khartoum**"),
    "bold with its spaces": ("masthead.name", run("Le Processus de") + run(" Khartoum ", "<w:b/>"), "Le Processus de **Khartoum**"),
    "bold in pieces": ("masthead.name", run("Le Processus de ") + run("Khar", '<w:b w:val="1"/>') + run("toum", "<w:b/><w:color w:val='FF0000'/>"), "Le Processus de **Khartoum**"),
    "bold and a full stop": ("masthead.name", run("Le Processus de ") + run("Khartoum", "<w:b/>") + run("s") + run(".", "<w:b/>"), "Le Processus de **Khartoum**s."),
    "marks as they are typed": ("masthead.name", run("Le Processus de **Khartoum**"), "Le Processus de **Khartoum**"),
    "what Word cannot show": ("members.legend", f'<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice xmlns:x="urn:x" Requires="x">{run("autre")}</mc:Choice><mc:Fallback>{run("Les membres en vert")}</mc:Fallback></mc:AlternateContent>', "Les membres en vert"),
    "what another program cannot show": ("members.legend", f'<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" Requires="w14">{run("Les membres en vert")}</mc:Choice><mc:Fallback>{run("autre")}</mc:Fallback></mc:AlternateContent>', "Les membres en vert"),
}  # fmt: skip


# English quotation marks, a second line, a full stop that the English does not have: somebody is to look at these.
DOUBTFUL = {"smart quotes", "a break and a tab", "bold and a full stop"}


@pytest.mark.parametrize("case", TYPED)
def test_what_is_typed_in_word(case: str, copy: Copy) -> None:
    key, markup, becomes = TYPED[case]
    table = Word(sent(copy.root, "fr", "docx"))
    styles = table.parts["word/styles.xml"].decode()
    fat = '<w:style w:type="character" w:styleId="Fat"><w:name w:val="Fat"/><w:basedOn w:val="Fatter"/></w:style>'
    fat += '<w:style w:type="character" w:styleId="Fatter"><w:name w:val="Fatter"/><w:basedOn w:val="Fat"/><w:rPr><w:b/></w:rPr></w:style>'
    table.parts["word/styles.xml"] = styles.replace("</w:styles>", f"{fat}</w:styles>").encode()
    typed(key, markup)(table)
    result = bring_in(copy, table.save())
    assert outcomes(result) == {"changed": 1, "unchanged": 58}, result.out
    assert text(copy, key) == becomes
    assert states(copy)[key] is (State.UNCONFIRMED if case in DOUBTFUL else State.TRANSLATED)


def sort_rows(table: Word) -> None:
    """Sort all rows by their keys, the head among them."""
    lines = list(table.document.iter(f"{W}tr"))
    parent = lines[0].getparent()
    for line in sorted(lines, key=lambda line: "".join(cells_of(line)[1].itertext(f"{W}t")).lower()):
        parent.remove(line)
        parent.append(line)


def wrap_as_google_does(table: Word) -> None:
    """Put each row, each cell's text and each run into content controls; nothing is left but direct formatting."""
    for line in list(table.document.iter(f"{W}tr")):
        (control,) = w('<w:sdt><w:sdtPr><w:tag w:val="goog_rdk_1"/></w:sdtPr><w:sdtContent/></w:sdt>')
        line.getparent().replace(line, control)
        control[-1].append(line)
    for cell in table.document.iter(f"{W}tc"):
        for paragraph in cell.findall(f"{W}p"):
            (control,) = w("<w:sdt><w:sdtPr/><w:sdtContent/></w:sdt>")
            cell.replace(paragraph, control)
            control[-1].append(paragraph)
    for found in list(table.document.iter(f"{W}b")):
        found.set(f"{W}val", "1")
    for properties in table.document.iter(f"{W}rPr"):
        properties.append(w('<w:rtl w:val="0"/>')[0])


def move_row(table: Word) -> None:
    """Move a row under Track Changes: it is there twice, once as deleted and once as inserted."""
    from copy import deepcopy

    row = table.row("members.legend")
    again = deepcopy(row)
    row.getparent().append(again)
    row.find(f"{W}trPr").extend(w(f"<w:del {BY}/>"))
    again.find(f"{W}trPr").extend(w(f"<w:ins {BY}/>"))
    emptied(cells_of(again)[3].find(f"{W}p")).extend(w(f"<w:ins {BY}>{run(NEW)}</w:ins>"))


def swap_columns(table: Word) -> None:
    """Put the translation before the English."""
    for line in table.document.iter(f"{W}tr"):
        cells = cells_of(line)
        cells[2].addprevious(cells[3])


def widen(table: Word) -> None:
    """Make a column wider in one row, as a mouse does: all other cells of it take two columns of the grid."""
    for line in table.document.iter(f"{W}tr"):
        wide = 2 if line is table.row("lead.title") else 3
        cells_of(line)[wide].find(f"{W}tcPr").append(w('<w:gridSpan w:val="2"/>')[0])


SHAPED: dict[str, tuple[Edit, dict[str, int]]] = {
    "rows sorted": (sort_rows, {"changed": 1, "unchanged": 58}),
    "a row deleted": (lambda table: table.row("lead.title").getparent().remove(table.row("lead.title")), {"changed": 1, "unchanged": 57}),
    "content controls around everything": (wrap_as_google_does, {"changed": 1, "unchanged": 58}),
    "a row moved under Track Changes": (move_row, {"changed": 1, "unchanged": 58}),
    "columns swapped": (swap_columns, {"changed": 1, "unchanged": 58}),
    "a row doubled, with the same words": (double, {"changed": 1, "unchanged": 59}),
    "a row that somebody added for himself": (lambda table: table.row("lead.title").addnext(w("<w:tr><w:tc><w:p/></w:tc></w:tr>")[0]), {"changed": 1, "unchanged": 58}),
    "a column made wider in one row": (widen, {"changed": 1, "unchanged": 58}),
    "another table": (lambda table: table.document[0].insert(0, w("<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>")[0]), {"changed": 1, "unchanged": 58}),
}  # fmt: skip


@pytest.mark.parametrize("case", SHAPED)
def test_what_is_done_to_the_table(case: str, copy: Copy) -> None:
    edit, expected = SHAPED[case]
    path = sent(copy.root, "fr", "docx")
    translated(path, "members.legend", NEW)
    table = Word(path)
    edit(table)
    result = bring_in(copy, table.save())
    assert (result.status, outcomes(result)) == (0, expected), result.out
    assert text(copy, "members.legend") == NEW


def merge_across(table: Word) -> None:
    cells = cells_of(table.row("members.legend"))
    cells[2].find(f"{W}tcPr").append(w('<w:gridSpan w:val="2"/>')[0])
    cells[2].extend(cells[3].findall(f"{W}p"))
    cells[3].getparent().remove(cells[3])


def split(table: Word) -> None:
    """Split a cell in two: all others of its column take two columns of the grid."""
    for line in table.document.iter(f"{W}tr"):
        cells_of(line)[3].find(f"{W}tcPr").append(w('<w:gridSpan w:val="2"/>')[0])
    cell = cells_of(table.row("members.legend"))[3]
    cell.find(f"{W}tcPr/{W}gridSpan").set(f"{W}val", "1")
    cell.addnext(w(f"<w:tc><w:p>{run('sont en vert')}</w:p></w:tc>")[0])


def strike(table: Word) -> None:
    emptied(table.target("members.legend")).extend(w(run("Membres ", "<w:strike/>") + run(NEW)))


UNREADABLE: dict[str, tuple[Edit, str, int]] = {
    "cells merged across": (merge_across, "cells in this row were merged", 1),
    "cells merged down": (merge_down, "a cell in this row was merged with the row above or below", 2),
    "a cell split in two": (split, "a cell in this row was split in two", 1),
    "a key twice, with different words": (double_differently, "the file has more than one translation of it: keep one, and delete the others", 2),
    "words struck through by hand": (strike, "part of it is struck through", 1),
}  # fmt: skip


@pytest.mark.parametrize("case", UNREADABLE)
def test_a_row_that_cannot_be_read_is_named_and_the_others_are_taken_in(case: str, copy: Copy) -> None:
    edit, why, refused = UNREADABLE[case]
    path = sent(copy.root, "fr", "docx")
    translated(path, "members.legend", NEW)
    translated(path, "activities.title", "Travaux")
    table = Word(path)
    edit(table)
    result = bring_in(copy, table.save())
    found = outcomes(result)
    assert (result.status, found["changed"]) == (1, 1), result.out
    assert found["rejected"] + found.get("left empty", 0) == refused
    assert why in told(result, "members.legend")
    assert re.search(r"^\s+No\. 1[789](?:, row \d+)?\s+members\.\w+", result.out, re.MULTILINE)
    assert text(copy, "members.legend") == "Membres du Comité directeur en vert"
    assert any(NEW in each.target for each in pending.read(pending.rejects(Root(copy.root), "fr"), Root(copy.root)))


def test_a_comment_is_reported(copy: Copy) -> None:
    table = Word(sent(copy.root, "fr", "docx"))
    table.target("members.legend").extend(w('<w:r><w:commentReference w:id="0"/></w:r>'))
    table.parts["word/comments.xml"] = (
        '<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:comment w:id="0" w:author="Aïcha"><w:p><w:r><w:t>Vert ou bleu ?</w:t></w:r></w:p></w:comment></w:comments>'
    ).encode()
    result = bring_in(copy, table.save())
    assert result.status == 0
    assert "fr.docx, No. 18: note: members.legend: Vert ou bleu ? (Aïcha)" in result.out


def test_arabic_bold_inside_a_word_comes_back(copy: Copy) -> None:
    """The article is joined to a bold name, and Word keeps bold of Arabic in a property of its own."""
    table = Word(sent(copy.root, "ar", "docx"))
    typed(
        "masthead.name",
        run("عملية ال", "<w:rtl/>") + run("خرطوم", '<w:b w:val="0"/><w:bCs/><w:rtl/>') + run(" الآن", "<w:rtl/>"),
    )(table)
    result = bring_in(copy, table.save())
    assert outcomes(result) == {"changed": 1, "unchanged": 58}, result.out
    assert text(copy, "masthead.name", "ar") == "عملية ال**خرطوم** الآن"
