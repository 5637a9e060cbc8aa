"""What was released: the folders in `output/releases/`, each of which says in `release.json` what it holds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from ..core import inputs
from ..core.diagnostics import Problems
from ..core.formats import FORMATS
from ..core.names import LanguageTag, VariantId, stem
from ..core.project import Root
from ..core.status import Status
from ..source.scalars import LANGUAGE_ID, OPTIONAL_ID
from . import releases
from .first_releases import upgraded

ABOUT = "release.json"

Name = Annotated[str, Field(pattern=r"^[\w-][\w.-]*$")]  # of a file in the folder, never a path out of it
Sum = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, defer_build=True)


class Content(_Shape):
    """A size in bytes, and the SHA-256."""

    bytes: Annotated[int, Field(gt=0)]
    sha256: Sum


class Document(_Shape):
    """A file that is handed out, with its size in bytes and its SHA-256.

    `unsealed` is what it was before it was sealed, and what it still begins with; None if it was not.
    """

    name: Name
    language: Annotated[LanguageTag, Field(pattern=LANGUAGE_ID)]
    format: Annotated[str, Field(pattern=f"^({'|'.join(FORMATS)})$")]
    bytes: Annotated[int, Field(gt=0)]
    sha256: Sum
    unsealed: Content | None = None

    @property
    def made(self) -> str:
        """Return the SHA-256 of what a build made, which is the same every time; a seal never is."""
        return self.unsealed.sha256 if self.unsealed else self.sha256


class SealedBy(_Shape):
    """Whose seal is in the PDFs of a release, by the name in its certificate and the SHA-256 of that."""

    name: str
    certificate: Sum


class Release(_Shape):
    """What a release says about itself.

    By language: `revised` is the date of the texts, `status` what the edition was, `texts` a digest of what it says.
    `packed` is the ZIP of all documents, `made_with` the versions of everything that shaped the files, and `seal` says
    whose seal is in its PDFs, if any.
    """

    variant: Annotated[VariantId, Field(pattern=OPTIONAL_ID)]
    heading: str
    since: date | None
    day: date
    number: Annotated[int, Field(gt=0)] = 1  # of that day
    revised: Mapping[LanguageTag, date]
    status: Mapping[LanguageTag, Status]
    texts: Mapping[LanguageTag, str]
    pages: int
    documents: tuple[Document, ...]
    packed: Name
    made_with: Mapping[str, str]
    seal: SealedBy | None = None

    @model_validator(mode="before")
    @classmethod
    def _as_before(cls, said: Any) -> Any:
        """Read what the first releases kept."""
        return upgraded(said)

    @property
    def folder(self) -> str:
        """Return the name of its folder."""
        return "-".join(filter(None, (str(self.day), self.variant, str(self.number) if self.number > 1 else "")))

    @property
    def begun(self) -> str:
        """Return the first day of the variant's term; "" if it has none."""
        return self.since.isoformat() if self.since else ""

    def name_of(self, document: Document) -> str:
        """Return the name of the factsheet, with which the names of all documents begin."""
        return document.name.rpartition(f"-{stem('', self.variant, document.language)}")[0]

    def of(self, language: LanguageTag) -> list[Document]:
        """Return its documents in a language."""
        return [each for each in self.documents if each.language == language]

    def holds(self, sums: Mapping[str, str]) -> bool:
        """Tell whether its documents were made as these, sealed or not: SHA-256 by name."""
        return {each.name: each.made for each in self.documents} == sums


def found(root: Root) -> list[Release]:
    """Return the releases that are there, the oldest first. One whose description cannot be read is left out."""
    every = (_read(root, path) for path in releases.folders(root))
    return sorted((each for each in every if each), key=lambda each: (each.day, each.number))


def latest(root: Root) -> dict[VariantId, Release]:
    """Return the latest release of each variant."""
    return {each.variant: each for each in found(root)}


def certificates(root: Root) -> dict[str, str]:
    """Return the certificates that releases here were sealed with, by their SHA-256: the folder of the last of each."""
    return {each.seal.certificate: each.folder for each in found(root) if each.seal}


def _read(root: Root, path: Path) -> Release | None:
    release = described(root, path)
    return release if release and release.folder == path.name else None


def described(root: Root, path: Path) -> Release | None:
    """Return what a folder says that it holds; None if that cannot be read."""
    try:
        return Release.model_validate(json.loads(inputs.text(root, path / ABOUT, inputs.MANIFEST)))
    except (Problems, ValidationError, ValueError, RecursionError):
        return None
