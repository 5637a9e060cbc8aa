"""Read what a source says of a picture, and check that its file in sources/pictures/ is there and can be used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema

from ..core import inputs
from ..core.diagnostics import Invalid, Problem, Problems, did_you_mean
from ..core.project import Root
from ..kinds import catalogue
from ..photos import original, placed
from .fact_kinds import Fact, GroupFact, TableFact
from .scalars import Text
from .schema import Shape
from .yaml_reader import Keys, Located

# A drawing stays as it is; the layout that draws it checks it.
DRAWING = ".svg"
FILE = {**catalogue.PICTURE, "description": "The name of its file in sources/pictures/."}
SHARES = {"type": "array", "items": {"type": "number", "minimum": 0, "maximum": 1}, "minItems": 2, "maxItems": 2}


def _focus(typed: object) -> object:
    """Return two shares, from 0 to 1."""
    parts = typed if isinstance(typed, (list, tuple)) else ()
    try:
        shares = tuple(float(part) for part in parts)
    except (TypeError, ValueError):
        shares = ()
    if len(shares) != 2 or not all(0 <= share <= 1 for share in shares):
        how = "write how far it is from the left and from the top, from 0 to 1: [0.5, 0.3]"
        raise Invalid("this is not a point of a picture", how)
    return shares


class PictureFile(Shape):
    """A picture: its file, and what goes with it."""

    file: Annotated[str, BeforeValidator(catalogue.picture), WithJsonSchema(FILE)] = Field()
    credit: Text | None = Field(default=None, description="Who made it, as it is to be printed.")
    focus: Annotated[tuple[float, float], BeforeValidator(_focus), WithJsonSchema(SHARES)] = Field(
        default=(0.5, 0.5), description="The point that must stay in view if it is cropped, from the left and the top."
    )


def _named(typed: object) -> object:
    """Return a file that was named alone as what is said of a picture."""
    return typed if isinstance(typed, dict) else {"file": catalogue.picture(typed)}


Picture = Annotated[
    PictureFile,
    BeforeValidator(_named),
    WithJsonSchema(
        {
            "anyOf": [
                FILE,
                {
                    "type": "object",
                    "properties": {"file": FILE, "credit": {"type": "string"}, "focus": SHARES},
                    "required": ["file"],
                    "additionalProperties": False,
                },
            ]
        }
    ),
]


def files(facts: Mapping[str, Fact], values: Mapping[str, Any]) -> Iterator[tuple[Keys, str]]:
    """Yield the name of the file of each picture among some facts, and under which keys it is."""
    for key, fact in facts.items():
        value = values.get(key)
        if value is None:
            continue
        if fact.kind == "picture":
            yield (key,), value["file"]
        elif isinstance(fact, GroupFact):
            yield from (((key, *keys), file) for keys, file in files(fact.parts, value))
        elif isinstance(fact, TableFact):
            for number, row in enumerate(value):
                yield from (((key, number, *keys), file) for keys, file in files(fact.parts, row))


def faults(root: Root, located: Located, facts: Mapping[str, Fact], values: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield the pictures of a source that are missing, or are none."""
    for keys, file in files(facts, values):
        path = placed.folder(root) / file
        if fault := _fault(root, path):
            yield Problem(located.place(keys), *fault)


def _fault(root: Root, path: Path) -> tuple[str, str] | None:
    """Return what is wrong with the file of a picture, and what to do."""
    name = root.name(path)
    try:
        state = path.stat()
    except OSError:
        near = did_you_mean(path.name, (other.name for other in path.parent.glob("*.*")))
        return f"the picture {name} is missing", near or "put it there, or correct its name"
    return _looked_at(root, path, (state.st_ino, state.st_size, state.st_mtime_ns, state.st_ctime_ns))


@lru_cache(maxsize=1000)
def _looked_at(root: Root, path: Path, state: tuple[int, ...]) -> tuple[str, str] | None:
    """Return what is wrong with a file, which is looked at again when its `state` is another."""
    try:
        drawing = path.suffix.lower() == DRAWING
        content = inputs.read(root, path, inputs.PICTURE if drawing else inputs.PHOTO)
        if not drawing:
            original.read(content)
    except Problems as found:
        return f"{root.name(path)}: {found.problems[0].what}", found.problems[0].hint
    except Invalid as found:
        return f"{root.name(path)}: {found.what}", found.hint
    return None
