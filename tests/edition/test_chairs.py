# ruff: noqa: E501
"""A variant is a layer: what it replaces, what it cannot, and the two existing variants."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from factsheet.core.project import Root
from factsheet.edition import overlays, pseudolocales
from factsheet.page import page
from factsheet.source import loader
from factsheet.source.lock import State

from ..conftest import ENDINGS, Copy, decided, job_of, pipeline
from ..reading import docx_text
from ..validators import page_texts, pdf_faults

FR = "sources/text/fr.yaml"
FACTS, FRANCE, EGYPT = "sources/factsheet.yaml", "sources/chairs/2025-france.yaml", "sources/chairs/2024-egypt.yaml"


def say(copy: Copy, language: str, section: str, key: str, text: str) -> None:
    """Give the French variant a text of its own in a language."""
    path = copy.root / FRANCE
    head = path.read_text("utf-8")
    path.write_text(f"{head}\ntext:\n  {language}:\n    {section}:\n      {key}: {text}\n", "utf-8")


def printed(copy: Copy, language: str, key: str) -> tuple[str, str]:
    sources = loader.load(Root(copy.root))
    text = decided(sources, "2025-france", sources.languages[language]).text[key]
    return str(text), text.draft


# Layers


def test_the_most_particular_layer_wins(copy: Copy) -> None:
    assert printed(copy, "en", "lead.title") == ("What is the Khartoum Process?", "")
    say(copy, "en", "lead", "title", "From the chair")
    assert printed(copy, "en", "lead.title") == ("From the chair", "")
    # The French says what the other English said: the variant's English stands there, as missing.
    assert printed(copy, "fr", "lead.title") == ("From the chair", "missing")
    with (copy.root / FRANCE).open("a", encoding="utf-8") as file:
        file.write("  fr:\n    lead:\n      title: De la présidence\n")
    assert printed(copy, "fr", "lead.title") == ("De la présidence", "")
    assert printed(copy, "ar", "lead.title") == ("From the chair", "missing")
    sources = loader.load(Root(copy.root))
    stack = overlays.stack(sources, sources.variants["2025-france"], sources.languages["fr"], "lead.title")
    assert [layer.name for layer in stack] == ["master", "language fr", "chair", "chair in fr"]


def test_a_text_of_the_variant_in_one_language_alone(copy: Copy) -> None:
    say(copy, "fr", "lead", "title", "De la présidence")
    assert printed(copy, "fr", "lead.title") == ("De la présidence", "")
    assert printed(copy, "en", "lead.title") == ("What is the Khartoum Process?", "")
    assert printed(copy, "ar", "lead.title")[1] == ""


def test_a_pseudo_language_speaks_for_the_variant_too(copy: Copy) -> None:
    say(copy, "en", "lead", "title", "Chair")
    sources = pseudolocales.spoken(loader.load(Root(copy.root)), "en-XA")
    assert str(decided(sources, "2025-france", sources.languages["en-XA"]).text["lead.title"]).startswith("Çĥåîŕ")


def test_what_the_variant_says_is_translated_confirmed_and_outdated_like_any_text(copy: Copy) -> None:
    copy.change(FACTS, "chairs: [2025-france]", "chairs: [2025-france, 2024-egypt]")

    def state(id: str) -> State:
        sources = loader.load(Root(copy.root))
        return {pair.id: pair.state for pair in overlays.pairs(sources, sources.languages["fr"])}[id]

    assert state("2024-egypt:plan.title") is State.TRANSLATED
    copy.change(EGYPT, "title: JOINT VALLETTA ACTION PLAN", "title: THE JOINT VALLETTA ACTION PLAN")
    assert state("2024-egypt:plan.title") is State.OUTDATED
    assert "2024-egypt:plan.title is outdated" in pipeline("status", "fr", "--root", copy.root).out
    assert pipeline("confirm", "fr", "2024-egypt:plan.title", "--root", copy.root).status == 0
    assert state("2024-egypt:plan.title") is State.TRANSLATED


def test_a_number_in_a_translation_for_the_variant_is_checked(copy: Copy) -> None:
    copy.change(EGYPT, "      title: EN ROUTE VERS LE CAIRE", "      title: EN ROUTE VERS LE CAIRE 2026")
    result = copy.build("fr", "--chair", "2024-egypt")
    assert result.status == 1
    assert f'{EGYPT}:59:37: 2024-egypt:declaration.title has a number "2026" that is not in the English' in result.err


# What cannot be

CASES = {
    "a key that there is not": (FRANCE, "country: FR", "country: FR\ntext: {en: {lead: {titel: x}}}", f'{FRANCE}:5:20: unknown key "titel"; did you mean "title"?'),
    "a section that there is not": (FRANCE, "country: FR", "country: FR\ntext: {en: {led: {title: x}}}", 'unknown key "led"; did you mean "lead"?'),
    "a language that there is not": (FRANCE, "country: FR", "country: FR\ntext: {fra: {lead: {title: x}}}", 'there is no language "fra"; did you mean "fr"?'),
    "an empty text": (FRANCE, "country: FR", 'country: FR\ntext: {en: {lead: {title: ""}}}', '"text.en.lead.title" is empty'),
    "a placeholder that there is not": (FRANCE, "country: FR", 'country: FR\ntext: {en: {lead: {title: "{chari}"}}}', 'unknown placeholder {chari}; did you mean "chair"?'),
    "upcoming is the chair": (FRANCE, "upcoming:  ", "upcoming: FR #", f'{FRANCE}:6:11: "FR" is also the country; name another one'),
    "a badge without a date": (FRANCE, "  date: 2025-04-09\n", "", f'badge.place prints {{conference_date}}, but 2025-france has no date for its conference; fill in the date under conference in {FRANCE}, or replace the text there'),
    "a badge without a country": (FRANCE, "  date: 2025-04-09\n  country: EG", "  date: 2025-04-09\n  country:", "badge.place prints {conference_country}, but 2025-france has no country for its conference"),
    "a conference that ends before it begins": (FRANCE, "  date: 2025-04-09", "  date: 2025-04-10/2025-04-09", f'{FRANCE}:9:9: "2025-04-10/2025-04-09" ends before it begins; write the earlier date first'),
    "a conference of one day, twice": (FRANCE, "  date: 2025-04-09", "  date: 2025-04-09/2025-04-09", "begins and ends with the same day; write it once, without the /"),
    "a conference from a month to a day": (FRANCE, "  date: 2025-04-09", "  date: 2025-03/2025-04-09", '"2025-03/2025-04-09" begins with a month and ends with a day; write both the same way: 2026-10-14/2026-10-15'),
    "a conference in words": (FRANCE, "  date: 2025-04-09", "  date: 14-15 October 2026", '"14-15 October 2026" is not a date; write it as 2025-04-09, 2025-04 or 2025; several days as 2026-10-14/2026-10-15'),
    "a conference that ends on no day": (FRANCE, "  date: 2025-04-09", "  date: 2025-02-27/2025-02-30", '"2025-02-30" is not a date; there is no such day in the calendar'),
    "an unknown accent": (FRANCE, "country: FR", "country: FR\naccent: corall", 'theme.yaml has no accent "corall"; did you mean "coral"?'),
    "a chair that is no member": (FRANCE, "country: FR", "country: US", '"US" is not in members; correct it, or add it to members'),
    "a next chair that is no member": (FRANCE, "upcoming:  ", "upcoming: US #", '"US" is not in members'),
    "Greece as the EU writes it": (FRANCE, "country: FR", "country: EL", '"EL" is not a country code; did you mean "GR"?'),
    "a comma forgotten": (FACTS, "chairs: [2025-france]", "chairs: [2025-france 2024-egypt]", "put commas between them"),
    "a chair twice": (FACTS, "chairs: [2025-france]", "chairs: [2025-france, 2025-france]", '"2025-france" is in this list twice'),
    "a term of another year": (FRANCE, "since: 2025-04-09", "since: 2026-04-09", "the term begins in 2026, but the file is called 2025-france; call it 2026-france.yaml"),
    "no conference, and a text tells of it": (FRANCE, "conference:          # what the badge at the end shows; its words are in text/, under badge\n  date: 2025-04-09\n  country: EG", 'text: {en: {lead: {title: "On {conference_date}"}}}', "lead.title prints {conference_date}, but 2025-france has no conference; fill in the conference"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_each_mistake_is_named_where_it_stands(case: str, changed: Callable[[str, str, str], Copy]) -> None:
    file, old, new, says = CASES[case]
    copy = changed(file, old, new)
    result = copy.build()
    assert result.status == 1
    assert says in result.err
    assert copy.made == []


NAMES = {
    "chair": ("2024-egyt", 'chair=2024-egyt: there is no such chair; did you mean "2024-egypt"?'),
    "lang": ("fra", 'lang=fra: there is no such language; did you mean "fr"?'),
    "format": ("word", "format=word: there is no such format; available: pdf, press, docx"),
}


@pytest.mark.parametrize("option", NAMES)
def test_an_unknown_name_on_the_command_line(option: str, copy: Copy) -> None:
    name, says = NAMES[option]
    result = copy.build("", f"--{option}", name)
    assert result.status == 1
    assert says in result.err
    assert copy.made == []


# The variants that there are


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_before_the_conference_nothing_of_it_has_happened(language: str, project: Root) -> None:
    sources = loader.load(project)
    text = decided(sources, "2024-egypt", sources.languages[language]).text
    whole = " ".join(map(str, text.values()))
    for told_after in (
        "Cairo Declaration",
        "Cairo Action Plan",
        "adopted",
        "Déclaration du Caire",
        "action du Caire",
        "adopté",
        "إعلان القاهرة",
        "خطة عمل القاهرة",
        "واعتمدت",
    ):
        assert told_after.lower() not in whole.lower()
    assert not any("cairo_" in link for each in text.values() for link in each.links)
    assert {"en": "9 April 2025", "fr": "9 avril 2025", "ar": "9 أبريل 2025"}[language] in str(
        text["badge.place"]
    ).replace("\u00a0", " ")
    assert {"en": "France", "fr": "France", "ar": "فرنسا"}[language] == str(text["facts.upcoming_chair_name"])


def test_a_variant_without_a_conference_has_no_badge(copy: Copy) -> None:
    path = copy.root / FRANCE
    path.write_text(
        re.sub(r"conference:.*?country: EG\n", "conference:\n", path.read_text("utf-8"), flags=re.DOTALL), "utf-8"
    )
    result = copy.build("", "--format", "pdf docx")
    assert result.status == 0, result.err
    pdf, docx = copy.only(".pdf"), copy.only(".docx")
    assert "Ministerial Conference in" not in docx_text(docx)
    assert "2nd Ministerial" not in docx_text(docx)
    assert "2nd Ministerial" not in "\n".join(page_texts(pdf))
    assert pdf_faults(pdf) == []


def test_the_accent_is_the_variant_s(copy: Copy) -> None:
    """In the signs and the route of the map: no words are in it."""
    copy.change(FRANCE, "country: FR", "country: FR\naccent: rose")
    job = job_of(copy.root)
    made = page.make(job.edition, job.theme, job.root)
    drawn = b"".join(made.pictures.values())
    assert b"#e58fa3" in drawn
    assert b"#e0a03c" not in drawn


# The next one


def test_a_new_variant_is_written_and_built_at_once(copy: Copy) -> None:
    result = pipeline("chair", "country=KE", "since=2026-04-09", "--root", copy.root)
    assert result.status == 0, result.err
    assert "sources/chairs/2026-kenya.yaml:7: upcoming: upcoming chair" in result.out
    assert "add 2026-kenya to chairs in sources/factsheet.yaml:8" in result.out
    assert {path.name for path in copy.made} == {
        f"khartoum-process-factsheet-2026-kenya-en{end}" for end in ENDINGS.values()
    }
    assert "Current Chair: Kenya" in " ".join("\n".join(page_texts(copy.only(".pdf"))).split())
    sources = loader.load(Root(copy.root))
    assert sources.variants["2026-kenya"].facts["country"] == "KE"


def test_the_file_of_a_new_variant_can_be_filled_in_as_it_says(copy: Copy) -> None:
    pipeline("chair", "country=SS", "since=2027-04-09", "--root", copy.root)
    path = copy.root / "sources/chairs/2027-south-sudan.yaml"
    text = path.read_text("utf-8")
    filled = re.sub(r"^#(?=text:|  )", "", text, flags=re.MULTILINE).replace("upcoming:  ", "upcoming: KE")
    path.write_text(filled, "utf-8")
    variant = loader.load(Root(copy.root)).variants["2027-south-sudan"]
    assert variant.facts["conference"] is not None
    assert variant.facts["upcoming"] == "KE"
    assert variant.text["en"]["badge.conference"] == "2nd Ministerial Conference"


@pytest.mark.parametrize(
    ("country", "since", "says"),
    [
        ("UK", "2026-04-09", 'country=UK: "UK" is not a country code; did you mean "GB"?'),
        ("KE", "9 April", 'since=9 April: "9 April" is not a date; write it as year-month-day'),
        ("US", "2026-04-09", 'country=US: "US" is not in members; the members are AT, BE'),
        ("FR", "2025-04-09", "sources/chairs/2025-france.yaml already exists; edit that file"),
    ],
)
def test_a_variant_that_cannot_be_started(country: str, since: str, says: str, copy: Copy) -> None:
    before = set((copy.root / "sources").rglob("*"))
    result = pipeline("chair", f"country={country}", f"since={since}", "--root", copy.root)
    assert result.status == 1
    assert says in result.err
    assert set((copy.root / "sources").rglob("*")) == before


# Explaining


def test_explain_names_each_layer_and_each_fact(project: Root) -> None:
    result = pipeline("explain", "--chair", "2024-egypt", "fr", "framework.intro")
    lines = [line.split() for line in result.out.splitlines()]
    assert result.out.replace("\u00a0", " ").startswith("framework.intro: La Déclaration de Rome de 2014")
    own = (project.folder / EGYPT).read_text("utf-8").splitlines()
    english, french, _ = (number for number, line in enumerate(own, 1) if line.strip() == "intro: >-")
    assert lines[1][:6] == ["->", "chair", "in", "fr", f"{EGYPT}:{french}", "La"]
    assert lines[2][:2] == ["chair", f"{EGYPT}:{english}"]
    assert lines[3][:2] == ["language", "fr"]
    assert lines[4][0] == "master"
    dated = next(number for number, line in enumerate(own, 1) if line.startswith("  rome_declaration: "))
    assert lines[5][:3] == ["->", "{rome_declaration}", f"{EGYPT}:{dated}"]


def test_explain_what_nobody_knows_yet() -> None:
    result = pipeline("explain", "--chair", "2025-france", "fr", "facts.upcoming_chair_name")
    assert result.out.startswith("facts.upcoming_chair_name: À déterminer")
    assert f"{FRANCE}:6" in result.out
    assert "(not known yet)" in result.out
    assert pipeline("explain", "--chair", "2025-france", "fr", "facts.current_chair").out.startswith(
        "facts.current_chair: Présidence"
    )


def test_explain_suggests_what_may_be_meant() -> None:
    result = pipeline("explain", "--chair", "2025-frnce", "frr", "facts.curent_chair")
    assert result.status == 1
    assert result.err.count("did you mean") == 3
