# ruff: noqa: E501
"""The glossary: what is wrong in it is reported in one go, each at its place, and a project need not have one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from factsheet.core.diagnostics import Problem, Problems
from factsheet.core.names import LanguageTag
from factsheet.core.project import Root
from factsheet.source import glossary, loader
from factsheet.source.glossary import Glossary

from ..conftest import Copy, pipeline
from ..exchange import sent

EN = """\
terms:
  committee:
    preferred: Steering Committee
  states:
    preferred: Member States
    forms: [Member State]
"""
FR = """\
terms:
  committee:
    preferred: Comité directeur
    also: [CoDir]
    forms: [comités direct*]
    forbidden: [Comité de pilotage]
    note: A note.
"""
LANGUAGES = [LanguageTag(id) for id in ("en", "fr", "ar")]


def read(folder: Path, **files: str) -> tuple[Glossary, list[str]]:
    """Read a glossary that consists of some files; return what is wrong in it too."""
    root = Root(folder)
    glossary.folder(root).mkdir(parents=True, exist_ok=True)
    for id, text in files.items():
        glossary.path(root, LanguageTag(id)).write_text(text, "utf-8")
    broken: dict[str, list[Problem]] = {}
    paths = [(LanguageTag(id), glossary.path(root, LanguageTag(id))) for id in files]
    found = glossary.read_all(root, paths, LANGUAGES, broken)
    return found, [str(problem).partition("\n")[0] for problems in broken.values() for problem in sorted(problems)]


def test_terms_of_each_language(tmp_path: Path) -> None:
    found, wrong = read(tmp_path, en=EN, fr=FR)
    assert wrong == []
    term = found.of(LanguageTag("fr"))["committee"]
    assert (term.names, term.forms, term.forbidden) == (
        ["Comité directeur", "CoDir"],
        ["comités direct*"],
        ["Comité de pilotage"],
    )
    assert found.of(LanguageTag("ar")) == {}
    assert found.of(LanguageTag("en"))["states"].note is None


CASES = {
    "unknown key": ("    note: A note.", "    notes: A note.", 'fr.yaml:7:5: unknown key "notes"; did you mean "note"?'),
    "unknown term": ("  committee:", "  comittee:", 'fr.yaml:2:3: there is no term "comittee" in sources/glossary/en.yaml; did you mean "committee"?'),
    "unknown term, nothing near": ("  committee:", "  weather:", 'there is no term "weather" in sources/glossary/en.yaml; add it to sources/glossary/en.yaml first'),
    "a name with a space": ("  committee:", "  the committee:", '"the committee" is not in the right form; use lower-case letters, digits and _'),
    "no preferred term": ("    preferred: Comité directeur\n", "", 'missing key "preferred" under "terms.committee"'),
    "an empty term": ("preferred: Comité directeur", "preferred:", '"terms.committee.preferred" is empty'),
    "a list where a text belongs": ("preferred: Comité directeur", "preferred: [Comité]", '"terms.committee.preferred" is a list; it must be a single text'),
    "a text where a list belongs": ("also: [CoDir]", "also: CoDir, Comité", '"CoDir, Comité" is a text; put square brackets around it, and commas between terms: [CoDir, Comité]'),
    "a stem to use": ("preferred: Comité directeur", 'preferred: "Comité direct*"', '"Comité direct*" has a "*"; write the whole term here; stems go under forms'),
    "marks": ("preferred: Comité directeur", 'preferred: "[Comité](#x)"', '"[Comité](#x)" has a "["; write a term as it is printed'),
    "no letters": ("also: [CoDir]", 'also: ["--"]', '"--" has no letters; write the term'),
    "a stem that fits anything": ("[comités direct*]", "[co*]", '"co*" would match almost any word; write at least 3 letters beside the "*"'),
    "a star inside a word": ("[comités direct*]", "[com*tés]", '"com*tés" has a "*" inside a word; put it at the beginning or the end'),
    "far too long": ("preferred: Comité directeur", f"preferred: {'Comité ' * 40}", "a term of 279 characters; the limit is 200"),
    "twice": ("also: [CoDir]", "also: [CoDir, CoDir]", '"CoDir" is in this list twice; delete one of them'),
    "used and forbidden": ("[Comité de pilotage]", "[COMITÉ\u00a0DIRECTEUR]", 'fr.yaml:6:17: "COMITÉ\u00a0DIRECTEUR" is listed both as a term to use for "committee" and as forbidden; delete one of the two'),
    "typographic quotes": ("preferred: Comité directeur", "preferred: “Comité directeur”", 'typographic quotes around "Comité directeur"'),
    "a second colon": ("note: A note.", "note: A note: short.", 'a second ":" on this line'),
    "nothing under terms": (FR, "terms:\n", '"terms" is a text; write "key: text" lines under it'),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "said"), CASES.values(), ids=CASES)
def test_what_is_wrong(old: str, new: str, said: str, tmp_path: Path) -> None:
    assert FR.count(old) == 1
    found, wrong = read(tmp_path, en=EN, fr=FR.replace(old, new))
    assert len(wrong) == 1, wrong
    assert said in wrong[0]
    assert set(found.terms) == {"en"}  # terms with a mistake among them are not used


def test_everything_is_reported_at_once(tmp_path: Path) -> None:
    fr = FR.replace("note:", "notes:").replace("[CoDir]", '["*"]')
    en = EN.replace("Member States", "STEERING Committee").replace("[Member State]", "Member State")
    found, wrong = read(tmp_path, en=en, fr=fr, sw=EN)
    assert [line.partition(":")[0].rpartition("/")[2] for line in wrong] == ["en.yaml", "fr.yaml", "fr.yaml", "sw.yaml"]
    assert wrong[3].endswith('there is no language "sw"; available: en, fr, ar; a file here is named after a language')
    assert found.terms == {}


def test_one_word_for_two_things(tmp_path: Path) -> None:
    _, wrong = read(tmp_path, en=EN.replace("Member States", "steering\u00a0committee"))
    assert len(wrong) == 1
    assert wrong[0].startswith("sources/glossary/en.yaml:4:3: ")
    assert wrong[0].endswith('is also a term for "committee"; delete one of the two')


def test_translations_of_nothing(tmp_path: Path) -> None:
    _, wrong = read(tmp_path, fr=FR)
    assert [line.partition("; ")[0] for line in wrong] == [
        "sources/glossary/fr.yaml:1:1: there is no sources/glossary/en.yaml"
    ]


def test_a_project_without_a_glossary(copy: Copy) -> None:
    shutil.rmtree(copy.root / "sources/glossary")
    assert loader.load(Root(copy.root)).glossary == Glossary()


def test_a_mistake_in_the_glossary_stops_what_needs_it(copy: Copy) -> None:
    """Not the leaflet: whatever it says is read all the same."""
    table = sent(copy.root, "ar", "docx")
    copy.change("sources/glossary/fr.yaml", "preferred: Comité directeur", "prefered: Comité directeur")
    (copy.root / "sources/glossary/Notes.yaml").write_text("terms:\n", "utf-8")
    read = loader.read_all(Root(copy.root))
    assert set(read.languages) == {"ar", "en", "fr"}
    assert set(read.broken) == {"sources/glossary/fr.yaml", "sources/glossary/Notes.yaml"}
    with pytest.raises(Problems, match='did you mean "preferred"'):
        loader.load(Root(copy.root))
    for command in (("status",), ("translate", "fr"), ("import", table)):
        result = pipeline(*command, "--root", copy.root)
        assert (result.status, 'did you mean "preferred"' in result.err) == (1, True)
