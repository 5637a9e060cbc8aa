# ruff: noqa: RUF001
"""What comes back from a translator, and what becomes of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from factsheet.core.project import Root
from factsheet.core.xml import Element
from factsheet.edition import overlays
from factsheet.source import loader
from factsheet.source.lock import State
from factsheet.translation import pending

from ..conftest import Copy, pipeline, slow
from ..exchange import (
    FORMATS,
    W,
    Word,
    X,
    all_translated,
    cells_of,
    changed_xliff,
    rows,
    sent,
    translated,
    unit_of,
)
from .importing import (
    EGYPT,
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

# What goes out and comes back as it was


@pytest.mark.parametrize("everything", [True, slow(False)])
@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("language", ["fr", "ar", "sw"])
def test_what_is_unchanged_changes_no_byte(language: str, format: str, everything: bool, copy: Copy) -> None:
    if language == "sw":
        assert pipeline("language", "sw", "--root", copy.root).status == 0
    else:
        copy.change(EN, *LEGEND)  # outdated
    before = source(copy)
    result = bring_in(copy, sent(copy.root, language, format, everything=everything))
    assert result.status == 0
    assert set(outcomes(result)) <= {"unchanged", "left empty"}
    assert "nothing was written" in result.out
    assert source(copy) == before
    assert not pending.folder(Root(copy.root)).exists()


# What was translated


@pytest.mark.parametrize("format", FORMATS)
def test_a_change_is_the_only_one_in_the_diff(format: str, copy: Copy) -> None:
    before = source(copy)
    path = sent(copy.root, "fr", format)
    translated(path, "members.legend", NEW)
    translated(path, "2024-egypt:plan.title", "PLAN DE LA VALETTE")
    result = bring_in(copy, path)
    assert (result.status, outcomes(result)) == (0, {"changed": 2, "unchanged": 57})
    changed = changes(before, copy)
    assert changed[FR] == ["-  legend: Membres du Comité directeur en vert", f"+  legend: {NEW}"]
    assert changed[EGYPT] == ["-      title: PLAN D’ACTION CONJOINT DE LA VALETTE", "+      title: PLAN DE LA VALETTE"]
    assert all(re.match(r"[-+]  translation: [0-9a-f]{16}$", line) for line in changed[LOCK])
    assert len(changed[LOCK]) == 4
    assert set(states(copy).values()) == {State.TRANSLATED}
    after = source(copy)
    again = bring_in(copy, path)
    assert (again.status, outcomes(again)) == (0, {"unchanged": 59})
    assert source(copy) == after


@pytest.mark.parametrize("format", FORMATS)
def test_what_was_missing_goes_to_its_place(format: str, copy: Copy) -> None:
    copy.change(FR, "  legend: Membres du Comité directeur en vert\n", "")
    copy.change(
        FR,
        "\nterms:\n  to_be_determined: À déterminer\n  unofficial_translation: Traduction non officielle\n  draft: PROJET\n  all_leaflets: Tous les dépliants\n",  # noqa: E501
        "",
    )
    path = sent(copy.root, "fr", format, everything=False)
    before = source(copy)
    for key, said in (
        ("members.legend", NEW),
        ("terms.to_be_determined", "À dire : plus tard"),
        ("terms.unofficial_translation", "Traduction non officielle"),
        ("terms.draft", "PROJET"),
        ("terms.all_leaflets", "Tous les dépliants"),
    ):
        translated(path, key, said)
    assert outcomes(bring_in(copy, path)) == {"new": 5}
    assert changes(before, copy)[FR] == [
        f"+  legend: {NEW}",
        "+",
        "+terms:",
        '+  to_be_determined: "À dire : plus tard"',
        "+  unofficial_translation: Traduction non officielle",
        "+  draft: PROJET",
        "+  all_leaflets: Tous les dépliants",
    ]
    assert set(states(copy).values()) == {State.TRANSLATED}


def test_a_long_text_is_folded_as_a_person_would(copy: Copy) -> None:
    before = source(copy)
    path = sent(copy.root, "fr", "docx")
    english = "L’**Initiative** (Processus de Khartoum) est un dialogue régional : " + "elle sert la coopération, " * 8
    translated(path, "lead.text", english + "et l’échange.")
    assert bring_in(copy, path).status == 0
    added = [line for line in changes(before, copy)[FR] if line.startswith("+")]
    assert all(len(line) <= 101 for line in added)
    assert all(line.startswith("+    ") for line in added)
    assert text(copy, "lead.text") == english + "et l’échange."


def spoken(english: str) -> str:
    """Return a translation that nobody speaks, with the marks, links, names and numbers that the English has."""
    bold = "**la** na " * (english.count("**") // 2)
    kept = re.findall(r"\[[^]]*\]\(#\w+\)|\{\w+\}|2nd", english)
    return f"Neno {bold}{' '.join(kept)} la Kiswahili"


@pytest.mark.parametrize("format", ["docx", slow("xliff")])
def test_a_new_language_from_nothing_to_the_leaflet(format: str, copy: Copy) -> None:
    assert pipeline("language", "sw", "--root", copy.root).status == 0
    path = sent(copy.root, "sw", format, everything=False)
    loaded = loader.load(Root(copy.root))
    missing = [pair for pair in overlays.pairs(loaded, loaded.languages["sw"]) if not pair.translation]
    texts = {pair.id: spoken(pair.english) for pair in missing}
    # Two lines are all that the bands have room for.
    texts |= {"masthead.name": "Mchakato wa **Khartoum**", "badge.name": "Mchakato wa **Khartoum**"}
    (all_translated if format == "docx" else inline)(path, texts)
    result = bring_in(copy, path)
    assert (result.status, outcomes(result)) == (0, {"new": 53}), result.out
    assert pipeline("confirm", "sw", "--all", "--root", copy.root).status == 0  # it looks odd: nobody speaks it
    assert set(states(copy, "sw").values()) == {State.TRANSLATED}
    assert copy.build("sw", "--format", "docx").status == 0
    (leaflet,) = copy.made
    assert leaflet.name == "khartoum-process-factsheet-2025-france-sw.docx"  # no draft


def inline(path: Path, texts: Mapping[str, str]) -> None:
    """Write translations with the inline elements that the English has."""

    def change(tree: Element) -> None:
        for key, words in texts.items():
            translate(unit_of(tree, key), words)

    changed_xliff(path, change)


def translate(unit: Element, said: str) -> None:
    source, target = unit.find(f"{X}source"), unit.find(f"{X}target")
    bold = [each for each in source.iter(f"{X}g") if each.get("ctype") == "bold"]
    links = [each for each in source.iter(f"{X}g") if each.get("ctype") == "link"]
    for child in list(target):
        target.remove(child)
    target.text, last = "", None
    for part in re.split(r"(\*\*.*?\*\*|\[.*?\]\(.*?\)|\{\w+\})", said):
        if part.startswith(("**", "[")):
            code = (bold if part.startswith("**") else links).pop(0)
            last = target.makeelement(code.tag, {"id": code.get("id"), "ctype": code.get("ctype")})
            last.text = part.strip("*") if part.startswith("**") else part[1:].partition("]")[0]
            target.append(last)
        elif part.startswith("{"):
            code = next(each for each in source.iter(f"{X}x") if each.get("equiv-text") == part)
            last = target.makeelement(code.tag, {"id": code.get("id")})  # a tool may drop the rest
            target.append(last)
        elif last is None:
            target.text += part
        else:
            last.tail = (last.tail or "") + part


# Three versions


@pytest.mark.parametrize("format", FORMATS)
def test_the_english_has_changed_meanwhile(format: str, copy: Copy) -> None:
    path = sent(copy.root, "fr", format)
    translated(path, "members.legend", NEW)
    copy.change(EN, *LEGEND)
    result = bring_in(copy, path)
    assert (result.status, outcomes(result)) == (0, {"changed": 1, "unchanged": 58})
    assert told(result, "members.legend").endswith("outdated: the English has changed since")
    assert text(copy, "members.legend") == NEW
    assert states(copy)["members.legend"] is State.OUTDATED
    assert "english: Steering Committee members in green" in (copy.root / LOCK).read_text("utf-8")


@pytest.mark.parametrize("format", FORMATS)
def test_the_english_of_an_outdated_text_is_what_the_file_has(format: str, copy: Copy) -> None:
    """English A was translated; B went out; now it is C: the new translation is of B, which nothing here knows."""
    copy.change(EN, *LEGEND)
    path = sent(copy.root, "fr", format, everything=False)
    translated(path, "members.legend", NEW)
    copy.change(EN, LEGEND[1], "  legend: In green, the Steering Committee")
    assert bring_in(copy, path).status == 0
    assert states(copy)["members.legend"] is State.OUTDATED
    assert "english: Members of the Steering Committee in green" in (copy.root / LOCK).read_text("utf-8")


@pytest.mark.parametrize("format", FORMATS)
def test_both_have_changed_and_neither_wins(format: str, copy: Copy) -> None:
    path = sent(copy.root, "fr", format)
    translated(path, "members.legend", NEW)
    translated(path, "activities.title", "Travaux")
    copy.change(FR, "Membres du Comité directeur en vert", NEWER)
    before = source(copy)
    result = bring_in(copy, path)
    assert (result.status, outcomes(result)) == (1, {"changed": 1, "unchanged": 57, "conflict": 1})
    assert f'In the file: "{NEW}". Here: "{NEWER}"' in told(result, "members.legend")
    assert changes(before, copy)[FR] == ["-  title: Activités", "+  title: Travaux"]
    conflicts = pending.conflicts(Root(copy.root), "fr")
    (row,) = rows(Word(conflicts).document)
    assert [["".join(p.itertext(f"{W}t")) for p in cell.iter(f"{W}p")] for cell in cells_of(row[1])[2:]] == [
        ["Steering Committee members in green"],
        [""],
        [NEW],
        [NEWER],
    ]
    after, table = source(copy), conflicts.read_bytes()
    assert bring_in(copy, path).status == 1
    assert bring_in(copy, conflicts).status == 0  # nothing is decided in it yet
    assert (source(copy), conflicts.read_bytes()) == (after, table)
    translated(conflicts, "members.legend", "Comité directeur : en vert")
    result = bring_in(copy, conflicts)
    assert (result.status, outcomes(result)) == (0, {"changed": 1})
    assert text(copy, "members.legend") == "Comité directeur : en vert"
    assert not conflicts.exists()


def test_conflicts_gather_and_what_was_typed_into_their_table_stays(copy: Copy) -> None:
    first, second = sent(copy.root, "fr", "docx"), sent(copy.root, "fr", "xliff")
    translated(first, "members.legend", NEW)
    translated(second, "activities.title", "Travaux")
    copy.change(FR, "Membres du Comité directeur en vert", NEWER)
    copy.change(FR, "  title: Activités", "  title: Actions")
    assert bring_in(copy, first).status == 1
    conflicts = pending.conflicts(Root(copy.root), "fr")
    translated(conflicts, "members.legend", "décidé, pas encore importé")
    assert bring_in(copy, second).status == 1
    found = {each.id: each for each in pending.read(conflicts, Root(copy.root))}
    assert found["members.legend"].decided == "décidé, pas encore importé"
    assert found["activities.title"].target == "Travaux"


def test_a_translation_that_was_changed_here_alone_stays(copy: Copy) -> None:
    path = sent(copy.root, "fr", "docx")
    copy.change(FR, "Membres du Comité directeur en vert", NEWER)
    before = source(copy)
    assert outcomes(bring_in(copy, path)) == {"unchanged": 59}
    assert source(copy) == before


@pytest.mark.parametrize("format", FORMATS)
def test_an_empty_target_never_overwrites(format: str, copy: Copy) -> None:
    path = sent(copy.root, "fr", format)
    translated(path, "members.legend", "")
    before = source(copy)
    assert outcomes(bring_in(copy, path)) == {"unchanged": 58, "left empty": 1}
    assert source(copy) == before


def test_what_an_import_that_was_stopped_has_not_written_the_next_one_writes(copy: Copy) -> None:
    path = sent(copy.root, "fr", "docx")
    translated(path, "members.legend", NEW)
    lock = (copy.root / LOCK).read_bytes()
    assert bring_in(copy, path).status == 0
    whole = source(copy)
    (copy.root / LOCK).write_bytes(lock)  # the lock comes last
    assert states(copy)["members.legend"] is State.UNCONFIRMED
    assert outcomes(bring_in(copy, path)) == {"confirmed": 1, "unchanged": 58}
    assert source(copy) == whole


def test_a_file_is_imported_whole_or_not_at_all(copy: Copy) -> None:
    """One text cannot be put in because of the way its file is laid out: then none is."""
    path = sent(copy.root, "fr", "docx")
    translated(path, "members.legend", NEW)
    translated(path, "2024-egypt:plan.title", "PLAN DE LA VALETTE")
    variant = copy.root / EGYPT
    before = variant.read_text("utf-8")
    head, _, rest = before.partition("  fr:\n")
    assert rest
    variant.write_text(head + '  fr: {plan: {title: "PLAN D’ACTION CONJOINT DE LA VALETTE"}}\n', "utf-8")
    translated(path, "2024-egypt:declaration.title", "EN ROUTE")
    whole = source(copy)
    result = bring_in(copy, path)
    assert result.status == 1
    assert "there is nowhere here to put the text of declaration.title" in result.err
    assert "nothing was written" in result.err
    assert source(copy) == whole


def test_a_text_in_braces_is_changed_in_place(copy: Copy) -> None:
    path = sent(copy.root, "fr", "docx")
    translated(path, "2024-egypt:plan.title", "PLAN, DE LA VALETTE")
    variant = copy.root / EGYPT
    head, _, _ = variant.read_text("utf-8").partition("  fr:\n")
    variant.write_text(head + '  fr: {plan: {title: "PLAN D’ACTION CONJOINT DE LA VALETTE"}}  # court\n', "utf-8")
    assert bring_in(copy, path).status == 0
    assert variant.read_text("utf-8").endswith('  fr: {plan: {title: "PLAN, DE LA VALETTE"}}  # court\n')


# How the file is written


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("CRLF", lambda whole: whole.replace(b"\n", b"\r\n")),
        ("one line of CRLF", lambda whole: whole.replace(b"\n", b"\r\n", 1)),
        ("a mark of the encoding", lambda whole: b"\xef\xbb\xbf" + whole),
        ("no end", lambda whole: whole.rstrip(b"\n")),
    ],
)
def test_the_ends_of_lines_stay(name: str, change: Callable[[bytes], bytes], copy: Copy) -> None:
    path = sent(copy.root, "fr", "docx")
    for key in ("members.legend", "terms.unofficial_translation"):
        translated(path, key, NEW)
    file = copy.root / FR
    whole = change(file.read_bytes())
    file.write_bytes(whole)
    assert bring_in(copy, path).status == 0, name
    expected = whole.replace("Membres du Comité directeur en vert".encode(), NEW.encode())
    assert file.read_bytes() == expected.replace(
        b"unofficial_translation: Traduction non officielle", b"unofficial_translation: " + NEW.encode()
    )
