"""Seal the PDFs of a release, and keep the sums of both: of what is handed out, and of what was made.

The press PDF has no seal: a printer takes it apart to put it on a plate. Word files cannot have one.
"""

from __future__ import annotations

from ..build.released import Content, Document, Release, SealedBy
from ..core import atomic
from ..seal.sealer import Sealer
from .dossier import Files

FORMATS = ("pdf", "large")


def sealed(release: Release, files: Files, sealer: Sealer) -> tuple[Release, Files]:
    """Return a release, still to be written, and its files with their seals.

    Raises Problems if one cannot be sealed.
    """
    whole = dict(files)
    for each in release.documents:
        if each.format in FORMATS:
            whole[each.name] = sealer.sealed(files[each.name], each.name)
    changes = {
        "documents": tuple(_described(each, whole[each.name]) for each in release.documents),
        "seal": SealedBy(name=sealer.by, certificate=sealer.certificate),
        "made_with": {**release.made_with, **sealer.made_with},
    }
    return release.model_copy(update=changes), whole


def _described(document: Document, content: bytes) -> Document:
    if document.format not in FORMATS:
        return document
    unsealed = Content(bytes=document.bytes, sha256=document.sha256)
    return document.model_copy(update={"bytes": len(content), "sha256": atomic.sha256(content), "unsealed": unsealed})
