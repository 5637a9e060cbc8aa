"""What was released: the folders in `output/releases/`, each of which says in `release.json` what it holds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ..core import inputs
from ..core.diagnostics import Problems
from ..core.formats import FORMATS
from ..core.names import ChairId, LanguageTag
from ..core.project import Root
from ..core.status import Status
from ..source.scalars import CHAIR_ID, LANGUAGE_ID
from . import releases

ABOUT = "release.json"

Name = Annotated[str, Field(pattern=r"^[\w-][\w.-]*$")]  # of a file in the folder, never a path out of it
Sum = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class Document(_Shape):
    """A file that is handed out, with its size in bytes and its SHA-256."""

    name: Name
    language: Annotated[LanguageTag, Field(pattern=LANGUAGE_ID)]
    format: Annotated[str, Field(pattern=f"^({'|'.join(FORMATS)})$")]
    bytes: Annotated[int, Field(gt=0)]
    sha256: Sum


class Release(_Shape):
    """What a release says about itself.

    By language: `revised` is the date of the texts, `status` what the edition was, `texts` a digest of what it says.
    `packed` is the ZIP of all documents, `made_with` the versions of everything that shaped the files.
    """

    chair: Annotated[ChairId, Field(pattern=CHAIR_ID)]
    country: Annotated[str, Field(pattern="^[A-Z]{2}$")]
    since: date
    day: date
    number: Annotated[int, Field(gt=0)] = 1  # of that day
    revised: Mapping[LanguageTag, date]
    status: Mapping[LanguageTag, Status]
    texts: Mapping[LanguageTag, str]
    pages: int
    documents: tuple[Document, ...]
    packed: Name
    made_with: Mapping[str, str]

    @property
    def folder(self) -> str:
        """Return the name of its folder."""
        return f"{self.day}-{self.chair}" + (f"-{self.number}" if self.number > 1 else "")

    def of(self, language: LanguageTag) -> list[Document]:
        """Return its documents in a language."""
        return [each for each in self.documents if each.language == language]

    def holds(self, sums: Mapping[str, str]) -> bool:
        """Tell whether its documents are these: SHA-256 by name."""
        return {each.name: each.sha256 for each in self.documents} == sums


def found(root: Root) -> list[Release]:
    """Return the releases that are there, the oldest first. One whose description cannot be read is left out."""
    every = (_read(root, path) for path in releases.folders(root))
    return sorted((each for each in every if each), key=lambda each: (each.day, each.number))


def latest(root: Root) -> dict[ChairId, Release]:
    """Return the latest release of each chair."""
    return {each.chair: each for each in found(root)}


def _read(root: Root, path: Path) -> Release | None:
    release = described(root, path)
    return release if release and release.folder == path.name else None


def described(root: Root, path: Path) -> Release | None:
    """Return what a folder says that it holds; None if that cannot be read."""
    try:
        return Release.model_validate(json.loads(inputs.text(root, path / ABOUT, inputs.MANIFEST)))
    except (Problems, ValidationError, ValueError, RecursionError):
        return None
