# ruff: noqa: E501
"""A translation from its first day to its confirmation, and what can go wrong on the way."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from factsheet.authoring import status
from factsheet.check import source_checks
from factsheet.cli.spoken import as_typed
from factsheet.core.project import Root
from factsheet.edition.ties import TIE
from factsheet.source import loader
from factsheet.source.lock import State
from factsheet.theme import layout

from ..conftest import Copy, Result, pipeline, slow
from ..reading import W, docx_text, part, words
from ..validators import page_texts, pdf_faults

EN, FR, AR = (f"sources/text/{id}.yaml" for id in ("en", "fr", "ar"))
LEGEND = ("  legend: Steering Committee members in green", "  legend: Members of the Steering Committee in green")


def run(copy: Copy, *arguments: str) -> Result:
    return pipeline(*arguments, "--root", copy.root)


def states(copy: Copy, id: str) -> dict[str, State]:
    sources = loader.load(Root(copy.root))
    return dict(status.states(sources, sources.languages[id]))


def docx(copy: Copy) -> Path:
    return next(path for path in copy.made if path.suffix == ".docx")


# A new language


def test_a_new_language_builds_at_once_and_shows_what_is_missing(copy: Copy) -> None:
    assert run(copy, "language", "sw").status == 0
    result = copy.build("sw", "--format", "pdf docx")
    assert result.status == 0, result.err
    assert {path.name for path in copy.made} == {
        f"khartoum-process-factsheet-2025-france-sw-draft{ending}" for ending in (".pdf", ".docx")
    }
    text = docx_text(docx(copy))
    assert "Ufaransa" in text  # France: names and dates are there from the first day
    assert "Novemba" in text
    assert (
        "9\N{NO-BREAK SPACE}April\N{NO-BREAK SPACE}2025, Cairo, Egypt" in text
    )  # English throughout, where it stands in
    missing = {key for key, state in states(copy, "sw").items() if state is State.MISSING}
    assert len(missing) == 53  # those of the Egyptian variant included
    assert "facts.current_chair_name" not in missing  # "{variant}": nothing to translate
    pdf = docx(copy).with_suffix(".pdf")
    assert "What is the Khartoum Process?" in " ".join("\n".join(page_texts(pdf)).split())
    assert pdf_faults(pdf) == []


def test_every_key_stands_in_the_new_file_with_its_english(copy: Copy) -> None:
    run(copy, "language", "sw")
    text = (copy.root / "sources/text/sw.yaml").read_text("utf-8")
    master = loader.load(Root(copy.root)).master.text
    assert len(re.findall(r"^  [a-z_]+:( \".*\")?$", text, re.MULTILINE)) == len(master)
    assert "# English: What is the Khartoum Process?" in text


def test_a_file_that_exists_is_not_overwritten(copy: Copy) -> None:
    before = (copy.root / FR).read_bytes()
    result = run(copy, "language", "fr")
    assert result.status == 1
    assert "sources/text/fr.yaml already exists" in result.err
    assert (copy.root / FR).read_bytes() == before


@pytest.mark.parametrize("code", ["xx", "swa-hili", "../x", "SW", "en-XA"])
def test_an_unknown_code(code: str, copy: Copy) -> None:
    before = set((copy.root / "sources").rglob("*"))
    result = run(copy, "language", code)
    assert result.status == 1
    assert "there is no language with this code" in result.err
    assert "Traceback" not in result.err
    assert set((copy.root / "sources").rglob("*")) == before


def test_a_language_that_there_is_not(copy: Copy) -> None:
    result = copy.build("fra")
    assert result.status == 1
    assert 'lang=fra: there is no such language; did you mean "fr"?' in result.err


# Locks


def test_published_translations_are_whole_and_confirmed(copy: Copy) -> None:
    for id in ("fr", "ar"):
        assert set(states(copy, id).values()) == {State.TRANSLATED}


def test_a_changed_sentence_is_outdated_everywhere_until_it_is_confirmed(copy: Copy) -> None:
    copy.change(EN, *LEGEND)
    for id in ("fr", "ar"):
        assert [key for key, state in states(copy, id).items() if state is State.OUTDATED] == ["members.legend"]
    assert run(copy, "confirm", "fr", "members.legend").status == 0
    assert set(states(copy, "fr").values()) == {State.TRANSLATED}
    assert states(copy, "ar")["members.legend"] is State.OUTDATED


def test_what_is_outdated_or_missing_is_marked_on_the_page(copy: Copy) -> None:
    copy.change(EN, *LEGEND)
    copy.change(FR, "  to_be_determined: À déterminer\n", "")
    assert copy.build("fr", "--format", "docx").status == 0
    assert docx(copy).name.endswith("-fr-draft.docx")
    assert marked(copy, "Outdated") == [f"Membres du Comité directeur en{TIE}vert"]
    assert marked(copy, "Missing") == ["TBD"]  # a term too, where it is printed


def test_what_is_marked_keeps_its_look_in_word(copy: Copy) -> None:
    """Links and capitals have a style of their own, which a run cannot have besides that of a draft."""
    copy.change(EN, "  name: Khartoum **Process**", "  name: The Khartoum **Process**")
    copy.change(EN, "Khartoum Process going forward", "Khartoum Process from now on")
    assert copy.build("fr", "--format", "docx").status == 0
    fill = layout.load(Root(copy.root)).colours["outdated"].screen[1:]
    assert marked(copy, "TitleCapitals", fill) == ["KHARTOUM"]
    assert marked(copy, "Hyperlink", fill)[0] == "Déclaration du Caire"


def marked(copy: Copy, style: str, fill: str = "") -> list[str]:
    """Return the texts of the document that have a style of characters, and a fill of their own (RRGGBB) if given."""
    named = "//w:r[w:rPr/w:rStyle/@w:val=$style]"
    found = part(docx(copy), "word/document.xml").xpath(
        f"{named}[w:rPr/w:shd/@w:fill=$fill]" if fill else named,
        namespaces={"w": W[1:-1]},
        style=style,
        fill=fill.upper(),
    )
    return ["".join(each.itertext()) for each in found]


def test_status_prints_a_table(copy: Copy) -> None:
    copy.change(EN, *LEGEND)
    rows = {line.split()[0]: line.split()[1:] for line in run(copy, "status").out.splitlines() if line.strip()}
    assert rows["language"] == ["translated", "missing", "outdated", "orphaned", "unconfirmed", "reviewed", "status"]
    assert rows["fr"] == ["58", "0", "1", "0", "0", "0", "unofficial"]


def test_status_of_a_language_says_what_is_still_to_do(copy: Copy) -> None:
    copy.change(EN, *LEGEND)
    copy.change(FR, "  title: Activités\n", "")
    *lines, last = run(copy, "status", "fr").out.splitlines()
    assert [line.partition(": ")[2] for line in lines] == ["members.legend is outdated", "activities.title is missing"]
    assert last == f"no review is recorded; to record one: make confirm lang=fr all=yes by=reviewer root={copy.root}"
    assert re.match(rf"{FR}:\d+: ", lines[0])


def test_names_can_be_printed_as_a_list(copy: Copy) -> None:
    copy.change(EN, "  legend: Steering Committee members in green", '  legend: "{steering_committee}"')
    copy.change("sources/factsheet.yaml", "[FI, FR, DE, IT, SE, NL, EG, ER, ET, SS, SD, UG]", "[FI, FR, DE]")
    assert copy.build("", "--format", "docx").status == 0
    assert "Finland, France and Germany" in docx_text(docx(copy)).replace("\u00a0", " ")


def test_an_edit_by_hand_is_seen(copy: Copy) -> None:
    copy.change(EN, *LEGEND)
    copy.change(FR, "Membres du Comité directeur en vert", "Les membres du Comité directeur, en vert")
    assert states(copy, "fr")["members.legend"] is State.UNCONFIRMED


def test_a_removed_key_leaves_an_orphan_that_is_kept(copy: Copy) -> None:
    copy.change(EN, "  legend: Steering Committee members in green\n", "")
    content = "layouts/leaflet/content.yaml"
    copy.change(content, "    legend: Explains why some names in the list are marked; set in italics.\n", "")
    copy.change("layouts/leaflet/page.html.j2", '<p class="legend">{{ text.members.legend }}</p>', "")
    assert states(copy, "fr")["members.legend"] is State.ORPHANED
    assert copy.build("fr", "--format", "docx").status == 0
    assert "en vert" not in docx_text(docx(copy))
    assert run(copy, "confirm", "fr", "--all").status == 0
    assert states(copy, "fr")["members.legend"] is State.ORPHANED
    assert "en vert" in (copy.root / FR).read_text("utf-8")


def test_confirming_changes_the_lock_and_nothing_else(copy: Copy) -> None:
    before = (copy.root / FR).read_bytes()
    lock = (copy.root / "sources/text/fr.lock.yaml").read_bytes()
    assert run(copy, "confirm", "fr", "--all").status == 0
    assert (copy.root / FR).read_bytes() == before
    assert (copy.root / "sources/text/fr.lock.yaml").read_bytes() == lock


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["fra", "--all"], 'there is no such translation; did you mean "fr"?'),
        (["fr", "members.legnd"], 'there is no such text; did you mean "members.legend"?'),
        (["fr"], "nothing to confirm; say which: make confirm lang=fr keys=document.title"),
        (["en", "--all"], "there is no such translation"),
    ],
)
def test_confirming_what_is_not_there(arguments: list[str], says: str, copy: Copy) -> None:
    result = run(copy, "confirm", *arguments)
    assert result.status == 1
    assert says in result.err


def test_all_texts_are_confirmed_with_those_of_variants(copy: Copy) -> None:
    own = "text:\n  en:\n    badge: {conference: Third}\n  fr:\n    badge: {conference: Troisième}\n"
    path = copy.root / "sources/chairs/2025-france.yaml"
    path.write_text(path.read_text("utf-8") + own, "utf-8")
    assert set(states(copy, "fr").values()) != {State.TRANSLATED}
    assert run(copy, "confirm", "fr", "--all").status == 0
    assert set(states(copy, "fr").values()) == {State.TRANSLATED}


def test_a_text_of_a_variant_is_named_where_that_was_meant(copy: Copy) -> None:
    own = "text:\n  en:\n    badge: {conference: Third}\n  fr:\n    badge: {conference: Troisième}\n"
    path = copy.root / "sources/chairs/2025-france.yaml"
    path.write_text(path.read_text("utf-8") + own, "utf-8")
    result = run(copy, "confirm", "fr", "badge.conference")
    assert result.status == 1
    says = 'nothing to confirm: it is already confirmed; did you mean "2025-france:badge.conference"?'
    assert says in result.err
    copy.change("sources/factsheet.yaml", "languages: [en]", "languages: [en, fr]")
    (found,) = source_checks.of_sources(loader.load(Root(copy.root)), ["fr"])
    command = "make confirm lang=fr keys=2025-france:badge.conference"
    assert found.problem.hint == f"have it reviewed, then: {command}"
    assert as_typed(command) == "factsheet confirm fr 2025-france:badge.conference"
    assert run(copy, "confirm", "fr", "2025-france:badge.conference").status == 0
    assert run(copy, "confirm", "fr", "badge.conference").status == 0  # and changes nothing
    assert set(states(copy, "fr").values()) == {State.TRANSLATED}


LOCKS = {
    "edited by hand": ("english: Activities", "english: Activity", 'the English of "activities.title" was changed by hand'),
    "an entry that is none": ("activities.title:", "activities.title: text\nother:", 'the entry "activities.title" is not valid in a lock file'),
    "in a merge conflict": ("activities.title:", "<<<<<<< HEAD\nactivities.title:", "two versions of this file were only half merged"),
}  # fmt: skip


@pytest.mark.parametrize("case", LOCKS)
def test_a_lock_that_cannot_be_trusted(case: str, copy: Copy) -> None:
    old, new, says = LOCKS[case]
    copy.change("sources/text/fr.lock.yaml", old, new)
    before = (copy.root / FR).read_bytes()
    for command in (["build", "--lang", "fr"], ["status"], ["confirm", "fr", "--all"]):
        result = run(copy, *command)
        assert result.status == 1
        assert says in result.err
        assert "sources/text/fr.lock.yaml:" in result.err
    assert (copy.root / FR).read_bytes() == before


# Compared with the master

CASES = {
    "a placeholder left out": (FR, "de {rome_declaration} et", "de l'année et", 'framework.intro lacks the placeholder "{rome_declaration}"'),
    "a placeholder of another text": (FR, "title: Activités", 'title: "Activités {chair}"', 'activities.title has a placeholder "{chair}" that is not in the English'),
    "a link left out": (FR, "[Déclaration du Caire](#cairo_declaration)", "Déclaration du Caire", 'framework.intro lacks the link "#cairo_declaration"'),
    "a mark left out": (FR, "**niveaux politique et technique**", "niveaux politique et technique", "in activities.intro 0 passages are bold; the English has 1"),
    "a number that is new": (FR, "title: Activités", "title: Activités 2026", 'activities.title has a number "2026" that is not in the English'),
    "an ordinal that is another": (FR, "conference: 2e", "conference: 3e", 'badge.conference has a number "3" that is not in the English'),
    "a Cyrillic letter in French": (FR, "title: Activités", "title: \u0410ctivités", 'activities.title has "\u0410ctivités", in which "\u0410" (U+0410) is a Cyrillic letter'),
    "a word left in English": (AR, "legend: أعضاء اللجنة التوجيهية باللون الأخضر", "legend: أعضاء اللجنة in green", 'members.legend has "in green" in Latin letters'),
    "a letter that no font has": (FR, "title: Activités", "title: Activités \u2603", 'activities.title: no font has "\u2603" (U+2603)'),
    "an unknown key": (FR, "  title: Activités", "  titel: Activités", 'unknown key "titel"; did you mean "title"?'),
    "a mark left open": (FR, "**niveaux politique et", "niveaux politique et", 'a "**" that closes nothing; write "**" before the first word'),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_differs_from_the_master_is_named(case: str, copy: Copy) -> None:
    file, old, new, says = CASES[case]
    copy.change(file, old, new)
    result = copy.build(Path(file).stem)
    assert result.status == 1
    assert says in result.err
    assert re.match(rf"{file}:\d+:\d+: ", result.err)
    assert copy.made == []


def test_a_number_may_be_written_in_other_digits_and_an_acronym_in_latin_letters(copy: Copy) -> None:
    copy.change(EN, "  title: Activities", "  title: Activities 2026")
    copy.change(AR, "  title: الأنشطة", "  title: أنشطة ICMPD ٢٠٢٦")
    result = copy.build("ar", "--format", "docx")
    assert result.status == 0, result.err


# Pseudo-languages


@pytest.mark.parametrize("id", ["en-XA", slow("ar-XB")])
def test_pseudo_languages_build_without_a_file(id: str, copy: Copy) -> None:
    result = copy.build(id, "--format", "pdf docx")
    assert result.status == 0, result.err
    assert len(copy.made) == 2
    text = docx_text(docx(copy))
    if id == "en-XA":
        assert "\u00c5\u00e7\u0163\u00ee\u1e7d\u00ee\u0163\u00ee\u00e9\u0161" in text
        master = loader.load(Root(copy.root)).master.text
        shown = " ".join(said for key, said in master.items() if not key.endswith("_picture"))
        assert sum(map(len, words(text))) > 1.2 * sum(map(len, words(shown)))
    else:
        assert "\u202eActivities\u202c" in text
