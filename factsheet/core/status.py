"""Name what an edition is, in the words that its files, the manifest and the download page use for it."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """The least that readers must be told about an edition before it is handed out."""

    FINAL = "final"
    UNOFFICIAL = "unofficial translation"
    UNCONFIRMED = "unconfirmed wording"
    DRAFT = "draft"
    INVENTED = "layout test"
