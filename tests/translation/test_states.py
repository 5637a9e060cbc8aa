"""Nobody stands behind some translations: a machine made them, or a reviewer has not approved them yet.

They come in unconfirmed, and the reason stays with them until somebody confirms them.
"""

from __future__ import annotations

from copy import deepcopy

import pytest
from lxml import etree

from factsheet.core.xml import Element
from factsheet.source.lock import State
from factsheet.translation import states as said_of
from factsheet.translation.states import Said
from factsheet.translation.units import Standing

from ..conftest import Copy, Result, pipeline, slow
from ..exchange import Word, X, changed_xliff, sent, translated, unit_of
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
    run,
    source,
    states,
    told,
    typed,
)

NAMES = (
    'xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0" xmlns:mq="MQXliff" xmlns:m="http://www.memsource.com/mxlf/2.0"'
)
DONE, UNSURE, UNSAID, UNTOUCHED = Standing.DONE, Standing.UNSURE, Standing.UNSAID, Standing.UNTOUCHED


def stated(unit: str = "", target: str = "", segments: str = "", *, exported: str = "needs-translation") -> Said:
    """Return what is said about a translation by a unit and a target with some attributes, and segments of Trados."""
    defined = "".join(f"<sdl:seg {each}/>" for each in segments.split("|") if each)
    element = etree.fromstring(f'<u xmlns="{X[1:-1]}" {NAMES} {unit}><target {target}>x</target>{defined}</u>')
    return said_of.said(element, element.find(f"{X}target"), exported, copied=False)


XLIFF = [
    # XLIFF 1.2 itself
    ('state="needs-review-translation" state-qualifier="leveraged-mt"', "", UNSURE, said_of.MACHINE),
    ('state="translated" state-qualifier="leveraged-mt"', "", UNSURE, said_of.MACHINE),
    ('state="needs-translation" state-qualifier="mt-suggestion"', "", UNSURE, said_of.MACHINE),
    ('state-qualifier="mt-suggestion"', "", UNSURE, said_of.MACHINE),
    ('state="translated" state-qualifier="fuzzy-match"', "", UNSURE, said_of.MEMORY),
    ('state="translated" state-qualifier="tm-suggestion"', "", UNSURE, said_of.MEMORY),
    ('state="needs-adaptation" state-qualifier="rejected-grammar"', "", UNSURE, said_of.REJECTED),
    ('state="needs-review-translation"', "", UNSURE, said_of.REVIEW),
    ('state="needs-review-l10n"', "", UNSURE, said_of.REVIEW),
    ('state="needs-l10n"', "", UNSURE, said_of.UNFINISHED),
    ('state="x-somebody-knows"', "", UNSURE, said_of.UNFINISHED),
    ('state="translated"', 'approved="no"', UNSURE, said_of.UNAPPROVED),
    ('state="final"', 'approved="no"', UNSURE, said_of.UNAPPROVED),
    ('state="needs-translation"', 'approved="no"', UNSURE, said_of.UNAPPROVED),
    ('state="needs-review-translation"', 'approved="no"', UNSURE, said_of.REVIEW),
    # what was made by a machine and approved by a person
    ('state="final" state-qualifier="leveraged-mt"', "", DONE, ""),
    ('state="signed-off" state-qualifier="mt-suggestion"', "", DONE, ""),
    ('state="translated" state-qualifier="leveraged-mt"', 'approved="yes"', DONE, ""),
    # what says nothing new
    ('state="needs-translation"', "", UNSAID, ""),
    ('state="translated" state-qualifier="leveraged-tm"', "", DONE, ""),
    ('state="translated" state-qualifier="exact-match"', "", DONE, ""),
    ('state="new"', "", UNTOUCHED, ""),
    ("", "", UNSAID, ""),
    # memoQ, whatever XLIFF says beside it
    ('state="translated"', 'mq:status="MachineTranslated"', UNSURE, said_of.MACHINE),
    ('state="translated"', 'mq:status="PreTranslated"', UNSURE, said_of.MEMORY),
    ('state="translated"', 'mq:status="AssembledFromFragments"', UNSURE, said_of.MEMORY),
    ('state="translated"', 'mq:status="PartiallyEdited"', UNSURE, said_of.DRAFT),
    ('state="translated"', 'mq:status="Rejected"', UNSURE, said_of.REJECTED),
    ('state="translated"', 'mq:status="NotStarted"', UNTOUCHED, ""),
    ('state="needs-translation"', 'mq:status="ManuallyConfirmed" approved="no"', DONE, ""),
    ('state="needs-translation"', 'mq:status="Reviewer1Confirmed"', DONE, ""),
    ('state="needs-translation"', 'mq:status="Proofread"', DONE, ""),
    # Phrase
    ('state="translated"', 'm:confirmed="0" m:trans-origin="mt"', UNSURE, said_of.MACHINE),
    ('state="translated"', 'm:confirmed="0"', UNSURE, said_of.DRAFT),
    ('state="needs-translation"', 'm:confirmed="1" m:trans-origin="mt"', DONE, ""),
]  # fmt: skip


