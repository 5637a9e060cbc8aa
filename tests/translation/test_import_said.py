# ruff: noqa: RUF001
"""What a file says about a translation besides its words: its state, its language, notes and tags."""

from __future__ import annotations

import pytest

from factsheet.core.xml import Element
from factsheet.source.lock import State

from ..conftest import Copy
from ..exchange import (
    X,
    changed_xliff,
    sent,
    translated,
    unit_of,
)
from .importing import (
    EN,
    FR,
    LEGEND,
    NEW,
    bring_in,
    outcomes,
    states,
    text,
    told,
    with_state,
)


@pytest.mark.parametrize("state", ["translated", "final", "signed-off"])
def test_an_outdated_translation_that_is_said_to_hold_is_confirmed(state: str, copy: Copy) -> None:
    copy.change(EN, *LEGEND)
    path = sent(copy.root, "fr", "xliff")
    with_state(path, "members.legend", state)
    assert outcomes(bring_in(copy, path)) == {"confirmed": 1, "unchanged": 58}
    assert set(states(copy).values()) == {State.TRANSLATED}


@pytest.mark.parametrize(
    ("state", "becomes"),
    [
        ("translated", State.TRANSLATED),
        ("needs-translation", State.TRANSLATED),  # a tool that leaves states alone
        (None, State.TRANSLATED),
        ("needs-review-translation", State.UNCONFIRMED),
        ("needs-review-l10n", State.UNCONFIRMED),
        ("needs-adaptation", State.UNCONFIRMED),
    ],
)
def test_a_new_translation_and_its_state(state: str | None, becomes: State, copy: Copy) -> None:
    path = sent(copy.root, "fr", "xliff")
    translated(path, "members.legend", NEW)
    with_state(path, "members.legend", state)
    assert outcomes(bring_in(copy, path)) == {"changed": 1, "unchanged": 58}
    assert states(copy)["members.legend"] is becomes
    assert outcomes(bring_in(copy, path)) == {"unchanged": 59}
    assert states(copy)["members.legend"] is becomes


@pytest.mark.parametrize(
    ("conf", "becomes"),
    [
        ("Translated", State.TRANSLATED),
        ("ApprovedSignOff", State.TRANSLATED),
        ("Draft", State.UNCONFIRMED),
        ("RejectedTranslation", State.UNCONFIRMED),
    ],
)
def test_trados(conf: str, becomes: State, copy: Copy) -> None:
    """Its segments are marked in source and target, and their state is beside them."""
    path = sent(copy.root, "fr", "xliff")
    translated(path, "members.legend", NEW)

    def change(tree: Element) -> None:
        unit = unit_of(tree, "members.legend")
        target = unit.find(f"{X}target")
        first, second = NEW[:12], NEW[12:]
        target.text = None
        for number, words in enumerate((first, second), 1):
            segment = target.makeelement(f"{X}mrk", {"mtype": "seg", "mid": str(number)})
            segment.text = words
            target.append(segment)
        sdl = "http://sdl.com/FileTypes/SdlXliff/1.0"
        definitions = unit.makeelement(f"{{{sdl}}}seg-defs", nsmap={"sdl": sdl})
        for number in (1, 2):
            definitions.append(definitions.makeelement(f"{{{sdl}}}seg", {"id": str(number), "conf": conf}))
        unit.append(definitions)

    changed_xliff(path, change)
    assert outcomes(bring_in(copy, path)) == {"changed": 1, "unchanged": 58}
    assert text(copy, "members.legend") == NEW
    assert states(copy)["members.legend"] is becomes


@pytest.mark.parametrize(
    ("status", "becomes"),
    [
        ("ManuallyConfirmed", State.TRANSLATED),
        ("Proofread", State.TRANSLATED),
        ("Rejected", State.UNCONFIRMED),
        ("Edited", State.UNCONFIRMED),
    ],
)
def test_memoq(status: str, becomes: State, copy: Copy) -> None:
    path = sent(copy.root, "fr", "xliff")
    translated(path, "members.legend", NEW)
    with_state(path, "members.legend", "needs-translation", **{"{MQXliff}status": status})
    assert outcomes(bring_in(copy, path)) == {"changed": 1, "unchanged": 58}
    assert states(copy)["members.legend"] is becomes


def test_tags_in_other_forms_and_a_note_of_the_translator(copy: Copy) -> None:
    path = sent(copy.root, "fr", "xliff")

    def change(tree: Element) -> None:
        target = unit_of(tree, "masthead.name").find(f"{X}target")
        (bold,) = target
        target.remove(bold)
        target.text = "Le Processus de "
        for tag in ("bpt", "ept"):
            code = target.makeelement(f"{X}{tag}", {"id": bold.get("id")})
            code.text = "<b>"
            target.append(code)
        target[0].tail = "Khartoum"
        note = target.makeelement(f"{X}note", {"from": "Aïcha"})
        note.text = "Avec l’article ?"
        unit_of(tree, "masthead.name").append(note)

    changed_xliff(path, change)
    result = bring_in(copy, path)
    assert outcomes(result) == {"changed": 1, "unchanged": 58}
    assert text(copy, "masthead.name") == "Le Processus de **Khartoum**"
    assert "note: masthead.name: Avec l’article ?" in result.out


def test_a_tag_that_the_english_has_not(copy: Copy) -> None:
    path = sent(copy.root, "fr", "xliff")

    def change(tree: Element) -> None:
        tag = unit_of(tree, "masthead.name").find(f"{X}target")[0]
        tag.attrib.clear()
        tag.set("id", "7")

    changed_xliff(path, change)
    result = bring_in(copy, path)
    assert result.status == 1
    assert "the tag 7 is not in the English" in told(result, "masthead.name")


@pytest.mark.parametrize(("tag", "status"), [("fr-FR", 0), ("FR", 0), ("fr_CA", 0), ("sw", 1), ("", 1)])
def test_the_language_of_a_file(tag: str, status: int, copy: Copy) -> None:
    path = sent(copy.root, "fr", "xliff")
    changed_xliff(path, lambda tree: tree.find(f"{X}file").set("target-language", tag))
    result = bring_in(copy, path)
    assert result.status == status, result.err
    if status:
        assert (f'no translation into "{tag}"' if tag else "does not say which language it is in") in result.err
    assert bring_in(copy, path, "--lang", "fr").status == 0


def test_a_language_file_that_is_broken(copy: Copy) -> None:
    path = sent(copy.root, "fr", "docx")
    copy.change(FR, "  title: États membres", "  title: États: membres")
    result = bring_in(copy, path)
    assert result.status == 1
    assert f"{FR}:43:" in result.err


def test_another_language_that_is_broken_keeps_nothing_back(copy: Copy) -> None:
    path = sent(copy.root, "fr", "docx")
    translated(path, "members.legend", NEW)
    copy.change("sources/text/ar.yaml", "  status: unofficial", "  status: unoficial")
    assert bring_in(copy, path).status == 0
