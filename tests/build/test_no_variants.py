"""A factsheet without variants: an edition for each language, straight in output/, and no trace of a variant."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from factsheet.build import budget, manifest, released
from factsheet.build.freshness import Selection
from factsheet.build.progress import Reporter
from factsheet.check.release import released_now
from factsheet.check.runner import review
from factsheet.core.names import LanguageTag, VariantId
from factsheet.core.project import Root
from factsheet.opendocument import libreoffice
from factsheet.preview.session import Live, word_file
from factsheet.workers.pool import Workers

from ..conftest import ENDINGS, SITE, Result, once, pipeline, pipeline_apart
from ..examples import FLYER, begun, publish
from ..validators import judged_once

ONLY = VariantId("")


def files(languages: str, name: str) -> set[str]:
    """Return what is in output/ when some languages are final."""
    return SITE | {f"{name}-all.zip"} | {f"{name}-{id}{end}" for id in languages.split() for end in ENDINGS.values()}


def there(root: Path) -> set[str]:
    return {path.name for path in (root / "output").iterdir()}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Return the flyer in all its languages, and what its build printed."""

    def build(folder: Path) -> Result:
        result = pipeline("build", "--root", begun(folder, FLYER))
        return Result(result.status, result.out + result.err, result.err)

    return once(tmp_path_factory, "flyer", build)


@pytest.fixture
def flyer(built: tuple[Path, str], tmp_path: Path) -> Path:
    return Path(shutil.copytree(built[0], tmp_path / "flyer"))


def run(*arguments: str | Path, root: Path) -> Result:
    """Run a command on a factsheet; nothing that it says is about a variant."""
    result = pipeline(*arguments, "--root", root)
    assert "Traceback" not in result.err, result.err
    assert "None" not in result.out + result.err
    return result


def test_files_are_in_output_itself(built: tuple[Path, str]) -> None:
    root, printed = built
    assert there(root) == files("en sw ar", "project")
    assert "\nen  " in printed
    assert "\nen: made in " in printed
    assert "\nin output\n" in printed
    assert "None" not in printed


def test_the_web_page_leads_to_the_page_beside_it(built: tuple[Path, str]) -> None:
    page = (built[0] / "output/project-en.html").read_text("utf-8")
    assert 'href="index.html"' in page
    assert '<link rel="stylesheet" href="leaflets.css">' in page
    assert 'href="project-sw.html"' in page
    assert 'href="project-en.pdf"' in page
    assert 'href="../' not in page


def test_the_download_page_lists_languages(built: tuple[Path, str]) -> None:
    page = (built[0] / "output/index.html").read_text("utf-8")
    assert "<li id=en lang=en>" in page
    assert 'href="project-en.pdf"' in page
    assert 'href="project-all.zip"' in page
    assert "2 pages, text dated" in page
    assert ' id=""' not in page


def test_the_manifest_has_no_variant(built: tuple[Path, str]) -> None:
    root, _ = built
    said = json.loads((root / "output/manifest.json").read_text("utf-8"))
    assert {(each["variant"], each["path"].partition("/")[1]) for each in said["files"]} == {("", "")}
    known, complaint = manifest.read(Root(root))
    assert (len(known.entries), complaint) == (3 * len(ENDINGS), "")


def test_nothing_is_made_again_or_left_behind(flyer: Path) -> None:
    again = run("build", root=flyer)
    assert again.out.count("unchanged") == 3
    assert again.err == ""
    publish(flyer, "en")
    without = run("build", root=flyer)
    assert "removed 5 files, output/project-sw.*: it is not listed in factsheet.yaml" in without.out
    assert there(flyer) == files("en", "project")
    assert 'href="project-sw.html"' not in (flyer / "output/project-en.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("command", "place"),
    [
        (("build", "--variant", "2025-france"), "variant=2025-france"),
        (("preview", "--no-browser", "--variant", "2025-france"), "variant=2025-france"),
        (("explain", "sw", "cover.name", "--variant", "2025-france"), "explain 2025-france"),
        (("changes", "--against", "2025-france"), "against=2025-france"),
    ],
)
def test_asking_for_a_variant_is_refused(command: tuple[str, ...], place: str, built: tuple[Path, str]) -> None:
    result = run(*command, root=built[0])
    assert result.status == 1
    assert f"{place}: this factsheet has no variants; leave this out" in result.err


