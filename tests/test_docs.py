"""The documentation: its links lead somewhere, it names every command, and its generated parts are up to date."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

from docs import generate
from factsheet.cli.app import app
from factsheet.core.project import Root
from factsheet.page import sandbox, svg_safety, values
from factsheet.page.blocks import BLOCKS
from factsheet.preflight import runner
from factsheet.source import loader
from factsheet.source.declaring import declared
from factsheet.source.schema import REVISED

from .conftest import REPOSITORY, decided
from .making import WORDS

PAGES = sorted(
    path.relative_to(REPOSITORY).as_posix() for path in [*REPOSITORY.glob("*.md"), *REPOSITORY.glob("docs/**/*.md")]
)
LINK = re.compile(r"(?<!`)\[[^\]]*\]\(([^)\s]+)\)")


@cache
def text(page: str) -> str:
    return (REPOSITORY / page).read_text("utf-8")


def everything() -> str:
    return "\n".join(map(text, PAGES))


def prose(page: str) -> str:
    """Return a page without its code: blocks between fences, blocks that are indented, words between backticks."""
    without = re.sub(r"^```.*?^```$", "", text(page), flags=re.MULTILINE | re.DOTALL)
    without = re.sub(r"^(?: {4}| {7}).*$", "", without, flags=re.MULTILINE)
    return re.sub(r"`[^`\n]+`", "", without)


def anchors(page: str) -> set[str]:
    """Return the anchors of a page's headings, as GitHub makes them; the second of two has -1 after it."""
    seen: Counter[str] = Counter()
    found = set()
    for heading in re.findall(r"^#+ (.*)$", prose(page), flags=re.MULTILINE):
        anchor = re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        found.add(f"{anchor}-{seen[anchor]}" if seen[anchor] else anchor)
        seen[anchor] += 1
    return found


def dead(page: str, content: str) -> Iterator[str]:
    """Yield the links of a page to other files, and to places in them, that lead nowhere."""
    for link in LINK.findall(content):
        file, _, anchor = link.partition("#")
        if link.startswith(("https://", "http://", "mailto:")):
            continue
        target = ((REPOSITORY / page).parent / file).resolve() if file else REPOSITORY / page
        if not target.exists() or (anchor and anchor not in anchors(target.relative_to(REPOSITORY).as_posix())):
            yield link


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    assert list(dead(page, prose(page))) == []


def test_links_that_lead_nowhere_are_found() -> None:
    links = "[a](docs/none.md) [b](docs/layouts.md#none) [c](#none) [d](docs/layouts.md#pictures-1) [e](#licence)"
    assert list(dead("README.md", links)) == ["docs/none.md", "docs/layouts.md#none", "#none"]


def test_every_page_can_be_reached_from_the_readme() -> None:
    reached, new = set(), {"README.md"}
    while new:
        page = new.pop()
        reached.add(page)
        for link in LINK.findall(prose(page)):
            file = link.partition("#")[0]
            path = ((REPOSITORY / page).parent / file).resolve()
            path = path / "README.md" if path.is_dir() else path
            if file and path.suffix == ".md":
                new |= {path.relative_to(REPOSITORY).as_posix()} - reached
    assert reached == set(PAGES)


def test_the_readme_is_short() -> None:
    assert len(text("README.md").split()) <= 450


@pytest.fixture(scope="module")
def pages() -> Mapping[Path, str]:
    """Return every page as it should be."""
    return generate.pages(REPOSITORY)


@pytest.mark.parametrize("page", sorted((REPOSITORY / "docs").rglob("*.md")), ids=lambda path: path.name)
def test_generated_parts_are_up_to_date(page: Path, pages: Mapping[Path, str]) -> None:
    assert pages[page] == page.read_text("utf-8"), "run make docs"


def test_every_table_is_on_a_page() -> None:
    assert [name for name in generate.TABLES if f"<!-- generated: {name} -->" not in everything()] == []


def makefile() -> str:
    return (REPOSITORY / "Makefile").read_text("utf-8")


def test_every_target_of_the_makefile_is_described() -> None:
    (targets,) = re.findall(r"^\.PHONY: always (.*)$", makefile(), flags=re.MULTILINE)
    assert [target for target in targets.split() if not re.search(rf"make {target}\b(?!-)", everything())] == []


def test_every_variable_of_the_makefile_is_described() -> None:
    assert [word for word in WORDS if f"{word}=" not in everything()] == []


