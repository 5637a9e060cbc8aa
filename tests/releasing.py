"""Releases of what is in output/, put there without the checks that `make release` runs first."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from factsheet.build import manifest, released, releases
from factsheet.build.released import Document, Release
from factsheet.check import dossier
from factsheet.core.names import VariantId
from factsheet.core.project import Root
from factsheet.core.status import Status


def release(folder: Path, variant: str, day: date) -> Path:
    """Release what a build has made of a variant; return the folder of the release."""
    root = Root(folder)
    known, _ = manifest.read(root)
    entries = [each for each in known.entries.values() if each.variant == variant and each.format != "web"]
    about = Release(
        variant=VariantId(variant),
        heading=entries[0].heading,
        since=date.fromisoformat(entries[0].since),
        day=day,
        revised={each.language: date.fromisoformat(each.revised) for each in entries},
        status={each.language: Status(each.status) for each in entries},
        pages=2,
        texts={each.language: "0" for each in entries},
        documents=tuple(
            Document(name=Path(each.path).name, **{key: getattr(each, key) for key in KEPT}) for each in entries
        ),
        packed=f"{variant}.zip",
        made_with={},
    )
    target = releases.folder(root) / about.folder
    target.mkdir(parents=True)
    for each in entries:
        shutil.copy2(root.output / each.path, target)
    (target / about.packed).write_bytes(b"x")
    (target / released.ABOUT).write_bytes(dossier.as_json(about.model_dump(mode="json")))
    return target


KEPT = ("language", "format", "bytes", "sha256")
