"""What was found by trying to break the import."""

from __future__ import annotations

import pytest

from factsheet.core.project import Root
from factsheet.core.xml import Element
from factsheet.source.lock import State
from factsheet.translation import pending

from ..conftest import Copy, pipeline
from ..exchange import (
    FORMATS,
    W,
    Word,
    X,
    changed_xliff,
    emptied,
    rows,
    sent,
    translated,
    unit_of,
    w,
)
from .importing import (
    BY,
    EN,
    FR,
    LEGEND,
    NEW,
    NEWER,
    bring_in,
    double_differently,
    merge_down,
    outcomes,
    run,
    source,
    states,
    text,
    told,
    typed,
    with_state,
)


def test_the_lock_never_goes_back(copy: Copy) -> None:
    """A file that was translated from the first English comes twice; the translation was confirmed for the second."""
    path = sent(copy.root, "fr", "xliff")
    copy.change(EN, *LEGEND)
    assert pipeline("confirm", "fr", "members.legend", "--root", copy.root).status == 0
    copy.change(EN, LEGEND[1], "  legend: In green, the Steering Committee")
    before = source(copy)
    assert outcomes(bring_in(copy, path)) == {"unchanged": 59}
    assert source(copy) == before


def test_a_mark_that_only_the_translation_has_goes_out_and_comes_back(copy: Copy) -> None:
    copy.change(EN, "established by the **Rome Declaration** of", "established by the Rome Declaration of")
    path = sent(copy.root, "fr", "xliff")
    assert outcomes(bring_in(copy, path)) == {"unchanged": 59}


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(
    "text",
    [
        "**Voir [le site](#website) des membres**",
        "Membres *[ici](#website)* **?**",
        r"Membres \*verts\* et l\_autre",
        "Le\u00adgende des mem\u00adbres",
        "Les **mem**bres *en* **vert**",
    ],
)
def test_any_text_that_a_source_may_have_goes_out_and_comes_back(text: str, format: str, copy: Copy) -> None:
    for file, legend in ((EN, LEGEND[0]), (FR, "  legend: Membres du Comité directeur en vert")):
        copy.change(file, legend, f'  legend: "{text}"'.replace("\\", "\\\\"))
    assert pipeline("confirm", "fr", "members.legend", "--root", copy.root).status == 0
    before = source(copy)
    assert outcomes(bring_in(copy, sent(copy.root, "fr", format))) == {"unchanged": 59}
    assert source(copy) == before


def test_soft_hyphens_of_the_sources_stay(copy: Copy) -> None:
    copy.change(FR, "Membres du Comité directeur en vert", "Membres du Co\u00admi\u00adté directeur en vert")
    assert pipeline("confirm", "fr", "members.legend", "--root", copy.root).status == 0
    path = sent(copy.root, "fr", "docx")
    translated(path, "members.legend", "Les membres du Comité sont en vert")
    assert bring_in(copy, path).status == 0
    assert text(copy, "members.legend") == "Les membres du Co\u00admi\u00adté sont en vert"


def test_what_is_written_can_be_read(copy: Copy) -> None:
    """Italic that begins after a sign: it was written so that the source could no longer be read."""
    copy.change(EN, LEGEND[0], "  legend: Steering *Committee* members in green")
    path = sent(copy.root, "fr", "docx")
    table = Word(path)
    typed("members.legend", run("les_") + run("(membres)", "<w:i/>"))(table)
    bring_in(copy, table.save())
    assert states(copy)


def test_two_languages_in_one_word_file(copy: Copy) -> None:
    french, arabic = Word(sent(copy.root, "fr", "docx")), Word(sent(copy.root, "ar", "docx"))
    french.document[0].insert(0, arabic.document.find(f".//{W}tbl"))
    result = bring_in(copy, french.save())
    assert result.status == 1
    assert "several languages in one file: ar, fr" in result.err


def test_another_language_than_the_file_says(copy: Copy) -> None:
    result = bring_in(copy, sent(copy.root, "ar", "docx"), "--lang", "fr")
    assert result.status == 1
    assert 'this file is a translation into "ar", not into "fr"' in result.err


def test_all_rows_of_a_table_of_rejects_may_be_deleted(copy: Copy) -> None:
    path = sent(copy.root, "fr", "docx")
    translated(path, "connect.website", "{website}")
    assert bring_in(copy, path).status == 1
    table = Word(pending.rejects(Root(copy.root), "fr"))
    for _, row in rows(table.document):
        row.getparent().remove(row)
    table.save()
    translated(path, "connect.website", "[Site : {website}](#website)")
    assert bring_in(copy, path).status == 0


@pytest.mark.parametrize("heading", ["Reason", "Why not"])
def test_what_could_not_be_read_is_not_taken_in_as_it_was_kept(heading: str, copy: Copy) -> None:
    """Whichever version of the program wrote the table that waits."""
    path = sent(copy.root, "fr", "docx")
    translated(path, "members.legend", NEW)
    table = Word(path)
    merge_down(table)
    assert bring_in(copy, table.save()).status == 1
    rejects = pending.rejects(Root(copy.root), "fr")
    table = Word(rejects)
    (words,) = (each for each in table.document.iter(f"{W}t") if each.text == "Reason")
    words.text = heading
    table.save()
    assert bring_in(copy, rejects).status == 1
    assert text(copy, "members.legend") == "Membres du Comité directeur en vert"
    translated(rejects, "members.legend", NEWER)
    bring_in(copy, rejects)
    assert text(copy, "members.legend") == NEWER


