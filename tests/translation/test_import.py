# ruff: noqa: E501, RUF001
"""What comes back from a translator, and what becomes of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from difflib import unified_diff
from pathlib import Path

import pytest

from factsheet.authoring import status
from factsheet.core.project import Root
from factsheet.core.xml import Element
from factsheet.edition import overlays
from factsheet.source import loader
from factsheet.source.lock import State
from factsheet.translation import pending

from ..conftest import Copy, Result, pipeline
from ..exchange import (
    FORMATS,
    W,
    Word,
    X,
    all_translated,
    cells_of,
    changed_xliff,
    emptied,
    rows,
    sent,
    translated,
    unit_of,
    w,
)

EN, FR, LOCK, EGYPT = (
    "sources/text/en.yaml",
    "sources/text/fr.yaml",
    "sources/text/fr.lock.yaml",
    "sources/chairs/2024-egypt.yaml",
)
LEGEND = ("  legend: Steering Committee members in green", "  legend: Members of the Steering Committee in green")
NEW = "Les membres du Comité directeur sont en vert"
NEWER = "En vert, les membres du Comité directeur"


def bring_in(copy: Copy, path: Path, *options: str) -> Result:
    result = pipeline("import", path, *options, "--root", copy.root)
    assert "Traceback" not in result.err, result.err
    return result


def outcomes(result: Result) -> dict[str, int]:
    """Return how many texts became what, as the last line but one tells."""
    (line,) = re.findall(r"^\w+: (\d.*)$", result.out, re.MULTILINE)
    return {what: int(number) for number, what in re.findall(r"(\d+) ([a-z ]+?)(?:,|$)", line)}


def told(result: Result, key: str) -> str:
    """Return what is told of a text, its lines put together again."""
    lines = result.out.splitlines()
    first = next(at for at, line in enumerate(lines) if f" {key} " in line)
    last = next(at for at in range(first + 1, len(lines)) if not lines[at].startswith("                "))
    return " ".join(" ".join(lines[first:last]).split())


def source(copy: Copy) -> dict[str, bytes]:
    return {str(path.relative_to(copy.root)): path.read_bytes() for path in (copy.root / "sources").rglob("*.yaml")}


def changes(before: dict[str, bytes], copy: Copy) -> dict[str, list[str]]:
    """Return the lines that changed, by file."""
    found = {}
    for file, content in source(copy).items():
        lines = unified_diff(
            before.get(file, b"").decode().splitlines(), content.decode().splitlines(), n=0, lineterm=""
        )
        if changed := [line for line in list(lines)[2:] if not line.startswith("@@")]:
            found[file] = changed
    return found


def states(copy: Copy, language: str = "fr") -> dict[str, State]:
    loaded = loader.load(Root(copy.root))
    return dict(status.states(loaded, loaded.languages[language]))


def text(copy: Copy, key: str, language: str = "fr") -> str:
    return loader.load(Root(copy.root)).languages[language].text[key]


# What goes out and comes back as it was


@pytest.mark.parametrize("everything", [True, False])
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
    assert (result.status, outcomes(result)) == (0, {"changed": 2, "unchanged": 53})
    changed = changes(before, copy)
    assert changed[FR] == ["-  legend: Membres du Comité directeur en vert", f"+  legend: {NEW}"]
    assert changed[EGYPT] == ["-      title: PLAN D’ACTION CONJOINT DE LA VALETTE", "+      title: PLAN DE LA VALETTE"]
    assert all(re.match(r"[-+]  translation: [0-9a-f]{16}$", line) for line in changed[LOCK])
    assert len(changed[LOCK]) == 4
    assert set(states(copy).values()) == {State.TRANSLATED}
    after = source(copy)
    again = bring_in(copy, path)
    assert (again.status, outcomes(again)) == (0, {"unchanged": 55})
    assert source(copy) == after


@pytest.mark.parametrize("format", FORMATS)
def test_what_was_missing_goes_to_its_place(format: str, copy: Copy) -> None:
    copy.change(FR, "  legend: Membres du Comité directeur en vert\n", "")
    copy.change(
        FR, "\nterms:\n  to_be_determined: À déterminer\n  unofficial_translation: Traduction non officielle\n", ""
    )
    path = sent(copy.root, "fr", format, everything=False)
    before = source(copy)
    for key, said in (
        ("members.legend", NEW),
        ("terms.to_be_determined", "À dire : plus tard"),
        ("terms.unofficial_translation", "Traduction non officielle"),
    ):
        translated(path, key, said)
    assert outcomes(bring_in(copy, path)) == {"new": 3}
    assert changes(before, copy)[FR] == [
        f"+  legend: {NEW}",
        "+",
        "+terms:",
        '+  to_be_determined: "À dire : plus tard"',
        "+  unofficial_translation: Traduction non officielle",
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


@pytest.mark.parametrize("format", FORMATS)
def test_a_new_language_from_nothing_to_the_leaflet(format: str, copy: Copy) -> None:
    assert pipeline("language", "sw", "--root", copy.root).status == 0
    path = sent(copy.root, "sw", format, everything=False)
    loaded = loader.load(Root(copy.root))
    missing = [pair for pair in overlays.pairs(loaded, loaded.languages["sw"]) if not pair.translation]
    texts = {pair.id: spoken(pair.english) for pair in missing}
    texts["masthead.name"] = "Mchakato wa **Khartoum**"  # two lines are all that its band has room for
    (all_translated if format == "docx" else inline)(path, texts)
    result = bring_in(copy, path)
    assert (result.status, outcomes(result)) == (0, {"new": 49}), result.out
    assert set(states(copy, "sw").values()) == {State.TRANSLATED}
    assert copy.build("sw", "--format", "docx").status == 0
    (leaflet,) = copy.made
    assert leaflet.name == "khartoum-process-factsheet-2025-france-sw.docx"  # no draft


def inline(path: Path, texts: Mapping[str, str]) -> None:
    """Write translations with the inline elements that the English has."""

    def change(tree: Element) -> None:
        for key, text in texts.items():
            translate(unit_of(tree, key), text)

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
    assert (result.status, outcomes(result)) == (0, {"changed": 1, "unchanged": 54})
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
    assert (result.status, outcomes(result)) == (1, {"changed": 1, "unchanged": 53, "conflict": 1})
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
    assert outcomes(bring_in(copy, path)) == {"unchanged": 55}
    assert source(copy) == before


@pytest.mark.parametrize("format", FORMATS)
def test_an_empty_target_never_overwrites(format: str, copy: Copy) -> None:
    path = sent(copy.root, "fr", format)
    translated(path, "members.legend", "")
    before = source(copy)
    assert outcomes(bring_in(copy, path)) == {"unchanged": 54, "left empty": 1}
    assert source(copy) == before


def test_what_an_import_that_was_stopped_has_not_written_the_next_one_writes(copy: Copy) -> None:
    path = sent(copy.root, "fr", "docx")
    translated(path, "members.legend", NEW)
    lock = (copy.root / LOCK).read_bytes()
    assert bring_in(copy, path).status == 0
    whole = source(copy)
    (copy.root / LOCK).write_bytes(lock)  # the lock comes last
    assert states(copy)["members.legend"] is State.UNCONFIRMED
    assert outcomes(bring_in(copy, path)) == {"confirmed": 1, "unchanged": 54}
    assert source(copy) == whole


def test_a_file_is_imported_whole_or_not_at_all(copy: Copy) -> None:
    """One text cannot be put in, for the way that its file is laid out: then none is."""
    path = sent(copy.root, "fr", "docx")
    translated(path, "members.legend", NEW)
    translated(path, "2024-egypt:plan.title", "PLAN DE LA VALETTE")
    chair = copy.root / EGYPT
    before = chair.read_text("utf-8")
    head, _, rest = before.partition("  fr:\n")
    assert rest
    chair.write_text(head + '  fr: {plan: {title: "PLAN D’ACTION CONJOINT DE LA VALETTE"}}\n', "utf-8")
    translated(path, "2024-egypt:declaration.title", "EN ROUTE")
    whole = source(copy)
    result = bring_in(copy, path)
    assert result.status == 1
    assert "there is no place here for the text of declaration.title" in result.err
    assert "nothing was written" in result.err
    assert source(copy) == whole


def test_a_text_in_braces_is_changed_in_place(copy: Copy) -> None:
    path = sent(copy.root, "fr", "docx")
    translated(path, "2024-egypt:plan.title", "PLAN, DE LA VALETTE")
    chair = copy.root / EGYPT
    head, _, _ = chair.read_text("utf-8").partition("  fr:\n")
    chair.write_text(head + '  fr: {plan: {title: "PLAN D’ACTION CONJOINT DE LA VALETTE"}}  # court\n', "utf-8")
    assert bring_in(copy, path).status == 0
    assert chair.read_text("utf-8").endswith('  fr: {plan: {title: "PLAN, DE LA VALETTE"}}  # court\n')


# What is refused


REFUSED = {
    "a placeholder that there is not": ("facts.current_chair_name", "{chaire}", "unknown placeholder {chaire}"),
    "a placeholder that is lost": ("badge.place", "Le Caire", 'lacks the placeholder "{conference_date}"'),
    "a link that is lost": ("connect.website", "www.khartoumprocess.net", 'lacks the link "#website"'),
    "an address in the text": ("connect.website", "[site](https://example.org)", "the address https://example.org is written in a text"),
    "bold that is lost": ("masthead.name", "Processus de Khartoum", "0 passages are bold, but in the English 1"),
    "another number": ("badge.conference", "3e Conférence ministérielle", 'has a number "3"'),
    "a mark that marks nothing": ("members.title", "États * membres", 'a mark "*" that marks nothing'),
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
    assert (result.status, outcomes(result)) == (1, {"changed": 1, "unchanged": 53, "rejected": 1})
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
    assert '"In doing so, the Khartoum Process seeks to create:" is still the English' in told(
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
    copy.change(EN, *LEGEND)  # now nobody knows the English that the seal is of
    assert pipeline("confirm", "fr", "members.legend", "--root", copy.root).status == 0
    result = bring_in(copy, path)
    assert result.status == 1
    assert "its English was changed in the file" in told(result, "members.legend")


@pytest.mark.parametrize("format", FORMATS)
def test_a_file_without_seals(format: str, copy: Copy) -> None:
    """Written by hand, or by a tool that drops what it does not know: what is missing is taken in, the rest not."""
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
    assert outcomes(result) == {"new": 1, "unchanged": 53, "conflict": 1}
    assert states(copy)["members.legend"] is State.TRANSLATED


# What a file says of a translation


def with_state(path: Path, key: str, state: str | None, **unit: str) -> None:
    def change(tree: Element) -> None:
        target = unit_of(tree, key).find(f"{X}target")
        target.attrib.pop("state", None)
        if state:
            target.set("state", state)
        for name, value in unit.items():
            unit_of(tree, key).set(name, value)

    changed_xliff(path, change)


@pytest.mark.parametrize("state", ["translated", "final", "signed-off"])
def test_an_outdated_translation_that_is_said_to_hold_is_confirmed(state: str, copy: Copy) -> None:
    copy.change(EN, *LEGEND)
    path = sent(copy.root, "fr", "xliff")
    with_state(path, "members.legend", state)
    assert outcomes(bring_in(copy, path)) == {"confirmed": 1, "unchanged": 54}
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
    assert outcomes(bring_in(copy, path)) == {"changed": 1, "unchanged": 54}
    assert states(copy)["members.legend"] is becomes
    assert outcomes(bring_in(copy, path)) == {"unchanged": 55}
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
    """Its segments are marked in source and target, and what it thinks of them stands beside them."""
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
    assert outcomes(bring_in(copy, path)) == {"changed": 1, "unchanged": 54}
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
    assert outcomes(bring_in(copy, path)) == {"changed": 1, "unchanged": 54}
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
    assert outcomes(result) == {"changed": 1, "unchanged": 54}
    assert text(copy, "masthead.name") == "Le Processus de **Khartoum**"
    assert "a comment: masthead.name: Avec l’article ?" in result.out


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
        assert f'there is no translation into "{tag}"' in result.err
    assert bring_in(copy, path, "--lang", "fr").status == 0


def test_a_language_file_that_is_broken(copy: Copy) -> None:
    path = sent(copy.root, "fr", "docx")
    copy.change(FR, "  title: États membres", "  title: États: membres")
    result = bring_in(copy, path)
    assert result.status == 1
    assert f"{FR}:39:" in result.err


def test_another_language_that_is_broken_keeps_nothing_back(copy: Copy) -> None:
    path = sent(copy.root, "fr", "docx")
    translated(path, "members.legend", NEW)
    copy.change("sources/text/ar.yaml", "  status: unofficial", "  status: unoficial")
    assert bring_in(copy, path).status == 0


# What Word does


Edit = Callable[[Word], object]


def typed(key: str, markup: str) -> Edit:
    """Return an edit that puts WordprocessingML into the place of a translation."""
    return lambda table: emptied(table.target(key)).extend(w(markup))


def run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


BY = 'w:id="1" w:author="Aïcha" w:date="2025-01-01T00:00:00Z"'
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
    "a link of Word's": ("connect.website", f'{run("[")}<w:hyperlink w:anchor="x">{run("Site : www.khartoumprocess.net")}</w:hyperlink>{run("](#website)")}', "[Site : www.khartoumprocess.net](#website)"),
    "a field": ("members.legend", f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>{run("Les membres en vert")}', "Les membres en vert"),
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
    "what a program cannot show": ("members.legend", f'<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="x">{run("Les membres en vert")}</mc:Choice><mc:Fallback>{run("autre")}</mc:Fallback></mc:AlternateContent>', "Les membres en vert"),
}  # fmt: skip


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
    assert outcomes(result) == {"changed": 1, "unchanged": 54}, result.out
    assert text(copy, key) == becomes
    assert states(copy)[key] is State.TRANSLATED


def sort_rows(table: Word) -> None:
    """Sort all rows by their keys, the head among them."""
    lines = list(table.document.iter(f"{W}tr"))
    parent = lines[0].getparent()
    for line in sorted(lines, key=lambda line: "".join(cells_of(line)[1].itertext(f"{W}t")).lower()):
        parent.remove(line)
        parent.append(line)


def wrap_as_google_does(table: Word) -> None:
    """Put each row, each cell's text and each run into content controls; no style is left but direct formatting."""
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
    """Move a row under Track Changes: it stands twice, once as deleted and once as inserted."""
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


