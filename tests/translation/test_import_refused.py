# ruff: noqa: E501, RUF001
"""What is refused of what comes back from a translator, why, and how to correct it."""

from __future__ import annotations

import pytest

from factsheet.core.project import Root
from factsheet.source.lock import State
from factsheet.translation import pending

from ..conftest import Copy, pipeline
from ..exchange import (
    FORMATS,
    W,
    Word,
    X,
    cells_of,
    changed_xliff,
    rows,
    sent,
    translated,
)
from .importing import (
    EN,
    FR,
    LEGEND,
    LOCK,
    NEW,
    NEWER,
    bring_in,
    changes,
    outcomes,
    source,
    states,
    text,
    told,
)

REFUSED = {
    "a placeholder that there is not": ("facts.current_chair_name", "{chaire}", "unknown placeholder {chaire}"),
    "a placeholder that is lost": ("badge.place", "Le Caire", 'lacks the placeholder "{conference_date}"'),
    "a link that is lost": ("connect.website", "{website}", 'lacks the link "#website"'),
    "an address in the text": ("connect.website", "[site](https://example.org)", "the address https://example.org is written in a text"),
    "bold that is lost": ("masthead.name", "Processus de Khartoum", "0 passages are bold; the English has 1"),
    "another number": ("badge.conference", "3e Conférence ministérielle", 'has a number "3"'),
    "a mark that marks nothing": ("members.title", "États * membres", 'a "*" with a space after it: remove the space: *words*; or write \\* for the character itself'),
    "a letter of another script": ("members.title", "États mеmbres", '"е" (U+0435) is a Cyrillic letter'),
    "a sign that turns letters round": ("members.title", "États \u202emembres", "an invisible character that reverses"),
    "far too much": ("members.title", "États " * 4000, "a text of 23,999 characters"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_a_translation_that_does_not_hold_is_refused_and_kept(case: str, copy: Copy) -> None:
    key, said, why = REFUSED[case]
    path = sent(copy.root, "fr", "docx")
    translated(path, key, said)
    translated(path, "activities.title", "Travaux")
    before = source(copy)
    result = bring_in(copy, path)
    assert (result.status, outcomes(result)) == (1, {"changed": 1, "unchanged": 57, "rejected": 1})
    assert why in told(result, key)
    assert set(changes(before, copy)) == {FR, LOCK}
    rejects = pending.rejects(Root(copy.root), "fr")
    (reject,) = pending.read(rejects, Root(copy.root))
    assert reject.id == key
    assert reject.target == said.strip()[:5_000].strip()
    assert why in reject.why
    after, table = source(copy), rejects.read_bytes()
    assert bring_in(copy, path).status == 1
    assert (source(copy), rejects.read_bytes()) == (after, table)


def test_a_reject_can_be_mended_and_imported(copy: Copy) -> None:
    path = sent(copy.root, "fr", "xliff")
    translated(path, "masthead.name", "Le Processus de Khartoum")  # its tag is gone
    assert bring_in(copy, path).status == 1
    rejects = pending.rejects(Root(copy.root), "fr")
    translated(rejects, "masthead.name", "Le Processus de **Khartoum**")
    assert outcomes(bring_in(copy, rejects)) == {"changed": 1}
    assert text(copy, "masthead.name") == "Le Processus de **Khartoum**"
    assert not rejects.exists()


def test_a_part_that_was_left_in_english_is_refused(copy: Copy) -> None:
    english = "Elle sert la coopération. In doing so, the Khartoum Process seeks to create:"
    path = sent(copy.root, "fr", "docx")
    translated(path, "activities.intro", f"Des réunions aux **niveaux politiques**. {english[26:]}")
    result = bring_in(copy, path)
    assert result.status == 1
    assert '"In doing so, the Khartoum Process seeks to create:" is still in English' in told(
        result, "activities.intro"
    )


def test_a_key_that_there_is_not(copy: Copy) -> None:
    table = Word(sent(copy.root, "fr", "docx"))
    key = next(iter(cells_of(table.row("members.legend"))[1].iter(f"{W}t")))
    key.text = "members.legnd"
    result = bring_in(copy, table.save())
    assert result.status == 1
    assert 'there is no text "members.legnd"; did you mean "members.legend"?' in told(result, "members.legnd")
    (reject,) = pending.read(pending.rejects(Root(copy.root), "fr"), Root(copy.root))
    assert (reject.id, reject.target) == ("members.legnd", "Membres du Comité directeur en vert")


def test_the_english_of_a_row_is_vouched_for_by_its_seal(copy: Copy) -> None:
    path = sent(copy.root, "fr", "docx")
    translated(path, "members.legend", NEW)
    table = Word(path)
    english = next(cells_of(table.row("members.legend"))[2].iter(f"{W}t"))
    english.text = "Steering Committee members in greeen"  # typed into by mistake
    table.save()
    assert bring_in(copy, path).status == 0
    assert states(copy)["members.legend"] is State.TRANSLATED
    translated(path, "members.legend", NEWER)
    copy.change(EN, *LEGEND)  # now nobody knows which English the fingerprint is of
    assert pipeline("confirm", "fr", "members.legend", "--root", copy.root).status == 0
    result = bring_in(copy, path)
    assert result.status == 1
    assert "its English was changed in the file" in told(result, "members.legend")


@pytest.mark.parametrize("format", FORMATS)
def test_a_file_without_seals(format: str, copy: Copy) -> None:
    """Written by hand, or by a tool that drops what it does not know: what is missing is imported, the rest is not."""
    copy.change(FR, "  legend: Membres du Comité directeur en vert\n", "")
    path = sent(copy.root, "fr", format)
    translated(path, "members.legend", NEW)
    translated(path, "activities.title", "Travaux")
    if format == "docx":
        table = Word(path)
        for _, row in rows(table.document):
            seal = cells_of(row)[1].findall(f"{W}p")[1]
            seal.getparent().remove(seal)
        table.save()
    else:
        changed_xliff(path, lambda tree: [unit.attrib.pop("extradata") for unit in tree.iter(f"{X}trans-unit")])
    result = bring_in(copy, path)
    assert outcomes(result) == {"new": 1, "unchanged": 57, "conflict": 1}
    assert states(copy)["members.legend"] is State.TRANSLATED