def test_why_two_versions_were_refused_does_not_depend_on_where_they_stand(copy: Copy) -> None:
    path = sent(copy.root, "fr", "docx")
    translated(path, "members.legend", NEW)
    translated(path, "lead.title", "{no_such_name}")  # above them
    table = Word(path)
    double_differently(table)
    assert bring_in(copy, table.save()).status == 1
    rejects = pending.rejects(Root(copy.root), "fr")
    translated(rejects, "lead.title", "Mieux")
    bring_in(copy, rejects)
    before = rejects.read_bytes()
    bring_in(copy, rejects)
    assert rejects.read_bytes() == before


def test_a_conflict_that_is_decided_too_late_can_be_decided_again(copy: Copy) -> None:
    path = sent(copy.root, "fr", "docx")
    translated(path, "members.legend", NEW)
    copy.change(FR, "Membres du Comité directeur en vert", NEWER)
    assert bring_in(copy, path).status == 1
    conflicts = pending.conflicts(Root(copy.root), "fr")
    translated(conflicts, "members.legend", "Décidé trop tard")
    copy.change(FR, NEWER, "Encore autre chose")
    assert bring_in(copy, conflicts).status == 1
    assert {each.target for each in pending.read(conflicts, Root(copy.root))} == {NEW, "Décidé trop tard"}
    translated(conflicts, "members.legend", "Décidé enfin")
    assert bring_in(copy, conflicts).status == 0
    assert text(copy, "members.legend") == "Décidé enfin"
    assert states(copy)["members.legend"] is State.TRANSLATED
    assert not conflicts.exists()


def test_deciding_for_what_is_here_confirms_it(copy: Copy) -> None:
    path = sent(copy.root, "fr", "docx")
    translated(path, "members.legend", NEW)
    copy.change(FR, "Membres du Comité directeur en vert", NEWER)
    assert bring_in(copy, path).status == 1
    conflicts = pending.conflicts(Root(copy.root), "fr")
    translated(conflicts, "members.legend", NEWER)
    assert outcomes(bring_in(copy, conflicts)) == {"confirmed": 1}
    assert states(copy)["members.legend"] is State.TRANSLATED
    assert not conflicts.exists()


SEEN = {
    "a symbol": '<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>',
    "a formula": '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"/>',
    "two lines through words": run("vert", "<w:dstrike/>"),
}


@pytest.mark.parametrize("case", SEEN)
def test_what_is_seen_in_word_and_is_no_text_is_refused(case: str, copy: Copy) -> None:
    table = Word(sent(copy.root, "fr", "docx"))
    typed("members.legend", run("Les membres") + SEEN[case])(table)
    assert outcomes(bring_in(copy, table.save())) == {"unchanged": 58, "rejected": 1}


def test_paragraphs_that_were_joined_under_track_changes(copy: Copy) -> None:
    table = Word(sent(copy.root, "fr", "docx"))
    paragraph = emptied(table.target("members.legend"))
    (second,) = w(f"<w:p>{run('bres en vert')}</w:p>")
    paragraph.extend(w(run("Les mem")))
    paragraph.find(f"{W}pPr").extend(w(f"<w:rPr><w:del {BY}/></w:rPr>"))
    paragraph.addnext(second)
    assert bring_in(copy, table.save()).status == 0
    assert text(copy, "members.legend") == "Les membres en vert"


def test_words_that_trados_has_deleted(copy: Copy) -> None:
    path = sent(copy.root, "fr", "xliff")

    def change(tree: Element) -> None:
        target = unit_of(tree, "members.legend").find(f"{X}target")
        target.text = "Les membres "
        for kind, words in (("x-sdl-deleted", "vieux"), ("x-sdl-added", "verts")):
            mark = target.makeelement(f"{X}mrk", {"mtype": kind})
            mark.text = words
            target.append(mark)

    changed_xliff(path, change)
    assert bring_in(copy, path).status == 0
    assert text(copy, "members.legend") == "Les membres verts"


def test_english_that_is_marked_as_a_draft_is_no_translation(copy: Copy) -> None:
    copy.change(FR, "  legend: Membres du Comité directeur en vert\n", "")
    path = sent(copy.root, "fr", "xliff", everything=False)
    with_state(path, "members.legend", "needs-l10n")
    assert outcomes(bring_in(copy, path)) == {"left empty": 1}


def test_a_translation_that_is_said_to_hold_and_does_not(copy: Copy) -> None:
    copy.change(EN, LEGEND[0], "  legend: The 12 Steering Committee members in green")
    path = sent(copy.root, "fr", "xliff")
    with_state(path, "members.legend", "translated")
    result = bring_in(copy, path)
    assert outcomes(result) == {"unchanged": 59}
    assert 'marked as final, but members.legend lacks the number "12"' in told(result, "members.legend")
