"""Pictures as sources name them: each mistake at its line or cell, before anything is made."""

from __future__ import annotations

from pathlib import Path

import pytest

from factsheet.build import plan
from factsheet.build.freshness import Selection
from factsheet.core.diagnostics import Problem, Problems
from factsheet.core.project import Root
from factsheet.source import loader

from ..photos.making import CONTENT, FACTSHEET, PICTURES, change, illustrated, in_cmyk, logo, moving, taken

HERO = 'hero: {file: market.jpg, credit: "Jane Doe / Agency", focus: [0.5, 0.3]}'


@pytest.fixture(scope="module")
def small() -> tuple[bytes, bytes]:
    return taken(300, 200), logo(120, 60)


@pytest.fixture
def root(tmp_path: Path, small: tuple[bytes, bytes]) -> Root:
    return illustrated(tmp_path, *small)


def problems(root: Root) -> tuple[Problem, ...]:
    with pytest.raises(Problems) as found:
        loader.load(root)
    return found.value.problems


def edition(root: Root) -> plan.Edition:
    (job,) = plan.plan(root, Selection()).jobs
    return job.edition


def test_a_layout_sees_file_credit_and_focus(root: Root) -> None:
    found = edition(root)
    assert found.data["hero"] == {"file": "market.jpg", "credit": "Jane Doe / Agency", "focus": [0.5, 0.3]}
    assert found.data["logo"] == {"file": "donor.png", "credit": "", "focus": [0.5, 0.5]}
    assert found.pictures == ("donor.png", "market.jpg")


TYPED = {
    "no such file": ("{file: markte.jpg}", 'pictures/markte.jpg is missing; did you mean "market.jpg"?'),
    "the name alone": ("markte.jpg", 'sources/pictures/markte.jpg is missing; did you mean "market.jpg"?'),
    "a folder": ("a/market.jpg", '"a/market.jpg" is not the name of a picture'),
    "another kind of file": ("market.tif", '"market.tif" is not the name of a picture'),
    "no file": ("{credit: Jane Doe}", 'missing key "file"'),
    "a misspelt key": ("{file: market.jpg, credits: Jane Doe}", 'did you mean "credit"?'),
    "a focus outside": ("{file: market.jpg, focus: [0.5, 1.3]}", "this is not a point of a picture; write how far"),
    "half a focus": ("{file: market.jpg, focus: 0.5}", "this is not a point of a picture; write how far"),
    "a list": ("[market.jpg, donor.png]", "is not the name of a picture"),
}  # fmt: skip


@pytest.mark.parametrize("case", TYPED)
def test_a_mistake_is_reported_at_its_line(case: str, root: Root) -> None:
    typed, says = TYPED[case]
    change(root, FACTSHEET, HERO, f"hero: {typed}")
    (problem,) = problems(root)
    assert says in str(problem), problem
    lines = (root.folder / FACTSHEET).read_text("utf-8").splitlines()
    assert (problem.place.file, lines[problem.place.line - 1]) == (FACTSHEET, f"hero: {typed}")


FILES = {
    "no photo": (b"GIF89a", "sources/pictures/market.jpg: this is a GIF; export it as PNG"),
    "moving": (moving(), "this picture moves"),
    "in inks": (in_cmyk(60, 40, profile=False), "this photo is in CMYK and does not say for which press"),
    "empty": (b"", "this is not a JPEG, PNG or WebP"),
}


@pytest.mark.parametrize("case", FILES)
def test_a_file_that_cannot_be_used_is_reported_where_it_is_named(case: str, root: Root) -> None:
    content, says = FILES[case]
    assert loader.load(root)
    (root.folder / PICTURES / "market.jpg").write_bytes(content)
    (problem,) = problems(root)
    assert says in str(problem)
    assert problem.place.source == HERO


def test_a_link_that_leads_out_of_the_project_is_refused(root: Root, tmp_path: Path) -> None:
    outside = tmp_path.parent / f"{tmp_path.name}-outside.jpg"
    outside.write_bytes(taken(30, 20))
    path = root.folder / PICTURES / "market.jpg"
    path.unlink()
    path.symlink_to(outside)
    (problem,) = problems(root)
    assert "this file is a link that leads out of the project" in str(problem)
    outside.unlink()


def test_in_a_group_and_in_a_table_it_is_reported_at_its_place(root: Root) -> None:
    declared = """
  team:
    kind: group
    note: Who does it.
    facts:
      face: {kind: picture, note: A face.}
  donors:
    kind: table
    note: Who pays.
    columns:
      name: {kind: number, note: A number.}
      mark: {kind: picture, note: A logo.}
"""
    change(root, CONTENT, "facts:\n", f"facts:{declared}")
    change(root, FACTSHEET, "people:", "team:\n  face: no.jpg\ndonors: donors.csv\npeople:")
    (root.folder / "sources/donors.csv").write_text("name,mark\n1,donor.png\n2,donro.png\n", "utf-8")
    cell, line = sorted(problems(root), key=lambda each: each.place.file)
    assert str(cell).startswith("sources/donors.csv:3"), cell
    assert 'did you mean "donor.png"?' in str(cell)
    assert (line.place.file, line.place.source) == (FACTSHEET, "  face: no.jpg")
