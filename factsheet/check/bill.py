"""Write the bill of materials of a release: what its documents were made with, as CycloneDX 1.6 (ECMA-424).

It lists what shapes a file: the program, the Python packages that it uses and all that these need, the engines of the
system, and the fonts. Everything is read from what is installed. The same release on the same day has the same bill.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from .. import __version__
from ..build.released import Release
from ..core import fingerprint
from ..core.project import Root
from ..theme import fonts
from ..theme.model import Theme
from . import packages
from .packages import Package

NAME = "bom.cdx.json"
SCHEMA = "http://cyclonedx.org/schema/bom-1.6.schema.json"
# In the versions that a release was made with, what is no package.
PROGRAM = "factsheet"
ENGINES = ("python", "zlib", *fingerprint.LIBRARIES)
# The licence of nearly every free font: as they put it, and its name in SPDX's list.
OPEN_FONT = ("SIL Open Font License, Version 1.1", "OFL-1.1")

Component = dict[str, Any]


def of_release(root: Root, release: Release, theme: Theme) -> bytes:
    """Return the bill of a release."""
    made_with = release.made_with
    needed = packages.needed(name for name in made_with if name not in (PROGRAM, *ENGINES))
    whole = _component("file", release.packed, str(release.day))
    program = _component("application", PROGRAM, f"{__version__}+{made_with[PROGRAM]}", licenses=_licences("MIT"))
    libraries = {name: _library(each) for name, each in needed.items()}
    engines = [_engine(name, made_with[name]) for name in ENGINES if name in made_with]
    shapes = [_font(file, font) for file, font in fonts.named(theme, root).items()]
    metadata = {
        "timestamp": f"{release.day}T00:00:00Z",
        "tools": {"components": [{key: program[key] for key in ("type", "name", "version")}]},
        "component": whole,
    }
    dependencies = [
        _needs(whole, [program, *shapes]),
        _needs(program, [*(each for name, each in libraries.items() if name in made_with), *engines]),
        *(_needs(libraries[name], [libraries[other] for other in each.needs]) for name, each in needed.items()),
    ]
    components = [program, *libraries.values(), *engines, *shapes]
    return _written({"metadata": metadata, "components": components, "dependencies": dependencies})


def _written(said: Mapping[str, Any]) -> bytes:
    """Return a bill as JSON, under a number that follows from what it says. On one line, it is a third shorter."""
    number = uuid5(NAMESPACE_OID, json.dumps(said, sort_keys=True))
    head = {"$schema": SCHEMA, "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1}
    whole = {**head, "serialNumber": f"urn:uuid:{number}", **said}
    return (json.dumps(whole, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _component(kind: str, name: str, version: str, **more: Any) -> Component:
    return {"type": kind, "bom-ref": f"{kind}:{name}", "name": name, "version": version, **more}


def _library(package: Package) -> Component:
    """Return a Python package, with the digests of its files on PyPI: the one that was installed is among them."""
    page = {"type": "distribution", "url": f"https://pypi.org/project/{package.name}/{package.version}/"}
    known = {"hashes": list(_hashes(package.hashes))} if package.hashes else {}
    more = {"purl": f"pkg:pypi/{package.name}@{package.version}", "externalReferences": [{**page, **known}]}
    return _component("library", package.name, package.version, **_licensed(package), **more)


def _licensed(package: Package) -> dict[str, Any]:
    if package.expression:
        return {"licenses": _licences(package.expression)}
    return {"licenses": [{"license": {"name": each}} for each in package.licences]} if package.licences else {}


def _licences(expression: str) -> list[dict[str, str]]:
    return [{"expression": expression}]


def _engine(name: str, version: str) -> Component:
    return _component("library", name, version, purl=f"pkg:generic/{name}@{version}")


def _font(file: str, font: bytes) -> Component:
    said = fonts.said(font)
    licence = {"id": OPEN_FONT[1]} if OPEN_FONT[0] in said.licence else {"name": said.licence}
    more = {"licenses": [{"license": licence}]} if said.licence else {}
    hashes = list(_hashes([fonts.digest(font)]))
    return _component("file", file, said.version.removeprefix("Version "), description=said.name, hashes=hashes, **more)


def _hashes(digests: Iterable[str]) -> Iterator[dict[str, str]]:
    return ({"alg": "SHA-256", "content": each} for each in digests)


def _needs(component: Component, others: Iterable[Component]) -> dict[str, Any]:
    return {"ref": component["bom-ref"], "dependsOn": sorted({each["bom-ref"] for each in others})}