def double(table: Word) -> None:
    from copy import deepcopy

    row = table.row("members.legend")
    row.addnext(deepcopy(row))


SHAPED: dict[str, tuple[Edit, dict[str, int]]] = {
    "rows sorted": (sort_rows, {"changed": 1, "unchanged": 54}),
    "a row deleted": (lambda table: table.row("lead.title").getparent().remove(table.row("lead.title")), {"changed": 1, "unchanged": 53}),
    "content controls around everything": (wrap_as_google_does, {"changed": 1, "unchanged": 54}),
    "a row moved under Track Changes": (move_row, {"changed": 1, "unchanged": 54}),
    "columns swapped": (swap_columns, {"changed": 1, "unchanged": 54}),
    "a row doubled, with the same words": (double, {"changed": 1, "unchanged": 55}),
    "a row that somebody added for himself": (lambda table: table.row("lead.title").addnext(w("<w:tr><w:tc><w:p/></w:tc></w:tr>")[0]), {"changed": 1, "unchanged": 54}),
    "another table": (lambda table: table.document[0].insert(0, w("<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>")[0]), {"changed": 1, "unchanged": 54}),
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


def merge_down(table: Word) -> None:
    for key, how in (("members.title", '<w:vMerge w:val="restart"/>'), ("members.legend", "<w:vMerge/>")):
        cells_of(table.row(key))[3].find(f"{W}tcPr").append(w(how)[0])


def double_differently(table: Word) -> None:
    double(table)
    emptied(table.target("members.legend")).extend(w(run(NEWER)))


def strike(table: Word) -> None:
    emptied(table.target("members.legend")).extend(w(run("Membres ", "<w:strike/>") + run(NEW)))


UNREADABLE: dict[str, tuple[Edit, str, int]] = {
    "cells merged across": (merge_across, "cells of this row were merged", 1),
    "cells merged down": (merge_down, "a cell of this row was merged with the row above or below", 2),
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
    assert re.search(r"^\s+No\. 1[67]\s+members\.\w+", result.out, re.MULTILINE)
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
    assert "fr.docx, row 18: a comment: members.legend: Vert ou bleu ? (Aïcha)" in result.out


def test_arabic_bold_inside_a_word_comes_back(copy: Copy) -> None:
    """The article is joined to a bold name, and Word keeps bold of Arabic in a property of its own."""
    table = Word(sent(copy.root, "ar", "docx"))
    typed(
        "masthead.name",
        run("عملية ال", "<w:rtl/>") + run("خرطوم", '<w:b w:val="0"/><w:bCs/><w:rtl/>') + run(" الآن", "<w:rtl/>"),
    )(table)
    result = bring_in(copy, table.save())
    assert outcomes(result) == {"changed": 1, "unchanged": 54}, result.out
    assert text(copy, "masthead.name", "ar") == "عملية ال**خرطوم** الآن"


# What was found by trying to break it


def test_the_lock_never_goes_back(copy: Copy) -> None:
    """A file that was translated from the first English comes twice; the translation was confirmed for the second."""
    path = sent(copy.root, "fr", "xliff")
    copy.change(EN, *LEGEND)
    assert pipeline("confirm", "fr", "members.legend", "--root", copy.root).status == 0
    copy.change(EN, LEGEND[1], "  legend: In green, the Steering Committee")
    before = source(copy)
    assert outcomes(bring_in(copy, path)) == {"unchanged": 55}
    assert source(copy) == before


def test_a_mark_that_only_the_translation_has_goes_out_and_comes_back(copy: Copy) -> None:
    copy.change(EN, "established by the **Rome Declaration** of", "established by the Rome Declaration of")
    path = sent(copy.root, "fr", "xliff")
    assert outcomes(bring_in(copy, path)) == {"unchanged": 55}


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
    assert outcomes(bring_in(copy, sent(copy.root, "fr", format))) == {"unchanged": 55}
    assert source(copy) == before


def test_soft_hyphens_of_the_sources_stay(copy: Copy) -> None:
    copy.change(FR, "Membres du Comité directeur en vert", "Membres du Co\u00admi\u00adté directeur en vert")
    assert pipeline("confirm", "fr", "members.legend", "--root", copy.root).status == 0
    path = sent(copy.root, "fr", "docx")
    translated(path, "members.legend", "Les membres du Comité sont en vert")
    assert bring_in(copy, path).status == 0
    assert text(copy, "members.legend") == "Les membres du Co\u00admi\u00adté sont en vert"


def test_what_is_written_can_be_read(copy: Copy) -> None:
    """Italic that begins behind a sign: it was written so that the source could not be read any more."""
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
    translated(path, "connect.website", "www.khartoumprocess.net")
    assert bring_in(copy, path).status == 1
    table = Word(pending.rejects(Root(copy.root), "fr"))
    for _, row in rows(table.document):
        row.getparent().remove(row)
    table.save()
    translated(path, "connect.website", "[Site : www.khartoumprocess.net](#website)")
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
    assert outcomes(bring_in(copy, table.save())) == {"unchanged": 54, "rejected": 1}


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
    assert outcomes(result) == {"unchanged": 55}
    assert 'marked as final, but members.legend lacks the number "12"' in told(result, "members.legend")


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
