"""Bring a factsheet of the first version up to date: its files are renamed and rewritten in place, comments and all.

In that version there was one leaflet, and what it consisted of was part of the program. So what such a factsheet has to
declare is what that leaflet declares today: its declaration comes with the program, in layouts/leaflet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..core import inputs
from ..core.diagnostics import Place, Problem, Problems
from ..core.project import Root
from ..source.declaring import CONTENT
from ..source.frame import SETTINGS_FILE
from ..source.page_words import FILE as WORDS

# The checkout that the program is part of.
HOME = Root(Path(__file__).resolve().parents[2])
SETTINGS = "leaflet.yaml"
TEMPLATES = {"leaflet.html.j2": "page.html.j2", "leaflet.css.j2": "page.css.j2"}
THEME, COLOURS = "theme.yaml", re.compile(r"^colours:\n(?:  .*\n)+", re.MULTILINE)
ROLES = re.compile(r"^(?:#.*\n)*roles:\n(?:  .*\n)+", re.MULTILINE)
# Where the texts begin in today's declaration, and what comes after them.
TEXTS, TERMS = "\ntexts:\n", "\n  terms:\n"
# What templates called the facts.
RENAMED = (
    (r"edition\.members \| selectattr\(\"steering\"\)", "facts.steering_committee"),
    (r"edition\.members", "facts.members"),
    (r"\bstate\.steering\b", "state.code in steering"),
    (r"edition\.chair\b", "edition.variant"),
    (r"\bleaflet\.(html|css)\.j2", r"page.\1.j2"),
    (r'"\.\./index\.html"', r'"{{ "../" if edition.variant }}index.html"'),
)


@dataclass(frozen=True)
class Migration:
    """The files of a migrated factsheet: new contents, or None for one that is gone. `notes` are to be looked at."""

    files: list[tuple[Path, bytes | None]]
    notes: list[Problem]


def migrated(root: Root) -> Migration:
    """Return what a factsheet of the first version becomes. Raises Problems for any other, and if that cannot be."""
    layout = root.layout
    if (root.sources / SETTINGS_FILE).exists() or not (root.sources / SETTINGS).exists():
        raise _nothing()
    files: list[tuple[Path, bytes | None]] = [*_settings(root), *_content(root)]
    notes: list[Problem] = []
    for path in sorted(layout.glob("*.j2")):
        name, before = TEMPLATES.get(path.name, path.name), inputs.text(root, path, inputs.TEMPLATE)
        now = before
        for old, new in RENAMED:
            now = re.sub(old, new, now)
        if now != before or name != path.name:
            files.append((layout / name, now.encode()))
        if name != path.name:
            files.append((path, None))
        notes += _left(root.name(layout / name), now)
    files += [*_theme(root), *_shared(root)]
    return Migration(files, notes)


def _nothing() -> Problems:
    what = "this factsheet is not of the first version"
    return Problems([Problem(Place("migrate"), what, "there is nothing to do")])


def _settings(root: Root) -> Iterator[tuple[Path, bytes | None]]:
    """Yield factsheet.yaml in place of the file that it was."""
    old = inputs.text(root, root.sources / SETTINGS, inputs.SOURCE)
    yield (
        root.sources / SETTINGS_FILE,
        old.replace(f"schema/{Path(SETTINGS).stem}.json", "schema/factsheet.json").encode(),
    )
    yield root.sources / SETTINGS, None
    schema = root.sources / "schema" / f"{Path(SETTINGS).stem}.json"
    if schema.exists():
        yield schema, None


def _content(root: Root) -> Iterator[tuple[Path, bytes | None]]:
    """Yield content.yaml with what is declared today, and the texts as they were below it."""
    texts = inputs.text(root, root.layout / CONTENT, inputs.SOURCE)
    head, _, rest = _declaration().partition(TEXTS)
    below = texts.partition("\n\n")[2] if texts.startswith("#") else texts
    indented = "".join(f"  {line}" if line.strip() else line for line in below.splitlines(keepends=True))
    terms = rest.partition(TERMS)[2]
    whole = f"{head}{TEXTS}{indented.rstrip()}\n{TERMS}{terms}"
    yield root.layout / CONTENT, whole.encode()


def _declaration() -> str:
    """Return what the leaflet of the program declares."""
    return _ours(CONTENT)


def _ours(file: str) -> str:
    """Return a file of the leaflet of the program. Raises Problems where the program is not in a checkout."""
    try:
        return inputs.text(HOME, HOME.folder / "layouts" / "leaflet" / file, inputs.SOURCE)
    except inputs.Missing:
        what = "the program was installed without the leaflet that it comes with"
        raise Problems([Problem(Place("migrate"), what, "run this in a checkout of the program")]) from None


def _theme(root: Root) -> Iterator[tuple[Path, bytes | None]]:
    """Yield the theme with the roles of its colours below these; they were found by their names."""
    path = root.layout / THEME
    theme, roles = inputs.text(root, path, inputs.SOURCE), ROLES.search(_ours(THEME))
    if roles and not ROLES.search(theme):
        yield path, COLOURS.sub(lambda colours: f"{colours[0]}\n{roles[0]}", theme, count=1).encode()


def _shared(root: Root) -> Iterator[tuple[Path, bytes | None]]:
    """Yield the pages that all factsheets have in common, as they are today, and the words that were on these."""
    if root.folder.resolve() == HOME.folder:
        return
    for folder in ("site", "translate"):
        for path in sorted((HOME.folder / "layouts" / folder).glob("*.j2")):
            yield root.folder / "layouts" / folder / path.name, inputs.read(HOME, path, inputs.TEMPLATE)
    if not (root.site / WORDS).exists():
        yield root.site / WORDS, inputs.read(HOME, HOME.site / WORDS, inputs.SOURCE)


def _left(name: str, template: str) -> Iterator[Problem]:
    """Yield the lines of a template that still name what there is no more."""
    for number, line in enumerate(template.splitlines(), 1):
        if found := re.search(r"\.steering\b|edition\.country\b|edition\.since\b", line):
            what = f'"{found[0].strip(".")}" is no longer there'
            yield Problem(Place(name, number, found.start() + 1, line), what, "print the fact instead: facts.KEY")
