"""A folder of hosted texts: as platforms accept it, and never written over what nobody has imported."""

from __future__ import annotations

from pathlib import Path

import pytest
from translate.storage.po import pofile

from factsheet.core.project import Root
from factsheet.translation import pages, pending, sent
from factsheet.translation.pages import Shown

from ..conftest import Copy, Result, pipeline
from ..exchange import DOT, Word
from .importing import EN, FR, LEGEND, bring_in, outcomes
from .test_po import on_a_platform

NAME = "khartoum-process-factsheet"
TEMPLATE, FRENCH, ARABIC = sent.template(NAME), sent.path(NAME, "fr"), sent.path(NAME, "ar")


@pytest.fixture
def unseen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lay out no leaflet: what that adds is tested in the campaign."""
    monkeypatch.setattr(pages.Pages, "lengths", lambda self: ({"lead.text": 500}, {"front": 100}))
    monkeypatch.setattr(pages.Pages, "shown", lambda self, every: Shown(b"", {"lead.text": DOT}))


@pytest.fixture
def texts(copy: Copy, unseen: None) -> Path:
    """Return a folder in which the texts have been put."""
    folder = copy.root / "texts"
    folder.mkdir()
    assert host(copy, folder).status == 0
    return folder


def host(copy: Copy, folder: Path) -> Result:
    result = pipeline("host", folder, "--root", copy.root)
    assert "Traceback" not in result.err
    return result


def targets(path: Path) -> dict[str, tuple[str, bool]]:
    """Return each translation, and whether it is fuzzy."""
    return {unit.getcontext(): (unit.target, unit.isfuzzy()) for unit in pofile.parsefile(str(path)).units}


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# As it is made


def test_a_platform_finds_what_it_looks_for(texts: Path) -> None:
    """Weblate: locales/*/NAME.po, and its template. Pontoon: a folder of templates beside those of languages."""
    there = {path.relative_to(texts).as_posix() for path in contents(texts)}
    assert there == {TEMPLATE, FRENCH, ARABIC, "screenshots/lead.text.png", sent.NAME}
    template, french, arabic = (pofile.parsefile(str(texts / name)) for name in (TEMPLATE, FRENCH, ARABIC))
    for units in (french.units, arabic.units):
        assert [(unit.getcontext(), unit.source) for unit in template.units[1:]] == [
            (unit.getcontext(), unit.source) for unit in units[1:]
        ]
        assert all(unit.target for unit in units[1:])
    assert not any(unit.target for unit in template.units[1:])
    (lead,) = (unit for unit in french.units if unit.getcontext() == "lead.text")
    notes = lead.getnotes("developer").splitlines()
    assert notes[2] == "There is room for 500 characters."
    assert notes[-1] == "Picture: screenshots/lead.text.png"


@pytest.mark.campaign
def test_pictures_and_lengths_are_those_of_the_leaflet(copy: Copy) -> None:
    folder = copy.root / "texts"
    folder.mkdir()
    result = host(copy, folder)
    assert "French (fr): 59 of 59 texts: nothing left to do\nwritten in " in result.out
    french = pofile.parsefile(str(folder / FRENCH))
    shown = 0
    for unit in french.units[1:]:
        name = unit.getnotes("developer").partition("Picture: ")[2]
        if name:
            assert name == f"screenshots/{unit.getcontext().replace(':', '.')}.png"
            assert (folder / name).read_bytes().startswith(b"\x89PNG")
            shown += 1
    assert shown == 47 == len([*folder.glob("screenshots/*")])
    before = contents(folder)
    assert host(copy, folder).status == 0
    assert contents(folder) == before


# As it goes on


def test_nothing_is_written_over_that_was_not_imported(copy: Copy, texts: Path) -> None:
    on_a_platform(texts / FRENCH, activities__title="Travaux", lead__title="Le Processus de Khartoum ?")
    before = contents(texts)
    refused = host(copy, texts)
    assert refused.status == 1
    assert f"{FRENCH}:" in refused.err
    assert (
        "2 translations here would be lost, since nobody has imported them: lead.title, activities.title" in refused.err
    )
    assert f'first: make import file="{texts / FRENCH}"' in refused.err
    assert contents(texts) == before
    assert outcomes(bring_in(copy, texts / FRENCH)) == {"changed": 2, "unchanged": 57}
    assert host(copy, texts).status == 0
    now = contents(texts)
    assert {path.name for path in now if now[path] != before[path]} == {sent.NAME}  # no change for git to merge
    on_a_platform(texts / FRENCH, activities__title="Actions")
    assert outcomes(bring_in(copy, texts / FRENCH)) == {"changed": 1, "unchanged": 58}


def test_a_folder_whose_files_had_another_name_at_first_keeps_it(copy: Copy, texts: Path) -> None:
    for path in [*texts.glob("locales/*/*.po"), *texts.glob("locales/*/*.pot")]:
        path.rename(path.with_stem("leaflet"))
    french = texts / "locales/fr/leaflet.po"
    on_a_platform(french, activities__title="Travaux")
    refused = host(copy, texts)
    assert f'first: make import file="{french}"' in refused.err
    assert outcomes(bring_in(copy, french)) == {"changed": 1, "unchanged": 58}
    copy.change(FR, "  title: Nous contacter\n", "  title: Contact\n")
    said = host(copy, texts).out
    assert "locales/templates/leaflet.pot, locales/fr/leaflet.po" in said
    assert targets(french)["connect.title"] == ("Contact", True)
    assert {path.stem for path in texts.glob("locales/*/*")} == {"leaflet"}


