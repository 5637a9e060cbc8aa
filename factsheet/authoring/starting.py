"""Start another factsheet: a folder with the sources and the layout of an example, and what every factsheet shares.

Everything in it is a copy, so it depends on nothing but the program.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from ..core import inputs
from ..core.diagnostics import Place, Problem, Problems, suggestion
from ..core.project import SHARED, Root
from ..source.frame import SETTINGS_FILE

STARTER = "starter"
# Of a layout, what is the same in all: what turns a theme into CSS, macros, the word across a draft, the schemas.
OF_A_LAYOUT = ("base*.j2", "blocks.html.j2", "pictures/draft*.svg", "*.schema.json")
# Pictures of an example for its own pages of help.
LEFT_OUT = "preview.png"
# What is made is not kept, whatever keeps the rest.
IGNORED = b"/output/*\n"
NAME = re.compile(rb"^name: *(\S+)( *)", re.MULTILINE)

Files = Mapping[str, bytes]


def examples(shipped: Root) -> dict[str, Root]:
    """Return the factsheets that a new one can begin as, by their names; one is named for its layout."""
    found = {path.parent.name: Root(path.parent) for path in sorted(shipped.folder.glob("examples/*/sources"))}
    return {**found, shipped.layout.name: shipped}


def started(shipped: Root, folder: Path, like: str = STARTER) -> Files:
    """Return the files of a new factsheet, by their paths in its folder, which gives it its name.

    Raises Problems for a folder that has something in it, and for an example that does not exist.
    """
    place, known = Place(str(folder)), examples(shipped)
    if STARTER not in known:
        what = "there is nothing to begin with: the program was installed without its examples"
        raise Problems([Problem(place, what, "run this command in a checkout of the program")])
    if like not in known:
        raise Problems([Problem(Place(f"like={like}"), "there is no such example", suggestion(like, known))])
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        what = "there is something in this folder" if folder.is_dir() else "this is a file"
        raise Problems([Problem(place, what, "name a folder that does not exist yet, or is empty")])
    example = known[like]
    files = {**_shared(shipped, example), **_own(example), ".gitignore": IGNORED}
    settings = f"sources/{SETTINGS_FILE}"
    return dict(sorted({**files, settings: _named(files[settings], folder.name)}.items()))


def _own(example: Root) -> dict[str, bytes]:
    """Return what an example has of its own."""
    folders = [path for path in (example.sources, example.folder / "layouts", example.fonts) if path.is_dir()]
    return {example.name(path): content for folder in folders for path, content in _contents(example, folder)}


def _shared(shipped: Root, example: Root) -> dict[str, bytes]:
    """Return what is the same in every factsheet, where an example has it."""
    folders = [*(shipped.folder / "layouts" / name for name in SHARED), shipped.fonts]
    files = {shipped.name(path): content for folder in folders for path, content in _contents(shipped, folder)}
    for path in (path for kind in OF_A_LAYOUT for path in shipped.layout.glob(kind)):
        name = example.name(example.layout / path.relative_to(shipped.layout))
        files[name] = inputs.read(shipped, path, inputs.FONT)
    return files


def _contents(root: Root, folder: Path) -> Iterator[tuple[Path, bytes]]:
    """Yield the files in a folder, without those that Python has compiled."""
    for path in inputs.regular(root, folder):
        if path.name != LEFT_OUT and path.suffix != ".pyc":
            yield path, inputs.read(root, path, inputs.FONT)


def _named(settings: bytes, folder: str) -> bytes:
    """Return factsheet.yaml with the name that a folder gives; a comment after it keeps its place."""
    name = "-".join(re.findall("[a-z0-9]+", folder.lower())) or STARTER

    def renamed(found: re.Match[bytes]) -> bytes:
        return f"name: {name}  ".encode().ljust(len(found[0])) if found[2] else f"name: {name}".encode()

    return NAME.sub(renamed, settings, count=1)
