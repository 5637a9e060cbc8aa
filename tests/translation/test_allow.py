# ruff: noqa: E501, RUF001
"""What the English does not have is refused at import and an error in a check, unless the language file says why."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from factsheet.build import plan
from factsheet.build.freshness import Selection
from factsheet.check import release, source_checks
from factsheet.check.findings import Finding, Weight
from factsheet.core.diagnostics import Problem
from factsheet.core.project import Root
from factsheet.source import loader
from factsheet.translation import pending

from ..conftest import Copy, pipeline, slow
from ..exchange import sent, translated
from .importing import EN, FR, bring_in, outcomes, source, states, text, told

EGYPT = "sources/chairs/2024-egypt.yaml"
SECRETARIAT = (
    "La Commission de l’Union africaine et la Commission européenne assurent le secrétariat du Processus de Khartoum."
)
# A sentence that the English does not have, a host that is not ours, and a mailbox: "rn" looks like "m".
EVIL = f"{SECRETARIAT} Le Soudan a quitté le Processus. Inscription : www.khartoum-process.net ou KhartoumProcess@icrnpd.org"
HIDDEN = EVIL.replace("Processus. I", "Processus\u2060. I").replace("Process@", "Proces\u200ds@")
ALLOW = '\nallow:\n  {}:\n    "{}": {}\n'


def found(copy: Copy, *languages: str) -> Sequence[Finding]:
    """Return what a check finds in the wording of texts."""
    return list(source_checks.of_wording(loader.load(Root(copy.root)), languages or ["fr"]))


def refused(copy: Copy, language: str) -> Sequence[Problem]:
    """Return what keeps the leaflet in a language from being made."""
    return plan.plan(Root(copy.root), Selection(languages=(language,))).problems


def add(copy: Copy, file: str, more: str) -> None:
    with (copy.root / file).open("a", encoding="utf-8") as opened:
        opened.write(more)


# Import


@pytest.mark.parametrize(
    ("said", "format"), [slow(EVIL, "docx"), (HIDDEN, "docx"), (EVIL, "xliff"), slow(HIDDEN, "xliff")]
)
def test_false_addresses_are_refused_at_import(said: str, format: str, copy: Copy) -> None:
    path = sent(copy.root, "fr", format)
    translated(path, "stakeholders.secretariat", said)
    translated(path, "activities.title", "Travaux")
    before = text(copy, "stakeholders.secretariat")
    result = bring_in(copy, path)
    assert (result.status, outcomes(result)) == (1, {"changed": 1, "unchanged": 57, "rejected": 1})
    why = told(result, "stakeholders.secretariat")
    assert 'has the web address "www.khartoum-process.net", which is not in the English' in why
    assert "@icrnpd.org" in why
    assert ("U+2060" in why) == (said is HIDDEN)
    assert text(copy, "stakeholders.secretariat") == before
    (reject,) = pending.read(pending.rejects(Root(copy.root), "fr"), Root(copy.root))
    assert reject.id == "stakeholders.secretariat"


REFUSED = {
    "a phone number": ("activities.title", "Activités +33 1 23 45 67 89", 'the phone number "+33 1 23 45 67 89"'),
    "letters of full width": ("activities.title", "Ａctivités", "a full-width letter"),
    "a Roman numeral": ("activities.title", "Activités Ⅳ", "a Roman numeral typed as a single character"),
    "HTML": ("activities.title", "<b>Travaux</b> &amp; suite", "the HTML tag <b>"),
    "an invisible sign": ("activities.title", "Tra\u2060vaux", "U+2060"),
    "a picture": ("activities.title", "Travaux \U0001f30d en cours", 'no font has "\U0001f30d" (U+1F30D)'),
    "a bullet of Symbol": ("activities.title", "\uf0b7 Travaux", "(U+F0B7)"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_the_english_does_not_have_is_refused_at_import(case: str, copy: Copy) -> None:
    key, said, why = REFUSED[case]
    path = sent(copy.root, "fr", "docx")
    translated(path, key, said)
    before = source(copy)
    result = bring_in(copy, path)
    assert (result.status, outcomes(result)) == (1, {"unchanged": 58, "rejected": 1})
    assert why in told(result, key)
    assert told(result, key).count(why) == 1
    assert source(copy) == before


def test_a_doubt_is_shown_and_the_text_is_taken_in(copy: Copy) -> None:
    path = sent(copy.root, "fr", "xliff")
    translated(path, "stakeholders.secretariat", f"{SECRETARIAT} Le Soudan est parti. Il ne revient pas.")
    result = bring_in(copy, path)
    assert (result.status, outcomes(result)) == (0, {"changed": 1, "unchanged": 58})
    assert "has 3 sentences, but the English has 1: make sure that nothing was added or left out" in told(
        result, "stakeholders.secretariat"
    )


def test_what_is_allowed_is_taken_in(copy: Copy) -> None:
    add(copy, FR, ALLOW.format("stakeholders.secretariat", "www.khartoum-process.net", "Our French site."))
    path = sent(copy.root, "fr", "xliff")
    translated(path, "stakeholders.secretariat", f"{SECRETARIAT} Voir www.khartoum-process.net.")
    translated(path, "terms.to_be_determined", "À dire")
    assert outcomes(bring_in(copy, path)) == {"changed": 2, "unchanged": 57}
    assert found(copy) == []
    assert text(copy, "terms.to_be_determined") == "À dire"


# Check, and release

WRITTEN = {
    "an address": (FR, "title: Activités", "title: Activités, evil.org", "address", "evil.org", Weight.ERROR),
    "an address under marks": (FR, "title: Activités", "title: Activités, ev**il**.org", "address", "ev**il**.org", Weight.ERROR),
    "an address as an escape": (FR, "title: Activités", r'title: "Activités, evil\u2060.org"', "address", r"evil\u2060.org", Weight.ERROR),
    "an address on the next line": (FR, "dialogue régional sur la migration. Elle", "dialogue régional sur la migration. evil.org. Elle", "address", "evil.org", Weight.ERROR),
    "a joiner": (FR, "title: Activités", r'title: "Activi\u200dtés"', "invisible", r"\u200d", Weight.ERROR),
    "full width": (FR, "title: Activités", "title: Ａctivités", "letters", "Ａctivités", Weight.ERROR),
    "full width in the English": (EN, "title: Activities", "title: Ａctivities", "letters", "Ａctivities", Weight.ERROR),
    "HTML": (FR, "title: Activités", 'title: "Activités&nbsp;"', "html", "&nbsp;", Weight.ERROR),
    "sentences": (FR, "title: Activités", "title: Les activités. Les travaux. Les suites", "sentences", "Les activités.", Weight.WARNING),
    "length": (FR, "title: Activités", f"title: {'Activités et ' * 6}", "length", "Activités et", Weight.WARNING),
    "a chair's own text": (EGYPT, "title: EN ROUTE VERS LE CAIRE", "title: EN ROUTE, evil.org", "address", "evil.org", Weight.ERROR),
}  # fmt: skip


@pytest.mark.parametrize("case", WRITTEN)
def test_what_was_typed_by_hand_is_found_at_its_place(case: str, copy: Copy) -> None:
    file, old, new, kind, at, weight = WRITTEN[case]
    copy.change(file, old, new)
    (finding,) = found(copy, "en", "fr")
    place = finding.problem.place
    assert (finding.kind, finding.weight, place.file) == (kind, weight, file)
    line = (copy.root / file).read_text("utf-8").splitlines()[place.line - 1]
    assert line[place.column - 1 :].startswith(at)


def test_each_thing_is_told_once_and_keeps_a_release_back(copy: Copy) -> None:
    copy.change("sources/factsheet.yaml", "languages: [en]", "languages: [en, fr]")
    copy.change(FR, "title: Activités", "title: Activités, evil.org")
    copy.change(FR, "title: États membres", "title: États membres +33 1 23 45 67 89")  # numbers: not built at all
    copy.change(FR, "title: Cadre stratégique", "title: Cadre str\u0430tégique")
    assert pipeline("confirm", "fr", "--all", "--root", copy.root).status == 0
    result = pipeline("check", "--json", "--root", copy.root, "--lang", "fr")
    assert [(each["weight"], each["what"].partition(",")[0]) for each in json.loads(result.out)] == [
        ("error", 'members.title has the phone number "+33 1 23 45 67 89"'),
        ("error", 'activities.title has the web address "evil.org"'),
        ("error", 'framework.title has "str\u0430tégique"'),
    ]
    assert len(list(release.held_back(found(copy), [], drafts=True))) == 3


def test_a_leaflet_with_an_address_still_builds(copy: Copy) -> None:
    copy.change(FR, "title: Activités", "title: Activités, evil.org")
    assert refused(copy, "fr") == []


def test_a_greek_leaflet_with_a_name_builds(copy: Copy) -> None:
    assert pipeline("language", "el", "--root", copy.root).status == 0
    copy.change("sources/text/el.yaml", "  linkedin_picture:\n", "  linkedin_picture: Το LinkedIn μας\n")
    assert refused(copy, "el") == []


# What is allowed


def test_what_is_allowed_is_no_error_and_builds(copy: Copy) -> None:
    copy.change(FR, "title: Activités", "title: Activités, +33 1 23 45 67 89 et 𝐦embres et Члены")
    assert len(found(copy)) == 3
    assert len(refused(copy, "fr")) == 3
    things = "".join(f'    "{each}": A reason.\n' for each in ("+33 1 23 45 67 89", "𝐦embres", "Члены"))
    add(copy, FR, f"\nallow:\n  activities.title:\n{things}")
    assert found(copy) == []
    (still,) = refused(copy, "fr")
    assert "no font has" in still.what


def test_what_is_allowed_hides_nothing_else(copy: Copy) -> None:
    """A letter is allowed, but not the address that it is in; nor is one that appears a second time."""
    copy.change(FR, "title: Activités", "title: Activités, ev\u0456l2.org, x3.org et x3.org")
    add(copy, FR, ALLOW.format("activities.title", "ev\u0456l", "An experiment.") + '    "x3.org": Ours.\n')
    (finding,) = found(copy)
    assert 'has the web address "ev\u0456l2.org"' in finding.problem.what
    assert refused(copy, "fr") == [finding.problem]


def test_a_warning_can_be_allowed(copy: Copy) -> None:
    copy.change(FR, "title: Activités", "title: Les activités. Les travaux. Les suites")
    add(copy, FR, ALLOW.format("activities.title", "sentences", "French says it in three."))
    assert found(copy) == []


def test_what_a_variant_allows_in_its_own_text(copy: Copy) -> None:
    copy.change(EGYPT, "title: EN ROUTE VERS LE CAIRE", "title: EN ROUTE, cairo2025.eg")
    assert [each.weight for each in found(copy)] == [Weight.ERROR]
    allow = '  fr:\n    allow:\n      declaration.title:\n        "cairo2025.eg": The site of the conference.\n'
    copy.change(EGYPT, "  fr:\n", allow)
    assert found(copy) == []


def test_what_is_no_longer_needed_is_a_note(copy: Copy) -> None:
    add(copy, FR, ALLOW.format("activities.title", "www.example.fr", "The French site."))
    (finding,) = found(copy)
    assert (finding.weight, finding.kind) == (Weight.NOTE, "allowed")
    assert '"www.example.fr" is allowed in activities.title, but no longer needed' in str(finding.problem)
    line = (copy.root / FR).read_text("utf-8").splitlines()[finding.problem.place.line - 1]
    assert line == '    "www.example.fr": The French site.'


def test_what_is_allowed_in_a_text_that_is_missing_waits_for_it(copy: Copy) -> None:
    add(copy, FR, ALLOW.format("activities.title", "www.example.fr", "The French site."))
    copy.change(FR, "  title: Activités\n", "")
    assert found(copy) == []


MISTAKEN = {
    "no reason": (ALLOW.format("activities.title", "www.example.fr", ""), 'no reason is given for allowing "www.example.fr"; give the reason after the colon', '    "www.example.fr": '),
    "a text that there is not": (ALLOW.format("activities.titel", "x", "y"), 'there is no text "activities.titel"; did you mean "activities.title"?', "  activities.titel:"),
    "no such text at all": (ALLOW.format("weather", "x", "y"), 'there is no text "weather"; write section and key, as in lead.text', "  weather:"),
    "no list of things": ("\nallow:\n  activities.title: www.example.fr\n", '"allow.activities.title" is a text; write "key: text" lines under it', "  activities.title: www.example.fr"),
}  # fmt: skip


@pytest.mark.parametrize("case", MISTAKEN)
def test_a_mistake_in_what_is_allowed_is_named_at_its_line(case: str, copy: Copy) -> None:
    typed, says, line = MISTAKEN[case]
    add(copy, FR, typed)
    result = copy.build("fr", "--format", "docx")
    assert result.status == 1
    assert says in result.err
    number = (copy.root / FR).read_text("utf-8").splitlines().index(line) + 1
    assert f"{FR}:{number}:" in result.err


@pytest.mark.parametrize("typed", [': ""', ": {}", ": 1"])
def test_a_mistake_in_what_a_variant_allows(typed: str, copy: Copy) -> None:
    copy.change(EGYPT, "  fr:\n", f'  fr:\n    allow:\n      declaration.title:\n        "x.eg"{typed}\n')
    loaded = loader.read_all(Root(copy.root))
    assert bool(loaded.broken) == (typed != ": 1")
    assert all('no reason is given for allowing "x.eg"' in str(each) for each in loaded.broken.get(EGYPT, ()))


def test_what_is_allowed_in_an_orphan_keeps_nothing_back(copy: Copy) -> None:
    add(copy, FR, ALLOW.format("members.legend", "www.example.fr", "The French site."))
    copy.change(EN, "  legend: Steering Committee members in green\n", "")
    copy.change(
        "layouts/leaflet/content.yaml",
        "    legend: Explains why some names in the list are marked; set in italics.\n",
        "",
    )
    assert loader.load(Root(copy.root)).languages["fr"].orphans.keys() == {"members.legend"}


@pytest.mark.parametrize("name", ["allow", "language"])
def test_a_section_by_a_name_that_is_taken(name: str, copy: Copy) -> None:
    add(copy, "layouts/leaflet/content.yaml", f"\n  {name}:\n    title: A note.\n")
    result = copy.build()
    assert result.status == 1
    assert f'"{name}" has a special meaning in a language file; give this section another name' in result.err


def test_the_schemas_know_what_is_allowed(project: Root) -> None:
    for name in ("text", "chair"):
        schema = json.loads((Path(project.sources) / f"schema/{name}.json").read_text("utf-8"))
        whole = schema if name == "text" else schema["$defs"]["Replacements"]
        assert "lead.text" in whole["properties"]["allow"]["propertyNames"]["enum"]


def test_what_is_imported_and_allowed_is_confirmed(copy: Copy) -> None:
    add(copy, FR, ALLOW.format("activities.title", "evil.org", "No, it is good."))
    path = sent(copy.root, "fr", "docx")
    translated(path, "activities.title", "Activités, evil.org")
    assert bring_in(copy, path).status == 0
    assert states(copy)["activities.title"].value == "translated"