@pytest.mark.parametrize(("target", "unit", "standing", "why"), XLIFF)
def test_what_a_file_says(target: str, unit: str, standing: Standing, why: str) -> None:
    assert stated(unit, target) == Said(standing, why)


TRADOS = [
    ('id="1" conf="Draft" origin="mt"', UNSURE, said_of.MACHINE),
    ('id="1" conf="Draft" origin="nmt"', UNSURE, said_of.MACHINE),
    ('id="1" origin="amt"', UNSURE, said_of.MACHINE),
    ('id="1" conf="Draft" origin="automatic-translation"', UNSURE, said_of.MACHINE),
    ('id="1" conf="Draft" origin="interactive"', UNSURE, said_of.DRAFT),
    ('id="1" conf="RejectedTranslation" origin="mt"', UNSURE, said_of.REJECTED),
    ('id="1" conf="RejectedSignOff"', UNSURE, said_of.REJECTED),
    ('id="1" conf="Translated" origin="mt"', DONE, ""),
    ('id="1" conf="ApprovedSignOff" origin="interactive"', DONE, ""),
    ('id="1" conf="Translated"|id="2" conf="Draft" origin="mt"', UNSURE, said_of.MACHINE),
    ('id="1" conf="Translated"|id="2" conf="ApprovedTranslation"', DONE, ""),
]  # fmt: skip


@pytest.mark.parametrize(("segments", "standing", "why"), TRADOS)
def test_what_trados_says_of_segments(segments: str, standing: Standing, why: str) -> None:
    assert stated("", 'state="needs-translation"', segments) == Said(standing, why)


# Imported, remembered, confirmed


def machine(copy: Copy, state: str = "needs-review-translation", **unit: str) -> Result:
    """Import a translation that a machine made."""
    path = sent(copy.root, "fr", "xliff")
    translated(path, "members.legend", NEW)

    def change(tree: Element) -> None:
        target = unit_of(tree, "members.legend").find(f"{X}target")
        target.set("state", state)
        target.set("state-qualifier", "leveraged-mt")
        unit_of(tree, "members.legend").attrib.update(unit)

    changed_xliff(path, change)
    return bring_in(copy, path)


def status(copy: Copy, *language: str) -> list[str]:
    return pipeline("status", *language, "--root", copy.root).out.splitlines()


def test_a_machine_translation_is_unconfirmed_until_somebody_confirms_it(copy: Copy) -> None:
    before = source(copy)
    result = machine(copy)
    assert (result.status, outcomes(result)) == (0, {"changed": 1, "unchanged": 58})
    assert told(result, "members.legend").endswith("not confirmed yet: it is a machine translation")
    assert changes(before, copy)[LOCK][2:] == ["+  unconfirmed:", "+  - is a machine translation"]
    assert states(copy)["members.legend"] is State.UNCONFIRMED
    assert status(copy, "fr")[0].endswith("members.legend is unconfirmed: it is a machine translation")
    after = source(copy)
    assert outcomes(machine(copy)) == {"unchanged": 59}  # again
    assert source(copy) == after
    assert pipeline("confirm", "fr", "members.legend", "--root", copy.root).status == 0
    assert set(states(copy).values()) == {State.TRANSLATED}
    assert b"unconfirmed" not in (copy.root / LOCK).read_bytes()
    after = source(copy)
    assert outcomes(machine(copy)) == {"unchanged": 59}  # a file that is older than that undoes nothing
    assert source(copy) == after


@pytest.mark.parametrize(("state", "unit"), [("final", {}), slow("translated", {"approved": "yes"})])
def test_one_that_somebody_has_approved_since_is_confirmed(state: str, unit: dict[str, str], copy: Copy) -> None:
    assert machine(copy).status == 0
    assert outcomes(machine(copy, state, **unit)) == {"confirmed": 1, "unchanged": 58}
    assert set(states(copy).values()) == {State.TRANSLATED}


