# ruff: noqa: E501
"""The past stays the past: a variant keeps the facts during its term, and terms say which variant is the current one."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from factsheet.authoring.explain import explain
from factsheet.build import plan
from factsheet.build.freshness import Selection
from factsheet.check import source_checks
from factsheet.check.findings import Weight
from factsheet.core.project import Root
from factsheet.source import loader, terms

from ..conftest import REPOSITORY, Copy, decided
from ..reading import docx_text

FACTS, FRANCE, EGYPT = "sources/factsheet.yaml", "sources/chairs/2025-france.yaml", "sources/chairs/2024-egypt.yaml"
BOTH = ("chairs: [2025-france]", "chairs: [2025-france, 2024-egypt]")


def later(copy: Copy) -> None:
    """Let time pass: Switzerland and Egypt leave, Iceland joins, Somalia takes Sudan's seat, and addresses and dates change."""
    copy.change(FACTS, "SE, CH, TN, UG,", "SE, IS, TN, UG,")
    copy.change(FACTS, "DJ, EG, ER,", "DJ, ER,")
    copy.change(FACTS, "NL, EG, ER, ET, SS, SD, UG]", "NL, ER, ET, SS, SO, UG]")
    copy.change(FACTS, "mailto:KhartoumProcess@icmpd.org", "mailto:new@example.org")
    copy.change(FACTS, "established: 2014-11", "established: 2014-12\n  a_new_date: 2026")
    copy.change(FACTS, "revised: 2025-04-09", "revised: 2026-01-01")


def codes(copy: Copy, variant: str) -> tuple[set[str], set[str]]:
    """Return the members and the committee that an edition prints."""
    sources = loader.load(Root(copy.root))
    lists = decided(sources, variant, sources.languages["en"]).lists
    members, committee = ({each.code for each in lists[key]} for key in ("members", "steering_committee"))
    return members, committee


# A variant keeps what it has


def test_a_former_variant_stays_the_same_byte_for_byte(copy: Copy) -> None:
    def build(*options: str) -> dict[str, bytes]:
        result = copy.build("en", "--chair", "2024-egypt", *options)
        assert result.status == 0, result.err
        return {path.name: path.read_bytes() for path in copy.made}

    before = build()
    assert {Path(name).suffix for name in before} >= {".pdf", ".docx", ".html", ".png"}
    later(copy)
    assert build("--force") == before
    assert {"IS", "EG"} & codes(copy, "2025-france")[0] == {"IS"}


def test_what_decides_a_rebuild_stays_the_same_too(copy: Copy) -> None:
    def digests() -> dict[str, str]:
        jobs = plan.plan(Root(copy.root), Selection(("2024-egypt", "2025-france"), ("en", "fr", "ar"))).jobs
        return {job.edition.stem: job.digest for job in jobs}

    before = digests()
    copy.change(FACTS, "SE, CH, TN, UG,", "SE, IS, TN, UG,")
    copy.change(FACTS, "ET, SS, SD, UG]", "ET, SS, SO, UG]")
    after = digests()
    assert len(before) == 6
    assert {stem for stem in before if before[stem] == after[stem]} == {stem for stem in before if "egypt" in stem}


def test_without_its_own_facts_a_former_variant_would_change(copy: Copy) -> None:
    """Try the opposite: only what was written down keeps the facts, and it was true of the texts before."""
    path = copy.root / EGYPT
    text = path.read_text("utf-8")
    own = re.search(r"\n# The facts during its term.*?(?=\n# Texts that differ under)", text, re.DOTALL)
    assert own
    with_own = codes(copy, "2024-egypt")
    path.write_text(text.replace(own[0], ""), "utf-8")
    assert codes(copy, "2024-egypt") == with_own
    copy.change(FACTS, "SE, CH, TN, UG,", "SE, IS, TN, UG,")
    assert "CH" not in codes(copy, "2024-egypt")[0]


def test_a_variant_that_left_the_process_is_still_built(copy: Copy) -> None:
    later(copy)
    result = copy.build("en", "--chair", "2024-egypt", "--format", "docx")
    assert result.status == 0, result.err
    said = docx_text(copy.only(".docx"))
    assert "Egypt" in said
    assert "Switzerland" in said
    assert "Iceland" not in said
    # Any other variant must still be a member.
    copy.change(FRANCE, "country: FR", "country: EG")
    assert (
        '2025-france.yaml:4:10: "EG" is not in members; correct it, or add it to members in sources/factsheet.yaml'
        in copy.build().err
    )


def test_a_variant_changes_lists_dates_and_addresses(copy: Copy) -> None:
    (copy.root / FRANCE).write_text(
        (copy.root / FRANCE).read_text("utf-8")
        + "members: {add: [IS], remove: [CH]}\nsteering_committee: {remove: [SD], add: [SO]}\n"
        + "dates: {established: 2013}\nlinks: {email: mailto:old@example.org}\n",
        "utf-8",
    )
    members, committee = codes(copy, "2025-france")
    assert ("IS" in members, "CH" in members, "SO" in committee, "SD" in committee) == (True, False, True, False)
    sources = loader.load(Root(copy.root))
    edition = decided(sources, "2025-france", sources.languages["en"])
    assert str(edition.text["facts.established_date"]) == "2013"
    assert edition.text["connect.email"].links == ["mailto:old@example.org"]
    assert edition.text["connect.website"].links == ["https://www.khartoumprocess.net"]


