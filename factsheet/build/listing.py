"""List what there is to download for other programs: `index.json` beside the download page, with a schema (JSON Schema
2020-12) beside that.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from ..core.names import LanguageTag, VariantId
from ..core.status import Status
from .freshness import SCHEMA
from .manifest import Entry
from .released import Release, Sum


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class File(_Shape):
    """A file that can be downloaded."""

    path: str = Field(description="Where it is, from the folder that this list is in.", examples=["brief-en.pdf"])
    variant: VariantId = Field(description="Which variant it is of; empty if there are none.")
    language: LanguageTag = Field(description="Its language, as in BCP 47.", examples=["pt-BR"])
    format: str = Field(description="Its format: pdf, press (for a printer), docx, web, picture and so on.")
    date: datetime.date = Field(description="The date of its texts.")
    bytes: int = Field(gt=0, description="Its size.")
    sha256: Sum = Field(description="Its SHA-256.")
    state: Status = Field(description="What it is: final, a draft, or how far its translation is confirmed.")
    released: datetime.date | None = Field(description="When it was released; null if it was not.")


class Listing(_Shape):
    """Every file of a download page: the latest release of each variant, and what has been made since."""

    schema_: str = Field(default=SCHEMA, alias="$schema", description="The file that describes this one.")
    files: list[File] = Field(description="In the order of their paths.")


def schema() -> bytes:
    """Return the JSON Schema of the list."""
    return _json(Listing.model_json_schema())


def listed(entries: Iterable[Entry], releases: Mapping[VariantId, Release]) -> bytes:
    """Return the list of the files of a manifest, and of the latest release of each variant."""
    files = sorted([*_built(entries), *_released(releases.values())], key=lambda file: file.path)
    return _json(Listing(files=files).model_dump(mode="json", by_alias=True))


def _built(entries: Iterable[Entry]) -> Iterator[File]:
    for each in entries:
        about = {"variant": each.variant, "language": each.language, "format": each.format}
        size = {"bytes": each.bytes, "sha256": each.sha256}
        day, state = datetime.date.fromisoformat(each.revised), Status(each.status)
        yield File(path=each.path, **about, **size, date=day, state=state, released=None)


def _released(releases: Iterable[Release]) -> Iterator[File]:
    for release in releases:
        for each in release.documents:
            language = each.language
            yield File(
                path=f"releases/{release.folder}/{each.name}",
                variant=release.variant,
                **each.model_dump(include={"language", "format", "bytes", "sha256"}),
                date=release.revised[language],
                state=release.status[language],
                released=release.day,
            )


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