def test_what_a_tool_writes_beside_every_row_touches_none(copy: Copy) -> None:
    copy.change(FR, "  legend: Membres du Comité directeur en vert\n", "")
    path = sent(copy.root, "fr", "xliff")

    def change(tree: Element) -> None:
        for unit in tree.iter(f"{X}trans-unit"):
            unit.set("approved", "no")
            unit.find(f"{X}target").set("state-qualifier", "leveraged-mt")

    changed_xliff(path, change)
    before = source(copy)
    assert outcomes(bring_in(copy, path)) == {"unchanged": 58, "left empty": 1}
    assert source(copy) == before


def test_its_reason_goes_out_with_it_and_is_settled_there(copy: Copy) -> None:
    assert machine(copy).status == 0
    path = sent(copy.root, "fr", "xliff", everything=False)
    assert "Please check this translation: it is a machine translation." in path.read_text("utf-8")
    assert outcomes(bring_in(copy, path)) == {"unchanged": 1}
    with_translated = lambda tree: unit_of(tree, "members.legend").find(f"{X}target").set("state", "translated")  # noqa: E731
    changed_xliff(path, with_translated)
    assert outcomes(bring_in(copy, path)) == {"confirmed": 1}
    assert set(states(copy).values()) == {State.TRANSLATED}


def test_its_english_changes_and_its_words_do(copy: Copy) -> None:
    assert machine(copy).status == 0
    copy.change(EN, *LEGEND)
    said = "members.legend is outdated, and had never been confirmed: it is a machine translation"
    assert status(copy, "fr")[0].endswith(said)
    copy.change(EN, *LEGEND[::-1])
    copy.change(FR, NEW, NEWER)
    assert status(copy, "fr")[0].endswith("members.legend is unconfirmed: it was written or changed by hand")


def test_a_word_of_a_rejection_is_not_lost(copy: Copy) -> None:
    path = sent(copy.root, "fr", "xliff")
    changed_xliff(path, lambda tree: unit_of(tree, "members.legend").set("{MQXliff}status", "Rejected"))
    before = source(copy)
    result = bring_in(copy, path)
    assert outcomes(result) == {"unchanged": 59}
    assert told(result, "members.legend").endswith("unchanged it was rejected in a review: correct it")
    assert source(copy) == before


# What looks wrong in a text


@pytest.mark.parametrize("format", ["docx", slow("xliff")])
def test_a_doubt_stays_until_somebody_has_looked(format: str, copy: Copy) -> None:
    path = sent(copy.root, "fr", format)
    translated(path, "members.legend", "Les membres du du Comité / Le Comité")
    result = bring_in(copy, path)
    why = told(result, "members.legend")
    assert "not confirmed yet; " in why
    assert 'has "/", as if it offered two versions: keep one, and delete the other; ' in why
    assert 'has "du du": delete one of the two' in why
    line = status(copy, "fr")[0]
    assert line.endswith('members.legend is unconfirmed: it has "/", as if it offered two versions; it has "du du"')
    after = source(copy)
    assert outcomes(bring_in(copy, path)) == {"unchanged": 59}
    assert source(copy) == after
    assert pipeline("confirm", "fr", "members.legend", "--root", copy.root).status == 0
    assert outcomes(bring_in(copy, path)) == {"unchanged": 59}
    assert set(states(copy).values()) == {State.TRANSLATED}


def test_two_versions_on_two_lines_of_a_cell(copy: Copy) -> None:
    table = Word(sent(copy.root, "fr", "docx"))
    typed("members.legend", run("Membres en vert") + "<w:r><w:br/></w:r>" + run("En vert, les membres"))(table)
    typed("activities.title", run("Travaux"))(table)
    paragraph = table.target("activities.title")
    paragraph.addnext(deepcopy(paragraph))  # a second one
    result = bring_in(copy, table.save())
    for key in ("members.legend", "activities.title"):
        assert "is on 2 lines, as if it were two versions" in told(result, key)
        assert states(copy)[key] is State.UNCONFIRMED
    assert status(copy, "fr")[0].endswith("is unconfirmed: it is on 2 lines, as if it were two versions")


def test_what_was_typed_by_hand_is_shown_with_what_looks_wrong_in_it(copy: Copy) -> None:
    copy.change(FR, "Membres du Comité directeur en vert", "Membres du du Comité directeur en vert")
    said = 'members.legend is unconfirmed: it was written or changed by hand; it has "du du"'
    assert status(copy, "fr")[0].endswith(said)
