"""What is released: a dated folder of each variant, which holds what proves it, and which nothing touches again."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest

from factsheet.build import budget, manifest, released, releases
from factsheet.build.freshness import Selection
from factsheet.build.plan import plan
from factsheet.build.progress import Reporter
from factsheet.build.released import Release
from factsheet.changes import between
from factsheet.check.release import Outcome, released_now
from factsheet.check.runner import review
from factsheet.core.formats import DOCUMENTS
from factsheet.core.project import Root
from factsheet.opendocument import libreoffice
from factsheet.seal import settings

from .. import seals
from ..conftest import Copy, Result, outdate, pipeline, prebuilt, slow
from ..reading import page_texts
from ..validators import judged_once

EN, FR = "sources/text/en.yaml", "sources/text/fr.yaml"
FACTS = "sources/factsheet.yaml"
NAME = "khartoum-process-factsheet-2025-france"
FIRST, SECOND = date(2026, 11, 25), date(2026, 12, 1)


@pytest.fixture(autouse=True)
def _judged_once_and_not_by_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Count no pages of Word files in this process: that takes 1.5 s of CPU a time (test_word_pages does)."""
    judged_once(monkeypatch)
    monkeypatch.setattr(libreoffice, "program", lambda: None)


@pytest.fixture(autouse=True)
def _no_budgets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work out no budgets, which are for other programs: that takes a layout of each edition that has changed."""
    monkeypatch.setattr(budget, "budgets", lambda *about: {})


@pytest.fixture
def made(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Copy:
    """Return a copy of the English leaflet as it was built."""
    root, _ = prebuilt(tmp_path_factory, "en", "2025-france")
    shutil.copytree(root, tmp_path / "made")
    return Copy(tmp_path / "made")


def release(copy: Copy, day: date = FIRST, *formats: str, anyway: bool = False) -> list[Outcome]:
    """Release what there is, after some formats (or all) were made again of what has changed."""
    root = Root(copy.root)
    return list(released_now(root, review(root, Selection(formats=formats), Reporter()), day, anyway=anyway))


def command(copy: Copy, *options: str) -> Result:
    return pipeline("release", "--root", copy.root, *options)


def everything(copy: Copy) -> dict[str, bytes]:
    folder = releases.folder(Root(copy.root))
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_release_holds_what_proves_it(made: Copy) -> None:
    (outcome,) = release(made)
    assert outcome.new
    folder = made.root / "output/releases/2026-11-25-2025-france"
    documents = {f"{NAME}-en{ending}" for ending in (".pdf", "-press.pdf", ".docx")}
    assert {path.name for path in folder.iterdir()} == documents | {
        *(f"{NAME}-en{ending}" for ending in (".png", ".json")),
        *(f"{NAME}-released-2026-11-25.zip", "sources.zip", "release.json", "bom.cdx.json", "SHA256SUMS"),
    }
    # Two witnesses of the sums: hashlib, and sha256sum itself.
    lines = (folder / "SHA256SUMS").read_text().splitlines()
    assert {line.split("  ")[1] for line in lines} == {path.name for path in folder.iterdir()} - {"SHA256SUMS"}
    assert all(hashlib.sha256((folder / name).read_bytes()).hexdigest() == sum for sum, name in map(str.split, lines))
    subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=folder, check=True)
    with ZipFile(folder / f"{NAME}-released-2026-11-25.zip") as packed:
        assert set(packed.namelist()) == documents | {"bom.cdx.json", "SHA256SUMS"}
        assert packed.read("bom.cdx.json") == (folder / "bom.cdx.json").read_bytes()
        assert packed.testzip() is None
        for name in documents:
            assert (
                packed.read(name)
                == (folder / name).read_bytes()
                == (made.root / "output/2025-france" / name).read_bytes()
            )
    said = json.loads((folder / f"{NAME}-en.json").read_text("utf-8"))
    printed = " ".join(" ".join(page_texts(folder / f"{NAME}-en.pdf")).split())
    assert said["texts"]["lead.title"].upper() in printed.upper()
    assert len(said["lists"]["members"]) == 40
    assert json.loads((folder / "release.json").read_text())["made_with"]["weasyprint"]


def test_its_pdf_is_sealed_and_everything_goes_by_what_was_made(
    made: Copy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in seals.put(tmp_path).items():
        monkeypatch.setenv(name, value)
    result = command(made)
    assert result.status == 0, result.err
    assert "  sealed by Seal of the Secretariat (Example Office, BE)\n" in result.out
    assert settings.PASSPHRASE not in os.environ
    (folder,) = releases.folders(Root(made.root))
    name = f"{NAME}-en.pdf"
    unsealed, sealed = (made.root / "output/2025-france" / name).read_bytes(), (folder / name).read_bytes()
    assert sealed.startswith(unsealed)
    assert seals.poppler_trusts(folder / name)
    for other in ("-press.pdf", ".docx", ".png"):
        path = f"{NAME}-en{other}"
        assert (folder / path).read_bytes() == (made.root / "output/2025-france" / path).read_bytes()
    # The sums of both: of what is there, and of what it begins with.
    subprocess.run(["sha256sum", "--check", "--quiet", "--strict", "SHA256SUMS"], cwd=folder, check=True)
    (line,) = (each for each in (folder / "SHA256SUMS").read_text().splitlines() if each.startswith("#"))
    assert line == (
        f"# before it was sealed: {hashlib.sha256(unsealed).hexdigest()}  {name}, its first {len(unsealed)} bytes"
    )
    about = json.loads((folder / "release.json").read_text())
    (document,) = (each for each in about["documents"] if each["name"] == name)
    assert document["sha256"] == hashlib.sha256(sealed).hexdigest()
    assert document["unsealed"] == {"bytes": len(unsealed), "sha256": hashlib.sha256(unsealed).hexdigest()}
    assert about["made_with"]["pyhanko"]
    with ZipFile(next(folder.glob("*-released-*.zip"))) as packed:
        assert packed.read(name) == sealed
        assert line in packed.read("SHA256SUMS").decode()
        assert "pkg:pypi/pyhanko@" in packed.read("bom.cdx.json").decode()
    verified = pipeline("verify", folder / name, "--root", made.root)
    assert verified.status == 0
    assert f"the release {folder.name} here was sealed with the same certificate" in verified.out
    # What is handed out is the sealed file: on the page, and on a stick wherever a page links to it.
    assert f'href="releases/{folder.name}/{name}"' in (made.root / "output/index.html").read_text("utf-8")
    assert pipeline("stick", "--root", made.root, tmp_path / "all.zip").status == 0
    with ZipFile(tmp_path / "all.zip") as stick:
        there = [each for each in stick.namelist() if each.endswith(f"/{name}")]
        assert len(there) == 2
        assert all(stick.read(each) == sealed for each in there)
    # A seal is never the same again, so it makes no difference to what has changed.
    monkeypatch.delenv(settings.KEY)
    again = command(made)
    assert "nothing has changed since output/releases/" in again.out
    assert len(list(releases.folders(Root(made.root)))) == 1
    assert "no changes since the release" in shown(made)


def test_a_key_that_cannot_be_used_is_said_before_anything_is_made(
    made: Copy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (seals.put(tmp_path) | {settings.PASSPHRASE: "another"}).items():
        monkeypatch.setenv(name, value)
    made.change(EN, "title: Activities", "title: What we do")
    before = {path: path.read_bytes() for path in (made.root / "output").rglob("*") if path.is_file()}
    result = command(made)
    assert (result.status, result.out) == (1, "")
    assert "seal.p12: the passphrase does not open this file, or it is damaged; check FACTSHEET_SEAL_" in result.err
    assert result.err.endswith("1 problem; nothing was written.\n")
    assert {path: path.read_bytes() for path in (made.root / "output").rglob("*") if path.is_file()} == before


def test_its_sources_make_the_same_leaflet_and_name_nobody(made: Copy, tmp_path: Path) -> None:
    with (made.root / FR).open("a", encoding="utf-8") as file:
        file.write("# Translated by Somebody Known <somebody@example.org>\n")
    made.change(FR, "  title: Activités\n", "  title: '« Activités »'\n")  # without quotes, a slip
    made.change(FACTS, "languages: [en]", "languages: [en, fr]")
    assert pipeline("confirm", "fr", "--all", "--root", made.root).status == 0
    release(made, FIRST, "pdf")
    folder = made.root / "output/releases/2026-11-25-2025-france"
    with ZipFile(folder / "sources.zip") as packed:
        packed.extractall(tmp_path / "again")
        assert not any(b"Somebody" in packed.read(name) for name in packed.namelist())
        assert "sources/text/fr.lock.yaml" in packed.namelist()
    shutil.copytree(made.root / "layouts", tmp_path / "again/layouts")
    shutil.copytree(made.root / "fonts", tmp_path / "again/fonts")
    result = pipeline("build", "--root", tmp_path / "again", "--format", "pdf")
    assert result.status == 0, result.err
    for language in ("en", "fr"):
        (path,) = (tmp_path / "again/output").rglob(f"*-{language}.pdf")
        assert path.read_bytes() == (folder / path.name).read_bytes()


def test_nothing_touches_it_again(made: Copy) -> None:
    result = command(made)
    assert result.status == 0
    assert "  not sealed: no key is configured\n" in result.out
    before = everything(made)
    assert any(name.endswith(".zip") for name in before)
    made.change(EN, "title: Activities", "title: What we do")
    assert made.build("", "--force", "--format", "pdf").status == 0
    made.change(FACTS, "chairs: [2025-france]", "chairs: [2024-egypt]")
    assert made.build().status == 0  # sweeps 2025-france away
    assert not list((made.root / "output/2025-france").glob("*.pdf"))
    assert everything(made) == before


def test_a_second_release_of_a_day_has_a_folder_of_its_own(made: Copy) -> None:
    (first,) = release(made)
    before = everything(made)
    assert first.release
    (again,) = release(made, SECOND)
    assert not again.new  # it would hold the same
    assert again.release == first.release
    made.change(EN, "title: Activities", "title: What we do")
    (kept,) = release(made, FIRST, "pdf")
    (reminder,) = kept.problems
    assert 'since the release of 2026-11-25, but its date has not; change "revised" in' in str(reminder)
    assert "or, if the date is right as it is, type: make release anyway=yes" in reminder.hint
    assert everything(made) == before  # it could not have been taken back
    (changed,) = release(made, FIRST, "pdf", anyway=True)
    assert changed.release
    assert changed.release.folder == "2026-11-25-2025-france-2"
    page = made.root / "output/releases" / changed.release.folder / between.PAGE
    assert not (page.parents[1] / first.release.folder / between.PAGE).exists()  # there was none before it
    text = page.read_text("utf-8")
    assert ("<del>Activities</del>" in text, "<ins>What we do</ins>" in text) == (True, True)
    subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=page.parent, check=True)
    assert between.PAGE in (page.parent / "SHA256SUMS").read_text()
    assert "<dd>Release 2 from 25\N{NO-BREAK SPACE}November" in text
    assert released_again(made, first.release, changed.release) == page.read_bytes()
    made.change(FACTS, "revised: 2025-04-09", "revised: 2026-11-30")
    made.change(EN, "title: What we do", "title: Our work")
    (dated,) = release(made, SECOND, "pdf")
    assert dated.release
    assert dated.release.folder == "2026-12-01-2025-france"
    assert dated.since == changed.release
    assert {name: content for name, content in everything(made).items() if name in before} == before
    assert [each.folder for each in released.found(Root(made.root))][-1] == "2026-12-01-2025-france"


def released_again(copy: Copy, before: Release, now: Release) -> bytes:
    """Return the page of a release, made once more."""
    root = Root(copy.root)
    known, _ = manifest.read(root)
    entries = [entry for entry in known.entries.values() if entry.format in DOCUMENTS]
    page, doubts = between.page_of(root, plan(root, Selection()), before, now, entries)
    assert not doubts
    return page


def test_what_has_changed_since_is_shown_with_the_old_words_and_the_new(made: Copy) -> None:
    assert "2025-france en: not in a release yet" in pipeline("changes", "--root", made.root).out
    release(made)
    assert "2025-france en: no changes since the release of 25 November 2026" in shown(made)
    made.change(EN, "title: Activities", "title: Our activities")
    made.change(FACTS, "KhartoumProcess@icmpd.org", "office@icmpd.org")
    made.change(FACTS, "SE, CH, TN", "SE, IS, TN")
    made.change(FACTS, "languages: [en]", "languages: [en, fr]")
    said = shown(made)
    assert "2025-france en: 3 changes since the release of 25 November 2026" in said
    assert "2025-france fr: not in a release yet" in said
    assert "activities.title: wording\n  before          [-Activities-]\n  now             {+Our activities+}\n" in said
    email = "  before          [-KhartoumProcess@icmpd.org-]\n  now             {+office@icmpd.org+}\n"
    assert f"connect.email, {{email}}: address\n{email}" in said
    assert "[-Switzerland" in said
    assert "Iceland+}" in said
    # What the release says is proved by the release itself, and what it no longer says is not taken for it.
    (path,) = (made.root / "output/releases").rglob("*-en.json")
    path.write_text("{}", "utf-8")
    result = pipeline("changes", "--root", made.root)
    assert result.status == 1
    assert f"{path.relative_to(made.root)}: this is not the file that was released" in result.err
    assert "2025-france en: not compared" in result.out


def shown(copy: Copy) -> str:
    result = pipeline("changes", "--root", copy.root)
    assert result.status == 0, result.err
    return result.out


HELD_BACK = {
    "an error": ((EN, "**political and", "**political* and"), 'a "*" that is not closed', False),
    "an outdated translation": (None, "members.title is outdated", True),
    "an unconfirmed translation": (
        (FR, "title: Cadre stratégique", "title: Le cadre stratégique"),
        "framework.title is unconfirmed",
        True,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", ["an outdated translation", slow("an error"), slow("an unconfirmed translation")])
def test_what_is_not_clean_is_not_released_but_can_be_left_out(case: str, made: Copy) -> None:
    change, says, as_draft = HELD_BACK[case]
    if case != "an error":
        made.change(FACTS, "languages: [en]", "languages: [en, fr]")
    if change:
        made.change(*change)
    else:
        outdate(made.root, "Member States", "The Member States")
    result = command(made)
    assert result.status == 1
    assert says in result.err
    assert not list(releases.folders(Root(made.root)))
    if not as_draft:
        return
    assert "not released: 2025-france" in result.err
    assert command(made, "--without", "fr").status == 0
    (folder,) = releases.folders(Root(made.root))
    assert not list(folder.glob("*-fr.*"))
    assert command(made, "--drafts").status == 0
    *_, folder = releases.folders(Root(made.root))
    assert bool(list(folder.glob("*-fr-draft.pdf"))) == ("outdated" in case)


def test_a_variant_that_is_held_back_stops_no_other(made: Copy) -> None:
    made.change(FACTS, "chairs: [2025-france]", "chairs: [2025-france, 2024-egypt]")
    made.change("sources/chairs/2024-egypt.yaml", "Rome Declaration", "Rome  *Declaration")
    result = command(made)
    assert result.status == 1
    assert "not released: 2024-egypt" in result.err
    assert [path.name[11:] for path in releases.folders(Root(made.root))] == ["2025-france"]


@pytest.mark.campaign
def test_a_badge_of_another_conference_is_warned_of_and_never_released(made: Copy) -> None:
    made.change(FACTS, "[2025-france]", "[2025-france, 2026-kenya]")
    path = made.root / "sources/chairs/2026-kenya.yaml"
    path.write_text("country: KE\nsince: 2026-04-09\nconference:\n  date: 2026-10-14\n  country: KE\n", "utf-8")
    says = 'badge.place says "Cairo", which belongs to the conference under 2024-egypt; give this chair its own badge.'
    for _ in range(2):  # even if nothing was made
        result = made.build()
        assert result.status == 0, result.err
        assert f"warning: sources/chairs/2026-kenya.yaml:3:1: {says}" in result.out
    assert "warning" not in made.build("", "--chair", "2025-france").out
    for options in ((), ("--drafts", "--anyway")):
        result = command(made, *options)
        assert (says in result.err, "not released: 2026-kenya" in result.err) == (True, True)
    assert [path.name[11:] for path in releases.folders(Root(made.root))] == ["2025-france"]
    own = "text:\n  en:\n    badge:\n      conference: 3rd Ministerial Conference\n      place: Nairobi\n"
    path.write_text(path.read_text("utf-8") + own, "utf-8")
    assert "warning" not in made.build("", "--format", "pdf").out
    assert [(str(each.variant), each.problems) for each in release(made, FIRST, "pdf")] == [
        ("2025-france", ()),
        ("2026-kenya", ()),
    ]


@pytest.fixture
def forged(tmp_path: Path) -> Path:
    folder = tmp_path / "output/releases/2026-11-25-2025-france"
    folder.mkdir(parents=True)
    return folder / "release.json"


GOOD = {
    "chair": "2025-france",
    "country": "FR",
    "since": "2025-04-09",
    "day": "2026-11-25",
    "number": 1,
    "revised": {"en": "2025-04-09"},
    "status": {"en": "final"},
    "pages": 2,
    "texts": {"en": "0"},
    "documents": [{"name": "a.pdf", "language": "en", "format": "pdf", "bytes": 1, "sha256": "0" * 64}],
    "packed": "a.zip",
    "made_with": {},
}
FORGED = [
    {"packed": "../../../etc/passwd"},
    {"chair": "2024-egypt"},
    {"day": "2026-11-24"},
    {"documents": [{**GOOD["documents"][0], "name": "../x.pdf"}]},  # type: ignore[index]
    {"documents": [{**GOOD["documents"][0], "format": "exe"}]},  # type: ignore[index]
    {"documents": 5},
    {"revised": {"en": "yesterday"}},
]


def test_a_description_is_read_or_left_out(forged: Path) -> None:
    root = Root(forged.parents[3])
    forged.write_text(json.dumps(GOOD))
    assert [each.packed for each in released.found(root)] == ["a.zip"]
    for change in FORGED:
        forged.write_text(json.dumps(GOOD | change))
        assert released.found(root) == []
    forged.write_text("[" * 100_000)
    assert released.found(root) == []
