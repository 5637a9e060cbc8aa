"""Who changed a text, when and why: those who changed that very text, as git has it, and nobody else."""

from __future__ import annotations

from datetime import date

import pytest

from factsheet.changes.authors import Authors, Save, spots
from factsheet.changes.comparison import Change
from factsheet.changes.said import Run
from factsheet.core.names import LanguageTag, VariantId
from factsheet.core.project import Root
from factsheet.source import loader
from factsheet.source.model import Sources

from ..conftest import Copy, copy_project
from .saving import AR, EN, FACTS, FRANCE, git, kept, saved

SINCE = ("--since=2026-11-21T00:00:00",)


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> Root:
    """Return a leaflet that several people have changed, each something else in the same files."""
    copy = Copy(copy_project(tmp_path_factory.mktemp("several"), "en, ar"))
    kept(copy.root)
    for number, (author, file, old, new) in enumerate(
        (
            ("Amina", EN, "title: Activities", "title: Doings"),
            ("Bakri", EN, "title: Member States", "title: States"),
            ("Chloé", FACTS, "KhartoumProcess@icmpd.org", "office@icmpd.org"),
            ("Dawit", FACTS, "SE, CH, TN", "SE, TN"),
            ("Esra", AR, "title: الأنشطة", "title: أنشطتنا"),
            ("Fatou", FRANCE, "upcoming:", "upcoming: KE"),
            ("Amina", EN, "title: Doings", "title: Deeds"),
            ("Gaël", EN, "title: Other Stakeholders", "title: [Other Stakeholders"),
            ("Gaël", EN, "title: [Other Stakeholders", "title: Others"),
        )
    ):
        copy.change(file, old, new)
        saved(copy.root, f"{author} was here", author=author, day=f"2026-11-{22 + number}")
    copy.change(EN, "title: States", "title: Countries")
    return Root(copy.root)


@pytest.fixture(scope="module")
def sources(several: Root) -> Sources:
    return loader.load(several)


def who(sources: Sources, root: Root, key: str, language: str = "en", since: tuple[str, ...] = SINCE) -> list[str]:
    change = Change(key, (), (Run(text="x"),))
    places = spots(sources, (VariantId("2025-france"), LanguageTag(language)), change)
    return [save.author or "nobody yet" for save in Authors(root, since).of(places)]


@pytest.mark.parametrize(
    ("key", "language", "authors"),
    [
        ("activities.title", "en", ["Amina", "Amina"]),  # twice, and Bakri only changed the same file
        ("members.title", "en", ["nobody yet", "Bakri"]),
        ("members.title", "ar", []),  # who changed the English did not change the Arabic
        ("activities.title", "ar", ["Esra"]),
        ("{email}", "ar", ["Chloé"]),
        ("connect.email", "ar", ["Chloé"]),  # the text is as it was, but prints another fact
        ("members", "en", ["Dawit"]),
        ("{upcoming_chair}", "en", ["Fatou"]),
        ("lead.title", "en", []),  # although nobody could read the file for a while
        ("stakeholders.title", "en", ["Gaël"]),  # who mended it
    ],
)
def test_each_text_has_its_own_authors(
    key: str, language: str, authors: list[str], several: Root, sources: Sources
) -> None:
    assert who(sources, several, key, language) == authors


def test_only_what_was_saved_since_counts(several: Root, sources: Sources) -> None:
    version = git(several.folder, "log", "--format=%H", "--author=Chloé")
    assert who(sources, several, "{email}", since=(f"{version}..HEAD",)) == []
    assert who(sources, several, "{email}", since=(f"{version}~1..HEAD",)) == ["Chloé"]
    assert who(sources, several, "activities.title", since=(f"{version}..HEAD",)) == ["Amina"]


def test_a_save_has_a_day_and_a_reason(several: Root, sources: Sources) -> None:
    change = Change("activities.title", (), ())
    found = spots(sources, (VariantId("2025-france"), LanguageTag("ar")), change)
    assert Authors(several, SINCE).of(found) == [Save("Esra", date(2026, 11, 26), "Esra was here")]


def test_without_git_nobody_is_named(several: Root, sources: Sources, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert who(sources, several, "{email}") == []
