"""Only what changed is made; each file is whole or absent; the manifest never lies."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from factsheet.build import cross_links, freshness, manifest, plan
from factsheet.build.freshness import Selection
from factsheet.core.formats import DOCUMENTS, USUAL
from factsheet.core.project import Root

from ..conftest import ENDINGS, REPOSITORY, Copy, Result, pipeline, prebuilt, prebuilt_further, slow

STEM = "khartoum-process-factsheet"
EN, FR = "sources/text/en.yaml", "sources/text/fr.yaml"
FACTS, FRANCE = "sources/factsheet.yaml", "sources/chairs/2025-france.yaml"
EGYPT = "sources/chairs/2024-egypt.yaml"
ACCENTS = ("  sand: ", "  ochre: ")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two variants in two languages, built; to be copied, not to be changed."""
    return prebuilt_further(tmp_path_factory, "en, fr", "2025-france, 2024-egypt")


@pytest.fixture
def built(whole: Path, tmp_path: Path) -> Copy:
    return Copy(Path(shutil.copytree(whole, tmp_path / "project")))


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the English leaflet alone; to be copied."""
    return prebuilt(tmp_path_factory, "en", "2025-france")[0]


@pytest.fixture
def alone(one: Path, tmp_path: Path) -> Copy:
    return Copy(Path(shutil.copytree(one, tmp_path / "project")))


def states(result: Result) -> dict[str, str]:
    """Return "made" or "unchanged" for each edition in the closing table."""
    rows = [line.split() for line in result.out.splitlines() if line.startswith("20")]
    return {f"{row[0]} {row[1]}": next(word for word in row if word in ("made", "unchanged")) for row in rows}


def made(result: Result) -> set[str]:
    return {edition for edition, state in states(result).items() if state == "made"}


def contents(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in (root / "output").rglob("*") if p.is_file()}


def truthful(root: Path) -> dict[str, Any]:
    """Return the manifest after proving that every file that it names is there and is the one it says."""
    path = root / "output/manifest.json"
    if not path.exists():
        return {"files": []}
    said: dict[str, Any] = json.loads(path.read_text("utf-8"))
    for entry in [*said["files"], *({"path": path, **item} for path, item in said["site"].items())]:
        content = (root / "output" / entry["path"]).read_bytes()
        assert len(content) == entry["bytes"], entry["path"]
        assert hashlib.sha256(content).hexdigest() == entry["sha256"], entry["path"]
    return said


ALL = {"2025-france en", "2025-france fr", "2024-egypt en", "2024-egypt fr"}


# What is made


def test_the_manifest_lists_every_file_with_what_it_was_made_of(whole: Path) -> None:
    said = truthful(whole)
    assert set(said) == {"published", "made_with", "site", "files", "budgets"}
    assert len(said["files"]) == 4 * len(ENDINGS)
    for entry in said["files"]:
        draft = "-draft" if entry["draft"] else ""
        assert entry["path"] == (
            f"{entry['variant']}/{STEM}-{entry['variant']}-{entry['language']}{draft}{ENDINGS[entry['format']]}"
        )
        assert entry["pages"] == 2
        assert said["made_with"][entry["made_with"]]["weasyprint"] == "70.0"
        assert f"sources/chairs/{entry['variant']}.yaml" in entry["sources"]
        assert (FR in entry["sources"]) == (entry["language"] == "fr")
    assert "pango" in next(iter(said["made_with"].values()))


def test_nothing_changed_nothing_made(built: Copy) -> None:
    before = contents(built.root)
    result = built.build()
    assert states(result) == dict.fromkeys(ALL, "unchanged")
    assert contents(built.root) == before


def test_nothing_to_do_imports_nothing_heavy(built: Copy) -> None:
    heavy = ("weasyprint", "docx", "babel", "icu", "yaml", "jinja2", "lxml", "pydantic", "rich", "markdown_it")
    heavy += ("multiprocessing", "zipfile")
    code = f"""
import sys
sys.argv = ['pipeline.py', 'build', '--root', {str(built.root)!r}]
try:
    from factsheet.cli.app import app; app()