def test_every_command_is_described() -> None:
    assert [name for name in app.commands if not re.search(rf"`{name}`|pipeline\.py {name}\b", everything())] == []


def test_every_system_package_is_listed_in_the_readme() -> None:
    needed = set(re.findall(r"\|\| need ([\w.-]+)", (REPOSITORY / ".ci/system").read_text("utf-8")))
    assert {"python3-venv", "ghostscript", "omegat"} <= needed
    assert [package for package in needed if f"`{package}`" not in text("README.md")] == []


@pytest.mark.parametrize("page", ["SECURITY.md", "docs/architecture.md"])
def test_every_module_that_is_named_exists(page: str) -> None:
    named = re.findall(r"`(?:factsheet/)?([a-z_]+)[./]([a-z_]+)(?:\.py)?`", text(page))
    modules = [REPOSITORY / "factsheet" / package / f"{module}.py" for package, module in named]
    assert [path for path in modules if path.parent.is_dir() and not path.exists()] == []
    assert len(modules) >= 5


# What a layout may use


def listed(words: set[str]) -> list[str]:
    """Return those of some words that docs/layouts.md does not have."""
    return sorted(word for word in words if f"`{word}`" not in text("docs/layouts.md"))


def test_everything_that_templates_are_given_is_described(project: Root) -> None:
    read = loader.load(project)
    of_edition = values.of_edition(decided(read, "2025-france", read.master))
    assert listed({f"edition.{name}" for name in of_edition}) == []
    assert listed({*sandbox.FILTERS, "plain", "stacked"}) == []
    assert listed(set(sandbox.OF_A_MAP)) == []


def test_every_block_is_described() -> None:
    assert listed({block.written for block in BLOCKS}) == []


def test_every_element_of_a_picture_is_described() -> None:
    assert listed(svg_safety.ALLOWED) == []


def test_every_placeholder_is_described() -> None:
    names = [REVISED, *declared(Root(REPOSITORY)).placeholders]
    assert [name for name in names if f"| `{{{name}}}` |" not in text("docs/language-files.md")] == []


def test_every_check_of_preflight_is_described() -> None:
    assert [name for name in runner.CHECKS if f"| {name} |" not in text("docs/press.md")] == []


# The generated parts


def test_a_table_has_every_key_with_its_value_and_meaning() -> None:
    colour = {
        "properties": {
            "screen": {"type": "string", "pattern": "^#[0-9a-f]{6}$", "description": "On the screen."},
            "width": {"type": "string", "pattern": r"^-?\d*\.?\d+(pt|mm)$", "default": 72 / 25.4},
            "rule": {"anyOf": [{"$ref": "#/$defs/ThinRule"}, {"type": "null"}], "default": None},
            "others": {"type": "object", "additionalProperties": {"$ref": "#/$defs/ThinRule"}},
        },
        "required": ["screen"],
    }
    assert generate.table({"$defs": {"Colour": colour}}, "Colour").splitlines()[2:] == [
        '| `screen` | colour, such as `"#123f63"` | On the screen. **(required)** |',
        "| `width` | length |  Default: 1mm. |",
        "| `rule` | thin rule |  |",
        "| `others` | map of thin rules |  |",
    ]


def program(folder: Path, **modules: str) -> Path:
    """Write a program of packages: its modules by name, as in page__web."""
    for name, content in modules.items():
        path = folder.joinpath("factsheet", *name.split("__")).with_suffix(".py")
        path.parent.mkdir(parents=True, exist_ok=True)
        (path.parent / "__init__.py").touch()
        path.write_text(content, "utf-8")
    return folder / "factsheet"


def test_the_diagram_has_the_imports_between_packages(tmp_path: Path) -> None:
    made = program(
        tmp_path,
        core__files="import os",
        text__marks="from ..core import files\nfrom . import spot",
        page__web="def late():\n    from factsheet.text.marks import read\nimport factsheet.core.files",
    )
    assert generate.arrows(made) == {"core": set(), "text": {"core"}, "page": {"text", "core"}}
    assert "    page --> text\n    text --> core\n" in generate.diagram(generate.arrows(made))
    assert "page --> core" not in generate.diagram(generate.arrows(made))


def test_packages_that_import_one_another_have_no_diagram(tmp_path: Path) -> None:
    made = program(tmp_path, core__files="from ..text import marks", text__marks="from ..core import files")
    with pytest.raises(ValueError, match="import one another"):
        generate.diagram(generate.arrows(made))
