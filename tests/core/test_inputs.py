"""Files are opened in one place: nothing outside the project, nothing that never ends, nothing too large."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from factsheet.core import inputs
from factsheet.core.diagnostics import Problems
from factsheet.core.inputs import Kind
from factsheet.core.project import Root

from ..conftest import REPOSITORY, Copy, pipeline, slow

SMALL = Kind("thing", 1000)
SECRET = "A SECRET OF ELSEWHERE"

# What opens a file, by the name of the call. The modules on the right may: they open what the program itself has
# written in memory, start programs, or write.
OPENS = {"open", "fdopen", "read_bytes", "read_text", "from_file_path", "PdfDocument", "ZipFile", "Popen"}
MAY = {
    "cli/app.py": {"open"},  # /dev/null
    "cli/previewing.py": {"open"},  # the browser
    "core/inputs.py": {"open", "fdopen"},
    "core/fingerprint.py": {"read_bytes"},  # the program's own code
    "core/archive.py": {"ZipFile"},  # in memory
    "core/atomic.py": {"open"},  # writes; holds the folder of output
    "workers/task.py": {"open"},  # /dev/null
    "workers/far.py": {"open", "ZipFile"},  # what a build has sent, in a folder of its own
    "check/validators.py": {"Popen"},  # veraPDF, which is told the path of a leaflet
    "check/verapdf.py": {"ZipFile"},  # its jar
    "core/untrusted.py": {"open", "ZipFile"},  # in memory
    "typeset/thumbnails.py": {"PdfDocument"},  # in memory
    "changes/pictures.py": {"PdfDocument"},  # in memory
    "check/text_extraction.py": {"PdfDocument"},  # in memory
    "check/pdf_contents.py": {"PdfDocument"},  # in memory
    "check/type_sizes.py": {"PdfDocument"},  # in memory
    "large/writer.py": {"PdfDocument"},  # in memory
    "check/word_xml.py": {"ZipFile"},  # in memory
    "preflight/print_checks.py": {"PdfDocument"},  # in memory
    "preflight/code_reader.py": {"PdfDocument"},  # in memory
    "preflight/plates.py": {"PdfDocument", "open"},  # in memory
    "preflight/runner.py": {"open"},  # pikepdf, in memory
    "photos/original.py": {"open"},  # in memory
    "photos/inks.py": {"open"},  # in memory
    "press/pdfx.py": {"open"},  # in memory
    "check/pdf_structure.py": {"open"},  # pikepdf, in memory
    "press/photos.py": {"open", "read_bytes"},  # in memory; a stream in a PDF
    "word/rules.py": {"ZipFile"},  # in memory
    "opendocument/libreoffice.py": {"Popen", "read_bytes"},  # LibreOffice, and what it has made, in a folder of its own
    "opendocument/settled.py": {"ZipFile"},  # in memory
    "check/word_pages.py": {"read_bytes"},  # what LibreOffice has drawn, in a folder of its own
    "translation/numbered_pdf.py": {"open"},  # in memory
    "preflight/file_checks.py": {"read_bytes"},  # a stream in a PDF
    "typeset/pdf_standards.py": {"read_bytes"},  # the profile for screens that comes with WeasyPrint
}


def test_nothing_else_opens_files() -> None:
    found: dict[str, set[str]] = {}
    for path in sorted((REPOSITORY / "factsheet").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if name in OPENS:
                    found.setdefault(path.relative_to(REPOSITORY / "factsheet").as_posix(), set()).add(name)
    assert {name: calls - MAY.get(name, set()) for name, calls in found.items() if calls - MAY.get(name, set())} == {}


@pytest.fixture
def root(tmp_path: Path) -> Root:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/secret").write_text(SECRET)
    (tmp_path / "project").mkdir()
    return Root(tmp_path / "project")


def linked_out(path: Path) -> None:
    path.symlink_to(path.parents[1] / "elsewhere/secret")


def linked_by_folder(path: Path) -> None:
    (path.parent / "folder").symlink_to(path.parents[1] / "elsewhere")
    path.symlink_to(path.parent / "folder/secret")


def linked_in_a_circle(path: Path) -> None:
    path.symlink_to(path.with_name("other"))
    path.with_name("other").symlink_to(path)


def linked_to_a_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


REFUSED: dict[str, tuple[Callable[[Path], object], str]] = {
    "a link that leads out": (linked_out, "a link that leads out of the project"),
    "a folder that is a link": (linked_by_folder, "a link that leads out of the project"),
    "a circle of links": (linked_in_a_circle, "cannot be reached"),
    "a device": (linked_to_a_device, "a link that leads out of the project"),
    "a FIFO": (os.mkfifo, "this is not a regular file"),
    "a folder": (Path.mkdir, "this is not a regular file"),
    "too much": (lambda path: path.write_bytes(bytes(1001)), "a thing can be at most 0 MB"),
    "far too much": (lambda path: (path.touch(), os.truncate(path, 2**40)), "a thing can be at most 0 MB"),
    "nothing at all": (lambda path: None, "this file is missing"),
    "a link to nothing": (lambda path: path.symlink_to("nowhere"), "this file is missing"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_file_of_the_project_is_not_opened(case: str, root: Root) -> None:
    make, says = REFUSED[case]
    path = root.folder / "x"
    make(path)
    with pytest.raises(Problems, match=says) as caught:
        inputs.read(root, path, SMALL)
    assert isinstance(caught.value, inputs.Missing) == ("missing" in says)
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize("name", ["../elsewhere/secret", "x\0y", "a" * 5000, "../../../../../../etc/passwd"])
def test_a_name_that_leads_nowhere(name: str, root: Root) -> None:
    with pytest.raises(Problems):
        inputs.read(root, root.folder / name, SMALL)


def test_a_link_inside_the_project_is_followed(root: Root) -> None:
    (root.folder / "a").write_text("whole")
    (root.folder / "b").symlink_to("a")
    assert inputs.read(root, root.folder / "b", SMALL) == b"whole"


def test_a_file_that_is_larger_than_it_says() -> None:
    """The system makes up the files of /proc as they are read, and calls them empty."""
    whole = Path("/proc/self/maps")
    assert whole.stat().st_size == 0
    assert len(inputs.read_named(whole, inputs.SOURCE, "").splitlines()) > 10
    with pytest.raises(Problems, match="a thing can be at most 0 MB"):
        inputs.read_named(whole, SMALL, "")


def test_a_folder_is_listed_without_what_editors_leave(root: Root) -> None:
    (root.folder / "a.j2").write_text("x")
    (root.folder / ".#a.j2").symlink_to("user@host.1234")  # as Emacs does while it edits
    assert list(inputs.regular(root, root.folder)) == [root.folder / "a.j2"]
    os.mkfifo(root.folder / "pipe")
    with pytest.raises(Problems, match="pipe: this is not a regular file"):
        list(inputs.regular(root, root.folder))


# From end to end: each place where a project has a file

PLACES = [
    "sources/factsheet.yaml",
    "sources/text/en.yaml",
    "sources/text/en.lock.yaml",
    "sources/chairs/2025-france.yaml",
    "layouts/leaflet/theme.yaml",
    "layouts/leaflet/content.yaml",
    "layouts/leaflet/page.html.j2",
    "layouts/leaflet/page.css.j2",
    "layouts/leaflet/pictures/email.svg",
    "layouts/press/coated.yaml",
    "layouts/press/FOGRA39L_coated.icc",
    "layouts/site/index.html.j2",
    "fonts/NotoSans-Regular.ttf",
    "fonts/fonts.conf",
    "fonts/another",
]


# Either kind is tried at each place that reads files in its own way, and one of them at every other.
BOTH = {"sources/factsheet.yaml", "layouts/leaflet/page.html.j2", "fonts/NotoSans-Regular.ttf"}


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        (place, kind) if place in BOTH or (number % 2 == 0) == (kind == "link") else slow(place, kind)
        for number, place in enumerate(PLACES)
        for kind in ("FIFO", "link")
    ],
)
def test_a_build_neither_waits_nor_reads_elsewhere(place: str, kind: str, copy: Copy, tmp_path: Path) -> None:
    path = copy.root / place
    path.unlink(missing_ok=True)
    if kind == "FIFO":
        os.mkfifo(path)
    else:
        (tmp_path.parent / f"{tmp_path.name}-secret").write_text(SECRET)
        path.symlink_to(tmp_path.parent / f"{tmp_path.name}-secret")
    result = copy.build("en")
    assert result.status == 1
    assert ("not a regular file" if kind == "FIFO" else "leads out of the project") in result.err
    assert "itself failed" not in result.err
    assert SECRET not in result.out + result.err
    assert not any(SECRET.encode() in made.read_bytes() for made in copy.made)


@pytest.mark.parametrize("kind", ["FIFO", "link", "folder of links"])
def test_the_manifest_heals_where_it_is_no_file(kind: str, copy: Copy) -> None:
    path = copy.root / "output/manifest.json"
    if kind == "FIFO":
        os.mkfifo(path)
    else:
        path.symlink_to("/dev/zero" if kind == "link" else path)
    result = copy.build("en", "--format", "picture")
    assert (result.status, path.is_symlink(), path.is_file()) == (0, False, True)
    assert "output/manifest.json is damaged; it will be made again" in result.err


def test_what_is_named_on_the_command_line_may_lie_anywhere(
    copy: Copy, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("elsewhere")
    os.mkfifo(folder / "a.pdf")
    (folder / "b.pdf").write_bytes(b"no PDF")
    for name, says in (("a.pdf", "not a regular file"), ("b.pdf", "is not a PDF"), ("c.pdf", "no such file")):
        result = pipeline("preflight", folder / name, "--root", copy.root)
        assert result.status == 1
        assert f"{name}: " in result.err
        assert says in result.err
    assert pipeline("preflight", "/dev/zero", "--root", copy.root).status == 1


@pytest.mark.campaign
def test_nothing_is_imported_from_the_folder_that_a_command_is_typed_in(copy: Copy, tmp_path: Path) -> None:
    here = tmp_path / "here"
    here.mkdir()
    for name in ("multiprocessing", "signal", "struct", "weasyprint"):
        (here / f"{name}.py").write_text(f"open({str(tmp_path / 'RUN')!r}, 'w')")
    command = [sys.executable, REPOSITORY / "pipeline.py", "build", "--root", copy.root, "--format", "picture"]
    done = subprocess.run(command, cwd=here, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "RUN").exists()


@pytest.mark.parametrize("place", ["output/2025-france", "output/translate", "output"])
def test_nothing_is_written_or_deleted_through_a_linked_folder(place: str, copy: Copy, tmp_path: Path) -> None:
    elsewhere = tmp_path.with_name(f"{tmp_path.name}-elsewhere")
    elsewhere.mkdir()
    kept = elsewhere / "khartoum-process-factsheet-2025-france-fr.pdf"
    kept.write_text("theirs")
    if place == "output":
        (copy.root / "output").rmdir()
    (copy.root / place).symlink_to(elsewhere)
    if place == "output/translate":
        result = pipeline("translate", "fr", "--root", copy.root)
    else:
        result = copy.build("", "--format", "picture")
    assert result.status == 1
    assert "this folder is a link, or is inside one" in result.err
    assert list(elsewhere.iterdir()) == [kept]


@pytest.mark.parametrize("folder", ["fonts/more", "layouts/leaflet/more"])
def test_a_folder_that_is_a_link_is_not_walked(folder: str, copy: Copy) -> None:
    (copy.root / folder).symlink_to("/usr/share")
    result = copy.build("", "--format", "picture")
    assert result.status == 1
    assert f"{folder}: this folder is a link" in result.err


def test_a_folder_of_far_too_much_is_not_read(copy: Copy) -> None:
    for number in range(20):
        path = copy.root / f"fonts/{number}"
        path.touch()
        os.truncate(path, 19_000_000)
    result = copy.build("", "--format", "picture")
    assert result.status == 1
    assert "fonts: this folder has more than" in result.err