def test_what_changed_here_goes_there(copy: Copy, texts: Path) -> None:
    copy.change(EN, *LEGEND)
    copy.change(FR, "  title: Activités\n", "  title: Travaux\n")
    assert host(copy, texts).status == 0
    there = targets(texts / FRENCH)
    assert there["members.legend"] == ("Membres du Comité directeur en vert", True)
    assert there["activities.title"] == ("Travaux", True)
    on_a_platform(texts / FRENCH, activities__title=None)  # somebody confirms it, while it is hosted once more
    copy.change(FR, "  title: Nous contacter\n", "  title: Contact\n")
    assert host(copy, texts).status == 0
    assert targets(texts / FRENCH)["activities.title"] == ("Travaux", False)
    assert outcomes(bring_in(copy, texts / FRENCH)) == {"confirmed": 1, "unchanged": 58}


def test_what_was_imported_with_a_doubt_goes_back_to_be_confirmed(copy: Copy, texts: Path) -> None:
    doubtful = "Le le processus de Khartoum"
    on_a_platform(texts / FRENCH, lead__title=doubtful)
    assert outcomes(bring_in(copy, texts / FRENCH)) == {"changed": 1, "unchanged": 58}
    assert host(copy, texts).status == 0
    assert targets(texts / FRENCH)["lead.title"] == (doubtful, True)
    assert outcomes(bring_in(copy, texts / FRENCH)) == {"unchanged": 59}  # nobody has said anything
    on_a_platform(texts / FRENCH, lead__title=None)
    assert outcomes(bring_in(copy, texts / FRENCH)) == {"confirmed": 1, "unchanged": 58}


def test_what_was_rejected_stays_there_with_the_reason_until_it_is_corrected(copy: Copy, texts: Path) -> None:
    on_a_platform(texts / FRENCH, facts__current_chair_name="la France")
    assert outcomes(bring_in(copy, texts / FRENCH)) == {"rejected": 1, "unchanged": 58}
    assert host(copy, texts).status == 0
    said = (texts / FRENCH).read_text("utf-8")
    assert targets(texts / FRENCH)["facts.current_chair_name"] == ("la France", True)
    assert "\n# Not imported: " in said
    assert "comment" not in bring_in(copy, texts / FRENCH).out
    rejects = Word(pending.rejects(Root(copy.root), "fr"))
    (row,) = rejects.kept()
    row.type("la {chair}")
    assert outcomes(bring_in(copy, rejects.save())) == {"changed": 1}
    assert not pending.rejects(Root(copy.root), "fr").exists()
    assert outcomes(bring_in(copy, texts / FRENCH)) == {"unchanged": 59}
    assert host(copy, texts).status == 0
    assert targets(texts / FRENCH)["facts.current_chair_name"] == ("la {chair}", False)


def test_a_file_that_pontoon_wrote_anew_is_left_as_it_is(copy: Copy, texts: Path) -> None:
    """It fills the template in: notes and flags are those of the template, and so is the head."""
    template, french = (pofile.parsefile(str(texts / name)) for name in (TEMPLATE, FRENCH))
    for unit, translated in zip(template.units[1:], french.units[1:], strict=True):
        unit.target = translated.target
    template.updateheader(add=True, Language="fr", Generated_By="Pontoon")
    template.savefile(str(texts / FRENCH))
    before = (texts / FRENCH).read_bytes()
    assert b"room for 500" in before
    assert outcomes(bring_in(copy, texts / FRENCH)) == {"unchanged": 59}
    assert host(copy, texts).status == 0
    assert (texts / FRENCH).read_bytes() == before


def test_a_folder_that_is_not_there_and_a_file_that_is_damaged(copy: Copy, texts: Path) -> None:
    missing = host(copy, copy.root / "nowhere")
    assert missing.status == 2
    assert "there is no folder" in missing.err
    (texts / FRENCH).write_text("<<<<<<< HEAD\n", "utf-8")
    before = contents(texts)
    refused = host(copy, texts)
    assert refused.status == 1
    assert f"{FRENCH}:1: git has left a conflict here" in refused.err
    assert contents(texts) == before
