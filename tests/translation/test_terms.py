"""What is said about a text that does not use the terms of the glossary: a warning, and no more than that."""

from __future__ import annotations

import pytest

from factsheet.authoring import status
from factsheet.check import source_checks
from factsheet.check.findings import Finding, Weight
from factsheet.core.project import Root
from factsheet.source import loader

from ..conftest import Copy
from ..exchange import FORMATS, Word, cells_of, sent, translated
from .importing import FR, bring_in, outcomes, text, told

WRONG = "Membres du Comité de pilotage en vert"
SAID = 'has "Comité de pilotage", a term to avoid: write "Comité directeur"'


def findings(copy: Copy, language: str = "fr") -> list[Finding]:
    return list(source_checks.of_wording(loader.load(Root(copy.root)), [language]))


def test_an_import_warns_and_takes_the_text(copy: Copy) -> None:
    path = sent(copy.root, "fr", "xliff")
    translated(path, "members.legend", WRONG)
    result = bring_in(copy, path)
    assert (result.status, outcomes(result)) == (0, {"changed": 1, "unchanged": 58})
    assert SAID in told(result, "members.legend")
    assert f"warning         {SAID}" in result.out
    assert text(copy, "members.legend") == WRONG


def test_what_is_allowed_is_no_warning(copy: Copy) -> None:
    copy.change(FR, "\ndocument:", "\nallow:\n  members.legend:\n    Comité de pilotage: Its new name.\n\ndocument:")
    path = sent(copy.root, "fr", "xliff")
    translated(path, "members.legend", WRONG)
    result = bring_in(copy, path)
    assert outcomes(result) == {"changed": 1, "unchanged": 58}
    assert "warning" not in result.out


def test_an_import_says_what_a_text_lacks(copy: Copy) -> None:
    path = sent(copy.root, "ar", "xliff")
    translated(path, "members.legend", "الأعضاء باللون الأخضر")
    result = bring_in(copy, path)
    assert result.status == 0
    assert 'lacks "اللجنة التوجيهية", the term for "Steering Committee": use it' in told(result, "members.legend")


def test_a_check_warns(copy: Copy) -> None:
    copy.change(FR, "legend: Membres du Comité directeur", "legend: Membres du  comité de  pilotage")
    copy.change("sources/text/en.yaml", "Preventing Irregular Migration", "Preventing Illegal Migration")
    (found,) = findings(copy)
    assert (found.weight, found.kind) == (Weight.WARNING, "glossary")
    assert str(found.problem).startswith(f'{FR}:44:23: members.legend has "comité de pilotage", a term to avoid; write')
    (found,) = findings(copy, "en")
    assert (found.weight, found.problem.what) == (
        Weight.WARNING,
        'plan.prevention has "Illegal Migration", a term to avoid',
    )
    read = loader.load(Root(copy.root))
    (problem,) = status.against_glossary(read, "fr")
    assert problem.what == 'members.legend has "comité de pilotage", a term to avoid'


@pytest.mark.parametrize("thing", ["Comité de pilotage", "Comité directeur"])
def test_what_is_allowed_for_a_reason(thing: str, copy: Copy) -> None:
    now = WRONG if thing in WRONG else "Membres en vert"
    copy.change(FR, "legend: Membres du Comité directeur en vert", f"legend: {now}")
    assert [each.kind for each in findings(copy)] == ["glossary"]
    copy.change(FR, "\ndocument:", f"\nallow:\n  members.legend:\n    {thing}: The name has just changed.\n\ndocument:")
    assert findings(copy) == []
    copy.change(FR, f"legend: {now}", "legend: Membres du Comité directeur")
    (found,) = findings(copy)
    assert found.problem.what == f'"{thing}" is allowed in members.legend, but no longer needed'


def test_terms_that_cannot_be_read_are_an_error(copy: Copy) -> None:
    copy.change("sources/glossary/fr.yaml", "preferred: Comité directeur", "prefered: Comité directeur")
    found = list(source_checks.of_glossary(loader.read_all(Root(copy.root))))
    assert [(each.weight, each.kind) for each in found] == [(Weight.ERROR, "source")]
    assert list(source_checks.of_wording(loader.read_all(Root(copy.root)), ["fr"])) == []


def test_the_terms_of_a_text_go_out_with_it(copy: Copy) -> None:
    line = "Steering Committee = Comité directeur, not Comité de pilotage"
    row = Word(sent(copy.root, "fr", "docx")).row("members.legend")
    assert line in ["".join(each.itertext()) for each in cells_of(row)[4]]
    xliff = sent(copy.root, "fr", "xliff").read_text("utf-8")
    assert xliff.count(f'<note from="secretariat" annotates="source">{line}</note>') == 3


def test_terms_that_have_changed_meanwhile_are_no_remark(copy: Copy) -> None:
    """Nor is a note that a translator leaves as it is."""
    table, xliff = (sent(copy.root, "fr", format) for format in FORMATS)
    copy.change("sources/glossary/fr.yaml", "[Comité de pilotage]", "[Comité de pilotage, CoPil]")
    assert "comment" not in bring_in(copy, table).out
    assert "comment" not in bring_in(copy, xliff).out
