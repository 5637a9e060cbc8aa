"""Say of installed Python packages what they need, their licences, and the digests that the lock pins them by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from ..core import inputs, project

# It pins whatever may be installed for a release; made by `make lock`.
LOCK = "requirements-seal.lock"
PINNED = re.compile(r"^([a-z0-9-]+)==(\S+)((?:.*\\\n)*.*)", re.MULTILINE)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
CLASSIFIER = "License :: "
LONGEST = 100  # of a licence that is named, not quoted


@dataclass(frozen=True)
class Package:
    """A package: `needs` are the names of those that it uses, `hashes` the SHA-256 of each of its files on PyPI.

    `expression` is its licence in SPDX's terms, if it says so; otherwise `licences` are what it is called.
    """

    name: str
    version: str
    needs: tuple[str, ...]
    expression: str
    licences: tuple[str, ...]
    hashes: tuple[str, ...]


def needed(names: Iterable[str]) -> dict[str, Package]:
    """Return some packages and all that they need, as far as they are installed, by their names."""
    pinned = _pinned()
    found: dict[str, tuple[Distribution, set[str]]] = {}
    waiting = [(name, frozenset[str]()) for name in names]
    seen = set(waiting)
    while waiting:
        name, extras = waiting.pop()
        try:
            of = distribution(name)
        except PackageNotFoundError:
            continue
        needs = set(_needs(of, extras))
        found.setdefault(name, (of, set()))[1].update(each for each, _ in needs)
        waiting += needs - seen
        seen |= needs
    return {name: _package(name, *found[name], set(found), pinned) for name in sorted(found)}


def _package(
    name: str, of: Distribution, needs: set[str], installed: set[str], pinned: Mapping[tuple[str, str], tuple[str, ...]]
) -> Package:
    said = of.metadata
    classified = [each.rpartition(" :: ")[2] for each in said.get_all("Classifier", []) if each.startswith(CLASSIFIER)]
    named = [each for each in said.get_all("License", []) if each and "\n" not in each and len(each) <= LONGEST]
    expression = next(iter(said.get_all("License-Expression", [])), "")
    licences = tuple(named or classified)
    hashes = pinned.get((name, of.version), ())
    return Package(name, of.version, tuple(sorted(needs & installed)), expression, licences, hashes)


def _needs(of: Distribution, extras: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield what a package needs here, with some of its extras, each with the extras that it is needed with."""
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    for each in map(Requirement, of.requires or ()):
        if each.marker is None or any(each.marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            yield canonicalize_name(each.name), frozenset(each.extras)


def _pinned() -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the digests that the lock pins packages by, by name and version; nothing if it is not there."""
    here = project.shipped()
    try:
        text = inputs.text(here, here.folder / LOCK, inputs.SOURCE)
    except inputs.Missing:
        return {}
    return {(found[1], found[2]): tuple(HASH.findall(found[3])) for found in PINNED.finditer(text)}