def test_nor_can_one_be_set_up(built: tuple[Path, str]) -> None:
    result = run("variant", "country=KE", root=built[0])
    assert result.status == 1
    assert "this factsheet has no variants; declare them in content.yaml" in result.err


def test_texts_are_explained(built: tuple[Path, str]) -> None:
    result = run("explain", "sw", "about.text", root=built[0])
    assert "nchini Kenya" in result.out.replace("\u00a0", " ")
    assert "sources/factsheet.yaml" in result.out
    assert run("status", root=built[0]).status == 0


def test_it_is_released_in_a_folder_named_for_the_day(flyer: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    judged_once(monkeypatch)
    monkeypatch.setattr(libreoffice, "program", lambda: None)
    monkeypatch.setattr(budget, "budgets", lambda *about: {})
    root = Root(flyer)
    reviewed = review(root, Selection(), Reporter())
    assert reviewed.findings == []
    (outcome,) = released_now(root, reviewed, date(2026, 11, 30))
    assert (outcome.variant, outcome.problems) == ("", ())
    folder = flyer / "output/releases/2026-11-30"
    assert {path.name for path in folder.iterdir()} >= {"project-en.pdf", "project-sw.json", "release.json"}
    assert (folder / "project-released-2026-11-30.zip").is_file()
    assert released.latest(root)[ONLY].folder == "2026-11-30"
    (again,) = released_now(root, reviewed, date(2026, 12, 1))
    assert not again.new
    compared = run("changes", root=flyer)
    assert "\nen: no changes\n\nsw: no changes\n\nar: no changes\n" in compared.out
    edit(flyer, "title: Where the money goes", "title: How the money is spent")
    changed = run("changes", "--lang", "en", root=flyer)
    assert "\nen: 1 change since the release of 30 November 2026\n" in f"\n{changed.out}"
    page = (flyer / "output/changes.html").read_text("utf-8")
    assert '<h2 id="h-en"><span lang="en"' in page
    assert 'id="en-1"' in page
    assert "by its language and number" in page


def edit(root: Path, old: str, new: str) -> None:
    path = root / "sources/text/en.yaml"
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


@pytest.mark.campaign
def test_it_is_put_on_a_stick(flyer: Path, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    edit(flyer, "title: Where the money goes", "title: How the money is spent")
    result = run("stick", tmp_path / "stick", root=flyer)
    assert result.status == 0
    assert "drafts left out: ar, sw\n" in result.out
    assert (tmp_path / "stick/project/project-en.pdf").is_file()


def test_it_is_previewed(flyer: Path) -> None:
    with Workers() as workers:
        live = Live(Root(flyer), ONLY, LanguageTag("en"), workers)
        assert live.name == "en"
        view = live.look()
        assert (len(view.pages), view.stale, view.problems, view.findings) == (2, False, (), ())
        assert word_file(live)[0] == "project-en.docx"


@pytest.mark.campaign
def test_its_texts_go_out_and_come_back(flyer: Path, tmp_path: Path) -> None:
    assert run("translate", "sw", "--all", root=flyer).status == 0
    for file in (flyer / "output/translate/sw.docx", flyer / "output/translate/sw.xliff"):
        assert "sw: 50 unchanged" in run("import", file, root=flyer).out
    (tmp_path / "hosted").mkdir()
    assert run("host", tmp_path / "hosted", root=flyer).status == 0
    assert "sw: 50 unchanged" in run("import", tmp_path / "hosted/locales/sw/project.po", root=flyer).out
    assert run("budget", "sw", root=flyer).status == 0


@pytest.mark.campaign
def test_it_is_checked_and_released_as_anybody_does(flyer: Path) -> None:
    assert run("check", root=flyer).out == "nothing found\n"
    assert pipeline_apart("release", "--root", flyer).out.startswith(f"released in output/releases/{date.today()}\n")
