"""What the tests of imports share: an imported file, what is reported about it, and what it changed."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy
from difflib import unified_diff
from pathlib import Path

from factsheet.authoring import status
from factsheet.core.project import Root
from factsheet.core.xml import Element
from factsheet.source import loader
from factsheet.source.lock import State

from ..conftest import Copy, Result, pipeline
from ..exchange import W, Word, X, cells_of, changed_xliff, emptied, unit_of, w

EN, FR, LOCK, EGYPT = (
    "sources/text/en.yaml",
    "sources/text/fr.yaml",
    "sources/text/fr.lock.yaml",
    "sources/chairs/2024-egypt.yaml",
)
LEGEND = ("  legend: Steering Committee members in green", "  legend: Members of the Steering Committee in green")
NEW = "Les membres du Comité directeur sont en vert"
NEWER = "En vert, les membres du Comité directeur"
BY = 'w:id="1" w:author="Aïcha" w:date="2025-01-01T00:00:00Z"'
Edit = Callable[[Word], object]


def bring_in(copy: Copy, path: Path, *options: str) -> Result:
    result = pipeline("import", path, *options, "--root", copy.root)
    assert "Traceback" not in result.err, result.err
    return result


def outcomes(result: Result) -> dict[str, int]:
    """Return how many texts had each outcome, as the last line but one says."""
    (line,) = re.findall(r"^\w+: (\d.*)$", result.out, re.MULTILINE)
    return {what: int(number) for number, what in re.findall(r"(\d+) ([a-z ]+?)(?:,|$)", line)}


def told(result: Result, key: str) -> str:
    """Return what is reported about a text, its lines put together again."""
    lines = result.out.splitlines()
    first = next(at for at, line in enumerate(lines) if f" {key} " in line)
    last = next(at for at in range(first + 1, len(lines)) if not lines[at].startswith("                "))
    return " ".join(" ".join(lines[first:last]).split())


def source(copy: Copy) -> dict[str, bytes]:
    return {str(path.relative_to(copy.root)): path.read_bytes() for path in (copy.root / "sources").rglob("*.yaml")}


def changes(before: dict[str, bytes], copy: Copy) -> dict[str, list[str]]:
    """Return the lines that changed, by file."""
    found = {}
    for file, content in source(copy).items():
        lines = unified_diff(
            before.get(file, b"").decode().splitlines(), content.decode().splitlines(), n=0, lineterm=""
        )
        if changed := [line for line in list(lines)[2:] if not line.startswith("@@")]:
            found[file] = changed
    return found


def states(copy: Copy, language: str = "fr") -> dict[str, State]:
    loaded = loader.load(Root(copy.root))
    return dict(status.states(loaded, loaded.languages[language]))


def text(copy: Copy, key: str, language: str = "fr") -> str:
    return loader.load(Root(copy.root)).languages[language].text[key]


def with_state(path: Path, key: str, state: str | None, **unit: str) -> None:
    def change(tree: Element) -> None:
        target = unit_of(tree, key).find(f"{X}target")
        target.attrib.pop("state", None)
        if state:
            target.set("state", state)
        for name, value in unit.items():
            unit_of(tree, key).set(name, value)

    changed_xliff(path, change)


def typed(key: str, markup: str) -> Edit:
    """Return an edit that puts WordprocessingML in place of a translation."""
    return lambda table: emptied(table.target(key)).extend(w(markup))


def run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def merge_down(table: Word) -> None:
    for key, how in (("members.title", '<w:vMerge w:val="restart"/>'), ("members.legend", "<w:vMerge/>")):
        cells_of(table.row(key))[3].find(f"{W}tcPr").append(w(how)[0])


def double(table: Word) -> None:
    row = table.row("members.legend")
    row.addnext(deepcopy(row))


def double_differently(table: Word) -> None:
    double(table)
    emptied(table.target("members.legend")).extend(w(run(NEWER)))
