# ruff: noqa: E501
"""Packages point one way: what is built on what, stated once here, and checked against every import."""

from __future__ import annotations

import ast
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from .conftest import REPOSITORY

# From the ground up. A package imports only those on lines above its own.
LEVELS = [
    {"core"},
    {"text", "workers", "tables", "photos"},
    {"seal"},
    {"kinds"},
    {"source"},
    {"theme"},
    {"edition"},
    {"charts"},
    {"press", "page", "authoring"},
    {"preflight", "typeset"},
    {"word", "plain", "large", "opendocument"},
    {"build"},
    {"translation"},
    {"changes"},
    {"check"},
    {"preview"},
    {"cli"},
]
PACKAGE = REPOSITORY / "factsheet"
Name = tuple[str, str]  # package and module; the module is empty where a package was imported as a whole


def modules(package: Path) -> dict[Name, ast.Module]:
    return {
        (path.parent.name, path.stem): parsed(path.read_text("utf-8"))
        for path in sorted(package.glob("*/*.py"))
        if path.stem != "__init__"
    }


@cache
def parsed(text: str) -> ast.Module:
    """Return the tree of a module, which is the same in most copies."""
    return ast.parse(text)


@cache
def imports(tree: ast.Module) -> list[ast.ImportFrom]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]


def imported(name: Name, tree: ast.Module, known: set[Name]) -> Iterator[Name]:
    """Yield what a module imports of ours, wherever in it: relative, as everything of ours is."""
    for node in imports(tree):
        if node.level:
            path = node.module.split(".") if node.module else []
            if node.level == 1:
                path.insert(0, name[0])
            if len(path) == 1:  # from ..core import inputs
                yield from ((path[0], each.name) for each in node.names)
            elif path:  # from ..core.inputs import read
                assert tuple(path) in known, (name, path)
                yield path[0], path[1]


def faults(package: Path) -> list[str]:
    """Return every import that points up or sideways, goes in a circle, or reaches past what a package exports."""
    trees = modules(package)
    level = {each: number for number, packages in enumerate(LEVELS) for each in packages}
    arrows = {name: set(imported(name, tree, set(trees))) for name, tree in trees.items()}
    handed = {each: public(package / each / "__init__.py") for each in level}
    found = [f"{package} stands on no level" for package in {name[0] for name in trees} - set(level)]
    for name, targets in arrows.items():
        for target in targets - {name}:
            if target[0] == name[0]:
                continue
            if level[target[0]] >= level[name[0]]:
                found.append(f"{'.'.join(name)} imports {'.'.join(target)}, which stands no lower")
            if target[1] not in handed[target[0]]:
                found.append(f"{'.'.join(name)} imports {'.'.join(target)}, which is not handed out")
    for each, names in handed.items():
        used = {target[1] for name, targets in arrows.items() for target in targets if target[0] == each != name[0]}
        found += [f"{each} hands out {name}, and nobody takes it" for name in names - used - {"app"}]
    return found + [f"{'.'.join(name)} imports itself in the end" for name in circular(arrows)]


def public(path: Path) -> set[str]:
    """Return what a package exports: its __all__."""
    (names,) = (node.value for node in ast.parse(path.read_text("utf-8")).body if isinstance(node, ast.Assign))
    return set(ast.literal_eval(names))


def circular(arrows: dict[Name, set[Name]]) -> list[Name]:
    """Return modules that can be reached from themselves."""
    found = []
    for start in arrows:
        seen: set[Name] = set()
        waiting = list(arrows[start])
        while waiting:
            name = waiting.pop()
            if name not in seen:
                seen.add(name)
                waiting += arrows.get(name, ())
        if start in seen:
            found.append(start)
    return found


def test_packages_point_one_way() -> None:
    assert faults(PACKAGE) == []


PLANTED = {
    "upwards": ("core/inputs.py", "from ..source import lock\n", "core.inputs imports source.lock, which stands no lower"),
    "sideways": ("press/pdfx.py", "from ..page import page\n", "press.pdfx imports page.page, which stands no lower"),
    "inside a function": ("text/spot.py", "def x():\n    from ..cli.app import main\n", "text.spot imports cli.app, which stands no lower"),
    "past the door": ("cli/app.py", "from ..check import verapdf\n", "cli.app imports check.verapdf, which is not handed out"),
    "in a circle": ("text/markup.py", "from . import oddity\n", "text.markup imports itself in the end"),
}  # fmt: skip


@pytest.mark.parametrize("how", PLANTED)
def test_an_import_that_goes_astray_is_found(how: str, tmp_path: Path) -> None:
    file, line, says = PLANTED[how]
    package = Path(shutil.copytree(PACKAGE, tmp_path / "factsheet", ignore=shutil.ignore_patterns("__pycache__")))
    (package / file).write_text((package / file).read_text("utf-8") + line, "utf-8")
    assert says in faults(package)


# What libraries do not export, each in the one module that knows it. (os._exit is public despite its name.)
PRIVATE = {
    "core.xml": {"_Comment", "_Element"},  # lxml
    "typeset.box_tree": {"_page_box"},  # WeasyPrint
    "word.package": {"_ContentTypesItem"},  # python-docx
    "workers.pool": {"_forkserver"},
    "workers.task": {"_exit"},
}


def private(tree: ast.Module) -> Iterator[str]:
    """Yield the private names of others that a module uses: what it imports, and attributes that are not its own."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            names = [each.name for each in node.names]
        elif isinstance(node, ast.Attribute) and ast.unparse(node.value) not in ("self", "cls"):
            names = [node.attr]
        else:
            continue
        yield from (name for name in names if name.startswith("_") and not name.startswith("__"))


def test_what_is_private_to_others_is_used_in_one_place_each() -> None:
    found = {".".join(name): set(private(tree)) for name, tree in modules(PACKAGE).items()}
    assert {name: names for name, names in found.items() if names} == PRIVATE
    assert list(private(ast.parse("from docx.x import _Y\npart._blob = self._own"))) == ["_Y", "_blob"]


def test_a_comment_in_the_deepest_module_makes_everything_anew(tmp_path: Path) -> None:
    from factsheet.core import fingerprint

    package = Path(shutil.copytree(PACKAGE, tmp_path / "factsheet", ignore=shutil.ignore_patterns("__pycache__")))
    before = fingerprint.of_program(package)
    assert before == fingerprint.of_program(PACKAGE)
    for path in {path.parent: path for path in package.glob("*/*.py")}.values():  # one of each package
        whole = path.read_text("utf-8")
        path.write_text(f"{whole}# a comment\n", "utf-8")
        assert fingerprint.of_program(package) != before, path
        path.write_text(whole, "utf-8")