finally:
    print(*(name for name in {heavy!r} if name in sys.modules), file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    assert done.stdout.count("unchanged") == 4
    assert done.stderr.split() == []


def test_times_of_files_play_no_part(built: Copy) -> None:
    for path in built.root.rglob("*"):
        os.utime(path, (0, 0))
    assert made(built.build()) == set()


CHANGES = {
    "a French text": (FR, "title: Activités", "title: Les activités", {"2025-france fr", "2024-egypt fr"}),
    "a comment in French": (FR, "# Traduction de travail", "# Une traduction de travail", set()),
    "a chair": (FRANCE, "upcoming:  ", "upcoming: KE #", {"2025-france en", "2025-france fr"}),
    "a chair's French": (
        "sources/chairs/2024-egypt.yaml", "title: EN ROUTE", "title: SUR LA ROUTE", {"2024-egypt fr"},
    ),
    "the theme": ("layouts/leaflet/theme.yaml", '  blue: {screen: "#123f63"', '  blue: {screen: "#123f64"', ALL),
    "the layout": ("layouts/leaflet/page.html.j2", 'class="sheet front"', 'class="sheet front" data-x=""', ALL),
    "a picture": ("layouts/leaflet/pictures/email.svg", 'stroke-width="3.4"', 'stroke-width="3.5"', ALL),
    "the facts": (FACTS, "established: 2014-11", "established: 2014-12", {"2025-france en", "2025-france fr"}),
    "the facts of a former chair": (
        "sources/chairs/2024-egypt.yaml", "  established: 2014-11", "  established: 2014-12",
        {"2024-egypt en", "2024-egypt fr"},
    ),
    "a note on a text": ("layouts/leaflet/content.yaml", "  title: Heading for the activities.", "  title: X.", set()),
}  # fmt: skip


def to_make(root: Path) -> set[str]:
    """Return the editions of which something that they depend on is not what it was when they were made."""
    known = {entry["digest"] for entry in truthful(root)["files"]}
    jobs = plan.plan(Root(root), Selection()).jobs
    return {f"{job.edition.variant} {job.edition.language}" for job in jobs if job.digest not in known}


@pytest.mark.parametrize("change", CHANGES)
def test_only_what_changed_is_to_be_made(change: str, built: Copy) -> None:
    file, old, new, expected = CHANGES[change]
    built.change(file, old, new)
    assert to_make(built.root) == expected


def test_only_what_changed_is_made(built: Copy) -> None:
    built.change(FR, "title: Activités", "title: Les activités")
    before = contents(built.root)
    result = built.build("", "--chair", "2024-egypt")
    assert made(result) == {"2024-egypt fr"}
    changed = {name for name, content in contents(built.root).items() if content != before[name]}
    assert changed - {"output/index.html"} == {  # which tells the sizes of files
        "output/index.json",
        "output/manifest.json",
        f"output/2024-egypt/{STEM}-2024-egypt-all.zip",
        # Not the picture: the change is on the back.
        *(
            f"output/2024-egypt/{STEM}-2024-egypt-fr{e}"
            for e in (*(ENDINGS[each] for each in DOCUMENTS if each in USUAL), ".html")
        ),
    }
    truthful(built.root)
    assert to_make(built.root) == {"2025-france fr"}


def test_a_changed_comment_makes_nothing_and_is_remembered(built: Copy) -> None:
    built.change(FR, "# Traduction de travail", "# Une traduction de travail")
    assert made(built.build()) == set()
    assert freshness.standing(Root(built.root), manifest.read(Root(built.root))[0], Selection()) is not None


def test_a_font_changes_those_that_are_set_in_it(built: Copy) -> None:
    for font, expected in (("Vazirmatn-Regular", set()), ("NotoSans-Regular", ALL)):  # no Arabic is published here
        path = built.root / f"fonts/{font}.ttf"
        path.write_bytes(path.read_bytes() + b"\0\0\0\0")
        assert pipeline("fonts", "--root", built.root).status == 0
        assert to_make(built.root) == expected


def test_a_file_that_was_touched_is_made_anew(alone: Copy) -> None:
    before = contents(alone.root)
    for damage in (lambda path: path.unlink(), lambda path: path.write_bytes(b"x"), _flip):
        damage(alone.root / f"output/2025-france/{STEM}-2025-france-en.pdf")
        assert len(made(alone.build())) == 1
        assert contents(alone.root) == before


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def test_force_makes_everything_to_the_same_bytes(alone: Copy) -> None:
    before = contents(alone.root)
    assert made(alone.build("", "--force")) == {"2025-france en"}
    assert contents(alone.root) == before


def test_what_is_asked_for_can_be_narrowed(copy: Copy) -> None:
    copy.change(FACTS, "chairs: [2025-france]", "chairs: [2025-france, 2024-egypt]")
    assert made(copy.build("", "--chair", "2024-egypt", "--format", "docx")) == {"2024-egypt en"}
    assert [path.name for path in copy.made] == [f"{STEM}-2024-egypt-en.docx"]
    assert made(copy.build("en", "--format", "pdf")) == {"2024-egypt en", "2025-france en"}
    assert len(copy.made) == 3
    before = {path: path.stat().st_mtime_ns for path in copy.made}
    assert made(copy.build("", "--format", "docx pdf")) == {"2025-france en"}  # what was not there
    assert len(copy.made) == 4
    assert {path: path.stat().st_mtime_ns for path in before} == before  # and nothing else
    truthful(copy.root)


# What goes


def test_what_no_source_asks_for_is_removed_and_said(built: Copy) -> None:
    (built.root / "output/2024-egypt/notes.txt").write_text("mine")
    built.change(FACTS, "chairs: [2025-france, 2024-egypt]", "chairs: [2025-france]")
    built.change(FACTS, "languages: [en, fr]", "languages: [en]")
    result = built.build()
    files = f"removed {len(ENDINGS)} files, output/"
    assert result.out.count(files) == 3
    assert f"{files}2024-egypt/{STEM}-2024-egypt-en.*: it is not listed in factsheet.yaml" in result.out
    assert result.out.count("removed output/") == 1  # its ZIP
    assert {path.name for path in built.made} == {f"{STEM}-2025-france-en{e}" for e in ENDINGS.values()} | {"notes.txt"}
    assert {entry["language"] for entry in truthful(built.root)["files"]} == {"en"}


def test_no_file_says_what_the_file_beside_it_no_longer_says(built: Copy) -> None:
    """After a change, the PDF alone is made: a press PDF with the old address must not go to the printer."""
    built.change(FACTS, "mailto:KhartoumProcess@icmpd.org", "mailto:office@example.org")
    result = built.build("en", "--format", "pdf", "--chair", "2025-france")
    assert result.status == 0, result.err
    stem = f"2025-france/{STEM}-2025-france-en"
    assert f"output/{stem}.*: older than the sources; to make it again: make factsheet" in result.out
    assert {path.name for path in built.made if "2025-france-en" in path.name} == {f"{STEM}-2025-france-en.pdf"}
    assert (built.root / f"output/2025-france/{STEM}-2025-france-fr-press.pdf").exists()  # of another edition
    truthful(built.root)
    assert built.build("en", "--format", "docx", "--chair", "2025-france").status == 0
    assert len([path for path in built.made if "2025-france-en" in path.name]) == 2  # the PDF says the same


def test_a_build_of_some_editions_leaves_the_others(built: Copy) -> None:
    built.change(FACTS, "chairs: [2025-france, 2024-egypt]", "chairs: [2025-france]")
    assert "removed" not in built.build("en").out
    assert len(built.made) == 4 * len(ENDINGS)


def test_a_draft_that_is_none_any_more_is_removed(built: Copy) -> None:
    built.change(EN, "title: Activities", "title: The activities")
    assert built.build("fr", "--chair", "2025-france", "--format", "pdf").status == 0
    names = {path.name for path in built.made}
    assert f"{STEM}-2025-france-fr-draft.pdf" in names
    assert f"{STEM}-2025-france-fr.pdf" not in names
    pipeline("confirm", "fr", "--all", "--root", built.root)
    assert built.build("fr", "--chair", "2025-france", "--format", "pdf").status == 0
    assert not any("draft" in path.name for path in built.made)
    truthful(built.root)


GARBAGE = {
    "no JSON": "garbage",
    "another shape": "[]",
    "no files": '{"files": 1}',
    "a path that leads out": None,
    "deep": "[" * 100_000,
    "not text": "\udcff",
}


@pytest.mark.parametrize("case", ["a path that leads out", "not text", *map(slow, list(GARBAGE)[:3]), slow("deep")])
def test_a_manifest_that_is_garbage_is_made_anew_and_said(case: str, alone: Copy) -> None:
    path = alone.root / "output/manifest.json"
    before = contents(alone.root)
    text = path.read_text("utf-8")
    bad = text.replace('"path": "2025-france/', '"path": "../sources/', 1) if GARBAGE[case] is None else GARBAGE[case]
    path.write_text(str(bad), "utf-8", errors="surrogateescape")
    result = alone.build()
    assert result.status == 0
    assert "output/manifest.json is damaged; it will be made again" in result.err
    assert contents(alone.root) == before


# What fails


def test_an_edition_that_fails_does_not_stop_the_others(built: Copy) -> None:
    before = contents(built.root)
    built.change(FR, "**Initiative sur", "*Initiative sur")
    built.change(FRANCE, "upcoming:  ", "upcoming: KE #")
    result = built.build()
    assert result.status == 1
    assert 'a "*" that' in result.err
    assert "1 problem; everything else was made." in result.err
    assert states(result) == {"2025-france en": "made", "2024-egypt en": "unchanged"}
    after = contents(built.root)
    assert {name for name in after if after[name] != before.get(name)} == {
        "output/index.json",
        "output/manifest.json",
        f"output/2025-france/{STEM}-2025-france-all.zip",
        *(f"output/2025-france/{STEM}-2025-france-en{e}" for e in ENDINGS.values()),
    }
    truthful(built.root)


def test_a_variant_that_cannot_be_read_keeps_its_term(built: Copy) -> None:
    """The page says what was known of it, and looks again at every variant once it can be read."""
    index, facts = built.root / "output/index.html", "  date: 2025-04-09\n"
    before, terms = index.read_bytes(), truthful(built.root)["published"]["terms"]
    assert terms["2025-france"] == ["current", ""]
    built.change(FRANCE, facts, "  date: 9 April\n")
    assert built.build().status == 1
    assert index.read_bytes() == before
    assert truthful(built.root)["published"]["terms"] == terms
    # Another variant changes meanwhile, in a way that only the page shows.
    built.change(EGYPT, "until: 2025-04-08", "until: 2025-03-31")
    assert built.build("", "--chair", "2024-egypt").status == 0
    built.change(FRANCE, "  date: 9 April\n", facts)
    assert set(states(built.build()).values()) == {"unchanged"}
    assert truthful(built.root)["published"]["terms"] == {**terms, "2024-egypt": ["former", "2025-03-31"]}
    assert b"April 2024 to March 2025" in index.read_bytes()


def test_an_output_folder_that_cannot_be_written(built: Copy) -> None:
    folder = built.root / "output/2025-france"
    shutil.rmtree(folder)
    folder.write_text("a file where a folder belongs")
    result = built.build("en")
    assert result.status == 1
    assert "cannot be written" in result.err
    assert "Traceback" not in result.err
    assert states(result) == {"2024-egypt en": "unchanged"}
    truthful(built.root)


# Two at once, and killed


def test_a_second_build_waits_and_says_so(built: Copy) -> None:
    handle = os.open(built.root / "output", os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    command = [sys.executable, REPOSITORY / "pipeline.py", "build", "--root", built.root]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    assert "another build is using output/; waiting" in process.stderr.readline()
    os.close(handle)
    out, _ = process.communicate()
    assert process.returncode == 0
    assert out.count("unchanged") == 4


def killed_at(root: Path, moment: float) -> None:
    """Start a build in two processes, and kill it after some seconds; its processes must end by themselves."""
    command = [sys.executable, REPOSITORY / "pipeline.py", "build", "--quiet", "--jobs", "2", "--root", root]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    with suppress(subprocess.TimeoutExpired):
        process.wait(moment)
    process.kill()
    process.wait()


def bare(content: bytes) -> bytes:
    """Return a file without links to others: a web page gets them when all are in place, and each state is whole."""
    return cross_links.ROOM.sub(rb"\1\2", content)


def assert_survives(root: Path, moments: list[float], undisturbed: dict[str, bytes]) -> None:
    for moment in moments:
        shutil.rmtree(root / "output")
        shutil.copytree(root / "old", root / "output")
        old = contents(root)
        killed_at(root, moment)
        truthful(root)
        for name, content in contents(root).items():
            if not name.endswith((".part", "manifest.json")):
                whole = [bare(each) for each in (old.get(name), undisturbed.get(name)) if each is not None]
                assert bare(content) in whole, (name, moment)
        result = pipeline("build", "--root", root)
        assert result.status == 0, result.err
        truthful(root)
        after = contents(root)  # compared by name: with whole files, pytest would work out the difference for hours
        assert {name for name in after | undisturbed if after.get(name) != undisturbed.get(name)} == set(), moment


def prepared(copy: Copy) -> tuple[float, dict[str, bytes]]:
    """Change the theme, so that everything is to be made; return how long that takes, and what it makes."""
    shutil.copytree(copy.root / "output", copy.root / "old")
    copy.change("layouts/leaflet/theme.yaml", '  blue: {screen: "#123f63"', '  blue: {screen: "#123f64"')
    begun = time.perf_counter()
    assert copy.build("", "--jobs", "2").status == 0
    return time.perf_counter() - begun, contents(copy.root)


@pytest.mark.campaign
def test_killed_at_fifty_moments_nothing_is_broken(built: Copy) -> None:
    taken, undisturbed = prepared(built)
    moments = [random.Random(number).uniform(0.1, 1.05) * taken for number in range(50)]
    assert_survives(built.root, moments, undisturbed)


def test_two_ctrl_c_stop_a_build_at_once(built: Copy) -> None:
    """At a terminal, with two processes at work: no traceback, nothing hangs, and the next build makes the rest."""
    before = contents(built.root)
    built.change(FACTS, "chairs: [2025-france, 2024-egypt]", "chairs: [2025-france]")
    shutil.rmtree(built.root / "output")
    reader, terminal = os.openpty()
    only = ("--format", "pdf")
    command = [sys.executable, REPOSITORY / "pipeline.py", "build", "--jobs", "2", "--root", built.root, *only]

    def hear() -> None:
        """Take a Ctrl-C for one, though the tests themselves may run in the background, where it is ignored."""
        signal.signal(signal.SIGINT, signal.SIG_DFL)

    process = subprocess.Popen(command, stdout=terminal, stderr=terminal, start_new_session=True, preexec_fn=hear)
    os.close(terminal)
    said = b""
    with suppress(OSError):  # the terminal is closed when all that wrote to it have ended
        while read := os.read(reader, 1024):
            pressed = b": layout" in said
            said += read
            if b": layout" in said and not pressed:  # to everything that runs there, as a terminal does
                os.killpg(process.pid, signal.SIGINT)
                os.killpg(process.pid, signal.SIGINT)
    process.wait()
    os.close(reader)
    assert process.returncode in (130, -signal.SIGINT)
    assert b"Traceback" not in said, said.decode()
    truthful(built.root)
    assert built.build("", *only).status == 0
    after = contents(built.root)
    names = [f"output/2025-france/{STEM}-2025-france-{language}.pdf" for language in ("en", "fr")]
    assert [after[name] for name in names] == [before[name] for name in names]


# The same everywhere


@pytest.mark.campaign
def test_processes_do_not_show(built: Copy) -> None:
    """Made one after another in one process, or each in another: the same bytes."""
    before = contents(built.root)
    for path in built.made:
        path.unlink()
    assert built.build("", "--jobs", "3").status == 0
    assert contents(built.root) == before


def test_a_manifest_survives_being_written_and_read(built: Copy) -> None:
    said, complaint = manifest.read(Root(built.root))
    assert not complaint
    assert manifest.written(said) == (built.root / "output/manifest.json").read_bytes()