ADD = "country: FR\n"
CASES = {
    "a member added": ("members: {add: [IS, CH]}", '2025-france.yaml:5:21: "CH" is to be added, but is already in members; delete it here'),
    "a stranger removed": ("members: {remove: [IS]}", '2025-france.yaml:5:20: "IS" is to be removed, but is not in members; delete it here'),
    "a member of the committee added": ("steering_committee: {add: [SD]}", '"SD" is to be added, but is already in steering_committee'),
    "a stranger removed from the committee": ("steering_committee: {remove: [KE]}", '"KE" is to be removed, but is not in steering_committee'),
    "a list and changes": ("members: [FR, add: [IS]]", '2025-france.yaml:5:10: this has both a whole list and changes to one; write only the list, or only add: and remove:'),
    "a list twice": ("members: [FR]\nmembers: {add: [IS]}", 'duplicate key "members" (first on line 5)'),
    "a key misspelt": ("members: {ad: [IS]}", '2025-france.yaml:5:11: unknown key "ad"; did you mean "add"?'),
    "a word for a list": ("members: FR", '"members" is a text; put square brackets around it: [FR]'),
    "a word for a list of changes": ("members: {add: IS}", '"members.add" is a text; put square brackets around it: [IS]'),
    "no such country": ("members: {add: [XX]}", '2025-france.yaml:5:17: "XX" is not a country code'),
    "a country twice": ("members: [FR, FR]", '2025-france.yaml:5:10: "FR" is in this list twice'),
    "a member that leaves sits on the committee": ("members: {remove: [SD]}", '2025-france.yaml:5:20: "SD" is in steering_committee, but not in members; add it to members, or write "remove: [SD]" under steering_committee'),
    "a stranger on the committee": ("steering_committee: [FR, IS]", '2025-france.yaml:5:26: "IS" is in steering_committee, but not in members'),
    "the chair itself leaves": ("members: {remove: [FR]}\nsteering_committee: {remove: [FR]}", '2025-france.yaml:4:10: "FR" is not in members; correct it, or add it to members in sources/chairs/2025-france.yaml'),
    "a date that is none": ("dates: {established: spring}", '"spring" is not a date'),
    "a date by a name that is taken": ("dates: {chair: 2014}", '2025-france.yaml:5:9: the name "chair" is taken'),
    "an address that is none": ("links: {website: khartoumprocess.net}", '"khartoumprocess.net" is not an address'),
    "an end before the beginning": ("until: 2025-04-08", "the term ends on 2025-04-08, before it begins (2025-04-09)"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_each_mistake_is_named_where_it_stands(case: str, changed: Callable[[str, str, str], Copy]) -> None:
    line, says = CASES[case]
    copy = changed(FRANCE, ADD, f"{ADD}{line}\n")
    result = copy.build()
    assert result.status == 1
    assert says in result.err
    assert copy.made == []


def test_nothing_said_is_nothing_changed(copy: Copy) -> None:
    before = codes(copy, "2025-france")
    copy.change(FRANCE, ADD, f"{ADD}until:\nmembers:\nsteering_committee: {{}}\ndates:\nlinks:\n")
    assert codes(copy, "2025-france") == before


def test_a_variant_s_own_text_prints_what_the_variant_keeps(copy: Copy) -> None:
    copy.change(EGYPT, "  established: 2014-11\n", "  established: 2014-11\n  summit: 2024-05\n")
    copy.change(EGYPT, "title: ON THE WAY TO CAIRO", 'title: "{summit}"')
    sources = loader.load(Root(copy.root))
    assert str(decided(sources, "2024-egypt", sources.languages["en"]).text["declaration.title"]) == "May\u00a02024"
    copy.change("sources/text/en.yaml", "  title: Activities", '  title: "{summit}"')
    assert "unknown placeholder {summit}" in copy.build().err


# Who is current


@pytest.mark.parametrize(
    ("day", "until", "expected"),
    [
        ("2024-01-01", "", "upcoming upcoming upcoming"),
        ("2024-04-17", "", "current upcoming upcoming"),
        ("2025-04-08", "", "current upcoming upcoming"),
        ("2025-04-09", "", "former current upcoming"),
        ("2026-04-08", "", "former current upcoming"),
        ("2026-04-09", "", "former former current"),
        ("2040-01-01", "", "former former current"),
        ("2025-12-31", "2025-12-31", "former current upcoming"),
        ("2026-01-01", "2025-12-31", "former former upcoming"),
    ],
)
def test_terms_and_the_day_of_the_leaflet_say_who_is_current(day: str, until: str, expected: str, copy: Copy) -> None:
    kenya = "country: KE\nsince: 2026-04-09\nconference:\n"
    (copy.root / "sources/chairs/2026-kenya.yaml").write_text(kenya, "utf-8")
    copy.change(FACTS, "chairs: [2025-france]", "chairs: [2026-kenya, 2025-france, 2024-egypt]")
    copy.change(FACTS, "revised: 2025-04-09", f"revised: {day}")
    copy.change(FRANCE, "since: 2025-04-09", f"since: 2025-04-09\nuntil: {until}")
    sources = loader.load(Root(copy.root))
    ids = ("2024-egypt", "2025-france", "2026-kenya")
    assert " ".join(terms.state(sources.variants[id], sources) for id in ids) == expected
    now = dict(zip(expected.split(), ids, strict=False)) if "current" in expected else {}
    variant = terms.current(sources)
    assert (variant.id if variant else None) == now.get("current")
    assert terms.leading(sources) == now.get("current", "2026-kenya")  # if there is none, the first that is listed
    assert terms.last_day(sources.variants["2025-france"], sources) == date.fromisoformat(until or "2026-04-08")


def test_a_variant_that_is_not_published_takes_no_term_away(copy: Copy) -> None:
    (copy.root / "sources/chairs/2025-kenya.yaml").write_text("country: KE\nsince: 2025-04-09\nconference:\n", "utf-8")
    sources = loader.load(Root(copy.root))
    assert terms.leading(sources) == "2025-france"
    assert terms.last_day(sources.variants["2025-france"], sources) is None


CLASHES = {
    "terms that overlap": ("until: 2025-04-08", "until: 2025-05-01", f"{EGYPT}:6:8: this term ends on 2025-05-01, but the next one begins on 2025-04-09 ({FRANCE}:5)"),
    "terms that begin together": ("since: 2024-04-17\nuntil: 2025-04-08", "since: 2025-04-09", "two terms begin on 2025-04-09: the other one is in sources/chairs/2025-france.yaml:5"),
}  # fmt: skip


@pytest.mark.parametrize("case", CLASHES)
def test_two_variants_at_once_are_an_error(case: str, copy: Copy) -> None:
    old, new, says = CLASHES[case]
    copy.change(FACTS, *BOTH)
    copy.change(EGYPT, old, new)
    if "together" in case:
        (copy.root / EGYPT).rename(copy.root / "sources/chairs/2025-egypt.yaml")
        copy.change(FACTS, "2024-egypt]", "2025-egypt]")
    result = copy.build("en", "--format", "docx")
    assert result.status == 1
    assert says in result.err
    assert [path.parent.name for path in copy.made] == ["2025-france"]  # which nothing is wrong with


def test_the_repository_s_former_variants_keep_their_facts() -> None:
    sources = loader.load(Root(REPOSITORY))
    former = [variant for variant in sources.variants.values() if terms.state(variant, sources) is terms.Term.FORMER]
    assert former
    for variant in former:
        assert variant.settings.revised
        assert all(variant.facts[key] for key in ("until", *sources.declared.facts))


def test_a_former_variant_that_keeps_nothing_is_noticed(copy: Copy) -> None:
    copy.change(FACTS, *BOTH)
    assert list(source_checks.of_variants(loader.load(Root(copy.root)))) == []
    copy.change(
        EGYPT,
        "steering_committee: [FI, FR, DE, IT, SE, NL, EG, ER, ET, SS, SD, UG]",
        "steering_committee: {remove: [FI]}",
    )
    (found,) = source_checks.of_variants(loader.load(Root(copy.root)))
    assert found.weight is Weight.WARNING
    says = "the term of 2024-egypt is over, but its file does not record the steering_committee at that time"
    assert (found.problem.place.as_line(), found.problem.what) == (f"{EGYPT}:5", says)


# Explaining


def test_explain_says_whose_fact_it_is(copy: Copy) -> None:
    def origins(variant: str, key: str) -> list[str]:
        return [
            f"{each.part} {each.place.file} {each.value}"
            for each in explain(loader.load(Root(copy.root)), variant, "en", key)[1]
        ]

    assert f"#email {EGYPT} mailto:KhartoumProcess@icmpd.org" in origins("2024-egypt", "connect.email")
    assert f"#email {FACTS} mailto:KhartoumProcess@icmpd.org" in origins("2025-france", "connect.email")
    assert f"{{established}} {EGYPT} 2014-11" in origins("2024-egypt", "facts.established_date")
    copy.change("sources/text/en.yaml", "legend: Steering Committee members in green", 'legend: "{steering_committee}"')
    copy.change(FRANCE, ADD, f"{ADD}steering_committee: {{remove: [SD], add: [SO]}}\n")
    usual, own = origins("2025-france", "members.legend")[-2:]
    assert usual == f"{{steering_committee}} {FACTS} FI, FR, DE, IT, SE, NL, EG, ER, ET, SS, SD, UG"
    assert own == f"{{steering_committee}} {FRANCE} add SO; remove SD"
    (egypt,) = (each for each in origins("2024-egypt", "members.legend") if each.startswith("{"))
    assert egypt.startswith(f"{{steering_committee}} {EGYPT} FI, FR")
